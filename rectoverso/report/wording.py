"""The texts of a problem, filled: message, help and remarks in one language."""

from __future__ import annotations

from dataclasses import dataclass

from rectoverso.languages.filling import filled
from rectoverso.problems import Problem, Remark
from rectoverso.report.shown import Report


@dataclass(frozen=True, slots=True)
class Wording:
    """What a problem says.

    Attributes:
        message: what is wrong, one line.
        help: what to do, one line; empty when there is nothing to do.
        remarks: the lines between the two, in the order of the problem's remarks.
    """

    message: str
    help: str
    remarks: tuple[str, ...]


def wording(problem: Problem, report: Report) -> Wording:
    """The texts of a problem.

    Control characters in values are shown as signs, so that content cannot steer a terminal.

    Args:
        problem: what is to be told.
        report: in which language, and how places are written.
    """
    language = report.language
    texts = language.message(problem.code)
    return Wording(
        filled(texts.message, problem.values, language),
        filled(texts.help, problem.values, language),
        tuple(_remark(remark, report) for remark in problem.remarks),
    )


def _remark(remark: Remark, report: Report) -> str:
    place = {"place": report.place(remark.span)} if remark.span else {}
    texts = report.language
    return filled(texts.remark(remark.name), {**remark.values, **place}, texts)
