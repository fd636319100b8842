"""Problems as people and programs read them: the only place where they become text.

Each module in ``rectoverso.report.forms`` is one form; its name is what ``--format`` takes.
It exports:

- ``present(report) -> str``: the whole output, without a line break at its end; empty when
  there is nothing to say.
"""

from __future__ import annotations

from rectoverso import registry
from rectoverso.report.shown import Report, tally

__all__ = ["Report", "form_names", "present", "tally"]

_FORMS = "rectoverso.report.forms"


def form_names() -> tuple[str, ...]:
    """The names of the forms, in alphabetical order."""
    return tuple(module.__name__.rpartition(".")[2] for module in registry.modules(_FORMS))


def present(report: Report, form: str) -> str:
    """A report in a form.

    Args:
        report: what is to be shown.
        form: one of ``form_names()``.

    Raises:
        KeyError: there is no such form.
    """
    modules = dict(zip(form_names(), registry.modules(_FORMS), strict=True))
    shown: str = modules[form].present(report)
    return shown
