"""Fill-in: a text with gaps."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import Field

from rectoverso.model.questions import Accents, Blank, Fill, QuestionBase, WrittenQuestion
from rectoverso.model.values import EntryId, Text
from rectoverso.problems import Code
from rectoverso.questions.authoring import WrittenBlank
from rectoverso.questions.context import Context
from rectoverso.questions.lowering import Lowered, Written, exact_words, finish, references

KIND = "fill-in"


class Authored(QuestionBase):
    """A text with gaps written ``{gap}``, and for each what counts as right."""

    text: Text = Field(description="the text; {name} stands for the gap of that name")
    accents: Accents = Field(
        Accents.LENIENT, description="strict: an answer without its accents is wrong"
    )
    blanks: Annotated[dict[EntryId, WrittenBlank], Field(min_length=1, max_length=6)]


_GAP = re.compile(r"\{([a-z0-9.-]+)\}")


def lower(written: WrittenQuestion, context: Context) -> Lowered:
    """The text with its gaps.

    Returns:
        Q001 for a gap without answers, or answers without a gap, in any language; Q011 when
        the words of a translated quote are asked for.
    """
    fields = written.fields
    assert isinstance(fields, Authored)
    own = Written(written, context)
    explanation = own.explain(references(own)[0])
    problems = [
        own.problem(Code.Q001, "text", language, entry=fields.id)
        for language in context.languages
        if sorted(_GAP.findall(fields.text.get(language) or "")) != sorted(fields.blanks)
    ]
    accepted = []
    blanks = []
    for id, blank in fields.blanks.items():
        missing = [code for code in context.languages if code not in blank.accepted]
        if missing:
            problems.append(own.problem(Code.Q001, "blanks", id, "accepted", entry=fields.id))
        accepted += [answer for answers in blank.accepted.values() for answer in answers]
        blanks.append(Blank(id, blank.accepted, blank.feedback or explanation, fields.accents))
    problems += exact_words(own, accepted)
    return finish(own, Fill(fields.text, tuple(blanks)), problems, key=", ".join(accepted[:1]))
