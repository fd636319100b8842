"""Stems, statements and explanations that several kinds build from what the content says."""

from __future__ import annotations

import re
from decimal import Decimal

from babel import Locale

from rectoverso.languages import language as language_of
from rectoverso.model.entries import Fact
from rectoverso.model.values import LocalText, PartialDate
from rectoverso.questions.context import Context
from rectoverso.text import amounts
from rectoverso.text.dates import DateMention, dates
from rectoverso.text.figures import Figure, figures
from rectoverso.text.fold import fold

GAP = "_____"
"""Stands in a text for what is to be found; templates draw it."""

_NUMERAL = re.compile(r"\d(?:[\d\s.,\u00a0\u202f’']*\d)?")
_MOST_SPELLED = 16
_THOUSANDTH = Decimal("0.001")


def figure_in(text: str, fact: Fact, language: str, context: Context) -> Figure | None:
    """The one figure of a text that is the fact's value; none when there are several or none."""
    if fact.value is None:
        return None
    found = [
        figure
        for figure in figures(text, language_of(language), context.unit_words(language))
        if not figure.vague and not figure.ordinal and abs(figure.number) == abs(fact.value)
    ]
    # « À la moitié » has no place for « 0,4 ».
    written = [figure for figure in found if figure.unit or abs(figure.number) >= 1]
    return written[0] if len(written) == len(found) == 1 else None


def states_value(text: LocalText, fact: Fact, context: Context) -> bool:
    """Whether a text gives the fact's value away in some language."""
    return any(
        abs(figure.number) == abs(fact.value or 0)
        for language in context.languages
        for figure in figures(text[language], language_of(language), context.unit_words(language))
    )


def with_gap(fact: Fact, context: Context) -> LocalText | None:
    """The fact's sentence with a gap in the place of its figure.

    Returns:
        None when the figure does not stand there exactly once in every language, or the word
        before it hangs on the number (« an 8% fall »).
    """
    texts = {}
    for language in context.languages:
        sentence = fact.says[language]
        figure = figure_in(sentence, fact, language, context)
        if figure is None or _bends(sentence[: figure.start], language, at_date=False):
            return None
        texts[language] = sentence[: figure.start] + GAP + sentence[figure.end :]
    return LocalText(texts)


def altered(fact: Fact, value: Decimal, context: Context) -> LocalText | None:
    """The fact's sentence with another number in it, in digits or words as the right one is.

    Nothing else changes: the sentence keeps its own word for the unit.

    Args:
        fact: whose value stands in its sentence.
        value: the other number, not scaled, without its sign.
        context: the edition.

    Returns:
        None when that cannot be done in every language: no such place, a word before it that
        hangs on the number, an enumeration after it that tells the number, a number that is
        not written in words.
    """
    texts = {}
    for language in context.languages:
        sentence = fact.says[language]
        figure = figure_in(sentence, fact, language, context)
        if figure is None or _bends(sentence[: figure.start], language, at_date=False):
            return None
        # « Quatre composants : algorithmes, big data, calcul et distribution. »
        if ":" in sentence[figure.end :]:
            return None
        words = _renumbered(figure, value, language)
        if words is None:
            return None
        texts[language] = sentence[: figure.start] + words + sentence[figure.end :]
    return LocalText(texts)


def _renumbered(figure: Figure, value: Decimal, language: str) -> str | None:
    numerals = list(_NUMERAL.finditer(figure.words))
    if not numerals:
        return _respelled(figure.words, value, language)
    if len(numerals) > 1:
        return None
    count = _read(numerals[0][0], language)
    if not count:
        return None
    scaled = value / (abs(figure.number) / count)
    if scaled % _THOUSANDTH or _plural(scaled, language) != _plural(count, language):
        return None
    start, end = numerals[0].span()
    return figure.words[:start] + amounts.number(scaled, language) + figure.words[end:]


def _respelled(words: str, value: Decimal, language: str) -> str | None:
    """« Dix fois » with another small number: « trois fois »."""
    cardinals = language_of(language).numbers.cardinals
    head, space, rest = words.partition(" ")
    known = cardinals.get(head.casefold())
    spelled = next((word for word, number in cardinals.items() if number == value), None)
    if known is None or known < 2 or spelled is None or value > _MOST_SPELLED or value < 2:
        return None
    spelled = spelled.capitalize() if head[:1].isupper() else spelled
    return f"{spelled}{space}{rest}"


def _read(numeral: str, language: str) -> Decimal | None:
    numbers = language_of(language).numbers
    plain = re.sub(r"[\s\u00a0\u202f’']", "", numeral).replace(numbers.grouping, "")
    plain = plain.replace(numbers.decimal, ".")
    return Decimal(plain) if plain.replace(".", "", 1).isdecimal() else None


def _plural(count: Decimal, language: str) -> str:
    return Locale.parse(language, sep="-").plural_form(count)


def redated(fact: Fact, date: PartialDate, context: Context) -> LocalText | None:
    """The fact's sentence with another date in it.

    Returns:
        None when it is the date that the sentence has, or that does not stand there exactly
        once in every language, as exact as it is known; beside a day of the week; or after a
        word that hangs on the month.
    """
    known = fact.on.known if fact.on else None
    if known is None or date == known:
        return None
    texts = {}
    for language in context.languages:
        sentence = fact.says[language]
        found = [one for one in dates(sentence, language_of(language)) if one.date is not None]
        if len(found) != 1 or not _is(found[0], known):
            return None
        before = sentence[: found[0].start]
        if _bends(before, language, at_date=True) or _weekday(sentence, language):
            return None
        written = amounts.date(known, language)
        if fold(found[0].words.strip()).text != fold(written).text:
            return None
        texts[language] = before + amounts.date(date, language) + sentence[found[0].end :]
    return LocalText(texts)


def _is(mention: DateMention, date: PartialDate) -> bool:
    told = mention.date
    return told is not None and (told.year, told.month, told.day, told.season) == (
        date.year,
        date.month,
        date.day,
        date.season,
    )


def _weekday(sentence: str, language: str) -> bool:
    days = language_of(language).dates.weekdays
    return any(word in days for word in re.findall(r"[^\W\d_]+", sentence.casefold()))


def _bends(before: str, language: str, *, at_date: bool) -> bool:
    """Whether the last word before a figure or a date hangs on it: « d’ », “an”."""
    asking = language_of(language).asking
    words = fold(before).text.casefold().replace("'", "' ").split()
    return bool(words) and words[-1] in (
        asking.bends_at_date if at_date else asking.bends_at_number
    )


def sourced(
    stem: LocalText,
    material: LocalText | None,
    id: str,
    fact: Fact,
    context: Context,
    *,
    always: bool = False,
    by_article: bool = False,
) -> LocalText:
    """The stem of a question about a fact; of an unsure fact it names who says it.

    What is contested, doubted, hedged or told by someone is no plain truth, and neither is what
    one source alone asserts: the question then asks what that source says (design, sections 7
    and 8).

    Args:
        stem: a question that ends with a question mark.
        material: what is shown under it, or none.
        id, fact: what the question is about.
        context: the edition.
        always: name the source of a sure fact, too, as far as one source alone carries it.
        by_article: only the article will do, and not whoever speaks in it: what happened when is
            not theirs to tell.
    """
    sources = context.sources_of(fact)
    needed = context.unsure(id, fact) or (always and len(sources) == 1)
    shown = [text for text in (stem, material) if text is not None]
    if not needed or any(context.names_source(fact, text, by_article=by_article) for text in shown):
        return stem
    bare = context.texts(lambda language: stem[language].rstrip(" ?.\u00a0\u202f"))
    return context.say("quiz.according-to", stem=bare, source=context.source_name(sources[0]))


def explained(fact: Fact, context: Context) -> LocalText:
    """Why the key is right: the fact's sentence, and the editor's doubt where there is one."""
    return with_doubt(fact.says, fact, context)


def with_doubt(text: LocalText, fact: Fact, context: Context) -> LocalText:
    """A text, and after it the editor's doubt about the fact where there is one."""
    if fact.doubt is None or not context.complete(fact.doubt):
        return text
    doubt = fact.doubt
    return context.texts(lambda language: f"{text[language]} {doubt[language]}")
