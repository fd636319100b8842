"""The list of subjects, and a page for each."""

from __future__ import annotations

from dataclasses import dataclass

from rectoverso import languages
from rectoverso.render import addresses, pages
from rectoverso.render.site.frame import Link
from rectoverso.render.site.site import Planned, Site, together
from rectoverso.render.site.subjects import Subject


@dataclass(frozen=True, slots=True)
class Entry:
    """A subject in the list, with the number of its editions."""

    link: Link
    count: int


def plan(site: Site) -> Planned:
    """Nothing where no edition names a subject."""
    if not site.subjects:
        return (), ()
    return together(
        *(
            page
            for code in site.codes
            for page in (_all(site, code), *(_one(site, code, one) for one in site.subjects))
        )
    )


def _all(site: Site, code: str) -> Planned:
    here = addresses.subjects(code)
    say = languages.language(code).say
    frame = site.frame(
        code,
        addresses.subjects,
        title=say("site.subjects"),
        description=say("site.subjects-description"),
        kind="list",
    )
    entries = [
        Entry(
            Link(
                pages.address(here, addresses.subject(code, subject.slug)),
                site.text(subject.name, code),
            ),
            len(subject.editions),
        )
        for subject in site.subjects
    ]
    return site.page("subjects.html", frame, code, {"subjects": entries})


def _one(site: Site, code: str, subject: Subject) -> Planned:
    here = addresses.subject(code, subject.slug)
    name = site.text(subject.name, code)
    frame = site.frame(
        code,
        lambda other: addresses.subject(other, subject.slug),
        title=name,
        description=languages.language(code).say("site.subject-description", subject=name),
        kind="list",
    )
    return site.page(
        "subject.html",
        frame,
        code,
        {
            "subject": name,
            "subjects": pages.address(here, addresses.subjects(code)),
            "editions": [one for one in site.listed(code, here) if one.slug in subject.editions],
        },
    )
