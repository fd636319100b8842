"""A PDF is tagged, says its language and its title: what PDF/UA-1 (ISO 14289-1) begins with."""

from __future__ import annotations

from collections.abc import Iterable

from rectoverso.audit.context import Context
from rectoverso.problems import Code, Problem

_NEEDED = (b"/StructTreeRoot", b"/MarkInfo", b"/Lang", b"/Title", b"pdfuaid")


def check(context: Context) -> Iterable[Problem]:
    """A006 for each thing that a PDF lacks."""
    for path, content in context.contents.items():
        if path.endswith(".pdf"):
            for needed in _NEEDED:
                if needed not in content:
                    detail = needed.decode().lstrip("/")
                    yield Problem(Code.A006, None, {"path": path, "detail": detail})
