"""Without its article, an entry counts only as the ledger vouches for it."""

from __future__ import annotations

from collections.abc import Iterator

from rectoverso.problems import Code, Problem, Span
from rectoverso.text.match import VERSION as MATCHER_VERSION
from rectoverso.verify.case import Case, Needs
from rectoverso.verify.ledger import ledger_path, owners, source_digest, vouches

CODES = (Code.V025, Code.V026, Code.V027)
NEEDS = Needs.ENTRIES


def check(case: Case) -> Iterator[Problem]:
    """Reports articles that nothing stands in for, and entries that changed or are new.

    A source that has changed since it was accepted is one problem, not one for each entry.
    With the articles at hand everything is matched anew, and there is nothing to report.
    """
    missing = set(case.edition.sources) - set(case.readings)
    used = {source for owner in owners(case.edition) for source in owner.sources}
    unaccounted: set[str] = set()
    for id in case.edition.sources:
        if id not in missing or id not in used:
            continue
        digest = case.ledger.sources.get(id)
        if digest is None:
            unaccounted.add(id)
            yield Problem(Code.V025, case.key_span("sources", id), {"source": id})
        elif digest != source_digest(case.edition.sources[id]):
            unaccounted.add(id)
            yield _changed(case, id, case.key_span("sources", id), "")
    if case.ledger.exists and case.ledger.matcher != MATCHER_VERSION and missing:
        path = ledger_path(case.edition)
        yield _changed(case, path, Span(path), "")
        return
    for owner in owners(case.edition):
        sources = set(owner.sources)
        if not sources & missing or sources & unaccounted:
            continue
        span = case.key_span(*owner.path)
        accepted = case.ledger.entries.get(owner.key)
        if accepted is None:
            yield Problem(Code.V027, span, {"entry": owner.id})
        elif not vouches(case.ledger, case.edition, owner, case.digests[owner.key]):
            yield _changed(case, owner.id, span, accepted.accepted)


def _changed(case: Case, entry: str, span: Span, accepted: str) -> Problem:
    dates = [one.accepted for one in case.ledger.entries.values()]
    declared = accepted or max(dates, default="")
    return Problem(Code.V026, span, {"entry": entry, "declared": declared})
