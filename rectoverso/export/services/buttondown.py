"""Buttondown: a draft for its program's ``push``, or to paste.

A file of https://docs.buttondown.com/buttondown-cli goes into the folder ``emails``: fields as
in https://docs.buttondown.com/api-emails-introduction between lines of ``---``, then the body,
which may be HTML. That program parts a file at any three hyphens in a row (``content.split("---")``
in its ``src/sync/emails.ts``), so no others may stand in it. Buttondown frames it and says how to
leave the list, so our line for that goes.
"""

from __future__ import annotations

import json
import re

from rectoverso.export.letter import Letter

FILE = "buttondown.md"
# Buttondown's templates are Django's, in which this is how their marks are written:
# https://docs.djangoproject.com/en/5.2/ref/templates/builtins/#templatetag
_IN_JSON, _IN_HTML = r"\u002d", "&#45;"
_MARKS = {"{{": "openvariable", "{%": "openblock", "{#": "opencomment"}


def text(letter: Letter) -> str:
    """The draft. JSON strings are YAML strings, too (YAML 1.2, 1.3)."""
    fields = {
        "subject": _plain(letter.subject),
        "status": "draft",
        "slug": letter.slug,
        "description": _plain(letter.summary),
        "canonical_url": letter.page,
        "email_type": "public",
    }
    head = "\n".join(
        f"{name}: {_parted(json.dumps(value, ensure_ascii=False), _IN_JSON)}"
        for name, value in fields.items()
    )
    return f"---\n{head}\n---\n\n{_parted(_plain(letter.body), _IN_HTML)}\n"


def _parted(text: str, hyphen: str) -> str:
    """The text without three hyphens in a row.

    Args:
        text: JSON or HTML.
        hyphen: how a hyphen is written there by its number.
    """
    return re.sub(r"-(?=--)", lambda _: hyphen, text)


def _plain(text: str) -> str:
    """The text without anything that Buttondown would run as a template."""
    return re.sub(r"\{[{%#]", lambda found: f"{{% templatetag {_MARKS[found[0]]} %}}", text)
