"""What editors waive, and whether the waivers are still needed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rectoverso.model.publication import NodePath
from rectoverso.model.questions import Question
from rectoverso.model.review import Finding
from rectoverso.problems import Code, Problem, Remark, suggest
from rectoverso.review.case import Case


def reasons(question: Question | None, case: Case) -> Mapping[str, str]:
    """The rules that are waived for a question, or for the quiz as a whole, with the reasons."""
    head = case.quiz.head
    if question is None:
        return head.waive_quiz
    return {**head.waive.get(question.id, {}), **question.waive}


def check(case: Case, rules: Iterable[str], findings: Iterable[Finding]) -> list[Problem]:
    """Q050 for a waiver of a rule or a question that does not exist, Q051 for a waiver that
    nothing needs.

    A question that is not in the quiz may keep its waivers. While some entry could not be
    verified nothing is known to be unneeded.
    """
    known = tuple(rules)
    waived = {(finding.question, finding.rule) for finding in findings if finding.waived}
    reviewed = {question.id for question in case.questions}
    problems: list[Problem] = []
    for question, rule, path in _given(case):
        if rule not in known:
            problems.append(_unknown(case, rule, path, known))
        elif case.context.whole and question in (*reviewed, "") and (question, rule) not in waived:
            problems.append(_problem(case, Code.Q051, path, {"found": rule, "entry": question}))
    problems += [
        _unknown(case, id, ("waive", id), tuple(case.quiz.candidates))
        for id in case.quiz.head.waive
        if id not in case.quiz.candidates and not _excused(id, case)
    ]
    return problems


def _given(case: Case) -> Iterable[tuple[str, str, NodePath]]:
    """Every waiver: the question or none, the rule, and where it stands."""
    head = case.quiz.head
    for rule in head.waive_quiz:
        yield "", rule, ("waive_quiz", rule)
    for id, rules in head.waive.items():
        for rule in rules:
            yield id, rule, ("waive", id, rule)
    for written in case.edition.questions:
        for rule in written.fields.waive:
            yield written.id, rule, ("questions", written.index, "waive", rule)


def _excused(id: str, case: Case) -> bool:
    """Whether a question may be missing because something else is wrong, which was reported."""
    return (
        id in case.quiz.head.drop
        or case.edition.is_aside("questions", id)
        or any(written.id == id for written in case.edition.questions)
        or (":" in id and not case.context.whole)
    )


def _unknown(case: Case, found: str, path: NodePath, known: tuple[str, ...]) -> Problem:
    meant = suggest(found, known)
    remarks = (Remark("did-you-mean", {"suggestion": meant}),) if meant else ()
    return _problem(case, Code.Q050, path, {"found": found}, remarks)


def _problem(
    case: Case,
    code: Code,
    path: NodePath,
    values: Mapping[str, str],
    remarks: tuple[Remark, ...] = (),
) -> Problem:
    span = case.publication.places.key(case.edition.file_of("questions"), *path)
    return Problem(code, span, values, remarks)
