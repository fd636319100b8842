"""The texts of a question by what they are for, and where an editor writes them."""

from __future__ import annotations

from dataclasses import dataclass

from rectoverso.model.publication import NodePath
from rectoverso.model.questions import Choice, Match, Order, Question
from rectoverso.model.values import LocalText
from rectoverso.questions.keys import judges_statement


@dataclass(frozen=True, slots=True)
class Part:
    """A text of a question.

    Attributes:
        path: the way to the text in a written question.
        text: in every language.
        id: of the option, right side or step; none of the stem.
        right: whether the option is right.
    """

    path: NodePath
    text: LocalText
    id: str = ""
    right: bool = False


def asked(question: Question) -> Part:
    """What the author asks: the stem, or the statement to be judged under a fixed stem."""
    if judges_statement(question) and question.material is not None:
        return Part(("stem",), question.material)
    return Part(("stem",), question.stem)


def options(question: Question) -> tuple[Part, ...]:
    """The options of a choice; none where they are the fixed answers to a statement."""
    response = question.response
    if not isinstance(response, Choice) or judges_statement(question):
        return ()
    return tuple(
        Part(("options", option.id, "text"), option.text, option.id, option.right)
        for option in response.options
    )


def alternatives(question: Question) -> tuple[Part, ...]:
    """What stands in one list for the reader to choose from or to order."""
    match question.response:
        case Match(pairs=pairs, extra=extra):
            return (
                *(Part(("pairs", one.id, "right"), one.right, one.id, True) for one in pairs),
                *(Part(("extra", one.id, "text"), one.text, one.id) for one in extra),
            )
        case Order(steps=steps):
            return tuple(Part(("steps", one.id, "text"), one.text, one.id, True) for one in steps)
    return options(question)


def quoted(question: Question) -> bool:
    """Whether its material is somebody's own words, which nobody may mend."""
    about = question.material_reference
    return about is not None and about.kind == "quotes"
