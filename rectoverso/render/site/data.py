"""What pages hold, for machines: JSON-LD in the vocabulary of https://schema.org."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

from rectoverso.compose.newsletter import Newsletter
from rectoverso.compose.newsletter.values import (
    PIECE_BRIDGE,
    PIECE_STOP,
    CorrectionView,
    SourceView,
)
from rectoverso.compose.register import Spoken, Statement
from rectoverso.model.entries import PublicationHead
from rectoverso.render.running_text import plain

Thing = dict[str, Any]
"""A thing of the vocabulary: its type and its properties."""

# Characters that could end the script element or a line of a script.
_ESCAPED: dict[str, str | int | None] = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}


def json_ld(*things: Thing) -> Markup:
    """Things as the text of a script element, whatever stands in them."""
    context = {"@context": "https://schema.org"}
    document: Thing = (
        {**context, **things[0]} if len(things) == 1 else {**context, "@graph": list(things)}
    )
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(str.maketrans(_ESCAPED)))


def thing(kind: str, **properties: object) -> Thing:
    """A thing without its empty properties."""
    return {"@type": kind, **{name: value for name, value in properties.items() if value}}


def publisher(head: PublicationHead, name: str) -> Thing:
    """Who publishes."""
    return thing("Organization", name=head.publisher or name, url=head.url)


def article(
    newsletter: Newsletter, head: PublicationHead, *, url: str, card: str, quiz: str
) -> Thing:
    """An explainer, with the articles it was made from and what was mended in it.

    Args:
        newsletter: what was composed.
        head: of the publication.
        url, card, quiz: full addresses of the page, its picture and its quiz, or empty.
    """
    name = head.title.get(newsletter.language) or ""
    licence = head.licence.get(newsletter.language) if head.licence else ""
    return thing(
        "NewsArticle",
        headline=newsletter.title,
        description=plain(newsletter.lede),
        inLanguage=head.tags[newsletter.language],
        datePublished=newsletter.moment,
        dateModified=newsletter.last_change,
        author=[thing("Person", name=one) for one in newsletter.authors] or publisher(head, name),
        publisher=publisher(head, name),
        url=url,
        mainEntityOfPage=url,
        image=card,
        keywords=list(newsletter.subjects),
        isAccessibleForFree=True,
        creativeWorkStatus="Retracted" if newsletter.retracted else "",
        license=thing("CreativeWork", name=licence) if licence else None,
        citation=[source(view) for view in newsletter.sources],
        correction=[_correction(one) for one in newsletter.corrections],
        hasPart=thing("Quiz", url=quiz) if quiz else None,
    )


def _correction(view: CorrectionView) -> Thing:
    return thing("CorrectionComment", text=view.reason, datePublished=view.moment)


def source(view: SourceView) -> Thing:
    """An article that was read."""
    return thing(
        "Article",
        name=view.title or view.label,
        inLanguage=view.language,
        author=[thing("Person", name=one) for one in view.authors],
        publisher=agent(view.publisher, person=False) if view.publisher else None,
        url=view.url,
    )


def quotation(
    spoken: Spoken, sources: Mapping[str, SourceView], url: str, *, person: bool
) -> Thing:
    """Words of somebody, as the article prints them.

    Args:
        spoken: the quote.
        sources: of its edition, by id.
        url: full address of the quote in the explainer, or empty.
        person: whether a person speaks, and not an organisation.
    """
    quote = spoken.quote
    # What ends a sentence stands close to it.
    words = [
        piece.text if piece.kind == PIECE_STOP else f" {piece.text}"
        for piece in quote.pieces
        if piece.kind != PIECE_BRIDGE
    ]
    return thing(
        "Quotation",
        text="".join(words).strip(),
        inLanguage=quote.language,
        creator=agent(quote.speaker, person=person),
        isPartOf=source(sources[spoken.place.source]),
        url=url,
    )


def agent(name: str, *, person: bool) -> Thing:
    """A person or an organisation."""
    return thing("Person" if person else "Organization", name=name)


def claim(
    statement: Statement, view: SourceView, *, author: Thing | None, language: str, url: str
) -> Thing:
    """A statement of a source, in our words.

    Args:
        statement: the fact.
        view: the source.
        author: who makes the statement; none where that is not known.
        language: tag of the words.
        url: full address of the fact in the explainer, or empty.
    """
    return thing(
        "Claim",
        text=statement.says,
        inLanguage=language,
        author=author,
        appearance=source(view),
        url=url,
    )


def quiz(title: str, language: str, stems: Iterable[str], *, url: str, about: Thing) -> Thing:
    """A practice quiz with its questions.

    Args:
        title: of the quiz.
        language: code.
        stems: of its questions, in order.
        url: full address of its page, or empty.
        about: the explainer.
    """
    return thing(
        "Quiz",
        name=title,
        inLanguage=language,
        url=url,
        about=about,
        educationalUse="practice",
        isAccessibleForFree=True,
        hasPart=[thing("Question", text=stem) for stem in stems],
    )
