"""The environment of packages: ``.venv`` beside ``build.py``, made once, with pinned versions.

A stamp in ``.venv`` holds a digest of ``pyproject.toml`` and ``constraints.txt``. While it
agrees with the two files, a start neither installs anything nor touches the network.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from rectoverso.system import pango, reader

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

FAILED = 3
INTERRUPTED = 130
_LAST_LINES = 8


class CannotPrepare(Exception):
    """The environment could not be made; the message is for the person who started us."""


def ready(root: str | Path, group: str = "run") -> bool:
    """Whether this process runs in the environment, and nothing is left to install.

    Args:
        root: folder that holds ``build.py``.
        group: ``run``, or ``tests`` for what the tests need on top.
    """
    home = Path(root) / ".venv"
    return home.exists() and home.samefile(sys.prefix) and _stamped(Path(root), group)


def enter(root: str | Path, command: Sequence[str], group: str = "run") -> int:
    """Prepare the environment, then let its Python run a command in place of this process.

    Args:
        root: folder that holds ``build.py``.
        command: arguments for Python: a script or ``-m module``, and what that takes.
        group: ``run``, or ``tests`` for what the tests need on top.

    Returns:
        An exit code: the command's (where a process cannot be replaced), 3 when the
        environment could not be made, 130 after Ctrl-C.
    """
    texts = reader.door_texts(os.environ)
    try:
        python = str(_prepared(Path(root), group, texts))
        # Isolated, so that no variable or user package of this machine leaks in; UTF-8 also
        # where the console has another encoding.
        arguments = [python, "-I", "-X", "utf8", *command]
        sys.stdout.flush()
        sys.stderr.flush()
        if sys.platform != "win32":
            os.execv(python, arguments)
        return subprocess.run(arguments, check=False).returncode
    except CannotPrepare as reason:
        print(reason, file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        print(texts["interrupted"], file=sys.stderr)
        return INTERRUPTED
    except OSError as reason:
        print(texts["not-writable"].format(reason=reason), file=sys.stderr)
        return FAILED


def _prepared(root: Path, group: str, texts: Mapping[str, str]) -> Path:
    """The environment's Python, after installing what is missing."""
    home = root / ".venv"
    python = home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if _stamped(root, group) and _works(python, home):
        return python
    with _alone(root / ".venv.lock", texts["waiting"]):
        if _stamped(root, group) and _works(python, home):
            return python
        if _works(python, home) and _runs(python, "-m", "pip", "--version"):
            print(texts["updating"], file=sys.stderr)
        else:
            print(texts["preparing"], file=sys.stderr)
            _create(home, texts)
        groups = ("run",) if group == "run" else ("run", group)
        _install(root, python, groups, texts)
        if not pango.present():
            pango.install(
                lambda name, line: print(texts[name].format(command=line), file=sys.stderr)
            )
        for done in groups:
            _stamp(home, done).write_text(_digest(root), encoding="ascii")
    return python


def _create(home: Path, texts: Mapping[str, str]) -> None:
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        line = pango.as_administrator(f"apt-get install -y python{version}-venv")
        raise CannotPrepare(texts["venv-missing"].format(command=line))
    # A half-made .venv is begun again by a Python outside of it, which may be removed safely.
    outside = getattr(sys, "_base_executable", None) or sys.executable
    made = _run(outside, "-m", "venv", "--clear", str(home))
    if made.returncode:
        raise CannotPrepare(_failure(texts["venv-failed"], made))


def _install(root: Path, python: Path, groups: Sequence[str], texts: Mapping[str, str]) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = list(project["dependencies"])
    for group in groups:
        wanted += project["optional-dependencies"].get(group, ())
    options = ("--quiet", "--no-input", "--disable-pip-version-check")
    constraints = ("--constraint", str(root / "constraints.txt"))
    installed = _run(str(python), "-m", "pip", "install", *options, *constraints, *wanted)
    if installed.returncode:
        raise CannotPrepare(_failure(texts["install-failed"], installed))


def _works(python: Path, home: Path) -> bool:
    """Whether Python starts, and is still of the version whose packages lie in ``home``."""
    try:
        lines = (home / "pyvenv.cfg").read_text(encoding="utf-8").splitlines()
        settings = dict(line.split(" = ", 1) for line in lines if " = " in line)
        version = settings["version"].split(".")[:2]
    except (OSError, UnicodeDecodeError, KeyError):
        return False
    return _runs(
        python, "-S", "-c", f"import sys; sys.exit({version} != [*map(str, sys.version_info[:2])])"
    )


def _runs(python: Path, *arguments: str) -> bool:
    try:
        return _run(str(python), *arguments).returncode == 0
    except OSError:
        return False


def _run(python: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    # A user-wide setting of pip ("install --user") contradicts an environment of one's own.
    variables = {**os.environ, "PIP_USER": "0", "PYTHONUTF8": "1"}
    return subprocess.run(
        [python, "-I", *arguments],
        env=variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def _failure(line: str, result: subprocess.CompletedProcess[str]) -> str:
    lines = [text for text in result.stdout.splitlines() if text and "WARNING" not in text]
    return "\n".join([line, *(f"  {text}" for text in lines[-_LAST_LINES:])])


def _stamp(home: Path, group: str) -> Path:
    return home / f"rectoverso-{group}.stamp"


def _stamped(root: Path, group: str) -> bool:
    try:
        return _stamp(root / ".venv", group).read_text(encoding="ascii") == _digest(root)
    except (OSError, UnicodeDecodeError):
        return False


def _digest(root: Path) -> str:
    files = [(root / name).read_bytes() for name in ("pyproject.toml", "constraints.txt")]
    return hashlib.sha256(json.dumps([text.hex() for text in files]).encode()).hexdigest()


@contextmanager
def _alone(lock: Path, waiting: str) -> Iterator[None]:
    """Hold a lock file, so that two starts at once do not install over each other."""
    with lock.open("a", encoding="ascii") as held:
        if sys.platform == "win32":
            while True:
                try:
                    msvcrt.locking(held.fileno(), msvcrt.LK_LOCK, 1)
                    break
                except OSError:
                    print(waiting, file=sys.stderr)
        else:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                print(waiting, file=sys.stderr)
                fcntl.flock(held, fcntl.LOCK_EX)
            except OSError:
                # A file system without locks: two starts at once are then not kept apart.
                pass
        yield
