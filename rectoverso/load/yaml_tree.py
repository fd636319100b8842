"""YAML with positions: a tree of plain values, and the place of every node.

Built from the parser's events, not from composed nodes, because an event still tells an
alias from what it stands for. Scalars stay the text that the editor wrote: ``no`` is not
false, ``1.10`` keeps its zero, and dates stay as they are. The schema types them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from rectoverso.model.publication import NodePath, NodePlace
from rectoverso.problems import Code, Problem, Remark, Span
from rectoverso.text.characters import FORBIDDEN, name_of

MAX_DEPTH = 30
"""Nothing in the schema nests deeper than ten; a parser bomb does."""

_STRAY_BREAK = re.compile("\r(?!\n)|[\x85\u2028\u2029]")
"""What YAML takes for the end of a line and no editor shows as one; every place after it would be
told wrong."""

_ABSENT = ("", "~", "null", "Null", "NULL")

Nodes = dict[NodePath, NodePlace]
Tree = dict[str, Any] | list[Any] | str | None


class _Refused(Exception):
    """The document cannot be used; its problems have been noted."""


def _is_left_out(key: yaml.ScalarEvent, value: yaml.Event) -> bool:
    """Whether a key stands without a colon, so that the parser makes up an empty value."""
    if not isinstance(value, yaml.ScalarEvent) or value.value or value.style:
        return False
    end, start = key.end_mark, value.start_mark
    return end is not None and start is not None and end.index == start.index


class _Builder:
    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.lines = text.split("\n")
        self.nodes: Nodes = {}
        self.problems: list[Problem] = []

    def span(self, first: yaml.Event, last: yaml.Event) -> Span:
        start, end = first.start_mark, last.end_mark
        assert start is not None
        assert end is not None
        if end.line > start.line and end.column == 0:
            # A block ends where the next line begins; the caret belongs at the end of its own.
            line = end.line - 1
            return Span(
                self.name,
                start.line + 1,
                start.column + 1,
                line + 1,
                max(len(self.lines[line]) if line < len(self.lines) else 0, 1) + 1,
            )
        return Span(self.name, start.line + 1, start.column + 1, end.line + 1, end.column + 1)

    def report(self, code: Code, span: Span, *remarks: Remark, **values: str) -> None:
        self.problems.append(Problem(code, span, values, remarks))

    def node(
        self, event: yaml.Event, events: Iterator[yaml.Event], path: NodePath, key: Span | None
    ) -> Tree:
        span = self.span(event, event)
        if isinstance(event, yaml.AliasEvent):
            self.report(Code.Y003, span, found=f"*{event.anchor}")
            self.nodes[path] = NodePlace(key or span, span)
            return None
        if isinstance(event, yaml.NodeEvent) and event.anchor:
            self.report(Code.Y003, self._property(span, "&"), found=f"&{event.anchor}")
        tag = getattr(event, "tag", None)
        if tag:
            self.report(Code.Y009, self._property(span, "!"), found=str(tag))
        if len(path) > MAX_DEPTH:
            self.report(Code.Y012, span, allowed=str(MAX_DEPTH))
            raise _Refused
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, path, key, span)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(event, events, path, key)
        assert isinstance(event, yaml.MappingStartEvent)
        return self._mapping(event, events, path, key)

    def _property(self, span: Span, sign: str) -> Span:
        line = self.lines[span.line - 1] if span.line <= len(self.lines) else ""
        found = line.find(sign)
        if found < 0:
            return span
        length = len(line[found:].split()[0])
        return Span(self.name, span.line, found + 1, span.line, found + 1 + length)

    def _scalar(
        self, event: yaml.ScalarEvent, path: NodePath, key: Span | None, span: Span
    ) -> str | None:
        quoted = event.style in ("'", '"')
        one_line = span.line == span.end_line
        written = self.lines[span.line - 1][span.column - 1 : span.end_column - 1]
        indent = 1 if quoted else 0
        stands = written[indent : len(written) - indent] if quoted else written
        verbatim = one_line and stands == event.value
        self.nodes[path] = NodePlace(key or span, span, verbatim, indent)
        if not event.style and event.value in _ABSENT:
            return None
        value: str = event.value
        self._forbidden(value, span)
        return value

    def _forbidden(self, text: str, span: Span) -> None:
        """Reports a character that an escape has put into a text."""
        found = FORBIDDEN.search(text)
        if found:
            self.report(Code.Y015, span, found=name_of(found[0]))

    def _sequence(
        self,
        event: yaml.SequenceStartEvent,
        events: Iterator[yaml.Event],
        path: NodePath,
        key: Span | None,
    ) -> list[Any]:
        items: list[Any] = []
        for inner in events:
            if isinstance(inner, yaml.SequenceEndEvent):
                span = self.span(event, inner)
                self.nodes[path] = NodePlace(key or span, span)
                break
            items.append(self.node(inner, events, (*path, len(items)), None))
        return items

    def _mapping(
        self,
        event: yaml.MappingStartEvent,
        events: Iterator[yaml.Event],
        path: NodePath,
        key: Span | None,
    ) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for inner in events:
            if isinstance(inner, yaml.MappingEndEvent):
                span = self.span(event, inner)
                self.nodes[path] = NodePlace(key or span, span)
                break
            if not isinstance(inner, yaml.ScalarEvent):
                span = self.span(inner, inner)
                self.report(Code.Y001, span)
                raise _Refused
            name = inner.value
            own_span = self.span(inner, inner)
            self._forbidden(name, own_span)
            plain_merge = name == "<<" and not inner.style
            twice = name in values
            place = (*path, name) if not twice else (*path, name, "\0again")
            following = next(events)
            if event.flow_style and _is_left_out(inner, following):
                # « {fr: 2,15 %} » is {fr: "2", "15 %": nothing}: the comma ended the text.
                self.report(Code.Y014, own_span, found=name)
                continue
            value = self.node(following, events, place, own_span)
            if plain_merge:
                self.report(Code.Y004, own_span, found="<<")
            elif twice:
                first = self.nodes[(*path, name)].key
                self.report(Code.Y002, own_span, Remark("also-here", span=first), field=name)
            else:
                values[name] = value
        return values


def read(name: str, text: str) -> tuple[Tree, Nodes, tuple[Problem, ...]]:
    """Reads one YAML document.

    Args:
        name: path of the file, for spans.
        text: its content.

    Returns:
        The tree (mappings, lists, texts, none for an empty or null scalar), the place of each
        node by its path, and the problems. After a syntax error the tree is none.
    """
    builder = _Builder(name, text)
    tree: Tree = None
    stray = _STRAY_BREAK.search(text)
    if stray:
        before = text[: stray.start()]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        span = Span(name, line, column, line, column + 1)
        return None, {}, (Problem(Code.Y015, span, {"found": name_of(stray[0])}),)
    try:
        events = iter(yaml.parse(text, Loader=yaml.CSafeLoader))
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    builder.report(Code.Y010, builder.span(event, event))
                    break
            elif isinstance(event, yaml.NodeEvent):
                tree = builder.node(event, events, (), None)
    except _Refused:
        tree = None
    except yaml.YAMLError as fault:
        builder.problems.append(_syntax(fault, name, builder.lines))
        tree = None
    return tree, builder.nodes, tuple(builder.problems)


def _syntax(fault: yaml.YAMLError, name: str, lines: list[str]) -> Problem:
    mark = getattr(fault, "problem_mark", None)
    detail = " ".join(
        part for part in (getattr(fault, "problem", None), getattr(fault, "context", None)) if part
    )
    if mark is None:
        return _forbidden_character(name, lines)
    line, column = mark.line + 1, mark.column + 1
    written = lines[mark.line] if mark.line < len(lines) else ""
    indentation = written[: len(written) - len(written.lstrip())]
    if "\t" in indentation:
        column = indentation.index("\t") + 1
        return Problem(Code.Y005, Span(name, line, column, line, column + 1))
    remark = Remark("parser-says", {"detail": detail})
    return Problem(Code.Y001, Span(name, line, column, line, column + 1), remarks=(remark,))


def _forbidden_character(name: str, lines: list[str]) -> Problem:
    for number, line in enumerate(lines, start=1):
        found = FORBIDDEN.search(line)
        if found:
            column = found.start() + 1
            span = Span(name, number, column, number, column + 1)
            return Problem(Code.Y015, span, {"found": name_of(found[0])})
    return Problem(Code.Y001, Span(name))
