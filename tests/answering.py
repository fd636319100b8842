"""Answers the questions of a practice quiz in a browser, by keyboard alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator

from tests.web import Visit, plain

Answers = dict[str, list[str]]
"""What a reader answers, by question: options, words, partners, steps, or a text."""


def asked(seen: Visit) -> list[dict[str, Any]]:
    """The questions as the page's data has them, in order."""
    found: list[dict[str, Any]] = json.loads(
        seen.page.locator("#quiz-data").text_content() or "{}"
    )["questions"]
    return found


def box(seen: Visit, place: int) -> Locator:
    """The question at a place, from 1."""
    return seen.page.locator(f"#question-{place}")


def place_of(seen: Visit, id: str) -> int:
    """The place of a question, from 1."""
    return [question["id"] for question in asked(seen)].index(id) + 1


def button(within: Locator, name: str) -> Locator:
    """The visible button that does what is named, see ``templates/quiz/controls.html``."""
    return within.locator(f"[data-do={name}]:visible")


def choose(seen: Visit, within: Locator, wanted: list[str]) -> None:
    """Chooses one option with the arrows, or several with the space bar."""
    options = within.locator(".option")
    texts = [plain(text) for text in options.locator(".text").all_inner_texts()]
    inputs = options.locator("input")
    if inputs.first.get_attribute("type") == "radio":
        seen.tab_to(inputs.first)
        seen.page.keyboard.press("Space")
        for _ in range(texts.index(wanted[0])):
            seen.page.keyboard.press("ArrowDown")
        return
    for place, text in enumerate(texts):
        if text in wanted:
            seen.press(inputs.nth(place), "Space")


def write(seen: Visit, within: Locator, wanted: list[str]) -> None:
    """Types a text into each field."""
    fields = within.locator("input[type=text], textarea")
    for place, text in enumerate(wanted):
        seen.tab_to(fields.nth(place))
        seen.page.keyboard.insert_text(text)


def match(seen: Visit, within: Locator, wanted: list[str]) -> None:
    """Chooses each one's partner with the arrows."""
    for place, text in enumerate(wanted):
        select = within.locator(".pair select").nth(place)
        options = [plain(one)[4:] for one in select.locator("option").all_text_contents()]
        seen.tab_to(select)
        for _ in range(options.index(text)):
            seen.page.keyboard.press("ArrowDown")


def order(seen: Visit, within: Locator, wanted: list[str]) -> None:
    """Brings each step up to its place. The focus stays on its button."""
    for place, text in enumerate(wanted):
        steps = within.locator(".step")
        here = [plain(one) for one in steps.locator("[data-part=name]").all_inner_texts()]
        moves = here.index(text) - place
        if moves:
            up = steps.nth(here.index(text)).locator("[data-do=up]")
            # The tabulator goes on from the button of the last step, which may lie below.
            seen.page.evaluate("document.activeElement.blur()")
            within.locator(".stem").evaluate("element => element.focus()")
            seen.tab_to(up)
            for _ in range(moves):
                seen.page.keyboard.press("Enter")


ANSWERING: dict[str, Callable[[Visit, Locator, list[str]], None]] = {
    "choose-one": choose,
    "choose-many": choose,
    "fill": write,
    "number": write,
    "short": write,
    "open": write,
    "match": match,
    "order": order,
}


def told(within: Locator) -> list[str]:
    """The lines of the open answer of a question."""
    lines = within.locator("details.answer .inside").inner_text().splitlines()
    return [plain(line) for line in lines if line.strip()]


def walk(seen: Visit, answers: Answers, tick: bool) -> str:
    """Answers question by question, and tells what was shown, said, and had the focus.

    Args:
        seen: the quiz, freshly opened.
        answers: what is answered to each question.
        tick: whether all of its marking guide is ticked for a written answer.
    """
    lines: list[str] = []
    for place, question in enumerate(asked(seen), 1):
        within = box(seen, place)
        if place > 1:
            assert seen.focused() == plain(within.locator(".stem").inner_text())
        ANSWERING[question["shape"]](seen, within, answers[question["id"]])
        seen.press(button(within, "check"))
        verdict = within.locator("[data-part=verdict]")
        assert seen.focused() == plain(verdict.inner_text())
        said = seen.voice()
        if question["shape"] == "open" and tick:
            for criterion in within.locator(".criterion").all():
                seen.press(criterion, "Space")
            said = seen.voice()
        lines += ["", f"# {plain(within.locator('.stem').inner_text())}"]
        lines += [f"verdict: {plain(verdict.inner_text())}", f"voice: {said}"]
        remark = plain(within.locator("[data-part=remark]").inner_text())
        lines += [f"remark: {remark}"] if remark else []
        marks = [plain(text) for text in within.locator(".mark").all_inner_texts()]
        lines += [f"marks: {', '.join(marks)}"] if marks else []
        lines += told(within)
        seen.press(button(within, "next").or_(button(within, "see-result")))
    summary = seen.page.locator(".summary")
    assert seen.focused() == plain(summary.locator("h2").inner_text())
    shown = summary.inner_text().splitlines()
    return "\n".join([*lines, "", *(plain(line) for line in shown if line.strip())]).strip() + "\n"


def number_steps(seen: Visit, within: Locator, wanted: list[str]) -> None:
    """Where no script runs: chooses the number of each step's place with the arrows."""
    for step in within.locator(".step").all():
        seen.tab_to(step.locator("select"))
        for _ in range(wanted.index(plain(step.locator("label").inner_text())) + 1):
            seen.page.keyboard.press("ArrowDown")


WITHOUT_SCRIPT = {**ANSWERING, "order": number_steps}


def given(within: Locator, shape: str) -> list[str]:
    """What stands in the fields of a question where no script runs, as ``Answers`` have it."""
    if shape in ("choose-one", "choose-many"):
        return [plain(text) for text in within.locator(":checked ~ .text").all_inner_texts()]
    if shape == "match":
        chosen = within.locator(".pair option:checked").all_text_contents()
        return [plain(text)[4:] for text in chosen]
    if shape == "order":
        steps = within.locator(".step").all()
        places = [step.locator("select").input_value() for step in steps]
        names = [plain(step.locator("label").inner_text()) for step in steps]
        return [name for _, name in sorted(zip(places, names, strict=True))]
    return [field.input_value() for field in within.locator("input, textarea").all()]
