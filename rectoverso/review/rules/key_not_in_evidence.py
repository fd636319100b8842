"""The entries that carry a key hold its figures, its dates and its names.

A key is right because an article says so; an entry that gives another figure, or does not speak of
that person, shows nothing. The rule reads what is right, a true statement included, and looks for
each figure, date and known name in the entries of the question. Haladyna, Downing and Rodriguez
2002, guideline 19; the design of Rectoverso, section 8.
"""

from __future__ import annotations

from collections.abc import Iterable

from rectoverso.model.questions import Question
from rectoverso.problems import Code
from rectoverso.review.carried import carried, keys_of, said
from rectoverso.review.case import Case
from rectoverso.review.slip import Slip

RULE = "key-not-in-evidence"
CODE = Code.Q044


def check(question: Question, case: Case) -> Iterable[Slip]:
    """One slip for the first thing in a key that no entry of the question holds."""
    if not question.references:
        return
    for language in case.languages:
        keys = [(part, said(part.text[language], language, case)) for part in keys_of(question)]
        if not any(told for _, told in keys):
            continue
        held = carried(question.references, language, case)
        for part, told in keys:
            missing = held.lacks(told)
            if missing:
                yield Slip({"found": missing, "other": part.text[language]}, part.path)
                return
