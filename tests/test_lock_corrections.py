"""A locked quiz while its content is corrected: nothing is asked with a key that got wrong, and
what the lock does not hold keeps its name."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from pathlib import Path

import pytest

from rectoverso.compose.quiz import compose_quiz
from rectoverso.load import load
from rectoverso.model.questions import Choice, Quiz
from rectoverso.verify import verify
from tests import program
from tests.quizzes import HOME, TODAY, Loaded

EDITION = Path("content/editions/observatory")
TAKE = "take: {total: 18, practice: 9}\n"
OPENED = "statement:reopened:2024-05-28"
BEGAN = "statement:works-began:2022-04"
MOTORS = "statement:motors-16:8"
TIMELINE = "timeline:first-telescope"


def _edit(root: Path, old: str, new: str, file: str) -> None:
    path = root / EDITION / file
    text = path.read_text("utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), "utf-8")


def _article(root: Path, name: str, old: str, new: str) -> None:
    """Changes an article and the digest by which its source knows it."""
    path = root / EDITION / "articles" / f"{name}.txt"
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    _edit(root, old, new, f"articles/{name}.txt")
    _edit(root, before, hashlib.sha256(path.read_bytes()).hexdigest(), "sources.yaml")


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The observatory with a lock that holds the questions of these tests, pinned no more."""
    root = tmp_path_factory.mktemp("locked") / "publication"
    shutil.copytree(HOME / "observatory", root)
    pinned = f"{TAKE}pin: {json.dumps([OPENED, BEGAN, MOTORS, TIMELINE])}\n"
    _edit(root, TAKE, pinned, "quiz.yaml")
    quiz = Loaded(root).quiz()
    assert {OPENED, BEGAN, MOTORS, TIMELINE} <= _asked(quiz)
    (root / EDITION / "quiz.lock.json").write_text(quiz.lock_text, "utf-8")
    _edit(root, pinned, TAKE, "quiz.yaml")
    return root


@pytest.fixture
def root(locked: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "publication"
    shutil.copytree(locked, copy)
    return copy


def _composed(root: Path) -> tuple[Quiz, list[tuple[str, str]]]:
    """The quiz, and the code and the question of each problem."""
    publication, problems = load(root)
    assert publication is not None
    assert not problems
    verified, problems = verify(publication, today=TODAY)
    assert not [problem for problem in problems if problem.severity == "error"]
    (edition,) = publication.editions
    quiz, problems = compose_quiz(publication, edition, verified.editions[edition.slug])
    assert quiz is not None
    return quiz, [(one.code.name, one.values.get("entry", "")) for one in problems]


def _asked(quiz: Quiz) -> set[str]:
    return {question.id for question in quiz.questions}


def _opened_on(root: Path, day: int) -> None:
    """The article and the fact give another day of the same month."""
    _article(root, "soir", "14 mai 2024", f"{day} mai 2024")
    facts = root / EDITION / "facts.yaml"
    text = facts.read_text("utf-8").replace("14 mai 2024", f"{day} mai 2024")
    facts.write_text(text.replace("on: 2024-05-14", f"on: 2024-05-{day}"), "utf-8")


def test_a_false_date_that_turns_out_right_is_not_asked_any_more(root: Path) -> None:
    _opened_on(root, 28)
    quiz, problems = _composed(root)
    assert problems == [("Q009", OPENED)]
    assert OPENED not in _asked(quiz)


def test_a_false_date_that_another_source_tells_is_not_asked_any_more(root: Path) -> None:
    _article(root, "montagne", "en mars 2022", "en avril 2022")
    _edit(
        root,
        "  library-burnt:\n",
        "  works-later:\n"
        "    measure: start\n"
        "    object: works\n"
        "    says: {fr: Les travaux ont commencé en avril 2022.}\n"
        "    on: 2022-04\n"
        "    section: site\n"
        "    evidence: {source: montagne, paragraph: 2,"
        " words: Les travaux ont commencé en avril 2022}\n"
        "  library-burnt:\n",
        "facts.yaml",
    )
    _edit(
        root,
        "comparisons:\n",
        "comparisons:\n"
        "  start:\n"
        "    title: {fr: Le début des travaux}\n"
        "    facts: [works-began, works-later]\n"
        "    differences: [{between: [works-began, works-later], kind: contradiction,"
        " because: {fr: Les deux sources se contredisent.}}]\n",
        "facts.yaml",
    )
    quiz, problems = _composed(root)
    assert ("Q009", BEGAN) in problems
    assert BEGAN not in _asked(quiz)


def test_a_corrected_date_leaves_another_false_one_as_it_was_printed(root: Path) -> None:
    _opened_on(root, 15)
    quiz, problems = _composed(root)
    assert not problems
    question = quiz.question(OPENED)
    assert question.material is not None
    assert re.sub(r"\s", " ", question.material["fr"]) == (
        "L’observatoire de Montclar a rouvert le 28 mai 2024."
    )
    assert isinstance(question.response, Choice)
    assert [option.id for option in question.response.options if option.right] == ["false"]


@pytest.mark.parametrize(
    ("value", "found"),
    [("8", [("Q009", MOTORS)]), ("18", [])],
)
def test_a_corrected_figure_is_held_against_the_locked_false_one(
    root: Path, value: str, found: list[tuple[str, str]]
) -> None:
    _article(root, "soir", "16 moteurs", f"{value} moteurs")
    facts = root / EDITION / "facts.yaml"
    text = facts.read_text("utf-8").replace("16 moteurs", f"{value} moteurs")
    facts.write_text(text.replace("value: 16\n", f"value: {value}\n"), "utf-8")
    _edit(root, "value: 16\n", f"value: {value}\n", "quiz.yaml")
    quiz, problems = _composed(root)
    # The written question on the number of motors has another key, which is told, too.
    assert [one for one in problems if one[1] != "how-many-motors"] == found
    assert (MOTORS in _asked(quiz)) == (not found)


GLOSSARY = """
  finder:
    term: {fr: chercheur}
    definition: {fr: Petite lunette qui montre une grande part du ciel.}
    section: site
  baffle:
    term: {fr: pare-soleil}
    definition: {fr: Tube noir qui arrête la lumière parasite.}
    section: site
  shutter:
    term: {fr: obturateur}
    definition: {fr: Volet qui ouvre et ferme le tube.}
    section: site
"""


def test_editors_name_what_the_lock_does_not_hold(tmp_path: Path) -> None:
    """Two groups of terms, of which the lock holds one: the other is reworded, waived, dropped."""
    root = tmp_path / "publication"
    shutil.copytree(HOME / "observatory", root)
    glossary = root / EDITION / "glossary.yaml"
    glossary.write_text(glossary.read_text("utf-8") + GLOSSARY, "utf-8")
    held, other = sorted(id for id in Loaded(root).questions() if id.startswith("fill-in:"))
    pinned = f"{TAKE}pin: [{json.dumps(held)}]\n"
    _edit(root, TAKE, pinned, "quiz.yaml")
    quiz = Loaded(root).quiz()
    assert other not in _asked(quiz)
    (root / EDITION / "quiz.lock.json").write_text(quiz.lock_text, "utf-8")
    changed = (
        f"{pinned}"
        f'reword: {{"{other}": {{points: 2}}}}\n'
        f'waive: {{"{other}": {{too-many-blanks: Les définitions sont courtes.}}}}\n'
    )
    _edit(root, pinned, changed, "quiz.yaml")
    done = program.run("check", "--format", "short", root=root)
    assert not re.findall(r"error (Q\d+)", done.text), done.text
    _edit(root, changed, f'{pinned}drop: ["{other}"]\n', "quiz.yaml")
    quiz, problems = _composed(root)
    assert not problems
    assert held in _asked(quiz)


def test_a_timeline_that_the_lock_does_not_hold_keeps_its_name(root: Path) -> None:
    """The lock holds the four first events; three new ones make a second timeline."""
    _edit(
        root,
        "La guerre l’a fermé en 1940.",
        "La guerre l’a fermé en 1940. Un orage emporte le toit en 1951. "
        "Une route arrive en 1962. Un musée ouvre en 1975.",
        "articles/soir.txt",
    )
    path = root / EDITION / "articles" / "soir.txt"
    sources = root / EDITION / "sources.yaml"
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    sources.write_text(
        re.sub("(?m)^    sha256: f6846be7.*$", f"    sha256: {digest}", sources.read_text("utf-8")),
        "utf-8",
    )
    told = [
        ("storm", "Un orage emporte le toit", 1951),
        ("road", "Une route arrive", 1962),
        ("museum", "Un musée ouvre", 1975),
    ]
    _edit(
        root,
        "comparisons:\n",
        "".join(
            f"  {id}:\n"
            f"    says: {{fr: {what} en {year}.}}\n"
            f"    on: {year}\n"
            f"    event: {{fr: {what}}}\n"
            f"    section: site\n"
            f"    evidence: {{source: soir, paragraph: 6, words: {what} en {year}}}\n"
            for id, what, year in told
        )
        + "comparisons:\n",
        "facts.yaml",
    )
    names = {id for id in Loaded(root).questions() if id.startswith("timeline:")}
    other = names - {TIMELINE}
    assert other
    _edit(root, TAKE, f"{TAKE}drop: {json.dumps(sorted(other))}\n", "quiz.yaml")
    quiz, problems = _composed(root)
    assert not problems
    assert TIMELINE in _asked(quiz)
