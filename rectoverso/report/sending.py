"""What is told of sending: who would get what, and what came of it."""

from __future__ import annotations

from datetime import date

from rectoverso.languages import Language
from rectoverso.model.values import PartialDate
from rectoverso.send.delivery import Fate, Parcel, Plan, Result
from rectoverso.send.record import Entry, State
from rectoverso.text import amounts


def planned(plan: Plan, language: Language, *, unread: int = 0) -> str:
    """Who would get what, one line each, how many, and how many there is no letter for."""
    lines = [
        language.say("mail.would", to=_to(parcel), subject=parcel.letter.subject)
        for parcel in plan.waiting
    ]
    lines += _before(plan, language, everyone=True)
    lines.append(language.say("mail.would-all", count=len(plan.waiting)))
    lines += _unread(unread, language)
    return "\n".join(lines)


def done(result: Result, plan: Plan, language: Language, *, unread: int = 0) -> str:
    """What came of sending: how many got it, who did not, and what to do."""
    lines = [language.say("mail.sent", count=len(result.of(State.SENT)))]
    if plan.had:
        lines.append(language.say("mail.had-before", count=len(plan.had)))
    lines += _unread(unread, language)
    for state in (State.REFUSED, State.DEFERRED, State.SENDING):
        lines += [_fate(fate, language) for fate in result.of(state)]
    lines += _before(plan, language, everyone=False)
    if result.stopped:
        lines.append(language.say("mail.stopped", reason=result.stopped))
    if result.interrupted:
        lines.append(language.say("mail.interrupted"))
    if result.left:
        lines.append(language.say("mail.left", count=len(result.left)))
    if result.left or result.of(State.DEFERRED):
        lines.append(language.say("mail.again"))
    if plan.unsure or result.of(State.SENDING):
        lines.append(language.say("mail.retry-unsure"))
    return "\n".join(lines)


def _before(plan: Plan, language: Language, *, everyone: bool) -> list[str]:
    had = plan.had if everyone else ()
    return [
        language.say(f"mail.{name}", to=_to(parcel), day=_day(entry, language))
        for name, group in (("had", had), ("unsure", plan.unsure))
        for parcel, entry in group
    ]


def _unread(count: int, language: Language) -> list[str]:
    return [language.say("mail.unread", count=count)] if count else []


def _fate(fate: Fate, language: Language) -> str:
    to = _to(fate.parcel)
    return language.say(f"mail.{fate.state.value}", to=to, detail=fate.detail)


def _to(parcel: Parcel) -> str:
    return f"{parcel.person.address} ({parcel.letter.language})"


def _day(entry: Entry, language: Language) -> str:
    try:
        date.fromisoformat(entry.day)
    except ValueError:
        return entry.day
    return amounts.date(PartialDate.parse(entry.day), language.code)
