"""Matching: left sides to be joined to their partners."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from rectoverso.model.questions import Match, Pair, QuestionBase, WrittenQuestion
from rectoverso.model.values import EntryId
from rectoverso.problems import Code
from rectoverso.questions.authoring import WrittenOption, WrittenPair
from rectoverso.questions.context import Context
from rectoverso.questions.lowering import Lowered, Written, finish, options

KIND = "matching"


class Authored(QuestionBase):
    """Three to eight pairs, and right sides that belong to none."""

    pairs: Annotated[dict[EntryId, WrittenPair], Field(min_length=3, max_length=8)]
    extra: Annotated[dict[EntryId, WrittenOption], Field(max_length=3)] = Field(
        default_factory=dict, description="right sides without a partner"
    )


def lower(written: WrittenQuestion, context: Context) -> Lowered:
    """The pairs; Q001 for an id that is both a pair and an extra."""
    fields = written.fields
    assert isinstance(fields, Authored)
    own = Written(written, context)
    fallback = own.explain()
    extra, problems = options(own, fields.extra, fallback, "extra")
    if fields.pairs.keys() & fields.extra.keys() or any(one.right for one in extra):
        problems += (own.problem(Code.Q001, "extra", entry=fields.id),)
    pairs = tuple(
        Pair(id, pair.left, pair.right, pair.feedback or fallback)
        for id, pair in fields.pairs.items()
    )
    return finish(own, Match(pairs, extra), problems)
