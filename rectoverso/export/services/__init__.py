"""Services that send in bulk, one a file: what they import a letter from.

Each module exports ``FILE``, the name of its file, and ``text(letter)``, what it holds;
``letter`` is a ``rectoverso.export.letter.Letter``.
"""

from __future__ import annotations
