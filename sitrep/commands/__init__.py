"""One file a verb. Each has `run(args) -> exit code`; none but the dashboards imports textual."""
