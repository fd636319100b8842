"""Pango, the system library that sets the text of PDFs: is it there, and how to get it."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

# The libraries that WeasyPrint cannot start without, by the names under which its
# `weasyprint/text/ffi.py` looks for them.
_LIBRARIES = (
    ("libgobject-2.0.so.0", "libgobject-2.0.0.dylib", "libgobject-2.0-0.dll"),
    ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
    ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
    ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll"),
    ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
)
# Makes the subsets of fonts since WeasyPrint 70; without it fontTools does, with a warning.
_SUBSETTER = (
    "libharfbuzz-subset.so.0",
    "libharfbuzz-subset.0.dylib",
    "libharfbuzz-subset-0.dll",
)
_WINDOWS_FOLDERS = (r"C:\msys64\ucrt64\bin", r"C:\msys64\mingw64\bin")
_APT = "apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
# The first tool that is on the path decides.
_COMMANDS = (
    ("apt-get", _APT),
    ("dnf", "dnf install -y pango"),
    ("yum", "yum install -y pango"),
    ("zypper", "zypper install -y libpango-1_0-0"),
    ("pacman", "pacman -S --noconfirm pango"),
    ("apk", "apk add pango fontconfig so:libharfbuzz-subset.so.0"),
    ("brew", "brew install pango"),
)
_ELSEWHERE = "https://doc.courtbouillon.org/weasyprint/stable/first_steps.html"


def present() -> bool:
    """Whether every library that WeasyPrint needs can be loaded."""
    if sys.platform == "win32":
        for folder in _WINDOWS_FOLDERS:
            if os.path.isdir(folder):
                os.add_dll_directory(folder)
    return all(any(_loads(name) for name in names) for names in _LIBRARIES)


def subsetter_present() -> bool:
    """Whether HarfBuzz’s subsetter can be loaded; without it PDFs are larger, and no worse."""
    return any(_loads(name) for name in _SUBSETTER)


def command() -> str:
    """The command that installs Pango here, or the address of the instructions."""
    if sys.platform == "win32":
        if Path(r"C:\msys64\usr\bin\pacman.exe").exists():
            return r"C:\msys64\usr\bin\pacman -S --noconfirm mingw-w64-ucrt-x86_64-pango"
        return "winget install MSYS2.MSYS2"
    for tool, line in _COMMANDS:
        if shutil.which(tool):
            return line if tool == "brew" else as_administrator(line)
    return _ELSEWHERE


def as_administrator(line: str) -> str:
    """A command as this user has to type it: with ``sudo`` unless they are root."""
    return line if _is_root() else f"sudo {line}"


def install(say: Callable[[str, str], None]) -> None:
    """Install Pango where that needs no question: on Debian and its kin, as root.

    Args:
        say: takes the name of a door text and the command that fills it. It is called once,
            before the installation or in its place, and once more if the installation fails.
    """
    if not (_is_root() and shutil.which("apt-get")):
        say("pango-missing", command())
        return
    say("pango-installing", _APT)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["apt-get", "update"], _APT.split()):
        subprocess.run(arguments, env=quiet, capture_output=True, check=False)
    if not present():
        say("pango-missing", command())


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0
