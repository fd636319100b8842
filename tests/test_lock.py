"""The quiz lock: what was printed stays, and a lock that cannot hold it says so."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rectoverso.compose.quiz import compose_quiz
from rectoverso.load import load
from rectoverso.model.articles import Verifications
from rectoverso.model.publication import Publication
from rectoverso.model.questions import Quiz
from rectoverso.verify import verify
from tests import program

HOME = Path(__file__).parent / "editions" / "observatory"
EDITION = Path("content/editions/observatory")
LOCK = EDITION / "quiz.lock.json"
QUIZ = EDITION / "quiz.yaml"

Lock = dict[str, Any]


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The observatory's quiz, locked; without PDFs, which this is not about."""
    root = tmp_path_factory.mktemp("lock") / "publication"
    shutil.copytree(HOME, root)
    settings = root / "content" / "publication.yaml"
    settings.write_text(settings.read_text("utf-8") + "\npapers: []\n", "utf-8")
    for command in (("check", "--accept"), ("build", "--reshuffle")):
        done = program.run(*command, root=root)
        assert done.code == 0, done.text
    return root


@pytest.fixture
def copy(locked: Path, tmp_path: Path) -> Path:
    root = tmp_path / "publication"
    shutil.copytree(locked, root, ignore=shutil.ignore_patterns("site"))
    return root


@pytest.fixture(scope="module")
def publication(locked: Path) -> tuple[Publication, Verifications]:
    loaded, _ = load(locked)
    assert loaded is not None
    verified, _ = verify(loaded, today=date(2025, 3, 10))
    return loaded, verified.editions["observatory"]


Composed = Callable[[str], tuple[Quiz, list[tuple[str, str, str]]]]


@pytest.fixture(scope="module")
def composed(publication: tuple[Publication, Verifications]) -> Composed:
    """Composes the quiz with another text in its lock: code, version and question of problems."""
    loaded, verifications = publication

    def compose(text: str) -> tuple[Quiz, list[tuple[str, str, str]]]:
        edition = replace(loaded.editions[0], lock_text=text)
        quiz, problems = compose_quiz(loaded, edition, verifications)
        assert quiz is not None
        return quiz, [
            (one.code.name, one.values.get("found", ""), one.values.get("entry", ""))
            for one in problems
        ]

    return compose


def _mended(root: Path, change: Callable[[Lock], object]) -> str:
    lock = json.loads((root / LOCK).read_text("utf-8"))
    change(lock)
    return json.dumps(lock, indent=2)


def _codes(root: Path) -> list[str]:
    done = program.run("check", "--format", "short", root=root)
    return re.findall(r"(?:error|warning) (Q\d+)", done.text)


def _versions(root: Path, written: str) -> None:
    text = (root / QUIZ).read_text("utf-8")
    assert text.count("versions: [A, B, C]") == 1
    (root / QUIZ).write_text(text.replace("versions: [A, B, C]", f"versions: {written}"), "utf-8")


def _twice(lock: Lock) -> None:
    lock["versions"]["B"].append(lock["versions"]["B"][0])


def _missing(lock: Lock) -> None:
    del lock["versions"]["B"][0]


def _chosen_twice(lock: Lock) -> None:
    lock["questions"].append(lock["questions"][0])


def _stranger(lock: Lock) -> None:
    lock["versions"]["C"][0]["id"] = "role:nobody"


def _placed(lock: Lock, id: str, version: str = "A") -> dict[str, Any]:
    return next(one for one in lock["versions"][version] if one["id"] == id)


def _without_options(lock: Lock) -> None:
    _placed(lock, "who-runs")["order"] = []


def _one_option_twice(lock: Lock) -> None:
    order = _placed(lock, "who-runs")["order"]
    order[1] = order[0]


def _unknown_option(lock: Lock) -> None:
    _placed(lock, "who-runs")["order"][0] = "nobody"


def _truth_upside_down(lock: Lock) -> None:
    _placed(lock, "free-entry")["order"].reverse()


def _gaps_in_order(lock: Lock) -> None:
    _placed(lock, "parts")["order"] = ["roof", "mirror"]


@pytest.mark.parametrize(
    ("change", "question", "version"),
    [
        (_twice, None, "B"),
        (_missing, None, "B"),
        (_chosen_twice, None, "—"),
        (_without_options, "who-runs", "A"),
        (_one_option_twice, "who-runs", "A"),
        (_unknown_option, "who-runs", "A"),
        (_truth_upside_down, "free-entry", "A"),
        (_gaps_in_order, "parts", "A"),
    ],
)
def test_a_version_that_does_not_hold_every_question_once_is_refused(
    locked: Path,
    composed: Composed,
    change: Callable[[Lock], object],
    question: str | None,
    version: str,
) -> None:
    before = json.loads((locked / LOCK).read_text("utf-8"))
    listed = before["questions"] if version == "—" else before["versions"][version]
    quiz, found = composed(_mended(locked, change))
    assert found == [("Q025", version, question or listed[0]["id"])]
    for made in quiz.versions:
        assert len({placed.question for placed in made.placed}) == len(made.placed)


def test_a_question_that_a_version_names_and_nobody_chose_is_refused(
    locked: Path, composed: Composed
) -> None:
    before = json.loads((locked / LOCK).read_text("utf-8"))
    _, found = composed(_mended(locked, _stranger))
    assert found == [
        ("Q025", "C", before["versions"]["C"][0]["id"]),
        ("Q025", "C", "role:nobody"),
    ]


@pytest.mark.parametrize(
    "change",
    [
        lambda lock: lock.update(revision="7"),
        lambda lock: lock.update(revision=0),
        lambda lock: lock.update(revision=True),
        lambda lock: lock.update(revision=1.5),
        lambda lock: lock.update(format=99),
        lambda lock: lock.update(versions=[]),
        lambda lock: lock.update(questions={}),
        lambda lock: lock.update(questions=[]),
        lambda lock: lock["versions"].update(A={}),
        lambda lock: lock["versions"].update(AB=[]),
        lambda lock: lock["questions"][0].update(id=3),
        lambda lock: lock["questions"][0].update(id="\ud800"),
        lambda lock: lock["questions"][0].update(options=["\udfff"]),
        lambda lock: lock["questions"][0].update(use="both"),
        lambda lock: lock["questions"][0].update(options="who"),
        lambda lock: lock["versions"]["A"][0].update(order=None),
        lambda lock: lock["versions"]["A"][0].pop("order"),
    ],
)
def test_a_lock_of_another_form_is_told_and_never_guessed(
    locked: Path, composed: Composed, change: Callable[[Lock], object]
) -> None:
    _, found = composed(_mended(locked, change))
    assert [code for code, _, _ in found] == ["Q014"]


@pytest.mark.parametrize(
    "text",
    ["", "[]", "null", "{", '{"format": 1}', "[" * 9000, '{"format": 1, "revision": ' + "9" * 9000],
)
def test_what_is_no_lock_at_all_is_told_and_does_not_crash(composed: Composed, text: str) -> None:
    _, found = composed(text)
    assert [code for code, _, _ in found] == ["Q014"]


def test_a_version_that_stands_twice_is_not_taken_for_the_last_of_them(
    locked: Path, composed: Composed
) -> None:
    text = (locked / LOCK).read_text("utf-8")
    _, found = composed(text.replace('"B": [', '"A": ['))
    assert [code for code, _, _ in found] == ["Q014"]


def test_a_version_that_is_no_longer_named_is_told_and_the_others_stay(copy: Path) -> None:
    _versions(copy, "[A, C]")
    assert _codes(copy) == ["Q024"]


@pytest.mark.parametrize("written", ["[A, B, C, D, E]", "5"])
def test_new_versions_are_built_and_told_and_the_others_stay(
    locked: Path, copy: Path, written: str
) -> None:
    _versions(copy, written)
    assert _codes(copy) == ["Q023", "Q023"]
    assert program.run("build", root=copy).code == 0
    before = (locked / "site/private/observatory/versions.json").read_text("utf-8")
    after = json.loads((copy / "site/private/observatory/versions.json").read_text("utf-8"))
    assert [version["version"] for version in after["versions"]] == list("ABCDE")
    assert after["versions"][:3] == json.loads(before)["versions"]
    # The lock is as it was: only --reshuffle writes it.
    assert (copy / LOCK).read_bytes() == (locked / LOCK).read_bytes()


@pytest.mark.parametrize(
    ("written", "code"),
    [("0", "S008"), ("27", "S008"), ("9999999999", "S008"), ("[]", "S008"), ("[A, A]", "S010")],
)
def test_impossible_versions_are_refused(copy: Path, written: str, code: str) -> None:
    _versions(copy, written)
    done = program.run("check", "--format", "short", root=copy)
    assert re.findall(r"error ([A-Z]\d+)", done.text)[0] == code, done.text


def test_a_broken_lock_does_not_give_its_revision_to_another_quiz(copy: Path) -> None:
    text = (copy / LOCK).read_text("utf-8")
    kept = text.replace('"revision": 1', '"revision": 8')
    (copy / LOCK).write_text(f"<<<<<<< ours\n{text}=======\n{kept}>>>>>>> theirs\n", "utf-8")
    assert program.run("check", root=copy).code == 1
    done = program.run("build", "--reshuffle", root=copy)
    assert done.code == 0, done.text
    assert json.loads((copy / LOCK).read_text("utf-8"))["revision"] == 9
