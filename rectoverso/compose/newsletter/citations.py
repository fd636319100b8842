"""Source notes: one for each paragraph of a source, numbered in the order of first citation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from urllib.parse import quote

from rectoverso.compose.newsletter.values import Note, Notes, SourceView
from rectoverso.languages import Language
from rectoverso.model.articles import EntryVerification
from rectoverso.model.entries import Evidence, Source, StatedDate, StatedText
from rectoverso.text import amounts

Place = tuple[str, int | None]
"""A source and the number of a paragraph in its copy."""


class Citations:
    """Hands out note numbers while a newsletter is composed from its beginning to its end."""

    def __init__(self, sources: Mapping[str, Source], language: Language) -> None:
        self._sources = sources
        self._language = language
        self._words: dict[Place, list[str]] = {}

    def cite(self, places: Sequence[tuple[Place, str]]) -> Notes:
        """The notes of some places, each with the words that stand there.

        A place that was cited before keeps its number.
        """
        for place, words in places:
            known = self._words.setdefault(place, [])
            if words not in known:
                known.append(words)
        numbers = {place: number for number, place in enumerate(self._words, start=1)}
        return tuple(sorted({numbers[place] for place, _ in places}))

    def notes(self) -> tuple[Note, ...]:
        """All notes that were handed out, in order."""
        views = {view.id: view for view in self.sources()}
        return tuple(
            Note(number, views[source], paragraph, self._link(source, words))
            for number, ((source, paragraph), words) in enumerate(self._words.items(), start=1)
        )

    def sources(self) -> tuple[SourceView, ...]:
        """The sources of the edition, as ``sources.yaml`` orders them, with their notes."""
        return tuple(
            replace(
                source_view(id, source, self._language),
                notes=tuple(
                    number for number, place in enumerate(self._words, start=1) if place[0] == id
                ),
            )
            for id, source in self._sources.items()
        )

    def _link(self, source: str, words: Iterable[str]) -> str:
        url = self._sources[source].url
        return text_fragment(url, words) if url else ""


def source_view(id: str, source: Source, language: Language) -> SourceView:
    """A source for readers of a language, without notes."""
    published = source.published
    return SourceView(
        id=id,
        label=source.label.get(language.code) or id,
        title=source.title or "",
        publisher=source.publisher.name if source.publisher else "",
        publisher_because=_because(source.publisher, language),
        authors=source.authors,
        published=amounts.date(published.date, language.code) if published else "",
        day=str(published.date) if published else "",
        published_because=_because(published, language),
        republished_by=source.republished_by.name if source.republished_by else "",
        republished_because=_because(source.republished_by, language),
        language=source.language,
        url=source.url or "",
        notes=(),
    )


def _because(stated: StatedText | StatedDate | None, language: Language) -> str:
    return (stated.because.get(language.code) or "") if stated and stated.because else ""


def text_fragment(url: str, words: Iterable[str]) -> str:
    """The address of passages in a page.

    Browsers scroll to the first passage and highlight all. Hyphens, commas and ampersands
    have a meaning in the directive and are escaped (WICG, URL Fragment Text Directives).

    Args:
        url: address of the page; a fragment of its own is kept.
        words: the passages, exact.
    """
    directives = "&".join(f"text={quote(text, safe='').replace('-', '%2D')}" for text in words)
    return f"{url}{'' if '#' in url else '#'}:~:{directives}"


def places_of(
    evidence: Iterable[Evidence], verification: EntryVerification | None
) -> tuple[tuple[Place, str], ...]:
    """Where an entry's evidence stands: as verified, or else as the entry says."""
    passages = verification.passages if verification else ()
    found = []
    for index, piece in enumerate(evidence):
        paragraph = passages[index].paragraph if index < len(passages) else piece.paragraph
        found.append(((piece.source, paragraph), piece.words))
    return tuple(found)
