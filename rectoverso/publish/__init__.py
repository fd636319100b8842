"""Makes artifacts, keeps what has not changed, and writes the output tree. Only it writes.

- ``making``: artifacts → bytes, through an executor, in the order of what is made from what
- ``cache``: bytes of artifacts whose digest has not changed
- ``tree``: the output tree, replaced as a whole or not at all
- ``records``: the ledger and the quiz lock, written by explicit commands only
"""

from __future__ import annotations
