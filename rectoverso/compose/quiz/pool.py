"""All questions that can be asked of an edition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from rectoverso.compose.quiz.lock import why_gone
from rectoverso.model.publication import NodePath
from rectoverso.model.questions import Question, QuizHead, Reword
from rectoverso.problems import Code, Problem, Remark, suggest
from rectoverso.questions.context import Context
from rectoverso.registry import modules

KINDS = "rectoverso.questions.kinds"


def pool(context: Context, head: QuizHead) -> tuple[Mapping[str, Question], tuple[Problem, ...]]:
    """Written questions first, then generated ones, each under its id.

    Returns:
        The questions, without those that ``drop`` names and with the changes of ``reword``;
        what is wrong with written ones; Q008 for a name in ``pin``, ``drop`` or ``reword``
        that is no question; Q006 for a new stem that no longer names its source.
    """
    problems: list[Problem] = []
    candidates: dict[str, Question] = {}
    kinds = {module.KIND: module for module in modules(KINDS)}
    failed: set[str] = set()
    for written in context.edition.questions:
        question, found = kinds[written.kind].lower(written, context)
        problems.extend(found)
        if question is None:
            failed.add(written.id)
        else:
            candidates[question.id] = question
    for module in kinds.values():
        if hasattr(module, "generate"):
            for question in module.generate(context):
                candidates.setdefault(question.id, question)
    # A question that was set aside is known, though it cannot be asked.
    known = failed | {id for kind, id in context.edition.aside if kind == "questions"}
    names: tuple[tuple[Iterable[str], str], ...] = (
        (head.pin, "pin"),
        (head.drop, "drop"),
        (head.reword, "reword"),
    )
    for ids, field in names:
        for place, id in enumerate(ids):
            if id not in candidates and id not in known and not _excused(id, kinds, context):
                path: NodePath = (field, id) if field == "reword" else (field, place)
                problems.append(_unknown(id, path, tuple(candidates), context))
    for id, change in head.reword.items():
        if id in candidates:
            candidates[id], found = _reworded(candidates[id], change, context)
            problems.extend(found)
    for id in head.drop:
        candidates.pop(id, None)
    return candidates, tuple(problems)


def _excused(id: str, kinds: Mapping[str, object], context: Context) -> bool:
    """Whether a generated question may be missing because an entry could not be verified."""
    return not context.whole and id.partition(":")[0] in kinds and ":" in id


def _unknown(id: str, path: NodePath, known: tuple[str, ...], context: Context) -> Problem:
    file = context.edition.file_of("questions")
    places = context.publication.places
    span = places.key(file, *path) if path[0] == "reword" else places.value(file, *path)
    meant = suggest(id, known)
    remarks = why_gone(context.edition, id, places)
    if meant and not remarks:
        remarks = (Remark("did-you-mean", {"suggestion": meant}),)
    return Problem(Code.Q008, span, {"found": id}, remarks)


def _reworded(
    question: Question, change: Reword, context: Context
) -> tuple[Question, tuple[Problem, ...]]:
    problems: list[Problem] = []
    if change.stem is not None and question.contested:
        for reference in question.references:
            fact = context.edition.facts.get(reference.id) if reference.kind == "facts" else None
            if fact is not None and not context.names_teller(fact, change.stem):
                span = context.publication.places.value(
                    context.edition.file_of("questions"), "reword", question.id, "stem"
                )
                values = {"entry": question.id, "found": reference.id}
                problems.append(Problem(Code.Q006, span, values))
    changed = replace(
        question,
        stem=change.stem or question.stem,
        use=change.use or question.use,
        points=change.points or question.points,
        level=change.level or question.level,
        section=change.section or question.section,
    )
    return changed, tuple(problems)
