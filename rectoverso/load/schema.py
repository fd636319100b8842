"""Turns a tree of texts into model values, and what pydantic says into problems with places."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from rectoverso.load.yaml_tree import Tree
from rectoverso.model.publication import NodePath, Places
from rectoverso.model.values import SITE_ADDRESS, WEB_ADDRESS
from rectoverso.problems import Code, Problem, Remark, suggest

Model = TypeVar("Model", bound=BaseModel)

_WRONG_NUMBER = {
    "decimal_parsing",
    "decimal_type",
    "int_parsing",
    "int_type",
    "int_from_float",
    "finite_number",
    "decimal_max_digits",
    "float_parsing",
}
_OUT_OF_RANGE = {
    "greater_than",
    "greater_than_equal",
    "less_than",
    "less_than_equal",
    "too_short",
    "too_long",
    "string_too_short",
    "string_too_long",
}


def typed(
    model: type[Model], tree: Tree, file: str, path: NodePath, places: Places
) -> tuple[Model | None, tuple[Problem, ...]]:
    """Checks a part of a document against the schema of one model.

    Args:
        model: the schema.
        tree: what the editor wrote there.
        file: path of the document.
        path: way to the part inside it.
        places: where everything stands.

    Returns:
        The value, or none when something in it was wrong, and all that was wrong.
    """
    problems: dict[tuple[Any, ...], Problem] = {}
    for loc in _empty(tree, ()):
        known = _fields(model, loc[:-1])
        if known and loc[-1] not in known:
            problem = _unknown(loc, known, file, path, places)
            problems[_told_by(problem)] = problem
    try:
        value = model.model_validate(_without_empty(tree))
    except ValidationError as fault:
        for error in fault.errors(include_url=False):
            problem = _problem(error, model, tree, file, path, places)
            problems.setdefault(_told_by(problem), problem)
    return (None if problems else value), tuple(problems.values())


def _told_by(problem: Problem) -> tuple[Any, ...]:
    """What two problems agree in when one of them is enough, as with the members of a union."""
    missing = problem.values["field"] if problem.code is Code.S002 else ""
    return problem.code, problem.span, missing


def _without_empty(tree: Tree) -> Tree:
    """Drops fields without a value, so that ``title:`` is the same as no title at all."""
    if isinstance(tree, dict):
        return {key: _without_empty(value) for key, value in tree.items() if value is not None}
    if isinstance(tree, list):
        return [_without_empty(value) for value in tree]
    return tree


def _empty(tree: Tree, path: NodePath) -> Iterator[NodePath]:
    """Fields without a value. The schema never sees them, so their names are checked here."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            if value is None:
                yield (*path, key)
            else:
                yield from _empty(value, (*path, key))
    elif isinstance(tree, list):
        for index, value in enumerate(tree):
            yield from _empty(value, (*path, index))


def _unknown(
    loc: NodePath, known: tuple[str, ...], file: str, base: NodePath, places: Places
) -> Problem:
    field = str(loc[-1])
    meant = suggest(field, known)
    remarks = (Remark("did-you-mean", {"suggestion": meant}),) if meant else ()
    values = {"field": field, "allowed": ", ".join(known)}
    return Problem(Code.S001, places.key(file, *base, *loc), values, remarks)


def _walked(tree: Tree, loc: tuple[str | int, ...]) -> tuple[NodePath, Tree]:
    """The part of a location that leads through the tree; pydantic adds names of union members."""
    path: list[str | int] = []
    here: Any = tree
    for step in loc:
        inside = (isinstance(here, dict) and step in here) or (
            isinstance(here, list) and isinstance(step, int) and step < len(here)
        )
        if inside:
            here = here[step]
            path.append(step)
    return tuple(path), here


def _problem(
    error: ErrorDetails,
    model: type[BaseModel],
    tree: Tree,
    file: str,
    base: NodePath,
    places: Places,
) -> Problem:
    kind, loc, context = error["type"], error["loc"], error.get("ctx", {})
    path, here = _walked(tree, loc)
    field = str(loc[-1]) if loc else ""
    value = places.value(file, *base, *path)
    shown = here if isinstance(here, str) else ""
    if kind == "extra_forbidden":
        return _unknown(path, _fields(model, loc[:-1]), file, base, places)
    if kind == "missing":
        return Problem(Code.S002, places.key(file, *base, *path), {"field": field})
    if loc and loc[-1] == "[key]" and kind not in ("enum", "literal_error"):
        name = str(loc[-2])
        span = places.key(file, *base, *path)
        return Problem(Code.S005, span, {"found": name}, _meant(_as_id(name)))
    if kind == "string_pattern_mismatch":
        if "a-z0-9" in str(context.get("pattern")) and "{64}" not in str(context.get("pattern")):
            return Problem(Code.S005, value, {"found": shown}, _meant(_as_id(shown)))
        pattern = str(context.get("pattern"))
        values = {"field": field, "found": shown, "allowed": _FORMS.get(pattern, pattern)}
        return Problem(Code.S008, value, values)
    if kind == "partial_date":
        return Problem(Code.S011, value, {"found": shown})
    if kind == "decimal_max_places":
        values = {"field": field, "found": shown, "allowed": "@form-decimals"}
        return Problem(Code.S008, value, values)
    if kind == "named_twice":
        return Problem(Code.S010, value, {"found": str(context["found"])})
    if kind in _WRONG_NUMBER:
        return Problem(Code.S012, value, {"found": shown})
    if kind in ("enum", "literal_error"):
        if loc and loc[-1] == "[key]":
            field, shown = str(loc[-3]) if len(loc) > 2 else "", str(loc[-2])
            value = places.key(file, *base, *path)
        allowed = [part.strip(" '") for part in _choices(str(context.get("expected", "")))]
        meant = suggest(shown, allowed)
        remarks = (Remark("did-you-mean", {"suggestion": meant}),) if meant else ()
        values = {"field": field, "found": shown, "allowed": ", ".join(allowed)}
        return Problem(Code.S013, value, values, remarks)
    if kind in _OUT_OF_RANGE:
        limit = next((f"{sign} {context[key]}" for key, sign in _LIMITS if key in context), "")
        values = {"field": field, "found": shown or _length(here), "allowed": limit}
        return Problem(Code.S008, value, values)
    expected = f"@type-{_EXPECTED[kind]}" if kind in _EXPECTED else kind
    how = f"@write-{_EXPECTED[kind]}" if kind in _EXPECTED else kind
    values = {"field": _named(path), "found": _type(here), "expected": expected, "how": how}
    known = _fields(model, loc) if _EXPECTED.get(kind) == "mapping" else ()
    remarks = (Remark("fields-here", {"allowed": ", ".join(known)}),) if known else ()
    return Problem(Code.S003, value, values, remarks)


def _named(path: NodePath) -> str:
    """The field that holds a value, which may be an item of its list."""
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _as_id(text: str) -> str | None:
    """The id nearest to a name: « Chloé Brun » is ``chloe-brun``."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall("[a-z0-9]+", plain)) or None


def _meant(suggestion: str | None) -> tuple[Remark, ...]:
    return (Remark("did-you-mean", {"suggestion": suggestion}),) if suggestion else ()


_FORMS = {
    "^[0-9a-f]{64}$": "@form-digest",
    "^[a-z]{2}(?:-[A-Z]{2})?$": "@form-language",
    WEB_ADDRESS: "@form-url",
    SITE_ADDRESS: "@form-site-url",
}
"""What a pattern of the model asks for, in words."""


_LIMITS = (
    ("ge", "≥"),
    ("le", "≤"),
    ("gt", ">"),
    ("lt", "<"),
    ("min_length", "≥"),
    ("max_length", "≤"),
)

_EXPECTED = {
    "string_type": "text",
    "text_by_language": "text-by-language",
    "dict_type": "mapping",
    "model_type": "mapping",
    "model_attributes_type": "mapping",
    "tuple_type": "list",
    "list_type": "list",
    "bool_parsing": "true-or-false",
    "bool_type": "true-or-false",
}


def _choices(expected: str) -> list[str]:
    return expected.replace(" or ", ", ").split(", ")


def _length(here: Tree) -> str:
    return str(len(here)) if isinstance(here, (list, dict)) else ""


def _type(here: Tree) -> str:
    if isinstance(here, dict):
        return "@type-mapping"
    if isinstance(here, list):
        return "@type-list"
    return "@none" if here is None else "@type-text"


@cache
def _schema(model: type[BaseModel]) -> Mapping[str, Any]:
    return model.model_json_schema(by_alias=True)


def _fields(model: type[BaseModel], loc: tuple[str | int, ...]) -> tuple[str, ...]:
    """The fields that are known at a location, read from the JSON Schema."""
    schema = _schema(model)
    definitions = schema.get("$defs", {})
    heads = [schema]
    for step in loc:
        inner: list[Any] = []
        for head in _resolved(heads, definitions):
            if isinstance(step, int):
                inner.append(head.get("items", {}))
            elif step in head.get("properties", {}):
                inner.append(head["properties"][step])
            elif isinstance(head.get("additionalProperties"), dict):
                inner.append(head["additionalProperties"])
            else:
                # Keys that must be ids: every value has the same schema.
                inner.extend(head.get("patternProperties", {}).values())
        heads = inner or heads
    names = {
        name: None for head in _resolved(heads, definitions) for name in head.get("properties", {})
    }
    return tuple(names)


def _resolved(heads: list[Any], definitions: Mapping[str, Any]) -> list[Any]:
    found: list[Any] = []
    for head in heads:
        if "$ref" in head:
            head = definitions[head["$ref"].rsplit("/", 1)[-1]]
        choices = head.get("anyOf") or head.get("oneOf")
        found.extend(_resolved(list(choices), definitions) if choices else [head])
    return found
