"""The conversation with the mail server, one message at a time (RFC 5321)."""

from __future__ import annotations

import base64
import re
import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from rectoverso.send.record import State
from rectoverso.send.settings import Security, Settings

TIMEOUT = 60
"""Seconds of silence after which the server counts as gone."""

_CLOSING = 421
_BEGIN = 354
_DOT = re.compile(rb"^\.", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said to a message.

    ``state`` is ``sent``, ``deferred`` (a code of 400 and up: it may work later), ``refused``
    (500 and up: it will not) or ``sending`` (it went away after the text had begun to leave,
    and nobody knows).
    """

    state: State
    detail: str = ""


class Gone(Exception):
    """The server cannot be reached, or went away before the text began to leave: not sent.

    Attributes:
        answered: whether it had taken the connection, so that the message at hand may be why.
    """

    def __init__(self, reason: str, *, answered: bool) -> None:
        super().__init__(reason)
        self.answered = answered


class Unusable(Exception):
    """The server will take nothing from us: no encryption, wrong password, sender refused."""


class Post:
    """A connection to the mail server, made when it is first needed and again after a break."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._server: smtplib.SMTP | None = None

    def hand_over(self, recipient: str, message: bytes, begin: Callable[[], None]) -> Answer:
        """Gives the server one message for one mailbox.

        Args:
            recipient: the mailbox.
            message: with its line ends as on the wire.
            begin: called when the server waits for the text, just before that leaves.

        Raises:
            Gone: nothing left, and the connection is lost.
            Unusable: nothing left, and nothing will.
        """
        server = self._connected()
        try:
            code, said = server.mail(self._settings.sender)
            self._judge_sender(code, said)
            code, said = server.rcpt(recipient)
            if code in (250, 251):
                code, said = server.docmd("DATA")
        except (smtplib.SMTPServerDisconnected, OSError) as error:
            self.close()
            raise Gone(_reason(error), answered=True) from error
        if code == _CLOSING:
            self.close()
            raise Gone(_said(code, said), answered=True)
        if code != _BEGIN:
            self._reset(server)
            return _answer(code, said)
        try:
            begin()
        except BaseException:
            # The server waits for a text: no other command may follow.
            self._server = None
            server.close()
            raise
        try:
            # RFC 5321, 4.5.2: a dot at the beginning of a line is doubled.
            server.send(_DOT.sub(b"..", message) + b".\r\n")
            code, said = server.getreply()
        except (smtplib.SMTPServerDisconnected, OSError) as error:
            self.close()
            return Answer(State.SENDING, _reason(error))
        if code != 250:
            self._reset(server)
            return _answer(code, said)
        return Answer(State.SENT, _said(code, said))

    def close(self) -> None:
        """Ends the conversation."""
        server, self._server = self._server, None
        if server is not None:
            with suppress(smtplib.SMTPException, OSError):
                server.quit()
            server.close()

    def _connected(self) -> smtplib.SMTP:
        if self._server is None:
            self._server = self._greeted()
        return self._server

    def _greeted(self) -> smtplib.SMTP:
        """A connection that is encrypted and logged in.

        The default context verifies the server's certificate and its name.
        """
        wanted = self._settings
        context = ssl.create_default_context()
        server: smtplib.SMTP | None = None
        try:
            if wanted.security is Security.TLS:
                server = smtplib.SMTP_SSL(
                    wanted.host, wanted.port, timeout=TIMEOUT, context=context
                )
            else:
                server = smtplib.SMTP(wanted.host, wanted.port, timeout=TIMEOUT)
            if wanted.security is Security.STARTTLS:
                server.starttls(context=context)
            server.ehlo_or_helo_if_needed()
            if wanted.user:
                _log_in(server, wanted.user, wanted.password)
            return server
        except (smtplib.SMTPNotSupportedError, smtplib.SMTPAuthenticationError) as error:
            _dropped(server)
            raise Unusable(_reason(error)) from error
        except ssl.SSLCertVerificationError as error:
            _dropped(server)
            raise Unusable(error.verify_message) from error
        except smtplib.SMTPResponseException as error:
            _dropped(server)
            if error.smtp_code >= 500:
                raise Unusable(_reason(error)) from error
            raise Gone(_reason(error), answered=False) from error
        except (smtplib.SMTPException, OSError) as error:
            _dropped(server)
            raise Gone(_reason(error), answered=False) from error

    def _judge_sender(self, code: int, said: bytes) -> None:
        """A sender that is refused is refused for everybody; one that is put off may go later."""
        if code == 250:
            return
        self.close()
        if code >= 500:
            raise Unusable(_said(code, said))
        raise Gone(_said(code, said), answered=False)

    def _reset(self, server: smtplib.SMTP) -> None:
        """Forgets the message at hand; if the server does not listen any more, so be it."""
        try:
            server.rset()
        except (smtplib.SMTPException, OSError):
            self.close()


def _log_in(server: smtplib.SMTP, user: str, password: str) -> None:
    """Logs in; with letters outside ASCII by PLAIN, in UTF-8 (RFC 4616), which smtplib lacks."""
    if (user + password).isascii():
        server.login(user, password)
        return
    if "PLAIN" not in server.esmtp_features.get("auth", "").upper().split():
        raise smtplib.SMTPNotSupportedError("AUTH PLAIN")
    response = base64.b64encode(f"\0{user}\0{password}".encode()).decode()
    code, said = server.docmd("AUTH", f"PLAIN {response}")
    if code != 235:
        raise smtplib.SMTPAuthenticationError(code, said)


def _dropped(server: smtplib.SMTP | None) -> None:
    if server is not None:
        server.close()


def _answer(code: int, said: bytes | str) -> Answer:
    return Answer(State.REFUSED if code >= 500 else State.DEFERRED, _said(code, said))


def _said(code: int, said: bytes | str) -> str:
    """The server's answer on one line, without what could steer a terminal."""
    text = said.decode("utf-8", errors="replace") if isinstance(said, bytes) else said
    words = "".join(char if char.isprintable() else " " for char in text).split()
    return f"{code} {' '.join(words)[:200]}".strip()


def _reason(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return _said(error.smtp_code, error.smtp_error)
    text = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return "".join(char if char.isprintable() else " " for char in text)[:200]
