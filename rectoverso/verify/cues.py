"""Hedges, negations and attributions that bear on evidence, and what declares them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rectoverso.model.entries import Fact, Hedge
from rectoverso.problems import Code, Problem, Remark, Span
from rectoverso.text import match
from rectoverso.text.cues import Cue
from rectoverso.verify.case import Case, Located
from rectoverso.verify.clauses import bears

ACCEPTED: Mapping[str, frozenset[Hedge]] = {
    "conditional": frozenset({Hedge.CONDITIONAL, Hedge.POSSIBLE}),
    "possible": frozenset(
        {Hedge.POSSIBLE, Hedge.CONDITIONAL, Hedge.UNLIKELY, Hedge.SUSPECTED, Hedge.EXPECTED}
    ),
    "unlikely": frozenset({Hedge.UNLIKELY}),
    "claimed": frozenset({Hedge.CLAIMED, Hedge.SUSPECTED}),
    "estimated": frozenset({Hedge.ESTIMATED, Hedge.EXPECTED, Hedge.CLAIMED}),
    "expected": frozenset({Hedge.EXPECTED, Hedge.ESTIMATED}),
    "presented": frozenset({Hedge.PRESENTED, Hedge.CLAIMED}),
    "suspected": frozenset({Hedge.SUSPECTED}),
}
"""Which declared hedges answer which class of cue. A class without a line answers to its own
name."""

SAYING = frozenset({"claimed", "estimated", "expected", "suspected"})
"""Hedges that lie in a verb of saying: to name who says it declares them."""

STANDS_FOR: Mapping[Hedge, frozenset[str]] = {
    Hedge.CONDITIONAL: frozenset({"conditional", "possible"}),
    Hedge.POSSIBLE: frozenset({"possible", "conditional", "unlikely", "expected", "suspected"}),
    Hedge.CLAIMED: frozenset({"claimed", "suspected", "expected", "estimated", "attribution"}),
    Hedge.ESTIMATED: frozenset({"estimated", "expected"}),
    Hedge.PRESENTED: frozenset({"presented", "claimed"}),
    Hedge.EXPECTED: frozenset({"expected", "estimated", "possible"}),
    Hedge.SUSPECTED: frozenset({"suspected", "possible", "claimed"}),
    Hedge.UNLIKELY: frozenset({"unlikely", "possible"}),
}
"""Which cues of the article a declared hedge can stand on, where they are more than its own."""


def satisfied(name: str, fact: Fact) -> bool:
    """Whether a fact declares a hedge of this class."""
    if any(hedge in ACCEPTED.get(name, ()) or hedge.value == name for hedge in fact.hedges):
        return True
    if name == "unlikely" and fact.negated:
        return True
    return name in SAYING and bool(fact.told_by)


def can_stand_on(hedge: Hedge, cues: Iterable[str]) -> bool:
    """Whether a declared hedge has a cue in the article, given the names of those there."""
    return bool(set(cues) & STANDS_FOR.get(hedge, frozenset({hedge.value})))


def is_unrelated(cue: Cue, located: Located) -> bool:
    """Whether the editor says that a cue does not bear on the fact."""
    return any(
        found.start < cue.end and cue.start < found.end
        for unrelated in located.evidence.unrelated
        for found in match.find(unrelated.words, located.sentence.text, located.reading.language)
    )


def bearing(located: Located, kind: str, case: Case) -> list[Cue]:
    """The cues of a kind in the whole sentence that bear on the words, but the dismissed."""
    start, end = located.inner
    sentence, language = located.sentence.text, located.reading.language
    return [
        cue
        for cue in case.cues(sentence, language)
        if cue.kind == kind
        and bears(cue, start, end, sentence, language)
        and not is_unrelated(cue, located)
    ]


def by_place(cues: Iterable[Cue]) -> list[list[Cue]]:
    """Cues that overlap are readings of the same words: to declare one of them is enough."""
    groups: list[list[Cue]] = []
    for cue in cues:
        if groups and any(one.start < cue.end and cue.start < one.end for one in groups[-1]):
            groups[-1].append(cue)
        else:
            groups.append([cue])
    return groups


def words_span(case: Case, kind: str, located: Located, start: int, end: int) -> Span:
    """The place of a stretch of the sentence in the words as the editor wrote them.

    Args:
        start, end: half-open offsets in the sentence. Where they lie outside the words, or
            typography differs, the place of all the words.
    """
    path = (*located.path, "words")
    first, last = located.inner
    if located.folded or start < first or end > last:
        return case.span(*path)
    return case.within(kind, path, start - first, end - first)


def undeclared(
    code: Code, case: Case, kind: str, located: Located, cue: Cue, found: str
) -> Problem:
    """The problem of a cue that nothing declares."""
    number = located.reading.paragraph_at(located.start).number
    remark = Remark(
        "sentence",
        {
            "source": located.reading.id,
            "paragraph": str(number),
            "words": " ".join(located.sentence.text.split()),
        },
    )
    span = words_span(case, kind, located, cue.start, cue.end)
    return Problem(code, span, {"words": cue.words, "found": found}, (remark,))
