"""What is made of a quiz, one output a file.

Each module exports ``plan(desk) -> Planned``: the artifacts of one language of one quiz, and
what went wrong in their templates. ``desk`` is a ``rectoverso.render.quiz.desk.Desk``.

One that shows what the review found says so with ``READS_REVIEW = True``, one that shows the
explainer's text with ``READS_TEXT = True``. The others get an empty review and no text: both
change with every sentence of the explainer, and they do not.
"""

from __future__ import annotations
