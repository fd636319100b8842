"""The list of all who are quoted, and a page for each with everything they are quoted as saying."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from rectoverso import languages
from rectoverso.render import addresses, pages
from rectoverso.render.site import data
from rectoverso.render.site.drawn import Drawer, PlaceLink
from rectoverso.render.site.frame import Link
from rectoverso.render.site.site import Planned, Site, together


@dataclass(frozen=True, slots=True)
class Entry:
    """A party in the list, with its latest role and how much there is of it."""

    link: Link
    role: str
    quotes: int
    facts: int


@dataclass(frozen=True, slots=True)
class Group:
    """People, or organisations."""

    id: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class RoleShown:
    """A role with the places that give it."""

    role: str
    ours: bool
    places: tuple[PlaceLink, ...]


def plan(site: Site) -> Planned:
    """Nothing where nobody is quoted."""
    if not site.speakers:
        return (), ()
    return together(
        *(
            page
            for code in site.codes
            for page in (_all(site, code), *(_one(site, code, id) for id in site.speakers))
        )
    )


def _all(site: Site, code: str) -> Planned:
    here = addresses.people(code)
    say = languages.language(code).say
    frame = site.frame(
        code,
        addresses.people,
        title=say("site.people-title"),
        description=say("site.people-introduction"),
        kind="list",
    )
    people = tuple(id for id in site.speakers if site.is_person(id))
    others = tuple(id for id in site.speakers if not site.is_person(id))
    groups = [
        Group(name, tuple(_entry(site, code, here, id) for id in ids))
        for name, ids in (("persons", people), ("organisations", others))
        if ids
    ]
    return site.page("people.html", frame, code, {"groups": groups})


def _slugs(site: Site) -> tuple[str, ...]:
    return tuple(edition.slug for edition in site.editions)


def _entry(site: Site, code: str, here: str, id: str) -> Entry:
    roles = _roles(site, code, here, id)
    return Entry(
        Link(pages.address(here, addresses.person(code, id)), site.name(id, code)),
        roles[0].role if roles else "",
        sum(len(site.said_by(id, slug, code)) for slug in _slugs(site)),
        sum(len(site.told_by(id, slug, code)) for slug in _slugs(site)),
    )


def _roles(site: Site, code: str, here: str, id: str) -> tuple[RoleShown, ...]:
    """The roles of a party in the reader's language, each once, those of newer editions first."""
    drawer = Drawer(site, code, here)
    found: dict[str, RoleShown] = {}
    for slug in _slugs(site):
        register = site.register(slug, code)
        for role in register.roles:
            if role.party == id and register.language == code:
                places = drawer.places(register, role.places)
                found.setdefault(role.role, RoleShown(role.role, role.ours, places))
    return tuple(found.values())


def _one(site: Site, code: str, id: str) -> Planned:
    here = addresses.person(code, id)
    name = site.name(id, code)
    drawer = Drawer(site, code, here)
    drawn = [
        drawer.draw(
            listed,
            site.told_by(id, listed.slug, code),
            site.said_by(id, listed.slug, code),
            withdrawn=site.withdrawn_of(id, listed.slug, code),
            by_speaker=True,
        )
        for listed in site.listed(code, here)
    ]
    frame = site.frame(
        code,
        lambda other: addresses.person(other, id),
        title=name,
        description=languages.language(code).say("site.person-description", name=name),
        kind="person",
        data=_data(site, code, id, name),
    )
    return site.page(
        "person.html",
        frame,
        code,
        {
            "id": id,
            "name": name,
            "people": pages.address(here, addresses.people(code)),
            "roles": _roles(site, code, here, id),
            "editions": [one for one in drawn if one.spoken or one.statements or one.withdrawn],
        },
    )


def _data(site: Site, code: str, id: str, name: str) -> Markup:
    """The party, and its words as the articles print them."""
    url = addresses.absolute(site.url, addresses.person(code, id)) if site.url else ""
    roles = [
        role.role
        for slug in _slugs(site)
        for role in site.register(slug, code).roles
        if role.party == id
    ]
    who = data.thing(
        "Person" if site.is_person(id) else "Organization",
        name=name,
        url=url,
        jobTitle=roles[0] if roles and site.is_person(id) else "",
    )
    said = [
        data.quotation(
            spoken,
            {view.id: view for view in site.register(slug, code).sources},
            site.full_address(slug, code, f"quote-{spoken.quote.id}"),
            person=site.is_person(id),
        )
        for slug in _slugs(site)
        for spoken in site.said_by(id, slug, code)
    ]
    return data.json_ld(who, *said)
