"""A term of the glossary for its definition: chosen among four, or written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rectoverso.model.entries import Term
from rectoverso.model.questions import Choice, Level, Option, Question, Reference, Short
from rectoverso.model.values import LocalText
from rectoverso.questions.choosing import chosen
from rectoverso.questions.context import Context, shuffled
from rectoverso.questions.families import alike
from rectoverso.questions.glossary import accepted, askable, of_adjective, plural

KIND = "term"
Authored = None


def generate(context: Context) -> Iterator[Question]:
    """Asks for each term whose definition does not hold a word of the term itself.

    The definition of an adjective is asked for in writing only: no noun would fit it.
    """
    terms = askable(context)
    for id, term in terms.items():
        # The definition stands in the question: telling it again would explain nothing.
        explanation = context.say("quiz.as-glossary")
        short = Short(accepted(term, context), explanation)
        for slot, response in (
            ("", _choice(f"{KIND}:{id}", id, terms, explanation, context)),
            (":short", short),
        ):
            if response is not None:
                yield Question(
                    id=f"{KIND}:{id}{slot}",
                    kind=KIND,
                    stem=context.say("quiz.stem-term-short" if slot else "quiz.stem-term"),
                    material=term.definition,
                    response=response,
                    explanation=explanation,
                    references=(Reference("terms", id),),
                    level=Level.UNDERSTAND,
                    section=term.section,
                )


def _choice(
    question: str,
    id: str,
    terms: Mapping[str, Term],
    explanation: LocalText,
    context: Context,
) -> Choice | None:
    term = terms[id]
    if of_adjective(term, context):
        return None
    others = [
        other
        for other, one in terms.items()
        if other != id
        and not of_adjective(one, context)
        and not alike(one.term, term.term, context)
    ]
    # Terms of the same section are nearer, and so the better wrong answers; and a plural is found
    # at once among singulars, whose definitions agree with one thing.
    order = sorted(
        shuffled(others, question),
        key=lambda other: (
            plural(terms[other], context) != plural(term, context),
            terms[other].section != term.section,
        ),
    )
    texts = {other: terms[other].term for other in others}
    picked = chosen(question, term.term, order, texts, context)
    if not picked:
        return None
    options = [
        Option(
            other,
            terms[other].term,
            other == id,
            explanation if other == id else terms[other].definition,
            Reference("terms", other) if terms[other].evidence else None,
        )
        for other in (id, *picked)
    ]
    return Choice(tuple(options))
