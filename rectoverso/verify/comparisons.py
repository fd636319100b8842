"""Why two facts of one measure differ. Nothing is averaged or merged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations

from rectoverso.model.entries import Bound, DifferenceKind, Fact, Measure, MeasureType
from rectoverso.model.publication import Edition

ROUNDING_LIMIT = Decimal("0.1")
"""A value that is further than a tenth from another is no rounding of it: 100 is not 80."""

ABOUT = Decimal("0.1")
"""« About » reaches a tenth of the value to either side when bounds are held together."""

_INFINITE = Decimal("Infinity")


def kind_of(a: Fact, b: Fact, measure: Measure) -> DifferenceKind:
    """Why two facts of one measure differ, by the fields that say what they report.

    The first of these that applies, in this order:

    1. ``object``: they report on different objects.
    2. ``scope``: different scopes.
    3. ``moment``: different moments, or a moment of its own against a plain date, or
       different dates. (For a measure of dates, the date is the value.)
    4. ``rounding``: one value is the other, rounded at its own last digit that is not zero,
       and they lie within a tenth of each other; a date that is told less exactly.
    5. ``bound``: at least one value is a bound, a range or a vague figure, and both can hold
       together.
    6. ``contradiction``: none of these.

    A field that is known on one side only ends the search with ``unclear``: nobody can tell
    whether that field explains the difference. So does a value, claim or date that one side
    does not give, and a unit that differs. Where nothing differs, it is ``agreement``; equal
    values are an agreement also when a field is unknown on one side.

    Args:
        a, b: facts of the measure; the order does not matter.
        measure: their measure.
    """
    same = _same_value(a, b, measure)
    for kind, here, there in (
        (DifferenceKind.OBJECT, frozenset(a.object), frozenset(b.object)),
        (DifferenceKind.SCOPE, a.scope, b.scope),
    ):
        if here and there and here != there:
            return kind
        if bool(here) != bool(there):
            return DifferenceKind.AGREEMENT if same else DifferenceKind.UNCLEAR
    if measure.type is not MeasureType.DATE:
        moment = _moment(a, b)
        if moment is DifferenceKind.MOMENT:
            return moment
        if moment is DifferenceKind.UNCLEAR:
            return DifferenceKind.AGREEMENT if same else moment
    if same:
        return DifferenceKind.AGREEMENT
    if measure.type is MeasureType.CLAIM:
        return _of_claims(a, b)
    if measure.type is MeasureType.DATE:
        return _of_dates(a, b)
    return _of_values(a, b)


def same_value(a: Fact, b: Fact, measure: Measure) -> bool:
    """Whether two facts of a measure report the same: then no difference need be declared."""
    return _same_value(a, b, measure)


def _same_value(a: Fact, b: Fact, measure: Measure) -> bool:
    if a.negated != b.negated:
        return False
    if measure.type is MeasureType.CLAIM:
        return a.claim is not None and a.claim == b.claim
    if measure.type is MeasureType.DATE:
        known = a.on.known if a.on else None
        return known is not None and b.on is not None and known == b.on.known
    told = a.value is not None or a.magnitude is not None
    here = (a.value, a.to_value, a.magnitude, a.unit, a.bound)
    return told and here == (b.value, b.to_value, b.magnitude, b.unit, b.bound)


def _moment(a: Fact, b: Fact) -> DifferenceKind | None:
    here, there = a.on.known if a.on else None, b.on.known if b.on else None
    if a.moment and b.moment and a.moment != b.moment:
        return DifferenceKind.MOMENT
    if here and there and not (here.covers(there) or there.covers(here)):
        return DifferenceKind.MOMENT
    if bool(a.moment) == bool(b.moment):
        # A date on one side only is no doubt about when: figures are dated far less often
        # than they are meant for the same day.
        return None
    other = there if a.moment else here
    return DifferenceKind.MOMENT if other else DifferenceKind.UNCLEAR


def _of_claims(a: Fact, b: Fact) -> DifferenceKind:
    if a.claim is None or b.claim is None:
        return DifferenceKind.UNCLEAR
    if a.claim == b.claim or a.negated == b.negated:
        return (
            DifferenceKind.CONTRADICTION
            if not (a.negated and b.negated)
            else (DifferenceKind.UNCLEAR)
        )
    # One says that it is this, the other that it is not that: both can be right.
    return DifferenceKind.UNCLEAR


def _of_dates(a: Fact, b: Fact) -> DifferenceKind:
    here, there = a.on.known if a.on else None, b.on.known if b.on else None
    if here is None or there is None:
        return DifferenceKind.UNCLEAR
    if here.covers(there) or there.covers(here):
        return DifferenceKind.ROUNDING
    return DifferenceKind.BOUND if a.bound or b.bound else DifferenceKind.CONTRADICTION


def _of_values(a: Fact, b: Fact) -> DifferenceKind:
    if a.unit != b.unit:
        return DifferenceKind.UNCLEAR
    if a.value is None or b.value is None:
        exact, vague = (b, a) if a.value is None else (a, b)
        held = exact.value is not None and _holds(vague, exact)
        return DifferenceKind.BOUND if held else DifferenceKind.UNCLEAR
    if a.negated != b.negated:
        return DifferenceKind.CONTRADICTION
    plain = {None, Bound.ABOUT}
    single = {a.bound, b.bound} <= plain and a.to_value is None and b.to_value is None
    if single and (rounds_to(a.value, b.value) or rounds_to(b.value, a.value)):
        return DifferenceKind.ROUNDING
    limited = a.bound or b.bound or a.to_value is not None or b.to_value is not None
    if limited and _together(a, b):
        return DifferenceKind.BOUND
    return DifferenceKind.CONTRADICTION


def rounds_to(exact: Decimal, rounded: Decimal) -> bool:
    """Whether one value is another rounded (half up) at its last digit that is not zero.

    16.86 rounds to 17, 2048 to 2000, 590 to 600; equal values do not count, and neither do
    values that lie further apart than a tenth of the larger.
    """
    if exact == rounded or not rounded:
        return False
    largest = max(abs(exact), abs(rounded))
    if abs(exact - rounded) > ROUNDING_LIMIT * largest:
        return False
    exponent = rounded.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    place = Decimal(1).scaleb(exponent)
    return (exact / place).to_integral_value(ROUND_HALF_UP) * place == rounded


@dataclass(frozen=True, slots=True)
class _Interval:
    low: Decimal
    high: Decimal
    low_open: bool = False
    high_open: bool = False

    def meets(self, other: _Interval) -> bool:
        low, high = max(self.low, other.low), min(self.high, other.high)
        if low != high:
            return low < high
        opened = (
            (self.low_open and self.low == low)
            or (other.low_open and other.low == low)
            or (self.high_open and self.high == high)
            or (other.high_open and other.high == high)
        )
        return not opened


def _interval(fact: Fact) -> _Interval:
    """What sizes a fact allows; signs are compared apart, so « more than » means larger."""
    assert fact.value is not None
    value = abs(fact.value)
    upper = abs(fact.to_value) if fact.to_value is not None else value
    low, high = min(value, upper), max(value, upper)
    if fact.bound is Bound.MORE_THAN:
        return _Interval(low, _INFINITE, low_open=True)
    if fact.bound is Bound.AT_LEAST:
        return _Interval(low, _INFINITE)
    if fact.bound is Bound.LESS_THAN:
        return _Interval(Decimal(0), high, high_open=True)
    if fact.bound in (Bound.UP_TO, Bound.AT_MOST):
        return _Interval(Decimal(0), high)
    if fact.bound is Bound.ABOUT:
        return _Interval(low * (1 - ABOUT), high * (1 + ABOUT))
    return _Interval(low, high)


def _holds(vague: Fact, exact: Fact) -> bool:
    """Whether a vague figure can mean an exact one: « des dizaines de milliers » are two of
    them at least, and fewer than ten, which would be called hundreds of thousands."""
    if vague.magnitude is None or vague.negated or exact.negated:
        return False
    return _Interval(2 * vague.magnitude, 10 * vague.magnitude, high_open=True).meets(
        _interval(exact)
    )


def _together(a: Fact, b: Fact) -> bool:
    """Whether both can be right at once, bounds and ranges being what they are."""
    assert a.value is not None
    assert b.value is not None
    if (a.value < 0) != (b.value < 0):
        return False
    return _interval(a).meets(_interval(b))


def pairs(edition: Edition, fact_ids: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The pairs of facts of a comparison, without those that are set aside or taken back."""
    known = [
        id
        for id in dict.fromkeys(fact_ids)
        if id in edition.facts and edition.facts[id].retracted is None
    ]
    yield from combinations(known, 2)
