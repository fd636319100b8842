"""Pages as they are served. What is built has none of this.

- In its light or dark colours, whatever the browser prefers: no page can set for a frame what
  its visitor prefers, so the question is answered in the style sheets instead.
- With addresses of fonts that change with the fonts, so that a browser can keep them.
- With a script that loads the page anew when it has changed, and without the policy that a page
  has of its own: it knows nothing of that script, and the preview sends one itself.
- Without the scripts of an explainer: the one that lays out a long text by and by, because the
  preview brings its reader back to the same place, and the one that leads back from a note, because
  a page with scripts of its own could not take over what an edit changed.
- With addresses of the publication leading to the preview, in an e-mail.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import PurePosixPath

from rectoverso.render import addresses

SCRIPT = b'<script src="/-/page.js" defer></script>'

_PREFERS = re.compile(rb"\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)", re.IGNORECASE)
_SCHEME = re.compile(
    rb"(color-scheme\s*:\s*)(?:only\s+)?(?:light|dark|normal)(?:\s+(?:light|dark))?"
    rb"(?=\s*(?:[;}!\"']|$))",
    re.IGNORECASE,
)
_META = re.compile(
    rb"(<meta\b[^>]*\bname=\"color-scheme\"[^>]*\bcontent=\")[^\"]*(\"[^>]*>)", re.IGNORECASE
)
_POLICY = re.compile(rb"<meta http-equiv=\"Content-Security-Policy\"[^>]*>\n?", re.IGNORECASE)
_LEFT_OUT = b"|".join(
    re.escape(PurePosixPath(path).name.encode()) for path in addresses.EXPLAINER_SCRIPTS
)
_SCRIPTS = re.compile(rb"<script src=\"[^\"]*/(?:%b)\"[^>]*></script>\n?" % _LEFT_OUT)
_ALWAYS, _NEVER = b"(min-width:0)", b"(max-width:0)"
_FONT = re.compile(rb"[\w-]+\.woff2(?=[\"')])")
_STYLED = ("text/html", "text/css", "image/svg+xml")


class Scheme(StrEnum):
    """Whose colours a page is served in."""

    ASKED = ""
    LIGHT = "light"
    DARK = "dark"


def served(content: bytes, media_type: str, scheme: Scheme, fonts: Mapping[str, str]) -> bytes:
    """The bytes as they are served.

    Args:
        content: of an artifact.
        media_type: what it is; only pages and style sheets are changed.
        scheme: whose colours it takes.
        fonts: file name of each font that can be had, and its version.
    """
    if media_type in _STYLED:
        content = _FONT.sub(lambda found: found[0] + _version(found[0].decode(), fonts), content)
    if media_type in _STYLED and scheme is not Scheme.ASKED:
        content = _coloured(content, scheme)
    if media_type == "text/html":
        own = _SCRIPTS.sub(b"", _POLICY.sub(b"", content))
        head, end, tail = own.rpartition(b"</body>")
        content = head + SCRIPT + end + tail
    return content


def local_addresses(content: bytes, url: str) -> bytes:
    """An e-mail whose addresses of the publication lead to the preview.

    Args:
        content: HTML.
        url: of the publication, or none.
    """
    if not url:
        return content
    address = re.escape(url.rstrip("/").encode())
    return re.sub(rb'(["\'(])' + address + rb"(?=[/\"')])", rb"\1/public", content)


def _version(name: str, fonts: Mapping[str, str]) -> bytes:
    return f"?{fonts[name]}".encode() if name in fonts else b""


def _coloured(content: bytes, scheme: Scheme) -> bytes:
    wanted = scheme.value.encode()
    content = _PREFERS.sub(lambda found: _ALWAYS if found[1].lower() == wanted else _NEVER, content)
    content = _SCHEME.sub(rb"\g<1>" + wanted, content)
    return _META.sub(rb"\g<1>" + wanted + rb"\g<2>", content)
