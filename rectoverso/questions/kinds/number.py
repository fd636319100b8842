"""Number: a value to be written, right within a tolerance."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from rectoverso.model.questions import Number, QuestionBase, WrittenQuestion
from rectoverso.model.values import Text
from rectoverso.problems import Code
from rectoverso.questions.context import Context
from rectoverso.questions.lowering import Lowered, Written, finish, references
from rectoverso.text import amounts

KIND = "number"


class Authored(QuestionBase):
    """A number in the unit that stands behind the answer line."""

    value: Decimal
    tolerance: Annotated[Decimal, Field(ge=0)] = Field(
        Decimal(0), description="how far off still counts, in the same unit"
    )
    unit: str | None = Field(None, description="as in facts: percent, USD, or a unit of ours")
    feedback: Text | None = None


def lower(written: WrittenQuestion, context: Context) -> Lowered:
    """The number with the text around its line; Q013 when no fact has that value."""
    fields = written.fields
    assert isinstance(fields, Authored)
    own = Written(written, context)
    found, _ = references(own)
    frames = {
        language: amounts.frame(fields.value, fields.unit, language, context.units)
        for language in context.languages
    }
    shown = context.amount(fields.value, fields.unit)
    values = [
        abs(fact.value)
        for one in found
        if one.kind == "facts" and (fact := context.edition.facts[one.id]).value is not None
    ]
    problems = []
    if found and values and abs(fields.value) not in values:
        text = shown[context.languages[0]]
        problems.append(own.problem(Code.Q013, "value", found=text))
    scale = fields.value / next(iter(frames.values()))[0] if fields.value else Decimal(1)
    response = Number(
        value=abs(fields.value / scale),
        tolerance=abs(fields.tolerance / scale),
        unit=context.texts(lambda language: frames[language][1]),
        shown=shown,
        feedback=fields.feedback or own.explain(found),
        measured=fields.unit,
        scale=abs(scale),
        negative=fields.value < 0,
    )
    return finish(own, response, problems, key=shown[context.languages[0]])
