"""A mail server on this machine that keeps what it gets and does what a test tells it to."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

Does = Callable[[str], str | None]
"""Is given a mailbox; returns an answer of the server's, or nothing to let it pass."""


@dataclass
class Mailbox:
    """What came, and what to do at each step of the conversation.

    ``at_rcpt`` runs when a recipient is named, ``at_begin`` before the text may come, ``at_data``
    when it has come and before it is kept, ``at_kept`` after that and before the answer.
    """

    at_rcpt: Does = lambda address: None
    at_begin: Does = lambda address: None
    at_data: Does = lambda address: None
    at_kept: Does = lambda address: None
    port: int = 0
    got: list[tuple[str, bytes]] = field(default_factory=list)
    froms: list[str] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)
    connections: int = 0

    @property
    def addresses(self) -> list[str]:
        """The mailboxes that a message was taken over for, in order."""
        return [address for address, _ in self.got]

    def message(self, place: int = 0) -> EmailMessage:
        """A message that came, parsed."""
        found = BytesParser(policy=policy.default).parsebytes(self.got[place][1])
        assert isinstance(found, EmailMessage)
        return found

    async def handle_EHLO(
        self, server: Any, session: Session, envelope: Envelope, name: str, answers: list[str]
    ) -> list[str]:
        self.connections += 1
        session.host_name = name
        return answers

    async def handle_RCPT(
        self, server: Any, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.answered(self.at_rcpt, server, address)
        if answer is None:
            envelope.rcpt_tos.append(address)
        return answer or "250 OK"

    async def handle_DATA(self, server: Any, session: Session, envelope: Envelope) -> str:
        (address,) = envelope.rcpt_tos
        answer = self.answered(self.at_data, server, address)
        if answer is not None:
            return answer
        assert isinstance(envelope.content, bytes)
        self.got.append((address, envelope.content))
        self.froms.append(str(envelope.mail_from))
        self.encrypted.append(server.transport.get_extra_info("sslcontext") is not None)
        return self.answered(self.at_kept, server, address) or "250 OK"

    def answered(self, step: Does, server: Any, address: str) -> str | None:
        """What the server answers at a step; nothing to go on. « drop » breaks the line."""
        answer = step(address)
        if answer == "drop":
            server.transport.abort()
            return "250 nobody hears this"
        return answer


class _Server(SMTP):
    async def smtp_DATA(self, arg: str) -> None:
        box = self.event_handler
        answer = box.answered(box.at_begin, self, self.envelope.rcpt_tos[0])
        if answer is None:
            await super().smtp_DATA(arg)
        else:
            await self.push(answer)


class _Controller(Controller):
    def factory(self) -> SMTP:
        return _Server(self.handler, **self.SMTP_kwargs)


@contextmanager
def running(mailbox: Mailbox, **settings: Any) -> Iterator[Mailbox]:
    """The server, running on a free port until the end of the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = _Controller(mailbox, hostname="127.0.0.1", port=port, **settings)
    controller.start()
    mailbox.port = port
    try:
        yield mailbox
    finally:
        controller.stop()


def password(user: str, secret: str) -> Callable[..., AuthResult]:
    """An authenticator that knows one user."""

    def check(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        known = (data.login, data.password) == (user.encode(), secret.encode())
        return AuthResult(success=known, handled=False)

    return check


def encrypting(certificate: str, key: str) -> ssl.SSLContext:
    """A server's side of TLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context
