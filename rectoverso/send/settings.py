"""The mail server, from environment variables: what is secret is never in a file of ours."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parseaddr
from enum import StrEnum
from urllib.parse import quote

from rectoverso.send.people import address, is_leaving

PREFIX = "RECTOVERSO_SMTP_"
UNSUBSCRIBE = "RECTOVERSO_UNSUBSCRIBE"
_PLACEHOLDER = "{email}"


class Security(StrEnum):
    """How the conversation with the server is kept private."""

    STARTTLS = "starttls"
    TLS = "tls"
    PLAIN = "plain"


class BadSetting(Exception):
    """A variable that is missing or cannot be used.

    Attributes:
        name: of the variable.
        problem: ``missing``, ``bad`` or ``plain``; keys of texts for people.
    """

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(name, problem)
        self.name, self.problem = name, problem


@dataclass(frozen=True, slots=True)
class Settings:
    """A mail server and who sends.

    Attributes:
        host, port: of the server.
        security: STARTTLS by default, TLS from the start on port 465; plain to this machine
            only.
        user, password: for the server; empty when it asks for none.
        name, sender: of whoever sends, as readers see them.
        unsubscribe: address for leaving the list, in which ``{email}`` stands for the
            reader's; empty when there is none.
    """

    host: str
    port: int
    security: Security
    sender: str
    name: str = ""
    user: str = ""
    password: str = field(default="", repr=False)
    unsubscribe: str = ""

    def leaving(self, mailbox: str) -> str:
        """The address for leaving the list, for one reader: by mail when there is no other."""
        if self.unsubscribe:
            return self.unsubscribe.replace(_PLACEHOLDER, quote(mailbox, safe=""))
        return f"mailto:{self.sender}?subject=unsubscribe"


def from_environment(variables: Mapping[str, str]) -> Settings:
    """The settings that the variables hold.

    ``RECTOVERSO_SMTP_HOST`` and ``_FROM`` are needed; ``_PORT`` (587), ``_SECURITY``
    (``starttls``, or ``tls`` on port 465), ``_USER``, ``_PASSWORD`` and
    ``RECTOVERSO_UNSUBSCRIBE`` are not.

    Raises:
        BadSetting: the first that is missing or cannot be used.
    """

    def given(name: str) -> str:
        return variables.get(PREFIX + name, "").strip()

    host = given("HOST")
    if not host:
        raise BadSetting(f"{PREFIX}HOST", "missing")
    if not _is_host(host):
        raise BadSetting(f"{PREFIX}HOST", "bad")
    port = given("PORT") or "587"
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise BadSetting(f"{PREFIX}PORT", "bad")
    default = Security.TLS if port == "465" else Security.STARTTLS
    security = given("SECURITY").lower() or default
    if security not in list(Security):
        raise BadSetting(f"{PREFIX}SECURITY", "bad")
    if security == Security.PLAIN and not _is_here(host):
        raise BadSetting(f"{PREFIX}SECURITY", "plain")
    if not given("FROM"):
        raise BadSetting(f"{PREFIX}FROM", "missing")
    name, written = parseaddr(given("FROM"))
    sender = address(written) if given("FROM").isprintable() else None
    if sender is None:
        raise BadSetting(f"{PREFIX}FROM", "bad")
    unsubscribe = variables.get(UNSUBSCRIBE, "").strip()
    if unsubscribe and not is_leaving(unsubscribe.replace(_PLACEHOLDER, "a")):
        raise BadSetting(UNSUBSCRIBE, "bad")
    return Settings(
        host,
        int(port),
        Security(security),
        sender,
        name,
        given("USER"),
        variables.get(f"{PREFIX}PASSWORD", ""),
        unsubscribe,
    )


def _is_host(text: str) -> bool:
    """Whether a connection can be asked for: an empty label or an overlong one cannot be."""
    try:
        return bool(text.encode("idna"))
    except UnicodeError:
        return False


def _is_here(host: str) -> bool:
    """Whether a host is this machine: RFC 6761 keeps ``localhost`` for it."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
