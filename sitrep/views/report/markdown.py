"""A document as Markdown (CommonMark with GitHub's tables)."""

from collections.abc import Iterable, Iterator

from sitrep.views.printed.markdown import at_start, marked, safe_url
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


def markdown(document: Iterable[Block]) -> Iterator[str]:
    """The lines of the document."""
    for number, block in enumerate(document):
        if number:
            yield ""
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * block.level} {_words(block.text)}"
        case Paragraph():
            yield _words(block.words)
        case Bullets():
            yield from (f"- {_words(item)}" for item in block.items)
        case Grid():
            yield f"| {' | '.join(block.columns)} |"
            yield "|" + "".join(" ---: |" if n in block.figures else " --- |" for n in range(len(block.columns)))
            yield from (f"| {' | '.join(map(_words, row))} |" for row in block.rows)
        case Sources():
            # The numbers are ours: a list that a reader renumbers would cite the wrong article.
            yield from (f"- \\[{number}\\] {_words(words)}" for number, words in block.items)


def _words(words: Words) -> str:
    return at_start(" ".join("".join(map(_piece, words)).split()))


def _piece(piece: Piece) -> str:
    match piece:
        case Said():
            return marked(piece.text)
        case Cited():
            return "".join(f"\\[{number}\\]" for number in piece.numbers)
        case Link():
            url = safe_url(piece.url)
            return f"<{url}>" if url else marked(piece.url)
    return marked(piece)
