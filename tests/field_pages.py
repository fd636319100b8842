"""The reference of every field that editors write, made from the same schemas that check."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from rectoverso.load.json_schema import schemas

FILES = {
    "publication": "content/publication.yaml",
    "people": "content/people.yaml",
    "edition": "content/editions/<slug>/edition.yaml",
    "sources": "content/editions/<slug>/sources.yaml",
    "facts": "content/editions/<slug>/facts.yaml",
    "quotes": "content/editions/<slug>/quotes.yaml",
    "glossary": "content/editions/<slug>/glossary.yaml",
    "charts": "content/editions/<slug>/charts.yaml",
    "quiz": "content/editions/<slug>/quiz.yaml",
}
HEAD = """# Every field

Made from the schemas in `docs/schema/` by `python3 tests --refresh`. A field in **bold** is needed.
“Text by language” is a mapping such as `{fr: …, en: …}`; where a bare text is allowed, it holds in
every language. A date is `2025`, `2025-01`, `2022-autumn` or `2025-01-27`.
"""


def page() -> str:
    """The text of ``docs/guides/fields.md``."""
    parts = [HEAD]
    for name, text in schemas().items():
        schema = json.loads(text)
        key = name.removesuffix(".schema.json")
        parts.append(f"## `{FILES[key]}`\n\n" + _table(schema, schema.get("$defs", {})))
        for title, model in sorted(schema.get("$defs", {}).items()):
            if "properties" in model:
                parts.append(
                    f"### {title} in {key}\n\n" + _about(model) + _table(model, schema["$defs"])
                )
            elif "enum" in model:
                choices = ", ".join(f"`{choice}`" for choice in model["enum"])
                parts.append(f"### {title} in {key}\n\n{_about(model)}{choices}\n")
    return "\n".join(parts)


def _about(model: Mapping[str, Any]) -> str:
    lines = str(model.get("description", "")).split("\n\n")
    first = " ".join(lines[0].split())
    return f"{first}\n\n" if first else ""


def _table(model: Mapping[str, Any], known: Mapping[str, Any]) -> str:
    rows = ["| field | what it takes | |", "|---|---|---|"]
    needed = set(model.get("required", ()))
    for name, field in model.get("properties", {}).items():
        shown = f"**{name}**" if name in needed else name
        takes = " or ".join(dict.fromkeys(_takes(field, known)))
        about = " ".join(str(field.get("description", "")).split())
        rows.append(f"| {shown} | {takes} | {about} |".replace("\n", " "))
    return "\n".join(rows) + "\n"


def _takes(field: Mapping[str, Any], known: Mapping[str, Any]) -> Iterator[str]:
    if "$ref" in field:
        title = field["$ref"].rsplit("/", 1)[-1]
        yield "text by language" if title == "LocalText" else title
    elif field.get("description", "").startswith("2025,"):
        yield "date"
    elif "anyOf" in field:
        for choice in field["anyOf"]:
            yield from _takes(choice, known)
    elif "const" in field:
        yield f"`{field['const']}`"
    elif "enum" in field:
        yield ", ".join(f"`{choice}`" for choice in field["enum"])
    elif "items" in field:
        yield "list of " + " or ".join(dict.fromkeys(_takes(field["items"], known)))
    elif isinstance(field.get("additionalProperties"), dict) or "patternProperties" in field:
        values = [*field.get("patternProperties", {}).values()] or [field["additionalProperties"]]
        inner = " or ".join(dict.fromkeys(_takes(values[0], known)))
        yield "text by language" if inner == "text" else f"mapping to {inner}"
    elif field.get("type") != "null":
        kinds = field.get("type", "text")
        first = kinds[0] if isinstance(kinds, list) else kinds
        yield {"string": "text", "integer": "whole number", "boolean": "true or false"}.get(
            first, first
        )
