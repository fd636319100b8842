"""Short answer: a few words, with the variants that count."""

from __future__ import annotations

from pydantic import Field

from rectoverso.model.questions import Accents, QuestionBase, Short, WrittenQuestion
from rectoverso.model.values import LanguageCode, Text
from rectoverso.problems import Code
from rectoverso.questions.authoring import Variants
from rectoverso.questions.context import Context
from rectoverso.questions.lowering import (
    Lowered,
    Written,
    exact_words,
    finish,
    wordless,
)

KIND = "short-answer"


class Authored(QuestionBase):
    """A few words; the first accepted variant is shown in the key."""

    accepted: dict[LanguageCode, Variants]
    accents: Accents = Field(
        Accents.LENIENT, description="strict: an answer without its accents is wrong"
    )
    feedback: Text | None = None


def lower(written: WrittenQuestion, context: Context) -> Lowered:
    """The answer line.

    Returns:
        Q001 for a language without an accepted answer, and for an answer of which nothing counts;
        Q011 for exact words of a translated quote.
    """
    fields = written.fields
    assert isinstance(fields, Authored)
    own = Written(written, context)
    if any(language not in fields.accepted for language in context.languages):
        return None, (own.problem(Code.Q001, "accepted", entry=fields.id),)
    answers = [answer for variants in fields.accepted.values() for answer in variants]
    feedback = fields.feedback or own.explain()
    response = Short(fields.accepted, feedback, fields.accents)
    problems = (*wordless(own, fields.accepted, "accepted"), *exact_words(own, answers))
    return finish(own, response, problems, key=answers[0])
