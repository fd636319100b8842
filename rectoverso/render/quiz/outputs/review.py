"""The review of the quiz: a private page with each question, its key and what was found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from rectoverso import languages
from rectoverso.compose.quiz.marking import LETTERS
from rectoverso.languages import Language
from rectoverso.languages.filling import filled
from rectoverso.model.artifacts import Audience
from rectoverso.model.questions import Placed, Question, Use
from rectoverso.model.review import Count, Ease, Finding
from rectoverso.problems import Severity
from rectoverso.questions.keys import part_ids
from rectoverso.render import addresses, pages
from rectoverso.render.quiz.desk import Desk, Planned
from rectoverso.render.quiz.views import QuestionView
from rectoverso.render.typesetting import finish
from rectoverso.text import amounts

READS_REVIEW = True

_STYLE = "quiz/review.css"
_BANDS = (
    (90, "very-easy"),
    (80, "easy"),
    (70, "fairly-easy"),
    (60, "standard"),
    (50, "fairly-hard"),
    (30, "hard"),
)
"""Least score of each band (Flesch 1948)."""


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding in a reader's language; ``question`` and ``anchor`` are empty for the quiz's."""

    severity: str
    rule: str
    code: str
    message: str
    help: str
    place: str
    waived: str
    question: str
    anchor: str


@dataclass(frozen=True, slots=True)
class ReviewedView:
    """A question as it is asked, what it is about, and what was found."""

    view: QuestionView
    anchor: str
    about: str
    seconds: str
    findings: tuple[FindingView, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its head and its cells."""

    head: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SearchView:
    """What was searched for in a question, and where the question stands on the page."""

    stem: str
    anchor: str
    words: tuple[str, ...]
    aside: tuple[tuple[str, str], ...]
    by: str


def plan(desk: Desk) -> Planned:
    """The page in one language; nothing where the quiz has no version."""
    if not desk.quiz.versions:
        return (), ()
    path = addresses.private_review(desk.slug, desk.code)
    style = desk.templates.text(_STYLE)
    report = _Report(desk)
    values = (
        desk.values(desk.views(desk.quiz.versions[0]))
        | report.values()
        | {"style": desk.theme.tokens + style.text, "languages": _languages(desk, path)}
    )
    page = desk.templates.fill("quiz/review.html", desk.viewer.language, values)
    problems = (*style.problems, *page.problems)
    if problems:
        return (), problems
    title = desk.viewer.language.say("review.title", title=desk.title)
    html = finish(page.text, desk.vocabulary)
    made = pages.artifact(path, html, title=title, language=desk.code, audience=Audience.PRIVATE)
    return (made,), ()


def _languages(desk: Desk, here: str) -> list[Mapping[str, str]]:
    return [
        {
            "code": code,
            "text": languages.language(code).name,
            "href": pages.address(here, addresses.private_review(desk.slug, code)),
        }
        for code in desk.edition.languages(desk.publication.head)
    ]


@dataclass(frozen=True)
class _Report:
    """Makes what the template shows."""

    desk: Desk

    @property
    def language(self) -> Language:
        return self.desk.viewer.language

    def say(self, name: str, **values: object) -> str:
        return self.language.say(f"review.{name}", **values)

    def kind(self, name: str) -> str:
        """What a kind of question is called; its name where a language has no word for it."""
        known = f"kind-{name}" in self.language.interface["review"]
        return self.say(f"kind-{name}") if known else name.replace("-", " ")

    def values(self) -> dict[str, object]:
        review, coverage = self.desk.review, self.desk.review.coverage
        return {
            "chosen": self._chosen,
            "others": self._others,
            "findings": self._findings(review.findings),
            "reviewed": len(review.reviewed),
            "severities": self._severities(),
            "sections": self._rows(coverage.sections, self._sections, "no-section"),
            "sources": self._rows(coverage.sources, self._labels(), "no-source"),
            "kinds": self._kinds(),
            "levels": self._rows(coverage.levels, self._named("level", coverage.levels)),
            "uses": self._rows(coverage.uses, self._named("use", coverage.uses)),
            "places": self._places(),
            "letters": LETTERS[: max((len(one.counts) for one in review.key_places), default=0)],
            "durations": self._durations(),
            "ease": self._ease(),
            "searches": self._searches(),
            "version_name": self.desk.quiz.versions[0].name,
        }

    @cached_property
    def _chosen(self) -> tuple[ReviewedView, ...]:
        version = self.desk.quiz.versions[0]
        return tuple(
            self._reviewed(self.desk.quiz.question(placed.question), placed)
            for placed in version.placed
        )

    @cached_property
    def _others(self) -> tuple[ReviewedView, ...]:
        """Written questions that were reviewed and are not in the quiz."""
        chosen = {question.id for question in self.desk.quiz.questions}
        ids = [id for id in self.desk.review.reviewed if id not in chosen]
        first = len(chosen) + 1
        others = []
        for number, id in enumerate(ids, first):
            question = self.desk.quiz.candidates[id]
            others.append(self._reviewed(question, Placed(id, number, part_ids(question))))
        return tuple(others)

    def _reviewed(self, question: Question, placed: Placed) -> ReviewedView:
        seconds = self._seconds.get(question.id)
        section = self._sections.get(question.section or "", self.say("no-section"))
        return ReviewedView(
            view=self.desk.viewer.view(question, placed),
            anchor=_anchor(placed.number),
            about=self.say(
                "about",
                kind=self.kind(question.kind),
                level=self.say(f"level-{question.level}"),
                section=section,
                use=self.say(f"use-{question.use}"),
            ),
            seconds=self.say("seconds", count=seconds) if seconds else "",
            findings=self._findings(self.desk.review.of(question.id)),
        )

    @cached_property
    def _seconds(self) -> Mapping[str, int]:
        reading = self.desk.review.readings.get(self.desk.code)
        return reading.seconds if reading else {}

    def _findings(self, findings: Iterable[Finding]) -> tuple[FindingView, ...]:
        return tuple(self._finding(finding) for finding in findings)

    def _finding(self, finding: Finding) -> FindingView:
        problem = finding.problem
        texts = self.language.message(problem.code)
        span = problem.span
        return FindingView(
            severity=finding.severity.value,
            rule=finding.rule,
            code=problem.code.name,
            message=filled(texts.message, problem.values, self.language),
            help=filled(texts.help, problem.values, self.language),
            place=f"{span.file}:{span.line}" if span else "",
            waived=finding.waived,
            question=finding.question,
            anchor=self._anchors.get(finding.question, ""),
        )

    @cached_property
    def _anchors(self) -> Mapping[str, str]:
        placed = self.desk.quiz.versions[0].placed
        found = {one.question: _anchor(one.number) for one in placed}
        others = [id for id in self.desk.review.reviewed if id not in found]
        return found | {id: _anchor(number) for number, id in enumerate(others, len(placed) + 1)}

    def _severities(self) -> tuple[Row, ...]:
        rows = []
        for severity in Severity:
            found = [one for one in self.desk.review.findings if one.severity is severity]
            standing = sum(not one.waived for one in found)
            cells = (str(standing), str(len(found) - standing))
            rows.append(Row(self.say(f"severity-{severity}"), cells))
        return tuple(rows)

    @cached_property
    def _sections(self) -> Mapping[str, str]:
        head = self.desk.edition.head
        return {one.id: one.title.get(self.desk.code) or one.id for one in head.sections}

    def _labels(self) -> Mapping[str, str]:
        sources = self.desk.edition.sources
        return {id: source.label.get(self.desk.code) or id for id, source in sources.items()}

    def _named(self, what: str, counts: Iterable[Count]) -> Mapping[str, str]:
        return {one.name: self.say(f"{what}-{one.name}") for one in counts}

    def _rows(
        self, counts: Iterable[Count], names: Mapping[str, str], none: str = ""
    ) -> tuple[Row, ...]:
        return tuple(
            Row(
                names.get(one.name, one.name) or (self.say(none) if none else ""),
                (str(one.questions), str(one.points)),
            )
            for one in counts
        )

    def _kinds(self) -> tuple[Row, ...]:
        chosen = {one.name: one for one in self.desk.review.coverage.kinds}
        rows = []
        for one in self.desk.review.coverage.pool:
            here = chosen.get(one.name, Count(one.name, 0, 0))
            cells = (str(here.questions), str(here.points), str(one.questions))
            rows.append(Row(self.kind(one.name), cells))
        return tuple(sorted(rows, key=lambda row: row.head))

    def _places(self) -> tuple[Row, ...]:
        found = self.desk.review.key_places
        if not found or not found[0].counts:
            return ()
        rows = [Row(one.version, tuple(map(str, one.counts))) for one in found]
        return (*rows, Row(self.say("at-most"), tuple(map(str, found[0].allowed))))

    def _durations(self) -> tuple[Row, ...]:
        seconds, quiz = self._seconds, self.desk.quiz
        groups = [("all-questions", quiz.questions)]
        groups += [
            (f"use-{one.name}", quiz.of_use(Use(one.name)))
            for one in self.desk.review.coverage.uses
        ]
        rows = [
            Row(
                self.say(name),
                (
                    str(len(questions)),
                    self.say("minutes", count=_minutes(seconds[one.id] for one in questions)),
                ),
            )
            for name, questions in groups
            if questions and seconds
        ]
        if rows and quiz.head.minutes:
            asked = self.say("minutes", count=quiz.head.minutes)
            rows.append(Row(self.say("asked-for"), ("", asked)))
        return tuple(rows)

    def _ease(self) -> tuple[Row, ...]:
        reading = self.desk.review.readings.get(self.desk.code)
        texts = (("newsletter", reading.newsletter), ("quiz", reading.quiz)) if reading else ()
        return tuple(
            Row(
                self.say(name),
                (
                    str(round(ease.score)),
                    self.say(f"band-{_band(ease)}"),
                    amounts.number(Decimal(ease.words), self.desk.code),
                    amounts.number(Decimal(ease.sentences), self.desk.code),
                ),
            )
            for name, ease in texts
            if ease is not None
        )

    def _searches(self) -> tuple[SearchView, ...]:
        found = []
        for one in (*self._chosen, *self._others):
            search = one.view.search
            if search is not None:
                shown = one.view.material.parts if one.view.material else ()
                stem = "".join(part.text for part in shown) or one.view.stem
                aside = tuple((words, why.get(self.desk.code) or "") for words, why in search.aside)
                found.append(SearchView(stem, one.anchor, search.words, aside, search.by))
        return tuple(found)


def _anchor(number: int) -> str:
    return f"question-{number}"


def _minutes(seconds: Iterable[int]) -> int:
    return -(-sum(seconds) // 60)


def _band(ease: Ease) -> str:
    return next((name for least, name in _BANDS if ease.score >= least), "very-hard")
