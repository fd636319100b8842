"""Typed answers in the browser: the script judges every case as Python does."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests import typed_answers, web

# Fills every line as a person would, has the quiz marked, and reads the verdict beside each.
_TYPE = """answers => {
    const data = JSON.parse(document.getElementById("quiz-data").textContent);
    data.questions.forEach((question, place) => {
        const field = document.querySelector(`#question-${place + 1} input[type=text]`);
        field.value = answers[question.id];
        field.dispatchEvent(new Event("input", {bubbles: true}));
    });
}"""
_READ = """() => {
    const data = JSON.parse(document.getElementById("quiz-data").textContent);
    return Object.fromEntries(data.questions.map((question, place) => {
        const box = document.getElementById(`question-${place + 1}`);
        const right = box.querySelector(".mark").classList.contains("right");
        const remark = box.querySelector("[data-part=remark]").textContent;
        return [question.id, right ? (remark ? "accents" : "right") : "wrong"];
    }));
}"""


@pytest.mark.parametrize("code", typed_answers.LANGUAGES)
def test_the_script_judges_as_python_does(
    web_publication: Path, browser: Browser, code: str
) -> None:
    typed, expected = {}, {}
    for case in typed_answers.ALL[code]:
        for place, (text, verdict) in enumerate(typed_answers.expected(case), 1):
            id = typed_answers.question_id(case, place)
            typed[id] = text
            expected[id] = (case.name, text, verdict)
    with web.served(web_publication / "site/public") as base, web.visit(browser, base) as seen:
        seen.open(f"{code}/{typed_answers.slug(code)}/quiz/index.html")
        for value in ("all", "end"):
            seen.page.locator(f".choice input[value={value}]").check(force=True)
        seen.page.evaluate(_TYPE, typed)
        seen.page.locator("[data-do=finish]:visible").click()
        judged = seen.page.evaluate(_READ)
    assert judged.keys() == expected.keys()
    assert {id: (*expected[id][:2], judged[id]) for id in judged} == expected
