"""Templates: where they lie, how they are filled, and what becomes of their faults.

A publication's own ``templates/`` comes first, file by file; what it does not hold is taken
from ours. Templates are content: they run in Jinja's sandbox, a name that refers to nothing
is a problem, and everything is escaped unless it is markup already.
"""

from __future__ import annotations

import hashlib
import importlib.resources
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
    select_autoescape,
)
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from rectoverso.languages import Language
from rectoverso.problems import Code, Problem, Remark, Span

OWN_FOLDER = "templates"
"""Folder of a publication that holds its own templates."""


def our_templates() -> Path:
    """Folder of the program's own templates, in a checkout or in an installed package."""
    package = Path(str(importlib.resources.files("rectoverso")))
    installed = package / "templates"
    return installed if installed.is_dir() else package.parent / "templates"


_FAULTS = (
    *(SecurityError, TemplateError, TypeError, ValueError, ArithmeticError, LookupError),
    *(AttributeError, RecursionError, MemoryError, OSError),
)
"""What a template can provoke: a sum of text and number, a page that includes itself, a text
multiplied beyond all memory, a file of templates that nobody may read."""


class _Folders(BaseLoader):
    """Loads from the first folder that has the file; nothing outside the folders is read."""

    def __init__(self, *folders: Path) -> None:
        self.folders = folders

    def find(self, name: str) -> Path | None:
        for folder in self.folders:
            path = folder / name
            try:
                if path.is_file() and path.resolve().is_relative_to(folder.resolve()):
                    return path
            except OSError:
                # A name too long for a file, or a folder that nobody may look into.
                continue
        return None

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        path = self.find(template)
        if path is None:
            raise TemplateNotFound(template)
        return path.read_text("utf-8"), str(path), None

    def list_templates(self) -> list[str]:
        return sorted(
            {
                path.relative_to(folder).as_posix()
                for folder in self.folders
                for path in folder.rglob("*")
                if path.is_file()
            }
        )


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled template and what went wrong; the text is empty when anything did."""

    text: str
    problems: tuple[Problem, ...] = ()


def state(root: Path) -> str:
    """Digest of every file that the templates of the publication at ``root`` can come from."""
    total = hashlib.sha256()
    for folder in dict.fromkeys((root / OWN_FOLDER, our_templates())):
        for path in sorted(folder.rglob("*")):
            try:
                content = path.read_bytes() if path.is_file() else None
            except OSError:
                content = b""
            if content is not None:
                name = path.relative_to(folder).as_posix()
                total.update(f"{name}\0{len(content)}\0".encode() + content)
        total.update(b"\0")
    return total.hexdigest()


class Templates:
    """The templates of a publication. Not picklable: what is filled goes to the workers.

    Attributes:
        fingerprint: tells them from templates that would give other pages.
    """

    def __init__(
        self, root: Path, fingerprint: str = "", tags: Mapping[str, str] | None = None
    ) -> None:
        """Opens the templates of the publication at ``root``, with ours behind them.

        Args:
            root: the publication.
            fingerprint: their ``state``, where they are to be used again; a template is read
                when it is first filled, and never again.
            tags: the tag of each language that is told with its territory: ``fr-CA`` by ``fr``.
        """
        self._tags = tags or {}
        self.fingerprint = fingerprint
        self._ours = our_templates()
        self._own = root / OWN_FOLDER
        # In a checkout the sample publication's own folder is ours.
        folders = (self._ours,) if self._own == self._ours else (self._own, self._ours)
        self._loader = _Folders(*folders)
        self._environment = _Sandbox(
            loader=self._loader,
            undefined=StrictUndefined,
            autoescape=select_autoescape(("html", "svg", "xml")),
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._environment.filters["capitalize_first"] = _capitalize_first

    def names(self, folder: str) -> tuple[str, ...]:
        """Paths of all templates below a folder such as ``charts``, in order."""
        return tuple(
            name for name in self._loader.list_templates() if name.startswith(f"{folder}/")
        )

    def has(self, name: str) -> bool:
        """Whether there is such a template."""
        return self._loader.find(name) is not None

    def tag(self, code: str) -> str:
        """The tag of a language, with its territory where it has one: ``fr-CA``."""
        return self._tags.get(code, code)

    def fill(self, name: str, language: Language, values: Mapping[str, Any]) -> Filled:
        """Fills a template.

        Args:
            name: path below the templates folder, such as ``newsletter/page.html``.
            language: language of the reader. Templates get it as ``language``, its tag for
                ``lang`` as ``tag``, its texts through ``say("area.name", …)``, and several
                texts as one list through ``listed(texts)``.
            values: everything else that the template gets.

        Returns:
            The text; or R001, R002 or R003 with the template's file and line.
        """
        try:
            template = self._environment.get_template(name)
            text = template.render(
                language=language,
                tag=self.tag(language.code),
                say=language.say,
                listed=language.listed,
                **values,
            )
            return Filled(text)
        except TemplateSyntaxError as error:
            place = self._span(error.filename or "", error.lineno)
            return Filled("", (_problem(Code.R001, place, error, path=place.file),))
        except TemplateNotFound as error:
            return Filled("", (Problem(Code.R003, self._caller(error), {"path": str(error.name)}),))
        except (UndefinedError, KeyError) as error:
            # A text of the interface that does not exist is a name that refers to nothing, too.
            found = str(error.args[0]) if isinstance(error, KeyError) else _name_in(error)
            return Filled("", (_problem(Code.R002, self._caller(error), error, found=found),))
        except _FAULTS as error:
            span = self._caller(error)
            return Filled("", (_problem(Code.R001, span, error, path=span.file if span else name),))

    def text(self, name: str) -> Filled:
        """A file of the templates as it is, such as a style sheet; R003 if it is missing."""
        path = self._loader.find(name)
        if path is None:
            return Filled("", (Problem(Code.R003, None, {"path": name}),))
        try:
            return Filled(path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            place = self._span(str(path), 1)
            return Filled("", (_problem(Code.R001, place, error, path=place.file),))

    def _span(self, filename: str, line: int) -> Span:
        path = Path(filename)
        for folder, prefix in ((self._own, OWN_FOLDER), (self._ours, OWN_FOLDER)):
            if path.is_relative_to(folder):
                file = f"{prefix}/{path.relative_to(folder).as_posix()}"
                return Span(file, line, 1, line, 1)
        return Span(filename, line, 1, line, 1)

    def _caller(self, error: BaseException) -> Span | None:
        """The innermost line of a template in the traceback; Jinja puts templates in there."""
        for frame in reversed(traceback.extract_tb(error.__traceback__)):
            path = Path(frame.filename)
            if path.is_relative_to(self._own) or path.is_relative_to(self._ours):
                return self._span(frame.filename, frame.lineno or 1)
        return None


class _Sandbox(ImmutableSandboxedEnvironment):
    """The sandbox of Jinja, which asks once for each attribute of a type instead of each time.

    A page reads thousands of attributes of a few types. What Jinja answers depends on the type
    of the object and on the name, never on the value.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._answers: dict[tuple[type, str], bool] = {}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        key = (type(obj), attr)
        if key not in self._answers:
            self._answers[key] = super().is_safe_attribute(obj, attr, value)
        return self._answers[key]


def _capitalize_first(text: str) -> str:
    """The text with its first letter large, and the others as they are (unlike Jinja's)."""
    return text[:1].upper() + text[1:]


def _name_in(error: UndefinedError) -> str:
    """The name in « 'x' is undefined » or « 'object' has no attribute 'x' »."""
    quoted = str(error).split("'")
    return quoted[-2] if len(quoted) > 2 else str(error)


def _problem(code: Code, span: Span | None, error: BaseException, **values: str) -> Problem:
    return Problem(code, span, values, (Remark("parser-says", {"detail": str(error)}),))
