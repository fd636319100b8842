"""The search: a page in every language, and the script that all of them share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rectoverso import languages
from rectoverso.languages import Language
from rectoverso.render import addresses, pages
from rectoverso.render.site.frame import Link
from rectoverso.render.site.site import Planned, Site, together
from rectoverso.text.search_spelling import elided
from rectoverso.text.typography import typeset


def plan(site: Site) -> Planned:
    """Nothing where there will be no index, or nothing to find."""
    if not site.searchable or not site.editions:
        return (), ()
    script = site.templates.text("assets/search.js")
    asset = pages.text_artifact(addresses.SEARCH_SCRIPT, _lean(script.text), "text/javascript")
    return together(((asset,), script.problems), *(_page(site, code) for code in site.codes))


def _page(site: Site, code: str) -> Planned:
    here, language = addresses.search(code), languages.language(code)
    frame = site.frame(
        code,
        addresses.search,
        title=language.say("site.search"),
        description=language.say("site.search-description"),
        kind="search",
    )
    return site.page(
        "search.html",
        frame,
        code,
        {
            "script": pages.address(here, addresses.SEARCH_SCRIPT),
            "elided": elided(),
            "texts": _texts(language, site.tag(code)),
            "elsewhere": _others(frame.navigation),
        },
    )


def _lean(script: str) -> str:
    """The script without what only its authors read: indentation and lines of comment."""
    lines = (line.strip() for line in script.splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))


def _others(links: Iterable[Link]) -> tuple[Link, ...]:
    return tuple(link for link in links if not link.current)


def _texts(language: Language, tag: str) -> dict[str, str]:
    """What the script says: ``none``, ``failed``, and how many by plural category."""
    said = language.interface["site"]
    found = said["search-found"]
    counted = found if isinstance(found, Mapping) else {"other": found}
    texts = {**counted, "none": said["search-none"], "failed": said["search-failed"]}
    return {name: typeset(str(text), tag) for name, text in texts.items()}
