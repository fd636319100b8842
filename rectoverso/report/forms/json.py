"""One JSON document for programs: problems, entries with their status, what was made."""

from __future__ import annotations

import json

from rectoverso.pipeline import EntryStatus, Written
from rectoverso.problems import Problem, Severity, Span
from rectoverso.report.shown import Report
from rectoverso.report.wording import wording

VERSION = 1
"""Grows when a key is taken away or changes its meaning; new keys may come at any time."""


def present(report: Report) -> str:
    """The document. Its keys are described in ``docs/guides/check-format.md``."""
    document = {
        "version": VERSION,
        "language": report.language.code,
        "summary": {
            "errors": report.count(Severity.ERROR),
            "warnings": report.count(Severity.WARNING),
            "notes": report.count(Severity.NOTE),
            "entries": len(report.entries),
        },
        "problems": [_problem(problem, report) for problem in report.problems],
        "entries": [_entry(entry) for entry in report.entries],
        "made": [_made(made) for made in report.made],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _problem(problem: Problem, report: Report) -> dict[str, object]:
    texts = wording(problem, report)
    return {
        "code": problem.code.name,
        "fault": problem.code.fault,
        "severity": problem.severity.value,
        "place": _place(problem.span),
        "message": texts.message,
        "help": texts.help,
        "remarks": [
            {"name": remark.name, "text": text, "place": _place(remark.span)}
            for remark, text in zip(problem.remarks, texts.remarks, strict=True)
        ],
        "values": dict(problem.values),
    }


def _place(span: Span | None) -> dict[str, object] | None:
    if span is None:
        return None
    return {
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }


def _entry(entry: EntryStatus) -> dict[str, object]:
    return {
        "edition": entry.edition,
        "kind": entry.found.kind,
        "id": entry.found.id,
        "file": entry.span.file,
        "line": entry.span.line,
        "status": entry.found.status.value,
        "accepted_on": entry.found.accepted_on,
        "passages": [
            {
                "source": passage.source,
                "paragraph": passage.paragraph,
                "start": passage.start,
                "end": passage.end,
                "status": passage.status.value,
            }
            for passage in entry.found.passages
        ],
    }


def _made(made: Written) -> dict[str, object]:
    return {
        "path": made.path,
        "media_type": made.media_type,
        "audience": made.audience.value,
        "size": made.size,
        "reused": made.reused,
    }
