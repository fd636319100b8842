"""A PDF is tagged, says its language and its title: what PDF/UA-1 (ISO 14289-1) begins with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from rectoverso.audit.context import Context
from rectoverso.problems import Code, Problem


def check(context: Context) -> Iterable[Problem]:
    """A006 for each thing that a PDF lacks."""
    for path, content in context.contents.items():
        if path.endswith(".pdf"):
            for detail in _lacking(content):
                yield Problem(Code.A006, None, {"path": path, "detail": detail})


def _lacking(content: bytes) -> Iterator[str]:
    """Names of the catalogue's entries that are not there (ISO 32000-1, 7.7.2; 14289-1, 7)."""
    reader = PdfReader(BytesIO(content))
    catalogue: Any = reader.trailer["/Root"]
    for name in ("StructTreeRoot", "Lang"):
        if not catalogue.get(f"/{name}"):
            yield name
    if not (catalogue.get("/MarkInfo") or {}).get("/Marked"):
        yield "MarkInfo"
    if not (reader.metadata and reader.metadata.title):
        yield "Title"
    metadata = catalogue.get("/Metadata")
    if metadata is None or b"pdfuaid:part" not in metadata.get_object().get_data():
        yield "pdfuaid"
