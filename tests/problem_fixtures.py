"""Fixtures that each provoke one problem, in ``tests/problems/<CODE>-<fault>/``.

A fixture is the small publication of the scaffold with a fault put into it:

``change.yaml``
    A list of edits, each one of
    ``{file, replace, with}`` (``replace`` stands in the file exactly once),
    ``{file, append}``, ``{write, text, times}``, ``{link, to}`` (a symbolic link),
    ``{copy, to}`` (a folder), ``{delete}`` (a file or a folder) and
    ``{template, replace, with}`` (a template of the publication's own, made from ours).
``files/``
    Files that are laid over the publication as they are, for what YAML cannot hold.
``before``
    A command that runs before the change, such as ``check --accept``.
``command``
    The command that shows the problem; without it ``build`` for an error, ``check`` else.
``also``
    Further codes that cannot be kept apart from this one, one a line.
``environment``
    Variables of a process of its own, ``NAME=value`` a line; ``{here}`` is the fixture's folder.
``expected.en.txt``, ``expected.fr.txt``
    The output. ``python3 tests --refresh`` writes them anew; read the diff.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from typing import Any

import yaml

from rectoverso.problems import Code, Severity
from tests import program

HOME = Path(__file__).parent / "problems"
ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ("en", "fr")
LONGEST_SHOWN = 100_000


@dataclass(frozen=True, slots=True)
class Fixture:
    """One folder of ``tests/problems``."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def code(self) -> Code:
        return Code[self.name.split("-")[0]]

    @property
    def command(self) -> list[str]:
        default = "build" if self.code.severity is Severity.ERROR else "check"
        return shlex.split(self._text("command") or default)

    @property
    def also(self) -> set[str]:
        return set(self._text("also").split())

    def expected(self, language: str) -> Path:
        return self.folder / f"expected.{language}.txt"

    def prepare(self, base: Path, target: Path) -> None:
        """Copy the publication, run what comes before, and put the fault into it."""
        shutil.copytree(base, target, symlinks=True)
        before = shlex.split(self._text("before"))
        if before:
            done = program.run(*before, root=target)
            assert done.code == 0, done.text
        for edit in yaml.safe_load(self._text("change.yaml") or "[]"):
            _apply(edit, target)
        if (self.folder / "files").is_dir():
            shutil.copytree(self.folder / "files", target, dirs_exist_ok=True, symlinks=True)

    def run(self, root: Path, language: str) -> program.Done:
        """Run the command."""
        variables = self._text("environment").splitlines()
        if not variables:
            return program.run(*self.command, root=root, language=language)
        given = dict(line.format(here=self.folder).split("=", 1) for line in variables)
        done = subprocess.run(
            [sys.executable, "-m", "rectoverso", *self.command, "--language", language],
            cwd=root,
            env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100", **given},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        return program.Done(done.returncode, done.stdout)

    def difference(self, base: Path, changed: Path) -> str:
        """The fault as a unified diff against the publication that is well."""
        names = sorted(_contents(base) | _contents(changed))
        lines: list[str] = []
        for name in names:
            old, new = _lines(base / name), _lines(changed / name)
            of_template = name.startswith("templates/") and (ROOT / name).is_file()
            if of_template:
                old = _lines(ROOT / name)
            if old != new:
                hunks = unified_diff(old, new, name, name, lineterm="", n=1)
                # The lines of a template move whenever it is worked on, and are nobody's concern.
                lines += ["@@" if of_template and hunk[:2] == "@@" else hunk for hunk in hunks]
        return "\n".join(line.rstrip("\n") for line in lines)

    def _text(self, name: str) -> str:
        path = self.folder / name
        return path.read_text(encoding="utf-8").strip("\n") if path.exists() else ""


def fixtures() -> list[Fixture]:
    """All of them, by code."""
    return [Fixture(folder) for folder in sorted(HOME.glob("[A-Z]*")) if folder.is_dir()]


def codes_in(text: str) -> set[str]:
    """The codes that an output names after a severity."""
    return set(re.findall(r"(?:error|warning|note) ([A-Z]\d{3})\b", text))


def _apply(edit: dict[str, Any], root: Path) -> None:
    if "template" in edit:
        own = root / "templates" / edit["template"]
        own.parent.mkdir(parents=True, exist_ok=True)
        if not own.exists():
            shutil.copy(ROOT / "templates" / edit["template"], own)
        edit = {**edit, "file": own.relative_to(root).as_posix()}
    if "link" in edit:
        (root / edit["link"]).symlink_to(edit["to"])
    elif "copy" in edit:
        shutil.copytree(root / edit["copy"], root / edit["to"])
    elif "delete" in edit:
        path = root / edit["delete"]
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    elif "write" in edit:
        path = root / edit["write"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(edit["text"] * edit.get("times", 1), encoding="utf-8")
    else:
        path = root / edit["file"]
        text = path.read_text(encoding="utf-8")
        if "append" in edit:
            text += edit["append"]
        else:
            assert text.count(edit["replace"]) == 1, f"{edit['replace']!r} is not there once"
            text = text.replace(edit["replace"], edit["with"])
        path.write_text(text, encoding="utf-8")


def _contents(root: Path) -> set[str]:
    """What a person wrote: everything but the output."""
    paths = (path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
    return {path for path in paths if not path.startswith(("site/", "docs/"))}


def _lines(path: Path) -> list[str]:
    if not path.is_file() or path.stat().st_size > LONGEST_SHOWN:
        return []
    return path.read_text(encoding="utf-8", errors="replace").splitlines(keepends=True)
