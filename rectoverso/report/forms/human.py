"""For people: place, severity, code and message; the line with a caret; remarks; help."""

from __future__ import annotations

from rectoverso.problems import Problem, Severity, Span
from rectoverso.report.excerpt import excerpt
from rectoverso.report.shown import Report
from rectoverso.report.wording import wording

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "34"}


def present(report: Report) -> str:
    """One block for each problem, then the tally."""
    blocks = [_block(problem, report) for problem in report.problems]
    return "\n\n".join([*blocks, report.tally])


def _block(problem: Problem, report: Report) -> str:
    texts = wording(problem, report)
    colour = _COLOURS[problem.severity]
    place = f"{report.place(problem.span)}: " if problem.span else ""
    severity = report.language.say(f"command.{problem.severity.value}")
    head = _painted(f"{severity} {problem.code.name}", f"1;{colour}", report)
    lines = [f"{place}{head} {texts.message}"]
    if problem.span:
        lines += _lines(problem.span, colour, report)
    lines += [f"  {text}" for text in texts.remarks]
    if texts.help:
        lines.append(f"  {report.language.say('command.help-line', text=texts.help)}")
    return "\n".join(lines)


def _lines(span: Span, colour: str, report: Report) -> list[str]:
    found = excerpt(report.texts.get(span.file, ""), span, report.width)
    if found is None or not report.texts.get(span.file):
        return []
    gutter, line, carets = found
    indent, marks = carets[: -len(carets.lstrip())], carets.lstrip()
    below = " " * (len(gutter) - 2) + "| "
    return [f"{gutter}{line}".rstrip(), f"{below}{indent}{_painted(marks, colour, report)}"]


def _painted(text: str, colour: str, report: Report) -> str:
    """The text in a colour of ECMA-48 (SGR), where the terminal takes it."""
    return f"\x1b[{colour}m{text}\x1b[0m" if report.colour else text
