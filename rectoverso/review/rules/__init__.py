"""The rules, one a file, each named after the fault that it finds. Each module exports

- ``RULE: str``: its name, by which it is waived;
- ``CODE: Code``: the problem that it reports, with its severity;
- ``check(question, case) -> Iterable[Slip]``, when it looks at one question at a time;
- ``check_quiz(case) -> Iterable[Slip]``, when it looks at the chosen questions together;
- ``YIELDS_TO: tuple[str, ...]``, when its findings say nothing more where one of these rules
  has found something: at the same option, or at the same question where no part is named.

Its docstring says in the first sentence what the rule asks for, then why, and ends with the
published guideline that it comes from; the guide to the review is made from it. ``case`` is a
``rectoverso.review.case.Case``.
"""

from __future__ import annotations
