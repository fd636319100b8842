"""Loads one edition: its YAML files, its prose, its copies of articles, its records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from rectoverso.load.files import Reader, is_file
from rectoverso.load.references import Checker, check, check_languages, named_everywhere
from rectoverso.load.schema import typed
from rectoverso.load.yaml_tree import Nodes, Tree, read
from rectoverso.memo import Memo
from rectoverso.model.articles import Article
from rectoverso.model.entries import (
    Chart,
    ChartsFile,
    Comparison,
    EditionHead,
    Fact,
    FactsFile,
    GlossaryFile,
    Measure,
    Party,
    PublicationHead,
    Quote,
    QuotesFile,
    Role,
    Source,
    SourcesFile,
    Term,
)
from rectoverso.model.publication import EVERY, FILES, Edition, NodePath, Places, ProseFile
from rectoverso.model.questions import QuizHead, WrittenQuestion
from rectoverso.problems import Code, Problem, Remark, Span, suggest
from rectoverso.questions import kinds
from rectoverso.registry import modules
from rectoverso.text.characters import FORBIDDEN, name_of

_ENTRIES: Mapping[str, tuple[str, type[BaseModel]]] = {
    "sources": ("sources.yaml", Source),
    "measures": ("facts.yaml", Measure),
    "facts": ("facts.yaml", Fact),
    "comparisons": ("facts.yaml", Comparison),
    "quotes": ("quotes.yaml", Quote),
    "terms": ("glossary.yaml", Term),
    "charts": ("charts.yaml", Chart),
}
"""Sections that map an id to an entry, each validated alone so that one bad entry is set aside."""

_WHOLE: Mapping[str, type[BaseModel]] = {
    "sources.yaml": SourcesFile,
    "facts.yaml": FactsFile,
    "quotes.yaml": QuotesFile,
    "glossary.yaml": GlossaryFile,
    "charts.yaml": ChartsFile,
}

_NEEDED = ("edition.yaml", "sources.yaml", "facts.yaml")


@dataclass(frozen=True, slots=True)
class _Written:
    """What the YAML files of an edition say, without its prose, its copies and its records.

    Attributes:
        edition: without the entries that cannot be used; none when ``edition.yaml`` cannot be.
        sources: all of them, used or not.
        languages: those it comes out in.
        nodes: places by file.
        problems: everything that is wrong in these files.
    """

    edition: Edition | None
    sources: Mapping[str, Source]
    languages: tuple[str, ...]
    nodes: Mapping[str, Nodes]
    problems: tuple[Problem, ...]


def load_edition(
    reader: Reader,
    nodes: dict[str, Nodes],
    folder: Path,
    publication: PublicationHead,
    parties: Mapping[str, Party] | None,
    shared_articles: Mapping[str, Article],
    memo: Memo,
) -> tuple[Edition | None, tuple[Problem, ...]]:
    """Loads the edition in a folder.

    Args:
        reader: reads files, and remembers their text.
        nodes: places by file; this function adds those of the edition's files.
        folder: ``content/editions/<slug>``.
        publication: for its languages.
        parties: people and organisations by id; none when their file cannot be read.
        shared_articles: copies that lie elsewhere, by digest.
        memo: keeps what was made of files that did not change.

    Returns:
        The edition without the entries that cannot be used, or none when ``edition.yaml``
        cannot be; and the problems.
    """
    base = reader.name(folder)
    texts: dict[str, str] = {}
    unread: set[str] = set()
    for name in dict.fromkeys(FILES.values()):
        text = reader.text(folder / name, needed=name in _NEEDED)
        if text is not None:
            texts[name] = text
        elif name in _NEEDED or is_file(folder / name):
            unread.add(name)
    written = memo(_written, base, texts, tuple(sorted(unread)), publication, parties, memo)
    nodes.update(written.nodes)
    problems = list(written.problems)
    if written.edition is None:
        return None, tuple(problems)
    places = Places(written.nodes)
    prose, found = _prose(reader, folder, written.edition.head, written.languages, places)
    problems.extend(found)
    own = reader.articles((folder / "articles",))
    edition = replace(
        written.edition,
        prose=prose,
        articles=_copies(written.sources, own, shared_articles),
        ledger_text=reader.text(folder / "ledger.json", needed=False),
        lock_text=reader.text(folder / "quiz.lock.json", needed=False),
    )
    problems.extend(_undeclared(edition, written.sources, own))
    return edition, tuple(problems)


def _written(
    base: str,
    texts: Mapping[str, str],
    unread: tuple[str, ...],
    publication: PublicationHead,
    parties: Mapping[str, Party] | None,
    memo: Memo,
) -> _Written:
    """What the files say.

    Args:
        base: the edition's folder.
        texts: text by name of file.
        unread: names of files that could not be read.
        publication, parties, memo: see ``load_edition``.
    """
    problems: list[Problem] = []
    nodes: dict[str, Nodes] = {}
    places = Places(nodes)
    trees: dict[str, Tree] = {}
    lost = set(unread)
    for name, text in texts.items():
        file = f"{base}/{name}"
        trees[name], nodes[file], found = memo(read, file, text)
        problems.extend(found)
        if trees[name] is None and found:
            lost.add(name)
        elif trees[name] is None and name in _NEEDED:
            # An empty file lacks its fields, which the schema tells.
            trees[name] = {}
    head, found = _head(trees.get("edition.yaml"), f"{base}/edition.yaml", places)
    problems.extend(found)
    entries, aside, found = _entries(trees, base, places)
    problems.extend(found)
    roles, unused = _roles(trees.get("quotes.yaml"), f"{base}/quotes.yaml", places)
    quiz, questions, found = _quiz(trees.get("quiz.yaml"), f"{base}/quiz.yaml", places)
    problems.extend(found)
    if head is None:
        return _Written(None, {}, (), nodes, tuple(problems))
    head, languages, found = _spoken(head, f"{base}/edition.yaml", publication, places)
    problems.extend(found)
    edition = Edition(
        slug=base.rpartition("/")[2],
        folder=base,
        head=head,
        roles=roles,
        quiz=quiz,
        questions=questions,
        aside=frozenset(aside | unused)
        | {(kind, EVERY) for kind in FILES if FILES[kind] in lost}
        | ({("parties", EVERY)} if parties is None else set()),
        **entries,
    )
    checker = Checker(edition, parties or {}, languages, places)
    check(edition, parties or {}, checker)
    problems.extend(checker.problems)
    problems.extend(_languages(edition, languages, places))
    edition, found = _translated_questions(edition, languages, places)
    problems.extend(found)
    sources = {
        id: source.model_copy(update={"label": named_everywhere(source.label, languages)})
        for id, source in edition.sources.items()
    }
    whole = replace(edition, sources=sources)
    broken = checker.broken | _untranslated_roles(edition, languages)
    return _Written(_without(whole, broken), edition.sources, languages, nodes, tuple(problems))


def _head(tree: Tree, file: str, places: Places) -> tuple[EditionHead | None, tuple[Problem, ...]]:
    if tree is None:
        # The file cannot be used, which is told.
        return None, ()
    return typed(EditionHead, tree, file, (), places)


def _spoken(
    head: EditionHead, file: str, publication: PublicationHead, places: Places
) -> tuple[EditionHead, tuple[str, ...], tuple[Problem, ...]]:
    """The languages of an edition: those it asks for and the publication has."""
    unknown = [code for code in head.languages if code not in publication.languages]
    spoken = tuple(code for code in head.languages if code in publication.languages)
    problems = tuple(
        Problem(
            Code.S006,
            places.value(file, "languages", head.languages.index(code)),
            {"found": code, "allowed": ", ".join(publication.languages)},
        )
        for code in unknown
    )
    head = head.model_copy(update={"languages": spoken})
    return head, spoken or publication.languages, problems


def _entries(
    trees: Mapping[str, Tree], base: str, places: Places
) -> tuple[dict[str, Any], set[tuple[str, str]], tuple[Problem, ...]]:
    problems: list[Problem] = []
    aside: set[tuple[str, str]] = set()
    entries: dict[str, Any] = {kind: {} for kind in _ENTRIES}
    for name, model in _WHOLE.items():
        tree = trees.get(name)
        if tree is not None:
            _, found = typed(model, tree, f"{base}/{name}", (), places)
            problems.extend(found)
    for kind, (name, model) in _ENTRIES.items():
        tree = trees.get(name)
        section = tree.get(kind) if isinstance(tree, dict) else None
        for id, entry in section.items() if isinstance(section, dict) else ():
            value, _ = typed(model, entry, f"{base}/{name}", (kind, id), places)
            if value is None:
                aside.add((kind, id))
            else:
                entries[kind][id] = value
    return entries, aside, tuple(problems)


def _roles(tree: Tree, file: str, places: Places) -> tuple[tuple[Role, ...], set[tuple[str, str]]]:
    """The roles up to the first that cannot be used, and the rest: places go by their index."""
    items = tree.get("roles") if isinstance(tree, dict) else None
    written = items if isinstance(items, list) else []
    roles: list[Role] = []
    for index, item in enumerate(written):
        role, _ = typed(Role, item, file, ("roles", index), places)
        if role is None:
            break
        roles.append(role)
    unused = [item.get("who") for item in written[len(roles) :] if isinstance(item, dict)]
    return tuple(roles), {("roles", who) for who in unused if isinstance(who, str)}


class _Questions(BaseModel):
    """Written questions, each to be read by the schema of its kind."""

    questions: tuple[Any, ...] = ()


def _quiz(
    tree: Tree, file: str, places: Places
) -> tuple[QuizHead | None, tuple[WrittenQuestion, ...], tuple[Problem, ...]]:
    if tree is None:
        return None, (), ()
    if not isinstance(tree, dict):
        return None, (), typed(QuizHead, tree, file, (), places)[1]
    rest = {key: value for key, value in tree.items() if key != "questions"}
    head, found = typed(QuizHead, rest, file, (), places)
    problems = list(found)
    items = tree.get("questions")
    _, found = typed(_Questions, {"questions": items}, file, (), places)
    if found:
        return None, (), (*problems, *found)
    schemas = {module.KIND: module.Authored for module in modules(kinds.__name__)}
    if head is not None:
        unknown = [kind for kind in head.take.kinds if kind not in schemas]
        for kind in unknown:
            span = places.key(file, "take", "kinds", kind)
            problems.append(_unknown_kind(kind, schemas, span))
        known = {kind: many for kind, many in head.take.kinds.items() if kind not in unknown}
        head = head.model_copy(update={"take": head.take.model_copy(update={"kinds": known})})
    written = {kind: schema for kind, schema in schemas.items() if schema is not None}
    questions: list[WrittenQuestion] = []
    seen: set[str] = set()
    for index, item in enumerate(items if isinstance(items, list) else ()):
        path: NodePath = ("questions", index)
        named = item.get("kind") if isinstance(item, dict) else None
        if not isinstance(named, str) or named not in written:
            problems.append(_unknown_kind(named, written, places.value(file, *path, "kind")))
            continue
        question, found = typed(written[named], item, file, path, places)
        problems.extend(found)
        if question is None:
            continue
        if question.id in seen:
            at = places.value(file, *path, "id")
            problems.append(Problem(Code.S010, at, {"found": question.id}))
            continue
        seen.add(question.id)
        questions.append(WrittenQuestion(question.id, named, question, index))
    return head, tuple(questions), tuple(problems)


def _unknown_kind(kind: object, known: Mapping[str, object], span: Span) -> Problem:
    if not isinstance(kind, str):
        return Problem(Code.S002, span, {"field": "kind"})
    meant = suggest(kind, known)
    remarks = (Remark("did-you-mean", {"suggestion": meant}),) if meant else ()
    values = {"field": "kind", "found": kind, "allowed": ", ".join(sorted(known))}
    return Problem(Code.S013, span, values, remarks)


def _prose(
    reader: Reader, folder: Path, head: EditionHead, languages: tuple[str, ...], places: Places
) -> tuple[tuple[ProseFile, ...], tuple[Problem, ...]]:
    prose: list[ProseFile] = []
    problems: list[Problem] = []
    for index, section in enumerate(head.sections):
        for language in languages:
            path = folder / "sections" / f"{section.id}.{language}.md"
            name = reader.name(path)
            if not is_file(path):
                at = places.value(f"{reader.name(folder)}/edition.yaml", "sections", index, "id")
                problems.append(Problem(Code.C012, at, {"path": name}))
                continue
            text = reader.text(path)
            if text is None:
                continue
            found = FORBIDDEN.search(text)
            if found is None:
                prose.append(ProseFile(section.id, language, name, text))
            else:
                before = text[: found.start()]
                line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
                span = Span(name, line, column, line, column + 1)
                problems.append(Problem(Code.Y015, span, {"found": name_of(found[0])}))
    return tuple(prose), tuple(problems)


def _copies(
    sources: Mapping[str, Source], own: Mapping[str, Article], shared: Mapping[str, Article]
) -> dict[str, Article]:
    copies = {**shared, **own}
    return {id: copies[source.sha256] for id, source in sources.items() if source.sha256 in copies}


def _undeclared(
    edition: Edition, sources: Mapping[str, Source], own: Mapping[str, Article]
) -> list[Problem]:
    if edition.is_aside("sources", EVERY):
        return []
    declared = {source.sha256 for source in sources.values()}
    return [
        Problem(
            Code.V036,
            Span(edition.file_of("sources")),
            {"path": article.name, "found": article.sha256},
        )
        for digest, article in own.items()
        if digest not in declared
    ]


def _languages(edition: Edition, languages: tuple[str, ...], places: Places) -> list[Problem]:
    problems: list[Problem] = []
    file = edition.file_of("edition")
    problems.extend(check_languages(edition.head, file, (), languages, places))
    for kind in _ENTRIES:
        for id, entry in getattr(edition, kind).items():
            written_in = None
            if isinstance(entry, Quote):
                if entry.source not in edition.sources:
                    # Without its source nobody knows into which languages it is translated.
                    continue
                written_in = edition.sources[entry.source].language
                problems.extend(_untranslated(edition, id, entry, written_in, languages, places))
            problems.extend(
                check_languages(
                    entry,
                    edition.file_of(kind),
                    (kind, id),
                    languages,
                    places,
                    source_language=written_in,
                )
            )
    for index, role in enumerate(edition.roles):
        path = ("roles", index)
        problems.extend(check_languages(role, edition.file_of("roles"), path, languages, places))
    file = edition.file_of("questions")
    if edition.quiz is not None:
        problems.extend(check_languages(edition.quiz, file, (), languages, places))
    return problems


def _untranslated(
    edition: Edition,
    id: str,
    quote: Quote,
    written_in: str,
    languages: tuple[str, ...],
    places: Places,
) -> list[Problem]:
    """A quote whose readers do not all read the language it is in needs a translation."""
    if quote.translation is not None:
        return []
    span = places.key(edition.file_of("quotes"), "quotes", id)
    return [
        Problem(Code.S007, span, {"field": "translation", "language": code})
        for code in languages
        if code != written_in
    ]


def _translated_questions(
    edition: Edition, languages: tuple[str, ...], places: Places
) -> tuple[Edition, tuple[Problem, ...]]:
    """The edition without questions that lack a language: they cannot be asked in it."""
    file = edition.file_of("questions")
    kept: list[WrittenQuestion] = []
    problems: list[Problem] = []
    for question in edition.questions:
        path = ("questions", question.index)
        found = check_languages(question.fields, file, path, languages, places)
        problems.extend(found)
        if not found:
            kept.append(question)
    return replace(edition, questions=tuple(kept)), tuple(problems)


def _untranslated_roles(edition: Edition, languages: tuple[str, ...]) -> set[tuple[str, str]]:
    """The roles that lack a language, which is told: questions are asked about them in all."""
    return {
        ("roles", role.who)
        for role in edition.roles
        if any(role.role.get(language) is None for language in languages)
    }


def _without(edition: Edition, broken: set[tuple[str, str]]) -> Edition:
    """The edition without entries that cannot be used, nor those that lean on one of them."""
    aside = edition.aside | broken

    def lost(entry: tuple[str, str]) -> bool:
        return entry in aside or (entry[0], EVERY) in aside

    while True:
        leaning = {
            (kind, id)
            for kind in _ENTRIES
            for id, entry in getattr(edition, kind).items()
            if (kind, id) not in aside and any(lost(other) for other in _leans_on(entry))
        }
        if not leaning:
            break
        aside |= leaning
    if not aside:
        return edition
    kept: dict[str, Any] = {
        kind: {id: entry for id, entry in getattr(edition, kind).items() if (kind, id) not in aside}
        for kind in _ENTRIES
    }

    def stands(role: Role) -> bool:
        needed = {("roles", role.who), *_leans_on(role)}
        return not any(lost(other) for other in needed)

    # The others are found by their index, so none may take the place of one that is gone.
    roles = tuple(takewhile(stands, edition.roles))
    aside |= {("roles", role.who) for role in edition.roles[len(roles) :]}
    return replace(edition, **kept, roles=roles, aside=frozenset(aside))


def _leans_on(entry: BaseModel) -> set[tuple[str, str]]:
    """What an entry needs to be there, as (kind, id)."""
    needed = {("sources", piece.source) for piece in getattr(entry, "evidence", ())}
    if isinstance(entry, Fact):
        needed |= {("measures", entry.measure)} if entry.measure else set()
    if isinstance(entry, Quote):
        needed |= {("sources", entry.source)}
    if isinstance(entry, (Comparison, Chart)):
        needed |= {("facts", id) for id in entry.facts}
    return needed
