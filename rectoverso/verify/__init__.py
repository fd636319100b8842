"""Holds every entry against the words of the article it came from.

- ``reading``: an article, read once
- ``passages``, ``locate``: where the words of entries stand
- ``quotes``, ``quoting``, ``speakers``: pieces of quotes, what is spoken, and who spoke
- ``ours``, ``carried``: texts of ours, and what they may hold
- ``cues``, ``clauses``, ``figures``, ``names``: what hedges, what it bears on, numbers, names
- ``comparisons``, ``facts``: why facts differ, and which of them are contested
- ``ledger``: what was accepted, for builds without the articles
- ``checks/``: one check a file

Each module of ``checks/`` exports ``CODES`` (what it can report), ``NEEDS`` (whether it looks
into the articles) and ``check(case)``, a pure function that yields problems.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from rectoverso.languages import Language, language
from rectoverso.memo import KEEPS_NOTHING, Memo
from rectoverso.model.articles import (
    EntryVerification,
    MatchStatus,
    Passage,
    Verifications,
    VerifiedEntries,
)
from rectoverso.model.publication import Edition, Publication
from rectoverso.problems import Code, Problem
from rectoverso.registry import modules
from rectoverso.verify import checks
from rectoverso.verify.case import Case, Located, LocatedQuote
from rectoverso.verify.ledger import (
    EvidenceOwner,
    Key,
    entry_digest,
    owners,
    read_ledger,
    vouches,
)
from rectoverso.verify.locate import locate
from rectoverso.verify.names import NameIndex
from rectoverso.verify.quotes import LEFT_OUT, locate_quote
from rectoverso.verify.quoting import QuoteContext
from rectoverso.verify.reading import read

__all__ = ["verify"]

_WORST_LAST = tuple(MatchStatus)

_STATUS_OF_PROBLEM = {
    Code.V002: MatchStatus.ELSEWHERE,
    Code.V004: MatchStatus.OUT_OF_SCOPE,
    Code.V005: MatchStatus.AMBIGUOUS,
}


def verify(
    publication: Publication, *, today: date, memo: Memo = KEEPS_NOTHING
) -> tuple[VerifiedEntries, tuple[Problem, ...]]:
    """Matches all evidence anew where the articles are at hand, else asks the ledger.

    Args:
        publication: as loaded.
        today: the date of this run.
        memo: keeps what was found in editions that did not change.

    Returns:
        What was found for each entry with evidence, and everything that is wrong.
    """
    editions: dict[str, Verifications] = {}
    problems: list[Problem] = []
    for edition in publication.editions:
        # Prose says nothing of its own: it calls entries, and compose looks at the rest of it.
        written = replace(edition.without_prose(), lock_text=None)
        editions[edition.slug], found = memo(_edition, publication.only(written), today)
        problems.extend(found)
    return VerifiedEntries(editions), tuple(problems)


def _edition(publication: Publication, today: date) -> tuple[Verifications, tuple[Problem, ...]]:
    """What was found for the publication's one edition."""
    case, found = _case(publication, publication.editions[0], NameIndex(publication.parties), today)
    problems = list(found)
    for module in modules(checks.__name__):
        problems.extend(module.check(case))
    return dict(_verifications(case)), tuple(problems)


def _language(code: str) -> Language:
    return language(code.partition("-")[0])


def _case(
    publication: Publication, edition: Edition, names: NameIndex, today: date
) -> tuple[Case, tuple[Problem, ...]]:
    ledger, problems = read_ledger(edition)
    readings = {
        id: read(id, edition.sources[id], article, _language(edition.sources[id].language))
        for id, article in edition.articles.items()
        if id in edition.sources and article.text.strip()
    }
    evidence: dict[Key, tuple[Located, ...]] = {}
    quotes: dict[str, LocatedQuote] = {}
    digests: dict[Key, str] = {}
    for owner in owners(edition):
        digests[owner.key] = entry_digest(owner, publication, edition, names)
        if not all(source in readings for source in owner.sources):
            continue
        file = edition.file_of(owner.kind)
        if owner.kind == "quotes":
            context = QuoteContext(
                publication.places, file, owner.id, readings, names, publication.parties
            )
            quotes[owner.id] = locate_quote(edition.quotes[owner.id], context)
        else:
            evidence[owner.key] = locate(owner, file, publication.places, readings)
    case = Case(
        head=publication.head,
        parties=publication.parties,
        places=publication.places,
        edition=edition,
        language_of=_language,
        names=names,
        readings=readings,
        evidence=evidence,
        quotes=quotes,
        today=today,
        ledger=ledger,
        digests=digests,
    )
    return case, problems


def _verifications(case: Case) -> Iterator[tuple[Key, EntryVerification]]:
    for owner in owners(case.edition):
        accepted = case.ledger.entries.get(owner.key)
        vouched = vouches(case.ledger, case.edition, owner, case.digests[owner.key])
        since = accepted.accepted if accepted and vouched else None
        if owner.key in case.evidence:
            yield owner.key, _of_evidence(owner, case.evidence[owner.key], since)
        elif owner.kind == "quotes" and owner.id in case.quotes:
            yield owner.key, _of_quote(owner, case, since)
        elif accepted is not None and vouched:
            yield owner.key, accepted.verification
        else:
            yield owner.key, EntryVerification(owner.kind, owner.id, MatchStatus.NOT_FOUND)


def _of_evidence(
    owner: EvidenceOwner, located: tuple[Located, ...], since: str | None
) -> EntryVerification:
    passages = tuple(
        Passage(
            one.reading.id,
            one.reading.paragraph_at(one.start).number
            if one.status.verified
            else one.evidence.paragraph or 0,
            one.start,
            one.end,
            one.status,
        )
        for one in located
    )
    status = max(
        (one.status for one in located), key=_WORST_LAST.index, default=MatchStatus.NOT_FOUND
    )
    return EntryVerification(owner.kind, owner.id, status, passages, (), since)


def _of_quote(owner: EvidenceOwner, case: Case, since: str | None) -> EntryVerification:
    located = case.quotes[owner.id]
    quote = case.edition.quotes[owner.id]
    if located.pieces:
        status = max(located.statuses, key=_WORST_LAST.index)
    else:
        code = located.problems[0].code
        status = _STATUS_OF_PROBLEM.get(code, MatchStatus.NOT_FOUND)
    passages = tuple(
        Passage(located.reading.id, located.reading.paragraph_at(start).number, start, end, status)
        for (start, end), status in zip(located.pieces, located.statuses, strict=True)
    )
    gaps = max(len(quote.spoken) - 1, 0)
    joins = located.joins if len(located.joins) == gaps else (LEFT_OUT,) * gaps
    return EntryVerification(owner.kind, owner.id, status, passages, joins, since)
