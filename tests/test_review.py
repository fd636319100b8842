"""The review of a quiz: waivers, places, counts, and the page that shows them."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rectoverso.compose import compose
from rectoverso.languages import codes, language
from rectoverso.load import load
from rectoverso.model.questions import Level, Use
from rectoverso.model.review import Review
from rectoverso.problems import Problem, Severity
from rectoverso.questions import kinds
from rectoverso.registry import modules
from rectoverso.review import review
from rectoverso.verify import verify
from tests import program, reading, review_examples

QUIZ = Path("content/editions/ferry/quiz.yaml")
FACTS = Path("content/editions/ferry/facts.yaml")
LONG = (
    "Combien le bac a-t-il coûté, d’après ce que la mairie de Port-Brume a répondu aux journaux"
    " du port et de la région qui le lui demandaient le jour même de la mise en service du navire ?"
)
NOISE = {
    "id": "noise",
    "kind": "single-choice",
    "stem": {"fr": "Que change le nouveau bac ?", "en": "What does the new ferry change?"},
    "options": {
        "quiet": {
            "text": {"fr": "Il fait moins de bruit.", "en": "It makes less noise."},
            "right": True,
        },
        "fast": {
            "text": {"fr": "Il est toujours à l’heure.", "en": "It is on time."},
            "feedback": {"fr": "Rien ne le dit.", "en": "Nothing says so."},
        },
    },
    "entries": ["gulls"],
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return program.new_publication(tmp_path / "publication")


def _write(root: Path, **head: Any) -> None:
    title = {"fr": "Le bac", "en": "The ferry"}
    review_examples.write(root / QUIZ, {"title": title, "take": {"total": 2}, **head})


def _with_long_stem(root: Path) -> None:
    """Gives a fact a stem that is too long, so that the question made of it has a finding."""
    text = (root / FACTS).read_text("utf-8")
    before = "    value: 4800000\n"
    assert text.count(before) == 1
    stem = f'    stem: {{fr: "{LONG}", en: "How much did the ferry cost?"}}\n'
    (root / FACTS).write_text(text.replace(before, before + stem), "utf-8")


def _reviewed(root: Path) -> tuple[Review, tuple[Problem, ...]]:
    publication, problems = load(root)
    assert publication is not None
    assert not problems, problems
    verified, _ = verify(publication, today=date(2025, 3, 10))
    composition, _ = compose(publication, verified)
    reviews, problems = review(publication, composition)
    return reviews["ferry"], problems


def _place(problem: Problem) -> tuple[str, int]:
    assert problem.span is not None
    return Path(problem.span.file).name, problem.span.line


def test_a_finding_is_a_problem_until_it_is_waived(root: Path) -> None:
    _write(root, questions=[NOISE])
    found, problems = _reviewed(root)
    assert [problem.code.fault for problem in problems] == ["absolute-words"]
    assert [finding.waived for finding in found.of("noise")] == [""]

    _write(root, questions=[{**NOISE, "waive": {"absolute-words": "it is what he says"}}])
    found, problems = _reviewed(root)
    assert problems == ()
    assert [finding.waived for finding in found.of("noise")] == ["it is what he says"]
    assert found.standing == ()


def test_a_written_question_is_reviewed_though_it_is_not_chosen(root: Path) -> None:
    _write(root, take={"total": 1}, questions=[{**NOISE, "id": "first"}, NOISE])
    found, problems = _reviewed(root)
    assert found.reviewed == ("first", "noise")
    assert len(problems) == 2


@pytest.mark.parametrize("waived", [False, True])
def test_a_generated_question_is_waived_at_the_head_of_the_quiz(root: Path, waived: bool) -> None:
    _with_long_stem(root)
    id = "figure:cost-courrier"
    head = {"waive": {id: {"stem-too-long": "the pupils know the sentence"}}} if waived else {}
    _write(root, pin=[id], **head)
    found, problems = _reviewed(root)
    assert [finding.rule for finding in found.findings] == ["stem-too-long"]
    assert len(problems) == (0 if waived else 1)


def test_what_is_wrong_with_a_generated_question_is_told_where_it_can_be_mended(
    root: Path,
) -> None:
    _with_long_stem(root)
    id = "figure:cost-courrier"
    stem_line = next(
        number
        for number, line in enumerate((root / FACTS).read_text("utf-8").splitlines(), 1)
        if "d’après ce que la mairie" in line
    )

    _write(root, take={"total": 8})
    (finding,) = [one for one in _reviewed(root)[0].findings if one.rule == "stem-too-long"]
    assert _place(finding.problem) == ("facts.yaml", stem_line)
    assert finding.problem.remarks == ()

    _write(root, pin=[id])
    (finding,) = _reviewed(root)[0].findings
    pin_line = (root / QUIZ).read_text("utf-8").splitlines().index(f"- {id}") + 1
    assert _place(finding.problem) == ("quiz.yaml", pin_line)
    (remark,) = finding.problem.remarks
    assert remark.name == "made-from"
    assert remark.span is not None
    assert (Path(remark.span.file).name, remark.span.line) == ("facts.yaml", stem_line)

    _write(root, pin=[id], reword={id: {"points": 2}})
    (finding,) = _reviewed(root)[0].findings
    reword_line = (root / QUIZ).read_text("utf-8").splitlines().index(f"  {id}:") + 1
    assert _place(finding.problem) == ("quiz.yaml", reword_line)


def test_the_whole_quiz_has_waivers_of_its_own(root: Path) -> None:
    statements = [
        {
            "id": f"statement-{number}",
            "kind": "true-false",
            "stem": {"fr": f"Le quai {word} est ouvert.", "en": f"Pier {word} is open."},
            "key": "true",
            "explanation": {"fr": "Le Courrier le dit.", "en": "The Courrier says so."},
            "entries": ["gulls"],
        }
        for number, word in enumerate(("nord", "sud", "est", "ouest", "central"))
    ]
    _write(root, take={"total": 5}, questions=statements)
    found, problems = _reviewed(root)
    assert [problem.code.fault for problem in problems] == ["verdicts-unbalanced"]
    assert [finding.question for finding in found.findings] == [""]
    reason = {"verdicts-unbalanced": "they are read aloud"}
    _write(root, take={"total": 5}, questions=statements, waive_quiz=reason)
    assert _reviewed(root)[1] == ()


@pytest.mark.parametrize(
    ("question", "rule", "meant"),
    [
        ("figure:cost-courrier", "stem-to-long", "stem-too-long"),
        ("figure:cost-courier", "stem-too-long", "figure:cost-courrier"),
        ("", "key-unbalanced", "keys-unbalanced"),
    ],
)
def test_a_waiver_that_meets_nothing_is_a_problem_with_a_suggestion(
    root: Path, question: str, rule: str, meant: str
) -> None:
    reasons = {rule: "they know the word"}
    head = {"waive": {question: reasons}} if question else {"waive_quiz": reasons}
    _write(root, pin=["figure:cost-courrier"], **head)
    wrong = [one for one in _reviewed(root)[1] if one.severity is Severity.ERROR]
    assert [one.values["found"] for one in wrong] == [question if ":" in meant else rule]
    assert [remark.values["suggestion"] for remark in wrong[0].remarks] == [meant]


def test_a_waiver_of_a_question_that_was_set_aside_is_no_second_problem(root: Path) -> None:
    facts = (root / FACTS).read_text("utf-8")
    (root / FACTS).write_text(
        facts.replace("words: Le bac a coûté", "words: Le bac coûtait"), "utf-8"
    )
    _write(root, waive={"figure:cost-courrier": {"stem-too-long": "why not"}})
    publication, _ = load(root)
    assert publication is not None
    verified, found = verify(publication, today=date(2025, 3, 10))
    assert {one.code.name for one in found if one.severity is Severity.ERROR} == {"V001"}
    composition, _ = compose(publication, verified)
    assert review(publication, composition)[1] == ()


def test_what_the_questions_cover_is_counted(root: Path) -> None:
    _write(root, take={"total": 6, "practice": 2}, questions=[{**NOISE, "points": 3}])
    found, _ = _reviewed(root)
    covered = found.coverage
    for counts in (covered.sections, covered.kinds, covered.levels, covered.uses):
        assert sum(one.questions for one in counts) == 6
        assert sum(one.points for one in counts) == 8
    assert {one.name for one in covered.levels} == set(Level)
    assert {one.name for one in covered.uses} == set(Use)
    assert {one.name: one.questions for one in covered.uses} == {"practice": 2, "test": 4}
    single = next(one for one in covered.kinds if one.name == "single-choice")
    assert (single.questions, single.points) == (1, 3)
    assert [one.name for one in covered.sections][:2] == ["ferry", "money"]
    assert {"courrier", "post"} <= {one.name for one in covered.sources}


def test_the_duration_grows_with_what_is_to_be_read_and_written(root: Path) -> None:
    essay = {
        "id": "essay",
        "kind": "open",
        "level": "analyse",
        "stem": {"fr": "Pourquoi le silence surprend-il ?", "en": "Why does the silence surprise?"},
        "lines": 6,
        "guide": [{"points": 1, "text": {"fr": "le bac", "en": "the ferry"}}],
        "model_answer": {"fr": "On entend les mouettes.", "en": "One hears the gulls."},
    }
    _write(root, take={"total": 2}, questions=[NOISE, essay])
    found, _ = _reviewed(root)
    # 15 words at 214 a minute, and 15 seconds to choose at « understand »; then 5 words, and
    # 60 seconds and 30 a line at « analyse ».
    assert dict(found.readings["fr"].seconds) == {
        "noise": round(15 * 60 / 214 + 15 * 1.25),
        "essay": round(5 * 60 / 214 + (60 + 6 * 30) * 1.75),
    }
    assert found.readings["fr"].minutes == 8


def test_newsletter_and_quiz_have_a_reading_ease_in_each_language(root: Path) -> None:
    _write(root, questions=[NOISE])
    readings = _reviewed(root)[0].readings
    assert set(readings) == {"fr", "en"}
    for found in readings.values():
        assert found.newsletter is not None
        assert found.quiz is not None
        assert found.newsletter.words > 60


def _built(root: Path, *, language: str = "en") -> str:
    for command in ("check --accept", "build --reshuffle"):
        done = program.run(*command.split(), root=root)
        assert done.code == 0, done.text
    page = root / "site/private/ferry" / language / "review.html"
    return reading.page_text(page.read_text("utf-8")).replace("\u00a0", " ")


def test_the_page_shows_findings_and_waivers_with_their_reasons(root: Path) -> None:
    gap = {
        "id": "gap",
        "kind": "fill-in",
        "stem": {"fr": "Complétez ce texte.", "en": "Complete this text."},
        "text": {"fr": "{estuary} : un mot du port.", "en": "{estuary} is a word of the port."},
        "blanks": {"estuary": {"accepted": {"fr": ["estuaire"], "en": ["estuary"]}}},
        "entries": ["estuary"],
    }
    waived = {**NOISE, "waive": {"absolute-words": "it is what the captain says"}}
    _write(root, minutes=7, take={"total": 3}, questions=[waived, gap])
    text = _built(root)
    assert "Errors | 0 | 0 |" in text
    assert "Warnings | 1 | 1 |" in text
    assert "According to quiz.yaml | | 7 minutes |" in text
    assert "warning | gap | The text of “gap” begins with a gap blank-at-start | – |" in text
    assert "Waived, because: it is what the captain says" in text
    assert "Rule blank-at-start (Q039) · content/editions/ferry/quiz.yaml:" in text
    assert "What does the new ferry change?" in text
    assert "It makes less noise." in text


def test_the_page_is_private_and_nothing_public_leads_to_it(root: Path) -> None:
    _write(root, questions=[NOISE])
    _built(root)
    site = root / "site"
    assert not list((site / "public").rglob("review*"))
    for page in (site / "public").rglob("*.html"):
        assert "review.html" not in page.read_text("utf-8")
    links = re.findall(
        r'(?:href|src)="([^"]+)"', (site / "private/ferry/fr/review.html").read_text("utf-8")
    )
    assert {link for link in links if not link.startswith(("#", "data:"))} == {"../en/review.html"}


def test_every_kind_level_and_use_has_a_name_on_the_page() -> None:
    names = [f"kind-{module.KIND}" for module in modules(kinds.__name__)]
    names += [f"level-{level}" for level in Level]
    names += [f"use-{use}" for use in Use]
    for code in codes():
        missing = [name for name in names if name not in language(code).interface["review"]]
        assert missing == []
