"""Keeps what pure functions returned, by a digest of what they were given.

The preview builds again after every keystroke that is saved, and most of what the passes work
out is then what it was. Passes that cost something call their parts through a ``Memo``: the
plain one only calls, a ``Session`` remembers. The key is made of the arguments themselves and
never written down beside them, so a part that needs one more thing must be given it, and what
it is given is in the key.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, ParamSpec, TypeVar

Given = ParamSpec("Given")
Result = TypeVar("Result")

_TAKEN_APART = 4
"""Levels of a value that are digested part by part: publication, editions, edition, facts.

A part that is the same object as in an earlier run is not read again, so levels that change
apart from each other are worth it; what lies deeper is read at once, which is faster."""


class Memo:
    """Calls functions and keeps nothing, as a single run has it."""

    fingerprint = ""
    """A memo may be given to what is called through it, and makes no difference there."""

    def __call__(
        self, function: Callable[Given, Result], /, *args: Given.args, **kwargs: Given.kwargs
    ) -> Result:
        """What the function returns.

        Args:
            function: pure, and of a module: what it returns depends on its arguments only,
                and nobody changes what it returned.
            args, kwargs: picklable, or with a ``fingerprint``, a text that tells it from
                whatever gives another result.
        """
        return function(*args, **kwargs)


KEEPS_NOTHING = Memo()


class Session(Memo):
    """Keeps results from one run to the next."""

    def __init__(self, runs: int = 4, before: Callable[[], None] | None = None) -> None:
        """An empty one.

        Args:
            runs: a result that so many runs in a row did not ask for is forgotten.
            before: called before each function that has to run; what it raises ends the run.
        """
        self._runs = runs
        self._before = before
        self._run = 0
        self._results: dict[tuple[object, bytes], tuple[object, int]] = {}
        self._digests: dict[int, tuple[object, bytes, int]] = {}

    def __call__(
        self, function: Callable[Given, Result], /, *args: Given.args, **kwargs: Given.kwargs
    ) -> Result:
        """What the function returned for these arguments, or returns now."""
        key = (function, self._digest((*args, *sorted(kwargs.items())), 0))
        kept = self._results.get(key)
        if kept is None:
            if self._before is not None:
                self._before()
            result: object = function(*args, **kwargs)
        else:
            result = kept[0]
        self._results[key] = (result, self._run)
        return result  # type: ignore[return-value]

    def end_run(self) -> None:
        """Forgets what the last runs did not ask for."""
        oldest = self._run - self._runs + 1
        self._results = {k: kept for k, kept in self._results.items() if kept[1] > oldest}
        self._digests = {k: kept for k, kept in self._digests.items() if kept[2] > oldest}
        self._run += 1

    def _digest(self, value: object, depth: int) -> bytes:
        """Digest of a value: equal digests mean equal values, in this process."""
        known = self._digests.get(id(value))
        # While the value is kept here, no other object has its id.
        if known is not None:
            self._digests[id(value)] = (value, known[1], self._run)
            return known[1]
        fingerprint = getattr(value, "fingerprint", None)
        parts = _parts(value) if depth < _TAKEN_APART else None
        total = hashlib.sha256(type(value).__qualname__.encode())
        if isinstance(fingerprint, str):
            total.update(fingerprint.encode())
        elif parts is None:
            total.update(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))
        else:
            for part in parts:
                total.update(self._digest(part, depth + 1))
        done = total.digest()
        # The tuple of arguments is a new object in every call.
        if depth and not isinstance(value, str | int | None):
            self._digests[id(value)] = (value, done, self._run)
        return done


def _parts(value: object) -> tuple[Any, ...] | None:
    """What a value is made of, in its order; none for what is digested as a whole."""
    if type(value) is tuple:
        return value
    if isinstance(value, Mapping):
        return tuple(part for item in value.items() for part in item)
    if is_dataclass(value) and "__reduce__" not in type(value).__dict__:
        return tuple(getattr(value, field.name) for field in fields(value))
    return None
