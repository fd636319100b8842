"""The command line: what can be typed, in which language it answers, how it ends."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import pytest

from rectoverso import pipeline
from rectoverso.problems import Code
from tests import program

ROOT = Path(__file__).resolve().parents[1]
NOT_VALID = "title: [\n"


def _copy(small_publication: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(small_publication, tmp_path / "publication"))


@pytest.mark.parametrize(
    ("typed", "english", "french"),
    [
        (
            "chek",
            "There is no command “chek”. Did you mean “check”? (see rectoverso --help)",
            "La commande « chek » n’existe pas. Vouliez-vous dire « check » ? "
            "(voir rectoverso --help)",
        ),
        (
            "check --form short",
            "“--form” is not understood here (see rectoverso --help)",
            "« --form » n’est pas compris ici (voir rectoverso --help)",
        ),
        (
            "check --format xml",
            "“xml” is not possible here; possible: github, human, json, short "
            "(see rectoverso --help)",
            "« xml » n’est pas possible ici ; valeurs possibles : github, human, json, short "
            "(voir rectoverso --help)",
        ),
        (
            "check --articles",
            "--articles needs a value (see rectoverso --help)",
            "--articles demande une valeur (voir rectoverso --help)",
        ),
        (
            "check --articles nowhere",
            "There is no folder nowhere (see rectoverso --help)",
            "Le dossier nowhere n’existe pas (voir rectoverso --help)",
        ),
        (
            "build --jobs 0",
            "“0” is not a whole number above zero (see rectoverso --help)",
            "« 0 » n’est pas un nombre entier supérieur à zéro (voir rectoverso --help)",
        ),
        (
            "explain",
            "Something is missing: code (see rectoverso --help)",
            "Il manque : code (voir rectoverso --help)",
        ),
        (
            "explain figure-difers",
            "There is no code “figure-difers”; docs/problems lists them all. "
            "Did you mean “figure-differs”? (see rectoverso --help)",
            "Le code « figure-difers » n’existe pas ; docs/problems les donne tous. "
            "Vouliez-vous dire « figure-differs » ? (voir rectoverso --help)",
        ),
        (
            "new",
            "Something is missing: publication, edition (see rectoverso --help)",
            "Il manque : publication, edition (voir rectoverso --help)",
        ),
    ],
)
def test_wrong_usage_is_told_in_one_line(
    typed: str, english: str, french: str, small_publication: Path
) -> None:
    spaces = str.maketrans({"\u00a0": " ", "\u202f": " "})
    for language, line in (("en", english), ("fr", french)):
        done = program.run(*typed.split(), root=small_publication, language=language)
        assert done.code == 2
        assert done.text.translate(spaces) == f"{line}\n"


def test_explain_prints_the_long_form(small_publication: Path) -> None:
    done = program.run("explain", "v003", root=small_publication)
    assert done.code == 0
    assert done.text.startswith("V003 figure-differs (error)\n\nThe figure in the words is parsed")
    assert max(len(line) for line in done.text.splitlines()) <= 88
    assert program.run("explain", "figure-differs", root=small_publication) == done


@pytest.mark.parametrize("code", Code, ids=lambda code: code.name)
def test_every_code_is_explained(code: Code, small_publication: Path) -> None:
    for language in ("en", "fr"):
        done = program.run("explain", code.name, root=small_publication, language=language)
        assert done.code == 0
        assert len(done.text.split()) > 30


def test_help_lists_the_commands(small_publication: Path) -> None:
    done = program.run("--help", root=small_publication)
    assert done.code == 0
    for name in ("build", "check", "new publication", "new edition", "explain"):
        assert f"\n  {name} " in done.text
    assert program.run("check", "--help", root=small_publication).text.startswith("usage: ")


def _run(root: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    given = {name: value for name, value in os.environ.items() if not name.startswith("LC_")}
    return subprocess.run(
        [sys.executable, "-m", "rectoverso", *arguments],
        cwd=root,
        env={**given, "PYTHONPATH": str(ROOT), "LANG": "", **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(
    ("variables", "word"),
    [
        ({"LC_ALL": "fr_CA.UTF-8", "LANG": "en_GB.UTF-8"}, "erreur"),
        ({"LANG": "en_GB.UTF-8"}, "error"),
        ({"LANG": "C"}, "erreur"),
        ({"LANG": "de_DE.UTF-8"}, "erreur"),
    ],
    ids=["LC_ALL", "LANG", "the publication's", "an unknown one"],
)
def test_it_speaks_the_readers_language(
    variables: dict[str, str], word: str, small_publication: Path, tmp_path: Path
) -> None:
    root = _copy(small_publication, tmp_path)
    (root / "content/editions/ferry/charts.yaml").write_text(NOT_VALID, encoding="utf-8")
    done = _run(root, "check", "--format", "short", **variables)
    assert done.returncode == 1
    assert f" {word} Y001 " in done.stdout


def test_paths_can_be_opened_from_where_the_reader_is(
    small_publication: Path, tmp_path: Path
) -> None:
    root = _copy(small_publication, tmp_path)
    (root / "content/editions/ferry/charts.yaml").write_text(NOT_VALID, encoding="utf-8")
    inside = _run(root / "content", "check", "--format", "short", LANG="en")
    path = inside.stdout.split(":")[0]
    assert Path(path).is_absolute()
    assert Path(path).is_file()


def test_the_json_form_lists_every_entry(small_publication: Path) -> None:
    done = program.run("check", "--format", "json", root=small_publication)
    document = json.loads(done.text)
    assert done.code == 0
    assert document["summary"] == {"errors": 0, "warnings": 0, "notes": 0, "entries": 12}
    entry = next(one for one in document["entries"] if one["id"] == "cost-post")
    assert entry["edition"] == "ferry"
    assert entry["kind"] == "facts"
    assert entry["status"] == "exact"
    (passage,) = entry["passages"]
    article = small_publication / "content/editions/ferry/articles/post.txt"
    words = article.read_text(encoding="utf-8")[passage["start"] : passage["end"]]
    assert words == "The ferry cost 5 million euros, according to the regional council"
    assert passage["source"] == "post"
    assert passage["paragraph"] == 3


def test_colour_is_for_terminals_only(small_publication: Path, tmp_path: Path) -> None:
    root = _copy(small_publication, tmp_path)
    (root / "content/editions/ferry/charts.yaml").write_text(NOT_VALID, encoding="utf-8")
    assert "\x1b" not in _run(root, "check", LANG="en").stdout
    command = f"{sys.executable} -m rectoverso check"
    for variables, coloured in (({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)):
        done = subprocess.run(
            ["script", "-qec", command, os.devnull],
            cwd=root,
            env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", **variables},
            stdout=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
        assert ("\x1b[" in done.stdout) == coloured


def test_a_reader_who_goes_away_is_no_fault(small_publication: Path) -> None:
    done = subprocess.run(
        f"{sys.executable} -m rectoverso check --format json | head -c 1",
        shell=True,
        cwd=small_publication,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stdout == "{"
    assert done.stderr == ""


def test_ctrl_c_leaves_the_previous_site(small_publication: Path, tmp_path: Path) -> None:
    root = _copy(small_publication, tmp_path)
    shutil.rmtree(root / "site/.rectoverso/made")
    pages = {path: path.read_bytes() for path in (root / "site/public").rglob("*.html")}
    assert pages
    with subprocess.Popen(
        [sys.executable, "-m", "rectoverso", "build", "--jobs", "1", "--language", "en"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    ) as started:
        deadline = time.monotonic() + 60
        while not (root / "site/.rectoverso/made").is_dir() and time.monotonic() < deadline:
            time.sleep(0.02)
        started.send_signal(signal.SIGINT)
        text, _ = started.communicate(timeout=60)
    assert started.returncode == 130
    assert text == "Interrupted; the previous site is as it was.\n"
    assert {path: path.read_bytes() for path in (root / "site/public").rglob("*.html")} == pages


def test_a_fault_of_the_program_is_one_line_and_a_file(
    small_publication: Path, tmp_path: Path
) -> None:
    code = (
        "import sys, tempfile; tempfile.tempdir = sys.argv[1];"
        "from rectoverso import cli, pipeline;"
        "pipeline.check = lambda request: 1 / 0;"
        "sys.exit(cli.main(argv=['check', '--language', 'en']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        cwd=small_publication,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 3
    (details,) = tmp_path.glob("rectoverso-*.txt")
    assert done.stdout == (
        f"Internal error (ZeroDivisionError). Details are in {details}; "
        "please report it to those who maintain Rectoverso.\n"
    )
    assert "ZeroDivisionError: division by zero" in details.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "en",
            "Internal error (ZeroDivisionError). Its details could not be written (No space left on"
            " device); please report it to those who maintain Rectoverso.\n",
        ),
        (
            "fr",
            "Erreur interne (ZeroDivisionError). Les détails n’ont pas pu être écrits"
            " (No space left on device)\u202f; merci de la signaler à ceux"
            " qui maintiennent Rectoverso.\n",
        ),
    ],
)
def test_a_fault_of_the_program_is_one_line_where_no_file_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, told: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(pipeline, "check", lambda request: 1 / 0)
    monkeypatch.setattr(tempfile, "NamedTemporaryFile", refuse)
    done = program.run("check", root=program.new_publication(tmp_path / "p"), language=language)
    assert done == program.Done(3, told)


@pytest.mark.parametrize("moment", ["9" * 20, "999999999999", "9" * 5000, "soon"])
def test_a_moment_that_is_no_date_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    monkeypatch.setattr(program, "NOW", moment)
    root = program.new_publication(tmp_path / "p")
    done = program.run("check", "--accept", "--format", "short", root=root)
    assert done.code == 0, done.text
    ledger = json.loads((root / "content/editions/ferry/ledger.json").read_text("utf-8"))
    assert f'"{date.today()}"' in json.dumps(ledger)


def test_a_new_edition_is_well_from_the_start(small_publication: Path, tmp_path: Path) -> None:
    root = _copy(small_publication, tmp_path)
    begun = program.run("new", "edition", "second-edition", root=root)
    assert begun.code == 0
    assert "content/editions/second-edition is there" in begun.text
    checked = program.run("check", root=root)
    assert checked.code == 0, checked.text
    assert checked.text.startswith("no problems")
    again = program.run("new", "edition", "second-edition", root=root)
    assert again.code == 2
    assert "exists already" in again.text
    wrong = program.run("new", "edition", "Été", root=root)
    assert wrong.code == 2
