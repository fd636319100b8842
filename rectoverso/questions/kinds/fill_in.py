"""Fill-in: a text with gaps; or the terms of some definitions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from rectoverso.model.entries import Term
from rectoverso.model.questions import (
    Accents,
    Blank,
    Fill,
    Level,
    Question,
    QuestionBase,
    Reference,
    WrittenQuestion,
)
from rectoverso.model.values import EntryId, Text
from rectoverso.problems import Code
from rectoverso.questions.authoring import WrittenBlank
from rectoverso.questions.context import Context, shuffled
from rectoverso.questions.glossary import accepted, askable
from rectoverso.questions.lowering import (
    Lowered,
    Written,
    exact_words,
    finish,
    wordless,
)

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
        Q001 for a gap without answers, or answers without a gap, in any language, and for an
        answer of which nothing counts; Q011 when the words of a translated quote are asked for.
    """
    fields = written.fields
    assert isinstance(fields, Authored)
    own = Written(written, context)
    explanation = own.explain()
    problems = [
        own.problem(Code.Q001, "text", language, entry=fields.id)
        for language in context.languages
        if sorted(_GAP.findall(fields.text.get(language) or "")) != sorted(fields.blanks)
    ]
    answers = []
    blanks = []
    for id, blank in fields.blanks.items():
        missing = [code for code in context.languages if code not in blank.accepted]
        if missing:
            problems.append(own.problem(Code.Q001, "blanks", id, "accepted", entry=fields.id))
        problems += wordless(own, blank.accepted, "blanks", id, "accepted")
        answers += [answer for forms in blank.accepted.values() for answer in forms]
        blanks.append(Blank(id, blank.accepted, blank.feedback or explanation, fields.accents))
    problems += exact_words(own, answers)
    return finish(own, Fill(fields.text, tuple(blanks)), problems, key=", ".join(answers[:1]))


_GAPS = 3
_LONGEST_DEFINITION = 26


def generate(context: Context) -> Iterator[Question]:
    """Asks for the terms of three short definitions of one section, for every three there are,
    and for those of the lock."""
    by_section: dict[str | None, list[str]] = {}
    terms = askable(context)
    for id in shuffled(terms, KIND):
        lengths = (len(terms[id].definition[language].split()) for language in context.languages)
        if max(lengths) <= _LONGEST_DEFINITION:
            by_section.setdefault(terms[id].section, []).append(id)
    drawn = (
        tuple(sorted(ids[start : start + _GAPS]))
        for ids in by_section.values()
        for start in range(0, len(ids) - _GAPS + 1, _GAPS)
    )
    groups = {f"{KIND}:{group[0]}": group for group in drawn}
    # Groups that the lock does not hold keep their names, by which editors drop and reword them.
    groups |= {id: ids for id, ids in context.fixed.items() if id.startswith(f"{KIND}:")}
    for ids in groups.values():
        group = tuple(dict.fromkeys(ids))
        if group and all(id in terms for id in group):
            yield _definitions(group, terms, context)


def _definitions(ids: tuple[str, ...], terms: dict[str, Term], context: Context) -> Question:
    blanks = tuple(
        Blank(
            id,
            accepted(terms[id], context),
            context.say("quiz.term-means", term=terms[id].term, definition=terms[id].definition),
        )
        for id in ids
    )
    lines = [
        context.say("quiz.term-to-find", definition=terms[id].definition, gap=f"{{{id}}}")
        for id in ids
    ]
    return Question(
        id=f"{KIND}:{ids[0]}",
        kind=KIND,
        stem=context.say("quiz.stem-terms"),
        response=Fill(
            context.texts(lambda language: " ".join(line[language] for line in lines)), blanks
        ),
        explanation=context.say("quiz.as-glossary-all"),
        references=tuple(Reference("terms", id) for id in ids),
        points=len(ids),
        level=Level.UNDERSTAND,
        section=terms[ids[0]].section,
    )
