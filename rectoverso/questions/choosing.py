"""Chooses wrong answers among others of their kind, so that the right one does not stand out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rectoverso.model.values import LocalText
from rectoverso.questions import distractors
from rectoverso.questions.context import Context

_TIMES_AS_LONG = 1.5
_CHARACTERS_MORE = 15


def chosen(
    question: str,
    key: LocalText,
    order: Sequence[str],
    texts: Mapping[str, LocalText],
    context: Context,
) -> list[str]:
    """The wrong answers of the lock; else the first beside which the right one is not plainly the
    longest.

    Who knows nothing chooses the longest answer (Haladyna, Downing and Rodriguez 2002, guideline
    24). Where the first ones are all short, the last of them gives way to the next that is long
    enough.

    Args:
        question: id of the question that they are for.
        key: the right answer.
        order: ids of wrong answers, the best first.
        texts: their texts.
        context: the edition.

    Returns:
        As many ids as are wanted, or as the lock holds; none when there are too few, or no longer
        one among them.
    """
    wanted = distractors.WANTED
    if question in context.fixed:
        locked = [id for id in context.fixed[question] if id in order]
        return locked if len(locked) >= wanted else []
    first = list(order[:wanted])
    if len(first) < wanted:
        return []
    for candidate in (None, *order[wanted:]):
        picked = first if candidate is None else [*first[:-1], candidate]
        wrong = [texts[id] for id in picked]
        if not any(
            stands_out(text, [other.get(language) or "" for other in wrong])
            for language, text in key.items()
        ):
            return picked
    return []


def stands_out(right: str, wrong: Sequence[str]) -> bool:
    """Whether the right answer is half as long again as the longest wrong one, and by more than 15
    characters.

    Args:
        right: the right answer in one language.
        wrong: the wrong ones in the same language, at least one.
    """
    longest = max(map(len, wrong))
    return len(right) > longest * _TIMES_AS_LONG and len(right) > longest + _CHARACTERS_MORE
