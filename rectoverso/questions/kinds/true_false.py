"""True, false or not stated: a statement to be judged by what the sources say."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from rectoverso.model.questions import Choice, Option, QuestionBase, Search, WrittenQuestion
from rectoverso.model.values import Text
from rectoverso.problems import Code
from rectoverso.questions.authoring import WrittenFinding
from rectoverso.questions.context import Context
from rectoverso.questions.lowering import Lowered, Written, finish

KIND = "true-false"


class Authored(QuestionBase):
    """A statement (the ``stem``) that is true, false or not stated in the sources.

    ``not-stated`` is not proved by evidence: it names the words that were searched for and
    carries the initials of the person who looked.
    """

    key: Literal["true", "false", "not-stated"]
    offer_not_stated: bool = Field(True, description="false: only true and false are offered")
    feedback: dict[Literal["true", "false", "not-stated"], Text] = Field(
        default_factory=dict, description="why an answer is right or wrong"
    )
    searched: tuple[str, ...] = Field((), description="words searched for in all sources")
    found_but_unrelated: tuple[WrittenFinding, ...] = Field(
        (), description="of these, words that a source has, and why they state nothing here"
    )
    signed_off: str | None = Field(None, description="initials of the person who looked")


_ANSWERS: tuple[Literal["true", "false", "not-stated"], ...] = ("true", "false", "not-stated")


def lower(written: WrittenQuestion, context: Context) -> Lowered:
    """The statement with its two or three fixed answers.

    Returns:
        Q001 for a key that is not offered, Q005 for a wrong answer without a reason where the
        explanation does not give it, Q013 for « not stated » without search or initials.
    """
    fields = written.fields
    assert isinstance(fields, Authored)
    own = Written(written, context)
    explanation = own.explain()
    offered = _ANSWERS if fields.offer_not_stated else _ANSWERS[:2]
    if fields.key not in offered:
        return None, (own.problem(Code.Q001, "key", entry=fields.id),)
    problems = []
    looked = bool(fields.searched and fields.signed_off)
    if fields.key == "not-stated" and not looked:
        problems.append(own.problem(Code.Q013, "key", found=fields.key))
    if not any(explanation.get(language) for language in context.languages):
        problems.extend(
            own.problem(Code.Q005, found=context.say(f"quiz.{answer}")[context.languages[0]])
            for answer in offered
            if answer not in fields.feedback and answer != fields.key
        )
    made = tuple(
        Option(
            answer,
            context.say(f"quiz.{answer}"),
            answer == fields.key,
            fields.feedback.get(answer, explanation),
        )
        for answer in offered
    )
    return finish(
        own,
        Choice(made, ordered=True),
        problems,
        stem=context.say(
            "quiz.stem-true-false-not-stated" if fields.offer_not_stated else "quiz.stem-statement"
        ),
        material=fields.stem,
        key=fields.key,
        unproved=fields.key == "not-stated",
        search=_search(fields),
    )


def _search(fields: Authored) -> Search | None:
    if not fields.searched:
        return None
    aside = tuple((found.words, found.because) for found in fields.found_but_unrelated)
    return Search(fields.searched, aside, fields.signed_off or "")
