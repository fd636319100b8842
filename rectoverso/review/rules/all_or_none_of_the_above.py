"""Every option is an answer of its own, not one about the others.

« All of the above » rewards whoever recognises two right options, and « none of the above »
shows that one can spot an error and not that one knows what is right; neither survives a
shuffle. Haladyna, Downing and Rodriguez 2002, guidelines 25 and 26; NBME Item-Writing Guide,
flaws related to irrelevant difficulty.
"""

from __future__ import annotations

from collections.abc import Iterable

from rectoverso.model.questions import Question
from rectoverso.problems import Code
from rectoverso.review.case import Case
from rectoverso.review.parts import alternatives
from rectoverso.review.slip import Slip
from rectoverso.review.words import find

RULE = "all-or-none-of-the-above"
CODE = Code.Q012


def check(question: Question, case: Case) -> Iterable[Slip]:
    """One slip for each option that speaks of the others."""
    for option in alternatives(question):
        if any(find("all-or-none", option.text[language], language) for language in case.languages):
            yield Slip({"found": case.first(option.text)}, option.path)
