"""Makes artifacts: each after what it is made from, nothing twice, through an executor."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import (
    FIRST_COMPLETED,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from rectoverso.model.artifacts import Artifact, Made, digest_of
from rectoverso.problems import Code, Problem
from rectoverso.publish.cache import Kept

RECYCLE_AFTER = 200
"""Documents after which a worker is replaced: the PDF renderer's caches grow."""

Progress = Callable[[int, int, str], None]
"""Called with how many artifacts are done, how many there are, and the path just made."""


@dataclass(frozen=True, slots=True)
class Making:
    """What came of making.

    Attributes:
        made: bytes and problems by path.
        reused: paths that were taken from the cache.
        used: digests that the cache must keep.
    """

    made: Mapping[str, Made]
    reused: frozenset[str]
    used: frozenset[str]


NOTHING = Making({}, frozenset(), frozenset())
"""Of no artifact at all."""


def twice(artifacts: Iterable[Artifact]) -> tuple[Problem, ...]:
    """A problem for each path that two artifacts want, or that only case tells apart."""
    seen: set[str] = set()
    problems: list[Problem] = []
    for artifact in artifacts:
        folded = artifact.path.casefold()
        if folded in seen:
            problems.append(Problem(Code.P001, None, {"path": artifact.path}))
        seen.add(folded)
    return tuple(problems)


def workers(count: int, prepare: Callable[[], None] | None = None) -> Executor:
    """A pool of worker processes that have loaded the renderers before they start.

    Args:
        count: how many processes, 1 or more.
        prepare: called in each process before its first task; of a module.
    """
    method = "spawn" if sys.platform == "win32" else "forkserver"
    context = multiprocessing.get_context(method)
    if method == "forkserver":
        context.set_forkserver_preload(["rectoverso.render"])
    return ProcessPoolExecutor(
        count, mp_context=context, initializer=prepare, max_tasks_per_child=RECYCLE_AFTER
    )


def make(
    artifacts: tuple[Artifact, ...],
    cache: Kept,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Making:
    """Makes every artifact whose digest is not in the cache.

    Args:
        artifacts: with everything that they are made from among them.
        cache: what earlier runs made.
        executor: runs the makers; none makes them here, one after the other.
        progress: told after each artifact.

    Returns:
        The bytes and problems of all artifacts, whichever order they were made in.

    Raises:
        Exception: whatever a maker raises that is not about content, which is a fault of
            the engine.
    """
    waiting = {artifact.path: artifact for artifact in artifacts}
    made: dict[str, Made] = {}
    reused: set[str] = set()
    used: set[str] = set()
    running: dict[Future[Made], tuple[Artifact, str]] = {}

    def done(artifact: Artifact, result: Made) -> None:
        made[artifact.path] = result
        if progress:
            progress(len(made), len(artifacts), artifact.path)

    try:
        while waiting or running:
            ready = [a for a in waiting.values() if all(path in made for path in a.inputs)]
            if not ready and not running:
                raise ValueError(f"made from what nothing makes: {sorted(waiting)}")
            for artifact in ready:
                del waiting[artifact.path]
                inputs = {path: made[path].content for path in artifact.inputs}
                digest = digest_of(artifact.digest, *(inputs[path] for path in artifact.inputs))
                used.add(digest)
                kept = cache.get(digest)
                if kept is not None:
                    reused.add(artifact.path)
                    done(artifact, kept)
                elif executor is None:
                    result = artifact.make(artifact.values, inputs)
                    cache.put(digest, result)
                    done(artifact, result)
                else:
                    future = executor.submit(artifact.make, artifact.values, inputs)
                    running[future] = (artifact, digest)
            if running:
                finished, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in finished:
                    artifact, digest = running.pop(future)
                    result = future.result()
                    cache.put(digest, result)
                    done(artifact, result)
    except (KeyboardInterrupt, BrokenProcessPool):
        for future in running:
            future.cancel()
        raise
    ordered = {artifact.path: made[artifact.path] for artifact in artifacts}
    return Making(ordered, frozenset(reused), frozenset(used))
