"""A message as it goes over the wire: RFC 5322 headers, text and HTML as alternatives.

The built message has placeholders where only the sender knows the value: the sender, the
recipient, the address for leaving the list. Each is a working form of what stands there, in
the ``.invalid`` domain of RFC 2606, which no message ever reaches.
"""

from __future__ import annotations

import base64
import quopri
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email import policy, utils
from email.header import Header
from email.message import EmailMessage
from urllib.parse import urlsplit

from rectoverso.model.artifacts import Made, digest_of
from rectoverso.model.email import LETTER

_POLICY = policy.SMTP
_HOUR = 6
_LINE = 76
_LINE_ENDS = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A mailbox (RFC 5322, 3.4): its address in ASCII, and whose it is, or an empty text."""

    address: str
    name: str = ""


SENDER = Mailbox("sender@placeholder.invalid")
RECIPIENT = Mailbox("recipient@placeholder.invalid")


@dataclass(frozen=True, slots=True)
class Envelope:
    """The headers of a message.

    Attributes:
        subject: plain text.
        sender, recipient: mailboxes.
        date: with its time zone.
        id: the part of the Message-ID before the ``@``; ``host`` the part after it.
        list_name: of the list, for people.
        language: tag, such as ``fr`` or ``fr-CA``.
        unsubscribe: addresses for leaving the list, https or mailto, at least one.
        page: address of the page that the letter belongs to; empty when there is none.
        letter: edition, language and revision; empty in a message that goes to somebody.
        keywords, summary: subjects and preheader, for programs that read the built message.
    """

    subject: str
    sender: Mailbox
    recipient: Mailbox
    date: datetime
    id: str
    host: str
    list_name: str
    language: str
    unsubscribe: tuple[str, ...]
    page: str = ""
    letter: str = ""
    keywords: tuple[str, ...] = ()
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Unsent:
    """What a built message is made from: its headers, and paths of its two parts.

    The id in its envelope is only the beginning: a digest of the content completes it.
    """

    envelope: Envelope
    text: str
    html: str


def host_of(address: str) -> str:
    """The host of a publication's address, for names that must be the publisher's own."""
    return urlsplit(address).hostname or "localhost"


def first_hour(year: int, month: int, day: int) -> datetime:
    """The time of a message that has only a day: six in the morning, in the middle of the world."""
    return datetime(year, month, day, _HOUR, tzinfo=UTC)


def make_message(unsent: Unsent, inputs: Mapping[str, bytes]) -> Made:
    """Makes the bytes of a built message from its two parts, which are inputs."""
    text, html = inputs[unsent.text].decode(), inputs[unsent.html].decode()
    envelope = unsent.envelope
    content = digest_of(envelope.subject, envelope.letter, text, html)
    named = replace(envelope, id=f"{envelope.id}.{content[:24]}")
    return Made(message(named, text, html))


def message(envelope: Envelope, text: str, html: str) -> bytes:
    """The message, the same bytes for the same values.

    ``multipart/alternative`` with the text first (RFC 2046, 5.1.4), UTF-8, each part in
    whichever of quoted-printable and base64 is shorter. ``List-Unsubscribe`` is written as
    RFC 2369 says, and ``List-Unsubscribe-Post`` as RFC 8058 does when an address of https is
    among those for leaving; ``Archived-At`` (RFC 5064) leads to the page.
    """
    made = EmailMessage(_POLICY)
    made["Date"] = utils.format_datetime(envelope.date)
    made["Message-ID"] = f"<{envelope.id}@{envelope.host}>"
    if envelope.letter:
        made[LETTER] = envelope.letter
    made.set_content(text, cte=encoding(text))
    made.add_alternative(html, subtype="html", cte=encoding(html))
    # Only now: what tells of content moves into the first part when there come to be two.
    for part in (made, *made.iter_parts()):
        part["Content-Language"] = envelope.language
    # « =_ » cannot stand in quoted-printable text, nor « _ » in base64.
    made.set_boundary(f"=_{digest_of(envelope.id, text, html)[:32]}")
    return b"".join(f"{line}\r\n".encode() for line in _leading(envelope)) + made.as_bytes()


def _leading(envelope: Envelope) -> list[str]:
    """The headers that Python's own folding would spoil.

    It encodes long addresses, and of texts with many accents it loses or doubles spaces where a
    line ends: « été sans à » became « été sansà ». Of « Dupont, Éric » it made two mailboxes.
    """
    leaving = ", ".join(f"<{address}>" for address in envelope.unsubscribe)
    lines = [
        f"From: {_named('From', envelope.sender.name, envelope.sender.address)}",
        f"To: {_named('To', envelope.recipient.name, envelope.recipient.address)}",
        f"List-ID: {_named('List-ID', envelope.list_name, f'letter.{envelope.host}')}",
        f"List-Unsubscribe: {leaving}",
    ]
    if any(address.startswith("https://") for address in envelope.unsubscribe):
        lines.append("List-Unsubscribe-Post: List-Unsubscribe=One-Click")
    if envelope.page:
        lines.append(f"Archived-At: <{envelope.page}>")
    texts = {"Subject": envelope.subject}
    if envelope.letter:
        texts |= {"Keywords": ", ".join(envelope.keywords), "Comments": envelope.summary}
    return lines + [f"{name}: {_unstructured(name, text)}" for name, text in texts.items()]


def _unstructured(name: str, text: str) -> str:
    """A text as a header holds it: in lines of at most 76 characters, encoded (RFC 2047)."""
    line = _LINE_ENDS.sub(" ", text)
    return Header(line, maxlinelen=_LINE, header_name=name).encode(linesep="\r\n")


def _named(header: str, name: str, address: str) -> str:
    """A name as a phrase, and an address after it (RFC 5322, 3.4; RFC 2919, 3).

    A name in ASCII stands between quotation marks; another is encoded as a whole, without them
    (RFC 2047, 5), so that no comma or bracket of it parts mailboxes.
    """
    plain = "".join(character for character in name if character.isprintable())
    if not plain:
        return f"<{address}>"
    phrase = f'"{utils.quote(plain)}"'
    if not plain.isascii() or len(phrase) > _LINE - len(f"{header}: "):
        # Given a charset, it encodes every character that a phrase may not hold.
        encoded = Header(plain, "utf-8", maxlinelen=_LINE, header_name=header)
        phrase = encoded.encode(linesep="\r\n")
    last = phrase.rpartition("\r\n")[2]
    fits = len(f"{header}: {last} <{address}>") <= _LINE
    gap = " " if fits else "\r\n "
    return f"{phrase}{gap}<{address}>"


def encoding(text: str) -> str:
    """The shorter of the two encodings of a part in UTF-8."""
    return min(("quoted-printable", "base64"), key=lambda name: encoded_size(text, name))


def encoded_size(text: str, name: str) -> int:
    """How many bytes a part has on the wire, in an encoding."""
    data = text.encode()
    encoded = quopri.encodestring(data) if name == "quoted-printable" else base64.encodebytes(data)
    return len(encoded) + encoded.count(b"\n")
