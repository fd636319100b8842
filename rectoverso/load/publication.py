"""Loads the publication: its head, its parties, its editions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from rectoverso.languages import codes as known_languages
from rectoverso.languages import language
from rectoverso.load.edition import load_edition
from rectoverso.load.files import Reader, is_file
from rectoverso.load.references import PEOPLE, check_languages, named_everywhere
from rectoverso.load.schema import typed
from rectoverso.load.yaml_tree import Nodes, Tree, read
from rectoverso.memo import KEEPS_NOTHING, Memo
from rectoverso.model.entries import Party, PartyEntry, PartyKind, PeopleFile, PublicationHead
from rectoverso.model.publication import Edition, Places, Publication
from rectoverso.model.values import any_language, is_slug
from rectoverso.problems import Code, Problem, Span
from rectoverso.text.web_names import ascii_address

HEAD = "content/publication.yaml"
EDITIONS = "content/editions"

_PARTY_KINDS = {
    "people": PartyKind.PERSON,
    "organisations": PartyKind.ORGANISATION,
    "products": PartyKind.PRODUCT,
    "places": PartyKind.PLACE,
}


def find_root(start: Path) -> Path | None:
    """The nearest folder, from ``start`` upward, that holds a publication; none if none does."""
    for folder in (start, *start.parents):
        if is_file(folder / HEAD):
            return folder
    return None


def languages(root: Path) -> tuple[str, ...]:
    """The languages of the publication in ``root``; none when its head cannot be used."""
    nodes: dict[str, Nodes] = {}
    head = _head(Reader(root), nodes, Places(nodes), [], KEEPS_NOTHING)
    return head.languages if head else ()


def load(
    root: Path, articles: tuple[Path, ...] = (), memo: Memo = KEEPS_NOTHING
) -> tuple[Publication | None, tuple[Problem, ...]]:
    """Loads the publication in ``root``.

    Args:
        root: folder that holds ``content/``.
        articles: further folders with copies of articles; each edition's own ``articles/``
            is read too. A source knows its copy by SHA-256.
        memo: keeps what was made of files that did not change.

    Returns:
        The publication, or none when its head cannot be used, and the problems of all files.
    """
    reader = Reader(root)
    nodes: dict[str, Nodes] = {}
    places = Places(nodes)
    problems: list[Problem] = []
    head = _head(reader, nodes, places, problems, memo)
    parties = _parties(reader, nodes, places, problems, head, memo)
    if head is None:
        return None, (*reader.problems, *problems)
    shared = reader.articles(articles)
    editions: list[Edition] = []
    for path in sorted((root / EDITIONS).glob("*/edition.yaml")):
        if not is_slug(path.parent.name):
            # The folder's name becomes part of addresses.
            problems.append(Problem(Code.S005, Span(EDITIONS), {"found": path.parent.name}))
            continue
        edition, found = load_edition(reader, nodes, path.parent, head, parties, shared, memo)
        problems.extend(found)
        if edition is not None:
            editions.append(edition)
    problems.extend(_unlabelled(head, editions, places))
    editions.sort(key=lambda edition: (edition.head.date.sort_key, edition.slug), reverse=True)
    publication = Publication(
        root, head, parties or {}, tuple(editions), places, dict(sorted(reader.texts.items()))
    )
    return publication, (*reader.problems, *problems)


def _read_yaml(
    reader: Reader,
    nodes: dict[str, Nodes],
    problems: list[Problem],
    file: str,
    memo: Memo,
    *,
    needed: bool = True,
) -> Tree:
    """The tree of a file; none when it cannot be used, which is told, or is empty and may be."""
    text = reader.text(reader.root / file, needed=needed)
    if text is None:
        return None
    tree, places, found = memo(read, file, text)
    nodes[file] = places
    problems.extend(found)
    if tree is None and needed and not found:
        # An empty file lacks its fields, which the schema tells.
        return {}
    return tree


def _head(
    reader: Reader,
    nodes: dict[str, Nodes],
    places: Places,
    problems: list[Problem],
    memo: Memo,
) -> PublicationHead | None:
    tree = _read_yaml(reader, nodes, problems, HEAD, memo)
    if tree is None:
        return None
    head, found = typed(PublicationHead, tree, HEAD, (), places)
    problems.extend(found)
    if head is None:
        return None
    try:
        url = ascii_address(head.url) if head.url else None
    except ValueError:
        values = {"field": "url", "found": str(head.url), "allowed": "@form-site-url"}
        problems.append(Problem(Code.S008, places.value(HEAD, "url"), values))
        return None
    for index, code in enumerate(head.languages):
        if code not in known_languages():
            span = places.value(HEAD, "languages", index)
            values = {"found": code, "allowed": ", ".join(known_languages())}
            problems.append(Problem(Code.S006, span, values))
    spoken = tuple(code for code in head.languages if code in known_languages())
    if not spoken:
        return None
    problems.extend(check_languages(head, HEAD, (), spoken, places))
    problems.extend(_unspoken(head.regions, ("regions",), spoken, places))
    lists = head.email.listmonk.lists
    problems.extend(_unspoken(lists, ("email", "listmonk", "lists"), spoken, places))
    problems.extend(_regions(head, spoken, places))
    return head.model_copy(update={"languages": spoken, "url": url})


def _unspoken(
    codes: Iterable[str], path: tuple[str, ...], spoken: tuple[str, ...], places: Places
) -> Iterator[Problem]:
    """S006 for each key that is no language of the publication."""
    for code in codes:
        if code not in spoken:
            values = {"found": code, "allowed": ", ".join(spoken)}
            yield Problem(Code.S006, places.key(HEAD, *path, code), values)


def _regions(head: PublicationHead, spoken: tuple[str, ...], places: Places) -> Iterator[Problem]:
    """S013 for a territory that we do not know."""
    for code in spoken:
        region = head.regions.get(code)
        known = [
            locale.partition("-")[2]
            for locale in language(code).typography.profiles
            if "-" in locale
        ]
        if region is not None and region not in known:
            values = {"field": "regions", "found": region, "allowed": ", ".join(known)}
            yield Problem(Code.S013, places.value(HEAD, "regions", code), values)


def _unlabelled(
    head: PublicationHead, editions: Iterable[Edition], places: Places
) -> Iterator[Problem]:
    """S007 for each language in which an edition uses a unit that cannot be written in it."""
    needed = {
        (name, code)
        for edition in editions
        for name in _units(edition)
        for code in edition.head.languages or head.languages
    }
    for name, unit in head.units.items():
        for code in head.languages:
            if (name, code) in needed and code not in unit.label:
                span = places.key(HEAD, "units", name, "label")
                yield Problem(Code.S007, span, {"field": "label", "language": code})


def _units(edition: Edition) -> set[str]:
    """The units of an edition's facts."""
    measured = {measure.unit for measure in edition.measures.values()}
    stated = {fact.unit for fact in edition.facts.values()}
    return {unit for unit in measured | stated if unit}


def _parties(
    reader: Reader,
    nodes: dict[str, Nodes],
    places: Places,
    problems: list[Problem],
    head: PublicationHead | None,
    memo: Memo,
) -> dict[str, Party] | None:
    """The parties by id; none when their file cannot be read."""
    told = len(reader.problems) + len(problems)
    tree = _read_yaml(reader, nodes, problems, PEOPLE, memo, needed=False)
    if tree is None and len(reader.problems) + len(problems) > told:
        return None
    if tree is None:
        return {}
    _, found = typed(PeopleFile, tree, PEOPLE, (), places)
    problems.extend(found)
    if not isinstance(tree, dict):
        return None
    parties: dict[str, Party] = {}
    for section, kind in _PARTY_KINDS.items():
        entries = tree.get(section)
        for id, entry in entries.items() if isinstance(entries, dict) else ():
            written, _ = typed(PartyEntry, entry, PEOPLE, (section, id), places)
            if id in parties:
                span = places.key(PEOPLE, section, id)
                problems.append(Problem(Code.S010, span, {"found": id}))
            elif written is not None:
                spoken = head.languages if head else ()
                name = named_everywhere(written.name, spoken)
                parties[id] = Party(name=name, aliases=written.aliases, kind=kind)
            else:
                parties[id] = Party(name=any_language(id), kind=kind)
            if written is not None and head is not None:
                path = (section, id)
                problems.extend(check_languages(written, PEOPLE, path, head.languages, places))
    return parties
