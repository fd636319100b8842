"""A term of the glossary for its definition: chosen among four, or written."""

from __future__ import annotations

from collections.abc import Iterator

from rectoverso.languages import language as language_of
from rectoverso.model.entries import Term
from rectoverso.model.questions import Choice, Level, Option, Question, Reference, Short
from rectoverso.model.values import LocalText
from rectoverso.questions import distractors
from rectoverso.questions.context import Context, mentions, shuffled

KIND = "term"
Authored = None


def generate(context: Context) -> Iterator[Question]:
    """Asks for each term whose definition does not hold the term itself."""
    terms = {
        id: term for id, term in context.terms() if context.complete(term.term, term.definition)
    }
    for id, term in terms.items():
        if _gives_itself_away(term, context):
            continue
        # The definition stands in the question: telling it again would explain nothing.
        explanation = context.say("quiz.as-glossary")
        short = Short(
            {language: _forms(term, language) for language in context.languages}, explanation
        )
        for slot, response in (
            ("", _choice(f"{KIND}:{id}", id, terms, explanation, context)),
            (":short", short),
        ):
            if response is not None:
                yield Question(
                    id=f"{KIND}:{id}{slot}",
                    kind=KIND,
                    stem=context.say("quiz.stem-term"),
                    material=term.definition,
                    response=response,
                    explanation=explanation,
                    references=(Reference("terms", id),),
                    level=Level.UNDERSTAND,
                    section=term.section,
                )


def _forms(term: Term, language: str) -> tuple[str, ...]:
    aliases = (alias.get(language) for alias in term.aliases)
    return tuple(dict.fromkeys((term.term[language], *(alias for alias in aliases if alias))))


def _gives_itself_away(term: Term, context: Context) -> bool:
    return any(
        mentions(term.definition[language], form, language_of(language))
        for language in context.languages
        for form in _forms(term, language)
    )


def _choice(
    question: str, id: str, terms: dict[str, Term], explanation: LocalText, context: Context
) -> Choice | None:
    if question in context.fixed:
        chosen = [other for other in context.fixed[question] if other in terms and other != id]
    else:
        section = terms[id].section
        # Terms of the same section are nearer, and so the better wrong answers.
        order = sorted(
            shuffled((other for other in terms if other != id), question),
            key=lambda other: terms[other].section != section,
        )
        chosen = order[: distractors.WANTED]
    if len(chosen) < distractors.WANTED:
        return None
    options = [
        Option(
            other,
            terms[other].term,
            other == id,
            explanation if other == id else terms[other].definition,
            Reference("terms", other) if terms[other].evidence else None,
        )
        for other in (id, *chosen)
    ]
    return Choice(tuple(options))
