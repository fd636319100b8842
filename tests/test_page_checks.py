"""Every page, style sheet, drawing and letter held against the Nu HTML Checker, html-validate and
the tables of caniemail.com.

All come from npm, at the versions of ``tests/npm/package-lock.json``. What is let through stands
in ``tests/npm/*.mjs``, ``tests/caniemail.json`` and below, each with its reason.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pytest

NPM = Path(__file__).resolve().parent / "npm"
# The checker takes a file for a page without an origin, so that no file is from « self »; and it
# takes data, which is never run, for a script.
BLIND = ("Resource violates Content Security Policy", "Inline script violates Content Security")
LETTER = "email.html"


def _installed(program: str, package: str, part: str) -> Path:
    """A part of an npm package, once the program that runs it is there as well."""
    system = {"java": "a Java runtime (apt-get install default-jre-headless)", "node": "Node.js"}
    if not shutil.which(program):
        pytest.fail(f"the checks of pages need {system[program]}")
    path = NPM / "node_modules" / package / part
    if not path.exists():
        pytest.fail(f"{package} is not installed: npm ci --prefix tests/npm")
    return path


def _files(site: Path, *endings: str) -> list[Path]:
    found = sorted(path for path in site.rglob("*") if path.suffix in endings)
    assert {path.suffix for path in found} == set(endings)
    return found


def checked(paths: Iterable[Path], site: Path) -> list[str]:
    """What the Nu HTML Checker says of pages, style sheets and drawings, warnings as well.

    Args:
        paths: of the files.
        site: folder that they lie in, which is not repeated.
    """
    jar = _installed("java", "vnu-jar", "build/dist/vnu.jar")
    command = ["java", "-Xss4m", "-Xmx768m", "-jar", str(jar), "--format", "json"]
    command += ["--also-check-css", "--also-check-svg"]
    command += map(str, paths)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return [
        f"{message['url'].removeprefix(f'file:{site}/')}:{message.get('lastLine')} "
        f"{message['message']} {message.get('extract', '')}"
        for message in json.loads(done.stderr)["messages"]
        if not message["message"].startswith(BLIND)
    ]


def validated(site: Path, config: str, paths: Iterable[Path]) -> list[str]:
    """What html-validate says of pages under a configuration."""
    program = _installed("node", "html-validate", "bin/html-validate.mjs")
    with tempfile.TemporaryDirectory() as folder:
        # It ends before a pipe has taken all that it says.
        report = Path(folder) / "report.json"
        command = ["node", str(program), "--config", str(NPM / config)]
        command += ["--formatter", f"json={report}", *map(str, paths)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert report.exists(), done.stdout + done.stderr
        found = json.loads(report.read_text("utf-8"))
    return [
        f"{Path(file['filePath']).relative_to(site)}:{message['line']} {message['ruleId']}: "
        f"{message['message']} {message['selector']}"
        for file in found
        for message in file["messages"]
    ]


@pytest.fixture(scope="module", params=["sample", "archive"])
def site(request: pytest.FixtureRequest) -> Path:
    """The output of the sample, then of what it lacks: letters that hold the whole text as well."""
    if request.param == "archive":
        archive: Path = request.getfixturevalue("archive_publication")
        return archive / "site"
    sample: Path = request.getfixturevalue("sample_site")
    return sample


def _letters(site: Path) -> list[Path]:
    found = sorted((site / "private").rglob(LETTER))
    assert len(found) >= 2
    return found


def test_the_checker_finds_nothing_in_pages_styles_drawings_and_letters(site: Path) -> None:
    assert checked(_files(site, ".html", ".css", ".svg"), site) == []


def test_html_validate_finds_nothing_in_pages(site: Path) -> None:
    pages = [path for path in _files(site, ".html") if path.name != LETTER]
    assert len(pages) > 60
    assert validated(site, "pages.mjs", pages) == []


def test_html_validate_finds_nothing_in_letters(site: Path) -> None:
    assert validated(site, "letters.mjs", _letters(site)) == []


def _lacking(letter: Path) -> dict[str, list[str]]:
    """Features of a letter that a mail program does not support, and which programs."""
    _installed("node", "caniemail", "package.json")
    script = NPM / "letter-features.mjs"
    done = subprocess.run(["node", script, letter], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


def test_mail_programs_lack_nothing_that_a_letter_needs(
    sample_site: Path, archive_publication: Path
) -> None:
    """Gmail, Outlook, Orange, La Poste and SFR; the list of what may be missing is not too long."""
    allowed = json.loads((NPM.parent / "caniemail.json").read_text("utf-8"))
    assert all(reason for reason in allowed.values())
    letters = [*_letters(sample_site), *_letters(archive_publication / "site")]
    found = {feature for letter in letters for feature in _lacking(letter)}
    assert sorted(found) == sorted(allowed)


def test_what_mail_programs_lack_is_found(tmp_path: Path) -> None:
    letter = tmp_path / "letter.html"
    letter.write_text('<p style="display:grid">One</p>\n', encoding="utf-8")
    found = _lacking(letter)
    assert list(found) == ["display:grid"]
    assert {"gmail.ios", "orange.android", "outlook.windows"} <= set(found["display:grid"])


def test_both_find_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        '<!doctype html>\n<html lang="en"><head><title>A page</title></head>\n'
        '<body><h1>A page</h1><p id="a">One<p id="a">Two<ul><p>Three</ul></body></html>\n',
        "utf-8",
    )
    (tmp_path / "style.css").write_text("p { colour: red; }\n", "utf-8")
    (tmp_path / "drawing.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg"><rect breadth="4"/></svg>\n', "utf-8"
    )
    found = "\n".join(checked(_files(tmp_path, ".html", ".css", ".svg"), tmp_path))
    assert "Duplicate ID “a”" in found
    assert "Property “colour” doesn't exist" in found
    assert "Attribute “breadth” not allowed on element “rect”" in found
    faults = "\n".join(validated(tmp_path, "pages.mjs", [tmp_path / "page.html"]))
    assert 'page.html:3 no-dup-id: Duplicate ID "a"' in faults
    assert "element-permitted-content" in faults
