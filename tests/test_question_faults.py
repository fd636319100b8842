"""Written questions that go wrong in one language only, or by numbers and words nobody expects."""

from __future__ import annotations

import hashlib
import re
from decimal import Decimal
from pathlib import Path

import pytest

from rectoverso.languages import language
from rectoverso.model.questions import Number, Question
from rectoverso.questions import answers
from rectoverso.text import amounts
from tests import program
from tests.quizzes import Loaded

EDITION = Path("content/editions/ferry")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The scaffold's publication, French and English."""
    return program.new_publication(tmp_path / "publication")


def _append(root: Path, file: str, text: str) -> None:
    path = root / EDITION / file
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def _number(id: str, value: str, unit: str = "USD", tolerance: str = "0") -> str:
    return (
        f"  - id: {id}\n"
        "    kind: number\n"
        "    stem: {fr: Combien ?, en: How much?}\n"
        f"    value: {value}\n"
        f"    tolerance: {tolerance}\n"
        f"    unit: {unit}\n"
        "    entries: [yann-tosser]\n"
    )


def _short(id: str, accepted: str) -> str:
    return (
        f"  - id: {id}\n"
        "    kind: short-answer\n"
        "    stem: {fr: Qui commande le bac ?, en: Who commands the ferry?}\n"
        f"    accepted: {accepted}\n"
        "    entries: [yann-tosser]\n"
    )


def _gap(id: str, accepted: str) -> str:
    return (
        f"  - id: {id}\n"
        "    kind: fill-in\n"
        "    stem: {fr: Complétez., en: Complete this.}\n"
        '    text: {fr: "Le capitaine est {who}.", en: "The captain is {who}."}\n'
        f"    blanks: {{who: {{accepted: {accepted}}}}}\n"
        "    entries: [yann-tosser]\n"
    )


def _told(root: Path) -> list[tuple[str, str]]:
    """Code and line of ``quiz.yaml`` of each error there."""
    lines = (root / EDITION / "quiz.yaml").read_text("utf-8").splitlines()
    done = program.run("check", "--format", "short", root=root)
    assert done.code == 1, done.text
    return [
        (code, lines[int(line) - 1].strip())
        for line, code in re.findall(r"quiz\.yaml:(\d+):\d+: error (\w+)", done.text)
    ]


def test_numbers_beyond_every_quantity_are_refused(root: Path) -> None:
    values = ("1e40", "-1e400", "1234567890123456789012345678901", "1e-30")
    questions = "".join(_number(f"number-{at}", value) for at, value in enumerate(values))
    questions += _number("vague", "5", tolerance="1e40")
    _append(root, "quiz.yaml", f"questions:\n{questions}")
    assert _told(root) == [
        *(("S008", f"value: {value}") for value in values),
        ("S008", "tolerance: 1e40"),
    ]


def test_a_fact_beyond_every_quantity_is_refused(root: Path) -> None:
    facts = root / EDITION / "facts.yaml"
    text = facts.read_text("utf-8")
    facts.write_text(text.replace("value: 5e6", "value: 5e400"), "utf-8")
    done = program.run("check", "--format", "short", root=root)
    assert re.findall(r"error (\w+)", done.text)[0] == "S008", done.text


def test_an_answer_of_which_nothing_counts_is_refused(root: Path) -> None:
    questions = (
        _short("empty", '{fr: [""], en: [Tosser]}')
        + _short("full-stop", '{fr: [Tosser], en: [Tosser, "."]}')
        + _gap("empty-gap", '{fr: [Tosser, ""], en: [Tosser]}')
        + _gap("quotation-marks", '{fr: [Tosser, "« »"], en: [Tosser]}')
    )
    _append(root, "quiz.yaml", f"questions:\n{questions}")
    assert _told(root) == [
        ("Q001", 'accepted: {fr: [""], en: [Tosser]}'),
        ("Q001", 'accepted: {fr: [Tosser], en: [Tosser, "."]}'),
        ("Q001", 'blanks: {who: {accepted: {fr: [Tosser, ""], en: [Tosser]}}}'),
        ("Q001", 'blanks: {who: {accepted: {fr: [Tosser, "« »"], en: [Tosser]}}}'),
    ]


def test_a_wrong_date_is_held_against_a_fact_with_a_figure(root: Path) -> None:
    """A source gives the day of a figure: what it tells by the day is asserted as well."""
    article = root / EDITION / "articles" / "courrier.txt"
    sources = root / EDITION / "sources.yaml"
    before = hashlib.sha256(article.read_bytes()).hexdigest()
    _append(
        root, "articles/courrier.txt", "\nLe 5 avril 2025, le bac a transporté 950 passagers.\n"
    )
    after = hashlib.sha256(article.read_bytes()).hexdigest()
    sources.write_text(sources.read_text("utf-8").replace(before, after), "utf-8")
    facts = root / EDITION / "facts.yaml"
    facts.write_text(
        facts.read_text("utf-8").replace(
            "\ncomparisons:\n",
            "  busy-day:\n"
            "    says:\n"
            "      fr: Le 5 avril 2025, le bac a transporté 950 passagers.\n"
            "      en: On 5 April 2025 the ferry carried 950 passengers.\n"
            "    value: 950\n"
            "    unit: passenger\n"
            "    on: 2025-04-05\n"
            "    evidence: {source: courrier, paragraph: 8,"
            " words: 'Le 5 avril 2025, le bac a transporté 950 passagers'}\n"
            "\ncomparisons:\n",
        ),
        "utf-8",
    )
    edition = root / EDITION / "edition.yaml"
    text = edition.read_text("utf-8")
    edition.write_text(text.replace("date: 2025-03-10", "date: 2025-05-10"), "utf-8")
    _append(
        root,
        "quiz.yaml",
        "questions:\n"
        "  - id: busiest\n"
        "    kind: single-choice\n"
        "    stem: {fr: Quand a-t-il transporté 950 passagers ?, en: When did it carry 950?}\n"
        "    options:\n"
        "      early: {text: {fr: 1 avril 2025, en: 1 April 2025},"
        " feedback: {fr: Non., en: No.}}\n"
        "      key: {text: {fr: 5 avril 2025, en: 5 April 2025}, right: true}\n"
        "      noon: {text: {fr: samedi 5 avril 2025, en: Saturday 5 April 2025},"
        " feedback: {fr: Non., en: No.}}\n"
        "    ordered: true\n"
        "    entries: [busy-day]\n",
    )
    found = [line.split(":")[0] for code, line in _told(root) if code == "Q002"]
    assert found == ["noon"]


@pytest.mark.parametrize("code", ["fr", "en"])
def test_the_printed_number_is_right_on_the_line_of_every_language(root: Path, code: str) -> None:
    _append(
        root,
        "quiz.yaml",
        "questions:\n"
        + _number("price", "4800000", "EUR").replace("yann-tosser", "cost-courrier")
        + _number("fall", "-30", "percent").replace("yann-tosser", "consumption-norval"),
    )
    loaded = Loaded(root, "ferry")
    asked: dict[str, Question] = {
        id: question
        for id, question in loaded.questions().items()
        if isinstance(question.response, Number)
    }
    assert {"price", "fall", "figure:capacity-post:number"} <= asked.keys()
    price = asked["price"].response
    assert isinstance(price, Number)
    assert (price.value, price.scale) == (Decimal("4.8"), 1000000)
    for id, question in asked.items():
        response = question.response
        assert isinstance(response, Number)
        typed = amounts.number(response.value, code)
        assert response.unit[code].format(number=typed) == response.shown[code], id
        (line,) = answers.lines(question, language(code), loaded.context.units)
        assert answers.judge(typed, line, language(code)).verdict is answers.Verdict.RIGHT, id
        far = amounts.number(response.value * 1000, code)
        assert answers.judge(far, line, language(code)).verdict is answers.Verdict.WRONG, id


def test_a_sum_that_languages_count_differently_is_no_number_question(root: Path) -> None:
    _append(root, "quiz.yaml", f"questions:\n{_number('giant', '2800000000000')}")
    assert _told(root) == [("Q026", "value: 2800000000000")]
