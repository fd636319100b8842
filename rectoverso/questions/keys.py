"""What is right in a question, in words and by id; and what of it everybody sees."""

from __future__ import annotations

from functools import cache

from rectoverso.model.questions import (
    Choice,
    Fill,
    Match,
    Number,
    Open,
    Order,
    Question,
    Short,
)
from rectoverso.model.values import LocalText, any_language
from rectoverso.registry import modules

VERDICTS = frozenset(("true", "false", "not-stated"))
"""Ids of the fixed answers to a statement."""

_KINDS = "rectoverso.questions.kinds"


@cache
def _named_anywhere() -> frozenset[str]:
    """Kinds whose answer may stand in any other question, and gives nothing away."""
    return frozenset(
        kind.KIND for kind in modules(_KINDS) if getattr(kind, "NAMED_ANYWHERE", False)
    )


def judges_statement(question: Question) -> bool:
    """Whether a statement is judged: the stem and the answers are ours, the statement is not."""
    return (
        isinstance(question.response, Choice)
        and question.material is not None
        and VERDICTS.issuperset(part_ids(question))
    )


def part_ids(question: Question) -> tuple[str, ...]:
    """Ids of the options, right sides, steps or gaps, as the kind gives them."""
    match question.response:
        case Choice(options=options):
            return tuple(option.id for option in options)
        case Match(pairs=pairs, extra=extra):
            return (*(pair.id for pair in pairs), *(option.id for option in extra))
        case Order(steps=steps):
            return tuple(step.id for step in steps)
        case Fill(blanks=blanks):
            return tuple(blank.id for blank in blanks)
    return ()


def key_ids(question: Question) -> tuple[str, ...]:
    """Ids of what is right: options, pairs, steps in their order; the value of a number.

    Wordings that a person may mend (gaps, short answers) have none.
    """
    match question.response:
        case Choice(options=options):
            return tuple(option.id for option in options if option.right)
        case Match(pairs=pairs):
            return tuple(pair.id for pair in pairs)
        case Order(steps=steps):
            return tuple(step.id for step in steps)
        case Number(value=value):
            return (f"{value.normalize():f}",)
    return ()


def key_texts(question: Question, language: str) -> tuple[str, ...]:
    """The right answer in words, as far as another question could give it away.

    « True », the name of a source and the order of things are no giveaway.
    """
    match question.response:
        case Choice(options=options) if question.kind not in _named_anywhere():
            return tuple(
                option.text[language]
                for option in options
                if option.right and option.id not in VERDICTS
            )
        case Fill(blanks=blanks):
            return tuple(blank.accepted[language][0] for blank in blanks)
        case Number(shown=shown):
            return (shown[language],)
        case Short(accepted=accepted):
            return (accepted[language][0],)
    return ()


def visible_text(question: Question, language: str) -> str:
    """What a reader sees before answering, without the options of choices."""
    parts: list[LocalText | None] = [question.stem, question.material]
    match question.response:
        case Fill(text=text, blanks=blanks):
            shown = text[language]
            for blank in blanks:
                shown = shown.replace(f"{{{blank.id}}}", "…")
            parts.append(any_language(shown))
        case Match(pairs=pairs, extra=extra):
            parts += [side for pair in pairs for side in (pair.left, pair.right)]
            parts += [option.text for option in extra]
        case Order(steps=steps):
            parts += [step.text for step in steps]
        case Open():
            pass
    return "\n".join(part[language] for part in parts if part is not None)


def every_text(question: Question) -> tuple[str, ...]:
    """All that is written in a question but its stem and material, in every language."""
    texts: list[LocalText] = [question.explanation]
    words: list[str] = []
    match question.response:
        case Choice(options=options):
            texts += [text for option in options for text in (option.text, option.feedback)]
        case Fill(text=text, blanks=blanks):
            texts += [text, *(blank.feedback for blank in blanks)]
            words += [word for blank in blanks for one in blank.accepted.values() for word in one]
        case Number(shown=shown, feedback=feedback):
            texts += [shown, feedback]
        case Short(accepted=accepted, feedback=feedback):
            texts.append(feedback)
            words += [word for one in accepted.values() for word in one]
        case Match(pairs=pairs, extra=extra):
            texts += [text for pair in pairs for text in (pair.left, pair.right, pair.feedback)]
            texts += [text for option in extra for text in (option.text, option.feedback)]
        case Order(steps=steps):
            texts += [text for step in steps for text in (step.text, step.feedback)]
        case Open(guide=guide, model_answer=model_answer):
            texts += [model_answer, *(line.text for line in guide)]
    return (*(text for local in texts for text in local.root.values()), *words)
