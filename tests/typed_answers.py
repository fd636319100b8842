"""The cases of typed answers as a publication: one edition a language, one question a text.

A case is a key as an editor writes it in ``quiz.yaml``, what is typed, and the verdict.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from tests.cases.reader import Case, cases

HOME = Path(__file__).parent / "cases"
LANGUAGES = ("fr", "en")
UNITS_FROM = Path(__file__).parent / "editions/lantern/content/publication.yaml"
ALL = {code: cases(HOME / f"answers.{code}.txt") for code in LANGUAGES}
_UNITS = yaml.safe_load(UNITS_FROM.read_text("utf-8"))["units"]


def slug(code: str) -> str:
    """Name of a language's edition."""
    return f"answers-{code}"


def question_id(case: Case, place: int) -> str:
    """Id of the question that asks for one typed text of a case."""
    return f"line-{case.line}-{place}"


def expected(case: Case) -> list[tuple[str, str]]:
    """Typed texts and their verdicts; one verdict stands for all."""
    typed = case.given[1:]
    verdicts = case.expected * len(typed) if len(case.expected) == 1 else case.expected
    return list(zip(typed, verdicts, strict=True))


def publication(folder: Path) -> Path:
    """Writes a publication of its own into a new folder."""
    head = {"title": {"fr": "Réponses", "en": "Answers"}, "languages": list(LANGUAGES)}
    _write(folder / "content/people.yaml", {})
    _write(folder / "content/publication.yaml", {**head, "units": _UNITS, "papers": []})
    add_to(folder)
    return folder


def add_to(root: Path) -> None:
    """Adds the editions to a publication in both languages, with the units of the cases."""
    for code in LANGUAGES:
        _edition(root / "content/editions" / slug(code), code)


def _edition(folder: Path, code: str) -> None:
    questions = [
        _question(case, place, code) for case in ALL[code] for place in range(1, len(case.given))
    ]
    head = {
        "title": {code: "Mots"},
        "lede": {code: "Des mots."},
        "date": "2025-01-27",
        "languages": [code],
        "sections": [{"id": "words", "title": {code: "Les mots"}}],
    }
    term = {"term": {code: "terme"}, "definition": {code: "Un terme, pour qu’il y en ait un."}}
    count = len(questions)
    quiz = {"title": {code: "Quiz"}, "take": {"total": count, "practice": count}}
    _write(folder / "edition.yaml", head)
    _write(folder / "sources.yaml", {"sources": {}})
    _write(folder / "facts.yaml", {"facts": {}})
    _write(folder / "quotes.yaml", {"quotes": {}})
    _write(folder / "glossary.yaml", {"terms": {"term": term}})
    _write(folder / "quiz.yaml", quiz | {"questions": questions})
    prose = folder / "sections" / f"words.{code}.md"
    prose.parent.mkdir()
    prose.write_text('{{ term("term") }}\n', "utf-8")


def _question(case: Case, place: int, code: str) -> dict[str, Any]:
    key = yaml.safe_load(case.given[0])
    words = {"kind": "short-answer", "accepted": {code: key.pop("accepted", [])}}
    return {
        "id": question_id(case, place),
        "stem": {code: "Que répondez-vous ?"},
        "entries": ["term"],
        "waive": {"key-not-in-evidence": "a case of typed answers, carried by nothing"},
        **({"kind": "number"} if "value" in key else words),
        **key,
    }


def _write(path: Path, content: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")
