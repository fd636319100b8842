"""Decides what comes out, makes it, keeps what has not changed, writes it. Only it writes.

- ``release``: which editions come out
- ``making``: artifacts → bytes, through an executor, in the order of what is made from what
- ``cache``: bytes of artifacts whose digest has not changed
- ``searching``: the index of the website's search
- ``tree``: the output tree, replaced as a whole or not at all
- ``records``: the ledger and the quiz lock, written by explicit commands only
"""

from __future__ import annotations
