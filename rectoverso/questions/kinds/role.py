"""A person and what the sources say that person is: chosen, or matched."""

from __future__ import annotations

from collections.abc import Iterator

from rectoverso.model.entries import PartyKind, Role
from rectoverso.model.questions import (
    Choice,
    Level,
    Match,
    Option,
    Pair,
    Question,
    Reference,
)
from rectoverso.questions import distractors
from rectoverso.questions.context import Context, shuffled

KIND = "role"
Authored = None

_PAIRS = 4
_PEOPLE = "people"


def generate(context: Context) -> Iterator[Question]:
    """Asks who each person is, and to match four people with what they are.

    Only roles that a source gives are asked about, of people who have one role, and no two
    people with the same words.
    """
    roles = _roles(context)
    for who in roles:
        choice = _choice(f"{KIND}:{who}", who, roles, context)
        if choice is not None:
            yield Question(
                id=f"{KIND}:{who}",
                kind=KIND,
                stem=context.say("quiz.stem-role", name=context.name(who)),
                response=choice,
                explanation=context.say(
                    "quiz.person-is", name=context.name(who), role=roles[who].role
                ),
                references=(Reference("roles", who),),
                level=Level.REMEMBER,
            )
    yield from _match(roles, context)


def _roles(context: Context) -> dict[str, Role]:
    found: dict[str, Role] = {}
    seen: dict[str, str] = {}
    twice: set[str] = set()
    for role in context.edition.roles:
        words = "|".join(text.casefold() for _, text in role.role.items())
        if role.who in found or words in seen:
            twice |= {role.who, seen.get(words, role.who)}
        found[role.who] = role
        seen[words] = role.who
    usable = {role.who for role in context.roles()}
    return {
        who: role
        for who, role in found.items()
        if who in usable
        and who not in twice
        and who in context.publication.parties
        and context.publication.parties[who].kind is PartyKind.PERSON
        and context.complete(role.role)
    }


def _choice(question: str, who: str, roles: dict[str, Role], context: Context) -> Choice | None:
    if question in context.fixed:
        chosen = [other for other in context.fixed[question] if other in roles and other != who]
    else:
        others = shuffled((other for other in roles if other != who), question)
        chosen = list(others[: distractors.WANTED])
    if len(chosen) < distractors.WANTED:
        return None
    options = tuple(
        Option(
            id=other,
            text=roles[other].role,
            right=other == who,
            feedback=context.say(
                "quiz.person-is", name=context.name(other), role=roles[other].role
            ),
            carried_by=Reference("roles", other),
        )
        for other in (who, *chosen)
    )
    return Choice(options)


def _match(roles: dict[str, Role], context: Context) -> Iterator[Question]:
    question = f"{KIND}:{_PEOPLE}"
    if question in context.fixed:
        chosen = [who for who in context.fixed[question] if who in roles]
    else:
        chosen = list(shuffled(roles, question)[:_PAIRS])
    if len(chosen) < _PAIRS:
        return
    pairs = tuple(
        Pair(
            who,
            context.name(who),
            roles[who].role,
            context.texts(lambda language: ""),
        )
        for who in chosen
    )
    yield Question(
        id=question,
        kind=KIND,
        stem=context.say("quiz.stem-match-roles"),
        response=Match(pairs),
        explanation=context.say("quiz.matched-roles"),
        references=tuple(Reference("roles", who) for who in chosen),
        points=2,
        level=Level.UNDERSTAND,
    )
