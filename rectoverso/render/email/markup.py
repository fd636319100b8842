"""An editor's markup in a letter: links that are whole, elements that mail programs know."""

from __future__ import annotations

import re
from html import escape, unescape
from urllib.parse import urljoin, urlsplit

_HREF = re.compile(r'(<a\b[^>]*?\shref=")([^"]*)"')
# Orange shows <code> and <small> as something else, Outlook takes <abbr> out (caniemail.com).
_BECOMES = {"code": '<span class="code">', "small": '<span class="fine">', "abbr": "<span>"}
_UNKNOWN = re.compile(r"<(/?)(code|small|abbr)>")


def mailable(page: str, address: str) -> str:
    """The markup as it can be sent.

    Args:
        page: a filled template of a letter.
        address: of the explainer on the web, which its own links start from.
    """
    page = _UNKNOWN.sub(lambda tag: "</span>" if tag[1] else _BECOMES[tag[2]], page)
    return _HREF.sub(lambda link: f'{link[1]}{escape(_whole(unescape(link[2]), address))}"', page)


def _whole(link: str, address: str) -> str:
    try:
        return link if not link or urlsplit(link).scheme else urljoin(address, link)
    except ValueError:
        # « //[ » is no address; the audit says so.
        return link
