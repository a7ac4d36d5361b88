"""The signs of the screen in plain ASCII, for terminals and speech that know no others (--ascii)."""

import unicodedata

GLYPHS = {
    "●": "*", "▲": "^", "✓": "v", "★": "b", "↕": "r", "◆": "o", "↩": "<", "Σ": "S", "×": "x", "└": "`",
    "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "…": "...", "·": ".", "≈": "=", "≤": "<=", "≥": ">=", "≠": "!=",
    "↑": "^", "↓": "v", "←": "<-", "→": "->", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'",
}  # fmt: skip
"""What each sign of ours, and what feeds like to write, becomes."""
ONE_CELL = {"≤": "<", "≥": ">", "≠": "!", "…": ".", "→": ">", "←": "<"}
"""The same in one cell, for where there is no room for two."""
DRAWN = {
    **dict.fromkeys("─▔╌", "-"), **dict.fromkeys("━═", "="),
    **dict.fromkeys("│┃║▎▌▊▍▏▐▕", "|"), **dict.fromkeys("╭╮╰╯┌┐┘┏┓┗┛├┤┬┴┼", "+"),
    **dict.fromkeys("▁▂▃", "_"), **dict.fromkeys("▄▅▆", "="), **dict.fromkeys("▇█", "#"),
}  # fmt: skip
"""Frames, bars and scroll bars."""
UNSAYABLE = "?"


def in_ascii(text: str) -> str:
    """`text` in ASCII alone: signs as GLYPHS has them, letters without their accents, UNSAYABLE for any other."""
    return text if text.isascii() else "".join(map(_said, text))


def in_one_cell(character: str) -> str:
    """One character in ASCII, one cell wide; "" for one that takes none, such as an accent of its own."""
    said = ONE_CELL.get(character) or _said(character)
    return said[:1]


def _said(character: str) -> str:
    if character.isascii():
        return character
    if character in GLYPHS or character in DRAWN:
        return GLYPHS.get(character) or DRAWN[character]
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return ""
    bare = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    return bare or (" " if character.isspace() else UNSAYABLE)
