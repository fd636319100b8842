"""A role is one that an article gives, or it is marked as the editor's own."""

from __future__ import annotations

from collections.abc import Iterator

from rectoverso.problems import Code, Problem
from rectoverso.verify.case import Case, Needs
from rectoverso.verify.ledger import role_id

CODES = (Code.V023,)
NEEDS = Needs.ARTICLES


def check(case: Case) -> Iterator[Problem]:
    """Reports roles without evidence, and evidence that does not stand by the person's name."""
    for index, role in enumerate(case.edition.roles):
        if role.by is not None:
            continue
        located = case.evidence.get(("roles", role_id(case.edition.roles, index)))
        if role.evidence and (located is None or not all(one.status.verified for one in located)):
            continue
        if not any(role.who in case.names.parties(one.sentence.text) for one in located or ()):
            text = next(iter(role.role.items()))[1]
            name = next(iter(case.parties[role.who].name.items()))[1]
            values = {"entry": name, "found": text}
            yield Problem(Code.V023, case.span("roles", index), values)
