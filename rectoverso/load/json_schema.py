"""JSON Schema of every file that editors write, so that their editor completes and checks."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, create_model

from rectoverso.model.entries import (
    ChartsFile,
    EditionHead,
    FactsFile,
    GlossaryFile,
    PeopleFile,
    PublicationHead,
    QuotesFile,
    SourcesFile,
)
from rectoverso.model.questions import QuizHead
from rectoverso.questions import kinds
from rectoverso.registry import modules

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> Mapping[str, str]:
    """The text of each schema file by its name, such as ``facts.schema.json``."""
    models: Mapping[str, type[BaseModel]] = {
        "publication": PublicationHead,
        "people": PeopleFile,
        "edition": EditionHead,
        "sources": SourcesFile,
        "facts": FactsFile,
        "quotes": QuotesFile,
        "glossary": GlossaryFile,
        "charts": ChartsFile,
        "quiz": _quiz_file(),
    }
    return {f"{name}.schema.json": _text(name, model) for name, model in models.items()}


def _quiz_file() -> type[BaseModel]:
    """``quiz.yaml`` with its questions: the fields of a question follow from its ``kind``."""
    written: list[Any] = []
    for module in modules(kinds.__name__):
        if module.Authored is not None:
            name = "".join(part.title() for part in module.KIND.split("-"))
            # The kind as a constant lets an editor tell the schemas of the kinds apart.
            kind: Any = Literal[module.KIND]
            written.append(create_model(name, __base__=module.Authored, kind=(kind, ...)))
    union: Any = written[0]
    for model in written[1:]:
        union = union | model
    fields: Any = {"questions": (tuple[union, ...], ())}
    return create_model("QuizFile", __base__=QuizHead, **fields)


def _text(name: str, model: type[BaseModel]) -> str:
    schema = {
        "$schema": DIALECT,
        "$id": f"{name}.schema.json",
        **model.model_json_schema(by_alias=True),
    }
    return json.dumps(_relaxed(schema), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _relaxed(part: Any) -> Any:
    """Takes back what only holds for scalars that YAML has typed.

    The program reads every scalar as text, so ``1.10`` and ``"1.10"`` are the same to it; an
    editor's checker sees a number in the first and a string in the second.
    """
    if isinstance(part, list):
        return [_relaxed(item) for item in part]
    if not isinstance(part, dict):
        return part
    relaxed = {key: _relaxed(value) for key, value in part.items()}
    if relaxed.get("type") in ("integer", "boolean", "number"):
        relaxed["type"] = [relaxed["type"], "string"]
    elif relaxed.get("type") == "string" and "pattern" not in relaxed and "enum" not in relaxed:
        relaxed["type"] = ["string", "number", "boolean"]
    return relaxed
