"""A preview in a process of its own, as a user starts it, and a browser to look at it."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Frame, Page

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 60
"""Seconds after which something that was waited for is taken not to come."""


@dataclass
class Preview:
    """A running preview.

    Attributes:
        root: the publication.
        process: what serves it.
        url: its address.
    """

    root: Path
    process: subprocess.Popen[str]
    url: str

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.url.rstrip("/").rpartition(":")[2])

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and bytes of an answer; the path is sent as it is."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.putrequest("GET", path, skip_host="Host" in headers)
            for name, value in headers.items():
                connection.putheader(name, value)
            connection.endheaders()
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        finally:
            connection.close()

    def state(self) -> dict[str, Any]:
        """What the preview tells its own page."""
        found: dict[str, Any] = json.loads(self.get("/-/state")[2])
        return found

    def wait(self, until: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The first state of which something is true."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            state = self.state()
            if until(state):
                return state
            time.sleep(0.05)
        raise AssertionError(f"the preview never came to it: {state}")

    def stop(self, number: signal.Signals = signal.SIGINT) -> tuple[int, str]:
        """Sends a signal; the exit code, and everything that was printed after the address."""
        self.process.send_signal(number)
        output, _ = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, output


@contextlib.contextmanager
def preview(root: Path, *arguments: str, language: str = "en") -> Iterator[Preview]:
    """``rectoverso serve`` on a free port, until the block ends."""
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "rectoverso", "--language", language),
            *("serve", "--port", "0", *arguments),
        ],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/", line)
        assert found, line + process.stdout.read()
        started = Preview(root, process, found[0])
        started.wait(lambda state: state["number"] > 0)
        yield started
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=PATIENCE)


@contextlib.contextmanager
def changed(path: Path, old: str, new: str) -> Iterator[None]:
    """A file with other words in it, while the block runs."""
    before = path.read_text("utf-8")
    assert old in before
    path.write_text(before.replace(old, new), "utf-8")
    try:
        yield
    finally:
        path.write_text(before, "utf-8")


def frame(page: Page) -> Frame:
    """The page that is shown within the preview."""
    page.wait_for_selector("body[data-shown]:not(.waiting)", state="attached")
    handle = page.query_selector("iframe:not(.next)")
    assert handle is not None
    found = handle.content_frame()
    assert found is not None
    return found
