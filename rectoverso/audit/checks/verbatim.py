"""The words of a quote reach the reader as they stand in the article, but for kinds of space."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rectoverso.audit.context import Context
from rectoverso.audit.page import Page
from rectoverso.model.entries import Bridge, Quote
from rectoverso.problems import Code, Problem

_PREFIX = "quote:"


def check(context: Context) -> Iterable[Problem]:
    """A005 for each shown quotation that is none of the pieces of its quote."""
    for edition in context.publication.editions:
        for path, page in context.pages.items():
            if edition.slug not in path.split("/"):
                continue
            for entry, shown in _verbatim(page).values():
                quote = edition.quotes.get(entry.removeprefix(_PREFIX))
                if quote is not None and not _is_of(shown, quote):
                    yield Problem(Code.A005, None, {"path": path, "words": shown})


def _verbatim(page: Page) -> Mapping[int, tuple[str, str]]:
    shown: dict[int, tuple[str, str]] = {}
    for run in page.runs:
        element, evidence = run.inside("data-verbatim"), run.inside("data-evidence")
        if element is None or evidence is None:
            continue
        entry = evidence.attributes["data-evidence"]
        if entry.startswith(_PREFIX):
            before = shown.get(element.number, (entry, ""))[1]
            shown[element.number] = (entry, before + run.text)
    return shown


def _is_of(shown: str, quote: Quote) -> bool:
    pieces = [piece.bridge if isinstance(piece, Bridge) else piece for piece in quote.words]
    return _spaces(shown) in {_spaces(piece) for piece in pieces}


def _spaces(text: str) -> str:
    return " ".join(text.split())
