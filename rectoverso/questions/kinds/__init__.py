"""Kinds of questions, one a file.

Each module exports

- ``KIND: str``: its name, in YAML and at the start of the ids that it generates;
- ``Authored: type[QuestionBase] | None``: the schema of a written question of this kind, or
  none when it is only generated;
- ``lower(written, context) -> Lowered``, when there is such a schema: the question in its
  shape, or the problems that keep it from being one;
- ``generate(context) -> Iterable[Question]``, when the content of an edition yields such
  questions. What cannot be asked well is left out without a word;
- ``NAMED_ANYWHERE = True``, when the answer is a source or an event, which other questions may
  name without giving it away.
"""

from __future__ import annotations
