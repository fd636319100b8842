"""What every test may ask for."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests import program
from tests.problem_fixtures import codes_in

PROGRAMS = {"pdftotext": "poppler-utils", "qpdf": "qpdf", "chromium": "chromium"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--refresh",
        action="store_true",
        help="write expected output and generated documentation anew instead of comparing",
    )


@pytest.fixture(scope="session")
def refresh(request: pytest.FixtureRequest) -> bool:
    """Whether expected output is to be written anew."""
    return bool(request.config.getoption("--refresh"))


@pytest.fixture(scope="session", autouse=True)
def system_programs() -> None:
    """The programs that read PDFs and pages; a missing one is said once, before any test."""
    missing = sorted(package for name, package in PROGRAMS.items() if not shutil.which(name))
    if missing:
        pytest.exit(f"the tests need programs of the system: apt-get install {' '.join(missing)}")


@pytest.fixture(scope="session")
def small_publication(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scaffold's publication, accepted, locked and built. Copy it before you change it."""
    folder = program.new_publication(tmp_path_factory.mktemp("small") / "publication")
    for command in ("check --accept", "build --reshuffle", "build"):
        done = program.run(*command.split(), root=folder)
        assert done.code == 0, done.text
    assert not codes_in(done.text), done.text
    return folder
