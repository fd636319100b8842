"""A browser and a loopback server for the pages that were built, and what a visit showed."""

from __future__ import annotations

import contextlib
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Playwright, sync_playwright

SIZES = {"phone": {"width": 320, "height": 700}, "desktop": {"width": 1280, "height": 900}}
"""Windows that pages are looked at in: the narrowest that counts, and a desk's."""

_QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)
# A dialog tells that it was closed in a task of its own.
AT_REST = "new Promise(done => requestAnimationFrame(() => setTimeout(done)))"
# A long text is laid out by and by; what is not laid out yet is neither too wide nor too pale.
LAID_OUT = """new Promise((done) => {
  const look = () => document.querySelector(".by-parts") ? requestAnimationFrame(look) : done();
  look();
})"""
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Beyond this many presses of the tabulator, what was looked for cannot be reached.
_MOST_STOPS = 60


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder on this machine, while the block runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=folder))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium, while the block runs."""
    started: Playwright
    with sync_playwright() as started:
        browser = started.chromium.launch(
            executable_path=shutil.which("chromium"), args=list(_QUIET)
        )
        yield browser
        browser.close()


@dataclass
class Visit:
    """One tab, with everything that it asked for and complained about."""

    page: Page
    base: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        """Goes to a page of the site."""
        self.page.goto(f"{self.base}/{path}")

    def show(self, html: str, site: str) -> None:
        """Shows a letter; what it names below the address ``site`` comes from this server."""
        self.page.set_content(html.replace(site.rstrip("/"), self.base))

    def tab_to(self, target: Locator) -> None:
        """Presses the tabulator until the element has the focus."""
        for _ in range(_MOST_STOPS):
            self.page.keyboard.press("Tab")
            if target.evaluate("element => element === document.activeElement"):
                return
        raise AssertionError(f"{target} is not reached by keyboard")

    def press(self, target: Locator, key: str = "Enter") -> None:
        """Goes to an element by keyboard and presses a key."""
        self.tab_to(target)
        self.page.keyboard.press(key)

    def focused(self) -> str:
        """The text of the element that has the focus once the page has come to rest."""
        self.page.evaluate(AT_REST)
        return plain(self.page.evaluate("document.activeElement.innerText"))

    def voice(self) -> str:
        """What the live region says."""
        return plain(self.page.locator("#quiz-voice").text_content() or "")

    def violations(self) -> str:
        """What axe-core finds against WCAG 2.2, A and AA."""
        self.page.evaluate(LAID_OUT)
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(Axe().axe_script)
        options = {"runOnly": {"type": "tag", "values": _TAGS}, "resultTypes": ["violations"]}
        found = AxeResults(self.page.evaluate("options => axe.run(document, options)", options))
        return str(found.generate_report()) if found.violations_count else ""

    def overflow(self) -> int:
        """By how many pixels the page is wider than the window."""
        self.page.evaluate(LAID_OUT)
        width: int = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        return width


@contextlib.contextmanager
def visit(browser: Browser, base: str, **context: Any) -> Iterator[Visit]:
    """A tab of its own; at the end, nothing may have left the site and nothing complained.

    Args:
        browser: see ``chromium``.
        base: address that every request has to begin with.
        context: options of the browser's context; small and still unless told otherwise.
    """
    given = {"viewport": {"width": 1000, "height": 800}, "reduced_motion": "reduce", **context}
    opened = browser.new_context(**given)
    seen = Visit(opened.new_page(), base)
    seen.page.set_default_timeout(10_000)
    seen.page.on("request", lambda request: seen.requests.append(request.url))
    seen.page.on(
        "console",
        lambda message: (
            seen.complaints.append(message.text) if message.type in ("error", "warning") else None
        ),
    )
    seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    yield seen
    opened.close()
    assert not seen.complaints, seen.complaints
    elsewhere = [url for url in seen.requests if not url.startswith(base)]
    assert not elsewhere, elsewhere


def plain(text: str) -> str:
    """The text with plain single spaces."""
    return " ".join(text.split())
