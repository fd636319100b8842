"""Home, explainer and practice quiz as Lighthouse rates them on a phone.

The score for speed is a matter of the machine and no test; that nothing moves while a page comes
is one.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import web
from tests.test_page_checks import installed

PAGES = ("fr/index.html", "fr/deepseek/index.html", "en/deepseek/quiz/index.html")
CATEGORIES = ("accessibility", "best-practices", "seo")


@pytest.fixture(scope="module")
def base(sample_site: Path) -> Iterator[str]:
    """Where the website of the sample is served."""
    with web.served(sample_site / "public") as address:
        yield address


@pytest.mark.parametrize("page", PAGES)
def test_lighthouse_finds_nothing_to_mend(base: str, page: str, tmp_path: Path) -> None:
    program = installed("node", "lighthouse", "cli/index.js")
    report = tmp_path / "report.json"
    done = subprocess.run(
        [
            *("node", program, f"{base}/{page}", "--quiet", "--output=json"),
            *(f"--output-path={report}", "--no-enable-error-reporting"),
            f"--only-categories={','.join(('performance', *CATEGORIES))}",
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage",
        ],
        env={**os.environ, "CHROME_PATH": shutil.which("chromium") or ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(report.read_text("utf-8"))
    assert not found.get("runtimeError"), found["runtimeError"]
    short_of = {
        audit["id"]: (found["audits"][audit["id"]]["score"], found["audits"][audit["id"]]["title"])
        for category in CATEGORIES
        for audit in found["categories"][category]["auditRefs"]
        if audit["weight"] and found["audits"][audit["id"]]["score"] not in (1, None)
    }
    assert short_of == {}
    assert {name: found["categories"][name]["score"] for name in CATEGORIES} == dict.fromkeys(
        CATEGORIES, 1
    )
    assert found["audits"]["cumulative-layout-shift"]["numericValue"] == 0
