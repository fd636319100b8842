"""Services that send in bulk, one a file: what they import a letter from.

Each module exports:

- ``FILE``: the name of its file.
- ``text(letter)``: what that holds, of a ``rectoverso.export.letter.Letter``.
"""

from __future__ import annotations
