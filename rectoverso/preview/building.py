"""Runs the passes after every change, and gives the stage what they came to."""

from __future__ import annotations

import gc
import threading
import time
import traceback
from datetime import date
from pathlib import Path

from rectoverso import pipeline
from rectoverso.memo import Session
from rectoverso.preview.press import Press
from rectoverso.preview.stage import Stage
from rectoverso.problems import in_order
from rectoverso.render import addresses

_LOOK_UP = 0.5
"""Seconds between two looks for Ctrl-C, which does not wake a thread that waits on Windows."""

_BROWSER_FIRST = 0.15
"""Seconds for the browser to fetch and draw the page that it shows, before the rest of the run
takes the processor from it."""


class Superseded(Exception):
    """A newer change makes the run that is under way worthless."""


class Builder:
    """Builds once, and again after every change, until something ends it."""

    def __init__(
        self,
        root: Path,
        articles: tuple[Path, ...],
        today: date,
        stage: Stage,
        press: Press,
        changed: threading.Event,
    ) -> None:
        """Ready to run.

        Args:
            root, articles: the publication, and further folders with copies of articles.
            today: for what depends on the day.
            stage: gets what comes out.
            press: keeps what was made.
            changed: set whenever something has changed.
        """
        self._stage = stage
        self._press = press
        self._changed = changed
        self._memo = Session(before=self._check)
        self._request = pipeline.Request(
            root,
            articles=articles,
            today=today,
            drafts=True,
            memo=self._memo,
            cache=press.memory,
        )

    def run(self) -> None:
        """Builds for ever.

        Raises:
            KeyboardInterrupt: it is over.
        """
        while True:
            self.build()
            # Not before the browser has fetched what is new.
            if not self._changed.wait(_LOOK_UP):
                _tidy_up()
            while not self._changed.wait(_LOOK_UP):
                pass

    def build(self) -> None:
        """Builds what is there now; changes that come meanwhile begin it anew."""
        start = time.perf_counter()
        while True:
            self._changed.clear()
            try:
                self._build(start)
            except Superseded:
                continue
            except Exception as fault:
                self._stage.fail("".join(traceback.format_exception(fault)))
            self._memo.end_run()
            return

    def _build(self, start: float) -> None:
        self._show_page(start)
        passed = pipeline.passes(self._request, publish=False)
        publication = passed.publication
        self._stage.show(
            in_order(passed.problems),
            publication.texts if publication else {},
            _since(start),
            publication,
            passed.artifacts,
            passed.made.made,
        )
        self._press.refresh()

    def _show_page(self, start: float) -> None:
        """The page that is looked at, before the rest."""
        scene = self._stage.scene
        for path in self._stage.looked_at():
            artifact = scene.artifacts.get(path)
            if artifact is None or artifact.media_type != "text/html":
                continue
            for slug in scene.slugs:
                if path == addresses.edition_page(slug, artifact.language):
                    made = pipeline.glance(self._request, slug, artifact.language).made.get(path)
                    if made and self._stage.show_page(path, made, _since(start)):
                        self._changed.wait(_BROWSER_FIRST)
            return

    def _check(self) -> None:
        if self._changed.is_set():
            raise Superseded


def _tidy_up() -> None:
    """Frees what is not needed any more while nobody waits, and sets the rest aside.

    What is remembered of a publication is so much that the collector takes a fifth of a second
    to go through it. Left alone it does so in the middle of an edit.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _since(start: float) -> int:
    """Milliseconds since then."""
    return round((time.perf_counter() - start) * 1000)
