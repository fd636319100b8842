"""The recto-verso handout: an edition on one page, questions on the other, and its key.

A private one for each version with all questions, and a public one with practice questions
where there are enough of them. No test question is ever in what is handed to the public one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from markupsafe import Markup

from rectoverso.compose.newsletter.values import ChartView, Newsletter, PullQuote, QuoteView
from rectoverso.model.artifacts import Artifact, Audience, digest_of
from rectoverso.model.questions import Question, Version
from rectoverso.problems import Code, Problem, Span
from rectoverso.render import addresses, charts, pdf
from rectoverso.render.newsletter import PageValues
from rectoverso.render.quiz.codes import SheetKind, Stamp
from rectoverso.render.quiz.desk import Desk, Planned
from rectoverso.render.quiz.handout import choosing, making, packing, pieces
from rectoverso.render.quiz.handout.choosing import (
    LEAST,
    Candidate,
    Group,
    Handouts,
    Paper,
    Passage,
    Sheet,
)
from rectoverso.render.quiz.handout.making import Filling
from rectoverso.render.quiz.handout.pieces import NUMBER, Cut
from rectoverso.render.quiz.variants import HANDOUT
from rectoverso.render.quiz.views import QuestionView
from rectoverso.render.site.around import alone
from rectoverso.render.themes import MILLIMETRES, paper_styles
from rectoverso.render.typesetting import finish

READS_TEXT = True
PRACTICE = "practice"
"""Name of the public handout in the choice, where versions have their letters."""
_STYLES = ("quiz/paper.css", "handout/sheet.css")
_KEY_STYLES = ("quiz/paper.css",)
_NARROW = 14
"""Characters of an option of which two fit beside each other in a column."""


def plan(desk: Desk) -> Planned:
    """Nothing unless ``sheets`` in ``quiz.yaml`` asks for it."""
    if HANDOUT not in desk.sheets or not desk.papers or desk.newsletter is None:
        return (), ()
    if len(desk.quiz.questions) < LEAST:
        return (), (choosing.too_few(len(desk.quiz.questions), _place(desk)),)
    front, problems = _front(desk, desk.newsletter)
    wanted = [_Wanted(version.name, version, desk.views(version)) for version in desk.quiz.versions]
    practice = desk.practice()
    if len(practice) >= LEAST:
        wanted.append(_Wanted(PRACTICE, None, practice))
    cuts: dict[str, tuple[Cut, Cut]] = {}
    for one in wanted:
        sheet, key, found = _filled(desk, front, one)
        problems += tuple(problem for problem in found if problem not in problems)
        if sheet is not None and key is not None:
            cuts[one.name] = (sheet, key)
    styles, found = _styles(desk, front, wanted)
    problems += tuple(problem for problem in found if problem not in problems)
    if problems or not wanted:
        return (), problems
    choice = _choice(desk, front, wanted, cuts[wanted[0].name][0], styles)
    made = [choice]
    for one in wanted:
        for paper in desk.papers:
            made += _sheets(desk, front, one, paper, cuts[one.name], styles)
    return tuple(made), ()


@dataclass(frozen=True, slots=True)
class _Wanted:
    """One handout: its name in the choice, its version or none, its questions in order."""

    name: str
    version: Version | None
    views: tuple[QuestionView, ...]

    def path(self, desk: Desk, paper: str) -> str:
        if self.version is None:
            return addresses.public_handout(desk.slug, desk.code, paper)
        return addresses.private_sheet(desk.slug, desk.code, HANDOUT, self.version.name, paper)

    def key_path(self, desk: Desk, paper: str) -> str:
        version = self.version.name if self.version else ""
        return addresses.private_sheet(desk.slug, desk.code, "handout-key", version, paper)


@dataclass(frozen=True, slots=True)
class _Front:
    """What the front is made of, in one language."""

    newsletter: Newsletter
    chart: ChartView | None
    quote: QuoteView | None
    slots: dict[str, str]


def _front(desk: Desk, newsletter: Newsletter) -> tuple[_Front, tuple[Problem, ...]]:
    asked = desk.quiz.head.handout
    drawn = {
        chart.id: chart
        for chart in newsletter.charts
        if charts.is_drawn(desk.templates, chart.kind)
    }
    shown = {chart.id: chart for chart in newsletter.charts}
    quotes = _quotes(newsletter)
    problems = []
    for field, id, known, there in (
        ("chart", asked.chart, shown, desk.edition.charts),
        ("quote", asked.quote, quotes, desk.edition.quotes),
    ):
        # An id that leads nowhere was told when the edition was loaded.
        if id is not None and id not in known and id in there:
            place = desk.place("handout", field)
            problems.append(Problem(Code.R013, place, {"entry": id, "language": desk.code}))
    chart = shown.get(asked.chart or "") or next(iter(drawn.values()), None)
    quote = quotes.get(asked.quote or "") or _untold(desk, newsletter)
    slots = {}
    if chart is not None and chart.id in drawn:
        slots[chart.id] = addresses.chart(desk.slug, desk.code, chart.id)
    return _Front(newsletter, chart, quote, slots), tuple(problems)


def _place(desk: Desk) -> Span:
    return desk.place("sheets", desk.quiz.head.sheets.index(HANDOUT))


def _quotes(newsletter: Newsletter) -> dict[str, QuoteView]:
    """The quotes of the explainer by id, those that stand alone before those in sentences."""
    found: dict[str, QuoteView] = {}
    blocks = [block for section in newsletter.sections for block in section.blocks]
    for block in blocks:
        if isinstance(block, PullQuote):
            found.setdefault(block.quote.id, block.quote)
    flows = [part for block in blocks for part in getattr(block, "parts", ())]
    for part in flows:
        if part.quote is not None:
            found.setdefault(part.quote.id, part.quote)
    return found


def _untold(desk: Desk, newsletter: Newsletter) -> QuoteView | None:
    """A pull quote that no question asks about, or else the first."""
    asked = {one.id for question in desk.quiz.questions for one in question.references}
    pulled = [
        block.quote
        for section in newsletter.sections
        for block in section.blocks
        if isinstance(block, PullQuote)
    ]
    free = [quote for quote in pulled if quote.id not in asked]
    return next(iter((*free, *pulled)), None)


def _letters(newsletter: Newsletter) -> dict[str, str]:
    """A letter for each source that a reference names: a to z, then aa, ab …"""
    letters = "abcdefghijklmnopqrstuvwxyz"
    return {
        source.id: (letters[place // 26 - 1] if place >= 26 else "") + letters[place % 26]
        for place, source in enumerate(newsletter.sources)
    }


def _values(desk: Desk, front: _Front, views: tuple[QuestionView, ...]) -> dict[str, object]:
    newsletter, head = front.newsletter, desk.publication.head
    page = PageValues(
        desk.publication,
        desk.edition,
        newsletter,
        desk.templates,
        desk.viewer.language,
        alone(desk.frame),
    )("handout")
    letters = _letters(newsletter)
    notes = {note.number: note for note in newsletter.notes}
    page_path = addresses.edition_page(desk.slug, desk.code)
    address = page_path.removeprefix("public/").removesuffix("index.html")

    def short_notes(numbers: Iterable[int]) -> list[dict[str, str]]:
        return [
            {
                "source": notes[number].source.id,
                "text": f"{letters[notes[number].source.id]}{notes[number].paragraph or ''}",
            }
            for number in numbers
        ]

    return {
        **page,
        **desk.values(views),
        # Pieces are chosen later, so each must say in full what it has to say.
        "first": lambda shown: True,
        "short_notes": short_notes,
        "place": lambda name: Markup(pieces.place(name)),
        "chart": front.chart,
        "quote": front.quote,
        "sections": [
            {"id": section.id, "title": section.title, "units": pieces.units(section.blocks)}
            for section in newsletter.sections
        ],
        "sources": [
            {"id": source.id, "letter": letters[source.id], "view": source}
            for source in newsletter.sources
        ],
        "online": f"{head.url.rstrip('/')}/{address.removesuffix('index.html')}"
        if head.url
        else "",
    }


def _filled(
    desk: Desk, front: _Front, wanted: _Wanted
) -> tuple[Cut | None, Cut | None, tuple[Problem, ...]]:
    """The document of a handout and that of its key, with all pieces."""
    views = tuple(
        replace(
            view,
            number=NUMBER,
            compact=all(len(option.text) <= _NARROW for option in view.options),
        )
        for view in wanted.views
    )
    values = _values(desk, front, views) | {
        "version": wanted.version.name if wanted.version else "",
        "practice": wanted.version is None,
    }
    language = desk.viewer.language
    sheet = desk.templates.fill("handout/sheet.html", language, values)
    key = desk.templates.fill("handout/key.html", language, values)
    if sheet.problems or key.problems:
        return None, None, (*sheet.problems, *key.problems)
    return (
        pieces.cut(finish(sheet.text, desk.vocabulary)),
        pieces.cut(finish(key.text, desk.vocabulary)),
        (),
    )


@dataclass(frozen=True, slots=True)
class _Styles:
    """Style sheets of a handout and its key by its name and the paper, and the codes' images."""

    sheets: dict[tuple[str, str], tuple[str, ...]]
    keys: dict[tuple[str, str], tuple[str, ...]]
    stamps: dict[str, Stamp]


def _styles(
    desk: Desk, front: _Front, wanted: list[_Wanted]
) -> tuple[_Styles, tuple[Problem, ...]]:
    texts = {name: desk.templates.text(name) for name in (*_STYLES, *_KEY_STYLES)}
    problems = tuple(problem for text in texts.values() for problem in text.problems)
    styles = _Styles({}, {}, {})
    for one in wanted:
        stamp = desk.foot(one.version, SheetKind.HANDOUT, making.PAGES)
        styles.stamps[one.name] = stamp
        plain = desk.foot(one.version, None, 0)
        for paper in desk.papers:
            sheet = (texts[name].text for name in _STYLES)
            key = (texts[name].text for name in _KEY_STYLES)
            styles.sheets[one.name, paper] = paper_styles(desk.theme, paper, *sheet, stamp.style)
            styles.keys[one.name, paper] = paper_styles(desk.theme, paper, *key, plain.style)
    return styles, problems


def _choice(
    desk: Desk, front: _Front, wanted: list[_Wanted], cut: Cut, styles: _Styles
) -> Artifact:
    path = addresses.handout_choice(desk.slug, desk.code)
    first = wanted[0]
    stamp = styles.stamps[first.name]
    papers = tuple(
        Paper(
            paper,
            MILLIMETRES[paper],
            styles.sheets[first.name, paper],
            tuple(
                Group(
                    tuple(
                        Sheet(one.path(desk, paper), one.name, tuple(view.id for view in one.views))
                        for one in wanted
                        if (one.version is None) == public
                    )
                )
                for public in (False, True)
                if any((one.version is None) == public for one in wanted)
            ),
        )
        for paper in desk.papers
    )
    newsletter = front.newsletter
    shown = pieces.shown_in(newsletter.essentials)
    shown |= {("facts", row.fact) for row in (front.chart.rows if front.chart else ())}
    shown |= {("quotes", front.quote.id)} if front.quote else set()
    handouts = Handouts(
        language=desk.code,
        cut=cut,
        slots=front.slots,
        resources=stamp.resources,
        papers=papers,
        candidates=tuple(_candidate(desk, question) for question in desk.quiz.questions),
        passages=tuple(
            Passage(
                section.id,
                section.title,
                tuple(
                    tuple(sorted(pieces.shown_in(unit))) for unit in pieces.units(section.blocks)
                ),
                section.id in desk.quiz.head.handout.sections,
            )
            for section in newsletter.sections
        ),
        shown=tuple(sorted(shown)),
        place=_place(desk),
    )
    document = pdf.Paper(cut.document, (), front.slots, stamp.resources)
    return Artifact(
        path=path,
        media_type="application/json",
        audience=Audience.PRIVATE,
        make=choosing.make_choice,
        values=(path, handouts),
        digest=digest_of(repr(handouts), pdf.digest(document), _program()),
        inputs=tuple(sorted(set(front.slots.values()))),
        language=desk.code,
    )


def _candidate(desk: Desk, question: Question) -> Candidate:
    head = desk.quiz.head
    first = list(dict.fromkeys(head.handout.questions))
    if question.id in first:
        rank = first.index(question.id)
    elif question.id in head.pin:
        rank = len(first)
    else:
        rank = len(first) + (2 if question.generated else 1)
    return Candidate(
        question.id,
        rank,
        question.shape.value,
        question.section or "",
        question.level.value,
        tuple((one.kind, one.id) for one in question.references),
        question.points,
    )


def _sheets(
    desk: Desk,
    front: _Front,
    wanted: _Wanted,
    paper: str,
    cuts: tuple[Cut, Cut],
    styles: _Styles,
) -> list[Artifact]:
    sheet, key = cuts
    choice = addresses.handout_choice(desk.slug, desk.code)
    points = {question.id: question.points for question in desk.quiz.questions}

    def made(path: str, cut: Cut, *, is_key: bool) -> Artifact:
        filling = Filling(
            path=path,
            choice=choice,
            paper=paper,
            sheet=wanted.name,
            cut=cut,
            styles=(styles.keys if is_key else styles.sheets)[wanted.name, paper],
            slots={} if is_key else front.slots,
            resources={} if is_key else styles.stamps[wanted.name].resources,
            language=desk.code,
            points={view.id: points[view.id] for view in wanted.views},
        )
        document = pdf.Paper(cut.document, filling.styles, filling.slots, filling.resources)
        public = wanted.version is None and not is_key
        return Artifact(
            path=path,
            media_type=pdf.MEDIA_TYPE,
            audience=Audience.PUBLIC if public else Audience.PRIVATE,
            make=making.make_key if is_key else making.make_sheet,
            values=filling,
            digest=digest_of(repr(filling), pdf.digest(document), _program()),
            inputs=tuple(sorted({choice, *filling.slots.values()})),
            title=front.newsletter.title,
            language=desk.code,
        )

    return [
        made(wanted.path(desk, paper), sheet, is_key=False),
        made(wanted.key_path(desk, paper), key, is_key=True),
    ]


def _program() -> bytes:
    """The source of what makes handouts: part of the digest of all that comes of it."""
    modules = (choosing, making, packing, pieces)
    return b"".join(Path(module.__file__ or "").read_bytes() for module in modules)
