"""What the sources of a comparison say, and how the facts in it differ."""

from __future__ import annotations

from collections.abc import Iterator

from rectoverso.languages import language as language_of
from rectoverso.model.entries import Comparison, DifferenceKind, Fact
from rectoverso.model.questions import Option, Reference
from rectoverso.model.values import LocalText
from rectoverso.questions.context import Context, mentions, shuffled
from rectoverso.questions.distractors import round_alike
from rectoverso.questions.families import families
from rectoverso.text import amounts

APART = frozenset(
    {
        DifferenceKind.OBJECT,
        DifferenceKind.SCOPE,
        DifferenceKind.MOMENT,
        DifferenceKind.CONTRADICTION,
        DifferenceKind.UNCLEAR,
    }
)
"""Differences by which two sources say two things; a rounding or a bound is one thing, told less
exactly."""


def usable(context: Context) -> Iterator[tuple[str, Comparison]]:
    """The comparisons all of whose facts may be asked about."""
    facts = dict(context.facts())
    for id, comparison in context.edition.comparisons.items():
        if all(known in facts for known in comparison.facts) and context.complete(comparison.title):
            yield id, comparison


def difference(comparison: Comparison, first: str, second: str) -> DifferenceKind:
    """Why two of its facts differ. Equal ones need no declaration: they agree."""
    return next(
        (one.kind for one in comparison.differences if {first, second} == set(one.between)),
        DifferenceKind.AGREEMENT,
    )


def because(comparison: Comparison, first: str, second: str) -> LocalText | None:
    """The editor's words for why two of its facts differ."""
    return next(
        (one.because for one in comparison.differences if {first, second} == set(one.between)),
        None,
    )


def by_source(comparison: Comparison, context: Context) -> dict[str, list[str]]:
    """Source → its facts in the comparison, both in the order of the comparison."""
    found: dict[str, list[str]] = {}
    for id in comparison.facts:
        for source in context.sources_of(context.edition.facts[id]):
            found.setdefault(source, []).append(id)
    return found


def names_a_source(text: LocalText, context: Context) -> bool:
    """Whether a text names one of the edition's sources, in any language."""
    return any(
        mentions(text[language], name, language_of(language))
        for language in context.languages
        for source in context.edition.sources
        for name in context.names(source, language)
    )


def silent(comparison: Comparison, context: Context) -> list[str]:
    """Sources of which the edition reports nothing on the matter of a comparison."""
    measures = {context.edition.facts[id].measure for id in comparison.facts}
    heard = set(by_source(comparison, context))
    for fact in context.edition.facts.values():
        if fact.measure in measures:
            heard |= set(context.sources_of(fact))
    return [source for source in context.edition.sources if source not in heard]


def party_words(context: Context) -> frozenset[str]:
    """The families of the words that parties are named by, in every language."""
    return frozenset(
        family
        for language in context.languages
        for party in context.publication.parties
        for name in context.names(party, language)
        for family in families(name, language)
    )


def echoes(
    fact: Fact, comparison: Comparison, source: str, names: frozenset[str], context: Context
) -> bool:
    """Whether a source speaks of a sentence's matter in what the edition reports of it elsewhere.

    Then nobody can be sure that it does not say the same. A figure is known by its value; else
    two families of words in common, names aside (``party_words``), are enough.
    """
    elsewhere = [
        other
        for id, other in context.edition.facts.items()
        if id not in comparison.facts and source in context.sources_of(other)
    ]
    if fact.value is not None:
        value = fact.value
        return any(
            other.value is not None
            and context.unit(other) == context.unit(fact)
            and round_alike(value, other.value)
            for other in elsewhere
        )

    def words(says: LocalText, language: str) -> frozenset[str]:
        return families(says[language], language) - names

    return any(
        len(words(fact.says, language) & words(other.says, language)) > 1
        for other in elsewhere
        if context.complete(other.says)
        for language in context.languages
    )


def source_option(source: str, right: bool, carried_by: str | None, context: Context) -> Option:
    """A source as an option. What a wrong one says on the matter is the reason, if anything."""
    label = context.edition.sources[source].label
    if carried_by is None:
        return Option(source, label, right, context.say("quiz.source-silent"))
    fact = context.edition.facts[carried_by]
    said = context.say("quiz.source-says-so") if right else fact.says
    return Option(source, label, right, said, Reference("facts", carried_by))


def filled(
    question: str, wrong: list[str], others: list[str], wanted: int, context: Context
) -> list[str]:
    """The wrong sources: those that say something else, then silent ones; or those of the lock."""
    if question in context.fixed:
        return [source for source in (*wrong, *others) if source in context.fixed[question]]
    return [*wrong, *shuffled(others, question)][: max(wanted, 0)]


def first_of(question: str, sources: list[str], most: int, context: Context) -> list[str]:
    """As many sources as a question has room for: the first ones, or those of the lock.

    Every newspaper in the country may agree, and nobody marks thirty circles.
    """
    if question in context.fixed:
        sources = [source for source in sources if source in context.fixed[question]]
    return sources[:most]


Words = tuple[tuple[str, str], ...]
"""A text by language, as a value that can be put into a set."""


def same(text: LocalText | None) -> Words:
    """What is equal for equal answers, in every language; nothing for none."""
    return text.items() if text is not None else ()


def answer(fact: Fact, context: Context) -> LocalText | None:
    """What a fact answers to the matter of its measure, in a few words; none when it denies."""
    measure = context.measure(fact)
    if measure is None or fact.negated:
        return None
    if fact.claim is not None:
        said = measure.answers.get(fact.claim)
        return said if context.complete(said) else None
    if fact.value is None:
        return None
    return context.texts(lambda language: _amount(fact, language, context))


def _amount(fact: Fact, language: str, context: Context) -> str:
    assert fact.value is not None
    return amounts.amount(
        fact.value,
        context.unit(fact),
        language,
        bound=fact.bound,
        to_value=fact.to_value,
        units=context.units,
    )


def capital(text: LocalText, context: Context) -> LocalText:
    """The text with a capital at its beginning."""
    return context.texts(lambda language: text[language][:1].upper() + text[language][1:])
