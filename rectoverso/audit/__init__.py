"""Reads what was rendered, as a suspicious reader would, and reports what must not be there.

One check a file in ``checks/``; each exports ``check(context) -> Iterable[Problem]``.
"""

from __future__ import annotations

from collections.abc import Mapping

from rectoverso.audit import checks
from rectoverso.audit.context import Context, read_pages
from rectoverso.compose import Composition
from rectoverso.model.artifacts import Artifact
from rectoverso.model.publication import Publication
from rectoverso.problems import Problem
from rectoverso.registry import modules


def audit(
    publication: Publication,
    composition: Composition,
    artifacts: tuple[Artifact, ...],
    contents: Mapping[str, bytes],
    *,
    whole: bool = True,
) -> tuple[Problem, ...]:
    """Runs every check over what was rendered.

    Args:
        publication: as loaded.
        composition: what the pages were made from.
        artifacts: everything that will be in the output tree.
        contents: bytes by path, of all artifacts that were made in this run.
        whole: whether nothing is missing because of an earlier error.

    Returns:
        All that the checks found.
    """
    context = Context(publication, composition, artifacts, contents, read_pages(contents), whole)
    return tuple(
        problem for module in modules(checks.__name__) for problem in module.check(context)
    )
