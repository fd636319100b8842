"""HTML to PDF/UA-1 with WeasyPrint, inside a worker process.

A document gets its style sheets, its fonts and its images from memory; every other address
is refused, whatever its protocol. What WeasyPrint logs becomes problems.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from rectoverso.model.artifacts import Artifact, Audience, Made, digest_of
from rectoverso.problems import Code, Problem
from rectoverso.render import fonts, pdf_languages, pdf_links
from rectoverso.render.slots import fill_slots, program
from rectoverso.system import pango

MEDIA_TYPE = "application/pdf"
_VARIANT = "pdf/ua-1"
_SCHEME = "rectoverso:"
_FONT_ADDRESS = _SCHEME + "fonts/{name}.ttf"
_FALLBACK_SUBSETTER = "Using fontTools instead of HarfBuzz-Subset"
_TITLE = re.compile(rb"(<title[^>]*>[^<]*)</title><desc[^>]*>([^<]*)</desc>")


@dataclass(frozen=True, slots=True)
class Paper:
    """Everything a PDF is made from, but for the charts that come as inputs.

    Attributes:
        html: the document, with slots where inputs go (see ``slots``).
        styles: texts of style sheets, in the order of the cascade.
        slots: name of a slot → path of the artifact that fills it.
        resources: address after ``rectoverso:`` → bytes, for images of the document.
    """

    html: str
    styles: tuple[str, ...]
    slots: Mapping[str, str] = field(default_factory=dict)
    resources: Mapping[str, bytes] = field(default_factory=dict)


def missing_library() -> Problem | None:
    """R004 when the system library that WeasyPrint needs is not there."""
    if pango.present():
        return None
    return Problem(Code.R004, None, {"command": pango.command()})


def missing_subsetter() -> Problem | None:
    """R008 when the system library that makes the subsets of fonts is not there."""
    if pango.subsetter_present():
        return None
    return Problem(Code.R008, None, {"command": pango.command()})


def artifact(
    path: str,
    paper: Paper,
    *,
    audience: Audience,
    title: str,
    language: str,
) -> Artifact:
    """A PDF as an artifact that knows what it is made from."""
    return Artifact(
        path=path,
        media_type=MEDIA_TYPE,
        audience=audience,
        make=make_pdf,
        values=(path, paper),
        digest=digest(paper),
        inputs=tuple(sorted(set(paper.slots.values()))),
        title=title,
        language=language,
    )


def digest(paper: Paper) -> str:
    """Of everything that decides how a document is laid out, but for its inputs."""
    slots = tuple(f"{name}={source}" for name, source in sorted(paper.slots.items()))
    resources = tuple(part for item in sorted(paper.resources.items()) for part in item)
    return digest_of(
        paper.html, *paper.styles, *slots, *resources, _font_digest(), _renderer_version()
    )


def make_pdf(values: tuple[str, Paper], inputs: Mapping[str, bytes]) -> Made:
    """Makes the bytes of a PDF.

    Args:
        values: path of the artifact, for problems, and what the PDF is made from.
        inputs: bytes of the artifacts that fill its slots.

    Returns:
        PDF/UA-1. R005 for each complaint of the renderer, R006 for each address refused.
    """
    return write(lay_out(*values, inputs))


@dataclass(frozen=True, slots=True)
class Box:
    """Where an element lies, in millimetres from the upper edge of its page.

    Attributes:
        page: counted from 1.
        top: upper edge, margin included.
        height: with padding, border and margins.
    """

    page: int
    top: float
    height: float

    @property
    def bottom(self) -> float:
        """Lower edge, margin included."""
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class Layout:
    """A document that was laid out and not yet written.

    Attributes:
        document: WeasyPrint's, none when it could not be laid out.
        problems: R005 and R006 so far.
        path: of the artifact, for problems.
    """

    document: Any
    problems: tuple[Problem, ...]
    path: str

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return len(self.document.pages) if self.document else 0

    def boxes(self) -> Mapping[str, Box]:
        """The elements that have an ``id``; of one that is split over pages, its last part."""
        found: dict[str, Box] = {}
        for number, page in enumerate(self.document.pages if self.document else (), 1):
            for box in page._page_box.descendants():
                id = box.element.get("id") if box.element is not None else None
                # The lines of an element bear its name as well, and come after its own box.
                if id and (id not in found or found[id].page < number):
                    found[id] = Box(number, _mm(box.position_y), _mm(box.margin_height()))
        return found

    def area(self, page: int) -> tuple[float, float]:
        """Upper and lower edge of what a page can hold, in millimetres from its upper edge."""
        box = self.document.pages[page - 1]._page_box
        return _mm(box.content_box_y()), _mm(box.content_box_y() + box.height)


def lay_out(path: str, paper: Paper, inputs: Mapping[str, bytes]) -> Layout:
    """Lays a document out.

    Args:
        path: of the artifact, for problems.
        paper: what it is made from.
        inputs: bytes of the artifacts that fill its slots.
    """
    engine = _engine()
    sheets = [engine.sheet(style) for style in paper.styles]
    fetcher = engine.fetcher(paper.resources)
    document: Any = None
    with _complaints() as complaints:
        try:
            document = engine.weasyprint.HTML(
                string=fill_slots(paper.html, paper.slots, _described(inputs)),
                base_url=_SCHEME,
                url_fetcher=fetcher,
            ).render(
                stylesheets=[sheet.parsed for sheet in sheets],
                font_config=engine.font_configuration,
                pdf_variant=_VARIANT,
            )
            for page in document.pages:
                page.links[:] = pdf_links.mended(page.links)
        except Exception as error:
            # Whatever a style sheet or an image of the publication does to the renderer is a
            # problem of that document, and of no other.
            complaints.append(f"{type(error).__name__}: {error}")
    refused = list(fetcher.refused)
    for sheet in sheets:
        refused.extend(sheet.refused)
        complaints.extend(sheet.complaints)
    problems = tuple(Problem(Code.R006, None, {"found": url}) for url in sorted(set(refused)))
    told = [text for text in complaints if not any(url in text for url in refused)]
    return Layout(document, problems + _told(path, told), path)


def write(layout: Layout) -> Made:
    """The bytes of a document that was laid out, and all its problems."""
    content = b""
    with _complaints() as complaints:
        try:
            if layout.document is not None:
                content = layout.document.write_pdf(pdf_variant=_VARIANT)
        except Exception as error:
            complaints.append(f"{type(error).__name__}: {error}")
    told = _told(layout.path, complaints)
    new = tuple(problem for problem in told if problem not in layout.problems)
    return Made(content, layout.problems + new)


def _told(path: str, complaints: Iterable[str]) -> tuple[Problem, ...]:
    return tuple(
        Problem(Code.R005, None, {"path": path, "detail": complaint})
        for complaint in dict.fromkeys(complaints)
    )


def _mm(pixels: float) -> float:
    """Millimetres of CSS pixels, of which there are 96 to the inch."""
    return float(pixels) * 25.4 / 96


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """Collects the warnings and errors that WeasyPrint logs, and keeps them from stderr."""
    found: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            message = record.getMessage()
            # Told once, as R008, and no fault of the document.
            if not message.startswith(_FALLBACK_SUBSETTER):
                found.append(message)

    logger = logging.getLogger("weasyprint")
    before = logger.handlers[:], logger.propagate, logger.level
    logger.handlers[:], logger.propagate = [Collector(logging.WARNING)], False
    logger.setLevel(logging.WARNING)
    try:
        yield found
    finally:
        logger.handlers[:], logger.propagate = before[0], before[1]
        logger.setLevel(before[2])


def _described(inputs: Mapping[str, bytes]) -> dict[str, bytes]:
    """Inputs in which the title of an SVG also holds its description.

    WeasyPrint makes the alternative text of a figure from its title alone.
    """
    return {path: _TITLE.sub(rb"\1. \2</title>", data) for path, data in inputs.items()}


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A parsed style sheet, and what came up while it was parsed."""

    parsed: Any
    complaints: tuple[str, ...]
    refused: tuple[str, ...]


class _Engine:
    """WeasyPrint with the fonts loaded and parsed style sheets at hand; one a process.

    The fonts are shared by all documents of a process: loading them costs more than a page.
    Never by threads, which would corrupt memory.
    """

    def __init__(self) -> None:
        # Importing WeasyPrint fails without Pango, and takes about a second with it; who only
        # checks content needs neither.
        self.weasyprint: Any = importlib.import_module("weasyprint")
        urls: Any = importlib.import_module("weasyprint.urls")
        configuration: Any = importlib.import_module("weasyprint.text.fonts")
        pdf_languages.teach(importlib.import_module("weasyprint.pdf.tags"))
        self._fetcher_class = _fetcher_class(urls)
        self.font_configuration: Any = configuration.FontConfiguration()
        self._sheets: dict[str, _Sheet] = {}
        self.sheet(fonts.rules(_FONT_ADDRESS))

    def fetcher(self, resources: Mapping[str, bytes]) -> Any:
        """A fetcher that knows our fonts and these resources."""
        return self._fetcher_class(resources)

    def sheet(self, style: str) -> _Sheet:
        """The style sheet, parsed once a process."""
        if style not in self._sheets:
            fetcher = self.fetcher({})
            with _complaints() as complaints:
                parsed = self.weasyprint.CSS(
                    string=style,
                    base_url=_SCHEME,
                    url_fetcher=fetcher,
                    font_config=self.font_configuration,
                )
            self._sheets[style] = _Sheet(parsed, tuple(complaints), tuple(fetcher.refused))
        return self._sheets[style]


def _fetcher_class(urls: Any) -> Any:
    base: Any = urls.URLFetcher

    class Fetcher(base):  # type: ignore[misc]
        """Serves fonts and resources from memory, and nothing else."""

        def __init__(self, resources: Mapping[str, bytes]) -> None:
            super().__init__(allowed_protocols=(), allow_redirects=False, timeout=1)
            self.resources = resources
            self.refused: list[str] = []

        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:
            name = url.removeprefix(_SCHEME)
            for face in fonts.FACES:
                if url == _FONT_ADDRESS.format(name=face.name):
                    return urls.URLFetcherResponse(
                        url, fonts.for_paper(face.name), {"Content-Type": "font/ttf"}
                    )
            if url.startswith(_SCHEME) and name in self.resources:
                return urls.URLFetcherResponse(url, self.resources[name])
            self.refused.append(url)
            raise ValueError(f"refused: {url}")

    return Fetcher


@cache
def _engine() -> _Engine:
    return _Engine()


@cache
def _font_digest() -> str:
    """Of the fonts, and of the program that makes them and the documents."""
    return digest_of(
        Path(__file__).read_bytes(),
        Path(fonts.__file__).read_bytes(),
        Path(pdf_languages.__file__).read_bytes(),
        Path(pdf_links.__file__).read_bytes(),
        program(),
        str(pango.subsetter_present()),
        *(face.origin.read_bytes() for face in fonts.FACES),
    )


@cache
def _renderer_version() -> str:
    # What reads the page and its styles, breaks its words, sets it and writes it.
    names = ("weasyprint", "tinyhtml5", "tinycss2", "cssselect2", "pyphen", "pydyf", "fonttools")
    return "/".join(importlib.metadata.version(name) for name in names)
