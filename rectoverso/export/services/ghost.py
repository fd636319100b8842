"""Ghost: a draft that goes out by e-mail only, for Settings → Import/Export.

The file is Ghost's own: https://docs.ghost.org/migration/custom. The letter is one HTML card
(https://ghost.org/help/html-card/) in a document of its editor, Lexical. Ghost frames it and
says how to leave the list, so our line for that goes. Times are milliseconds since 1970.
"""

from __future__ import annotations

import json

from rectoverso.export.letter import Letter

FILE = "ghost.json"
_VERSION = "6.0.0"


def text(letter: Letter) -> str:
    """The import as JSON."""
    moment = int(letter.date.timestamp() * 1000)
    card = {"type": "html", "version": 1, "html": letter.body}
    document = {
        "root": {
            "children": [card],
            "direction": "ltr",
            "format": "",
            "indent": 0,
            "type": "root",
            "version": 1,
        }
    }
    post = {
        "id": 1,
        "title": letter.subject,
        "slug": letter.slug,
        "lexical": json.dumps(document, ensure_ascii=False),
        "custom_excerpt": letter.summary[:300],
        "status": "draft",
        "email_only": True,
        "created_at": moment,
        "updated_at": moment,
    }
    tags = [{"id": number, "name": tag} for number, tag in enumerate(letter.tags, start=1)]
    data = {
        "posts": [post],
        "posts_meta": [{"post_id": 1, "email_only": True}],
        "tags": tags,
        "posts_tags": [{"post_id": 1, "tag_id": tag["id"]} for tag in tags],
    }
    whole = {"db": [{"meta": {"exported_on": moment, "version": _VERSION}, "data": data}]}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
