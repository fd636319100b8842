"""Numbers and quotation marks in prose that stand outside every call."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rectoverso.compose.newsletter.context import Context
from rectoverso.compose.newsletter.names import name_pattern
from rectoverso.compose.newsletter.prose import Call, Where, shown_words
from rectoverso.problems import Code, Problem

_UNREAD = re.compile(
    r"\]\([^)]*\)"  # destination of a link
    r"|<[^>]*>"
    r"|\{\{[^}]*\}\}"  # a call that could not be read, which is told already
    r"|^[ \t]*\d+[.)][ \t]"  # number of a list item
    r"|&\#?\w+;",
    re.MULTILINE,
)
_DIGITS = re.compile(r"\w*\d(?:[\w\u00a0\u202f.,:’'-]*\w)?")
_QUOTATION = re.compile(
    r"«[^»]*»?|“[^”]*”?|„[^“”]*[“”]?|\"[^\"]*\"?|[»”‟]|‹[^›]*›?"
    # After a letter, a single mark is an apostrophe: « l'IA », “the investors’ fear”.
    r"|(?<!\w)‘[^‘’]*’?|(?<!\w)'[^'\n]+'(?!\w)"
)


def unsourced(
    text: str,
    calls: Iterable[Call],
    where: Where,
    context: Context,
) -> tuple[Problem, ...]:
    """C007 for numbers, in digits or in words, and C008 for quotations, in order.

    Ranks (« la première ») and vague amounts without a number (« des millions ») may stand:
    they are words of the editor's, not figures of a source. Words that a call shows instead of
    a term's own (``term("gpu", "…")``) are prose like the rest.
    """
    calls = tuple(calls)
    shown = _blank(text, ((call.start, call.end) for call in calls))
    shown = _blank(shown, (found.span() for found in _UNREAD.finditer(shown)))
    pattern = name_pattern(context.names)
    named = [found.span() for found in pattern.finditer(shown)] if pattern else []
    problems = [
        (start, Problem(Code.C007, where(start, end), {"found": text[start:end]}))
        for start, end in _numbers(shown, context)
        if not any(first <= start and end <= last for first, last in named)
    ]
    problems += [
        (
            found.start(),
            Problem(
                Code.C008,
                where(*found.span()),
                {"words": found[0].strip("«»‹›“”„‟‘’'\" \u00a0\u202f")},
            ),
        )
        for found in _QUOTATION.finditer(shown)
    ]
    for call in calls:
        words = shown_words(call)
        if words is not None:
            at = _all_at(where, call)
            problems += [(call.start, one) for one in unsourced(words, (), at, context)]
    return tuple(problem for _, problem in sorted(problems, key=lambda item: item[0]))


def _all_at(where: Where, call: Call) -> Where:
    """The place of a call for whatever stands in its words: they may be written with escapes."""
    return lambda start, end: where(call.start, call.end)


def _numbers(text: str, context: Context) -> Iterator[tuple[int, int]]:
    read = [figure for figure in context.figures(text) if not figure.ordinal and not figure.vague]
    covered = [(figure.start, figure.end) for figure in read]
    for figure in read:
        # « une », “one” alone counts nothing of a source's.
        if any(c.isdigit() for c in figure.words) or figure.number != 1:
            yield figure.start, figure.end
    for found in _DIGITS.finditer(text):
        if not any(start <= found.start() < end for start, end in covered):
            yield found.span()


def _blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    characters = list(text)
    for start, end in spans:
        characters[start:end] = [c if c == "\n" else "\ufffc" for c in characters[start:end]]
    return "".join(characters)
