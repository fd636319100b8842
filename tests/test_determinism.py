"""The same content gives the same bytes, wherever and however it is built."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ELSEWHERE = (
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "jobs": "1"},
    {"PYTHONHASHSEED": "2", "TZ": "America/Adak", "LC_ALL": "C.UTF-8", "jobs": "3"},
)


def _site(folder: Path, surroundings: dict[str, str]) -> dict[str, str]:
    variables = {**os.environ, "PYTHONPATH": str(ROOT), **surroundings}
    jobs = variables.pop("jobs")
    # What is not fixed may not matter either.
    variables.pop("SOURCE_DATE_EPOCH", None)
    done = subprocess.run(
        [sys.executable, "-m", "rectoverso", "--language", "en", "build", "--jobs", jobs],
        cwd=folder,
        env=variables,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return {
        path.relative_to(folder / "site").as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for audience in ("public", "private")
        for path in sorted((folder / "site" / audience).rglob("*"))
        if path.is_file()
    }


def test_hash_seed_time_zone_locale_folder_and_processes_leave_no_trace(
    tmp_path: Path, small_publication: Path
) -> None:
    expected: dict[str, str] = {}
    for number, surroundings in enumerate(ELSEWHERE):
        folder = tmp_path / f"elsewhere {number}"
        shutil.copytree(small_publication, folder)
        shutil.rmtree(folder / "site")
        made = _site(folder, surroundings)
        assert any(path.endswith(".pdf") for path in made)
        assert made == (expected or made)
        expected = made
