"""The live preview: a server on this machine that builds again after every change.

- ``watching``: waits for changes of what a publication is made from
- ``building``: runs the passes, the page that is looked at first
- ``stage``: what is shown: the last good files, and what is wrong now
- ``press``: makes PDFs and pictures when somebody looks at them
- ``serving``: HTTP, to this machine only
- ``variants``: pages as they are served: light or dark, with the script that loads them anew
- ``shell``: the page around the pages, and the problems that lie over them

Nothing is written: what is shown lives in memory, and ``site/`` is what the last build made it.
"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import FrameType

from rectoverso.languages import Language
from rectoverso.pipeline import SITE
from rectoverso.preview import serving, watching
from rectoverso.preview.building import Builder
from rectoverso.preview.press import Press
from rectoverso.preview.shell import Shell
from rectoverso.preview.stage import Stage
from rectoverso.publish.tree import STATE

_SWITCH_INTERVAL = 0.0005
"""Seconds after which a thread that computes lets another one go on. A page that has been made
is asked for while the passes go on to the rest, and each answer takes several turns."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be shown, and how.

    Attributes:
        root: the publication.
        articles: further folders with copies of articles.
        today: for what depends on the day.
        port: where to listen; 0 takes a free one.
        language: of the interface and of the problems.
        prefix: what stands before the path of a file in messages.
    """

    root: Path
    articles: Sequence[Path]
    today: date
    port: int
    language: Language
    prefix: str = ""


def serve(wish: Wish, opened: Callable[[str], None]) -> None:
    """Serves until Ctrl-C, or until the process is asked to end.

    Args:
        wish: what is to be shown.
        opened: told the address once it answers.

    Raises:
        OSError: the port is taken, or must not be used.
        KeyboardInterrupt: it is over.
    """
    sys.setswitchinterval(_SWITCH_INTERVAL)
    stage = Stage()
    press = Press(stage, wish.root / SITE / STATE / "made")
    changed, over = threading.Event(), threading.Event()
    shell = Shell(stage, press, wish.language, wish.prefix)
    with _ending(), serving.listening(wish.port, stage, press, shell) as address:
        folders = watching.Folders(wish.root, tuple(wish.articles))
        watcher = threading.Thread(
            target=watching.watch, args=(folders, changed.set, over), daemon=True
        )
        watcher.start()
        builder = Builder(wish.root, tuple(wish.articles), wish.today, stage, press, changed)
        opened(address)
        try:
            builder.run()
        finally:
            over.set()
            press.close()
            watcher.join(timeout=2)


@contextmanager
def _ending() -> Iterator[None]:
    """Lets a request to end, as service managers and closed terminals send it, end like Ctrl-C."""

    def end(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {name: signal.signal(getattr(signal, name), end) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)
