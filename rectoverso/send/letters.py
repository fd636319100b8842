"""The built message, filled for one person."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.message import EmailMessage, Message
from email.parser import BytesParser

from rectoverso.model.artifacts import digest_of
from rectoverso.model.email import LETTER, RETRACTION, UNSUBSCRIBE
from rectoverso.render.email import message
from rectoverso.send.people import Person
from rectoverso.send.settings import Settings


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as it was built, with its placeholders.

    Attributes:
        edition, language: which letter; ``tag`` is the language with its territory.
        revision: from 1; another revision is another letter to the same people.
        subject, list_name, host, page: as in the built message's headers.
        text, html: its two versions.
        retraction: whether it tells that the edition was taken back: another letter, too, for
            those who had the edition are the ones to be told.
    """

    edition: str
    language: str
    tag: str
    revision: int
    subject: str
    list_name: str
    host: str
    page: str
    text: str
    html: str
    retraction: bool = False

    def id_for(self, person: Person) -> str:
        """The part of the Message-ID before the ``@``, the same whenever this person gets it.

        A mailbox that is handed one message twice can tell by it.
        """
        kind = f".{RETRACTION}" if self.retraction else ""
        name = f"{self.edition}.{self.language}.{self.revision}{kind}"
        return f"{name}.{digest_of(person.key)[:24]}"

    def message_for(self, person: Person, settings: Settings, now: datetime) -> bytes:
        """The message for one person."""
        leaving = person.unsubscribe or settings.leaving(person.address)
        envelope = message.Envelope(
            subject=self.subject,
            sender=message.Mailbox(settings.sender, settings.name),
            recipient=message.Mailbox(person.address, person.name),
            date=now,
            id=self.id_for(person),
            host=self.host,
            list_name=self.list_name,
            language=self.tag,
            unsubscribe=(leaving,),
            page=self.page,
        )
        return message.message(
            envelope,
            self.text.replace(UNSUBSCRIBE, leaving),
            self.html.replace(UNSUBSCRIBE, html.escape(leaving)),
        )


def read(built: bytes) -> Letter:
    """The letter of a built message.

    Args:
        built: bytes of ``message.eml``.

    Raises:
        ValueError: it is no message of ours.
    """
    found = BytesParser(policy=policy.SMTP).parsebytes(built)
    parts = {part.get_content_type(): part for part in found.walk()}
    edition, language, revision, kind = f"{found[LETTER] or ''}///".split("/")[:4]
    text, page = parts.get("text/plain"), parts.get("text/html")
    if not isinstance(text, EmailMessage) or not isinstance(page, EmailMessage):
        raise ValueError("not a message of two versions")
    if not revision.isdigit():
        raise ValueError(f"no header {LETTER}")
    return Letter(
        edition,
        language,
        str(found["Content-Language"]),
        int(revision),
        str(found["Subject"]),
        _list_name(found),
        str(found["Message-ID"]).rpartition("@")[2].rstrip(">"),
        str(found["Archived-At"] or "").strip("<>"),
        text.get_content().replace("\r\n", "\n"),
        page.get_content().replace("\r\n", "\n"),
        kind == RETRACTION,
    )


def _list_name(built: Message) -> str:
    """The name before the list's id: with escapes between quotation marks, or encoded."""
    name = str(built["List-ID"]).rpartition(" <")[0]
    written = dict(built.raw_items()).get("List-ID", "")
    if not written.startswith('"'):
        return name
    return re.sub(r"\\(.)", r"\1", name[1:-1])
