"""What is asked for: which letter to whom, held against what was built from the content."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rectoverso.problems import Code, Problem, has_errors
from rectoverso.render import addresses
from rectoverso.render.email.desk import MESSAGE
from rectoverso.send.delivery import Parcel
from rectoverso.send.letters import Letter, read
from rectoverso.send.people import Person, read_list


class NoLetter(Exception):
    """There is no letter of that edition, or none in that language.

    Attributes:
        languages: those in which there is one.
    """

    def __init__(self, languages: tuple[str, ...]) -> None:
        super().__init__(languages)
        self.languages = languages


@dataclass(frozen=True, slots=True)
class Order:
    """Who is to get which letter.

    Attributes:
        edition: its slug.
        language: code of the letter; empty for each reader's own, or the first there is.
        people: named one by one, for a test.
        listed: bytes of a list; ``file`` is its path for problems.
    """

    edition: str
    language: str = ""
    people: tuple[Person, ...] = ()
    listed: bytes | None = None
    file: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """What an order comes to.

    Attributes:
        parcels: one for each person; none when there are errors.
        problems: of the letters and of the list.
        unread: how many people of a list want a language in which there is no letter, when none
            was asked for.
    """

    parcels: tuple[Parcel, ...]
    problems: tuple[Problem, ...]
    unread: int = 0


def parcels(
    order: Order, languages: Sequence[str], fresh: Mapping[str, bytes], site: Path
) -> Filled:
    """A parcel for each person.

    Args:
        order: what is asked for. Those of a list who want another language than is asked for,
            or than there is a letter in, are left alone.
        languages: those of the publication; the first is for who names none.
        fresh: the messages that the content makes now, by path of the artifact.
        site: the output folder with what was built.

    Returns:
        The parcels, and how many people there is no letter for; P010 or P011 for a letter that
        was not built from this content, P012 to P015 for the list. With an error there is no
        parcel.

    Raises:
        NoLetter: there is none to send.
    """
    paths = {
        code: path
        for code in languages
        if (path := addresses.email(order.edition, code, MESSAGE)) in fresh
    }
    if not paths or (order.language and order.language not in paths):
        raise NoLetter(tuple(paths))
    people = order.people
    problems: tuple[Problem, ...] = ()
    if order.listed is not None:
        people, problems = read_list(order.listed, order.file, languages)
    first = order.language or next(iter(paths))
    read = (order.language,) if order.language else tuple(paths)
    wanted = [
        (person, person.language or first) for person in people if person.language in ("", *read)
    ]
    letters, found = _letters({code: paths[code] for _, code in wanted}, fresh, site)
    problems = (*problems, *found)
    if has_errors(problems):
        return Filled((), problems)
    unread = 0 if order.language else len(people) - len(wanted)
    return Filled(_once(wanted, letters), problems, unread)


def _letters(
    paths: Mapping[str, str], fresh: Mapping[str, bytes], site: Path
) -> tuple[dict[str, Letter], tuple[Problem, ...]]:
    """The letters as they were built, by language."""
    letters: dict[str, Letter] = {}
    problems: list[Problem] = []
    for code, path in sorted(paths.items()):
        shown = f"{site.name}/{path}"
        try:
            built = (site / path).read_bytes()
        except OSError:
            problems.append(Problem(Code.P010, None, {"path": shown}))
            continue
        if built != fresh[path]:
            problems.append(Problem(Code.P011, None, {"path": shown}))
            continue
        letters[code] = read(built)
    return letters, tuple(problems)


def _once(
    wanted: Collection[tuple[Person, str]], letters: Mapping[str, Letter]
) -> tuple[Parcel, ...]:
    """One parcel a mailbox and language, also for one that was named twice."""
    found = {(person.key, code): Parcel(letters[code], person) for person, code in wanted}
    return tuple(found.values())
