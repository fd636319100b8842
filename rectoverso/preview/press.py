"""Makes what takes long, such as PDFs, when somebody looks at it.

Pages are made with every run. Everything else waits until it is asked for, is made by worker
processes beside the next run, and is kept by digest, so that taking a change back costs nothing.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import OrderedDict
from collections.abc import Mapping
from concurrent.futures import CancelledError, Executor, Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from rectoverso.model.artifacts import Artifact, Made, digest_of
from rectoverso.preview.stage import Stage
from rectoverso.publish import making
from rectoverso.publish.cache import Cache

_TRIES = 2
"""Times that an artifact is tried whose process dies, as one does that takes too much memory."""

_AHEAD = 3
"""Of what was looked at, so many of the latest are made anew without being asked for."""

ROOM = 256_000_000
"""Bytes of made files that are kept in memory; the sample's are some ten million."""


class Memory:
    """Keeps what was made in memory, and reads what a build has left on the disk."""

    def __init__(self, disk: Path, room: int = ROOM) -> None:
        """An empty one.

        Args:
            disk: folder of the build's cache; nothing is written into it.
            room: bytes; what was not used for longest goes first.
        """
        self._disk = Cache(disk)
        self._room = room
        self._kept: OrderedDict[str, Made] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, digest: str) -> Made | None:
        """What was made under that digest, with its problems; none if it is not kept."""
        with self._lock:
            made = self._kept.get(digest)
            if made is not None:
                self._kept.move_to_end(digest)
                return made
        made = self._disk.get(digest)
        if made is not None:
            self.put(digest, made)
        return made

    def put(self, digest: str, made: Made) -> None:
        """Keeps what was made, and lets go of what was not used for longest."""
        with self._lock:
            self._kept[digest] = made
            self._kept.move_to_end(digest)
            size = sum(len(one.content) for one in self._kept.values())
            while size > self._room and len(self._kept) > 1:
                size -= len(self._kept.popitem(last=False)[1].content)


class Press:
    """Makes artifacts of the present scene on request. Safe to use from several threads."""

    def __init__(self, stage: Stage, disk: Path) -> None:
        """Nothing is made yet, and no process is started.

        Args:
            stage: tells which artifacts there are.
            disk: folder of the build's cache, read only.
        """
        self.memory = Memory(disk)
        self._stage = stage
        self._lock = threading.Lock()
        self._pool: Executor | None = None
        self._running: dict[str, Future[Made]] = {}
        self._fonts: dict[str, Made] = {}
        self._over = False

    def make(self, path: str) -> Made | None:
        """An artifact of the present scene; none when there is no such artifact.

        Waits for what has to be made. A newer scene meanwhile is what comes out.
        """
        broken = 0
        while not self._over and broken < _TRIES:
            scene = self._stage.scene
            if path in scene.made:
                return scene.made[path]
            if path not in scene.artifacts:
                return None
            try:
                return self._made(path, scene.artifacts, scene.made)
            except CancelledError:
                continue
            except BrokenProcessPool:
                broken += 1
        return None

    def font(self, path: str) -> Made | None:
        """A font; the one before while the present one is being made; none if there was none.

        A font holds the characters that the pages show, so a new character makes a new font.
        """
        made = self._ready(path)
        with self._lock:
            if made is not None:
                self._fonts[path] = made
            return self._fonts.get(path)

    def versions(self) -> Mapping[str, str]:
        """File names of the fonts that can be had, and what tells each from one before."""
        with self._lock:
            return {
                path.rpartition("/")[2]: digest_of(made.content)[:12]
                for path, made in self._fonts.items()
            }

    def _ready(self, path: str) -> Made | None:
        artifact = self._stage.scene.artifacts.get(path)
        return self.memory.get(digest_of(artifact.digest)) if artifact else None

    def refresh(self) -> None:
        """Drops what nobody needs any more, and makes anew what was looked at and has changed.

        Fonts come first: no page may wait for them, and the listeners are told once they are
        there.
        """
        scene = self._stage.scene
        fonts = [path for path in scene.artifacts if is_font(scene.artifacts[path])]
        missing = [path for path in fonts if self._ready(path) is None]
        for path in fonts:
            self.font(path)
        with self._lock:
            for future in self._running.values():
                # What is under way is brought to its end; it may be what the next change needs.
                future.cancel()
        wanted = [
            path
            for path in self._stage.looked_at()
            if path in scene.artifacts and path not in scene.made and path not in fonts
        ]
        if missing or wanted:
            work = (scene.number, missing, wanted[:_AHEAD])
            threading.Thread(target=self._refresh, args=work, daemon=True).start()

    def _refresh(self, number: int, fonts: list[str], wanted: list[str]) -> None:
        for path in (*fonts, *wanted):
            if self._over or self._stage.scene.number != number:
                return
            self.make(path)
            if fonts and path == fonts[-1]:
                for one in fonts:
                    self.font(one)
                self._stage.tell(tuple(fonts))

    def close(self) -> None:
        """Ends the processes; whoever waits gets nothing."""
        self._over = True
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)

    def _made(self, path: str, artifacts: Mapping[str, Artifact], made: Mapping[str, Made]) -> Made:
        artifact = artifacts[path]
        inputs = {
            name: (made[name] if name in made else self._made(name, artifacts, made)).content
            for name in artifact.inputs
        }
        digest = digest_of(artifact.digest, *(inputs[name] for name in artifact.inputs))
        kept = self.memory.get(digest)
        if kept is not None:
            return kept
        with self._lock:
            future = self._running.get(digest)
            if future is None:
                future = self._executor().submit(artifact.make, artifact.values, inputs)
                self._running[digest] = future
        try:
            result = future.result()
        except BrokenProcessPool:
            with self._lock:
                self._pool = None
            raise
        finally:
            with self._lock:
                self._running.pop(digest, None)
        self.memory.put(digest, result)
        return result

    def _executor(self) -> Executor:
        if self._over:
            raise CancelledError
        if self._pool is None:
            count = max(1, (os.cpu_count() or 2) // 2)
            self._pool = making.workers(count, prepare=_step_back)
        return self._pool


def is_font(artifact: Artifact) -> bool:
    """Whether an artifact is a font, which a page can be read without."""
    return artifact.media_type.startswith("font/")


def _step_back() -> None:
    """Lets the next run of the passes go first, and Ctrl-C end a worker without a word."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if hasattr(os, "nice"):
        os.nice(10)
