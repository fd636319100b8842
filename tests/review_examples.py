"""Examples of the review rules, in ``tests/review/<rule>.yaml``.

A file has

``question`` or ``quiz``
    what is well: a written question, or for rules of the whole quiz the list of its questions.
    ``none`` in place of an option takes it out.
``head``
    fields of ``quiz.yaml`` above the questions, where the rule needs some; ``publication`` the same
    of ``publication.yaml``.
``fails``, ``passes``
    examples by language, ``fr`` and ``en``: changes to what is well, each a mapping of dotted path
    to value. The fault, or what looks like it, is in that language; ``found`` is what the message
    names, ``at`` the words that the caret stands under. ``passes`` begins with what is well itself.

All questions go through the program as an editor's do: the scaffold's publication is loaded,
verified, composed and reviewed with them.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from rectoverso.compose import compose
from rectoverso.load import load
from rectoverso.model.publication import Publication
from rectoverso.model.review import Finding, Review
from rectoverso.problems import Severity
from rectoverso.review import review
from rectoverso.verify import verify

HOME = Path(__file__).parent / "review"
FILE = Path("content/editions/ferry/quiz.yaml")
LANGUAGES = ("fr", "en")


@dataclass(frozen=True, slots=True)
class Example:
    """One example: its question or questions, and what is expected of them."""

    id: str
    rule: str
    language: str
    fails: bool
    questions: tuple[dict[str, Any], ...]
    head: Mapping[str, Any]
    settings: Mapping[str, Any]
    found: str | None
    at: str | None
    whole: bool


def rules() -> tuple[str, ...]:
    """The rules that have examples."""
    return tuple(sorted(path.stem for path in HOME.glob("*.yaml")))


def examples(rule: str) -> tuple[Example, ...]:
    """The examples of a rule."""
    data = yaml.safe_load((HOME / f"{rule}.yaml").read_text("utf-8"))
    whole = "quiz" in data
    base = data["quiz"] if whole else data["question"]
    found = []
    for kind in ("fails", "passes"):
        for language in LANGUAGES:
            given = data[kind][language]
            for number, entry in enumerate(given if kind == "fails" else [{}, *given]):
                changes = {key: entry[key] for key in entry if key not in ("found", "at")}
                id = f"{kind}-{language}-{number}"
                questions = _changed(base, changes)
                if not whole:
                    questions = [{**questions, "id": id}]
                found.append(
                    Example(
                        id=id,
                        rule=rule,
                        language=language,
                        fails=kind == "fails",
                        questions=tuple(questions),
                        head=data.get("head", {}),
                        settings=data.get("publication", {}),
                        found=entry.get("found") if kind == "fails" else None,
                        at=entry.get("at") if kind == "fails" else None,
                        whole=whole,
                    )
                )
    return tuple(found)


def _changed(base: Any, changes: Mapping[str, Any]) -> Any:
    done = copy.deepcopy(base)
    for path, value in changes.items():
        *way, last = (int(step) if step.isdecimal() else step for step in path.split("."))
        node = done
        for step in way:
            node = node[step]
        if value == "none":
            del node[last]
        else:
            node[last] = value
    return done


def reviewed(root: Path, given: tuple[Example, ...]) -> tuple[Review, Publication]:
    """The review of the scaffold's publication with these questions in its quiz."""
    one = given[0]
    head = {
        "title": {"fr": "Le bac", "en": "The ferry"},
        "versions": ["A"],
        "take": {"total": sum(len(example.questions) for example in given)},
        **one.head,
    }
    questions = [question for example in given for question in example.questions]
    write(root / FILE, {**head, "questions": questions})
    settings = root / "content/publication.yaml"
    write(settings, {**yaml.safe_load(settings.read_text("utf-8")), **one.settings})
    publication, problems = load(root)
    assert publication is not None
    assert not problems, problems
    verified, _ = verify(publication, today=date(2025, 3, 10))
    composition, problems = compose(publication, verified)
    wrong = [problem for problem in problems if problem.severity is Severity.ERROR]
    assert not wrong, wrong
    reviews, _ = review(publication, composition)
    return reviews["ferry"], publication


class _Plain(yaml.SafeDumper):
    """Writes what occurs twice twice: aliases are no part of what an editor may write."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def write(path: Path, content: object) -> None:
    """Writes YAML as an editor could."""
    text = yaml.dump(content, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=1000)
    path.write_text(text, "utf-8")


def of(example: Example, found: Review) -> tuple[Finding, ...]:
    """What was found in an example."""
    if example.whole:
        return found.findings
    return found.of(example.id)


def under_the_caret(finding: Finding, publication: Publication) -> str:
    """The characters that a finding points at."""
    span = finding.problem.span
    assert span is not None
    assert span.line == span.end_line
    line = publication.texts[span.file].splitlines()[span.line - 1]
    return line[span.column - 1 : span.end_column - 1]
