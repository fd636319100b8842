"""listmonk: a campaign for ``POST /api/campaigns``.

Fields as in https://listmonk.app/docs/apis/campaigns/. The body is a whole page, so the
campaign needs a template that holds ``{{ template "content" . }}`` and nothing else. The numbers
of template and lists stand in ``publication.yaml``. Functions of its templates:
https://listmonk.app/docs/templating/.
"""

from __future__ import annotations

import json
import re

from rectoverso.export.letter import Letter
from rectoverso.model.email import UNSUBSCRIBE

FILE = "listmonk.json"
_LEAVING = "{{ UnsubscribeURL }}"
_BRACES = '{{ "{{" }}'
# Its engine takes comments out, and with them what holds the width in Outlook.
_COMMENT = re.compile(r"<!--[^`]*?-->", re.DOTALL)


def text(letter: Letter) -> str:
    """The campaign as JSON."""
    settings = letter.settings.listmonk
    campaign: dict[str, object] = {
        "name": letter.slug,
        "subject": _plain(letter.subject),
        "lists": settings.lists.get(letter.language, ()),
        "type": "regular",
        "content_type": "html",
        "body": _kept(_plain(letter.html)).replace(UNSUBSCRIBE, _LEAVING),
        "altbody": _plain(letter.text).replace(UNSUBSCRIBE, _LEAVING),
        "messenger": "email",
        "tags": list(letter.tags),
    }
    if settings.template is not None:
        campaign["template_id"] = settings.template
    return json.dumps(campaign, ensure_ascii=False, indent=1) + "\n"


def _kept(html: str) -> str:
    """The page with its comments said by the function that leaves them as they are."""
    return _COMMENT.sub(lambda found: f"{{{{ Safe `{found[0]}` }}}}", html)


def _plain(text: str) -> str:
    """The text without anything that listmonk would run as a template."""
    return text.replace("{{", _BRACES)
