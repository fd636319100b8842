"""Which sources give the same answer; on which point they agree, and on which they do not."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from rectoverso.model.entries import Comparison, DifferenceKind
from rectoverso.model.questions import Choice, Level, Option, Question, Reference
from rectoverso.model.values import LocalText
from rectoverso.questions.choosing import chosen
from rectoverso.questions.comparing import (
    APART,
    Words,
    answer,
    because,
    by_source,
    capital,
    difference,
    filled,
    first_of,
    same,
    silent,
    source_option,
    usable,
)
from rectoverso.questions.context import Context, shuffled

KIND = "which-sources-agree"
Authored = None
NAMED_ANYWHERE = True

_AGREE = "point-of-agreement"
_DIFFER = "point-of-dispute"
_MOST = 5
_MOST_RIGHT = 4


def generate(context: Context) -> Iterator[Question]:
    """Asks which sources give one of several answers, and which of four points is settled, or
    disputed, between the articles.

    Points are told by the titles of comparisons, which must all be questions or all be none.
    """
    known = dict(usable(context))
    for id, comparison in known.items():
        yield from _camps(id, comparison, context)
    settled = {id for id, one in known.items() if _settled(one, context)}
    disputed = {id for id, one in known.items() if _disputed(one, context)}
    for id in known:
        if id in settled:
            yield from _point(id, _AGREE, disputed, known, context)
        if id in disputed:
            yield from _point(id, _DIFFER, settled, known, context)


def _camps(id: str, comparison: Comparison, context: Context) -> Iterator[Question]:
    """One question for each answer that several sources give and others do not."""
    said = by_source(comparison, context)
    answers = {known: answer(context.edition.facts[known], context) for known in comparison.facts}
    if any(len({same(answers[known]) for known in facts}) > 1 for facts in said.values()):
        return
    for first, second in combinations(comparison.facts, 2):
        alike = same(answers[first]) == same(answers[second])
        agree = difference(comparison, first, second) is DifferenceKind.AGREEMENT
        apart = difference(comparison, first, second) in APART
        if not (agree if alike else apart):
            return
    asked: set[Words] = set()
    for known in comparison.facts:
        told, own = answers[known], same(answers[known])
        agreeing = [source for source, facts in said.items() if same(answers[facts[0]]) == own]
        wrong = [source for source in said if source not in agreeing]
        if told is None or own in asked or len(agreeing) < 2 or not wrong:
            continue
        asked.add(own)
        question = f"{KIND}:{id}:{known}"
        right = first_of(question, agreeing, _MOST_RIGHT, context)
        others = silent(comparison, context)
        picked = filled(question, wrong, others, _MOST - len(right), context)
        measure = context.measure(context.edition.facts[known])
        assert measure is not None
        made = context.say("quiz.claim-made", label=measure.label, answer=told)
        yield Question(
            id=question,
            kind=KIND,
            stem=context.say("quiz.stem-which-agree"),
            material=capital(made, context),
            response=Choice(
                (
                    *(source_option(one, True, said[one][0], context) for one in right),
                    *(
                        source_option(one, False, said[one][0] if one in said else None, context)
                        for one in picked
                    ),
                ),
                several=True,
            ),
            explanation=comparison.note or context.texts(lambda language: ""),
            references=(
                Reference("comparisons", id),
                *(Reference("facts", said[one][0]) for one in right),
            ),
            points=2,
            level=Level.ANALYSE,
            section=comparison.section,
        )


def _across(comparison: Comparison, context: Context) -> Iterator[tuple[str, str]]:
    """Pairs of its facts that come from different sources."""
    for first, second in combinations(comparison.facts, 2):
        facts = context.edition.facts
        if not set(context.sources_of(facts[first])) & set(context.sources_of(facts[second])):
            yield first, second


def _settled(comparison: Comparison, context: Context) -> bool:
    """Whether several sources speak of it and no two of its facts differ."""
    return not comparison.differences and any(True for _ in _across(comparison, context))


def _disputed(comparison: Comparison, context: Context) -> bool:
    """Whether two sources contradict each other in it."""
    return any(
        difference(comparison, first, second) is DifferenceKind.CONTRADICTION
        for first, second in _across(comparison, context)
    )


def _point(
    id: str, slot: str, against: set[str], known: dict[str, Comparison], context: Context
) -> Iterator[Question]:
    question = f"{KIND}:{id}:{slot}"
    form = _form(known[id].title, context)
    others = [
        other for other in known if other in against and _form(known[other].title, context) == form
    ]
    titles = {other: known[other].title for other in others}
    picked = chosen(question, known[id].title, shuffled(others, question), titles, context)
    if not picked:
        return
    reasons = {one: _reason(known[one], context) for one in (id, *picked)}
    yield Question(
        id=question,
        kind=KIND,
        stem=context.say(f"quiz.stem-{slot}"),
        response=Choice(
            tuple(
                Option(
                    one, known[one].title, one == id, reasons[one], Reference("comparisons", one)
                )
                for one in (id, *picked)
            )
        ),
        explanation=reasons[id],
        references=(Reference("comparisons", id),),
        level=Level.ANALYSE,
        section=known[id].section,
    )


def _form(title: LocalText, context: Context) -> tuple[bool, ...]:
    """Whether a title is a question, by language: among others its form must tell nothing."""
    return tuple(title[language].rstrip().endswith("?") for language in context.languages)


def _reason(comparison: Comparison, context: Context) -> LocalText:
    """Why its sources agree or do not: the editor's words, else ours."""
    for first, second in _across(comparison, context):
        told = because(comparison, first, second)
        contradict = difference(comparison, first, second) is DifferenceKind.CONTRADICTION
        if contradict and told is not None and context.complete(told):
            return told
    if comparison.note is not None and context.complete(comparison.note):
        return comparison.note
    return context.say("quiz.sources-differ" if comparison.differences else "quiz.sources-agree")
