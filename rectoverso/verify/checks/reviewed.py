"""Where the publication asks for a second reader, every paraphrase has had one."""

from __future__ import annotations

from collections.abc import Iterator

from rectoverso.problems import Code, Problem
from rectoverso.verify.case import Case, Needs
from rectoverso.verify.ledger import EvidenceOwner, owners

CODES = (Code.V033,)
NEEDS = Needs.ENTRIES


def check(case: Case) -> Iterator[Problem]:
    """Reports facts and quotes that nobody reviewed, or that changed since somebody did."""
    if not case.head.require_review:
        return
    for owner in owners(case.edition):
        if owner.kind not in ("facts", "quotes"):
            continue
        initials = getattr(owner.entry, "reviewed", None)
        if not initials or _stale(case, owner, initials):
            yield Problem(Code.V033, case.key_span(*owner.path), {"entry": owner.id})


def _stale(case: Case, owner: EvidenceOwner, initials: str) -> bool:
    """Whether the same initials already stood for another wording."""
    accepted = case.ledger.entries.get(owner.key)
    return (
        accepted is not None
        and accepted.reviewed == initials
        and accepted.reviewed_digest != case.digests[owner.key]
    )
