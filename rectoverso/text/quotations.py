"""Quotation marks in a text, and the clauses inside quotations that name the speaker."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from rectoverso.languages import Language
from rectoverso.text.fold import fold
from rectoverso.text.paragraphs import split
from rectoverso.text.patterns import any_of

_PAIRS = {"«": "»", "“": "”", "„": "”", "‹": "›"}
_CLOSING = frozenset(_PAIRS.values())


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks.

    Attributes:
        start, end: half-open offsets of what stands inside, without the spaces at the marks.
        opening, closing: the marks.
    """

    start: int
    end: int
    opening: str
    closing: str


def quotations(text: str) -> tuple[Quotation, ...]:
    """The quotations of a text, outer before inner, in the order of their opening marks.

    A quotation ends in its own paragraph: a mark that is not closed there opens nothing, so
    that one forgotten mark does not eat the article.
    """
    found: list[Quotation] = []
    for paragraph in split(text):
        stack: list[tuple[int, str, str]] = []
        words = paragraph.text
        for place, mark in enumerate(words):
            if mark == '"':
                _straight(words, place, stack, found, paragraph.start)
            elif mark == "‘" and not _is_letter(words, place - 1):
                stack.append((place, mark, "’"))
            elif mark == "’":
                if any(open_mark == "‘" for _, open_mark, _ in stack) and not _is_letter(
                    words, place + 1
                ):
                    _close(words, place, mark, stack, found, paragraph.start)
            elif mark in _PAIRS:
                stack.append((place, mark, _PAIRS[mark]))
            elif mark in _CLOSING:
                _close(words, place, mark, stack, found, paragraph.start)
    return tuple(sorted(found, key=lambda q: (q.start, -q.end)))


def _straight(
    words: str, place: int, stack: list[tuple[int, str, str]], found: list[Quotation], base: int
) -> None:
    if any(mark == '"' for _, mark, _ in stack):
        _close(words, place, '"', stack, found, base)
    elif not words[place - 1 : place].isdigit() or place == 0:
        # After a digit it is the sign for inches.
        stack.append((place, '"', '"'))


def _close(
    words: str,
    place: int,
    mark: str,
    stack: list[tuple[int, str, str]],
    found: list[Quotation],
    base: int,
) -> None:
    for index in range(len(stack) - 1, -1, -1):
        opened, opening, closing = stack[index]
        if closing == mark:
            del stack[index:]
            inside = words[opened + 1 : place]
            bare = inside.strip()
            first = opened + 1 + (inside.index(bare) if bare else 0)
            found.append(Quotation(base + first, base + first + len(bare), opening, mark))
            return


def _is_letter(words: str, place: int) -> bool:
    return 0 <= place < len(words) and words[place].isalnum()


@dataclass(frozen=True, slots=True)
class _Grammar:
    clause: re.Pattern[str]
    apposition: re.Pattern[str]


@cache
def _grammar(language: Language) -> _Grammar:
    speech = language.speech
    pronoun, inversion = any_of(speech.pronouns), any_of(speech.inversions)
    form, participle = f"(?:{any_of(speech.forms)})", f"(?:{any_of(speech.participles)})"
    auxiliary, determiner = f"(?:{any_of(speech.auxiliaries)})", f"(?:{any_of(speech.determiners)})"
    reflexive = rf"(?:(?:{any_of(speech.reflexives)})(?:(?<=')| ))?"
    ends = r"(?![\w'-])"
    verb = rf"{reflexive}(?:{form}|{auxiliary} (?:[^\W\d_]+ )?{participle}){ends}"
    stop = any_of(language.numbers.function_words)
    word = rf"(?!(?:{stop})(?![\w-]))[^\s.,;:!?«»\"]+"
    # Whoever speaks has a capital, or is called by a role.
    person = rf"(?:{word} ){{0,3}}?(?:(?-i:[A-ZÀ-ÖØ-Þ][\w'-]*)|(?:{any_of(speech.roles)}){ends})"
    inverted = (
        rf"{reflexive}(?:{form}(?:{inversion})(?:{pronoun})"
        rf"|{auxiliary}(?:{inversion})(?:{pronoun}) (?:[^\W\d_]+ )?{participle}){ends}"
    )
    verb_first = rf"{verb} (?:{word} )??(?:{determiner}(?:(?<=')| ))?{person}"
    subject = rf"(?:(?:{pronoun})|(?:{determiner} )?{person}(?: {word}){{0,4}}?(?:, [^,\"]+,)?)"
    subject_first = rf"{subject} {verb}" if speech.subject_first else r"(?!)"
    leads = r"[,–—!?…\"-]" if speech.inside else r"\""
    return _Grammar(
        clause=re.compile(
            rf"(?P<lead>^ ?|(?:{leads}),? ?)(?:{inverted}|{verb_first}|{subject_first})",
            re.IGNORECASE,
        ),
        apposition=re.compile(
            rf" *(?:(?:{any_of(speech.roles | speech.circumstances | speech.determiners)})"
            rf"(?:(?<=')|(?!\w))|[dl]')",
            re.IGNORECASE,
        ),
    )


def attributions(
    text: str, start: int, end: int, language: Language
) -> tuple[tuple[int, int], ...]:
    """The clauses in a stretch that say who speaks: « , explique-t-il. », "she said,".

    Args:
        start, end: half-open offsets of the stretch: the inside of a quotation, or what lies
            between two quotations.

    Returns:
        Offsets of each clause, from the comma or dash that opens it to the full stop or comma
        that gives the word back to the speaker, both included; at the end of the stretch when
        nothing does. An apposition to the speaker and where or when it was said belong to the
        clause.
    """
    piece = fold(text[start:end])
    grammar = _grammar(language)
    after_closing = start > 0 and _closes(text, len(text[:start].rstrip()) - 1)
    found = []
    place = 0
    while match := grammar.clause.search(piece.text, place):
        lead = match.group("lead").strip()
        mark, _ = piece.original_span(match.start(), match.start() + 1)
        if lead.startswith('"'):
            beside = _closes(text, start + mark)
        else:
            beside = bool(lead) or after_closing
        if not beside:
            place = match.start() + 1
            continue
        last = _clause_end(piece.text, match, grammar, language)
        first = match.start() + (lead[:1] in ("!", "?", "…", '"'))
        original = piece.original_span(first, last)
        found.append((start + original[0], start + original[1]))
        place = last
    return tuple(found)


def _closes(text: str, place: int) -> bool:
    """Whether the character is a closing quotation mark."""
    if place < 0:
        return False
    if text[place] == '"':
        return place > 0 and not text[place - 1].isspace() and not _is_letter(text, place + 1)
    return text[place] in _CLOSING


def _clause_end(text: str, match: re.Match[str], grammar: _Grammar, language: Language) -> int:
    """Just after the clause's last mark."""
    lead = match.group("lead")[:1]
    place = match.end()
    while place < len(text):
        mark = text[place]
        if mark == "." and not _is_abbreviation(text, place, language):
            return place + 1
        if mark in "!?…;:" or (mark in "–—" and lead in ("–", "—")):
            return place + 1
        if mark == '"':
            return place
        if mark == "," and not grammar.apposition.match(text, place + 1):
            return place + 1
        place += 1
    return len(text)


def _is_abbreviation(text: str, place: int, language: Language) -> bool:
    word = re.search(r"[\w']+$", text[:place])
    if word is None or place + 1 >= len(text):
        return False
    last = word.group().rsplit("'", 1)[-1]
    return (len(last) == 1 and last.isupper()) or last.lower() in language.speech.abbreviations
