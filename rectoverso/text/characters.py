"""Characters that no text may hold, because no page can: HTML, SVG and PDF are built from them."""

from __future__ import annotations

import re

FORBIDDEN = re.compile(
    "[^\t\n\r\\x20-\\x7e\\x85\\xa0-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]"
)
"""What XML 1.0 (5th edition, production 2, ``Char``) leaves out, and the control characters that
it discourages there. A YAML file names them by escapes such as ``"\\0"``; the renderer of charts
aborts the whole process when it meets one."""


def name_of(character: str) -> str:
    """The code point as it is commonly written, such as ``U+0007``."""
    return f"U+{ord(character):04X}"
