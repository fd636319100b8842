"""What ``reword`` changes of a generated question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from rectoverso.model.questions import (
    Blank,
    Choice,
    Fill,
    Match,
    Order,
    Question,
    Response,
    Reword,
)
from rectoverso.model.values import LocalText
from rectoverso.problems import Code, Problem, Remark, suggest
from rectoverso.questions import keys
from rectoverso.questions.context import Context


def reworded(
    question: Question, change: Reword, context: Context
) -> tuple[Question, tuple[Problem, ...]]:
    """The question with an editor's words in the place of ours.

    Returns:
        It, and Q006 for a stem that no longer names the source of a contested fact, Q021 for
        feedback on an option that the question does not have.
    """
    problems = [*_teller_lost(question, change, context), *_no_such_part(question, change, context)]
    return replace(
        question,
        stem=change.stem or question.stem,
        response=_with_feedback(question.response, change.feedback),
        explanation=change.explanation or question.explanation,
        use=change.use or question.use,
        points=change.points or question.points,
        level=change.level or question.level,
        section=change.section or question.section,
        tags=question.tags if change.tags is None else change.tags,
    ), tuple(problems)


def _teller_lost(question: Question, change: Reword, context: Context) -> list[Problem]:
    if change.stem is None or not question.contested:
        return []
    file = context.edition.file_of("questions")
    span = context.publication.places.value(file, "reword", question.id, "stem")
    return [
        Problem(Code.Q006, span, {"entry": question.id, "found": reference.id})
        for reference in question.references
        if reference.kind == "facts"
        and not context.names_teller(context.edition.facts[reference.id], change.stem)
    ]


def _no_such_part(question: Question, change: Reword, context: Context) -> list[Problem]:
    parts = keys.part_ids(question)
    problems = []
    for id in change.feedback:
        if id in parts:
            continue
        file = context.edition.file_of("questions")
        span = context.publication.places.key(file, "reword", question.id, "feedback", id)
        meant = suggest(id, parts)
        remarks = (Remark("did-you-mean", {"suggestion": meant}),) if meant else ()
        values = {"found": id, "entry": question.id, "allowed": ", ".join(parts) or "@none"}
        problems.append(Problem(Code.Q021, span, values, remarks))
    return problems


def _with_feedback(response: Response, told: Mapping[str, LocalText]) -> Response:
    match response:
        case Choice(options=options):
            return replace(
                response,
                options=tuple(
                    replace(one, feedback=told.get(one.id, one.feedback)) for one in options
                ),
            )
        case Match(pairs=pairs, extra=extra):
            return replace(
                response,
                pairs=tuple(replace(one, feedback=told.get(one.id, one.feedback)) for one in pairs),
                extra=tuple(replace(one, feedback=told.get(one.id, one.feedback)) for one in extra),
            )
        case Order(steps=steps):
            return replace(
                response,
                steps=tuple(replace(one, feedback=told.get(one.id, one.feedback)) for one in steps),
            )
        case Fill(blanks=blanks):
            return replace(response, blanks=tuple(_blank(one, told) for one in blanks))
    return response


def _blank(blank: Blank, told: Mapping[str, LocalText]) -> Blank:
    return replace(blank, feedback=told.get(blank.id, blank.feedback))
