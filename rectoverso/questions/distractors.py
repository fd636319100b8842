"""Wrong figures under one rule: no source asserts them, and each has a reason.

A wrong figure is of the answer's unit and scale, rounded as the answer is; no source gives it
for that measure and object, it satisfies no bound that a source sets, does not round to an
asserted value, and can be told apart from the others. Wrong figures come from elsewhere in the
edition first, since what they are wrong about can then be said; then from near values.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from rectoverso.model.entries import Bound, Fact
from rectoverso.model.questions import Option, Reference
from rectoverso.problems import Code
from rectoverso.questions.context import Context, hashed, shuffled
from rectoverso.text import amounts

WANTED = 3
"""Wrong answers of a generated question (Rodriguez 2005: three options do; four guess less)."""

_NEAR = tuple(map(Decimal, ("0.5", "0.75", "1.5", "2")))
_LESS_NEAR = tuple(map(Decimal, ("0.25", "0.3", "0.4", "0.6", "1.25", "1.4", "1.8", "2.5", "3")))
"""What the right value is multiplied by: halves and quarters first, as people err."""
_APART = Decimal("1.15")
_FAR = Decimal(20)
_ABOUT = Decimal("1.3")
_HUNDRED = Decimal(100)
_SEVERAL = Decimal(2)
_MILLION = Decimal(10) ** 6


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a wrong answer is not wrong: a code, and the fact that stands against it."""

    code: Code
    fact: Fact


def digits(value: Decimal) -> int:
    """Number of significant digits: 2 of ``600`` is 1, of ``16.86`` 4."""
    return len(value.normalize().as_tuple().digits)


def decimals(value: Decimal) -> int:
    """Number of digits after the decimal mark: 2 of ``16.86``, none of ``600``."""
    return max(0, -int(value.normalize().as_tuple().exponent))


def rounded(value: Decimal, count: int) -> Decimal:
    """The value with so many significant digits, halves away from zero."""
    if not value:
        return value
    return value.quantize(Decimal(1).scaleb(value.adjusted() - count + 1), rounding=ROUND_HALF_UP)


def round_alike(first: Decimal, second: Decimal) -> bool:
    """Whether the values are equal, or one is the other rounded."""
    rough, fine = sorted((abs(first), abs(second)), key=digits)
    return rough == fine or (bool(rough) and rounded(fine, digits(rough)) == rough)


def satisfies(value: Decimal, fact: Fact) -> bool:
    """Whether a value agrees with the bound or the range that a fact sets; sizes alone count."""
    if fact.value is None:
        return False
    size, limit = abs(value), abs(fact.value)
    if fact.to_value is not None:
        ends = sorted((limit, abs(fact.to_value)))
        return ends[0] <= size <= ends[1]
    match fact.bound:
        case Bound.MORE_THAN:
            return size > limit
        case Bound.AT_LEAST:
            return size >= limit
        case Bound.LESS_THAN:
            return size < limit
        case Bound.UP_TO | Bound.AT_MOST:
            return size <= limit
        case Bound.ABOUT:
            return limit / _ABOUT <= size <= limit * _ABOUT
    return False


def refused(value: Decimal, fact: Fact, context: Context) -> Refusal | None:
    """Whether some source asserts a value for the measure and object of a fact.

    Returns:
        Q002 where a source gives the value or one that rounds alike, Q003 where it satisfies
        a bound, none where it is wrong for sure.
    """
    for rival in context.rivals(fact):
        if rival.value is None:
            if _vaguely(value, rival, fact):
                return Refusal(Code.Q003, rival)
            continue
        given = (rival.value,) if rival.to_value is None else (rival.value, rival.to_value)
        if any(round_alike(value, one) for one in given):
            return Refusal(Code.Q002, rival)
        if satisfies(value, rival):
            return Refusal(Code.Q003, rival)
    return None


def _vaguely(value: Decimal, vague: Fact, fact: Fact) -> bool:
    """Whether a vague figure of the same objects can mean the value: « des dizaines de
    milliers » are at least two of them and fewer than ten."""
    if vague.magnitude is None or not set(vague.object) & set(fact.object):
        return False
    return 2 * vague.magnitude <= abs(value) < 10 * vague.magnitude


def apart(first: Decimal, second: Decimal) -> bool:
    """Whether two figures can be told apart: neither a rounding of the other nor near it."""
    low, high = sorted((abs(first), abs(second)))
    return low > 0 and high >= low * _APART and not round_alike(first, second)


def value_id(value: Decimal) -> str:
    """The id of an option that is a figure, such as ``16.86`` or ``600000000000``."""
    return f"{abs(value).normalize():f}"


def _like(value: Decimal, key: Decimal) -> Decimal | None:
    """A value rounded as the key is: as many decimals, no round number beside a crooked one.

    Returns:
        None for what would be written on another scale (trillions beside billions).
    """
    places = decimals(key)
    if places:
        step = Decimal(1).scaleb(-places)
        shaped = value.quantize(step, rounding=ROUND_HALF_UP)
        if decimals(shaped) < places:
            shaped += 3 * step
    else:
        shaped = rounded(value, digits(key)).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    if shaped <= 0 or (key >= _MILLION and shaped.adjusted() // 3 != key.adjusted() // 3):
        return None
    return shaped


def _elsewhere(fact: Fact, context: Context) -> Iterator[tuple[Decimal, str, Fact]]:
    """Exact figures of the same unit that the edition gives for something else."""
    assert fact.value is not None
    size = abs(fact.value)
    for id, other in context.facts():
        if other is fact or other.value is None or not other.value:
            continue
        if other.bound is not None or other.to_value is not None:
            continue
        if context.unit(other) != context.unit(fact):
            continue
        measure = context.measure(other)
        if measure is not None and measure.signed and (other.value < 0) != (fact.value < 0):
            continue
        near = size / _FAR <= abs(other.value) <= size * _FAR
        alike = abs(digits(other.value) - digits(fact.value)) <= 1
        if near and alike and decimals(other.value) == decimals(fact.value):
            yield abs(other.value), id, other


def _fits(value: Decimal, fact: Fact, context: Context) -> bool:
    assert fact.value is not None
    if context.unit(fact) == "percent" and abs(fact.value) <= _HUNDRED < value:
        return False
    # The words around a count of several things do not agree with one.
    if value < _SEVERAL <= abs(fact.value):
        return False
    unit = context.unit(fact)
    for language in context.languages:
        _, around = amounts.frame(abs(fact.value), unit, language, context.units)
        if amounts.frame(value, unit, language, context.units)[1] != around:
            return False
    return apart(value, fact.value) and refused(value, fact, context) is None


def _figure_option(value: Decimal, fact: Fact, context: Context) -> Option:
    assert fact.value is not None
    text = context.amount(value, context.unit(fact))
    for known, id, other in _elsewhere(fact, context):
        if known == value and context.complete(other.says):
            reason = context.say("quiz.figure-elsewhere", says=other.says)
            return Option(value_id(value), text, False, reason, Reference("facts", id))
    key = context.amount(fact.value, context.unit(fact))
    reason = context.say("quiz.too-low" if value < abs(fact.value) else "quiz.too-high", right=key)
    return Option(value_id(value), text, False, reason)


def figures(question: str, fact: Fact, context: Context) -> tuple[Option, ...]:
    """Wrong figures for a question whose key is the value of a fact.

    Args:
        question: id of the question; it decides which of many candidates are taken.
        fact: with a value that is neither a bound (but « about ») nor a range.
        context: the edition.

    Returns:
        As many as are wanted, in no order; those of the lock where it holds the question;
        fewer where there are not enough.
    """
    assert fact.value is not None
    key = abs(fact.value)
    if question in context.fixed:
        others = (id for id in context.fixed[question] if id != value_id(key))
        return figures_of(others, fact, context)
    real = {value_id(value): value for value, _, _ in _elsewhere(fact, context)}
    candidates = [real[id] for id in shuffled(real, question)]
    for factors in (_NEAR, _LESS_NEAR):
        made = (_like(key * factor, key) for factor in factors)
        near = {value_id(value): value for value in made if value is not None}
        candidates += [near[id] for id in shuffled(near, question) if id not in real]
    chosen = _spread(
        candidates, real.values(), key, question, lambda value: _fits(value, fact, context)
    )
    return tuple(_figure_option(value, fact, context) for value in chosen)


def figures_of(ids: Iterable[str], fact: Fact, context: Context) -> tuple[Option, ...]:
    """The wrong figures with these ids, without those that a source asserts by now."""
    values = (_decimal(id) for id in ids)
    return tuple(
        _figure_option(value, fact, context)
        for value in values
        if value and _fits(value, fact, context)
    )


def _decimal(id: str) -> Decimal | None:
    return Decimal(id) if id.replace(".", "", 1).isdecimal() else None


def _spread(
    candidates: Iterable[Decimal],
    real: Collection[Decimal],
    key: Decimal,
    question: str,
    fits: Callable[[Decimal], bool],
) -> list[Decimal]:
    """Candidates that fit and are apart from each other, some below the key and some above.

    As many as can be are the edition's own figures. Where that leaves a choice, the id decides
    how many lie below, so that the key of ascending options stands now first and now last.
    """
    good: list[Decimal] = []
    for value in candidates:
        if fits(value) and all(apart(value, other) for other in good):
            good.append(value)
    low = [value for value in good if value < key]
    high = [value for value in good if value > key]
    if len(good) <= WANTED:
        return good

    def own(below: int) -> int:
        return sum(value in real for value in (*low[:below], *high[: WANTED - below]))

    least, most = max(0, WANTED - len(high)), min(WANTED, len(low))
    ways = range(least, most + 1)
    best = max(map(own, ways))
    equal = [below for below in ways if own(below) == best]
    below = equal[int(hashed(question, "below"), 16) % len(equal)]
    return low[:below] + high[: WANTED - below]
