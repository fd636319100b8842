"""A person and what the sources say that person is: chosen, or matched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rectoverso.languages import language as language_of
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
from rectoverso.model.values import LocalText
from rectoverso.questions import distractors
from rectoverso.questions.context import Context, mentions, shuffled
from rectoverso.questions.gender import Gender, gender, tells_apart

KIND = "role"
Authored = None

_PAIRS = 4
_PEOPLE = "people"


def generate(context: Context) -> Iterator[Question]:
    """Asks who each person is, and to match four people with what they are.

    Only roles that a source gives are asked about, of people who have one role and whose name
    does not tell it. A wrong role is one that the person could have by its gender, and no two
    are at one organisation: one can be two things in one house, and the odd one out is found.
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
                explanation=_told(who, roles, context),
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
        and not _in_name(who, role, context)
    }


def _in_name(who: str, role: Role, context: Context) -> bool:
    """Whether a name tells the role: « le docteur Knock » is a doctor."""
    return any(
        mentions(role.role[language], word, language_of(language))
        for language in context.languages
        for name in context.names(who, language)
        for word in name.split()
        if len(word) > 2
    )


def _told(who: str, roles: Mapping[str, Role], context: Context) -> LocalText:
    return context.say("quiz.person-is", name=context.name(who), role=roles[who].role)


def _houses(role: Role, context: Context) -> set[str]:
    """The parties that a role names, those whose names hold another's included."""
    return {
        party
        for party in context.publication.parties
        for language in context.languages
        if any(
            mentions(role.role[language], name, language_of(language))
            for name in context.names(party, language)
        )
    }


def _choice(question: str, who: str, roles: dict[str, Role], context: Context) -> Choice | None:
    own = roles[who]
    fitting = [
        other
        for other, role in roles.items()
        if other != who
        and not tells_apart(own.role, role.role, context)
        and not _houses(own, context) & _houses(role, context)
    ]
    if question in context.fixed:
        chosen = [other for other in context.fixed[question] if other in fitting]
    else:
        chosen = []
        for other in shuffled(fitting, question):
            taken = set().union(*(_houses(roles[one], context) for one in chosen))
            if len(chosen) < distractors.WANTED and not taken & _houses(roles[other], context):
                chosen.append(other)
    if len(chosen) < distractors.WANTED:
        return None
    options = tuple(
        Option(
            id=other,
            text=roles[other].role,
            right=other == who,
            feedback=_told(other, roles, context),
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
        chosen = _alike(question, roles, context)
    if len(chosen) < _PAIRS:
        return
    pairs = tuple(
        Pair(who, context.name(who), roles[who].role, context.texts(lambda language: ""))
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


def _alike(question: str, roles: dict[str, Role], context: Context) -> list[str]:
    """Four people whose roles are of one gender in each language and name no house twice."""

    def kind(who: str) -> tuple[Gender, ...]:
        return tuple(gender(roles[who].role[language], language) for language in context.languages)

    by_gender: dict[tuple[Gender, ...], list[str]] = {}
    for who in shuffled(roles, question):
        group = by_gender.setdefault(kind(who), [])
        houses = set().union(*(_houses(roles[other], context) for other in group))
        if Gender.UNKNOWN not in kind(who) and not houses & _houses(roles[who], context):
            group.append(who)
    largest = max(by_gender.values(), key=len, default=[])
    return largest[:_PAIRS]
