"""What every test may ask for."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser

from tests import archive, program, typed_answers, web
from tests.problem_fixtures import codes_in

ROOT = Path(__file__).resolve().parents[1]
# Speed is measured in bench/; on a busy machine a clock would fail tests of something else.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")
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
    return _made_once(tmp_path_factory, "small", _small_publication)


@pytest.fixture(scope="session")
def archive_publication(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three editions in two years, see ``tests/archive.py``. Only to be read."""
    return _made_once(tmp_path_factory, "archive", archive.make)


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of the sample publication, as ``python3 build.py`` makes it. Only to be read."""
    return _made_once(tmp_path_factory, "sample", _sample) / "site"


@pytest.fixture(scope="session")
def web_publication(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The lantern with the cases of typed answers beside it, accepted, locked and built."""
    return _made_once(tmp_path_factory, "web", _web_publication)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    with web.chromium() as started:
        yield started


def _made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Path]) -> Path:
    """A folder that all workers of a run share; the first that asks for it makes it."""
    shared = factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        folder = shared / name / "publication"
        done = shared / f"{name}.done"
        if not done.exists():
            make(folder)
            done.touch()
    return folder


def _small_publication(folder: Path) -> Path:
    program.new_publication(folder)
    for command in ("check --accept", "build --reshuffle", "build"):
        done = program.run(*command.split(), root=folder)
        assert done.code == 0, done.text
    assert not codes_in(done.text), done.text
    return folder


def _sample(folder: Path) -> Path:
    for name in ("content", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    done = program.run("build", "--jobs", str(os.cpu_count()), root=folder)
    assert done.code == 0, done.text
    return folder


def _web_publication(folder: Path) -> Path:
    lantern = ROOT / "tests" / "editions" / "lantern"
    shutil.copytree(lantern, folder, ignore=shutil.ignore_patterns("expected"))
    typed_answers.add_to(folder)
    # The lantern has a lock, so that what it shows does not hang on how questions are chosen.
    slugs = " ".join(typed_answers.slug(code) for code in typed_answers.LANGUAGES)
    for command in ("check --accept", f"build --reshuffle {slugs}"):
        done = program.run(*command.split(), root=folder)
        assert done.code == 0, done.text
    return folder
