"""A built message as services take it over, and the files made of it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from pathlib import Path

from rectoverso.model.artifacts import Artifact, Audience, Made, digest_of
from rectoverso.model.email import LETTER, UNSUBSCRIBE, PublicationEmail
from rectoverso.registry import modules

SERVICES = "rectoverso.export.services"
MESSAGE = "message/rfc822"

_BODY = re.compile(r"<body\b[^>]*>(.*)</body>", re.DOTALL)
_PARAGRAPH = re.compile(r"<p\b[^>]*>(?:(?!</p>).)*</p>", re.DOTALL)
_PREHEADER = re.compile(r'\s*<div [^>]*style="display:none[^"]*">.*?</div>\s*', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Letter:
    """What a built message holds.

    Attributes:
        slug: short name of edition and language, for addresses.
        language: its code.
        subject, summary, tags: as its headers say.
        page: address of the page on the web.
        date: of the edition.
        text, html: its two versions, with ``UNSUBSCRIBE`` in them.
        settings: what the publication says of its services.
    """

    slug: str
    language: str
    subject: str
    summary: str
    tags: tuple[str, ...]
    page: str
    date: datetime
    text: str
    html: str
    settings: PublicationEmail

    @property
    def body(self) -> str:
        """What stands in the body of its HTML, for services that put it into a page of theirs.

        Without the line about leaving the list, which they write, and without the preheader,
        which they ask for apart.
        """
        found = _BODY.search(self.html)
        body = _PREHEADER.sub("", found[1] if found else self.html, count=1)
        return _PARAGRAPH.sub(lambda part: "" if UNSUBSCRIBE in part[0] else part[0], body).strip()


def read(built: bytes, settings: PublicationEmail) -> Letter:
    """The letter of a built message.

    Args:
        built: the message.
        settings: what the publication says of its services.

    Raises:
        ValueError: it has no two versions.
    """
    found = BytesParser(policy=policy.SMTP).parsebytes(built)
    parts = {part.get_content_type(): part for part in found.walk()}
    text, html = parts.get("text/plain"), parts.get("text/html")
    if not isinstance(text, EmailMessage) or not isinstance(html, EmailMessage):
        raise ValueError("not a message of two versions")
    edition, language = str(found[LETTER]).split("/")[:2]
    return Letter(
        slug=f"{edition}-{language}".lower(),
        language=language,
        subject=str(found["Subject"]),
        summary=str(found["Comments"]),
        tags=tuple(tag for tag in str(found["Keywords"]).split(", ") if tag),
        page=str(found["Archived-At"]).strip("<>"),
        date=parsedate_to_datetime(str(found["Date"])),
        text=text.get_content().replace("\r\n", "\n"),
        html=html.get_content().replace("\r\n", "\n"),
        settings=settings,
    )


def plan(message: Artifact, settings: PublicationEmail) -> tuple[Artifact, ...]:
    """A file for each service, beside a message."""
    folder = posixpath.join(posixpath.dirname(message.path), "bulk")
    return tuple(
        Artifact(
            path=f"{folder}/{service.FILE}",
            media_type="application/json" if service.FILE.endswith(".json") else "text/markdown",
            audience=Audience.PRIVATE,
            make=make_file,
            values=(service.__name__, message.path, settings),
            digest=digest_of(
                settings.model_dump_json(),
                *(Path(str(part)).read_bytes() for part in (__file__, service.__file__)),
            ),
            inputs=(message.path,),
            title=message.title,
            language=message.language,
        )
        for service in modules(SERVICES)
    )


def make_file(values: tuple[str, str, PublicationEmail], inputs: Mapping[str, bytes]) -> Made:
    """Makes the bytes of a service's file.

    Args:
        values: name of the service's module, path of the message, and the settings.
        inputs: the message.
    """
    name, path, settings = values
    service = next(module for module in modules(SERVICES) if module.__name__ == name)
    text: str = service.text(read(inputs[path], settings))
    return Made(text.encode())
