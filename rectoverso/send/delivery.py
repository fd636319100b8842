"""One message after the other, at a pace, with patience, and with a record of each."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import FrameType

from rectoverso.send.letters import Letter
from rectoverso.send.people import Person
from rectoverso.send.post import Answer, Gone, Post, Unusable
from rectoverso.send.record import Entry, Key, Record, State
from rectoverso.send.settings import Settings

PATIENCE = (30.0, 120.0, 600.0)
"""Seconds before each further attempt at what was put off, and at a server that is gone."""

Progress = Callable[[int, int, str], None]
"""Told how many are done, how many there are, and the mailbox just done."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A letter to one person."""

    letter: Letter
    person: Person

    @property
    def key(self) -> Key:
        """What the record knows it by."""
        letter = self.letter
        return Key(self.person.key, letter.language, letter.revision, letter.retraction)


@dataclass(frozen=True, slots=True)
class Plan:
    """Who would get what.

    Attributes:
        waiting: to be sent now.
        had: who had it before, with the record's entry.
        unsure: where a break left nobody knowing; not sent again unless asked for.
    """

    waiting: tuple[Parcel, ...]
    had: tuple[tuple[Parcel, Entry], ...] = ()
    unsure: tuple[tuple[Parcel, Entry], ...] = ()


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one parcel, with what the server said last."""

    parcel: Parcel
    state: State
    detail: str


@dataclass(frozen=True, slots=True)
class Result:
    """What came of sending.

    Attributes:
        fates: of the parcels that were tried, in order.
        left: parcels that were not tried to an end.
        stopped: why sending stopped before the end; empty when it did not.
        interrupted: whether Ctrl-C stopped it.
    """

    fates: tuple[Fate, ...]
    left: tuple[Parcel, ...] = ()
    stopped: str = ""
    interrupted: bool = False

    def of(self, state: State) -> tuple[Fate, ...]:
        """Those that came to a state."""
        return tuple(fate for fate in self.fates if fate.state is state)

    @property
    def failed(self) -> bool:
        """Whether somebody has not got it, or not for sure."""
        return bool(self.left) or len(self.of(State.SENT)) < len(self.fates)


@dataclass(frozen=True, slots=True)
class Clock:
    """Time as sending sees it; a test brings its own.

    Attributes:
        now: the time of day, for dates.
        elapsed: seconds that only ever grow, for the pace.
        sleep: waits for some seconds.
    """

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    elapsed: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


def plan(
    parcels: Sequence[Parcel], known: Mapping[Key, Entry], *, retry_unsure: bool = False
) -> Plan:
    """Parts parcels by what the record says of them."""
    waiting: list[Parcel] = []
    had: list[tuple[Parcel, Entry]] = []
    unsure: list[tuple[Parcel, Entry]] = []
    for parcel in parcels:
        entry = known.get(parcel.key)
        if entry is not None and entry.state is State.SENT:
            had.append((parcel, entry))
        elif entry is not None and entry.state is State.SENDING and not retry_unsure:
            unsure.append((parcel, entry))
        else:
            waiting.append(parcel)
    return Plan(tuple(waiting), tuple(had), tuple(unsure))


@dataclass(slots=True)
class Sending:
    """A run of messages to one server.

    Attributes:
        settings: the server, and who sends.
        log: the record, open.
        per_minute: messages a minute at most.
        test: whether this only tries the letter: it may be had again.
        clock, progress: see there.
    """

    settings: Settings
    log: Record
    per_minute: int
    test: bool = False
    clock: Clock = field(default_factory=Clock)
    progress: Progress | None = None
    _next: float | None = None

    def run(self, parcels: Sequence[Parcel]) -> Result:
        """Sends each parcel; those that are put off are tried again after all others.

        A server that stays away, or will take nothing, ends the run, and so does Ctrl-C, once
        the message at hand is done with and recorded. To run it again is safe.

        Returns:
            What became of each, and what is left.
        """
        post = Post(self.settings)
        fates: dict[Key, Fate] = {}
        stopped, interrupted = "", False
        try:
            self._all(post, parcels, fates)
        except (Gone, Unusable) as error:
            stopped = str(error) or type(error).__name__
        except KeyboardInterrupt:
            interrupted = True
        finally:
            post.close()
        left = tuple(parcel for parcel in parcels if parcel.key not in fates)
        return Result(tuple(fates.values()), left, stopped, interrupted)

    def _all(self, post: Post, parcels: Sequence[Parcel], fates: dict[Key, Fate]) -> None:
        waiting = list(parcels)
        for wait in (0.0, *PATIENCE):
            if wait and waiting:
                self.clock.sleep(wait)
            again: list[Parcel] = []
            for parcel in waiting:
                fates[parcel.key] = fate = self._one(post, parcel)
                if fate.state is State.DEFERRED:
                    again.append(parcel)
                if self.progress:
                    self.progress(len(fates) - len(again), len(parcels), parcel.person.address)
            waiting = again

    def _one(self, post: Post, parcel: Parcel) -> Fate:
        """One parcel, with patience for a server that is gone."""
        waits = iter((0.0, *PATIENCE))
        while True:
            try:
                answer = self._handed_over(post, parcel)
                return Fate(parcel, answer.state, answer.detail)
            except Gone:
                wait = next(waits, None)
                if wait is None:
                    raise
                self.clock.sleep(wait)

    def _handed_over(self, post: Post, parcel: Parcel) -> Answer:
        self._keep_pace()
        now = self.clock.now()
        message = parcel.letter.message_for(parcel.person, self.settings, now)
        id = parcel.letter.id_for(parcel.person)

        def note(state: State, detail: str = "") -> None:
            self.log.write(parcel.key, State.TEST if self.test else state, now, id, detail)

        with _uninterrupted():
            answer = post.hand_over(parcel.person.address, message, lambda: note(State.SENDING))
            if answer.state is not State.SENDING:
                note(answer.state, answer.detail)
        return answer

    def _keep_pace(self) -> None:
        """Waits until the next message may leave."""
        now = self.clock.elapsed()
        if self._next is not None and now < self._next:
            self.clock.sleep(self._next - now)
        self._next = max(now, self._next or now) + 60 / self.per_minute


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Puts Ctrl-C off until the end of the block, so that what happened is also recorded.

    The server has ``post.TIMEOUT`` seconds for each answer, so the end comes.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    asked: list[int] = []

    def later(number: int, frame: FrameType | None) -> None:
        asked.append(number)

    before = signal.signal(signal.SIGINT, later)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if asked:
        raise KeyboardInterrupt
