"""An edition's explainer in one language: prose, quotes, comparisons, charts, notes.

- ``values``: what a newsletter holds
- ``prose``, ``calls``, ``flow``: calls in prose, what they stand for, and prose to blocks
- ``markup``: Markdown, sanitised
- ``unsourced``: numbers and quotation marks outside calls
- ``context``: the words that facts are shown in
- ``quotes``, ``comparisons``, ``charts``, ``glossary``, ``corrections``: one view each
- ``citations``: source notes and links to passages
"""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape

from rectoverso import languages
from rectoverso.compose.newsletter.charts import check_chart
from rectoverso.compose.newsletter.citations import Citations
from rectoverso.compose.newsletter.comparisons import comparison_view
from rectoverso.compose.newsletter.context import Context
from rectoverso.compose.newsletter.corrections import of_edition
from rectoverso.compose.newsletter.flow import Prose
from rectoverso.compose.newsletter.glossary import glossary
from rectoverso.compose.newsletter.prose import Where
from rectoverso.compose.newsletter.values import (
    ChartBlock,
    ComparisonBlock,
    CorrectionBlock,
    Flow,
    Newsletter,
    Note,
    QuoteView,
    Section,
    Verification,
)
from rectoverso.languages import Language
from rectoverso.memo import KEEPS_NOTHING, Memo
from rectoverso.model.articles import Verifications
from rectoverso.model.publication import Edition, Publication
from rectoverso.model.values import PartialDate
from rectoverso.problems import Problem
from rectoverso.text import amounts

__all__ = ["Newsletter", "compose_newsletter"]

_TAG = re.compile(r"<[^>]*>")


def compose_newsletter(
    publication: Publication,
    edition: Edition,
    verifications: Verifications,
    language: str,
    memo: Memo = KEEPS_NOTHING,
) -> tuple[Newsletter, tuple[Problem, ...]]:
    """Composes an edition's explainer.

    Args:
        publication: for parties and units.
        edition: what to explain.
        verifications: where the evidence was found, for paragraphs of notes.
        language: code of the reader's language.
        memo: keeps what was read in texts that did not change.

    Returns:
        The newsletter, and C004 to C009 and C014 for what is wrong in its prose and charts.
    """
    reader = languages.language(language)
    citations = Citations(edition.sources, reader)
    context = Context(publication, edition, verifications, reader, citations, memo)
    prose = Prose(context)
    head = edition.head
    _check_titles(prose)
    lede = prose.line(context.text(head.lede), _in_head(context, "lede", language))
    essentials = tuple(
        prose.line(context.text(line), _in_head(context, "essentials", index, language))
        for index, line in enumerate(head.essentials)
    )
    sections = tuple(_sections(prose))
    shown = {
        block.comparison.id: block.comparison
        for section in sections
        for block in section.blocks
        if isinstance(block, ComparisonBlock)
    }
    terms = glossary(context)
    # Cited last: a page of their own is where a screen shows them and their notes.
    cited_on_page = len(citations.notes())
    further = tuple(comparison_view(context, id) for id in edition.comparisons if id not in shown)
    # A chart is checked once more than it is drawn, and must not cite anything in that.
    aside = replace(context, citations=Citations(edition.sources, reader))
    charts = tuple(problem for id in edition.charts for problem in check_chart(aside, id))
    placed = {
        view.entry: block.anchor
        for section in sections
        for block in section.blocks
        if isinstance(block, CorrectionBlock)
        for view in block.corrections
    }
    corrections = tuple(
        replace(view, anchor=placed.get(view.entry, "")) for view in of_edition(context)
    )
    letter = Prose(aside)
    subject = _of_email(letter, "subject") or Flow(escape(context.text(head.title)))
    retracted = next((one for one in corrections if one.taken_back and not one.entry), None)
    preheader = _of_email(letter, "preheader") or lede
    if retracted is not None:
        preheader = Flow(escape(retracted.reason))
    newsletter = Newsletter(
        slug=edition.slug,
        language=language,
        title=context.text(head.title),
        kicker=context.text(head.kicker),
        lede=lede,
        date=amounts.date(head.date, language),
        moment=str(head.date.year if head.date.season else head.date),
        authors=head.authors,
        subjects=tuple(context.text(subject) for subject in head.subjects),
        essentials=essentials,
        sections=sections,
        comparisons=shown,
        further=further,
        glossary=terms,
        notes=_with_originals(citations.notes(), (lede, *essentials, *_running(sections))),
        cited_on_page=cited_on_page,
        sources=citations.sources(),
        verification=_verification(context),
        corrections=corrections,
        minutes=_minutes((lede, *essentials), sections, reader),
        retracted=retracted,
        subject=subject,
        preheader=preheader,
        used=frozenset(prose.used | letter.used),
    )
    return newsletter, (*prose.problems, *letter.problems, *charts)


def _in_head(context: Context, *path: str | int) -> Where:
    file = context.edition.file_of("edition")
    places = context.publication.places
    return lambda start, end: places.within(file, *path, start=start, end=end)


def _of_email(prose: Prose, name: str) -> Flow | None:
    """A text of the e-mail, such as its subject; none where the editor has written none."""
    context = prose.context
    text = context.text(getattr(context.edition.head.email, name))
    if not text:
        return None
    return prose.line(text, _in_head(context, "email", name, context.language.code))


def _check_titles(prose: Prose) -> None:
    context = prose.context
    head, code = context.edition.head, context.language.code
    prose.check(context.text(head.title), _in_head(context, "title", code))
    prose.check(context.text(head.kicker), _in_head(context, "kicker", code))
    for index, section in enumerate(head.sections):
        where = _in_head(context, "sections", index, "title", code)
        prose.check(context.text(section.title), where)


def _sections(prose: Prose) -> list[Section]:
    context = prose.context
    written = {
        file.section: file
        for file in context.edition.prose
        if file.language == context.language.code
    }
    heads = [head for head in context.edition.head.sections if head.id in written]
    shown = prose.sections([written[head.id] for head in heads])
    return [
        Section(head.id, context.text(head.title), blocks)
        for head, blocks in zip(heads, shown, strict=True)
    ]


def _verification(context: Context) -> Verification:
    found = [
        entry
        for entry in context.verifications.values()
        if entry.status.verified and not context.edition.is_retracted(entry.kind, entry.id)
    ]
    accepted = max((entry.accepted_on for entry in found if entry.accepted_on), default="")
    code = context.language.code
    return Verification(
        facts=sum(entry.kind == "facts" for entry in found),
        quotes=sum(entry.kind == "quotes" for entry in found),
        sources=len(context.edition.sources),
        accepted_on=amounts.date(PartialDate.parse(accepted), code) if accepted else "",
    )


def _running(sections: tuple[Section, ...]) -> tuple[Flow, ...]:
    blocks = [block for section in sections for block in section.blocks]
    captions = [block.chart.caption for block in blocks if isinstance(block, ChartBlock)]
    return tuple(block for block in (*blocks, *captions) if isinstance(block, Flow))


def _with_originals(notes: tuple[Note, ...], flows: tuple[Flow, ...]) -> tuple[Note, ...]:
    """Notes with the published words of the quotes that running text gives in translation."""
    found: dict[int, dict[str, QuoteView]] = {}
    for part in (part for flow in flows for part in flow.parts):
        if part.quote is not None and part.quote.translation and part.quote.notes:
            found.setdefault(part.quote.notes[0], {})[part.quote.id] = part.quote
    return tuple(
        replace(note, originals=tuple(found.get(note.number, {}).values())) for note in notes
    )


def _minutes(flows: tuple[Flow, ...], sections: tuple[Section, ...], language: Language) -> int:
    running = [block for section in sections for block in section.blocks]
    texts = [
        _TAG.sub(" ", flow.html) + " ".join(part.text for part in flow.parts)
        for flow in (*flows, *running)
        if isinstance(flow, Flow)
    ]
    words = sum(len(text.split()) for text in texts)
    return max(1, round(words / language.words_per_minute))
