"""The subjects of all editions, each once, whatever the languages in which editions name it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import count

from rectoverso.model.values import LocalText
from rectoverso.render.site.briefs import Outline
from rectoverso.text.fold import comparable
from rectoverso.text.plain_letters import slug


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject, under an address that is the same in every language.

    Attributes:
        name: in each language, as the oldest edition that names it there does.
        editions: that have it, newest first.
        former: other addresses that it has or may have had, before an edition came out that is
            older or that shows it to be the same as another.
    """

    slug: str
    name: LocalText
    editions: tuple[str, ...]
    former: tuple[str, ...] = ()


@dataclass(slots=True, eq=False)
class _Found:
    """A subject while editions are gone through.

    Attributes:
        age: place of its first name among all names, the oldest first.
        addresses: the one from the oldest edition first, so that no later one moves the page;
            none for a name that was only just met.
        written: its name by language, where an edition writes it out for that language.
        texts: its name by language, also where it is written once for all of them.
        spellings: every language and spelling in which it was met.
        editions: that have it.
    """

    age: int
    addresses: tuple[str, ...]
    written: dict[str, str]
    texts: dict[str, str]
    spellings: set[tuple[str, str]]
    editions: set[str]

    def is_same(self, other: _Found) -> bool:
        """Whether the names agree in a language, and in none contradict each other."""
        shared = self.written.keys() & other.written.keys()
        return not self.spellings.isdisjoint(other.spellings) and all(
            comparable(self.written[code]) == comparable(other.written[code]) for code in shared
        )

    def take(self, younger: _Found) -> None:
        """What the other one knows, too, behind what is known already."""
        self.addresses += younger.addresses
        self.written = {**younger.written, **self.written}
        self.texts = {**younger.texts, **self.texts}
        self.spellings |= younger.spellings
        self.editions |= younger.editions


def subjects(editions: Sequence[Outline], codes: Sequence[str]) -> tuple[Subject, ...]:
    """All subjects, in the order of their addresses.

    Two names are one subject where they agree in a language that both have, for an edition that
    comes out in French only cannot give the English one; and contradict each other in none that
    both write out, for one word may have two meanings (« avocat »: a lawyer, an avocado). Accents
    and signs count, capitals and typography do not. Of subjects whose names come to one address,
    all but the oldest get a number.

    Args:
        editions: newest first.
        codes: of the publication's languages, the first one first.
    """
    known: list[_Found] = []
    taken: set[str] = set()
    names = ((edition.slug, name) for edition in reversed(editions) for name in edition.subjects)
    for age, (edition, name) in enumerate(names):
        met = _met(age, edition, name, codes)
        found = _joined(known, met)
        own = slug(next(iter(met.texts.values()), ""))
        if not found.addresses:
            own = _free(own, taken)
        # Had this edition come first, the subject would have been there.
        if own not in taken:
            found.addresses += (own,)
            taken.add(own)
        known.append(found)
    return tuple(
        Subject(
            one.addresses[0],
            LocalText({**one.texts, **one.written}),
            tuple(edition.slug for edition in editions if edition.slug in one.editions),
            one.addresses[1:],
        )
        for one in sorted(known, key=lambda one: one.addresses)
    )


def _met(age: int, edition: str, name: LocalText, codes: Sequence[str]) -> _Found:
    """A name as one edition gives it."""
    texts = {code: text for code in codes if (text := name.get(code))}
    written = {code: text for code, text in texts.items() if code in name.languages()}
    spellings = {(code, comparable(text)) for code, text in texts.items()}
    return _Found(age, (), written, texts, spellings, {edition})


def _joined(known: list[_Found], met: _Found) -> _Found:
    """The name that was met with all that it is the same as, which is taken out of ``known``."""
    # A name in two languages can show that two subjects were one all along.
    while (same := _oldest(one for one in known if one.is_same(met))) is not None:
        known.remove(same)
        older, younger = sorted((same, met), key=lambda one: one.age)
        older.take(younger)
        met = older
    return met


def _oldest(found: Iterable[_Found]) -> _Found | None:
    return min(found, key=lambda one: one.age, default=None)


def _free(address: str, taken: AbstractSet[str]) -> str:
    """The address, or the first one with a number behind it that no subject has."""
    numbered = (f"{address}-{number}" for number in count(2))
    return address if address not in taken else next(one for one in numbered if one not in taken)
