"""The practice quiz, public: a page, and a blank sheet to print."""

from __future__ import annotations

from rectoverso import languages
from rectoverso.model.artifacts import Audience
from rectoverso.render import addresses, pages
from rectoverso.render.quiz.desk import Desk, Planned, together
from rectoverso.render.quiz.views import QuestionView
from rectoverso.render.typesetting import finish

_SCREEN_STYLE = "quiz/screen.css"


def plan(desk: Desk) -> Planned:
    """Nothing where no question is for practice."""
    views = desk.practice()
    if not views:
        return (), ()
    return together(
        _page(desk, views),
        *(
            desk.sheet(
                "quiz/paper.html",
                addresses.practice_pdf(desk.slug, desk.code, paper),
                paper,
                desk.values(views),
                None,
                Audience.PUBLIC,
            )
            for paper in desk.papers
        ),
    )


def _page(desk: Desk, views: tuple[QuestionView, ...]) -> Planned:
    code, slug = desk.code, desk.slug
    here = addresses.practice_page(slug, code)
    style = desk.templates.text(_SCREEN_STYLE)
    values = desk.values(views) | {
        "style": pages.address(here, addresses.STYLE),
        "quiz_style": style.text,
        "home": pages.address(here, addresses.home(code)),
        "edition_href": pages.address(here, addresses.edition_page(slug, code)),
        "languages": [
            {
                "code": other,
                "text": languages.language(other).name,
                "href": pages.address(here, addresses.practice_page(slug, other)),
            }
            for other in desk.edition.languages(desk.publication.head)
        ],
        "papers": [
            {
                "name": paper,
                "href": pages.address(here, addresses.practice_pdf(slug, code, paper)),
            }
            for paper in desk.papers
        ],
    }
    filled = desk.templates.fill("quiz/page.html", desk.viewer.language, values)
    problems = (*style.problems, *filled.problems)
    if problems:
        return (), problems
    page = pages.artifact(here, finish(filled.text, desk.names), title=desk.title, language=code)
    return (page,), ()
