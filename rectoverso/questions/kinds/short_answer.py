"""Short answer: a few words, with the variants that count."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from rectoverso.model.questions import Accents, QuestionBase, Short, WrittenQuestion
from rectoverso.model.values import LanguageCode, Text
from rectoverso.problems import Code
from rectoverso.questions.context import Context
from rectoverso.questions.lowering import Lowered, Written, exact_words, finish, references

KIND = "short-answer"


class Authored(QuestionBase):
    """A few words; the first accepted variant is shown in the key."""

    accepted: dict[LanguageCode, Annotated[tuple[str, ...], Field(min_length=1)]]
    accents: Accents = Field(
        Accents.LENIENT, description="strict: an answer without its accents is wrong"
    )
    feedback: Text | None = None


def lower(written: WrittenQuestion, context: Context) -> Lowered:
    """The answer line; Q001 when a language has no accepted answer, Q011 for exact words of a
    translated quote."""
    fields = written.fields
    assert isinstance(fields, Authored)
    own = Written(written, context)
    if any(language not in fields.accepted for language in context.languages):
        return None, (own.problem(Code.Q001, "accepted", entry=fields.id),)
    answers = [answer for variants in fields.accepted.values() for answer in variants]
    feedback = fields.feedback or own.explain(references(own)[0])
    response = Short(fields.accepted, feedback, fields.accents)
    return finish(own, response, exact_words(own, answers), key=answers[0])
