"""A document as one self-contained HTML page: no script, nothing loaded, every word from outside escaped.

The page's own policy (CSP) allows its one style sheet, by its hash, and nothing else: what slipped through escaping
could still not run, load or send anything.
"""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from html import escape

from sitrep.views.printed.markdown import safe_url
from sitrep.views.report.document import (
    Block,
    Bullets,
    Cited,
    Grid,
    Heading,
    Link,
    Paragraph,
    Piece,
    Said,
    Sources,
    Words,
)

CSS = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 76rem; margin: 2rem auto; padding: 0 1rem; }
h1, h3, li, th, td { overflow-wrap: break-word; }
h1 { line-height: 1.2; } h2 { margin-top: 2rem; border-bottom: 1px solid #8888; } h3 { margin-bottom: 0.2rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.9rem; }
th, td { text-align: left; vertical-align: top; padding: 0.35rem 0.6rem; border-bottom: 1px solid #8884; }
th { border-bottom: 2px solid #8888; } td.figure { font-variant-numeric: tabular-nums; }
a { color: inherit; overflow-wrap: anywhere; } a.cite { text-decoration: none; font-size: 0.85em; }
.note { color: GrayText; }
ol.sources { list-style: none; padding-left: 0; } ol.sources li { margin: 0.2rem 0; }
@media print {
  body { font-size: 9.5pt; max-width: none; margin: 0; } .wide { overflow: visible; }
  thead { display: table-header-group; } tr, li { break-inside: avoid; } h2, h3 { break-after: avoid; }
  @page { size: A4 landscape; margin: 14mm; }
}
"""
_HASH = b64encode(sha256(CSS.encode()).digest()).decode()
POLICY = f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'"


def html(document: Iterable[Block], title: str) -> Iterator[str]:
    """The lines of the page."""
    yield "<!DOCTYPE html>"
    yield '<html lang="en">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">'
    yield '<meta name="referrer" content="no-referrer">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(title)}</title>"
    yield f"<style>{CSS}</style>"
    yield "</head>"
    yield "<body>"
    for block in document:
        yield from _block(block)
    yield "</body>"
    yield "</html>"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"<h{block.level}>{_words(block.text)}</h{block.level}>"
        case Paragraph():
            yield f"<p>{_words(block.words)}</p>"
        case Bullets():
            yield "<ul>"
            yield from (f"<li>{_words(item)}</li>" for item in block.items)
            yield "</ul>"
        case Grid():
            yield from _grid(block)
        case Sources():
            yield '<ol class="sources">'
            yield from (f'<li id="s{number}">[{number}] {_words(words)}</li>' for number, words in block.items)
            yield "</ol>"


def _grid(grid: Grid) -> Iterator[str]:
    yield '<div class="wide"><table>'
    yield "<thead><tr>" + "".join(f'<th scope="col">{escape(name)}</th>' for name in grid.columns) + "</tr></thead>"
    yield "<tbody>"
    for row in grid.rows:
        opened = ('<td class="figure">' if number in grid.figures else "<td>" for number in range(len(row)))
        yield "<tr>" + "".join(f"{td}{_words(words)}</td>" for td, words in zip(opened, row, strict=True)) + "</tr>"
    yield "</tbody></table></div>"


def _words(words: Words) -> str:
    return "".join(map(_piece, words)).strip()


def _piece(piece: Piece) -> str:
    match piece:
        case Said():
            # Foreign words may run right to left: they must not turn what stands around them.
            return f"<bdi>{escape(piece.text)}</bdi>"
        case Cited():
            return "".join(f'<a class="cite" href="#s{number}">[{number}]</a>' for number in piece.numbers)
        case Link():
            url = safe_url(piece.url)
            if not url:
                return escape(piece.url)
            return f'<a href="{escape(url)}" rel="noopener noreferrer nofollow">{escape(url)}</a>'
    return escape(piece)
