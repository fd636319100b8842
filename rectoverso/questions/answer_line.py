"""The line on which a number is to be written: one number for the readers of every language."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from rectoverso.model.values import LocalText
from rectoverso.questions.context import Context
from rectoverso.text import amounts


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """What belongs on the line, and what stands around it.

    Attributes:
        value: the number on the line, without its sign.
        scale: the multiplier that the text around it carries (« milliards »), or 1.
        around: that text, with ``{number}`` for the number.
    """

    value: Decimal
    scale: Decimal
    around: LocalText


def answer_line(value: Decimal, unit: str | None, context: Context) -> AnswerLine | None:
    """The line for a quantity.

    Args:
        value: the quantity, not scaled; its sign does not count.
        unit: as in facts.
        context: the edition, with its languages and units.

    Returns:
        None when no one number is right for every language: « 2 800 milliards » is 2.8 trillion
        in English, and a language may write the number in words.
    """
    frames = {
        language: amounts.frame(value, unit, language, context.units)
        for language in context.languages
    }
    numbers = {number for number, _ in frames.values()}
    if len(numbers) > 1 or any("{number}" not in around for _, around in frames.values()):
        return None
    (number,) = numbers
    return AnswerLine(
        value=number,
        scale=abs(value) / number if number else Decimal(1),
        around=context.texts(lambda language: frames[language][1]),
    )
