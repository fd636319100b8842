"""Orders that differ as much as they can from those that were given before."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Mapping, Sequence

from rectoverso.questions.context import hashed, shuffled


def arranged(
    ids: Sequence[str],
    taken: Counter[tuple[str, int]],
    *salt: object,
    fixed: Mapping[str, int] | None = None,
) -> tuple[str, ...]:
    """An order of ids in which as few as possible stand where they stood before.

    Orders in which nothing repeats its place are the rows of a Latin rectangle, and one of k
    rows and n columns can be completed to k + 1 for every k < n (M. Hall, 1945). So with no
    more versions than ids nothing ever repeats; with more, places are used again evenly. A row
    is a perfect matching between ids and places, found by augmenting paths (Kuhn, 1955) in an
    order that only the salt decides.

    Args:
        ids: each once.
        taken: how often each (id, place) was used; not changed.
        salt: decides among equals.
        fixed: ids that must have a certain place.
    """
    held = dict(fixed or {})
    free = shuffled((id for id in ids if id not in held), *salt)
    places = [place for place in range(len(ids)) if place not in held.values()]
    wanted = {
        id: sorted(_mixed(places, *salt, id), key=lambda place: taken[id, place]) for id in free
    }
    # Only as many repetitions of a place as cannot be avoided.
    most = min((taken[id, place] for id in free for place in places), default=0)
    while True:
        holder: dict[int, str] = {}
        allowed = {id: [one for one in wanted[id] if taken[id, one] <= most] for id in free}
        if all(_place(id, allowed, holder) for id in free):
            break
        most += 1
    by_place = {place: id for id, place in held.items()} | holder
    return tuple(by_place[place] for place in range(len(ids)))


def _mixed(places: Sequence[int], *salt: object) -> list[int]:
    """Places in an order that only the salt decides; a digest serves sixteen of them."""
    blocks = {block: hashed(*salt, block) for block in {place // 16 for place in places}}
    return sorted(places, key=lambda place: blocks[place // 16][place % 16 * 4 :][:4])


def _place(first: str, allowed: Mapping[str, Sequence[int]], holder: dict[int, str]) -> bool:
    """Finds a place for one more id, moving others where they can be moved."""
    reached: dict[int, str] = {}
    queue = deque([first])
    while queue:
        id = queue.popleft()
        for place in allowed[id]:
            if place in reached:
                continue
            reached[place] = id
            if place in holder:
                queue.append(holder[place])
                continue
            while True:
                mover = reached[place]
                left = next((at for at, holding in holder.items() if holding == mover), None)
                holder[place] = mover
                if left is None:
                    return True
                place = left
    return False
