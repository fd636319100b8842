"""The practice quiz of the sample, answered whole by keyboard from what its page says is right."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator

from tests import web
from tests.answering import Answers, asked, box, walk
from tests.web import Visit, plain

QUESTIONS = 12
TOTALS = {
    ("fr", "right"): "Votre score : 18 sur 18",
    ("fr", "wrong"): "Votre score : 0 sur 18",
    ("en", "right"): "Your score: 18 out of 18",
    ("en", "wrong"): "Your score: 0 out of 18",
}
VERDICTS = {
    ("fr", "right"): "verdict: Juste : {points} sur {points}",
    ("fr", "wrong"): "verdict: Faux : 0 sur {points}",
    ("en", "right"): "verdict: Right: {points} out of {points}",
    ("en", "wrong"): "verdict: Wrong: 0 out of {points}",
}
OWN = {
    ("fr", "right"): "verdict: Votre note : {points} sur {points}",
    ("fr", "wrong"): "verdict: Votre note : 0 sur {points}",
    ("en", "right"): "verdict: Your mark: {points} out of {points}",
    ("en", "wrong"): "verdict: Your mark: 0 out of {points}",
}


@pytest.fixture(scope="module")
def base(sample_site: Path) -> Iterator[str]:
    with web.served(sample_site / "public") as address:
        yield address


def lettered(within: Locator, shape: str) -> dict[str, str]:
    """The text of each option of a question, by its letter."""
    if shape == "order":
        steps = within.locator(".step").all()
        names = [step.locator("[data-part=name]").text_content() or "" for step in steps]
        letters = [step.get_attribute("data-letter") or "" for step in steps]
    elif shape == "match":
        options = within.locator(".pair").first.locator("option:not([value=''])").all()
        names = [(option.text_content() or "").partition(" · ")[2] for option in options]
        letters = [option.get_attribute("value") or "" for option in options]
    else:
        names = within.locator(".option .text").all_text_contents()
        letters = within.locator(".option .letter").all_text_contents()
    return {letter: plain(name) for letter, name in zip(letters, names, strict=True)}


def typed(line: dict[str, Any], decimal: str, right: bool) -> str:
    """What is typed into a field, rightly or wrongly."""
    if "accepted" in line:
        return str(line["accepted"][-1]) if right else "?"
    amount = line["amounts"][0]
    value = Decimal(amount["value"])
    if not right:
        value += Decimal(amount["tolerance"]) + 1
    return str(value).replace(".", decimal)


def letters(question: dict[str, Any], all_letters: list[str], right: bool) -> list[str]:
    """The letters that are chosen for a question, rightly or wholly wrongly."""
    key: list[str] = question["key"]
    if right:
        return key
    if question["shape"] in ("match", "order"):
        turned = key[1:] + key[:1]
        assert all(one != other for one, other in zip(key, turned, strict=True))
        return turned
    others = [letter for letter in all_letters if letter not in key]
    return others[:1] if question["shape"] == "choose-one" else others


def answers(seen: Visit, right: bool) -> Answers:
    """What is answered to every question, taken from the data of the page."""
    data = json.loads(seen.page.locator("#quiz-data").text_content() or "{}")
    found: Answers = {}
    for place, question in enumerate(asked(seen), 1):
        shape = question["shape"]
        if shape == "open":
            found[question["id"]] = ["1, 2, 3"]
        elif question["lines"]:
            decimal = data["habits"]["decimal"]
            found[question["id"]] = [typed(line, decimal, right) for line in question["lines"]]
        else:
            texts = lettered(box(seen, place), shape)
            chosen = letters(question, list(texts), right)
            found[question["id"]] = [texts[letter] for letter in chosen]
    return found


@pytest.mark.parametrize("manner", ["right", "wrong"])
@pytest.mark.parametrize("code", ["fr", "en"])
def test_the_sample_s_quiz_is_answered_by_keyboard(
    base: str, browser: Browser, code: str, manner: str
) -> None:
    with web.visit(browser, base) as seen:
        seen.open(f"{code}/deepseek/quiz/index.html")
        questions = asked(seen)
        assert len(questions) == QUESTIONS
        right = manner == "right"
        lines = walk(seen, answers(seen, right), tick=right).splitlines()
        verdicts = [line for line in lines if line.startswith("verdict: ")]
        assert verdicts == [
            (OWN if question["shape"] == "open" else VERDICTS)[code, manner].format(**question)
            for question in questions
        ]
        assert TOTALS[code, manner] in lines
        assert plain(seen.page.locator(".summary h2").inner_text()) == TOTALS[code, manner]
