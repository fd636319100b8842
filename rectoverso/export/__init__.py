"""Files for other programs, beside what is rendered for people.

- ``case``: what every format has at hand
- ``files``: artifacts of text
- ``formats``: one format a file
- ``letter``: a built message, and the files that services which send in bulk import
- ``services``: one service a file
"""

from __future__ import annotations

from rectoverso.compose import Composition
from rectoverso.export import letter
from rectoverso.export.case import Case
from rectoverso.model.artifacts import Artifact
from rectoverso.model.email import PublicationEmail
from rectoverso.model.publication import Publication
from rectoverso.registry import modules

FORMATS = "rectoverso.export.formats"


def plan_exports(publication: Publication, composition: Composition) -> tuple[Artifact, ...]:
    """What every format makes of every edition that has a quiz."""
    return tuple(
        artifact
        for edition in publication.editions
        if edition.slug in composition.quizzes
        for format in modules(FORMATS)
        for artifact in format.plan(Case(publication, edition, composition.quizzes[edition.slug]))
    )


def plan_bulk(artifacts: tuple[Artifact, ...], settings: PublicationEmail) -> tuple[Artifact, ...]:
    """What every service imports, for each message among the artifacts."""
    return tuple(
        file
        for artifact in artifacts
        if artifact.media_type == letter.MESSAGE
        for file in letter.plan(artifact, settings)
    )
