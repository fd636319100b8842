"""An edition's letter: HTML, text and the message that holds both.

- ``letter``: what of the edition goes into it
- ``desk``: one letter on its way to artifacts
- ``styles``: HTML with its styles in its elements
- ``plain``: the text version
- ``pictures``: charts as PNG
- ``message``: headers and parts
"""

from __future__ import annotations

from rectoverso.compose.newsletter import Newsletter
from rectoverso.model.publication import Edition, Publication
from rectoverso.problems import Code, Problem
from rectoverso.render.email.desk import Desk, Planned
from rectoverso.render.environment import Templates
from rectoverso.render.themes import Theme

__all__ = ["plan_email"]


def plan_email(
    publication: Publication,
    edition: Edition,
    newsletter: Newsletter,
    templates: Templates,
    theme: Theme,
    *,
    quiz: bool,
) -> Planned:
    """The letter of an edition in one language.

    Args:
        publication, edition: for names, settings and addresses.
        newsletter: what was composed.
        templates, theme: how it looks.
        quiz: whether there is a practice quiz to link to.

    Returns:
        Its HTML, its text, the message and the pictures of its charts, and the problems of
        templates; nothing but R016 when the publication has no address on the web.
    """
    site = publication.head.url
    if site is None:
        return (), (Problem(Code.R016, publication.places.key("content/publication.yaml")),)
    return Desk(publication, edition, newsletter, templates, theme, site, quiz).plan()
