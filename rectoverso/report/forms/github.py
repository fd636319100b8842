"""Workflow commands of GitHub Actions, which show problems beside the changed lines.

Form and escaping after "Workflow commands for GitHub Actions" and ``command.ts`` of
``actions/toolkit``.
"""

from __future__ import annotations

from rectoverso.problems import Problem, Severity
from rectoverso.report.shown import Report
from rectoverso.report.wording import wording

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def present(report: Report) -> str:
    """One command for each problem."""
    return "\n".join(_command(problem, report) for problem in report.problems)


def _command(problem: Problem, report: Report) -> str:
    texts = wording(problem, report)
    properties = {"title": f"{problem.code.name} {problem.code.fault}"}
    if problem.span:
        span = problem.span
        properties = {
            "file": f"{report.prefix}{span.file}",
            "line": str(span.line),
            "col": str(span.column),
            "endLine": str(span.end_line),
            "endColumn": str(span.end_column),
            **properties,
        }
    help_line = report.language.say("command.help-line", text=texts.help) if texts.help else ""
    lines = [texts.message, *texts.remarks, help_line]
    given = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    message = _data("\n".join(line for line in lines if line))
    return f"::{_COMMANDS[problem.severity]} {given}::{message}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
