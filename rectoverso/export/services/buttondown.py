"""Buttondown: a draft for its program's ``push``, or to paste.

A file of https://docs.buttondown.com/buttondown-cli goes into the folder ``emails``: fields as
in https://docs.buttondown.com/api-emails-introduction between lines of ``---``, then the body,
which may be HTML. Buttondown frames it and says how to leave the list, so our line for that goes.
"""

from __future__ import annotations

import json

from rectoverso.export.letter import Letter

FILE = "buttondown.md"
# Buttondown's templates are Django's, in which this is how two braces are written.
_BRACES = "{% templatetag openvariable %}"


def text(letter: Letter) -> str:
    """The draft. JSON strings are YAML strings, too (YAML 1.2, 1.3)."""
    fields = {
        "subject": letter.subject,
        "status": "draft",
        "slug": letter.slug,
        "description": letter.summary,
        "canonical_url": letter.page,
        "email_type": "public",
    }
    head = "\n".join(
        f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items()
    )
    body = letter.body.replace("{{", _BRACES)
    return f"---\n{head}\n---\n\n{body}\n"
