"""Hedges, negations and attributions that bear on evidence, and what declares them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rectoverso.model.entries import Fact, Hedge
from rectoverso.problems import Code, Problem, Remark
from rectoverso.text import match
from rectoverso.text.cues import Cue
from rectoverso.verify.case import Case, Located
from rectoverso.verify.clauses import bears

ACCEPTED: Mapping[str, frozenset[Hedge]] = {
    "conditional": frozenset({Hedge.CONDITIONAL, Hedge.POSSIBLE}),
    "possible": frozenset({Hedge.POSSIBLE, Hedge.CONDITIONAL}),
    "unlikely": frozenset({Hedge.POSSIBLE, Hedge.ESTIMATED}),
    "claimed": frozenset({Hedge.CLAIMED}),
    "estimated": frozenset({Hedge.ESTIMATED, Hedge.CLAIMED}),
    "expected": frozenset({Hedge.ESTIMATED, Hedge.POSSIBLE, Hedge.CLAIMED}),
    "presented": frozenset({Hedge.PRESENTED, Hedge.CLAIMED}),
    "suspected": frozenset({Hedge.CLAIMED, Hedge.POSSIBLE}),
}
"""Which declared hedges answer which class of cue; the first that is named is the best."""

_BEST: Mapping[str, Hedge] = {
    "conditional": Hedge.CONDITIONAL,
    "possible": Hedge.POSSIBLE,
    "unlikely": Hedge.POSSIBLE,
    "claimed": Hedge.CLAIMED,
    "estimated": Hedge.ESTIMATED,
    "expected": Hedge.ESTIMATED,
    "presented": Hedge.PRESENTED,
    "suspected": Hedge.CLAIMED,
}

SAYING = frozenset({"claimed", "estimated", "expected", "suspected"})
"""Hedges that lie in a verb of saying: to name who says it declares them."""

STANDS_FOR: Mapping[Hedge, frozenset[str]] = {
    Hedge.CONDITIONAL: frozenset({"conditional", "possible"}),
    Hedge.POSSIBLE: frozenset(
        {"possible", "conditional", "unlikely", "expected", "suspected"}
    ),
    Hedge.CLAIMED: frozenset({"claimed", "suspected", "expected", "estimated", "attribution"}),
    Hedge.ESTIMATED: frozenset({"estimated", "expected", "unlikely"}),
    Hedge.PRESENTED: frozenset({"presented", "claimed"}),
}
"""Which cues of the article a declared hedge can stand on."""


def satisfied(name: str, fact: Fact) -> bool:
    """Whether a fact declares a hedge of this class."""
    if fact.hedges & ACCEPTED.get(name, frozenset(Hedge)):
        return True
    if name == "unlikely" and fact.negated:
        return True
    return name in SAYING and bool(fact.told_by)


def hedge_for(name: str) -> str:
    """The hedge that an editor should declare for a class of cue."""
    return _BEST.get(name, Hedge.POSSIBLE).value


def is_unrelated(cue: Cue, located: Located) -> bool:
    """Whether the editor says that a cue does not bear on the fact."""
    return any(
        found.start < cue.end and cue.start < found.end
        for unrelated in located.evidence.unrelated
        for found in match.find(
            unrelated.words, located.sentence.text, located.reading.language
        )
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
    span = case.span(kind, *located.path[1:], "words")
    return Problem(code, span, {"words": cue.words, "found": found}, (remark,))
