"""The text engine against case files: matching, figures, dates, cues, quotations, typography."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from rectoverso.languages import Language, language
from rectoverso.render.typesetting import Vocabulary, finish
from rectoverso.text.cues import bound_of, cues
from rectoverso.text.dates import dates
from rectoverso.text.figures import figures
from rectoverso.text.match import find, find_loose
from rectoverso.text.nearest import difference, nearest
from rectoverso.text.quotations import attributions, quotations
from rectoverso.text.sentences import sentences
from rectoverso.text.typography import typeset
from tests.cases.reader import Case, cases

HOME = Path(__file__).parent / "cases"
UNITS = {
    "chip": ("puce", "puces", "processeur", "processeurs", "GPU", "chip", "chips"),
    "parameter": ("paramètre", "paramètres", "parameters"),
}


def _matching(case: Case, tongue: Language) -> list[str]:
    words, text = case.given
    found = find(words, text, tongue)
    if found:
        return [f"{match.status.value}: {text[match.start : match.end]}" for match in found]
    return ["inside" if find_loose(words, text, tongue) else "not found"]


def _figures(case: Case, tongue: Language) -> list[str]:
    (text,) = case.given
    lines = []
    for figure in figures(text, tongue, UNITS):
        bound = bound_of(text, figure, tongue)
        parts = [f"{figure.number:f}", figure.unit or "-"]
        parts += [bound.value] if bound else []
        parts += ["vague"] if figure.vague else []
        parts += ["ordinal"] if figure.ordinal else []
        lines.append(" ".join(parts))
        assert text[figure.start : figure.end] == figure.words
    return lines or ["none"]


def _spans(case: Case, tongue: Language) -> list[str]:
    (text,) = case.given
    return [figure.words for figure in figures(text, tongue, UNITS)] or ["none"]


def _dates(case: Case, tongue: Language) -> list[str]:
    (text,) = case.given
    lines = []
    for mention in dates(text, tongue):
        date = mention.date
        parts = "relative"
        if date is not None:
            year = f"{date.year}" if date.year else "?"
            day = f"-{date.day:02}" if date.day else ""
            parts = year + (f"-{date.month:02}" if date.month else "") + day
            parts += f"-{date.season}" if date.season else ""
        assert text[mention.start : mention.end] == mention.words
        lines.append(f"{parts}: {mention.words}")
    return lines or ["none"]


def _cues(case: Case, tongue: Language) -> list[str]:
    (text,) = case.given
    lines = []
    for cue in cues(text, tongue):
        assert text[cue.start : cue.end] == cue.words
        lines.append(f"{cue.kind} {cue.name}: {cue.words}")
    return sorted(lines) or ["none"]


def _quotations(case: Case, tongue: Language) -> list[str]:
    text = "\n".join(case.given)
    return [f"{q.opening}{text[q.start : q.end]}{q.closing}" for q in quotations(text)] or ["none"]


def _attributions(case: Case, tongue: Language) -> list[str]:
    """The stretch lies between two bars; without them it is the first quotation."""
    (text,) = case.given
    if "|" in text:
        before, stretch, after = text.split("|")
        text, start, end = before + stretch + after, len(before), len(before + stretch)
    else:
        quotation = quotations(text)[0]
        start, end = quotation.start, quotation.end
    found = attributions(text, start, end, tongue)
    return [f"[{text[first:last]}]" for first, last in found] or ["none"]


def _sentences(case: Case, tongue: Language) -> list[str]:
    text = "\n".join(case.given)
    return [text[start:end] for start, end in sentences(text, tongue)]


def _typography(case: Case, tongue: Language) -> list[str]:
    (text,) = case.given
    locale = case.file.split(".")[1]
    return [typeset(text, locale)]


def _typesetting(case: Case, tongue: Language) -> list[str]:
    (page,) = case.given
    return [finish(page, Vocabulary())]


def _nearest(case: Case, tongue: Language) -> list[str]:
    words, text = case.given
    found = nearest(words, text)
    if found is None:
        return ["none"]
    assert text[found.start : found.end] == found.words
    return [found.words, *(f"{step} {part}" for step, part in difference(words, found.words))]


READERS: dict[str, Callable[[Case, Language], list[str]]] = {
    "matching": _matching,
    "figures": _figures,
    "spans": _spans,
    "dates": _dates,
    "cues": _cues,
    "quotations": _quotations,
    "attributions": _attributions,
    "sentences": _sentences,
    "typography": _typography,
    "typesetting": _typesetting,
    "nearest": _nearest,
}

# Cases of typed answers have a test of their own.
ALL = [
    case
    for path in sorted(HOME.glob("*.txt"))
    if path.name.split(".")[0] in READERS
    for case in cases(path)
]


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_case(case: Case) -> None:
    topic, locale = case.file.split(".")[:2]
    assert READERS[topic](case, language(locale.split("-")[0])) == list(case.expected)


def test_every_topic_has_cases_in_both_languages() -> None:
    files = {path.name for path in HOME.glob("*.txt")}
    assert {f"{topic}.{code}.txt" for topic in READERS for code in ("fr", "en")} <= files


def test_the_grammar_is_covered_by_at_least_two_hundred_cases() -> None:
    grammar = [case for case in ALL if case.file.split(".")[0] in ("matching", "figures")]
    assert len(grammar) >= 200


def test_typography_is_covered_by_at_least_a_hundred_and_twenty_cases() -> None:
    assert sum(case.file.startswith(("typography.", "typesetting.")) for case in ALL) >= 120
