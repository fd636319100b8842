"""The grammar data of a language, typed. ``rectoverso.text`` holds the engine that uses it.

All words are in lower case, with straight apostrophes and plain hyphens, as ``fold`` leaves
them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from rectoverso.languages.reading import Node, lists, mapping, read_yaml, text, words


@dataclass(frozen=True, slots=True)
class Numbers:
    """How a language writes numbers and quantities.

    Attributes:
        decimal: the decimal mark.
        grouping: marks between groups of three digits, besides spaces and apostrophes.
        cardinals: word → value below a hundred.
        hundreds: the words for a hundred that multiply what stands before.
        multipliers: word → factor, from a thousand on.
        plural_multipliers: those that are vague when no numeral stands before (« millions »).
        suffixes: abbreviation after digits → factor (``5,6 M``, ``$3bn``).
        collectives: word → value (« centaine »); with an article it is about that many.
        plural_collectives: vague when no numeral stands before (« des centaines »).
        one: words that are a number only before a multiplier, a collective or a unit.
        articles: of these, those that are an article before a unit of time or things.
        ambiguous: cardinals that have another sense (« neuf »).
        vague: words that open a vague quantity (« quelques », « several »).
        joiners: words between the parts of a numeral (« et », "and").
        joins_hundreds: whether they stand after hundreds ("two hundred and five") or only
            between tens and one (« vingt et un »).
        halves: word → value, said after a numeral (« et demi », "and a half").
        half: the word for half before a multiplier (« demi-million », "half a million").
        fractions: phrase → value (« la moitié »).
        parts: denominator word → divisor (« tiers »).
        ordinals: word → rank.
        ordinal_suffixes: after digits (« e », "th").
        multiplicatives: word → factor (« double », "twofold").
        units: unit → its words, symbols and abbreviations after the number.
        symbols_before: symbol before the number → unit.
        of: words between a multiplier and its unit.
        ranges: words between the two ends of a range.
        between: word that opens a range → word between its ends.
        labels: words before a number that only numbers something (« page », "version").
        openers: words that may stand in capitals before a quantity and are no name.
        function_words: words at which the search for a unit stops.
        determiners: words after which an ambiguous cardinal can count.
    """

    decimal: str
    grouping: str
    cardinals: Mapping[str, int]
    hundreds: frozenset[str]
    multipliers: Mapping[str, Decimal]
    plural_multipliers: frozenset[str]
    suffixes: Mapping[str, Decimal]
    collectives: Mapping[str, Decimal]
    plural_collectives: frozenset[str]
    one: frozenset[str]
    articles: frozenset[str]
    ambiguous: frozenset[str]
    vague: tuple[str, ...]
    joiners: frozenset[str]
    joins_hundreds: bool
    halves: Mapping[str, Decimal]
    half: tuple[str, ...]
    fractions: Mapping[str, Decimal]
    parts: Mapping[str, int]
    ordinals: Mapping[str, int]
    ordinal_suffixes: frozenset[str]
    multiplicatives: Mapping[str, Decimal]
    units: Mapping[str, tuple[str, ...]]
    symbols_before: Mapping[str, str]
    of: frozenset[str]
    ranges: frozenset[str]
    between: Mapping[str, str]
    labels: frozenset[str]
    openers: frozenset[str]
    function_words: frozenset[str]
    determiners: frozenset[str]


@dataclass(frozen=True, slots=True)
class Dates:
    """How a language writes dates.

    Attributes:
        months: word or abbreviation → 1 to 12.
        capital_months: whether months take a capital.
        ambiguous_months: months that are also other words; they need a day, a year or a cue.
        seasons: word → ``spring``, ``summer``, ``autumn`` or ``winter``.
        ambiguous_seasons: those that need a year.
        weekdays: word → 1 (Monday) to 7.
        first_day: how the first of a month is written, besides ``1``.
        year_cues: words before a bare year.
        month_cues: words before a month without a day.
        parts: words for a part of a month, a season or a year (« fin », "early").
        day_suffixes: after the day's digits ("th").
        of: words between day and month, or month and year.
        day_ranges: what stands between two days of one month.
        relative: phrases that need the article's date to be understood.
        relative_before, relative_after: words beside a weekday that belong to it.
        month_first: whether 01/02/2025 is in January.
        clock: words and letters of the time of day (« h », "am").
    """

    months: Mapping[str, int]
    capital_months: bool
    ambiguous_months: frozenset[str]
    seasons: Mapping[str, str]
    ambiguous_seasons: frozenset[str]
    weekdays: Mapping[str, int]
    first_day: tuple[str, ...]
    year_cues: tuple[str, ...]
    month_cues: tuple[str, ...]
    parts: tuple[str, ...]
    day_suffixes: tuple[str, ...]
    of: tuple[str, ...]
    day_ranges: tuple[str, ...]
    relative: tuple[str, ...]
    relative_before: tuple[str, ...]
    relative_after: tuple[str, ...]
    month_first: bool
    clock: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CueRule:
    """A cue: words that change what a sentence claims.

    Attributes:
        kind: hedge, negation, attribution, each, restriction, rising or falling.
        name: the class within the kind, such as ``conditional``.
        words: phrases.
        patterns: regular expressions over folded text in lower case.
        unless: phrases that look like the cue and are not.
    """

    kind: str
    name: str
    words: tuple[str, ...]
    patterns: tuple[str, ...]
    unless: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues of a language.

    Attributes:
        rules: all but bounds.
        bounds_before, bounds_after: bound → phrases directly before or after a figure.
        bound_links: words that may stand between a bound and its figure.
    """

    rules: tuple[CueRule, ...]
    bounds_before: Mapping[str, tuple[str, ...]]
    bounds_after: Mapping[str, tuple[str, ...]]
    bound_links: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Speech:
    """Verbs of saying, and how words are cut.

    Attributes:
        forms: finite forms (« explique », "said").
        participles: past participles, said with an auxiliary.
        auxiliaries: its forms.
        always: forms that tell an attribution wherever they stand; the others only in a
            clause beside a quotation or before a complement.
        complements: words that open what is said (« que », "that").
        idioms: phrases that hold such a form and attribute nothing (« autrement dit »).
        inside: whether a clause may stand inside the quotation marks, between commas.
        subject_first: whether a clause may open with its subject ("she said").
        reflexives: pronouns before the verb.
        pronouns: subjects after or before the verb.
        inversions: what joins verb and pronoun (« -t- », « - »).
        roles: nouns for people who are quoted; they also open an apposition.
        determiners: words before such a noun, relative pronouns included.
        circumstances: words that open where or when it was said.
        elisions: words that end in an apostrophe and are whole words.
        joined: words with an apostrophe that are one word.
        clitics: what may follow an apostrophe without being part of the word.
        abbreviations: words whose full stop ends no sentence.
    """

    forms: frozenset[str]
    participles: frozenset[str]
    auxiliaries: frozenset[str]
    always: frozenset[str]
    complements: tuple[str, ...]
    idioms: tuple[str, ...]
    inside: bool
    subject_first: bool
    reflexives: tuple[str, ...]
    pronouns: frozenset[str]
    inversions: tuple[str, ...]
    roles: frozenset[str]
    determiners: frozenset[str]
    circumstances: frozenset[str]
    elisions: frozenset[str]
    joined: frozenset[str]
    clitics: frozenset[str]
    abbreviations: frozenset[str]


@dataclass(frozen=True, slots=True)
class TypographyProfile:
    """The typography of one locale, such as ``fr-CA``. Spaces are given as characters.

    Attributes:
        quotes: opening and closing mark.
        inside_quotes: the space inside them, empty for none.
        before: mark → the space before it.
        before_percent: the space between a number and the percent sign.
        number_space: the space between a number and its unit, and between groups of digits.
        group: the space between groups of digits.
    """

    quotes: tuple[str, str]
    inside_quotes: str
    before: Mapping[str, str]
    before_percent: str
    number_space: str
    group: str


@dataclass(frozen=True, slots=True)
class Typography:
    """The typography of a language.

    Attributes:
        profiles: locale → profile; the language's own code is always there.
        keep_after: abbreviations that do not part from the next word (« M. », « n° »).
        keep_before: words that do not part from the number before (units, multipliers).
        elided: words that begin with an apostrophe ("'tis"), each as it may be written.
    """

    profiles: Mapping[str, TypographyProfile]
    keep_after: tuple[str, ...]
    keep_before: tuple[str, ...]
    elided: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """What tells names from other words of a language.

    Attributes:
        merely_capital: words that take a capital, or stand in capitals, and name nobody.
        role_qualifiers: words before a role without which it is another role (« vice- »).
        role_endings: pairs of endings under which a role is the same for a man and a woman.
    """

    merely_capital: frozenset[str]
    role_qualifiers: frozenset[str]
    role_endings: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Clauses:
    """Words that open a clause. Phrases of several words are allowed.

    Attributes:
        coordinating: after a comma: what was said before may still hold (« et »).
        opposing: after a comma: what was said before no longer holds (« mais »).
        relative: after a comma: the clause hangs on the one before (« qui »).
        subordinating: at the start of a sentence: the clause ends at its first comma.
    """

    coordinating: tuple[str, ...]
    opposing: tuple[str, ...]
    relative: tuple[str, ...]
    subordinating: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answers:
    """How people type short answers.

    Attributes:
        articles: phrases that do not count at the start of an answer.
        points: what is said for the decimal mark (« virgule »).
    """

    articles: tuple[str, ...]
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoleWords:
    """What a role tells of whoever has it, by its grammatical gender.

    Attributes:
        prefixes: what may stand before the noun in the same word.
        feminine_words, masculine_words: first words that tell it.
        feminine, masculine, neutral: endings of the noun; the longest that fits counts.
        otherwise: what a noun with no such ending is: ``masculine`` or ``neutral``.
        links: words that may follow a neutral noun and tell nothing.
    """

    prefixes: tuple[str, ...]
    feminine_words: frozenset[str]
    masculine_words: frozenset[str]
    feminine: tuple[str, ...]
    masculine: tuple[str, ...]
    neutral: tuple[str, ...]
    otherwise: str
    links: frozenset[str]


@dataclass(frozen=True, slots=True)
class Asking:
    """What questions that are made from sentences must know.

    Attributes:
        leans: words at which a sentence leans on one before it.
        asks_when: what a question for a date asks with.
        since: words of what lasts from a date on.
        bends_at_number, bends_at_date: words whose form hangs on what follows them.
        adjective: how the definition of an adjective begins.
        roles: what a role tells of whoever has it.
        plural: endings of a plural noun.
        bare: words that carry no sense of their own.
    """

    leans: tuple[str, ...]
    asks_when: tuple[str, ...]
    since: tuple[str, ...]
    bends_at_number: frozenset[str]
    bends_at_date: frozenset[str]
    adjective: tuple[str, ...]
    roles: RoleWords
    plural: tuple[str, ...]
    bare: frozenset[str]


def read_asking(path: Path) -> Asking:
    """``questions.yaml`` of a language.

    Raises:
        KeyError, ValueError: a key is missing or not as it should be.
    """
    data = mapping(read_yaml(path), path.name)
    roles = mapping(data["roles"], "roles")

    def many(key: str) -> tuple[str, ...]:
        return words(data[key], key)

    def role(key: str) -> tuple[str, ...]:
        return words(roles[key], f"roles.{key}")

    return Asking(
        leans=many("leans"),
        asks_when=many("asks-when"),
        since=many("since"),
        bends_at_number=frozenset(many("bends-at-number")),
        bends_at_date=frozenset(many("bends-at-date")),
        adjective=many("adjective"),
        roles=RoleWords(
            prefixes=role("prefixes"),
            feminine_words=frozenset(role("feminine-words")),
            masculine_words=frozenset(role("masculine-words")),
            feminine=role("feminine"),
            masculine=role("masculine"),
            neutral=role("neutral"),
            otherwise=text(roles["otherwise"], "otherwise"),
            links=frozenset(role("links")),
        ),
        plural=many("plural"),
        bare=frozenset(many("bare")),
    )


def _decimal(written: str) -> Decimal:
    numerator, _, denominator = written.partition("/")
    return Decimal(numerator) / Decimal(denominator or "1")


def _decimals(node: Node, where: str) -> dict[str, Decimal]:
    return {
        word: _decimal(text(value, where))
        for line, value in mapping(node, where).items()
        for word in words(line, where)
    }


def _integers(node: Node, where: str) -> dict[str, int]:
    return {word: int(value) for word, value in _decimals(node, where).items()}


def _texts(node: Node, where: str) -> dict[str, str]:
    return {name: text(value, where) for name, value in mapping(node, where).items()}


def read_numbers(path: Path) -> Numbers:
    """``numbers.yaml`` of a language.

    Raises:
        KeyError, ValueError: a key is missing or not as it should be.
    """
    data = mapping(read_yaml(path), path.name)

    def many(key: str) -> frozenset[str]:
        return frozenset(words(data[key], key))

    return Numbers(
        decimal=text(data["decimal"], "decimal"),
        grouping=text(data["grouping"], "grouping"),
        cardinals=_integers(data["cardinals"], "cardinals"),
        hundreds=many("hundreds"),
        multipliers=_decimals(data["multipliers"], "multipliers"),
        plural_multipliers=many("plural-multipliers"),
        suffixes=_decimals(data["suffixes"], "suffixes"),
        collectives=_decimals(data["collectives"], "collectives"),
        plural_collectives=many("plural-collectives"),
        one=many("one"),
        articles=many("articles"),
        ambiguous=many("ambiguous"),
        vague=words(data["vague"], "vague"),
        joiners=many("joiners"),
        joins_hundreds=text(data["joins-hundreds"], "joins-hundreds") == "true",
        halves=_decimals(data["halves"], "halves"),
        half=words(data["half"], "half"),
        fractions=_decimals(data["fractions"], "fractions"),
        parts=_integers(data["parts"], "parts"),
        ordinals=_integers(data["ordinals"], "ordinals"),
        ordinal_suffixes=many("ordinal-suffixes"),
        multiplicatives=_decimals(data["multiplicatives"], "multiplicatives"),
        units=lists(data["units"], "units"),
        symbols_before=_texts(data["symbols-before"], "symbols-before"),
        of=many("of"),
        ranges=many("ranges"),
        between=_texts(data["between"], "between"),
        labels=many("labels"),
        openers=many("openers"),
        function_words=many("function-words"),
        determiners=many("determiners"),
    )


def read_dates(path: Path) -> Dates:
    """``dates.yaml`` of a language.

    Raises:
        KeyError, ValueError: a key is missing or not as it should be.
    """
    data = mapping(read_yaml(path), path.name)

    def many(key: str) -> tuple[str, ...]:
        return words(data[key], key)

    seasons = lists(data["seasons"], "seasons")
    return Dates(
        months=_integers(data["months"], "months"),
        capital_months=text(data["capital-months"], "capital-months") == "true",
        ambiguous_months=frozenset(many("ambiguous-months")),
        seasons={word: season for season, names in seasons.items() for word in names},
        ambiguous_seasons=frozenset(many("ambiguous-seasons")),
        weekdays=_integers(data["weekdays"], "weekdays"),
        first_day=many("first-day"),
        year_cues=many("year-cues"),
        month_cues=many("month-cues"),
        parts=many("parts"),
        day_suffixes=many("day-suffixes"),
        of=many("of"),
        day_ranges=many("day-ranges"),
        relative=many("relative"),
        relative_before=many("relative-before"),
        relative_after=many("relative-after"),
        month_first=text(data["month-first"], "month-first") == "true",
        clock=many("clock"),
    )


def read_cues(path: Path) -> Cues:
    """``cues.yaml`` of a language.

    Raises:
        KeyError, ValueError: a key is missing or not as it should be.
    """
    data = mapping(read_yaml(path), path.name)
    rules = []
    for kind, classes in mapping(data["rules"], "rules").items():
        for name, node in mapping(classes, kind).items():
            rule = lists(node, f"{kind}.{name}")
            rules.append(
                CueRule(
                    kind,
                    name,
                    rule.get("words", ()),
                    rule.get("patterns", ()),
                    rule.get("unless", ()),
                )
            )
    return Cues(
        rules=tuple(rules),
        bounds_before=lists(data["bounds-before"], "bounds-before"),
        bounds_after=lists(data["bounds-after"], "bounds-after"),
        bound_links=words(data["bound-links"], "bound-links"),
    )


def read_speech(path: Path) -> Speech:
    """``speech.yaml`` of a language. Regular verbs are stems with the endings of their class.

    Raises:
        KeyError, ValueError: a key is missing or not as it should be.
    """
    data = mapping(read_yaml(path), path.name)
    forms = set(words(data["forms"], "forms"))
    participles = set(words(data["participles"], "participles"))
    for name, node in mapping(data["regular"], "regular").items():
        group = lists(node, name)
        for stem in group["stems"]:
            forms.update(stem + ending for ending in group["endings"])
            participles.update(stem + ending for ending in group["participle"])

    def many(key: str) -> tuple[str, ...]:
        return words(data[key], key)

    return Speech(
        forms=frozenset(forms),
        participles=frozenset(participles),
        auxiliaries=frozenset(many("auxiliaries")),
        always=frozenset(many("always")),
        complements=many("complements"),
        idioms=many("idioms"),
        inside=text(data["inside"], "inside") == "true",
        subject_first=text(data["subject-first"], "subject-first") == "true",
        reflexives=many("reflexives"),
        pronouns=frozenset(many("pronouns")),
        inversions=many("inversions"),
        roles=frozenset(many("roles")),
        determiners=frozenset(many("determiners")),
        circumstances=frozenset(many("circumstances")),
        elisions=frozenset(many("elisions")),
        joined=frozenset(many("joined")),
        clitics=frozenset(many("clitics")),
        abbreviations=frozenset(many("abbreviations")),
    )


_SPACES = {"none": "", "space": " ", "no-break": "\u00a0", "narrow": "\u202f"}


def read_typography(path: Path) -> Typography:
    """``typography.yaml`` of a language.

    Raises:
        KeyError, ValueError: a key is missing or not as it should be.
    """
    data = mapping(read_yaml(path), path.name)
    profiles = {}
    for locale, node in mapping(data["profiles"], "profiles").items():
        profile = mapping(node, locale)
        opening, closing = words(profile["quotes"], "quotes")

        def space(key: str, profile: Mapping[str, Node] = profile) -> str:
            return _SPACES[text(profile[key], key)]

        profiles[locale] = TypographyProfile(
            quotes=(opening, closing),
            inside_quotes=space("inside-quotes"),
            before={
                mark: _SPACES[kind] for mark, kind in _texts(profile["before"], "before").items()
            },
            before_percent=space("before-percent"),
            number_space=space("number-space"),
            group=space("group"),
        )
    return Typography(
        profiles=profiles,
        keep_after=words(data["keep-after"], "keep-after"),
        keep_before=words(data["keep-before"], "keep-before"),
        elided=words(data["elided"], "elided"),
    )


def read_names(path: Path) -> Names:
    """``names.yaml`` of a language.

    Raises:
        KeyError, ValueError: a key is missing or not as it should be.
    """
    data = mapping(read_yaml(path), path.name)
    groups = lists(data["merely-capital"], "merely-capital")
    roles = lists(data["roles"], "roles")
    endings = [ending.split("/") for ending in roles["endings"]]
    return Names(
        frozenset(word for group in groups.values() for word in group),
        frozenset(roles["qualifiers"]),
        tuple((one, other) for one, other in endings),
    )


def read_clauses(path: Path) -> Clauses:
    """``clauses.yaml`` of a language.

    Raises:
        KeyError, ValueError: a key is missing or not as it should be.
    """
    data = lists(read_yaml(path), path.name)
    return Clauses(data["coordinating"], data["opposing"], data["relative"], data["subordinating"])


def read_answers(path: Path) -> Answers:
    """``answers.yaml`` of a language.

    Raises:
        KeyError, ValueError: a key is missing or not as it should be.
    """
    data = mapping(read_yaml(path), path.name)
    return Answers(
        articles=words(data["articles"], "articles"), points=words(data["points"], "points")
    )
