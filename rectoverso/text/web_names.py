"""Names of hosts and addresses of the web in ASCII, as headers, feeds and the DNS have them."""

from __future__ import annotations

import re
from urllib.parse import quote

import idna

_LONGEST = 253
"""Characters of a name of a host: RFC 1035, 2.3.4, without the dot of the root."""

_LABEL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
_ADDRESS = re.compile(
    r"(?P<scheme>[a-z]+://)(?P<host>[^/?#:@]+)(?P<port>:[0-9]+)?(?P<rest>(?:[/?#].*)?)"
)
_KEPT = "".join(chr(code) for code in range(0x21, 0x7F))
"""What stays as it is in an address: an escape that is there already is not escaped again."""


def ascii_host(host: str) -> str:
    """The name of a host in A-labels (RFC 5890): ``café.example`` is ``xn--caf-dma.example``.

    A name in ASCII stays as it is.

    Args:
        host: without a port; labels in any script, or A-labels.

    Raises:
        ValueError: this is no name of a host.
    """
    if not host.isascii():
        if len(host) > _LONGEST:
            raise ValueError(host)
        # By IDNA 2008; Python's own codec makes « ss » of « ß », which is another host.
        host = idna.encode(host, uts46=True, transitional=False).decode("ascii")
    if len(host) > _LONGEST or not all(_is_label(label) for label in host.split(".")):
        raise ValueError(host)
    return host


def _is_label(label: str) -> bool:
    if label.lower().startswith("xn--"):
        idna.ulabel(label)
    return _LABEL.fullmatch(label) is not None


def ascii_address(url: str) -> str:
    """An address of the web in ASCII: its host in A-labels, the rest percent-encoded.

    Args:
        url: scheme, host, perhaps a port, and the rest.

    Raises:
        ValueError: its host is no name of a host, or there is none.
    """
    found = _ADDRESS.fullmatch(url)
    if found is None:
        raise ValueError(url)
    scheme, host, port, rest = found.group("scheme", "host", "port", "rest")
    return f"{scheme}{ascii_host(host)}{port or ''}{quote(rest, safe=_KEPT)}"
