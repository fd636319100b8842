"""The list of sources, and a page for each with everything that was drawn from it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from markupsafe import Markup

from rectoverso import languages
from rectoverso.compose.newsletter.values import SourceView
from rectoverso.compose.register import Place, Spoken, Statement
from rectoverso.model.values import PartialDate
from rectoverso.render import addresses, pages
from rectoverso.render.site import data
from rectoverso.render.site.drawn import Drawer, Drawn
from rectoverso.render.site.site import Article, Listed, Planned, Site, Use, together
from rectoverso.text import amounts


@dataclass(frozen=True, slots=True)
class Entry:
    """A source in the list, and how much was drawn from it."""

    href: str
    view: SourceView
    facts: int
    quotes: int


def plan(site: Site) -> Planned:
    """Nothing while there is no edition."""
    if not site.articles:
        return (), ()
    return together(
        *(
            page
            for code in site.codes
            for page in (_all(site, code), *(_one(site, code, one) for one in site.articles))
        )
    )


def _view(site: Site, code: str, article: Article) -> SourceView:
    """The source as its latest edition describes it, with its date in the reader's language."""
    view = site.source_view(article.uses[-1], code)
    if not view.day:
        return view
    return replace(view, published=amounts.date(PartialDate.parse(view.day), code))


def _from(places: tuple[Place, ...], source: str) -> tuple[int, ...]:
    """Paragraphs of a source among the places of an entry; 0 for one that is not known."""
    return tuple(place.paragraph or 0 for place in places if place.source == source)


def _statements(site: Site, code: str, use: Use) -> tuple[Statement, ...]:
    """The facts from a source in the order of its paragraphs."""
    found = [
        (at[0], one)
        for one in site.register(use.edition, code).statements
        if (at := _from(one.places, use.id))
    ]
    return tuple(one for _, one in sorted(found, key=lambda item: item[0]))


def _spoken(site: Site, code: str, use: Use) -> tuple[Spoken, ...]:
    found = [
        (at[0], one)
        for one in site.register(use.edition, code).spoken
        if (at := _from((one.place,), use.id))
    ]
    return tuple(one for _, one in sorted(found, key=lambda item: item[0]))


def _all(site: Site, code: str) -> Planned:
    here = addresses.sources(code)
    say = languages.language(code).say
    frame = site.frame(
        code,
        addresses.sources,
        title=say("site.sources"),
        description=say("site.sources-introduction"),
        kind="list",
    )
    entries = [
        Entry(
            pages.address(here, addresses.source(code, one.first.edition, one.first.id)),
            _view(site, code, one),
            sum(len(_statements(site, code, use)) for use in one.uses),
            sum(len(_spoken(site, code, use)) for use in one.uses),
        )
        for one in site.articles
    ]
    return site.page("sources.html", frame, code, {"sources": entries})


def _one(site: Site, code: str, article: Article) -> Planned:
    first = article.first
    here = addresses.source(code, first.edition, first.id)
    view = _view(site, code, article)
    listed = {one.slug: one for one in site.listed(code, here)}
    frame = site.frame(
        code,
        lambda other: addresses.source(other, first.edition, first.id),
        title=view.title or view.label,
        description=languages.language(code).say("site.source-description", source=view.label),
        kind="source",
        data=_data(site, code, article),
    )
    drawer = Drawer(site, code, here)
    return site.page(
        "source.html",
        frame,
        code,
        {
            "view": view,
            "sources": pages.address(here, addresses.sources(code)),
            "editions": [
                _drawn(drawer, listed[use.edition], use) for use in reversed(article.uses)
            ],
        },
    )


def _drawn(drawer: Drawer, listed: Listed, use: Use) -> Drawn:
    site, code = drawer.site, drawer.code
    definitions = [
        one for one in site.register(use.edition, code).definitions if _from(one.places, use.id)
    ]
    return drawer.draw(
        listed,
        _statements(site, code, use),
        _spoken(site, code, use),
        definitions,
        [one for one in site.register(use.edition, code).withdrawn if use.id in one.sources],
        by_speaker=False,
    )


def _data(site: Site, code: str, article: Article) -> Markup:
    """The article, and the statements that were drawn from it."""
    view = _view(site, code, article)
    claims = [
        data.claim(
            one,
            view,
            author=_author(site, one, view),
            language=site.tag(site.language_of(use.edition, code)),
            url=site.full_address(use.edition, code, f"fact-{one.id}"),
        )
        for use in article.uses
        for one in _statements(site, code, use)
    ]
    return data.json_ld(data.source(view), *claims)


def _author(site: Site, statement: Statement, view: SourceView) -> data.Thing | None:
    """Who makes a statement: the first of those who tell it, or who published the article."""
    first = next(iter(statement.tellers), "")
    if first in site.parties:
        return data.agent(statement.who, person=site.is_person(first))
    return data.agent(view.publisher, person=False) if view.publisher else None
