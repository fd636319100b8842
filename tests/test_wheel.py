"""The program as a wheel: installed elsewhere, it begins a publication and builds it."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built with the backend that is installed for the tests."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps"),
            *("--no-build-isolation", "--no-index", "--wheel-dir", str(folder), str(ROOT)),
        ],
        check=True,
        capture_output=True,
    )
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The installed command, in an environment that holds nothing else.

    What it depends on is lent by the environment of the tests, so that no network is needed.
    """
    home = tmp_path_factory.mktemp("installed") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home)], check=True)
    python = home / "bin" / "python"
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"),
            *("--no-deps", "--no-index", str(wheel)),
        ],
        check=True,
        capture_output=True,
    )
    (packages,) = home.glob("lib/python*/site-packages")
    lent = sysconfig.get_paths()["purelib"]
    (packages / "lent.pth").write_text(f"{lent}\n", encoding="utf-8")
    return home / "bin" / "rectoverso"


def _run(program: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [program, *arguments],
        cwd=cwd,
        env={"PATH": os.environ["PATH"], "LC_ALL": "en_GB.UTF-8", "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )


def test_the_wheel_holds_the_templates_and_no_article(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        names = opened.namelist()
    assert "rectoverso/templates/newsletter/page.html" in names
    assert "rectoverso/languages/fr/messages/V.yaml" in names
    assert "rectoverso/scaffold/publication/content/publication.yaml" in names
    articles = [name for name in names if "/articles/" in name]
    assert articles
    assert all(name.startswith("rectoverso/scaffold/") for name in articles)
    assert not any(name.startswith(("tests/", "content/", "bench/")) for name in names)


def test_a_new_publication_is_built_outside_the_repository(program: Path, tmp_path: Path) -> None:
    begun = _run(program, "new", "publication", "my letter é", cwd=tmp_path)
    assert begun.returncode == 0, begun.stdout
    assert begun.stdout == (
        "The publication my letter é is there. Next: cd 'my letter é' && rectoverso build\n"
    )
    folder = tmp_path / "my letter é"
    edition = _run(program, "new", "edition", "second", cwd=folder)
    assert edition.returncode == 0, edition.stdout
    built = _run(program, "build", "--reshuffle", cwd=folder / "content")
    assert built.returncode == 0, built.stdout
    assert "no problems" in built.stdout
    assert "site/public/en/index.html" in built.stdout
    assert "site/public/en/second/second-a4.pdf" in built.stdout
    page = (folder / "site/public/fr/ferry/index.html").read_text(encoding="utf-8")
    assert "Un bac sans bruit" in page
    pdf = folder / "site/public/fr/ferry/ferry-a4.pdf"
    assert pdf.read_bytes().startswith(b"%PDF-1.7")


def test_it_says_where_a_publication_is_missing(program: Path, tmp_path: Path) -> None:
    done = _run(program, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout.startswith("There is no publication here")
    again = _run(program, "new", "publication", ".", cwd=tmp_path)
    assert again.returncode == 0
    taken = _run(program, "new", "publication", ".", cwd=tmp_path)
    assert taken.returncode == 2
    assert "exists already; nothing was written" in taken.stdout
