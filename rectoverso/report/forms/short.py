"""One line for each problem, as compilers print them and editors read them."""

from __future__ import annotations

from rectoverso.problems import Problem
from rectoverso.report.shown import Report
from rectoverso.report.wording import wording


def present(report: Report) -> str:
    """``file:line:column: severity CODE message``, and nothing else."""
    return "\n".join(_line(problem, report) for problem in report.problems)


def _line(problem: Problem, report: Report) -> str:
    place = f"{report.place(problem.span)}: " if problem.span else ""
    severity = report.language.say(f"command.{problem.severity.value}")
    return f"{place}{severity} {problem.code.name} {wording(problem, report).message}"
