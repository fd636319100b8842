"""Who said these words: chosen among people of the edition, or written."""

from __future__ import annotations

from collections.abc import Iterator

from rectoverso.languages import language as language_of
from rectoverso.model.entries import PartyKind, Quote
from rectoverso.model.questions import Choice, Level, Option, Question, Reference, Short
from rectoverso.model.values import LocalText
from rectoverso.questions import distractors, quoting
from rectoverso.questions.context import Context, mentions, shuffled

KIND = "who-said"
Authored = None

_FEWEST_WORDS = 5


def generate(context: Context) -> Iterator[Question]:
    """Asks for the speaker of each quote of some length that does not name its speaker."""
    for id, quote in context.quotes():
        shown = quoting.shown(quote, id, context)
        if (
            shown is None
            or quoting.count_words(quote) < _FEWEST_WORDS
            or quote.speaker not in context.publication.parties
        ):
            continue
        if any(
            mentions(shown[language], name, language_of(language))
            for language in context.languages
            for name in context.names(quote.speaker, language)
        ):
            continue
        explanation = _explanation(quote, context)
        name = context.name(quote.speaker)
        choice = _choice(f"{KIND}:{id}", id, quote, explanation, context)
        short = Short(
            {
                language: (name[language], *context.names(quote.speaker, language)[1:])
                for language in context.languages
            },
            explanation,
        )
        for slot, response in (("", choice), (":short", short)):
            if response is not None:
                yield Question(
                    id=f"{KIND}:{id}{slot}",
                    kind=KIND,
                    stem=context.say("quiz.stem-who-said"),
                    material=shown,
                    material_reference=Reference("quotes", id),
                    response=response,
                    explanation=explanation,
                    references=(Reference("quotes", id),),
                    level=Level.REMEMBER,
                    section=quote.section,
                )


def _explanation(quote: Quote, context: Context) -> LocalText:
    source = context.edition.sources[quote.source].label
    role = context.role_of(quote.speaker)
    name = context.name(quote.speaker)
    if role is None:
        return context.say("quiz.said-by", name=name, source=source)
    return context.say("quiz.said-by-with-role", name=name, role=role.role, source=source)


def _choice(
    question: str, id: str, quote: Quote, explanation: LocalText, context: Context
) -> Choice | None:
    def kind(party: str) -> PartyKind:
        return context.publication.parties[party].kind

    speakers = [other.speaker for _, other in context.quotes()]
    described = [role.who for role in context.edition.roles]
    people = {
        who: who in speakers
        for who in (*speakers, *described)
        if who != quote.speaker
        and who in context.publication.parties
        and kind(who) is kind(quote.speaker)
    }
    if question in context.fixed:
        chosen = [who for who in context.fixed[question] if who in people]
    else:
        # Who is quoted somewhere else is a better wrong answer than who is only named.
        order = sorted(shuffled(people, question), key=lambda who: 0 if people[who] else 1)
        chosen = order[: distractors.WANTED]
    if len(chosen) < distractors.WANTED:
        return None
    key = Option(
        quote.speaker, context.name(quote.speaker), True, explanation, Reference("quotes", id)
    )
    return Choice((key, *(_option(who, quote, context) for who in chosen)))


def _option(who: str, asked: Quote, context: Context) -> Option:
    name, role = context.name(who), context.role_of(who)
    other = _another_subject(who, asked, context)
    if other is None:
        feedback = context.say("quiz.not-said-by", name=name)
    else:
        feedback = context.say("quiz.speaks-of", name=name, about=other)
    if role is not None:
        described = context.say("quiz.person-is", name=name, role=role.role)
        feedback = context.texts(lambda language: f"{feedback[language]} {described[language]}")
    reference = Reference("roles", who) if role is not None and role.evidence else None
    return Option(who, name, False, feedback, reference)


def _another_subject(who: str, asked: Quote, context: Context) -> LocalText | None:
    """What the sources quote a wrong speaker on: it teaches more than that the words are another's.

    None when they quote that speaker nowhere else, or on the same subject.
    """
    for _, quote in context.quotes():
        about = quote.about
        if quote.speaker == who and about != asked.about and context.complete(about):
            return about
    return None
