"""The subjects of all editions, each once, whatever the languages in which editions name it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rectoverso.model.values import LocalText
from rectoverso.render.site.briefs import Outline
from rectoverso.text.plain_letters import slug


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject, under an address that is the same in every language.

    Attributes:
        name: in each language, as the oldest edition that names it there does.
        editions: that have it, newest first.
    """

    slug: str
    name: LocalText
    editions: tuple[str, ...]


@dataclass(slots=True, eq=False)
class _Found:
    """A subject while editions are gone through.

    Attributes:
        address: from the oldest edition, so that no later one moves the page.
        texts: its name by language.
        spellings: every language and spelling in which it was met.
        editions: that have it.
    """

    address: str
    texts: dict[str, str]
    spellings: set[tuple[str, str]]
    editions: set[str]

    def take(self, other: _Found) -> None:
        """What the other one knows, too, behind what is known already."""
        self.texts = {**other.texts, **self.texts}
        self.spellings |= other.spellings
        self.editions |= other.editions


def subjects(editions: Sequence[Outline], codes: Sequence[str]) -> tuple[Subject, ...]:
    """All subjects, in the order of their addresses.

    Two names are one subject where they agree in a language that both have: an edition that
    comes out in French only cannot give the English one. Names that lead to one address are one
    as well, for it has one page.

    Args:
        editions: newest first.
        codes: of the publication's languages, the first one first.
    """
    known: list[_Found] = []
    for edition in reversed(editions):
        for name in edition.subjects:
            met = _met(edition.slug, name, codes)
            same = [
                one
                for one in known
                if one.address == met.address or not one.spellings.isdisjoint(met.spellings)
            ]
            # A name in two languages can show that two subjects were one all along.
            first, *others = [*same, met]
            for other in others:
                first.take(other)
            known = [one for one in known if one not in same[1:]]
            if not same:
                known.append(met)
    return tuple(
        Subject(
            one.address,
            LocalText(one.texts),
            tuple(edition.slug for edition in editions if edition.slug in one.editions),
        )
        for one in sorted(known, key=lambda one: one.address)
    )


def _met(edition: str, name: LocalText, codes: Sequence[str]) -> _Found:
    """A name as one edition gives it."""
    texts = {code: text for code in codes if (text := name.get(code))}
    return _Found(
        slug(next(iter(texts.values()), "")),
        texts,
        {(code, slug(text)) for code, text in texts.items()},
        {edition},
    )
