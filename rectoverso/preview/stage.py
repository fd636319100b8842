"""What is shown: the files of the last good run, and what is wrong now."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from rectoverso.model.artifacts import Artifact, Made
from rectoverso.model.publication import Publication
from rectoverso.problems import Problem, has_errors

HEARTBEAT = 15
"""Seconds after which a listener hears that it is still connected."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What is shown at one time. A new one takes its place as a whole.

    Attributes:
        number: of the run, from 1; 0 before the first has come to an end.
        milliseconds: from the change to the end of that run.
        problems: of that run, in order.
        texts: file → its text, for showing lines.
        fault: what the program itself stumbled over in that run, for a report; or none.
        publication: of the last run without an error; none if there was none.
        artifacts: by path, of the last run without an error.
        made: what has been made of them.
    """

    number: int = 0
    milliseconds: int = 0
    problems: tuple[Problem, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    fault: str = ""
    publication: Publication | None = None
    artifacts: Mapping[str, Artifact] = field(default_factory=dict)
    made: Mapping[str, Made] = field(default_factory=dict)

    @property
    def slugs(self) -> tuple[str, ...]:
        """Of the editions that are shown."""
        return tuple(one.slug for one in self.publication.editions) if self.publication else ()

    @property
    def good(self) -> bool:
        """Whether nothing keeps this from being published."""
        return not self.fault and not has_errors(self.problems)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that listeners want to know.

    Attributes:
        number: of the event, from 1.
        changed: paths of the artifacts that are others than before.
        milliseconds: from the change to this event.
        whole: whether the run is over; if not, the page that is looked at came first.
    """

    number: int
    changed: tuple[str, ...]
    milliseconds: int
    whole: bool


class Stage:
    """The present scene, and who waits for the next one. Safe to use from several threads."""

    def __init__(self) -> None:
        """Nothing is shown yet."""
        self._news = threading.Condition()
        self._scene = Scene()
        self._events: list[Event] = []
        self._looked_at: dict[str, None] = {}
        self._over = False

    @property
    def scene(self) -> Scene:
        """What is shown now."""
        return self._scene

    def look(self, path: str) -> None:
        """Somebody looks at an artifact."""
        with self._news:
            self._looked_at.pop(path, None)
            self._looked_at[path] = None

    def looked_at(self) -> tuple[str, ...]:
        """What somebody has looked at, the latest first."""
        with self._news:
            return tuple(reversed(self._looked_at))

    def show_page(self, path: str, made: Made, milliseconds: int) -> bool:
        """Shows one page anew before the run is over; says whether it is another than before."""
        with self._news:
            if self._scene.made[path].content == made.content:
                return False
            self._scene = replace(self._scene, made={**self._scene.made, path: made})
            self._tell((path,), milliseconds, whole=False)
            return True

    def show(
        self,
        problems: tuple[Problem, ...],
        texts: Mapping[str, str],
        milliseconds: int,
        publication: Publication | None,
        artifacts: tuple[Artifact, ...],
        made: Mapping[str, Made],
    ) -> None:
        """Shows what a run came to.

        After a run with an error the files of the last good one stay.

        Args:
            problems: in order.
            texts, publication, artifacts, made: see ``Scene``.
            milliseconds: from the change to the end of the run.
        """
        with self._news:
            before = self._scene
            scene = replace(
                before,
                number=before.number + 1,
                milliseconds=milliseconds,
                problems=problems,
                texts=texts,
                fault="",
            )
            if scene.good:
                by_path = {artifact.path: artifact for artifact in artifacts}
                scene = replace(scene, publication=publication, artifacts=by_path, made=made)
            self._scene = scene
            self._tell(_changed(before, scene), milliseconds, whole=True)

    def tell(self, changed: tuple[str, ...]) -> None:
        """Tells the listeners that artifacts are there now that were not."""
        with self._news:
            self._tell(changed, 0, whole=False)

    def fail(self, fault: str) -> None:
        """The program itself stumbled; what was shown stays."""
        with self._news:
            self._scene = replace(self._scene, number=self._scene.number + 1, fault=fault)
            self._tell((), 0, whole=True)

    def events(self, after: int) -> Iterator[Event | None]:
        """Events as they come, from the one after a number on; none as a heartbeat.

        Only the latest news matters to one who was away: older events are left out.
        """
        while True:
            with self._news:
                if not self._over and not self._newer(after):
                    self._news.wait(HEARTBEAT)
                newer = self._newer(after)
                if self._over:
                    return
            if not newer:
                yield None
            for event in newer:
                after = event.number
                yield event

    @property
    def last_event(self) -> int:
        """Number of the latest event; 0 if there was none."""
        return self._events[-1].number if self._events else 0

    def close(self) -> None:
        """Lets everybody go who waits."""
        with self._news:
            self._over = True
            self._news.notify_all()

    def _newer(self, after: int) -> list[Event]:
        return [event for event in self._events if event.number > after]

    def _tell(self, changed: tuple[str, ...], milliseconds: int, *, whole: bool) -> None:
        event = Event(self.last_event + 1, changed, milliseconds, whole)
        self._events = [*self._events[-20:], event]
        self._news.notify_all()


def _changed(before: Scene, after: Scene) -> tuple[str, ...]:
    """Paths whose bytes are others, or will be once somebody looks at them."""
    return tuple(
        path
        for path in sorted({*before.artifacts, *after.artifacts})
        if _bytes(before, path) != _bytes(after, path)
    )


def _bytes(scene: Scene, path: str) -> object:
    if path in scene.made:
        return scene.made[path].content
    return scene.artifacts[path].digest if path in scene.artifacts else None
