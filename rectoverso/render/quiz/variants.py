"""The variants of a printed quiz: the same questions under the same numbers, set otherwise.

``standard`` is ``quiz/paper.html`` with ``quiz/paper.css``. Another variant is a file or two in
``templates/quiz/sheets/``: ``<name>.css``, which comes after ``quiz/paper.css``, and
``<name>.html``, which takes the place of ``quiz/paper.html`` and may extend it. A new file there
is a new name for ``sheets:`` in ``quiz.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from rectoverso.problems import Code, Problem, Remark, Span, suggest
from rectoverso.render.environment import Templates

STANDARD = "standard"
BOOKLET = "booklet"
"""The questions without room for answers, which go on the answer sheet of a version."""
HANDOUT = "handout"
"""Not a variant but a composition of its own, asked for in the same place."""

_FOLDER = "quiz/sheets"
_TEMPLATE = "quiz/paper.html"
_STYLE = "quiz/paper.css"


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to print a quiz.

    Attributes:
        name: as in ``quiz.yaml``.
        template: in ``templates/``.
        styles: style sheets in ``templates/``, later ones win.
    """

    name: str
    template: str = _TEMPLATE
    styles: tuple[str, ...] = (_STYLE,)

    @property
    def in_paths(self) -> str:
        """What tells it from the others in a path; nothing for the standard sheet."""
        return "" if self.name == STANDARD else self.name


def names(templates: Templates) -> tuple[str, ...]:
    """Everything that ``sheets:`` may name, in alphabetical order."""
    files = {PurePosixPath(path).stem for path in templates.names(_FOLDER)}
    return tuple(sorted(files | {STANDARD, HANDOUT}))


def variant(name: str, templates: Templates) -> Variant:
    """The variant of a known name other than ``handout``."""
    template, style = f"{_FOLDER}/{name}.html", f"{_FOLDER}/{name}.css"
    return Variant(
        name,
        template if templates.has(template) else _TEMPLATE,
        (_STYLE, style) if templates.has(style) else (_STYLE,),
    )


def unknown(asked: Iterable[tuple[str, Span | None]], templates: Templates) -> tuple[Problem, ...]:
    """R003 for each asked name that there is no variant of.

    Args:
        asked: names, each with its place in ``quiz.yaml``.
        templates: hold the variants.
    """
    known = names(templates)
    problems: list[Problem] = []
    for name, place in asked:
        if name not in known:
            meant = suggest(name, known)
            remark = (
                Remark("did-you-mean", {"suggestion": meant})
                if meant
                else Remark("choices", {"allowed": ", ".join(known)})
            )
            problems.append(Problem(Code.R003, place, {"path": f"{_FOLDER}/{name}.css"}, (remark,)))
    return tuple(problems)
