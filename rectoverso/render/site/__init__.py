"""The website around the editions.

- ``site``: the publication as its pages see it: editions by language, people, sources, subjects
- ``frame``: what every page has around its content: head, masthead, language switch, foot
- ``comparisons``: what an edition compares beyond its text
- ``pages``: the pages, one kind a file
"""

from __future__ import annotations

from rectoverso.model.artifacts import Artifact
from rectoverso.problems import Problem
from rectoverso.registry import modules
from rectoverso.render.site.site import Site

PAGES = "rectoverso.render.site.pages"


def plan_site(site: Site) -> tuple[tuple[Artifact, ...], tuple[Problem, ...]]:
    """Everything of the website but the editions' own pages.

    Returns:
        The artifacts; and what went wrong in templates, each once.
    """
    made: list[Artifact] = []
    problems: list[Problem] = []
    for page in modules(PAGES):
        planned, found = page.plan(site)
        made.extend(planned)
        problems.extend(problem for problem in found if problem not in problems)
    return tuple(made), tuple(problems)
