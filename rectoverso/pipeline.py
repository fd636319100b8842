"""The passes, in order. Values go from one to the next; problems come out once, at the end."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Executor
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from rectoverso import verify
from rectoverso.audit import audit
from rectoverso.compose import Composition, compose
from rectoverso.export import plan_bulk, plan_exports
from rectoverso.load import load
from rectoverso.memo import KEEPS_NOTHING, Memo
from rectoverso.model.articles import EntryVerification, VerifiedEntries
from rectoverso.model.artifacts import Artifact, Audience
from rectoverso.model.publication import Publication
from rectoverso.problems import Problem, Span, has_errors, in_order
from rectoverso.publish import making, records, searching, tree
from rectoverso.publish.cache import Cache, Kept
from rectoverso.publish.release import release
from rectoverso.render import plan, plan_page
from rectoverso.review import review
from rectoverso.verify.ledger import render_ledger

SITE = "site"


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for.

    Attributes:
        root: folder that holds ``content/``.
        articles: further folders with copies of articles.
        accept: write the ledger of what was verified; needs the articles.
        reshuffle: choose and order the questions anew, and write the lock.
        reshuffled: slugs of the editions for which that is done; without any, all.
        jobs: worker processes; 1 or none makes everything in this process.
        today: date for the ledger; editions of a later date stay out.
        drafts: make drafts and later editions too, to look at them.
        progress: told after each artifact that was made.
        memo: keeps what the passes found, for the next run.
        cache: keeps what was made; without one it is kept beside the output tree.
    """

    root: Path
    articles: tuple[Path, ...] = ()
    accept: bool = False
    reshuffle: bool = False
    reshuffled: tuple[str, ...] = ()
    jobs: int | None = None
    today: date = field(default_factory=date.today)
    drafts: bool = False
    progress: making.Progress | None = None
    memo: Memo = KEEPS_NOTHING
    cache: Kept | None = None


@dataclass(frozen=True, slots=True)
class EntryStatus:
    """One entry that bears evidence, and what verification found."""

    edition: str
    span: Span
    found: EntryVerification


@dataclass(frozen=True, slots=True)
class Written:
    """One file of the output tree. ``size`` in bytes."""

    path: str
    media_type: str
    audience: Audience
    size: int
    reused: bool
    title: str
    language: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a run: problems in order, texts to show lines of, entries, files written."""

    problems: tuple[Problem, ...]
    texts: Mapping[str, str] = field(default_factory=dict)
    entries: tuple[EntryStatus, ...] = ()
    made: tuple[Written, ...] = ()
    records: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether any problem is an error."""
        return has_errors(self.problems)


def check(request: Request) -> Outcome:
    """Every pass but publishing, without PDFs. Writes the ledger if asked, nothing else."""
    return _done(request, passes(request, publish=False), publish=False)


def build(request: Request) -> Outcome:
    """Every pass. The output tree is replaced only when there is no error."""
    return _done(request, passes(request, publish=True), publish=True)


@dataclass(frozen=True, slots=True)
class Passed:
    """What the passes up to the audit came to.

    Attributes:
        problems: of all of them, in no order.
        publication: as loaded; none when its head cannot be used, and then nothing else is
            there either but the errors that tell why.
        verified, composition: of everything that was loaded.
        artifacts: everything that has to be made.
        made: what was made of them.
    """

    problems: tuple[Problem, ...]
    publication: Publication | None = None
    verified: VerifiedEntries | None = None
    composition: Composition | None = None
    artifacts: tuple[Artifact, ...] = ()
    made: making.Making = making.NOTHING

    def __post_init__(self) -> None:
        if self.publication is None and not has_errors(self.problems):
            # Nothing at all must never be taken for a publication without a fault.
            raise ValueError("nothing tells why there is no publication")


def passes(request: Request, *, publish: bool) -> Passed:
    """The passes up to the audit. Nothing is written but the cache.

    Args:
        request: what is asked for.
        publish: make everything; without it only what the audit reads of pages.
    """
    memo = request.memo
    publication, problems = load(request.root, request.articles, memo)
    if publication is None:
        return Passed(problems)
    verified, found = verify.verify(publication, today=request.today, memo=memo)
    problems += found
    drawn = _drawn(request, publication)
    composition, found = compose(publication, verified, reshuffle=drawn, memo=memo)
    problems += found
    reviews, found = review(publication, composition)
    problems += found
    out, shown = publication, composition
    if not request.drafts:
        out, shown, found = release(publication, composition, request.today)
        problems += found
    artifacts, found = plan(out, shown, reviews, memo)
    artifacts += (*plan_exports(out, shown), *plan_bulk(artifacts, out.head.email))
    problems += (*found, *making.twice(artifacts))
    if publish:
        problems += tree.foreign_files(request.root / SITE)
    wanted = artifacts if publish and not has_errors(problems) else _pages(artifacts)
    made = _make(wanted, request)
    problems += tuple(problem for item in made.made.values() for problem in item.problems)
    contents = {path: item.content for path, item in made.made.items()}
    whole = not has_errors(problems)
    problems += audit(out, shown, artifacts, contents, whole=whole)
    return Passed(problems, publication, verified, composition, artifacts, made)


def glance(request: Request, slug: str, language: str) -> making.Making:
    """The page of one explainer, after as few passes as it takes.

    Nothing is made when any of them finds an error, or when there is no such explainer. What
    ``passes`` does afterwards with the same memo begins where this has ended.

    Args:
        request: what is asked for.
        slug, language: which explainer.
    """
    memo = request.memo
    publication, problems = load(request.root, request.articles, memo)
    if publication is None or has_errors(problems):
        return making.NOTHING
    verified, found = verify.verify(publication, today=request.today, memo=memo)
    problems += found
    composition, found = compose(publication, verified, memo=memo)
    problems += found
    if has_errors(problems) or (slug, language) not in composition.newsletters:
        return making.NOTHING
    if not request.drafts:
        publication, composition, _ = release(publication, composition, request.today)
        if (slug, language) not in composition.newsletters:
            return making.NOTHING
    artifacts, found = plan_page(publication, composition, slug, language, memo)
    if has_errors(found):
        return making.NOTHING
    return _make(artifacts, request)


def _done(request: Request, passed: Passed, *, publish: bool) -> Outcome:
    """What is left to do after the audit: records and the output tree, if nothing is wrong."""
    problems = passed.problems
    publication, verified, composition = passed.publication, passed.verified, passed.composition
    if publication is None or verified is None or composition is None:
        return Outcome(in_order(problems))
    site = request.root / SITE
    written: tuple[Written, ...] = ()
    searched: Mapping[str, bytes] = {}
    kept: Mapping[str, str] = {}
    if not has_errors(problems):
        kept = _records(request, publication, composition, verified)
        problems += records.write_records(request.root, kept)
    if publish and not has_errors(problems):
        contents = {path: item.content for path, item in passed.made.made.items()}
        searched, found = searching.index(contents)
        problems += (*found, *tree.write(site, {**contents, **searched}))
    if publish and not has_errors(problems):
        Cache(site / tree.STATE / "made").forget_all_but(set(passed.made.used))
        written = (*_written(passed.artifacts, passed.made), *_index(searched))
    return Outcome(
        in_order(problems),
        publication.texts,
        _entries(publication, verified),
        written,
        tuple(kept),
    )


def _pages(artifacts: tuple[Artifact, ...]) -> tuple[Artifact, ...]:
    """What the audit reads, and what that is made from.

    Neither PDFs nor fonts nor pictures, nor what only those are made from, such as the choice of
    what fits on a page.
    """
    left = [
        item
        for item in artifacts
        if item.media_type in ("application/pdf", "image/png")
        or item.media_type.startswith("font/")
    ]
    kept = [item for item in artifacts if item not in left]
    only_for_those = {path for item in left for path in item.inputs}
    only_for_those -= {path for item in kept for path in item.inputs}
    return tuple(
        item for item in kept if item.media_type == "text/html" or item.path not in only_for_those
    )


def _make(artifacts: tuple[Artifact, ...], request: Request) -> making.Making:
    cache = request.cache or Cache(request.root / SITE / tree.STATE / "made")
    pool = making.workers(request.jobs) if request.jobs and request.jobs > 1 else None
    holder: nullcontext[None] | Executor = pool if pool else nullcontext()
    with holder:
        return making.make(artifacts, cache, pool, request.progress)


def _records(
    request: Request,
    publication: Publication,
    composition: Composition,
    verified: VerifiedEntries,
) -> Mapping[str, str]:
    kept: dict[str, str] = {}
    for edition in publication.editions:
        if request.accept:
            verifications = verified.editions.get(edition.slug, {})
            text = render_ledger(publication, edition, verifications, request.today)
            kept[f"{edition.folder}/ledger.json"] = text
        quiz = composition.quizzes.get(edition.slug)
        if edition.slug in _drawn(request, publication) and quiz is not None:
            kept[f"{edition.folder}/quiz.lock.json"] = quiz.lock_text
    return {name: text for name, text in kept.items() if _differs(request.root / name, text)}


def _drawn(request: Request, publication: Publication) -> frozenset[str]:
    """The editions whose quiz is drawn anew. The others keep what may be printed already."""
    if not request.reshuffle:
        return frozenset()
    return frozenset(request.reshuffled or (edition.slug for edition in publication.editions))


def _differs(path: Path, text: str) -> bool:
    return not path.is_file() or path.read_text("utf-8") != text


def _entries(publication: Publication, verified: VerifiedEntries) -> tuple[EntryStatus, ...]:
    return tuple(
        EntryStatus(edition.slug, publication.places.key(edition.file_of(kind), kind, id), found)
        for edition in publication.editions
        for (kind, id), found in sorted(verified.editions.get(edition.slug, {}).items())
    )


def _index(searched: Mapping[str, bytes]) -> tuple[Written, ...]:
    """The files of the search, which have no artifacts: their names come with their bytes."""
    return tuple(
        Written(path, searching.media_type(path), Audience.PUBLIC, len(content), False, "", "")
        for path, content in searched.items()
    )


def _written(artifacts: tuple[Artifact, ...], made: making.Making) -> tuple[Written, ...]:
    return tuple(
        Written(
            item.path,
            item.media_type,
            item.audience,
            len(made.made[item.path].content),
            item.path in made.reused,
            item.title,
            item.language,
        )
        for item in artifacts
        if item.path in made.made
    )
