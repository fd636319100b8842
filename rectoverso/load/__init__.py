"""``content/`` → model. The only reader of ``content/``.

``load`` reads every file once, types it by the schema, holds its references together and
returns what can be used beside all that was wrong.
"""

from __future__ import annotations

from rectoverso.load.publication import find_root, languages, load

__all__ = ["find_root", "languages", "load"]
