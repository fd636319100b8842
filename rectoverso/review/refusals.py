"""Wrong options that are not wrong, because a source says so."""

from __future__ import annotations

from collections.abc import Iterator

from rectoverso.model.entries import Fact
from rectoverso.model.questions import Question
from rectoverso.problems import Code
from rectoverso.questions import distractors
from rectoverso.questions.days import clash
from rectoverso.questions.distractors import Refusal
from rectoverso.review.case import Case
from rectoverso.review.parts import Part, options
from rectoverso.review.quantities import date, quantity
from rectoverso.text.fold import comparable


def refusals(question: Question, case: Case) -> Iterator[tuple[Part, Refusal]]:
    """Wrong options of a choice with the fact that stands against each, the first of them.

    Each is held against all facts of the measures and objects that the key leans on: its figure
    against their values and bounds, its date against their dates, its words against the answers
    to a matter of claims.
    """
    facts = [fact for _, fact in case.facts(question)]
    for option in options(question):
        if option.right:
            continue
        for fact in facts:
            refusal = _refused(option, fact, case)
            if refusal is not None:
                yield option, refusal
                break


def _refused(option: Part, fact: Fact, case: Case) -> Refusal | None:
    """What an option is decides what it is held against: a fact may have a value and a date."""
    return _date(option, fact, case) or _figure(option, fact, case) or _claim(option, fact, case)


def _figure(option: Part, fact: Fact, case: Case) -> Refusal | None:
    if fact.value is None:
        return None
    language = case.languages[0]
    found = quantity(option.text[language], language, case.context)
    if found is None or not found.exact:
        return None
    unit = case.context.unit(fact)
    if found.unit is not None and unit is not None and found.unit != unit:
        return None
    return distractors.refused(found.low, fact, case.context)


def _date(option: Part, fact: Fact, case: Case) -> Refusal | None:
    language = case.languages[0]
    told = date(option.text[language], language)
    if told is None:
        return None
    for rival in case.context.rivals(fact):
        known = rival.on.known if rival.on else None
        if known is not None and clash(known, told):
            return Refusal(Code.Q002, rival)
    return None


def _claim(option: Part, fact: Fact, case: Case) -> Refusal | None:
    measure = case.context.measure(fact)
    if measure is None or fact.claim is None:
        return None
    for rival in case.context.rivals(fact):
        answer = measure.answers.get(rival.claim or "")
        if answer is None or rival.negated:
            continue
        if any(
            comparable(answer[language]) == comparable(option.text[language])
            for language in case.languages
        ):
            return Refusal(Code.Q002, rival)
    return None
