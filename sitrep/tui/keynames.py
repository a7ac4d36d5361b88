"""Keys as one reads them, for the footer, the help and the palette."""

NAMES = {
    "question_mark": "?",
    "slash": "/",
    "colon": ":",
    "escape": "Esc",
    "enter": "Enter",
    "tab": "Tab",
    "shift+tab": "Shift-Tab",
    "space": "Space",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}


def key_names(keys: str) -> str:
    """Keys as one reads them: "j,down" -> "j ↓"."""
    return " ".join(_key_name(key.strip()) for key in keys.split(","))


def _key_name(key: str) -> str:
    if key in NAMES:
        return NAMES[key]
    return f"^{key.removeprefix('ctrl+').upper()}" if key.startswith("ctrl+") else key
