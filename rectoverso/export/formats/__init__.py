"""Formats for other programs, one a file.

Each module exports ``plan(case) -> tuple[Artifact, ...]``: the files that it makes of the quiz
of one edition. ``case`` is a ``rectoverso.export.case.Case``. What the columns and keys mean
is written in ``docs/guides/sheets.md``.
"""

from __future__ import annotations
