"""``ledger.json``: what was verified, against which copy of which article.

The ledger lets an edition be built without the articles at hand: an entry that still has its
digest counts as verified on the date it was accepted. It guards against accidents, not
against forgery: whoever can write the file can write anything into it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import BaseModel

from rectoverso.model.articles import EntryVerification, MatchStatus, Passage, Verifications
from rectoverso.model.entries import Evidence, Role, Source
from rectoverso.model.publication import Edition, NodePath, Publication
from rectoverso.problems import Code, Problem, Span
from rectoverso.text.characters import FORBIDDEN
from rectoverso.text.match import VERSION as MATCHER_VERSION
from rectoverso.verify.names import NameIndex, forms

FORMAT = 1

Key = tuple[str, str]
"""An entry: kind (a key of ``publication.FILES``) and id."""

# Fields of entries that no article bears on: where an entry is shown and who read it.
_APART = {"section", "level", "reviewed", "correction", "retracted", "spoken_in"}


@dataclass(frozen=True, slots=True)
class AcceptedEntry:
    """An entry of the ledger.

    Attributes:
        digest: of everything in the entry that bears on evidence.
        accepted: date, ISO 8601.
        verification: as it was found then.
        reviewed, reviewed_digest: the second reader's initials, and what they read.
    """

    digest: str
    accepted: str
    verification: EntryVerification
    reviewed: str | None = None
    reviewed_digest: str | None = None


@dataclass(frozen=True, slots=True)
class Ledger:
    """A ledger as it was read; empty where there is none.

    Attributes:
        exists: whether there is a ledger that could be read.
        matcher: version of the matching rules that it was written with.
        sources: source → digest of its text, its segments and its metadata.
        entries: what was accepted.
    """

    exists: bool = False
    matcher: str = MATCHER_VERSION
    sources: Mapping[str, str] = field(default_factory=dict)
    entries: Mapping[Key, AcceptedEntry] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EvidenceOwner:
    """An entry with evidence: kind, id, the way to it in its file, what it points to."""

    kind: str
    id: str
    path: NodePath
    entry: BaseModel
    evidence: tuple[Evidence, ...]
    sources: tuple[str, ...]

    @property
    def key(self) -> Key:
        """Kind and id."""
        return self.kind, self.id


def owners(edition: Edition) -> Iterator[EvidenceOwner]:
    """Every entry that points to words of an article, in a stable order."""
    for id, fact in edition.facts.items():
        used = _sources(fact.evidence)
        yield EvidenceOwner("facts", id, ("facts", id), fact, fact.evidence, used)
    for id, quote in edition.quotes.items():
        yield EvidenceOwner("quotes", id, ("quotes", id), quote, (), (quote.source,))
    for index, role in enumerate(edition.roles):
        if role.evidence:
            id = role_id(edition.roles, index)
            used = _sources(role.evidence)
            yield EvidenceOwner("roles", id, ("roles", index), role, role.evidence, used)
    for id, term in edition.terms.items():
        if term.evidence:
            used = _sources(term.evidence)
            yield EvidenceOwner("terms", id, ("terms", id), term, term.evidence, used)


def role_id(roles: tuple[Role, ...], index: int) -> str:
    """The id of a role: whose it is, with a number from that party's second role on."""
    who = roles[index].who
    earlier = sum(1 for role in roles[:index] if role.who == who)
    return who if not earlier else f"{who}.{earlier + 1}"


def _sources(evidence: tuple[Evidence, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.source for one in evidence))


def _digest(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def source_digest(source: Source) -> str:
    """Digest of a source's copy, its segments, and the metadata that texts of ours may name."""
    return _digest(source.model_dump(mode="json", exclude={"url", "title", "in_text"}))


def entry_digest(
    owner: EvidenceOwner, publication: Publication, edition: Edition, names: NameIndex
) -> str:
    """Digest of everything that bears on an entry's evidence.

    That is the entry itself but for where it is shown and who read it, its measure, the
    publication's words for its unit, and the names of every party that it refers to or names.
    The sources have digests of their own.
    """
    entry = owner.entry.model_dump(mode="json", exclude=_APART)
    measure = edition.measures.get(entry.get("measure") or "")
    unit = entry.get("unit") or (measure.unit if measure else None)
    parties = _parties(entry, publication, names)
    return _digest(
        {
            "entry": entry,
            "measure": measure.model_dump(mode="json") if measure else None,
            "unit": publication.head.units[unit].model_dump(mode="json")["words"]
            if unit in publication.head.units
            else None,
            "parties": {
                id: [*forms(publication.parties[id]), publication.parties[id].kind.value]
                for id in sorted(parties)
            },
        }
    )


def _parties(entry: Any, publication: Publication, names: NameIndex) -> set[str]:
    words = list(_strings(entry))
    referred = {word for word in words if word in publication.parties}
    return referred | set(names.parties("\n".join(words)))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)


def ledger_path(edition: Edition) -> str:
    """Path of an edition's ledger, relative to the publication."""
    return f"{edition.folder}/ledger.json"


def read_ledger(edition: Edition) -> tuple[Ledger, tuple[Problem, ...]]:
    """The ledger of an edition; one that cannot be read is a problem and counts as empty."""
    if edition.ledger_text is None:
        return Ledger(), ()
    try:
        return _parse(json.loads(edition.ledger_text)), ()
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        path = ledger_path(edition)
        return Ledger(), (Problem(Code.S014, Span(path), {"path": path}),)


def _parse(data: Any) -> Ledger:
    if data["format"] != FORMAT:
        raise ValueError(data["format"])
    entries: dict[Key, AcceptedEntry] = {}
    for kind, group in data["entries"].items():
        for id, one in group.items():
            accepted = date.fromisoformat(one["accepted"]).isoformat()
            verification = EntryVerification(
                kind,
                id,
                MatchStatus(one["status"]),
                tuple(_passage(text) for text in one["passages"]),
                tuple(_text(join) for join in one.get("joins", ())),
                accepted,
            )
            review = one.get("review", {})
            entries[kind, id] = AcceptedEntry(
                _text(one["digest"]),
                accepted,
                verification,
                review.get("by"),
                review.get("digest"),
            )
    sources = {id: _text(digest) for id, digest in data["sources"].items()}
    return Ledger(True, _text(data["matcher"]), sources, entries)


def _text(value: Any) -> str:
    if not isinstance(value, str) or FORBIDDEN.search(value):
        raise TypeError(value)
    return value


def _passage(text: Any) -> Passage:
    source, paragraph, offsets, status = _text(text).split(" ")
    start, end = offsets.split("-")
    return Passage(source, int(paragraph), int(start), int(end), MatchStatus(status))


def render_ledger(
    publication: Publication, edition: Edition, verifications: Verifications, today: date
) -> str:
    """The text of ``ledger.json`` for what was verified.

    Entries that have not changed keep the date on which they were accepted; entries that are
    not verified are left out. The second reader's initials stand for what they read: they
    hold for a changed entry only once they are written anew (``rv`` → ``rv 2025-02-06``).

    Args:
        publication: whose parties and units bear on digests.
        edition: whose ledger it is.
        verifications: what was found, by (kind, id).
        today: date for entries that are new or have changed.
    """
    before, _ = read_ledger(edition)
    names = NameIndex(publication.parties)
    groups: dict[str, dict[str, Any]] = {}
    for owner in owners(edition):
        found = verifications.get(owner.key)
        if found is None or not found.status.verified:
            continue
        digest = entry_digest(owner, publication, edition, names)
        old = before.entries.get(owner.key)
        same = old is not None and old.digest == digest
        unchanged = same and _sources_same(before, edition, owner)
        record: dict[str, Any] = {
            "digest": digest,
            "accepted": old.accepted if old and unchanged else today.isoformat(),
            "status": found.status.value,
            "passages": [
                f"{one.source} {one.paragraph} {one.start}-{one.end} {one.status.value}"
                for one in found.passages
            ],
        }
        if found.joins:
            record["joins"] = list(found.joins)
        initials = getattr(owner.entry, "reviewed", None)
        if initials:
            kept = old is not None and old.reviewed == initials
            read = old.reviewed_digest if old is not None and kept else digest
            record["review"] = {"by": initials, "digest": read}
        groups.setdefault(owner.kind, {})[owner.id] = record
    data = {
        "format": FORMAT,
        "matcher": MATCHER_VERSION,
        "sources": {id: source_digest(source) for id, source in edition.sources.items()},
        "entries": groups,
    }
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _sources_same(ledger: Ledger, edition: Edition, owner: EvidenceOwner) -> bool:
    return all(
        id in edition.sources and ledger.sources.get(id) == source_digest(edition.sources[id])
        for id in owner.sources
    )


def vouches(ledger: Ledger, edition: Edition, owner: EvidenceOwner, digest: str) -> bool:
    """Whether the ledger vouches for an entry as it is now."""
    accepted = ledger.entries.get(owner.key)
    return (
        accepted is not None
        and accepted.digest == digest
        and ledger.matcher == MATCHER_VERSION
        and accepted.verification.status.verified
        and _sources_same(ledger, edition, owner)
    )
