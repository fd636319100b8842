"""What ``quiz.yaml`` says of the choice: how many of what; pinned, replaced, reworded."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from rectoverso.compose.quiz import compose_quiz, context_of
from rectoverso.compose.quiz.marking import rows
from rectoverso.compose.quiz.pool import pool
from rectoverso.model.questions import Choice, Level, Quiz, QuizHead, Shape, Use
from rectoverso.model.values import any_language
from rectoverso.problems import Problem
from rectoverso.questions.keys import key_ids, part_ids
from tests import program
from tests.quizzes import HOME, Loaded

OBSERVATORY = HOME / "observatory"
QUIZ = Path("content/editions/observatory/quiz.yaml")
TAKE = "take: {total: 18, practice: 9}\n"
MARKED = (Shape.CHOOSE_ONE, Shape.CHOOSE_MANY, Shape.MATCH, Shape.ORDER)


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return Loaded(OBSERVATORY)


def _drawn(loaded: Loaded, **take: Any) -> tuple[Quiz, tuple[Problem, ...]]:
    """The quiz for other numbers, and what is wrong with the numbers."""
    wanted = QuizHead.model_validate({"title": {"fr": "Quiz"}, "take": take}).take
    head = loaded.head.model_copy(update={"take": wanted})
    edition = replace(loaded.edition, quiz=head)
    quiz, problems = compose_quiz(loaded.publication, edition, loaded.verifications, reshuffle=True)
    assert quiz is not None
    return quiz, problems


def _kinds(quiz: Quiz) -> Counter[str]:
    return Counter(question.kind for question in quiz.questions)


def _edited(tmp_path: Path, *edits: tuple[str, str]) -> Path:
    root = tmp_path / "publication"
    shutil.copytree(OBSERVATORY, root)
    text = (root / QUIZ).read_text("utf-8")
    for old, new in edits:
        assert text.count(old) == 1
        text = text.replace(old, new)
    (root / QUIZ).write_text(text, "utf-8")
    return root


def test_a_number_is_exactly_so_many(loaded: Loaded) -> None:
    quiz, problems = _drawn(loaded, total=15, kinds={"term": 3, "who-said": 1, "role": 0})
    assert not problems
    assert len(quiz.questions) == 15
    kinds = _kinds(quiz)
    assert (kinds["term"], kinds["who-said"], kinds["role"]) == (3, 1, 0)


@pytest.mark.parametrize(
    ("wanted", "least", "most"),
    [
        ({"at_least": 3}, 3, 16),
        ({"at_most": 1}, 0, 1),
        ({"at_least": 2, "at_most": 3}, 2, 3),
    ],
)
def test_a_range_leaves_room(loaded: Loaded, wanted: dict[str, int], least: int, most: int) -> None:
    quiz, problems = _drawn(loaded, total=16, kinds={"who-said": wanted})
    assert not problems
    assert least <= _kinds(quiz)["who-said"] <= most


def test_levels_and_sections_are_counted_as_kinds_are(loaded: Loaded) -> None:
    quiz, problems = _drawn(
        loaded, total=14, levels={"remember": 4}, sections={"people": 5, "site": {"at_least": 8}}
    )
    assert not problems
    levels = Counter(question.level for question in quiz.questions)
    sections = Counter(question.section for question in quiz.questions)
    assert levels[Level.REMEMBER] == 4
    assert sections["people"] == 5
    assert sections["site"] >= 8


def test_written_questions_give_way_to_the_numbers(loaded: Loaded) -> None:
    quiz, problems = _drawn(loaded, total=12, kinds={"open": 0, "ordering": 0})
    assert not problems
    assert "your-view" not in {question.id for question in quiz.questions}
    assert _kinds(quiz)["ordering"] == 0


def test_each_number_that_is_missed_is_one_problem(loaded: Loaded) -> None:
    _, problems = _drawn(
        loaded,
        total=18,
        kinds={"timeline": 4, "term": {"at_least": 9}},
        levels={"apply": {"at_least": 1}},
    )
    told = [(one.code.name, dict(one.values)) for one in problems]
    assert told == [
        ("Q017", {"entry": "timeline", "found": "1", "expected": "4"}),
        ("Q017", {"entry": "term", "found": "3", "expected": "≥ 9"}),
        ("Q017", {"entry": "apply", "found": "0", "expected": "≥ 1"}),
    ]


@pytest.mark.parametrize(
    ("take", "values"),
    [
        (
            {"total": 5, "kinds": {"term": 3, "role": {"at_least": 4}}},
            {"field": "kinds", "found": "7", "allowed": "5"},
        ),
        ({"total": 5, "practice": 6}, {"field": "practice", "found": "6", "allowed": "5"}),
        (
            {"total": 5, "sections": {"site": {"at_least": 4, "at_most": 2}}},
            {"field": "site", "found": "4", "allowed": "2"},
        ),
    ],
)
def test_numbers_that_contradict_each_other_are_told_once(
    loaded: Loaded, take: dict[str, Any], values: dict[str, str]
) -> None:
    _, problems = _drawn(loaded, **take)
    assert [(one.code.name, dict(one.values)) for one in problems] == [("Q018", values)]


@pytest.mark.parametrize(
    ("numbers", "code", "meant"),
    [
        ("kinds: {tern: 1}", "S013", "term"),
        ("levels: {recall: 1}", "S013", None),
        ("levels: {analyze: 1}", "S013", "analyse"),
        ("sections: {peopel: 1}", "S004", "people"),
    ],
)
def test_what_is_unknown_is_told_where_it_stands(
    tmp_path: Path, numbers: str, code: str, meant: str | None
) -> None:
    root = _edited(tmp_path, (TAKE, f"take: {{total: 18, {numbers}}}\n"))
    done = program.run("check", root=root)
    assert re.findall(r"error (\w\d+)", done.text) == [code], done.text
    assert (f"did you mean “{meant}”?" in done.text) == (meant is not None)


def test_a_written_question_stands_in_for_a_generated_one(tmp_path: Path) -> None:
    root = _edited(
        tmp_path,
        (TAKE, f'{TAKE}pin: ["term:seeing"]\n'),
        (
            "  - id: who-warns\n",
            "  - id: why-stars-dance\n"
            "    kind: short-answer\n"
            '    replaces: "term:seeing"\n'
            "    stem: {fr: Qu’est-ce qui brouille les images des étoiles ?}\n"
            "    accepted: {fr: [turbulence]}\n"
            "    entries: [seeing]\n"
            "  - id: who-warns\n",
        ),
    )
    loaded = Loaded(root)
    assert "term:seeing" not in loaded.questions()
    chosen = {question.id for question in loaded.quiz().questions}
    assert "why-stars-dance" in chosen


def test_new_words_come_with_tags_and_reasons(tmp_path: Path) -> None:
    root = _edited(
        tmp_path,
        (
            TAKE,
            f'{TAKE}pin: ["date:reopened"]\n'
            "reword:\n"
            '  "date:reopened":\n'
            "    tags: [collège, chronologie]\n"
            "    level: understand\n"
            "    section: people\n"
            "    use: test\n"
            "    feedback:\n"
            '      "2024-05-14": {fr: Le Soir de Montclar le dit au deuxième paragraphe.}\n'
            "    explanation: {fr: La réouverture suit les travaux.}\n",
        ),
    )
    question = Loaded(root).quiz().question("date:reopened")
    assert question.tags == ("collège", "chronologie")
    assert (question.level, question.section, question.use) == (
        Level.UNDERSTAND,
        "people",
        Use.TEST,
    )
    assert question.explanation["fr"] == "La réouverture suit les travaux."
    assert isinstance(question.response, Choice)
    told = {option.id: option.feedback["fr"] for option in question.response.options}
    assert told["2024-05-14"] == "Le Soir de Montclar le dit au deuxième paragraphe."


def test_a_question_belongs_where_the_prose_cites_its_entry(loaded: Loaded) -> None:
    cited = {id: question.section for id, question in loaded.questions().items()}
    assert {id for id, section in cited.items() if section is None} == {"free-entry"}
    # Roles name no section: the prose lets these people speak in « people ».
    assert {cited[id] for id in cited if id.startswith("role:")} == {"people"}


def test_the_private_key_shows_the_search_and_public_pages_do_not(tmp_path: Path) -> None:
    root = _edited(
        tmp_path,
        ("searched: [gratuit, entrée]", "searched: [gratuit, entrée, hiver]"),
        (
            "    signed_off: rv\n",
            "    found_but_unrelated: [{words: hiver, because: {fr: il s’agit de la route}}]\n"
            "    signed_off: rv\n",
        ),
    )
    for command in (("check", "--accept"), ("build", "--reshuffle")):
        done = program.run(*command, root=root)
        assert done.code == 0, done.text
    told = "Mots cherchés : gratuit, entrée, hiver."
    key = _flow(root / "site/private/observatory/fr/key-A-a4.pdf")
    assert told in key
    assert "Trouvé, mais sans rapport : hiver (il s’agit de la route)." in key
    assert "Recherche relue par rv." in key
    for page in (root / "site/public").rglob("*.html"):
        assert "il s’agit de la route" not in page.read_text("utf-8")


def _flow(path: Path) -> str:
    done = subprocess.run(
        ["pdftotext", str(path), "-"], capture_output=True, encoding="utf-8", check=True
    )
    return re.sub(r"\s+", " ", done.stdout)


def test_what_a_search_finds_is_told_with_its_place(tmp_path: Path) -> None:
    root = _edited(
        tmp_path, ("searched: [gratuit, entrée]", "searched: [gratuit, Hiver, bâtiment]")
    )
    done = program.run("check", "--format", "short", root=root)
    found = re.findall(r"Q019 “([^”]+)”.* stands in (\w+), paragraph ([\d, ]+)", done.text)
    assert found == [
        ("Hiver", "montagne", "4"),
        ("bâtiment", "radio", "1, 2"),
        ("bâtiment", "montagne", "4"),
    ]


def test_more_pins_than_questions_are_told(loaded: Loaded) -> None:
    ids = tuple(id for id in loaded.questions() if id.startswith("who-said:"))[:4]
    for pins, total, told in (
        (ids, 3, [("Q018", {"field": "pin", "found": "4", "allowed": "3"})]),
        (ids, 4, []),
    ):
        wanted = QuizHead.model_validate({"title": {"fr": "Quiz"}, "take": {"total": total}}).take
        head = loaded.head.model_copy(update={"take": wanted, "pin": pins})
        edition = replace(loaded.edition, quiz=head)
        _, problems = compose_quiz(
            loaded.publication, edition, loaded.verifications, reshuffle=True
        )
        assert [(one.code.name, dict(one.values)) for one in problems] == told


def test_written_verdicts_count_beside_generated_ones(tmp_path: Path) -> None:
    """After three written statements that are true, a false one is drawn, whatever the seed."""
    written = "".join(
        f"  - id: true-{entry}\n"
        "    kind: true-false\n"
        f"    stem: {{fr: {stem}}}\n"
        "    key: true\n"
        f"    entries: [{entry}]\n"
        for entry, stem in (
            ("motors-16", "Seize moteurs font tourner la coupole."),
            ("car-park-cost", "Le parking a coûté 250 000 euros."),
            ("region-paid", "La région a versé 900 000 euros."),
        )
    )
    loaded = Loaded(_edited(tmp_path, ("questions:\n", f"questions:\n{written}")))
    take = {"total": 4, "kinds": {"true-false": 3, "statement": 1}}
    wanted = QuizHead.model_validate({"title": {"fr": "Quiz"}, "take": take}).take
    for seed in range(1, 9):
        pins = tuple(id for id in loaded.questions() if id.startswith("true-"))
        head = loaded.head.model_copy(update={"take": wanted, "seed": seed, "pin": pins})
        edition = replace(loaded.edition, quiz=head)
        quiz, problems = compose_quiz(
            loaded.publication, edition, loaded.verifications, reshuffle=True
        )
        assert quiz is not None
        assert not problems
        (drawn,) = (question for question in quiz.questions if question.generated)
        assert key_ids(drawn) == ("false",), (seed, drawn.id)


def test_a_question_of_thirty_sources_has_no_more_parts_than_can_be_marked(
    loaded: Loaded,
) -> None:
    """Thirty newspapers agree on one weight, and thirty others give one each."""
    edition = loaded.edition
    soir, fact = edition.sources["soir"], edition.facts["dome-42"]
    names = [f"paper-{number}" for number in range(60)]
    labels = {name: {"label": any_language(name.title())} for name in names}
    sources = {name: soir.model_copy(update=labels[name]) for name in names}
    pieces = {name: fact.evidence[0].model_copy(update={"source": name}) for name in names}
    agreeing = fact.model_copy(
        update={"evidence": (*fact.evidence, *(pieces[name] for name in names[:30]))}
    )
    differing = {
        f"weight-{name}": fact.model_copy(
            update={"evidence": (pieces[name],), "value": Decimal(101 + 7 * number)}
        )
        for number, name in enumerate(names[30:])
    }
    comparison = edition.comparisons["weight"].model_copy(
        update={"facts": tuple(differing), "differences": ()}
    )
    edition = replace(
        edition,
        sources={**edition.sources, **sources},
        facts={**edition.facts, **differing, "dome-42": agreeing},
        comparisons={**edition.comparisons, "many": comparison},
    )
    found = {("facts", id): loaded.verifications["facts", "dome-42"] for id in differing}
    context = context_of(loaded.publication, edition, {**loaded.verifications, **found})
    questions, _ = pool(context, loaded.head)
    assert len(part_ids(questions["which-sources-agree:weight:dome-42"])) == 5
    assert len(part_ids(questions["who-claims:many:match"])) == 8
    for question in questions.values():
        parts = part_ids(question)
        assert len(parts) <= 8, question.id
        marked = rows(question, parts)
        assert bool(marked) == (question.shape in MARKED)
