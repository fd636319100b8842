"""Every date in a text of ours is carried by its entry."""

from __future__ import annotations

from collections.abc import Iterator

from rectoverso.problems import Code, Problem
from rectoverso.verify.carried import carries_date
from rectoverso.verify.case import Case, Needs
from rectoverso.verify.ours import field_of, owned

CODES = (Code.V022,)
NEEDS = Needs.ENTRIES


def check(case: Case) -> Iterator[Problem]:
    """Reports dates that no field of the entry and no sentence of its evidence gives."""
    for owner in owned(case):
        for text in owner.texts:
            language = case.language_of(text.language)
            for mention in case.dates(text.words, language):
                if carries_date(owner.carried, mention, case):
                    continue
                if mention.relative and owner.numbers_only:
                    continue
                span = case.within(owner.kind, text.path, mention.start, mention.end)
                values = {"found": mention.words, "field": str(field_of(text.path))}
                yield Problem(Code.V022, span, values)
