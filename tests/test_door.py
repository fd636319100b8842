"""The door: from a fresh Python to the running program, on machines that lack this or that.

Most tests open the real door of a small project that needs one package, which lies in a folder
beside it; so they need no network.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CLI = """
import sys, tiny

def main(root):
    print("root", root)
    print("arguments", sys.argv[1:])
    print("tiny", tiny.VERSION)
    return 7
"""
PROJECT = """
[project]
dependencies = ["tiny"]
[project.optional-dependencies]
tests = []
"""


def _wheel(folder: Path, version: str) -> None:
    info = f"tiny-{version}.dist-info"
    folder.mkdir(exist_ok=True)
    with zipfile.ZipFile(folder / f"tiny-{version}-py3-none-any.whl", "w") as wheel:
        wheel.writestr("tiny.py", f"VERSION = '{version}'\n")
        wheel.writestr(
            f"{info}/METADATA", f"Metadata-Version: 2.1\nName: tiny\nVersion: {version}\n"
        )
        wheel.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        wheel.writestr(f"{info}/RECORD", "")


class Door:
    """A project with our door."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "dossier été"
        self.wheels = folder / "wheels"
        for name in ("1.0", "2.0"):
            _wheel(self.wheels, name)
        shutil.copytree(
            ROOT / "rectoverso" / "system",
            self.root / "rectoverso" / "system",
            ignore=shutil.ignore_patterns("__pycache__"),
        )
        for texts in (ROOT / "rectoverso" / "languages").glob("*/interface/door.json"):
            target = self.root / texts.relative_to(ROOT)
            target.parent.mkdir(parents=True)
            shutil.copy(texts, target)
        (self.root / "rectoverso" / "__init__.py").touch()
        (self.root / "rectoverso" / "cli.py").write_text(CLI, encoding="utf-8")
        (self.root / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
        (self.root / "constraints.txt").write_text("tiny==1.0\n", encoding="utf-8")
        shutil.copy(ROOT / "build.py", self.root)

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-I", str(self.root / "build.py"), *arguments]

    def variables(self, **more: str) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
        alone = {
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": str(self.wheels),
            "PIP_CONFIG_FILE": os.devnull,
            "LC_ALL": "C",
        }
        return {**kept, **alone, **more}

    def open(self, *arguments: str, cwd: Path | None = None, **more: str) -> tuple[int, str]:
        done = subprocess.run(
            self.command(*arguments),
            cwd=cwd or self.root.parent,
            env=self.variables(**more),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        assert "Traceback" not in done.stdout
        return done.returncode, done.stdout

    def said(self, *arguments: str) -> str:
        """What the program says once the door is passed."""
        return f"root {self.root}\narguments {list(arguments)}\ntiny 1.0\n"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Door:
    """A door that was opened once."""
    door = Door(tmp_path_factory.mktemp("door"))
    code, text = door.open("check", "--format", "short")
    assert code == 7
    assert text == (
        "Preparing .venv: on the first start only, a minute or two.\n"
        + door.said("check", "--format", "short")
    )
    return door


def test_the_second_start_installs_nothing(opened: Door) -> None:
    nothing = opened.open("build", PIP_FIND_LINKS=os.devnull)
    assert nothing == (7, opened.said("build"))


def test_it_opens_from_any_folder(opened: Door, tmp_path: Path) -> None:
    assert opened.open(cwd=tmp_path) == (7, opened.said())
    relative = subprocess.run(
        [sys.executable, "build.py"],
        cwd=opened.root,
        env=opened.variables(),
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )
    assert relative.stdout == opened.said()


def test_variables_of_other_programs_stay_outside(opened: Door, tmp_path: Path) -> None:
    (tmp_path / "tiny.py").write_text("VERSION = 'another'\n", encoding="utf-8")
    assert opened.open(PYTHONPATH=str(tmp_path)) == (7, opened.said())


def test_its_own_python_opens_it_too(opened: Door) -> None:
    python = opened.root / ".venv" / "bin" / "python"
    done = subprocess.run(
        [python, opened.root / "build.py"], stdout=subprocess.PIPE, encoding="utf-8", check=False
    )
    assert done.stdout == opened.said()


def test_other_versions_are_installed_when_the_list_changes(opened: Door) -> None:
    constraints = opened.root / "constraints.txt"
    constraints.write_text("tiny==2.0\n", encoding="utf-8")
    code, text = opened.open()
    assert code == 7
    assert text.startswith("Bringing the packages in .venv up to date.\n")
    assert text.endswith("tiny 2.0\n")
    constraints.write_text("tiny==1.0\n", encoding="utf-8")
    assert opened.open()[1].endswith("tiny 1.0\n")


def test_an_environment_of_another_python_is_made_anew(opened: Door) -> None:
    settings = opened.root / ".venv" / "pyvenv.cfg"
    text = settings.read_text(encoding="utf-8")
    version = f"{sys.version_info.major}.{sys.version_info.minor}."
    settings.write_text(text.replace(f"version = {version}", "version = 3.10."), encoding="utf-8")
    code, said = opened.open()
    assert code == 7
    assert said.startswith("Preparing .venv")
    assert said.endswith(opened.said())


def test_a_half_made_environment_is_made_anew(opened: Door) -> None:
    home = opened.root / ".venv"
    shutil.rmtree(home / "lib")
    (home / "bin" / "python").unlink()
    code, said = opened.open()
    assert code == 7
    assert said.endswith(opened.said())


def test_ctrl_c_says_one_line_and_the_next_start_goes_on(tmp_path: Path) -> None:
    door = Door(tmp_path)
    with subprocess.Popen(
        door.command(),
        env=door.variables(LC_ALL="fr_FR.UTF-8"),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        start_new_session=True,
    ) as started:
        deadline = time.monotonic() + 30
        while not (door.root / ".venv" / "pyvenv.cfg").exists() and time.monotonic() < deadline:
            time.sleep(0.02)
        os.killpg(started.pid, signal.SIGINT)
        text, _ = started.communicate(timeout=30)
    assert started.returncode == 130
    assert text.splitlines()[0].startswith("Préparation de .venv")
    assert text.splitlines()[1:] == ["Interrompu. Le prochain lancement reprendra ici."]
    assert door.open()[1].endswith(door.said())


def test_two_starts_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    door = Door(tmp_path)
    started = [
        subprocess.Popen(
            door.command(str(number)),
            env=door.variables(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )
        for number in range(2)
    ]
    texts = [process.communicate(timeout=120)[0] for process in started]
    assert texts == [door.said("0"), door.said("1")]


def test_what_cannot_be_installed_is_said_in_one_line_and_pips_last(tmp_path: Path) -> None:
    door = Door(tmp_path)
    (door.root / "constraints.txt").write_text("tiny==9.0\n", encoding="utf-8")
    code, text = door.open()
    assert code == 3
    lines = text.splitlines()
    assert lines[1] == (
        "The packages could not be installed; the first start needs the network. "
        "The last lines of pip:"
    )
    assert 1 <= len(lines[2:]) <= 8
    assert "tiny" in "".join(lines[2:])
    (door.root / "constraints.txt").write_text("tiny==1.0\n", encoding="utf-8")
    assert door.open()[0] == 7


def _python(code: str, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env={**os.environ, "LC_ALL": "C", "PYTHONPATH": str(ROOT), **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize("script", ["build.py", "tests/__main__.py"])
def test_an_old_python_is_told_in_one_line(script: str) -> None:
    done = _python(
        "import runpy, sys; sys.version_info = (3, 9, 1, 'final', 0);"
        "runpy.run_path(sys.argv[1], run_name='__main__')",
        str(ROOT / script),
    )
    assert done.returncode == 3
    assert len(done.stdout.splitlines()) == 1
    assert "3.11" in done.stdout


def test_a_python_without_venv_is_told_the_command(tmp_path: Path) -> None:
    door = Door(tmp_path)
    done = _python(
        "import runpy, sys; sys.modules['ensurepip'] = None;"
        "runpy.run_path(sys.argv[1], run_name='__main__')",
        str(door.root / "build.py"),
    )
    assert done.returncode == 3
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert f"apt-get install -y python{version}-venv" in done.stdout.splitlines()[-1]


@pytest.mark.parametrize(
    ("tool", "command"),
    [
        ("apt-get", "apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"),
        ("dnf", "dnf install -y pango"),
        ("apk", "apk add pango fontconfig so:libharfbuzz-subset.so.0"),
        ("pacman", "pacman -S --noconfirm pango"),
        ("brew", "brew install pango"),
    ],
)
def test_the_command_for_pango_is_that_of_the_system(
    tool: str, command: str, tmp_path: Path
) -> None:
    program = tmp_path / tool
    program.write_text("#!/bin/sh\n", encoding="ascii")
    program.chmod(0o755)
    done = _python(
        "from rectoverso.system import pango; print(pango.command())", PATH=str(tmp_path)
    )
    assert done.stdout.strip().removeprefix("sudo ") == command


def test_a_missing_pango_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "libpango-1.0.so.0").touch()
    code = "from rectoverso.system import pango; print(pango.present())"
    assert _python(code).stdout == "True\n"
    assert _python(code, LD_LIBRARY_PATH=str(tmp_path)).stdout == "False\n"


def test_the_tests_pass_arguments_on_and_end_with_the_summary() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests"), "--collect-only", "-q", "tests/test_door.py"],
        cwd=ROOT.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0
    assert "tests collected" in done.stdout.splitlines()[-1]
