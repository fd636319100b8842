"""All questions that can be asked of an edition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from rectoverso.compose.quiz.lock import why_gone
from rectoverso.compose.quiz.rewording import reworded
from rectoverso.compose.quiz.sections import Cited, section_of, where_cited
from rectoverso.model.publication import NodePath
from rectoverso.model.questions import Question, QuizHead
from rectoverso.problems import Code, Problem, Remark, Span, suggest
from rectoverso.questions.context import Context
from rectoverso.registry import modules

KINDS = "rectoverso.questions.kinds"


def pool(
    context: Context, head: QuizHead, cited: Cited | None = None
) -> tuple[Mapping[str, Question], tuple[Problem, ...]]:
    """Written questions first, then generated ones, each under its id.

    A question without a section gets that in whose prose its entry is first cited.

    Args:
        context: what is asked about.
        head: what the editor asks for.
        cited: where the prose cites entries; without it that is read from the edition.

    Returns:
        The questions, without those that ``drop`` names or a written question replaces, and
        with the changes of ``reword``; what is wrong with written ones; Q008 for a name in
        ``pin``, ``drop``, ``reword`` or ``replaces`` that is no question; Q022 for a second
        replacement, and for a change to what is replaced; what is wrong with a ``reword``.
    """
    candidates, problems, failed = _written(context)
    generated = {question.id: question for question in _generated(context)}
    for question in generated.values():
        candidates.setdefault(question.id, question)
    # A question that was set aside is known, though it cannot be asked.
    known = failed | {id for kind, id in context.edition.aside if kind == "questions"}
    for id, path in _names(context, head):
        if id not in candidates and id not in known and not _excused(id, context):
            problems.append(_unknown(id, path, tuple(candidates), context))
    for id, change in head.reword.items():
        if id in candidates:
            candidates[id], found = reworded(candidates[id], change, context)
            problems.extend(found)
    problems.extend(_replaced_twice(context, head))
    for id in (*head.drop, *(replacements(context) & generated.keys())):
        candidates.pop(id, None)
    cited = where_cited(context.edition) if cited is None else cited
    return {
        id: question
        if question.section
        else replace(question, section=section_of(question, cited, context.edition))
        for id, question in candidates.items()
    }, tuple(problems)


def pinned(context: Context, head: QuizHead) -> tuple[str, ...]:
    """The ids under which pinned questions are asked: of what is replaced, what replaces it."""
    by_replaced = {
        written.fields.replaces: written.id
        for written in reversed(context.edition.questions)
        if written.fields.replaces
    }
    return tuple(dict.fromkeys(by_replaced.get(id, id) for id in head.pin))


def replacements(context: Context) -> frozenset[str]:
    """The generated questions in whose place a written one stands."""
    return frozenset(
        written.fields.replaces
        for written in context.edition.questions
        if written.fields.replaces is not None
    )


def _written(context: Context) -> tuple[dict[str, Question], list[Problem], set[str]]:
    kinds = {module.KIND: module for module in modules(KINDS)}
    candidates: dict[str, Question] = {}
    problems: list[Problem] = []
    failed: set[str] = set()
    for written in context.edition.questions:
        question, found = kinds[written.kind].lower(written, context)
        problems.extend(found)
        if question is None:
            failed.add(written.id)
        else:
            candidates[question.id] = question
    return candidates, problems, failed


def _generated(context: Context) -> Iterator[Question]:
    for module in modules(KINDS):
        if hasattr(module, "generate"):
            yield from module.generate(context)


def _names(context: Context, head: QuizHead) -> Iterator[tuple[str, NodePath]]:
    """Every id of a question that the editor names, with the way to it."""
    lists: tuple[tuple[Iterable[str], str], ...] = ((head.pin, "pin"), (head.drop, "drop"))
    for ids, field in lists:
        for place, id in enumerate(ids):
            yield id, (field, place)
    for place, id in enumerate(head.handout.questions):
        yield id, ("handout", "questions", place)
    for id in head.reword:
        yield id, ("reword", id)
    for written in context.edition.questions:
        if written.fields.replaces is not None:
            yield written.fields.replaces, ("questions", written.index, "replaces")


def _excused(id: str, context: Context) -> bool:
    """Whether a generated question may be missing because an entry could not be verified."""
    kinds = {module.KIND for module in modules(KINDS)}
    return not context.whole and id.partition(":")[0] in kinds and ":" in id


def _span(path: NodePath, context: Context) -> Span:
    file = context.edition.file_of("questions")
    places = context.publication.places
    return places.key(file, *path) if path[0] == "reword" else places.value(file, *path)


def _unknown(id: str, path: NodePath, known: tuple[str, ...], context: Context) -> Problem:
    meant = suggest(id, known)
    remarks = why_gone(context.edition, id, context.publication.places)
    if meant and not remarks:
        remarks = (Remark("did-you-mean", {"suggestion": meant}),)
    return Problem(Code.Q008, _span(path, context), {"found": id}, remarks)


def _replaced_twice(context: Context, head: QuizHead) -> Iterator[Problem]:
    by: dict[str, str] = {}
    for written in context.edition.questions:
        id = written.fields.replaces
        if id is None:
            continue
        if id in by:
            span = _span(("questions", written.index, "replaces"), context)
            yield Problem(Code.Q022, span, {"found": id, "entry": by[id]})
        by.setdefault(id, written.id)
    for id in head.reword:
        if id in by:
            span = _span(("reword", id), context)
            yield Problem(Code.Q022, span, {"found": id, "entry": by[id]})
