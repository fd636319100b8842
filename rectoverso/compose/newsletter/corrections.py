"""Corrections and retractions as readers see them: in the text, on top of it and in the log."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from rectoverso.compose.newsletter.context import Context
from rectoverso.compose.newsletter.values import (
    Block,
    ChartBlock,
    ComparisonBlock,
    CorrectionBlock,
    CorrectionView,
    Flow,
    PullQuote,
    TimelineBlock,
)
from rectoverso.model.entries import Bridge, Correction, Fact, Quote
from rectoverso.model.values import LocalText
from rectoverso.text import amounts
from rectoverso.text.fold import fold

Entry = tuple[str, str]
"""Kind, ``facts`` or ``quotes``, and id."""


def of_entry(context: Context, entry: Entry) -> tuple[CorrectionView, ...]:
    """What was mended in a fact or a quote, and whether it was taken back; newest first."""
    kind, id = entry
    entries = context.edition.facts if kind == "facts" else context.edition.quotes
    found: Fact | Quote | None = entries.get(id)
    if found is None:
        return ()
    mark = f"{kind.removesuffix('s')}:{id}"
    views = [_view(context, one, mark) for one in found.correction]
    if found.retracted is not None:
        views.append(_view(context, found.retracted, mark, _said(context, found)))
    return newest_first(views)


def of_edition(context: Context) -> tuple[CorrectionView, ...]:
    """Everything that was mended or taken back in an edition, newest first."""
    head = context.edition.head
    views = [_view(context, one, "") for one in head.correction]
    if head.retracted is not None:
        views.append(_view(context, head.retracted, "", context.text(head.title)))
    for kind, ids in (("facts", context.edition.facts), ("quotes", context.edition.quotes)):
        for id in ids:
            views.extend(of_entry(context, (kind, id)))
    return newest_first(views)


def block(entry: Entry, views: tuple[CorrectionView, ...]) -> CorrectionBlock:
    """The corrections of an entry as a block of the text, under an anchor of its own."""
    return CorrectionBlock(f"correction-{entry[0].removesuffix('s')}-{entry[1]}", views)


def newest_first(views: Iterable[CorrectionView]) -> tuple[CorrectionView, ...]:
    """Corrections by their date, newest first; those of one day keep their order."""
    return tuple(sorted(views, key=lambda view: view.order, reverse=True))


def entries_of(block: Block) -> tuple[Entry, ...]:
    """The facts and quotes that a block shows, in order."""
    if isinstance(block, PullQuote):
        return (("quotes", block.quote.id),)
    if isinstance(block, ComparisonBlock):
        return tuple(("facts", row.fact) for row in block.comparison.rows)
    if isinstance(block, ChartBlock):
        return tuple(("facts", row.fact) for row in block.chart.rows)
    if isinstance(block, TimelineBlock):
        return tuple(("facts", row.fact) for row in block.events)
    if isinstance(block, Flow):
        marks = [part.evidence.partition(":") for part in block.parts]
        return tuple((f"{kind}s", id) for kind, _, id in marks if kind in ("fact", "quote"))
    return ()


def _view(
    context: Context, correction: Correction, entry: str, taken_back: str = ""
) -> CorrectionView:
    return CorrectionView(
        on=amounts.date(correction.on, context.language.code),
        moment=str(correction.on),
        order=correction.on.sort_key,
        reason=context.text(correction.reason),
        digest=_digest(correction.reason, context.publication.head.languages),
        entry=entry,
        taken_back=taken_back,
    )


def _digest(reason: LocalText, codes: Iterable[str]) -> str:
    """A short digest of the words of a reason, however they are set."""
    written = next((text for code in codes if (text := reason.get(code))), "")
    words = " ".join(fold(written).text.split())
    return hashlib.sha256(words.encode()).hexdigest()[:8]


def _said(context: Context, entry: Fact | Quote) -> str:
    if isinstance(entry, Fact):
        return context.text(entry.says)
    translated = context.text(entry.translation)
    words = [piece.bridge if isinstance(piece, Bridge) else piece for piece in entry.words]
    return translated or " […] ".join(words)
