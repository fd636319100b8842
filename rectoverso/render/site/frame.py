"""What every page of the website has around its content."""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Link:
    """A link.

    Attributes:
        href: where to, relative to the page it stands on unless it leaves the site.
        text: what it shows.
        code: language of the text and of what it leads to, where that matters.
        current: whether it leads to the page it stands on.
        kind: media type of what it leads to, for feeds.
    """

    href: str
    text: str
    code: str = ""
    current: bool = False
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """Head, masthead and foot of a page.

    Attributes:
        title: of the page; empty on the home page, which goes by the publication's.
        description: what the page holds, for search engines and cards.
        kind: of page, such as ``home`` or ``edition``; the body's class is made of it.
        path: of the page below ``site/``.
        publication, tagline, publisher, licence, contact: of the publication, in the reader's
            language; empty where there is none.
        style, icon: addresses of the style sheet and of the icon.
        fonts: addresses of the faces that a page shows first.
        home: address of the home page.
        languages: the same page in every language of the publication.
        alternates: the languages in which it is really there, and ``x-default``.
        canonical: its own full address, or the one that it leads on to; empty without ``url``.
        navigation: the main parts of the site; ``further`` what stands in the foot.
        feeds: the feeds of the language.
        card: full address of its picture for social networks; empty without ``url``.
        locale: language and territory, such as ``fr_FR``.
        moment, changed: when an article came out and when it was last mended, in ISO 8601.
        robots: ``noindex`` for a page that stands in for another.
        searched: whether the search of the site finds it.
        data: what it holds, as JSON-LD ready for its script element; empty for nothing.
    """

    title: str
    description: str
    kind: str
    path: str
    publication: str
    tagline: str
    publisher: str
    licence: str
    contact: str
    style: str
    icon: str
    home: str
    languages: tuple[Link, ...]
    alternates: tuple[Link, ...]
    canonical: str
    navigation: tuple[Link, ...]
    further: tuple[Link, ...]
    fonts: tuple[str, ...] = ()
    feeds: tuple[Link, ...] = ()
    card: str = ""
    locale: str = ""
    moment: str = ""
    changed: str = ""
    robots: str = ""
    searched: bool = False
    data: Markup = field(default_factory=Markup)
