"""Content that no editor would write on purpose is told as a problem, never as a traceback."""

from __future__ import annotations

import copy
import json
import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rectoverso import load, pipeline
from rectoverso.languages import language
from rectoverso.load.yaml_tree import read
from rectoverso.memo import Session
from rectoverso.problems import Code, Problem, Span
from rectoverso.report.excerpt import excerpt
from rectoverso.text.cues import cues
from rectoverso.text.typography import typeset
from tests import program

FERRY = "content/editions/ferry"


@pytest.fixture
def publication(tmp_path: Path, small_publication: Path) -> Path:
    return Path(shutil.copytree(small_publication, tmp_path / "p"))


CHANGES = (
    # file, what stands there, what stands there instead, the code that tells it
    (f"{FERRY}/quiz.yaml", "{fr: Le bac de Port-Brume, en", "{en", "S007"),
    (f"{FERRY}/sources.yaml", "label: Le Courrier", "label: {en: Courrier}", "S007"),
    (f"{FERRY}/edition.yaml", "date: 2025-03-10", "date: 2025-03-10\nlanguages: [de]", "S006"),
    (f"{FERRY}/edition.yaml", "- id: money", "- id: costs", "S004"),
    (f"{FERRY}/edition.yaml", "{fr: Transports, en", "{fr: Transports, xx: Trans, en", "S006"),
    (f"{FERRY}/glossary.yaml", "terms:", "terms: # \u2028", "Y015"),
    (f"{FERRY}/charts.yaml", "en: The price of", 'en: "The \\u0007price", x: of', "Y015"),
    (f"{FERRY}/facts.yaml", "measures:", "\x00measures:", "Y015"),
    ("content/publication.yaml", ", other: passagers,", ",", "S002"),
    (f"{FERRY}/sections/ferry.en.md", "\n", "\n\x1b[31m\n", "Y015"),
    (f"{FERRY}/sections/ferry.en.md", "\n", "\n{{ figure(" + "9" * 5000 + ") }}\n", "C004"),
    (f"{FERRY}/sections/ferry.en.md", "\n", "\n{{ " + "(" * 3000 + " }}\n", "C004"),
    (f"{FERRY}/ledger.json", '"accepted": "2', '"accepted": "x', "S014"),
    (f"{FERRY}/ledger.json", '"matcher": "', '"matcher": "\\u0000', "S014"),
    (f"{FERRY}/quiz.lock.json", '"questions": [', '"questions": [7,', "Q014"),
)


@pytest.mark.parametrize(("file", "old", "new", "code"), CHANGES)
def test_a_hostile_change_is_told_with_its_code(
    publication: Path, file: str, old: str, new: str, code: str
) -> None:
    path = publication / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8", newline="")
    done = program.run("check", "--format", "short", root=publication)
    assert done.code == 1, done.text
    assert f" error {code} " in done.text


HEAD_FIELDS = {
    "content/publication.yaml": ["languages", "title"],
    f"{FERRY}/edition.yaml": ["date", "lede", "sections", "title"],
}


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "---\n", "\n~\n", "{}\n"])
@pytest.mark.parametrize("file", HEAD_FIELDS)
def test_an_empty_file_lacks_the_fields_that_it_needs(tmp_path: Path, file: str, text: str) -> None:
    root = program.new_publication(tmp_path / "p")
    (root / file).write_text(text, "utf-8")
    _, problems = load.load(root)
    told = [problem for problem in problems if problem.span and problem.span.file == file]
    assert {problem.code for problem in told} == {Code.S002}
    assert sorted(problem.values["field"] for problem in told) == HEAD_FIELDS[file]


@pytest.mark.parametrize("command", ["check", "build"])
@pytest.mark.parametrize("file", HEAD_FIELDS)
def test_nothing_is_published_after_a_file_was_emptied(
    publication: Path, file: str, command: str
) -> None:
    (publication / file).write_text("", "utf-8")
    page = publication / "site/public/en/ferry/index.html"
    before = page.read_bytes()
    done = program.run(command, "--format", "short", root=publication)
    assert done.code == 1
    assert f"{file}:1:1: error S002 " in done.text
    assert page.read_bytes() == before


def test_a_publication_is_never_missing_without_a_reason() -> None:
    with pytest.raises(ValueError, match="nothing tells why"):
        pipeline.Passed(())


@pytest.mark.parametrize("file", HEAD_FIELDS)
@pytest.mark.parametrize(
    ("content", "code"), [(b"title: [", "Y001"), (b"\xff", "Y006"), (b"*a", "Y003")]
)
def test_a_file_that_cannot_be_read_is_not_told_to_lack_fields(
    tmp_path: Path, file: str, content: bytes, code: str
) -> None:
    root = program.new_publication(tmp_path / "p")
    (root / file).write_bytes(content)
    _, problems = load.load(root)
    assert [problem.code.name for problem in problems] == [code]


def test_an_empty_list_of_sources_is_told(tmp_path: Path) -> None:
    root = program.new_publication(tmp_path / "p")
    (root / FERRY / "sources.yaml").write_text("", "utf-8")
    _, problems = load.load(root)
    assert Problem(Code.S002, Span(f"{FERRY}/sources.yaml"), {"field": "sources"}) in problems


def test_people_that_are_a_list_are_told_once(tmp_path: Path) -> None:
    root = program.new_publication(tmp_path / "p")
    (root / "content" / "people.yaml").write_text("- Chloé Brun\n", "utf-8")
    _, problems = load.load(root)
    assert [problem.code for problem in problems] == [Code.S003]


CONTENT = (
    "content/publication.yaml",
    "content/people.yaml",
    *(f"{FERRY}/{name}.yaml" for name in ("charts", "edition", "facts", "glossary", "quiz")),
    f"{FERRY}/quotes.yaml",
)


@pytest.mark.parametrize("file", CONTENT)
def test_a_text_that_lacks_a_language_is_told_wherever_it_stands(
    publication: Path, file: str
) -> None:
    path = publication / file
    text = path.read_text("utf-8")
    tree, _, _ = read(file, text)
    found = [way for way in _by_language(tree) if way[-1] not in SPARED]
    assert found
    memo = Session()
    for way in found:
        # JSON is YAML, and needs no care for what the text looked like.
        path.write_text(json.dumps(_without_english(tree, way), ensure_ascii=False), "utf-8")
        outcome = pipeline.check(pipeline.Request(publication, today=program.TODAY, memo=memo))
        told = {
            (problem.code, problem.values["language"])
            for problem in outcome.problems
            if problem.span and problem.span.file == file
        }
        assert told == {(Code.S007, "en")}, way


def test_every_file_with_texts_is_tried(small_publication: Path) -> None:
    names = set()
    for path in (small_publication / "content").rglob("*.yaml"):
        tree, _, _ = read(path.name, path.read_text("utf-8"))
        if any(_by_language(tree)):
            names.add(path.relative_to(small_publication).as_posix())
    assert names == set(CONTENT)


SPARED = ("words",)
"""The words of a unit are those of articles, which need not be in every language of readers."""


def _by_language(tree: Any, way: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The way to every text that is there in both languages."""
    if isinstance(tree, dict):
        if tree.keys() >= {"fr", "en"}:
            yield way
        for key, inner in tree.items():
            yield from _by_language(inner, (*way, key))
    elif isinstance(tree, list):
        for index, inner in enumerate(tree):
            yield from _by_language(inner, (*way, index))


def _without_english(tree: Any, way: tuple[str | int, ...]) -> Any:
    changed = copy.deepcopy(tree)
    here = changed
    for step in way:
        here = here[step]
    del here["en"]
    return changed


def test_a_role_that_lacks_a_language_is_told_alone(publication: Path) -> None:
    path = publication / FERRY / "quotes.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace(", en: mayor of Port-Brume}", "}"), "utf-8")
    outcome = pipeline.check(pipeline.Request(publication, today=program.TODAY))
    (problem,) = outcome.problems
    assert problem.code is Code.S007
    assert problem.values == {"field": "role", "language": "en"}
    line = next(n for n, row in enumerate(text.splitlines(), 1) if "mayor of Port-Brume" in row)
    assert problem.span == Span(f"{FERRY}/quotes.yaml", line, 5, line, 9)


def test_characters_that_stand_for_our_own_marks_are_text(publication: Path) -> None:
    path = publication / FERRY / "sections" / "ferry.en.md"
    text = path.read_text("utf-8")
    path.write_text(text + "\nA mark &#xE000;7&#57345; here.\n", "utf-8")
    done = program.run("check", "--format", "short", root=publication)
    # A number without a source is told, and nothing else.
    assert [line.split()[2] for line in done.text.splitlines() if " error " in line] == ["C007"]


TEMPLATES = (
    '{% include "newsletter/page.html" %}',
    "{{ 1 / 0 }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ say.__globals__ }}",
    '{{ ("%s" | attr("__class__")).x }}',
    '{% include "../../content/publication.yaml" %}',
    '{% include "' + "x" * 3000 + '" %}',
    "{{ newsletter.title.nothing() }}",
    "{% for x in range(10 ** 9) %}{% endfor %}",
    "\udcff",
)


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_hostile_template_is_a_problem_of_that_template(publication: Path, template: str) -> None:
    path = publication / "templates" / "newsletter" / "page.html"
    path.parent.mkdir(parents=True)
    path.write_bytes(template.encode("utf-8", "surrogateescape"))
    done = program.run("check", "--format", "short", root=publication)
    assert done.code == 1, done.text
    assert "error R00" in done.text


def test_a_chart_whose_template_makes_a_forbidden_character_fails_alone(publication: Path) -> None:
    path = publication / "templates" / "charts" / "bars.vl.json"
    path.parent.mkdir(parents=True)
    path.write_text('{"mark": "bar", "title": "a\\u0000b", "data": {"values": []}}', "utf-8")
    done = program.run("check", "--format", "short", root=publication)
    assert done.code == 1
    assert " error R007 " in done.text


@pytest.mark.parametrize("name", ["Ferry", "a b", "index.html", "..", "é", "<b>", "\x1b[31m"])
def test_the_folder_of_an_edition_has_a_plain_name(tmp_path: Path, name: str) -> None:
    root = program.new_publication(tmp_path / "p")
    editions = root / "content" / "editions"
    if name == "..":
        name = "..."
    (editions / "ferry").rename(editions / name)
    loaded, problems = load.load(root)
    assert [problem.code for problem in problems] == [Code.S005]
    assert loaded is not None
    assert loaded.editions == ()


def test_a_site_that_is_a_file_is_told(publication: Path) -> None:
    shutil.rmtree(publication / "site")
    (publication / "site").write_text("mine", "utf-8")
    done = program.run("build", "--format", "short", root=publication)
    assert done.code == 1
    assert " P002 " in done.text
    assert (publication / "site").read_text("utf-8") == "mine"


def test_a_record_that_cannot_be_written_keeps_the_site_as_it_was(publication: Path) -> None:
    lock = publication / FERRY / "quiz.lock.json"
    lock.unlink()
    lock.mkdir()
    page = publication / "site/public/en/ferry/index.html"
    before = page.stat().st_mtime_ns
    done = program.run("build", "--reshuffle", "--format", "short", root=publication)
    assert done.code == 1
    assert " P002 " in done.text
    assert page.stat().st_mtime_ns == before


def test_a_folder_that_is_gone_is_no_traceback(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    here = Path.cwd()
    os.chdir(gone)
    try:
        gone.rmdir()
        assert program.cli.main(None, ["--language", "en", "check"]) in (2, 3)
    finally:
        os.chdir(here)


HOSTILE_TEXTS = ("said ", "il dit ", "a", "1:00 ", "' a ", '" ', "a.", "dit-il, ", "12 ", "« ")


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
@pytest.mark.parametrize("code", ["fr", "en"])
def test_a_sentence_without_end_is_read_in_time(code: str, text: str) -> None:
    """Eight times the text takes about eight times the time, and never sixty-four times."""
    spoken = language(code)

    def taken(length: int) -> float:
        long = (text * length)[:length]
        start = time.process_time()
        cues(long, spoken)
        typeset(long, code)
        return time.process_time() - start

    taken(100)
    assert taken(32_000) < 32 * max(taken(4_000), 0.02)


def test_a_line_without_end_is_shown_in_time() -> None:
    start = time.process_time()
    shown = excerpt("é" * 200_000, Span("x", 1, 100_000, 1, 100_001), 100)
    assert shown is not None
    assert len(shown[1]) <= 100
    assert time.process_time() - start < 1
