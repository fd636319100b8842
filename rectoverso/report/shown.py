"""What a run shows: its problems, and what is needed to show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rectoverso.languages import Language
from rectoverso.pipeline import EntryStatus, Written
from rectoverso.problems import Problem, Severity, Span


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that a form may show.

    Attributes:
        problems: in the order in which they are shown.
        texts: file → its text, for showing lines.
        language: the reader's.
        tally: the numbers of all problems of the run in words, listed here or not.
        entries: every entry that bears evidence, with its status.
        made: what the run made; empty where it made nothing.
        prefix: what stands before the path of a file, so that it can be opened from where
            the reader is; empty or with a slash at its end.
        colour: whether the output is a terminal that takes colour.
        width: columns of that terminal.
    """

    problems: tuple[Problem, ...]
    texts: Mapping[str, str]
    language: Language
    tally: str
    entries: tuple[EntryStatus, ...] = ()
    made: tuple[Written, ...] = ()
    prefix: str = ""
    colour: bool = False
    width: int = 100

    def place(self, span: Span) -> str:
        """A place as ``file:line:column``, which editors open on a click."""
        return f"{self.prefix}{span.file}:{span.line}:{span.column}"

    def count(self, severity: Severity) -> int:
        """How many problems weigh that much."""
        return sum(problem.severity is severity for problem in self.problems)


def tally(problems: Iterable[Problem], language: Language) -> str:
    """The numbers of errors, warnings and notes, in words."""
    severities = [problem.severity for problem in problems]
    counts = (
        ("errors", severities.count(Severity.ERROR)),
        ("warnings", severities.count(Severity.WARNING)),
        ("notes", severities.count(Severity.NOTE)),
    )
    parts = [language.say(f"command.{name}", count=count) for name, count in counts if count]
    return ", ".join(parts) or language.say("command.no-problems")
