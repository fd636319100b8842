"""What the rest of the program asks about single facts."""

from __future__ import annotations

from rectoverso.model.entries import DifferenceKind, Fact
from rectoverso.model.publication import Edition
from rectoverso.verify.comparisons import kind_of

_ASIDE = frozenset(
    {
        DifferenceKind.AGREEMENT,
        DifferenceKind.OBJECT,
        DifferenceKind.SCOPE,
        DifferenceKind.MOMENT,
    }
)
_CONTESTS = frozenset({DifferenceKind.CONTRADICTION, DifferenceKind.UNCLEAR})


def contested(edition: Edition, fact_id: str) -> bool:
    """Whether a fact may not be asserted without saying who says it.

    It is when the editor doubts it, or when another fact of its measure and object says
    something else and no scope, moment, rounding or bound explains it.

    Raises:
        KeyError: there is no such fact.
    """
    fact = edition.facts[fact_id]
    if fact.doubt is not None:
        return True
    return any(True for _ in contesting(edition, fact_id, fact))


def differing(edition: Edition, fact_id: str) -> bool:
    """Whether another fact says something else of the same matter, if only by rounding.

    Where objects, scopes or moments differ, the matter is not the same.

    Raises:
        KeyError: there is no such fact.
    """
    fact = edition.facts[fact_id]
    measure = edition.measures.get(fact.measure or "")
    return measure is not None and any(
        id != fact_id
        and other.retracted is None
        and other.measure == fact.measure
        and kind_of(fact, other, measure) not in _ASIDE
        for id, other in edition.facts.items()
    )


def contesting(edition: Edition, fact_id: str, fact: Fact) -> tuple[str, ...]:
    """The facts of the same measure and object that contradict a fact, or may do so."""
    measure = edition.measures.get(fact.measure or "")
    if measure is None:
        return ()
    return tuple(
        id
        for id, other in edition.facts.items()
        if id != fact_id
        and other.retracted is None
        and other.measure == fact.measure
        and same_object(fact, other)
        and kind_of(fact, other, measure) in _CONTESTS
    )


def same_object(a: Fact, b: Fact) -> bool:
    """Whether two facts report on the same objects, as far as both say."""
    return not a.object or not b.object or set(a.object) == set(b.object)
