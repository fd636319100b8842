"""Number: a value to be written, right within a tolerance."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from rectoverso.model.questions import Number, QuestionBase, WrittenQuestion
from rectoverso.model.values import Size, Text
from rectoverso.problems import Code
from rectoverso.questions.answer_line import answer_line
from rectoverso.questions.context import Context
from rectoverso.questions.lowering import Lowered, Written, finish

KIND = "number"


class Authored(QuestionBase):
    """A number in the unit that stands behind the answer line."""

    value: Size
    tolerance: Annotated[Size, Field(ge=0)] = Field(
        Decimal(0), description="how far off still counts, in the same unit"
    )
    unit: str | None = Field(None, description="as in facts: percent, USD, or a unit of ours")
    feedback: Text | None = None


def lower(written: WrittenQuestion, context: Context) -> Lowered:
    """The number with the text around its line.

    Returns:
        Q026 when the line would need another number in another language; Q013 when the entries
        that carry the key have values, and none of them is this one.
    """
    fields = written.fields
    assert isinstance(fields, Authored)
    own = Written(written, context)
    found = own.references
    line = answer_line(fields.value, fields.unit, context)
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
    if line is None:
        every = " / ".join(shown[language] for language in context.languages)
        return None, (*problems, own.problem(Code.Q026, "value", found=every))
    response = Number(
        value=line.value,
        tolerance=fields.tolerance / line.scale,
        unit=line.around,
        shown=shown,
        feedback=fields.feedback or own.explain(),
        measured=fields.unit,
        scale=line.scale,
        negative=fields.value < 0,
    )
    return finish(own, response, problems, key=shown[context.languages[0]])
