"""The practice quiz, public: a page, and blank sheets to print; and its key, private."""

from __future__ import annotations

from dataclasses import replace

from rectoverso.model.artifacts import Audience
from rectoverso.render import addresses, pages
from rectoverso.render.quiz.desk import Desk, Planned, together
from rectoverso.render.quiz.variants import BOOKLET, STANDARD, Variant, variant
from rectoverso.render.quiz.views import QuestionView
from rectoverso.render.quiz.web import page_data
from rectoverso.render.site import data
from rectoverso.render.typesetting import finish


def plan(desk: Desk) -> Planned:
    """Nothing where no question is for practice."""
    views = desk.practice()
    if not views:
        return (), ()
    values = desk.values(views) | {"practice": True}
    return together(
        _page(desk, views),
        *(
            desk.sheet(
                "quiz/key.html",
                addresses.private_sheet(desk.slug, desk.code, "key-practice", "", paper),
                paper,
                values,
                None,
                Audience.PRIVATE,
            )
            for paper in desk.papers
        ),
        *(
            desk.sheet(
                one.template,
                addresses.practice_pdf(desk.slug, desk.code, paper, one.in_paths),
                paper,
                values,
                None,
                Audience.PUBLIC,
                styles=one.styles,
            )
            for one in _variants(desk)
            for paper in desk.papers
        ),
    )


def _variants(desk: Desk) -> tuple[Variant, ...]:
    """Those that need no answer sheet; the standard one in any case, for pages link to it."""
    asked = [one for one in desk.variants if one.name not in (STANDARD, BOOKLET)]
    return (variant(STANDARD, desk.templates), *asked)


def _link_text(desk: Desk, variant: Variant, paper: str) -> str:
    language = desk.viewer.language
    name = f"printable-{variant.name}"
    # A variant of the publication's own has no text of ours.
    known = name if name in language.interface["paper"] else "printable-other"
    size = language.say(f"newsletter.paper-{paper}")
    return language.say(f"paper.{known}", paper=size, variant=variant.name)


def _page(desk: Desk, views: tuple[QuestionView, ...]) -> Planned:
    code, slug = desk.code, desk.slug
    here = addresses.practice_page(slug, code)
    values = desk.values(views) | {
        "frame": replace(desk.frame, data=data.json_ld(_quiz(desk, views))),
        "quiz_style": pages.address(here, addresses.QUIZ_STYLE),
        "quiz_script": pages.address(here, addresses.QUIZ_SCRIPT),
        "data": page_data(desk, views),
        "edition_href": pages.address(here, addresses.edition_page(slug, code)),
        "papers": [
            {
                "text": _link_text(desk, one, paper),
                "href": pages.address(
                    here, addresses.practice_pdf(slug, code, paper, one.in_paths)
                ),
            }
            for one in _variants(desk)
            for paper in desk.papers
        ],
    }
    filled = desk.templates.fill("quiz/page.html", desk.viewer.language, values)
    if filled.problems:
        return (), filled.problems
    page = pages.artifact(
        here, finish(filled.text, desk.vocabulary), title=desk.title, language=code
    )
    return (page,), ()


def _quiz(desk: Desk, views: tuple[QuestionView, ...]) -> data.Thing:
    frame, head = desk.frame, desk.publication.head
    page = addresses.edition_page(desk.slug, desk.code)
    about = addresses.absolute(head.url, page) if head.url else ""
    return data.quiz(
        desk.title,
        desk.publication.head.tags[desk.code],
        (view.stem for view in views),
        url=frame.canonical,
        about=data.thing("NewsArticle", headline=desk.edition_title, url=about),
    )
