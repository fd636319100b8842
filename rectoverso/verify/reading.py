"""One article, read once: its paragraphs, sentences, quotations, dates and segments."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from rectoverso.languages import Language
from rectoverso.model.articles import Article
from rectoverso.model.entries import Segment, SegmentKind, Source
from rectoverso.text import dates, match, paragraphs, quotations, sentences
from rectoverso.text.dates import DateMention
from rectoverso.text.paragraphs import Paragraph
from rectoverso.text.quotations import Quotation


@dataclass(frozen=True, slots=True)
class SegmentRange:
    """Where a segment lies: half-open offsets into the article."""

    start: int
    end: int
    kind: SegmentKind


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of an article with its words; offsets are those of the article."""

    start: int
    end: int
    text: str

    def holds(self, start: int, end: int) -> bool:
        """Whether all of another stretch lies in this one."""
        return self.start <= start and end <= self.end


@dataclass(frozen=True)
class Reading:
    """An article as the checks see it. Offsets are code points of the copy's text.

    Attributes:
        id: the source's id.
        source: what the editor wrote about it.
        article: the copy.
        language: its language's grammar.
        paragraphs: counted from 1.
        segments: stretches that yield no evidence.
        lost_segments: indexes of the declared segments that were not found.
    """

    id: str
    source: Source
    article: Article
    language: Language
    paragraphs: tuple[Paragraph, ...]
    segments: tuple[SegmentRange, ...]
    lost_segments: tuple[int, ...]

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Offsets of the sentences; none runs over the end of a paragraph."""
        found: list[tuple[int, int]] = []
        for paragraph in self.paragraphs:
            found.extend(
                (paragraph.start + start, paragraph.start + end)
                for start, end in sentences.sentences(paragraph.text, self.language)
            )
        return tuple(found)

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """What stands in quotation marks, outer before inner."""
        return quotations.quotations(self.text)

    @cached_property
    def dates(self) -> tuple[DateMention, ...]:
        """The dates that the article names in its own reporting or around it."""
        return dates.dates(self.text, self.language)

    def paragraph_at(self, place: int) -> Paragraph:
        """The paragraph at an offset, or the last one before it."""
        found = self.paragraphs[0]
        for paragraph in self.paragraphs:
            if paragraph.start > place:
                break
            found = paragraph
        return found

    def sentence_around(self, start: int, end: int) -> Stretch:
        """The whole sentence, or sentences, in which a stretch lies."""
        touched = [
            (first, last)
            for first, last in self.sentences
            if first < max(end, start + 1) and last > start
        ]
        first = min([start, *(pair[0] for pair in touched[:1])])
        last = max([end, *(pair[1] for pair in touched[-1:])])
        return Stretch(first, last, self.text[first:last])

    def segment_at(self, start: int, end: int) -> SegmentRange | None:
        """The segment that a stretch touches, or none."""
        for segment in self.segments:
            if segment.start < end and start < segment.end:
                return segment
        return None

    def quotation_around(self, start: int, end: int) -> Quotation | None:
        """The outermost quotation that holds a stretch, or none."""
        for quotation in self.quotations:
            if quotation.start <= start and end <= quotation.end:
                return quotation
        return None


def read(id: str, source: Source, article: Article, language: Language) -> Reading:
    """Reads a copy: numbers its paragraphs and finds the declared segments."""
    numbered = paragraphs.split(article.text, source.paragraphs)
    found: list[SegmentRange] = []
    lost: list[int] = []
    for index, segment in enumerate(source.segments):
        where = _segment(segment, numbered, article.text, language)
        if where is None:
            lost.append(index)
        else:
            found.append(where)
    return Reading(id, source, article, language, numbered, tuple(found), tuple(lost))


def _segment(
    segment: Segment, numbered: tuple[Paragraph, ...], text: str, language: Language
) -> SegmentRange | None:
    last_number = segment.to_paragraph or segment.paragraph
    if last_number > len(numbered) or last_number < segment.paragraph:
        return None
    first, last = numbered[segment.paragraph - 1], numbered[last_number - 1]
    start, end = first.start, last.end
    if segment.from_ is not None:
        matches = match.find(segment.from_, first.text, language)
        if len(matches) != 1:
            return None
        start = first.start + matches[0].start
    if segment.to is not None:
        after = max(start, last.start)
        matches = match.find(segment.to, text[after : last.end], language)
        if not matches:
            return None
        end = after + matches[0].end
    return SegmentRange(start, end, segment.kind)
