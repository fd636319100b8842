"""The practice quiz in a browser: by keyboard alone, in both languages, with and without script."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import brotli
import pytest
from playwright.sync_api import Browser, Locator

from rectoverso.preview import variants
from tests import pixels, web
from tests.answering import (
    WITHOUT_SCRIPT,
    Answers,
    asked,
    box,
    button,
    given,
    place_of,
    told,
    walk,
)
from tests.web import Visit, plain

HOME = Path(__file__).parent / "editions" / "lantern"
LANGUAGES = ("fr", "en")
SCHEMES = ("light", "dark")
HIGH_CONTRAST: list[dict[str, Any]] = [
    {"forced_colors": "active", "color_scheme": "light"},
    {"forced_colors": "active", "color_scheme": "dark"},
    {"contrast": "more"},
]
SMALLEST = 12_000
FIELDS = "input, select, textarea"
Open = Callable[..., AbstractContextManager[Visit]]

# What a reader answers, see ``answering.Answers``, by question and language.
RIGHT: dict[str, dict[str, list[str]]] = {
    "what-gathers": {"fr": ["la lentille"], "en": ["the lens"]},
    "what-shines": {
        "fr": ["la lampe", "le verre taillé"],
        "en": ["the lamp", "the cut glass"],
    },
    "gaps": {"fr": ["bec", "lentille"], "en": ["burner", "lens"]},
    "how-many-stairs": {"fr": ["1 250"], "en": ["1,255"]},
    "who-kept": {"fr": ["edith lemaire"], "en": ["Lemaire"]},
    "what-for": {
        "fr": ["prévenir dans la brume", "nourrir la flamme", "noter les passages"],
        "en": ["to warn in the fog", "to feed the flame", "to note who passes"],
    },
    "evening": {
        "fr": [
            *("monter l’escalier", "essuyer le verre"),
            *("allumer la lampe", "veiller jusqu’au matin"),
        ],
        "en": ["climb the stairs", "wipe the glass", "light the lamp", "watch until morning"],
    },
    "alone": {"fr": ["Oui, pour voir ce qui dérive."], "en": ["Yes, to see what drifts."]},
}
WRONG: dict[str, dict[str, list[str]]] = {
    "what-gathers": {"fr": ["la cloche"], "en": ["the bell"]},
    "what-shines": {"fr": ["la barque", "le lit"], "en": ["the rowing boat", "the bed"]},
    "gaps": {"fr": ["lentille", "brûleur"], "en": ["lens", "burner"]},
    "how-many-stairs": {"fr": ["1 261 marches"], "en": ["1,239"]},
    "who-kept": {"fr": ["Lemair"], "en": ["Lemaires"]},
    "what-for": {
        "fr": ["nourrir la flamme", "noter les passages", "pêcher le soir"],
        "en": ["to feed the flame", "to note who passes", "to fish in the evening"],
    },
    "evening": {
        "fr": [
            *("veiller jusqu’au matin", "monter l’escalier"),
            *("essuyer le verre", "allumer la lampe"),
        ],
        "en": ["watch until morning", "climb the stairs", "wipe the glass", "light the lamp"],
    },
    "alone": {"fr": ["Non."], "en": ["No."]},
}


@pytest.fixture(scope="module")
def opened(web_publication: Path, browser: Browser) -> Iterator[Open]:
    """Opens a tab on the site; its keywords are options of the browser's context."""
    with web.served(web_publication / "site/public") as base:
        yield lambda **options: web.visit(browser, base, **options)


def path(language: str) -> str:
    return f"{language}/lantern/quiz/index.html"


def in_language(answers: dict[str, dict[str, list[str]]], language: str) -> Answers:
    return {id: given[language] for id, given in answers.items()}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("manner", ["right", "wrong"])
def test_the_whole_quiz_is_answered_by_keyboard(
    opened: Open, language: str, manner: str, refresh: bool
) -> None:
    with opened() as seen:
        seen.open(path(language))
        answers = in_language(RIGHT if manner == "right" else WRONG, language)
        shown = walk(seen, answers, tick=manner == "right")
    expected = HOME / "expected" / f"{manner}.{language}.txt"
    if refresh:
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(shown, "utf-8")
    assert shown == expected.read_text("utf-8")


def keys(language: str) -> dict[str, list[str]]:
    """What was shown of each question once it was marked, the key last, by its stem."""
    shown = (HOME / "expected" / f"right.{language}.txt").read_text("utf-8")
    parts = [part.splitlines() for part in shown.split("\n\n") if part.startswith("# ")]
    return {stem.removeprefix("# "): lines for stem, *lines in parts}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("manner", ["right", "wrong"])
def test_without_a_script_everything_is_answered_opened_and_printed(
    opened: Open, language: str, manner: str
) -> None:
    answers = in_language(RIGHT if manner == "right" else WRONG, language)
    with opened(java_script_enabled=False) as seen:
        seen.open(path(language))
        page, questions = seen.page, asked(seen)
        assert sorted(question["shape"] for question in questions) == sorted(WITHOUT_SCRIPT)
        for place, question in enumerate(questions, 1):
            within, wanted = box(seen, place), answers[question["id"]]
            stem = within.locator(".stem")
            assert stem.is_visible()
            WITHOUT_SCRIPT[question["shape"]](seen, within, wanted)
            inside = within.locator("details.answer .inside")
            assert not inside.is_visible()
            seen.press(within.locator("summary"))
            key = told(within)
            assert len(key) >= 2
            assert keys(language)[plain(stem.inner_text())][-len(key) :] == key
        # What only the script brings to life is not there to be tried in vain.
        assert page.locator("button:visible").count() == 0
        assert page.locator("[data-part]:visible").count() == 0
        assert page.locator("#quiz-voice").inner_text() == ""
        assert page.locator(".colophon a").first.is_visible()
        seen.press(box(seen, 1).locator("summary"))
        page.emulate_media(media="print")
        assert page.locator("button:visible, summary:visible, nav:visible").count() == 0
        for place, question in enumerate(questions, 1):
            within = box(seen, place)
            assert given(within, question["shape"]) == answers[question["id"]]
            assert all(field.is_visible() for field in within.locator(FIELDS).all())
            assert within.locator(".inside").is_visible() is (place > 1)


def answer(seen: Visit, language: str, answers: dict[str, dict[str, list[str]]]) -> None:
    """Answers everything quickly, with the mouse where that is quicker."""
    for place, question in enumerate(asked(seen), 1):
        within, wanted = box(seen, place), answers[question["id"]][language]
        match question["shape"]:
            case "choose-one" | "choose-many":
                for text in wanted:
                    within.locator(".option", has_text=text).locator("input").check()
            case "match":
                for number, text in enumerate(wanted):
                    select = within.locator(".pair select").nth(number)
                    label = select.locator("option", has_text=text).first.inner_text()
                    select.select_option(label=label)
            case "order":
                for text in wanted:
                    step = within.locator(".step", has_text=text)
                    last = within.locator(".step").last
                    for _ in range(len(wanted)):
                        if step.inner_text() == last.inner_text():
                            break
                        step.locator("[data-do=down]").click()
            case _:
                for number, text in enumerate(wanted):
                    within.locator("input[type=text], textarea").nth(number).fill(text)


def choose_habit(seen: Visit, *values: str) -> None:
    for value in values:
        seen.page.locator(f".choice input[value={value}]").check(force=True)


def total(seen: Visit) -> str:
    return plain(seen.page.locator(".summary h2").inner_text())


def test_marked_at_the_end_it_tells_nothing_before(opened: Open) -> None:
    with opened() as seen:
        seen.open(path("fr"))
        choose_habit(seen, "all", "end")
        page = seen.page
        answer(seen, "fr", RIGHT)
        assert page.locator(".question:visible").count() == len(RIGHT)
        assert page.locator("[data-do=check]:visible, .mark, .outcome:visible").count() == 0
        button(page.locator("main"), "finish").click()
        assert seen.focused() == total(seen) == "Votre score : 12 sur 15"
        assert seen.voice() == "Quiz terminé."
        assert page.locator(".outcome:visible").count() == len(RIGHT)
        # The written answer is the reader's own to mark, and the total follows.
        page.locator(".criterion").first.check()
        assert total(seen) == "Votre score : 14 sur 15"
        assert seen.voice() == "Votre note : 2 sur 3. Score : 14 sur 15"


def test_marking_asks_back_when_answers_are_missing(opened: Open) -> None:
    with opened() as seen:
        seen.open(path("en"))
        choose_habit(seen, "end")
        page = seen.page
        for place in range(1, len(RIGHT)):
            button(box(seen, place), "next").click()
            assert seen.focused() == plain(box(seen, place + 1).locator(".stem").inner_text())
        last = box(seen, len(RIGHT))
        button(last, "finish").click()
        asking = page.locator("dialog")
        assert plain(asking.locator("p").first.inner_text()) == (
            "Questions without an answer: 8. Mark the quiz all the same?"
        )
        page.keyboard.press("Escape")
        assert not asking.is_visible()
        assert last.locator("[data-do=finish]").evaluate("e => e === document.activeElement")
        page.keyboard.press("Enter")
        page.keyboard.press("Enter")
        assert seen.focused() == total(seen) == "Your score: 0 out of 15"
        tab = page.locator(".tab").first
        assert plain(tab.inner_text()) == "1 Question 1: wrong"
        tab.click()
        assert plain(box(seen, 1).locator("[data-part=verdict]").inner_text()) == (
            "No answer: 0 out of 1"
        )


def test_an_empty_answer_is_not_marked_but_can_be_given_up(opened: Open) -> None:
    with opened() as seen:
        seen.open(path("fr"))
        first = box(seen, 1)
        button(first, "check").click()
        hint = "Répondez d’abord, ou choisissez « Je ne sais pas »."
        assert plain(first.locator("[data-part=hint]").inner_text()) == hint
        assert seen.voice() == hint
        field = first.locator("input").first
        assert field.evaluate("element => element === document.activeElement")
        button(first, "give-up").click()
        assert seen.focused() == "Sans réponse : 0 sur 1"
        assert first.locator(".inside").is_visible()
        assert plain(first.locator("[data-part=hint]").inner_text()) == ""


def test_part_points_are_halves(opened: Open) -> None:
    with opened() as seen:
        seen.open(path("en"))
        choose_habit(seen, "all", "end")
        page = seen.page
        many = box(seen, place_of(seen, "what-shines"))
        many.get_by_label("the lamp").check()
        gaps = box(seen, place_of(seen, "gaps"))
        gaps.locator("input").first.fill("burner")
        pairs = box(seen, place_of(seen, "what-for"))
        for select in pairs.locator("select").all():
            select.select_option(index=1)
        button(page.locator("main"), "finish").click()
        page.keyboard.press("Enter")
        verdicts = {
            question["id"]: plain(box(seen, place).locator("[data-part=verdict]").inner_text())
            for place, question in enumerate(asked(seen), 1)
        }
        assert verdicts["what-shines"] == "Partly right: 1 out of 2"
        assert verdicts["gaps"] == "Partly right: 1 out of 2"
        assert verdicts["what-for"] == "Partly right: 1 out of 3"
        assert verdicts["evening"] == "No answer: 0 out of 2"
        assert total(seen) == "Your score: 3 out of 15"


def test_a_wrong_option_takes_away_what_a_right_one_gives(opened: Open) -> None:
    with opened() as seen:
        seen.open(path("en"))
        place = place_of(seen, "what-shines")
        seen.page.locator(".tab").nth(place - 1).click()
        many = box(seen, place)
        for text in ("the lamp", "the cut glass", "the bed"):
            many.get_by_label(text).check()
        button(many, "check").click()
        assert seen.focused() == "Partly right: 1 out of 2"


def test_only_the_missed_questions_are_tried_again(opened: Open) -> None:
    with opened() as seen:
        seen.open(path("en"))
        choose_habit(seen, "all", "end")
        page = seen.page
        answer(seen, "en", {**RIGHT, "gaps": WRONG["gaps"], "who-kept": WRONG["who-kept"]})
        for number in range(2):
            page.locator(".criterion").nth(number).evaluate("element => element.click()")
        button(page.locator("main"), "finish").click()
        assert total(seen) == "Your score: 12 out of 15"
        choose_habit(seen, "one", "now")
        button(page.locator(".summary"), "retry").click()
        first, second = sorted((place_of(seen, "gaps"), place_of(seen, "who-kept")))
        assert seen.focused() == plain(box(seen, first).locator(".stem").inner_text())
        for place in (first, second):
            within = box(seen, place)
            assert within.locator("input").first.input_value() == ""
            right = RIGHT[asked(seen)[place - 1]["id"]]["en"]
            for number, text in enumerate(right):
                within.locator("input").nth(number).fill(text)
            page.keyboard.press("Enter")
            button(within, "next").or_(button(within, "see-result")).click()
        assert total(seen) == "Your score: 15 out of 15"
        assert plain(page.locator(".summary .first").inner_text()) == (
            "At the first try: 12 out of 15"
        )
        assert not button(page.locator(".summary"), "retry").is_visible()


def test_steps_are_moved_by_buttons_and_told(opened: Open) -> None:
    with opened() as seen:
        seen.open(path("fr"))
        place = place_of(seen, "evening")
        seen.page.locator(".tab").nth(place - 1).click()
        steps = box(seen, place).locator(".step")
        names = [plain(text) for text in steps.locator("[data-part=name]").all_inner_texts()]
        down = steps.first.locator("[data-do=down]")
        seen.press(down)
        assert seen.voice() == f"{names[0]} : place 2 sur 4."
        moved = steps.nth(1).locator("[data-do=down]")
        assert moved.evaluate("element => element === document.activeElement")
        assert moved.evaluate("element => element.ariaDisabled") == "false"
        assert plain(seen.page.locator(".tab").nth(place - 1).inner_text()).endswith(
            "réponse notée"
        )
        up = steps.first.locator("[data-do=up]")
        assert up.evaluate("element => element.ariaDisabled") == "true"
        label = up.evaluate(
            "e => e.getAttribute('aria-labelledby').split(' ')"
            ".map(id => { const f = document.getElementById(id);"
            " return f.getAttribute('aria-label') || f.textContent; }).join(' ')"
        )
        assert plain(label) == f"Monter {names[1]}"


def test_progress_and_habits_come_back_after_a_reload(opened: Open) -> None:
    with opened() as seen:
        seen.open(path("fr"))
        page = seen.page
        first = box(seen, 1)
        first.locator("input").first.fill("Lemaire")
        button(first, "check").click()
        button(first, "next").click()
        box(seen, 2).get_by_label("la lampe").check()
        page.reload()
        assert plain(page.locator(".progress").inner_text()).startswith(
            "Question 2 sur 8 Score : 1 sur 1"
        )
        assert box(seen, 2).get_by_label("la lampe").is_checked()
        choose_habit(seen, "all")
        assert first.locator("input").first.input_value() == "Lemaire"
        assert first.locator("input").first.is_disabled()
        assert plain(first.locator("[data-part=verdict]").inner_text()) == "Juste : 1 sur 1"
        # The way of working is kept for every quiz, the answers for this one alone.
        seen.open(path("en"))
        assert page.locator(".choice input[value=all]").is_checked()
        assert plain(page.locator(".progress").inner_text()) == "Start again Print"


def test_restarting_asks_first_and_then_forgets(opened: Open) -> None:
    with opened() as seen:
        seen.open(path("fr"))
        page = seen.page
        box(seen, 1).locator("input").first.fill("Lemaire")
        button(box(seen, 1), "check").click()
        restart = button(page.locator(".panel"), "restart")
        restart.click()
        asking = page.locator("dialog")
        assert plain(asking.locator("p").first.inner_text()) == (
            "Effacer toutes vos réponses et recommencer ?"
        )
        button(asking, "no").click()
        assert restart.evaluate("element => element === document.activeElement")
        assert box(seen, 1).locator("input").first.input_value() == "Lemaire"
        restart.click()
        button(asking, "yes").click()
        assert seen.focused() == plain(box(seen, 1).locator(".stem").inner_text())
        page.reload()
        assert box(seen, 1).locator("input").first.input_value() == ""
        assert plain(page.locator(".progress").inner_text()) == (
            "Question 1 sur 8 Recommencer Imprimer"
        )


def test_another_revision_is_another_quiz(opened: Open) -> None:
    with opened() as seen:
        seen.open(path("fr"))
        page = seen.page
        box(seen, 1).locator("input").first.fill("Lemaire")
        keys = page.evaluate("Object.keys(localStorage)")
        assert keys == ["rectoverso:lantern:1:fr"]

        def later(route: Any) -> None:
            text = route.fetch().text()
            assert text.count('"revision": 1') == 1
            route.fulfill(body=text.replace('"revision": 1', '"revision": 2'))

        page.route("**/quiz/index.html", later)
        page.reload()
        assert box(seen, 1).locator("input").first.input_value() == ""
        box(seen, 1).locator("input").first.fill("Édith Lemaire")
        assert page.evaluate("Object.keys(localStorage)") == ["rectoverso:lantern:2:fr"]


@pytest.mark.parametrize(
    "trouble",
    [
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('blocked'); }})",
        """localStorage.setItem('rectoverso:lantern:1:fr', '{"done": 7, "at": [], "only": {}}')""",
        "localStorage.setItem('rectoverso:lantern:1:fr', 'null')",
        "localStorage.setItem('rectoverso:quiz-habits', '{')",
    ],
    ids=["blocked", "of another shape", "null", "no JSON"],
)
def test_the_quiz_goes_on_without_what_the_browser_keeps(opened: Open, trouble: str) -> None:
    with opened() as seen:
        seen.page.add_init_script(trouble)
        seen.open(path("fr"))
        box(seen, 1).locator("input").first.fill("Lemaire")
        button(box(seen, 1), "check").click()
        assert seen.focused() == "Juste : 1 sur 1"


def states(seen: Visit, language: str) -> Iterator[str]:
    """Brings the page into each of its states, and names it."""
    page = seen.page
    seen.open(path(language))
    button(box(seen, 1), "check").click()
    yield "nothing answered yet"
    choose_habit(seen, "all")
    page.locator(".rules summary").click()
    yield "all together"
    choose_habit(seen, "end")
    answer(seen, language, WRONG)
    button(page.locator("main"), "finish").click()
    yield "all wrong"
    choose_habit(seen, "one")
    yield "summary"
    page.locator(".tab").first.click()
    yield "one, wrong"
    page.locator("[data-do=restart]").click()
    yield "asking"
    button(page.locator("dialog"), "yes").click()
    page.evaluate(web.AT_REST)
    choose_habit(seen, "all")
    answer(seen, language, RIGHT)
    page.locator(".criterion").first.evaluate("element => element.click()")
    button(page.locator("main"), "finish").click()
    yield "all right"
    choose_habit(seen, "one")
    page.locator(".tab").first.click()
    yield "one, right"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_in_any_state(opened: Open, scheme: str, language: str) -> None:
    with opened(color_scheme=scheme) as seen:
        found = {state: seen.violations() for state in states(seen, language)}
    assert {state: text for state, text in found.items() if text} == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_where_the_script_does_not_run(
    opened: Open, scheme: str, language: str
) -> None:
    with opened(color_scheme=scheme) as seen:
        # Axe is a script itself, so the page's own is replaced by nothing instead of forbidden.
        seen.page.route("**/quiz.js", lambda route: route.fulfill(body=""))
        seen.open(path(language))
        for summary in seen.page.locator("details.answer summary").all():
            summary.click()
        assert seen.violations() == ""


def picture(seen: Visit, target: Locator, margin: int = 0) -> bytes:
    """A part of the page in the middle of the window, with some pixels around it."""
    target.evaluate("element => element.scrollIntoView({block: 'center'})")
    found = target.bounding_box()
    assert found is not None
    return seen.page.screenshot(
        clip={
            "x": int(found["x"]) - margin,
            "y": int(found["y"]) - margin,
            "width": int(found["width"]) + 2 * margin,
            "height": int(found["height"]) + 2 * margin,
        }
    )


@pytest.mark.parametrize("wish", HIGH_CONTRAST, ids=lambda wish: " ".join(wish.values()))
def test_the_focus_stands_out_in_high_contrast(opened: Open, wish: dict[str, str]) -> None:
    with opened(**wish) as seen:
        seen.open(path("fr"))
        choose_habit(seen, "all", "end")
        # The tabulator begins at the top again.
        seen.page.reload()
        asked_for = "(forced-colors: active), (prefers-contrast: more)"
        assert seen.page.evaluate(f"matchMedia('{asked_for}').matches")
        for name in (
            *(".choice input:checked", ".tab", "input[type=text]", "summary"),
            *(".option input", "select", ".move button", "textarea", "button.main"),
        ):
            target = seen.page.locator("main").locator(name).locator("visible=true").first
            seen.tab_to(target)
            focused = picture(seen, target, margin=8)
            target.evaluate("element => element.blur()")
            found = target.bounding_box()
            assert found is not None
            around = 2 * (found["width"] + found["height"])
            assert pixels.changed(focused, picture(seen, target, margin=8)) >= around, name


@pytest.mark.parametrize("wish", HIGH_CONTRAST, ids=lambda wish: " ".join(wish.values()))
def test_marks_stand_out_in_high_contrast(opened: Open, wish: dict[str, str]) -> None:
    with opened(**wish) as seen:
        seen.open(path("fr"))
        choose_habit(seen, "all", "end")
        answer(seen, "fr", {**RIGHT, "what-gathers": WRONG["what-gathers"]})
        within = box(seen, place_of(seen, "what-gathers"))

        def chosen() -> int:
            """By how many pixels the chosen option differs from another."""
            other = within.locator("input:not(:checked)").first
            return pixels.changed(picture(seen, within.locator(":checked")), picture(seen, other))

        assert chosen() >= 20
        button(seen.page.locator("main"), "finish").click()
        assert chosen() >= 20
        right = picture(seen, box(seen, place_of(seen, "what-shines")).locator(".mark").first)
        wrong = picture(seen, within.locator(".mark.wrong"))
        missed = picture(seen, within.locator(".mark.missed"))
        assert min(pixels.drawn(right), pixels.drawn(wrong)) >= 20
        assert pixels.changed(right, wrong) >= 20
        # The tick of what was missed stands on dots.
        assert pixels.drawn(missed) >= pixels.drawn(right) + 8
        borders = "element => getComputedStyle(element).border"
        tabs = [seen.page.locator(f".tab.is-{one}").first for one in ("right", "wrong")]
        assert tabs[0].evaluate(borders) != tabs[1].evaluate(borders)


@pytest.mark.parametrize(("width", "text"), [(320, "100%"), (640, "100%"), (1280, "200%")], ids=str)
def test_no_state_needs_to_be_scrolled_sideways(opened: Open, width: int, text: str) -> None:
    """320 pixels are a phone or 400 % of zoom, 640 are 200 %; and text of twice the size."""
    with opened(viewport={"width": width, "height": 800}) as seen:
        seen.page.add_init_script(
            "document.addEventListener('DOMContentLoaded',"
            f" () => document.documentElement.style.fontSize = '{text}')"
        )
        found = {state: seen.overflow() for state in states(seen, "fr")}
    assert {state: pixels for state, pixels in found.items() if pixels > 0} == {}


def test_nothing_moves_for_who_does_not_want_it(opened: Open) -> None:
    with opened(reduced_motion="reduce") as seen:
        seen.open(path("fr"))
        button(box(seen, 1), "give-up").click()
        behaviour = "getComputedStyle(document.documentElement).scrollBehavior"
        assert seen.page.evaluate(behaviour) == "auto"
        assert seen.page.evaluate("document.getAnimations().length") == 0


def test_it_prints_what_was_answered_and_no_controls(opened: Open) -> None:
    with opened() as seen:
        seen.open(path("fr"))
        page = seen.page
        button(box(seen, 1), "give-up").click()
        assert page.locator(".question:visible").count() == 1
        page.emulate_media(media="print")
        assert page.locator(".question:visible").count() == len(RIGHT)
        assert page.locator("button:visible, .panel:visible").count() == 0
        assert box(seen, 1).locator(".inside").is_visible()
        assert not box(seen, 2).locator(".inside").is_visible()


def test_it_works_as_a_file_of_a_folder(web_publication: Path, browser: Browser) -> None:
    with web.visit(browser, (web_publication / "site/public").as_uri()) as seen:
        seen.open(path("fr"))
        box(seen, 1).locator("input").first.fill("Lemaire")
        seen.page.keyboard.press("Enter")
        assert seen.focused() == "Juste : 1 sur 1"
        seen.page.reload()
        assert plain(box(seen, 1).locator("[data-part=verdict]").inner_text()) == (
            "Juste : 1 sur 1"
        )
        # Chromium asks no folder for fonts ahead of time, and says so; it loads them all the same.
        seen.page.wait_for_function("document.fonts.check('16px \"Rectoverso Serif\"')")
        seen.complaints[:] = [
            said
            for said in seen.complaints
            if not re.search("Access to font|A preload for|net::ERR_FAILED", said)
        ]


def test_the_script_is_small_and_leaves_nothing_behind(web_publication: Path, opened: Open) -> None:
    script = (web_publication / "site/public/assets/quiz.js").read_bytes()
    assert len(gzip.compress(script, 9)) < SMALLEST
    assert len(brotli.compress(script)) < SMALLEST
    names = "Object.getOwnPropertyNames(window).sort()"
    with opened() as seen:
        seen.open(path("fr"))
        after = seen.page.evaluate(names)
        seen.page.route("**/quiz.js", lambda route: route.fulfill(body=""))
        seen.page.reload()
        assert after == seen.page.evaluate(names)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_policy_of_the_page_forbids_what_it_does_not_need(
    web_publication: Path, language: str
) -> None:
    page = (web_publication / "site/public" / path(language)).read_text("utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    assert policy[1].split("; ") == [
        "default-src 'none'",
        *("script-src 'self' file:", "connect-src 'self'", "style-src 'self' file:"),
        *("font-src 'self' file:", "img-src 'self' file:", "base-uri 'none'", "form-action 'none'"),
    ]
    assert not re.search(r"<style|\sstyle=|\son\w+=", page)
    kinds = re.findall(r"<script (?:type=\"([^\"]+)\"|src)", page)
    assert kinds == ["application/ld+json", "", "application/json"]
    assert '<script src="../../../assets/quiz.js" defer blocking="render"></script>' in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_leads_on(opened: Open, web_publication: Path, language: str) -> None:
    titles = {
        "fr": "Quiz : Le phare, de bas en haut — Le Fanal",
        "en": "Quiz: The lighthouse, from bottom to top — The Beacon",
    }
    with opened() as seen:
        seen.open(path(language))
        assert plain(seen.page.title()) == titles[language]
        assert seen.page.locator("html").get_attribute("lang") == language
        links = seen.page.locator("a").evaluate_all("links => links.map(link => link.href)")
    led_to = {link.removeprefix(seen.base) for link in links}
    assert {
        f"/{language}/index.html",
        *(f"/{code}/lantern/quiz/index.html" for code in LANGUAGES),
        f"/{language}/lantern/index.html",
        f"/{language}/archive/index.html",
    } <= led_to


def test_nothing_of_a_test_question_is_in_public(web_publication: Path) -> None:
    secret = (
        *("secret-colour", "secret-dog", "couleur est la porte", "colour is the lighthouse door"),
        *("Misaine", "grande tempête", "great storm", "nom d’une voile"),
    )
    for file in (web_publication / "site/public").rglob("*"):
        if file.suffix in (".html", ".js", ".css", ".svg", ".json", ".txt", ".xml"):
            text = file.read_text("utf-8")
            assert not [words for words in secret if words in text], file


def test_the_preview_sends_a_policy_of_its_own_in_place_of_the_page_s(
    web_publication: Path,
) -> None:
    page = (web_publication / "site/public" / path("fr")).read_bytes()
    shown = variants.served(page, "text/html", variants.Scheme.ASKED, {})
    assert b"Content-Security-Policy" in page
    assert b"Content-Security-Policy" not in shown
    assert shown.count(variants.SCRIPT) == 1
