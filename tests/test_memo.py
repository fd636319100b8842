"""A session that keeps what did not change comes to what a run without one comes to."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from rectoverso import pipeline
from rectoverso.memo import Session
from rectoverso.model.artifacts import Artifact
from rectoverso.preview.press import Memory
from rectoverso.problems import Code, in_order

EDITION = "content/editions/ferry"
DAY = date(2025, 3, 10)


@dataclass(frozen=True)
class Edit:
    """A change of a file: other words in it, a whole text, or its end."""

    file: str
    old: str | None
    new: str | None
    code: Code | None = None


EDITS = (
    Edit(f"{EDITION}/sections/money.fr.md", "Le prix dépend", "Le prix affiché dépend"),
    Edit(f"{EDITION}/sections/money.fr.md", "Le prix affiché", "Le prix 7 affiché", Code.C007),
    Edit(f"{EDITION}/sections/money.fr.md", "Le prix 7 affiché", "Le prix"),
    Edit(f"{EDITION}/sections/ferry.en.md", '{{ quote("ten-years") }}\n\n', ""),
    Edit(f"{EDITION}/facts.yaml", "facts:\n", "# One line more.\nfacts:\n"),
    Edit(f"{EDITION}/facts.yaml", "value: ", "value: 1", Code.V003),
    Edit(f"{EDITION}/facts.yaml", "value: 1", "value: "),
    Edit(f"{EDITION}/quiz.yaml", "title:", "titel:", Code.S001),
    Edit(f"{EDITION}/quiz.yaml", "titel:", "title:"),
    Edit("content/people.yaml", None, None, Code.S009),
    Edit("content/people.yaml", None, "kept"),
    Edit(f"{EDITION}/glossary.yaml", "terms:", "terms: [", Code.Y001),
    Edit(f"{EDITION}/glossary.yaml", "terms: [", "terms:"),
    Edit(f"{EDITION}/articles/courrier.txt", None, None),
    Edit(f"{EDITION}/articles/courrier.txt", None, "kept"),
    Edit("content/publication.yaml", "title:", "licence: {en: Free, fr: Libre}\ntitle:"),
    Edit("templates/quiz/paper.css", None, "h1 { color: black }\n"),
    Edit("templates/quiz/paper.css", None, None),
)


def _request(root: Path, memory: Memory) -> pipeline.Request:
    return pipeline.Request(root, today=DAY, drafts=True, cache=memory)


def _values(artifact: Artifact) -> tuple[object, ...]:
    return (
        *(artifact.path, artifact.media_type, artifact.audience, artifact.digest),
        *(artifact.inputs, artifact.title, artifact.language),
    )


def test_every_edit_comes_to_the_same_with_and_without_a_session(
    tmp_path: Path, small_publication: Path
) -> None:
    root = tmp_path / "publication"
    shutil.copytree(small_publication, root, ignore=shutil.ignore_patterns("site"))
    session = Session()
    fresh = _request(root, Memory(tmp_path / "none"))
    kept = replace(_request(root, Memory(tmp_path / "none")), memo=session)
    taken: dict[str, str] = {}
    pipeline.passes(kept, publish=False)
    for edit in EDITS:
        path = root / edit.file
        if path.exists():
            taken.setdefault(edit.file, path.read_text("utf-8"))
        if edit.new is None:
            path.unlink()
        elif edit.old is None:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(taken[edit.file] if edit.new == "kept" else edit.new, "utf-8")
        else:
            text = path.read_text("utf-8")
            assert edit.old in text, edit
            path.write_text(text.replace(edit.old, edit.new, 1), "utf-8")
        session.end_run()
        one, other = pipeline.passes(kept, publish=False), pipeline.passes(fresh, publish=False)
        assert in_order(one.problems) == in_order(other.problems), edit
        assert list(map(_values, one.artifacts)) == list(map(_values, other.artifacts)), edit
        assert {path: made.content for path, made in one.made.made.items()} == {
            path: made.content for path, made in other.made.made.items()
        }, edit
        codes = {problem.code for problem in other.problems}
        assert edit.code is None or edit.code in codes, (edit, codes)


def test_what_does_not_change_is_not_worked_out_again() -> None:
    asked: list[tuple[str, ...]] = []
    session = Session()

    def shout(*words: str) -> tuple[str, ...]:
        asked.append(words)
        return tuple(word.upper() for word in words)

    for words in (("a",), ("a",), ("b",), ("a",)):
        assert session(shout, *words) == (words[0].upper(),)
    assert asked == [("a",), ("b",)]


def test_what_was_not_asked_for_in_a_while_is_forgotten() -> None:
    asked: list[str] = []
    session = Session(runs=2)

    def note(word: str) -> str:
        asked.append(word)
        return word

    session(note, "a")
    for _ in range(2):
        session.end_run()
        session(note, "b")
    assert session(note, "a") == "a"
    assert asked == ["a", "b", "a"]


def test_values_that_are_equal_to_each_other_and_shown_differently_are_told_apart() -> None:
    session = Session()
    assert [session(repr, value) for value in (1, True, 1.0, "1", b"1", (1,), {1: 1})] == [
        *("1", "True", "1.0", "'1'", "b'1'", "(1,)", "{1: 1}"),
    ]


def test_a_run_can_be_left_before_each_of_its_parts() -> None:
    class Left(Exception):
        pass

    def leave() -> None:
        raise Left

    with pytest.raises(Left):
        Session(before=leave)(len, "abc")
