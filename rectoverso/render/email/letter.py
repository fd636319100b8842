"""What of an edition goes into its e-mail: the blocks of each section, and the notes they cite."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace

from rectoverso.compose.newsletter.values import (
    CLOSING,
    OPENING,
    Block,
    ChartBlock,
    ChartView,
    Doubts,
    DoubtView,
    Flow,
    Newsletter,
    Note,
    Section,
    SourceView,
    TimelineBlock,
    mark,
)
from rectoverso.model.email import EmailForm

_MARK = re.compile(rf"{OPENING}(\d+){CLOSING}")
_FIRST_PARAGRAPH = re.compile(r"<p>.*?</p>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class LetterSection:
    """A section as the letter shows it; ``more`` when the page holds more of it."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A source with those of its notes that the letter cites."""

    source: SourceView
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """The e-mail of an edition in one language, before any layout.

    Attributes:
        newsletter: what it is taken from.
        form: how much it takes.
        doubts: the editor's remarks on facts of the essentials that no section repeats.
        sections: what it shows of each section.
        cited: the sources it cites, in the order in which they are first cited.
    """

    newsletter: Newsletter
    form: EmailForm
    doubts: tuple[DoubtView, ...]
    sections: tuple[LetterSection, ...]
    cited: tuple[CitedSource, ...]

    @property
    def charts(self) -> tuple[ChartView, ...]:
        """The charts of its sections in order, each once."""
        found = {
            block.chart.id: block.chart
            for section in self.sections
            for block in section.blocks
            if isinstance(block, ChartBlock)
        }
        return tuple(found.values())


def letter(newsletter: Newsletter, form: EmailForm, doubtful: Mapping[str, str]) -> Letter:
    """The letter of an edition.

    A digest has the first paragraph of each section, and its charts and timelines; the whole
    has every block. Whatever a letter leaves out, a remark on a fact that it tells stays.

    Args:
        newsletter: as composed.
        form: how much of it to take.
        doubtful: id of a fact → the editor's remark on it, in the newsletter's language.
    """
    remarks = _Remarks(newsletter, doubtful)
    if form is EmailForm.WHOLE:
        sections = tuple(
            LetterSection(section.id, section.title, section.blocks, more=False)
            for section in newsletter.sections
        )
        remarks.shown.update(
            doubt.text
            for section in sections
            for block in section.blocks
            if isinstance(block, Doubts)
            for doubt in block.doubts
        )
    else:
        sections = tuple(_beginning(section, remarks) for section in newsletter.sections)
    doubts = tuple(
        doubt for flow in (newsletter.lede, *newsletter.essentials) for doubt in remarks.on(flow)
    )
    numbers = set(_notes((newsletter.lede, newsletter.essentials, sections)))
    shown = [note for note in newsletter.notes if note.number in numbers]
    cited = tuple(
        CitedSource(notes[0].source, notes)
        for id in dict.fromkeys(note.source.id for note in shown)
        if (notes := tuple(note for note in shown if note.source.id == id))
    )
    return Letter(newsletter, form, doubts, sections, cited)


class _Remarks:
    """The editor's remarks on facts, each given out once."""

    def __init__(self, newsletter: Newsletter, doubtful: Mapping[str, str]) -> None:
        self._doubtful = doubtful
        self._views = {
            doubt.text: doubt
            for section in newsletter.sections
            for block in section.blocks
            if isinstance(block, Doubts)
            for doubt in block.doubts
        }
        self.shown: set[str] = set()

    def on(self, flow: Flow) -> tuple[DoubtView, ...]:
        """The remarks on the facts of a text that were not given out before."""
        found: list[DoubtView] = []
        for part in flow.parts:
            text = self._doubtful.get(part.id, "") if part.evidence.startswith("fact:") else ""
            if text in self._views and text not in self.shown:
                self.shown.add(text)
                found.append(self._views[text])
        return tuple(found)


def _beginning(section: Section, remarks: _Remarks) -> LetterSection:
    blocks: list[Block] = []
    begun = False
    for block in section.blocks:
        if isinstance(block, Flow) and not begun:
            first = first_paragraph(block)
            if first is not None:
                begun = True
                blocks.append(first)
                doubts = remarks.on(first)
                if doubts:
                    blocks.append(Doubts(doubts))
        elif isinstance(block, ChartBlock | TimelineBlock):
            blocks.append(block)
    return LetterSection(section.id, section.title, tuple(blocks), tuple(blocks) != section.blocks)


def first_paragraph(flow: Flow) -> Flow | None:
    """The first paragraph of running text with its own parts; none where there is no paragraph."""
    found = _FIRST_PARAGRAPH.search(flow.html)
    if found is None:
        return None
    numbers = [int(number) for number in _MARK.findall(found[0])]
    places = {number: place for place, number in enumerate(numbers)}
    html = _MARK.sub(lambda part: mark(places[int(part[1])]), found[0])
    return replace(flow, html=html, parts=tuple(flow.parts[number] for number in numbers))


def _notes(value: object) -> Iterator[int]:
    """The numbers of all notes anywhere in a value."""
    if isinstance(value, tuple):
        for part in value:
            yield from _notes(part)
    elif is_dataclass(value):
        for field in fields(value):
            part = getattr(value, field.name)
            if field.name == "notes":
                yield from part
            else:
                yield from _notes(part)
