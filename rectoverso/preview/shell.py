"""The page around the pages: what can be looked at, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files

import markdown
from babel.numbers import format_decimal
from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from rectoverso import languages, report
from rectoverso.languages import Language
from rectoverso.model.artifacts import Artifact, Audience, Made
from rectoverso.model.publication import Edition
from rectoverso.preview.press import Press
from rectoverso.preview.stage import Scene, Stage
from rectoverso.problems import Code, Problem
from rectoverso.render import addresses
from rectoverso.report.excerpt import excerpt
from rectoverso.report.wording import wording
from rectoverso.text.typography import typeset

TABS = ("web", "phone", "dark", "email", "text", "pdf", "quiz", "key")
"""What can be looked at, in the order in which it is offered."""

_MEDIA_TYPES = {
    "shell.css": "text/css",
    "shell.js": "text/javascript",
    "page.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}
_SHOWN = ("text/html", "text/plain", "application/pdf", "image/svg+xml", "image/png")
_PDF = "application/pdf"
_COLUMNS = 100


class Shell:
    """Everything that the preview says itself, in one language."""

    def __init__(self, stage: Stage, press: Press, language: Language, prefix: str) -> None:
        """Ready to answer.

        Args:
            stage, press: what is shown.
            language: of the interface and of the problems.
            prefix: what stands before the path of a file in messages.
        """
        self._stage = stage
        self._press = press
        self._language = language
        self._prefix = prefix
        self._templates = Environment(
            loader=FunctionLoader(_asset_text),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    @property
    def url(self) -> str:
        """Address of the publication where it is deployed, or none."""
        publication = self._stage.scene.publication
        return str(publication.head.url or "") if publication else ""

    def asset(self, name: str) -> tuple[bytes, str] | None:
        """A file of the shell and its media type; none when there is no such file."""
        if name not in _MEDIA_TYPES:
            return None
        return _asset_text(name).encode(), _MEDIA_TYPES[name]

    def page(self) -> bytes:
        """The page around the pages."""
        return self._filled("shell.html", tabs=TABS)

    def notice(self, text: str, detail: str = "") -> bytes:
        """A page that says why there is nothing else to see.

        Args:
            text: name of the text in the area « serve ».
            detail: what more there is to say, as it is.
        """
        return self._filled("notice.html", text=self._say(text), detail=detail)

    def explained(self, name: str) -> bytes | None:
        """The long form of a problem; none for an unknown code."""
        code = Code.__members__.get(name)
        if code is None:
            return None
        text = markdown.markdown(self._language.message(code).explain)
        return self._filled(
            "explain.html",
            code=code.name,
            fault=code.fault,
            severity=self._language.say(f"command.{code.severity.value}"),
            # The text is ours.
            text=Markup(text),
        )

    def told(self, made: Made) -> str:
        """What is wrong with something that was made, a line for each problem."""
        shown = self._report(made.problems, {})
        return "\n".join(wording(problem, shown).message for problem in made.problems)

    def state(self) -> dict[str, object]:
        """What there is to look at and what is wrong, for the script of the shell."""
        scene = self._stage.scene
        shown = self._report(scene.problems, scene.texts)
        return {
            "event": self._stage.last_event,
            "number": scene.number,
            "good": scene.good,
            "built": self._duration(scene.milliseconds) if scene.number else "",
            "tally": shown.tally,
            "fault": scene.fault,
            "problems": [self._problem(problem, shown) for problem in scene.problems],
            "editions": list(self._editions(scene)),
        }

    def _duration(self, milliseconds: int) -> str:
        if milliseconds < 1000:
            return self._say("built", count=milliseconds)
        seconds = format_decimal(milliseconds / 1000, "#,##0.0", self._language.locale)
        return self._say("built-seconds", seconds=seconds)

    def _problem(self, problem: Problem, shown: report.Report) -> dict[str, object]:
        texts = wording(problem, shown)
        span = problem.span
        found = excerpt(shown.texts.get(span.file, ""), span, _COLUMNS) if span else None
        has_text = span is not None and bool(shown.texts.get(span.file))
        return {
            "code": problem.code.name,
            "severity": problem.severity.value,
            "called": self._language.say(f"command.{problem.severity.value}"),
            "place": shown.place(span) if span else "",
            "message": self._set(texts.message),
            "help": self._set(texts.help),
            "remarks": [self._set(remark) for remark in texts.remarks],
            "excerpt": list(found) if found and has_text else [],
        }

    def _editions(self, scene: Scene) -> Iterator[dict[str, object]]:
        publication = scene.publication
        for edition in publication.editions if publication else ():
            codes = edition.languages(publication.head) if publication else ()
            yield {
                "slug": edition.slug,
                "title": self._title(edition, codes),
                "draft": edition.head.status == "draft",
                "languages": [
                    {
                        "code": code,
                        "name": languages.language(code).name,
                        "documents": _documents(scene.artifacts, edition.slug, code),
                    }
                    for code in codes
                ],
            }

    def _title(self, edition: Edition, codes: Iterable[str]) -> str:
        preferred = (self._language.code, *codes)
        titles = (edition.head.title.get(code) for code in preferred)
        return next((title for title in titles if title), edition.slug)

    def _report(self, problems: tuple[Problem, ...], texts: Mapping[str, str]) -> report.Report:
        return report.Report(
            problems,
            texts,
            self._language,
            tally=report.tally(problems, self._language),
            prefix=self._prefix,
        )

    def _filled(self, name: str, **values: object) -> bytes:
        template = self._templates.get_template(name)
        text = template.render(say=self._say, language=self._language, **values)
        return text.encode()

    def _say(self, name: str, **values: object) -> str:
        return self._set(self._language.say(f"serve.{name}", **values))

    def _set(self, text: str) -> str:
        return typeset(text, self._language.code)


def _asset_text(name: str) -> str:
    return files(__package__).joinpath("assets", name).read_text("utf-8")


def _documents(
    artifacts: Mapping[str, Artifact], slug: str, code: str
) -> dict[str, list[dict[str, object]]]:
    """What each tab can show of an edition in a language."""
    page = addresses.edition_page(slug, code)
    home = page.removesuffix("index.html")
    quiz = addresses.practice_page(slug, code).removesuffix("index.html")
    aside = f"private/{slug}/"
    own = f"{aside}{code}/"
    shown = [item for item in artifacts.values() if item.media_type in _SHOWN]
    explainer = [item for item in shown if item.path == page]
    mail = [item for item in shown if item.path in (f"{own}email.html", f"{own}email.txt")]
    public = [item for item in shown if item.path.startswith(home)]
    private = [
        item
        for item in shown
        if item.path.startswith(aside) and item.language in ("", code) and item not in mail
    ]
    tests = [item for item in private if item.path.startswith(f"{own}quiz")]
    chosen = {
        "web": explainer,
        "phone": explainer,
        "dark": explainer,
        "email": [item for item in mail if item.media_type == "text/html"],
        "text": [item for item in mail if item.media_type == "text/plain"],
        "pdf": [
            item for item in public if item.media_type == _PDF and not item.path.startswith(quiz)
        ],
        "quiz": [
            *sorted(
                (item for item in public if item.path.startswith(quiz)),
                key=lambda item: (item.media_type != "text/html", item.path),
            ),
            *tests,
        ],
        "key": [item for item in private if item not in tests],
    }
    return {
        tab: [
            {
                "path": item.path,
                "label": item.path.removeprefix(home).removeprefix(own).removeprefix(aside),
                "private": item.audience is Audience.PRIVATE,
            }
            for item in items
        ]
        for tab, items in chosen.items()
    }
