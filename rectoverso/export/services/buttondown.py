"""Buttondown: a draft for its program's ``push``, or to paste.

A file of https://docs.buttondown.com/buttondown-cli goes into the folder ``emails``: fields as
in https://docs.buttondown.com/api-emails-introduction between lines of ``---``, then the body,
which may be HTML. Buttondown frames it and says how to leave the list, so our line for that goes.
"""

from __future__ import annotations

import json
import re

from rectoverso.export.letter import Letter

FILE = "buttondown.md"
# Buttondown's templates are Django's, in which this is how their marks are written:
# https://docs.djangoproject.com/en/5.2/ref/templates/builtins/#templatetag
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
        f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items()
    )
    return f"---\n{head}\n---\n\n{_plain(letter.body)}\n"


def _plain(text: str) -> str:
    """The text without anything that Buttondown would run as a template."""
    return re.sub(r"\{[{%#]", lambda found: f"{{% templatetag {_MARKS[found[0]]} %}}", text)
