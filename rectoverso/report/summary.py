"""The last lines of a run: what was verified, what was made, where, and what to open."""

from __future__ import annotations

from collections.abc import Sequence

from rectoverso.languages import Language
from rectoverso.model.articles import MatchStatus
from rectoverso.model.artifacts import Audience
from rectoverso.pipeline import Outcome, Written
from rectoverso.render import addresses

_OPEN_FIRST = ("text/html", "application/pdf")


def checked(outcome: Outcome, language: Language) -> str:
    """How many entries were verified and how, and what was written.

    Args:
        outcome: of a check.
        language: the reader's.
    """
    lines = []
    statuses = [entry.found.status for entry in outcome.entries]
    for status in (MatchStatus.EXACT, MatchStatus.TYPOGRAPHIC):
        count = statuses.count(status)
        if count:
            lines.append(language.say(f"command.{status.value}", count=count))
    accepted = sum(entry.found.accepted_on is not None for entry in outcome.entries)
    waiting = len(outcome.entries) - accepted
    if waiting and not outcome.records:
        lines.append(language.say("command.waiting", count=waiting))
    return "\n".join([*lines, *_records(outcome, language)])


def built(outcome: Outcome, language: Language, site: str) -> str:
    """What was made.

    Args:
        outcome: of a build without errors.
        language: the reader's.
        site: the output folder, as the reader can open it.
    """
    lines = []
    for audience in Audience:
        files = [item for item in outcome.made if item.audience is audience]
        if files:
            size = _size(sum(item.size for item in files), language)
            folder = f"{site}/{audience.value}"
            key = f"command.{audience.value}"
            lines.append(language.say(key, count=len(files), size=size, path=folder))
    reused = sum(item.reused for item in outcome.made)
    if reused:
        lines.append(language.say("command.reused", count=reused))
    lines += _records(outcome, language)
    for item in _to_open(outcome.made, language):
        lines.append(language.say("command.open-first", path=f"{site}/{item.path}"))
    return "\n".join(lines)


def _records(outcome: Outcome, language: Language) -> list[str]:
    return [language.say("command.recorded", path=path) for path in outcome.records]


def _to_open(made: Sequence[Written], language: Language) -> list[Written]:
    """The first page and the first PDF in the reader's language: the home, the newest edition."""
    chosen: dict[str, Written] = {}
    public = [item for item in made if item.audience is Audience.PUBLIC and item.title]
    in_order = sorted(
        public,
        key=lambda item: (
            item.language != language.code,
            item.path != addresses.home(item.language),
        ),
    )
    for item in in_order:
        if item.media_type in _OPEN_FIRST:
            chosen.setdefault(item.media_type, item)
    return [chosen[kind] for kind in _OPEN_FIRST if kind in chosen]


def _size(count: int, language: Language) -> str:
    """Bytes in units of 1000, as file managers show them."""
    for name, unit in (("megabytes", 1_000_000), ("kilobytes", 1000)):
        if count >= unit:
            return language.say(f"command.{name}", count=round(count / unit))
    return language.say("command.kilobytes", count=1 if count else 0)
