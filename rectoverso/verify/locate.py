"""Finds every evidence of an entry in the articles at hand."""

from __future__ import annotations

from collections.abc import Mapping

from rectoverso.model.articles import MatchStatus
from rectoverso.model.entries import Evidence
from rectoverso.model.publication import NodePath, Places
from rectoverso.verify.case import Located
from rectoverso.verify.ledger import EvidenceOwner
from rectoverso.verify.passages import WordsAt, ambiguous, search, status_of
from rectoverso.verify.reading import Reading


def locate(
    owner: EvidenceOwner, file: str, places: Places, readings: Mapping[str, Reading]
) -> tuple[Located, ...]:
    """Where each evidence of an entry stands, or why it does not.

    Args:
        owner: an entry whose sources are all in ``readings``.
        file: the file it is written in.
        places: where everything stands in that file.
        readings: the articles at hand.
    """
    known = places.nodes.get(file, {})
    found = []
    for index, evidence in enumerate(owner.evidence):
        path: NodePath = (*owner.path, "evidence", index)
        if path not in known:
            path = (*owner.path, "evidence")
        at = WordsAt(places, file, (*path, "words"))
        found.append(_one(evidence, path, at, readings))
    return tuple(found)


def _one(
    evidence: Evidence, path: NodePath, at: WordsAt, readings: Mapping[str, Reading]
) -> Located:
    reading = readings[evidence.source]
    found = search(
        evidence.words,
        reading,
        readings,
        at,
        paragraph=evidence.paragraph,
        allow_segment=evidence.allow_segment is not None,
    )
    if found.problem is not None:
        return Located(evidence, path, reading, found.status, problem=found.problem)
    if len(found.matches) > 1:
        problem = ambiguous(found, reading, at)
        return Located(evidence, path, reading, MatchStatus.AMBIGUOUS, problem=problem)
    match = found.matches[0]
    sentence = reading.sentence_around(match.start, match.end)
    return Located(
        evidence,
        path,
        reading,
        status_of(match),
        match.start,
        match.end,
        sentence,
        match.folded,
    )
