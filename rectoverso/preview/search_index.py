"""The index of the search, made of the pages that are shown when somebody searches them."""

from __future__ import annotations

import threading
from collections.abc import Mapping

from rectoverso.preview.stage import Stage
from rectoverso.publish import searching
from rectoverso.render import addresses


class SearchIndex:
    """Makes the index of the present scene on request. Safe to use from several threads."""

    def __init__(self, stage: Stage) -> None:
        """Nothing is made yet.

        Args:
            stage: tells which pages there are.
        """
        self._stage = stage
        self._lock = threading.Lock()
        self._number = 0
        self._files: Mapping[str, bytes] = {}
        self._before: Mapping[str, bytes] = {}

    def file(self, path: str) -> bytes | None:
        """A file of the index; none where there is no such file, or nothing to search with.

        Args:
            path: below the output tree.
        """
        if not path.startswith(f"{addresses.SEARCH_INDEX}/"):
            return None
        with self._lock:
            scene = self._stage.scene
            if scene.number != self._number:
                pages = {name: made.content for name, made in scene.made.items()}
                # A search that is under way goes on with the files whose names it was told.
                self._before = self._files
                self._files, _ = searching.index(pages)
                self._number = scene.number
            return self._files.get(path) or self._before.get(path)
