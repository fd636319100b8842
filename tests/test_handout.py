"""The recto-verso handout: an edition on one page, questions on the other."""

from __future__ import annotations

import json
import re
import shutil
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectoverso.audit.checks import marks, verbatim
from rectoverso.audit.context import Context
from rectoverso.audit.page import parse
from rectoverso.compose import compose
from rectoverso.model.artifacts import Artifact
from rectoverso.model.questions import Choice, Match, Order, Quiz, Use
from rectoverso.render import plan
from rectoverso.render.quiz.handout import packing
from rectoverso.render.quiz.handout.making import sheet_html
from rectoverso.render.quiz.handout.packing import Asked, Piece, Text
from rectoverso.review import review
from rectoverso.verify import verify
from tests import printed, program, typeset
from tests.quizzes import ROOT, TODAY, Loaded
from tests.test_paper import LANGUAGES, PAPERS, SLUG, pieces
from tests.typeset import squeezed

ALL = list(product(LANGUAGES, PAPERS))
FOOT = 60.0
"""Height of the foot of a page, in points from its lower edge."""


@cache
def model() -> Quiz:
    return Loaded(ROOT, SLUG).quiz()


def names() -> list[str]:
    return [*(version.name for version in model().versions), "practice"]


def path_of(site: Path, name: str, language: str, paper: str) -> Path:
    if name == "practice":
        return site / "public" / language / SLUG / f"{SLUG}-handout-{paper}.pdf"
    return site / "private" / SLUG / language / f"handout-{name}-{paper}.pdf"


def key_of(site: Path, name: str, language: str, paper: str) -> Path:
    part = "" if name == "practice" else f"-{name}"
    return site / "private" / SLUG / language / f"handout-key{part}-{paper}.pdf"


def choice(site: Path, language: str) -> Any:
    path = site / "private" / SLUG / language / "handout.json"
    return json.loads(path.read_text("utf-8"))["papers"]


@pytest.mark.parametrize(("language", "paper"), ALL)
def test_a_handout_has_two_pages_and_at_least_eight_questions(
    sample_site: Path, language: str, paper: str
) -> None:
    for name in names():
        chosen = choice(sample_site, language)[paper][name]["questions"]
        assert len(chosen) >= 8
        front, back = typeset.pages(path_of(sample_site, name, language, paper))
        at = 0
        for number, id in enumerate(chosen, 1):
            question = model().question(id)
            start = squeezed(f"{number} {question.stem[language]}")
            assert back.text.find(start, at) >= at, (name, id)
            at = back.text.find(start, at)
            for piece in pieces(question, language):
                assert piece in back.text[at:], (name, id, piece)
            assert squeezed(question.stem[language]) not in front.text


@pytest.mark.parametrize(("language", "paper"), ALL)
def test_no_question_of_a_handout_is_smaller_than_ten_points(
    sample_site: Path, language: str, paper: str
) -> None:
    for name in names():
        seen = typeset.runs(path_of(sample_site, name, language, paper))
        back = [run for run in seen if run.page == 2 and run.height > FOOT]
        assert len(back) > 60
        assert min(run.size for run in back) >= 10
        # On the front, sentences are as large; notes, captions and tables may be smaller.
        front = [run for run in seen if run.page == 1]
        sentences = sum(len(run.text) for run in front if run.size >= 10)
        assert sentences > 0.5 * sum(len(run.text) for run in front)
        assert min(run.size for run in front) >= 7


@pytest.mark.parametrize(("language", "paper"), ALL)
def test_nothing_of_a_handout_is_cut_off_or_laid_over_something_else(
    sample_site: Path, language: str, paper: str
) -> None:
    for name in names():
        for page in typeset.pages(path_of(sample_site, name, language, paper)):
            assert (page.width, page.height) == pytest.approx(PAPERS[paper], abs=0.5)
            words = [word for word in page.words if word.text.strip()]
            for word in words:
                assert 11 < word.left < word.right < page.width - 11
                assert 11 < word.top < word.bottom < page.height - 11
            for place, one in enumerate(words):
                for other in words[place + 1 :]:
                    across = min(one.right, other.right) - max(one.left, other.left)
                    # Boxes of letters are higher than the letters: lines may touch.
                    down = min(one.bottom, other.bottom) - max(one.top, other.top)
                    low = min(one.bottom - one.top, other.bottom - other.top)
                    assert across < 1 or down < 0.5 * low, (name, one, other)


@pytest.mark.parametrize(("language", "paper"), ALL)
def test_the_versions_ask_the_same_and_the_front_is_the_same(
    sample_site: Path, language: str, paper: str
) -> None:
    sheets = choice(sample_site, language)[paper]
    versions = [sheets[version.name] for version in model().versions]
    assert len({frozenset(one["questions"]) for one in versions}) == 1
    assert len({json.dumps(one["front"]) for one in versions}) == 1
    assert versions[0]["questions"] != versions[1]["questions"]
    for one in versions:
        assert sorted([*one["questions"], *one["left_out"]]) == sorted(
            question.id for question in model().questions
        )


@pytest.mark.parametrize(("language", "paper"), ALL)
def test_the_key_of_a_handout_has_its_questions_under_its_numbers(
    sample_site: Path, language: str, paper: str
) -> None:
    for name in names():
        chosen = choice(sample_site, language)[paper][name]["questions"]
        path = key_of(sample_site, name, language, paper)
        key = printed.questions(path)
        glance = printed.glance(path, list(key))
        assert list(key) == list(glance) == list(range(1, len(chosen) + 1))
        back = typeset.pages(path_of(sample_site, name, language, paper))[1].text
        for number, id in enumerate(chosen, 1):
            question = model().question(id)
            start = squeezed(question.stem[language])
            assert squeezed(key[number].text).startswith(start)
            block = back[back.index(f"{number}{start}") :]
            match question.response:
                case Choice(options=options):
                    right = {one.text[language] for one in options if one.right}
                    letters = glance[number].split(", ")
                    assert len(letters) == len(right), (name, id)
                    for text in right:
                        assert any(squeezed(f"{letter} {text}") in block for letter in letters), (
                            name,
                            id,
                        )
                case Match(pairs=pairs):
                    for entry in glance[number].split(", "):
                        left, letter = entry[0], entry[1]
                        pair = next(
                            one
                            for one in pairs
                            if squeezed(f"{left} {one.left[language]}") in block
                        )
                        assert squeezed(f"{letter} {pair.right[language]}") in block
                case Order(steps=steps):
                    shown = sorted(steps, key=lambda one: block.index(squeezed(one.text[language])))
                    places = {
                        int(sign[1:]): one
                        for sign, one in zip(glance[number].split(", "), shown, strict=True)
                    }
                    assert [places[place] for place in sorted(places)] == list(steps)


def test_no_test_question_is_on_the_public_handout(sample_site: Path) -> None:
    practised = {
        squeezed(question.stem[language])
        for question in model().of_use(Use.PRACTICE)
        for language in LANGUAGES
    }
    for language, paper in ALL:
        text = "".join(
            page.text for page in typeset.pages(path_of(sample_site, "practice", language, paper))
        )
        chosen = choice(sample_site, language)[paper]["practice"]["questions"]
        assert {model().question(id).use for id in chosen} == {Use.PRACTICE}
        for question in model().of_use(Use.TEST):
            stem = squeezed(question.stem[language])
            assert stem in practised or stem not in text, question.id


def test_the_front_tells_what_it_leaves_out_and_fills_its_page(sample_site: Path) -> None:
    for language, paper in ALL:
        front = typeset.pages(path_of(sample_site, "A", language, paper))[0]
        told = choice(sample_site, language)[paper]["A"]
        shown = [section for section in told["sections"] if section["shown"]]
        assert shown
        assert all(section["shown"] <= section["of"] for section in told["sections"])
        for section in told["sections"]:
            present = squeezed(section["title"]) in front.text
            assert present == bool(section["shown"]), section["title"]
        # The text comes down to a hand's breadth above the sources at most, in both columns.
        body = [word for word in front.words if word.bottom < front.height - 95]
        for column in (
            [word for word in body if word.right < front.width / 2],
            [word for word in body if word.left > front.width / 2],
        ):
            assert max(word.bottom for word in column) > front.height - 220


@pytest.fixture(scope="module")
def handouts() -> dict[str, tuple[Artifact, Context]]:
    """The handouts of the sample as they are planned, and what an audit of them looks at."""
    loaded = Loaded(ROOT, SLUG)
    verified, _ = verify(loaded.publication, today=TODAY)
    composition, _ = compose(loaded.publication, verified)
    reviews, _ = review(loaded.publication, composition)
    artifacts, problems = plan(loaded.publication, composition, reviews)
    assert not [problem for problem in problems if problem.severity == "error"]
    context = Context(loaded.publication, composition, artifacts, {}, {})
    return {
        artifact.path: (artifact, context)
        for artifact in artifacts
        if re.search(r"handout-(?!key).*pdf$", artifact.path)
    }


def test_every_number_and_quotation_of_a_handout_has_its_source(
    sample_site: Path, handouts: dict[str, tuple[Artifact, Context]]
) -> None:
    assert len(handouts) == len(ALL) * len(names())
    for path, (artifact, context) in handouts.items():
        inputs = {one: (sample_site / one).read_bytes() for one in artifact.inputs}
        page = parse(sheet_html(artifact.values, inputs))
        audited = Context(
            context.publication, context.composition, context.artifacts, {}, {path: page}
        )
        found = [*marks.check(audited), *verbatim.check(audited)]
        assert not found, (path, found)
        quoted = [run for run in page.runs if run.inside("data-verbatim")]
        assert quoted
        # Each reference names a source that the foot of the page lists.
        cited = {
            run.inside("data-source").attributes["data-source"]  # type: ignore[union-attr]
            for run in page.runs
            if run.inside("data-source")
        }
        listed = {
            element.attributes["data-evidence"].removeprefix("source:")
            for run in page.runs
            for element in run.within
            if element.attributes.get("data-evidence", "").startswith("source:")
        }
        assert cited
        assert cited == listed


LONG = """\
  - id: {name}
    kind: open
    level: analyse
    points: 2
    section: money
    stem: {{fr: "Que pensez-vous du bac ?", en: "What do you think of the ferry?"}}
    lines: 6
    guide:
      - {{points: 2, text: {{fr: "Un avis et sa raison.", en: "A view and its reason."}}}}
    model_answer: {{fr: "Il est utile.", en: "It is useful."}}
"""


def test_what_the_editor_names_goes_first(small_publication: Path, tmp_path: Path) -> None:
    root = tmp_path / "publication"
    shutil.copytree(small_publication, root)
    edition = root / "content/editions/ferry"
    quiz = edition / "quiz.yaml"
    text = quiz.read_text("utf-8")
    text = text.replace("total: 4, practice: 2", "total: 10, practice: 2")
    text += "questions:\n" + "".join(LONG.format(name=name) for name in ("first", "second"))
    text += (
        "sheets: [handout]\n"
        "handout:\n"
        "  quote: battery\n"
        "  sections: [money]\n"
        '  questions: ["figure:capacity-post:number", "who-said:ten-years:short"]\n'
    )
    quiz.write_text(text, "utf-8")
    # A page on which hardly anything finds room.
    style = root / "templates/handout/sheet.css"
    style.parent.mkdir(parents=True)
    ours = (ROOT / "templates/handout/sheet.css").read_text("utf-8")
    ours = ours.replace("padding: 0 0 3mm 7mm", "padding: 0 0 17mm 7mm")
    ours = ours.replace(".essentials { border", ".essentials { height: 120mm; border")
    style.write_text(ours, "utf-8")
    done = program.run("build", "--reshuffle", root=root)
    assert done.code == 0, done.text
    assert "note R012 not everything is on the handout (en)" in done.text
    private = root / "site/private/ferry/en"
    made = json.loads((private / "handout.json").read_text("utf-8"))["papers"]["letter"]["A"]
    assert {"figure:capacity-post:number", "who-said:ten-years:short"} <= set(made["questions"])
    assert made["left_out"]
    assert {one["id"]: one["shown"] > 0 for one in made["sections"]}["money"]
    assert "quote" in made["front"]["left"] + made["front"]["right"]
    front = typeset.pages(private / "handout-A-letter.pdf")[0]
    assert squeezed("battery may have to be replaced") in front.text
    # Too few are for practice: there is no public handout, and no key of one.
    assert not list((root / "site").rglob("*handout-a4.pdf"))
    assert not list((root / "site").rglob("handout-key-a4.pdf"))


HEIGHTS = st.floats(4, 90, allow_nan=False).map(lambda one: round(one, 2))


@given(st.lists(HEIGHTS, max_size=30), st.floats(60, 300), st.integers(0, 3))
def test_chosen_questions_fit_and_lower_ranks_lose_nothing_to_higher_ones(
    heights: list[float], height: float, ranks: int
) -> None:
    asked = [
        Asked(f"q{place}", one, place % (ranks + 1), {"shape": place % 4})
        for place, one in enumerate(heights)
    ]
    chosen = packing.back(asked, height)
    by_id = {one.id: one.height for one in asked}
    for order in (list(by_id), list(reversed(by_id))):
        columns = packing.columns(order, chosen, by_id, height)
        assert sorted([*columns.left, *columns.right]) == sorted(chosen)
        for column, air in zip((columns.left, columns.right), columns.air, strict=True):
            full = sum(by_id[id] for id in column) + air * max(0, len(column) - 1)
            assert full <= height + 0.05 * len(column)
            assert [order.index(id) for id in column] == sorted(order.index(id) for id in column)
    alone = packing.back([one for one in asked if one.rank == 0], height)
    assert set(alone) <= set(chosen)


SECTIONS = st.lists(st.lists(HEIGHTS, min_size=1, max_size=6), max_size=5)


@given(SECTIONS, st.floats(80, 260), HEIGHTS, HEIGHTS)
def test_a_front_holds_beginnings_of_sections_in_order(
    sections: list[list[float]], height: float, chart: float, quote: float
) -> None:
    texts = [
        Text(f"s{at}", tuple(Piece(f"s{at}:{no}", one) for no, one in enumerate(pieces)))
        for at, pieces in enumerate(sections)
    ]
    found = packing.front(texts, Piece("chart", chart), Piece("quote", quote), height, {})
    if found is None:
        assert max(chart, quote) > height
        return
    columns, shown = found
    heights = {piece.name: piece.height for text in texts for piece in text.pieces}
    heights |= {"chart": chart, "quote": quote}
    for column in (columns.left, columns.right):
        assert sum(heights[name] for name in column) <= height
    read = [name for name in (*columns.left, *columns.right) if name not in ("chart", "quote")]
    assert read == [piece.name for text in texts for piece in text.pieces[: shown[text.id]]]
    assert {"chart", "quote"} <= {*columns.left, *columns.right}
