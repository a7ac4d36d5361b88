"""One file a verb, with `run(args) -> exit code`; none but the dashboards imports textual.

Not verbs, but shared by some: `boards` (where a board comes from), `situation` (what belongs to one), `ending` (how a
long run is stopped), `guarded` (what a crash says), `sample` (the sample on the screen).
"""
