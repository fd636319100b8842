"""What a run shows: its problems, and what is needed to show them."""

from __future__ import annotations

from collections.abc import Mapping
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

    def tally(self) -> str:
        """The numbers of errors, warnings and notes, in words."""
        counts = (
            (name, self.count(severity))
            for name, severity in (
                ("errors", Severity.ERROR),
                ("warnings", Severity.WARNING),
                ("notes", Severity.NOTE),
            )
        )
        parts = [
            self.language.say(f"command.{name}", count=count) for name, count in counts if count
        ]
        return ", ".join(parts) or self.language.say("command.no-problems")
