"""The screen: the only place that knows textual."""

import os

# Textual waits for so many parts of a second between two paints: at its 60 a key pressed right after news were painted
# stood still for 17 ms, longer than all its work takes. It reads this when it is first imported.
os.environ.setdefault("TEXTUAL_FPS", "200")
