"""What is made of a quiz, one output a file.

Each module exports ``plan(desk) -> Planned``: the artifacts of one language of one quiz, and
what went wrong in their templates. ``desk`` is a ``rectoverso.render.quiz.desk.Desk``.
"""

from __future__ import annotations
