"""Calls in prose: ``{{ figure("id") }}``. Reads them; what they stand for is filled elsewhere.

A call is one Jinja call expression with literal arguments and nothing else: it is parsed by
Jinja and never run, so prose can reach nothing but the entries it names.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from jinja2 import Environment, TemplateSyntaxError, nodes

from rectoverso.memo import KEEPS_NOTHING, Memo
from rectoverso.problems import Code, Problem, Remark, Span

_PARSER = Environment(autoescape=False)
_BRACES = re.compile(r"\{\{(.*?)\}\}|\{%.*?%\}|\{#.*?#\}|\{\{|\}\}|\{%|%\}|\{#|#\}", re.DOTALL)
_ARGUMENT = re.compile(r"\(\s*(?:id\s*=\s*)?[\"']")

Where = Callable[[int, int], Span]
"""Span of a stretch of a text, by its offsets."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call.

    Attributes:
        name: of the function.
        arguments: by position.
        options: by name.
        start, end: offsets of the braces and what is between them.
        name_at, argument_at: offsets of the name and of the first argument's text.
    """

    name: str
    arguments: tuple[object, ...]
    options: dict[str, object] = field(default_factory=dict)
    start: int = 0
    end: int = 0
    name_at: tuple[int, int] = (0, 0)
    argument_at: tuple[int, int] = (0, 0)


def in_file(file: str, text: str) -> Where:
    """Spans in a whole file."""

    def span(start: int, end: int) -> Span:
        line, column = _place(text, start)
        end_line, end_column = _place(text, end)
        return Span(file, line, column, end_line, end_column)

    return span


def _place(text: str, offset: int) -> tuple[int, int]:
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def read_calls(
    text: str, where: Where, memo: Memo = KEEPS_NOTHING
) -> tuple[tuple[Call, ...], tuple[Problem, ...]]:
    """The calls of a text in order, and C004 for every one that cannot be read.

    Args:
        text: prose, or a text of one line.
        where: spans in it.
        memo: keeps the calls of texts.
    """
    calls, unread = memo(_calls, text)
    return calls, tuple(
        Problem(Code.C004, where(start, end), {}, (Remark("parser-says", {"detail": detail}),))
        for start, end, detail in unread
    )


def _calls(text: str) -> tuple[tuple[Call, ...], tuple[tuple[int, int, str], ...]]:
    """The calls of a text; and where one stands that cannot be read, and why."""
    calls: list[Call] = []
    unread: list[tuple[int, int, str]] = []
    for found in _BRACES.finditer(text):
        detail = found[0]
        if found[1] is not None:
            read = _read(found[1], found.start(), found.end())
            if isinstance(read, Call):
                calls.append(read)
                continue
            detail = read
        unread.append((found.start(), found.end(), detail))
    return tuple(calls), tuple(unread)


def _read(expression: str, start: int, end: int) -> Call | str:
    """The call, or why it is none, in the parser's words."""
    try:
        parsed = _PARSER.parse("{{" + expression + "}}")
    except TemplateSyntaxError as error:
        return error.message or "syntax error"
    except (ValueError, RecursionError) as error:
        # A number of thousands of digits, or brackets nested as deep.
        return type(error).__name__
    output = parsed.body[0] if len(parsed.body) == 1 else None
    call = output.nodes[0] if isinstance(output, nodes.Output) and output.nodes else None
    if (
        not isinstance(call, nodes.Call)
        or not isinstance(call.node, nodes.Name)
        or call.dyn_args is not None
        or call.dyn_kwargs is not None
        or not all(isinstance(argument, nodes.Const) for argument in call.args)
        or not all(isinstance(option.value, nodes.Const) for option in call.kwargs)
    ):
        return expression.strip()
    name = call.node.name
    name_start = start + 2 + expression.index(name)
    name_at = (name_start, name_start + len(name))
    arguments = tuple(argument.value for argument in call.args if isinstance(argument, nodes.Const))
    options = {
        option.key: option.value.value
        for option in call.kwargs
        if isinstance(option.value, nodes.Const)
    }
    return Call(
        name,
        arguments,
        options,
        start,
        end,
        name_at,
        _argument_at(expression, start + 2, arguments, options) or name_at,
    )


def _argument_at(
    expression: str, offset: int, arguments: tuple[object, ...], options: dict[str, object]
) -> tuple[int, int] | None:
    first = arguments[0] if arguments else options.get("id")
    found = _ARGUMENT.search(expression)
    if not found or not isinstance(first, str):
        return None
    return offset + found.end(), offset + found.end() + len(first)


def shown_words(call: Call) -> str | None:
    """The words that a call of ``term`` shows instead of the term's own, if it gives any."""
    if call.name != "term":
        return None
    words = call.arguments[1] if len(call.arguments) > 1 else call.options.get("words")
    return words if isinstance(words, str) else None
