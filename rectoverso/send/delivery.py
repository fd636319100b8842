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
from rectoverso.send.post import Gone, Post, Unusable
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
    _hung_up: bool = False
    _fates: dict[Key, Fate] = field(default_factory=dict)

    def run(self, parcels: Sequence[Parcel]) -> Result:
        """Sends each parcel; those that are put off are tried again after all others.

        A server that stays away, or will take nothing, ends the run, and so do a record that
        cannot be kept and Ctrl-C, once the message at hand is done with. To run it again is safe.

        Returns:
            What became of each, and what is left.
        """
        post = Post(self.settings)
        stopped, interrupted = "", False
        try:
            self._all(post, parcels)
        except (Gone, Unusable) as error:
            stopped = str(error) or type(error).__name__
        except OSError as error:
            # The server's faults are told by the exceptions above: the record cannot be kept.
            stopped = f"{error.strerror or type(error).__name__} ({self.log.name})"
        except KeyboardInterrupt:
            interrupted = True
        finally:
            post.close()
        left = tuple(parcel for parcel in parcels if parcel.key not in self._fates)
        return Result(tuple(self._fates.values()), left, stopped, interrupted)

    def _all(self, post: Post, parcels: Sequence[Parcel]) -> None:
        waiting = list(parcels)
        for wait in (0.0, *PATIENCE):
            if wait and waiting:
                self.clock.sleep(wait)
            # Who was put off has been waited for already.
            patience = () if wait else PATIENCE
            again: list[Parcel] = []
            for parcel in waiting:
                state = self._one(post, parcel, patience)
                if state is State.DEFERRED:
                    again.append(parcel)
                if self.progress:
                    self.progress(
                        len(self._fates) - len(again), len(parcels), parcel.person.address
                    )
            waiting = again

    def _one(self, post: Post, parcel: Parcel, patience: Sequence[float]) -> State:
        """One parcel, with patience for a server that is gone.

        Where the server comes back each time only to hang up on this one, the next has its turn;
        if that one fares the same, it is the server.
        """
        waits = iter((0.0, *(() if self._hung_up else patience)))
        while True:
            try:
                state = self._handed_over(post, parcel)
                self._hung_up = False
                return state
            except Gone as gone:
                wait = next(waits, None)
                if wait is not None:
                    self.clock.sleep(wait)
                elif gone.answered and not self._hung_up:
                    self._hung_up = True
                    return self._came_to(parcel, State.DEFERRED, str(gone))
                else:
                    raise

    def _handed_over(self, post: Post, parcel: Parcel) -> State:
        self._keep_pace()
        message = parcel.letter.message_for(parcel.person, self.settings, self.clock.now())
        with _uninterrupted():
            answer = post.hand_over(
                parcel.person.address, message, lambda: self._note(parcel, State.SENDING)
            )
            return self._came_to(parcel, answer.state, answer.detail)

    def _came_to(self, parcel: Parcel, state: State, detail: str) -> State:
        """Keeps what became of a parcel, first for the summary: the disk may refuse."""
        self._fates[parcel.key] = Fate(parcel, state, detail)
        if state is not State.SENDING:
            self._note(parcel, state, detail)
        return state

    def _note(self, parcel: Parcel, state: State, detail: str = "") -> None:
        id = parcel.letter.id_for(parcel.person)
        noted = State.TEST if self.test else state
        self.log.write(parcel.key, noted, self.clock.now(), id, detail)

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
