"""Why a thing stands on the board as it does: the reasons of a merge, the rule and the words behind each claim."""

from collections.abc import Iterator, Sequence

from sitrep.model.article import Article
from sitrep.model.claim import Act, Casualty, Reading, Strike
from sitrep.model.incident import Action, Evidence, Figure, Incident
from sitrep.views.printed.forms import Form, reading_form, stamp
from sitrep.views.wording import act_words

Pair = tuple[Article, Reading]


def why_form(incidents: Sequence[Incident], actions: Sequence[Action], pairs: Sequence[Pair]) -> Form:
    """In JSON, of an incident its reasons and ledger, of an act its evidence, of an article its claims."""
    return {
        "incidents": [
            {
                "id": i.id,
                "label": i.label,
                "why": list(i.why),
                "articles": list(i.articles),
                "aliases": list(i.aliases),
                "said": [_figure(f) for f in i.ledger] + [_sentence(e) for e in i.evidence],
            }
            for i in incidents
        ],
        "diplomacy": [{"id": a.id, "label": act_words(a), "said": [_sentence(e) for e in a.evidence]} for a in actions],
        "wire": [reading_form(article, reading, explain=True) for article, reading in pairs],
    }


def why_lines(incidents: Sequence[Incident], actions: Sequence[Action], pairs: Sequence[Pair]) -> Iterator[str]:
    """The same as lines of text."""
    for incident in incidents:
        yield f"{incident.id}  {incident.label}"
        yield f"articles: {', '.join(incident.articles)}"
        yield from (f"joined: {reason}" for reason in incident.why)
        if not incident.why:
            # One place, one day, one kind of violence is one incident (R1): nothing had to be weighed.
            yield "joined: by place and day" if len(incident.articles) > 1 else "one report alone"
        yield from (f"{stamp(f.at)}  {f.speaker or f.outlet}: {f.text} {f.kind}: “{f.quote}”" for f in incident.ledger)
        yield from (f"{stamp(e.at)}  {e.speaker or e.outlet}: “{e.quote}”" for e in incident.evidence)
    for action in actions:
        yield f"{action.id}  {act_words(action)}"
        yield from (f"{stamp(e.at)}  {e.speaker or e.outlet}: “{e.quote}”" for e in action.evidence)
    for article, reading in pairs:
        yield f"{article.id}  {article.outlet}: {article.title}"
        claims: tuple[Strike | Casualty | Act, ...] = (*reading.strikes, *reading.casualties, *reading.diplomacy)
        for claim in claims:
            yield f"{type(claim).__name__.lower()}: {claim.why}: “{claim.quote}”"


def _figure(figure: Figure) -> Form:
    return {
        "at": stamp(figure.at),
        "kind": figure.kind,
        "text": figure.text,
        "speaker": figure.speaker,
        "outlet": figure.outlet,
        "article": figure.article,
        "quote": figure.quote,
    }


def _sentence(evidence: Evidence) -> Form:
    return {
        "at": stamp(evidence.at),
        "kind": None,
        "text": None,
        "speaker": evidence.speaker,
        "outlet": evidence.outlet,
        "article": evidence.article,
        "quote": evidence.quote,
    }
