"""A report as JSON: the same facts as the written one, for other programs."""

from sitrep.views.floor import Floor
from sitrep.views.printed.forms import Form, action_form, health_form, incident_form, stamp, total_form
from sitrep.views.report.content import Report, Row


def report_form(report: Report) -> Form:
    """The report as `sitrep report --json` prints it. `sources` of an item are numbers in the list of sources."""
    return {
        "as_of": stamp(report.as_of),
        "period": {"from": stamp(report.since), "to": stamp(report.as_of)},
        "situation": report.situation,
        "articles": report.articles,
        "feeds": [health_form(feed) for feed in report.feeds],
        "highlights": [row.incident.id for row in report.highlights],
        "totals": [_floor(one) for one in report.floors],
        "incidents": [_row(row) for row in report.rows["located"]],
        "disputed": [_row(row) for row in report.rows["disputed"]],
        "unplaced": [_row(row) for row in report.rows["unplaced"]],
        "interceptions": [_row(row) for row in report.rows["interceptions"]],
        "diplomacy": [action_form(deed.action) | {"sources": list(deed.sources)} for deed in report.deeds],
        "running_totals": [total_form(one.total) | {"sources": list(one.sources)} for one in report.campaigns],
        "sources": [
            {
                "number": source.number,
                "article": source.article,
                "outlet": source.outlet,
                "title": source.title,
                "url": source.url,
                "at": stamp(source.at),
            }
            for source in report.sources
        ],
    }


def _row(row: Row) -> Form:
    before = {
        kind: {"low": step.low, "high": step.high, "at": stamp(step.at), "speaker": step.speaker, "outlet": step.outlet}
        for kind, step in row.before.items()
    }
    return incident_form(row.incident) | {"new": row.new, "before": before, "sources": list(row.sources)}


def _floor(one: Floor) -> Form:
    return {
        "kind": one.kind,
        "at_least": one.low if one.counted else None,
        "incidents": one.counted,
        "without_figure": one.silent,
        "from": one.first.isoformat(),
        "to": one.last.isoformat(),
        "as_of": stamp(one.as_of),
        "floor": True,
        "left_out": dict(one.left_out),
    }
