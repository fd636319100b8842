"""Single choice: one right answer among options that an editor wrote."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from rectoverso.model.questions import Choice, QuestionBase, WrittenQuestion
from rectoverso.model.values import EntryId
from rectoverso.problems import Code
from rectoverso.questions.authoring import WrittenOption
from rectoverso.questions.context import Context
from rectoverso.questions.lowering import Lowered, Written, finish, options

KIND = "single-choice"


class Authored(QuestionBase):
    """Two to six options, one of which is right."""

    options: Annotated[dict[EntryId, WrittenOption], Field(min_length=2, max_length=6)]
    ordered: bool = Field(False, description="keep the options in the order written here")


def lower(written: WrittenQuestion, context: Context) -> Lowered:
    """The question with its options, one of them right; Q001 without a right one."""
    fields = written.fields
    assert isinstance(fields, Authored)
    own = Written(written, context)
    fallback = own.explain()
    made, problems = options(own, fields.options, fallback, "options")
    right = [option for option in made if option.right]
    if len(right) != 1:
        return None, (*problems, own.problem(Code.Q001, "options", entry=fields.id))
    key = right[0].text.get(context.languages[0])
    return finish(own, Choice(made, ordered=fields.ordered), problems, key=key)
