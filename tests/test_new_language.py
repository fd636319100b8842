"""A language is a folder of data: adding one is adding that folder."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from rectoverso import scaffold

ROOT = Path(__file__).resolve().parents[1]


def test_a_third_language_is_one_folder(tmp_path: Path) -> None:
    """Nothing but the folder is added: the program of a copy then speaks it, and builds in it."""
    program = tmp_path / "program"
    ignored = shutil.ignore_patterns("__pycache__")
    for part in ("rectoverso", "templates"):
        shutil.copytree(ROOT / part, program / part, ignore=ignored)
    added = program / "rectoverso/languages/nl"
    shutil.copytree(program / "rectoverso/languages/en", added)
    for file, was, is_now in (
        ("language.yaml", "code: en\nname: English", "code: nl\nname: Nederlands"),
        ("typography.yaml", "  en:\n", "  nl:\n"),
        ("interface/newsletter.yaml", 'glossary: "Glossary"', 'glossary: "Woordenlijst"'),
    ):
        text = (added / file).read_text("utf-8")
        assert was in text
        (added / file).write_text(text.replace(was, is_now), "utf-8")
    publication = _in_the_third_language(scaffold.publication(tmp_path / "publication"))

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "rectoverso", *arguments],
            cwd=publication,
            env={**os.environ, "PYTHONPATH": str(program)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    assert "V003 figure-differs" in run("--language", "nl", "explain", "V003")
    run("--language", "nl", "build", "--jobs", "2")
    page = (publication / "site/public/nl/ferry/index.html").read_text("utf-8")
    assert '<html lang="nl"' in page
    assert ">Woordenlijst</h2>" in page
    assert 'hreflang="nl">Nederlands</a>' in (publication / "site/public/fr/index.html").read_text(
        "utf-8"
    )
    for name in ("ferry-a4.pdf", "quiz/index.html", "quiz/quiz-a4.pdf"):
        assert (publication / "site/public/nl/ferry" / name).is_file()
    assert (publication / "site/private/ferry/nl/key-A-a4.pdf").is_file()


def _in_the_third_language(publication: Path) -> Path:
    """A publication in French and English, with its English texts under the third code."""
    for path in (publication / "content").rglob("*.yaml"):
        text = re.sub(r"\ben(?=: )|(?<=language: )en\b", "nl", path.read_text("utf-8"))
        path.write_text(text.replace("languages: [fr, en]", "languages: [fr, nl]"), "utf-8")
    for path in list(publication.rglob("*.en.md")):
        path.rename(path.with_name(path.name.replace(".en.md", ".nl.md")))
    return publication
