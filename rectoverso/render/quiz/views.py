"""A question as templates see it: one language, one version, letters and sources in place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rectoverso.compose.quiz import marking
from rectoverso.compose.quiz.marking import LETTERS
from rectoverso.languages import Language
from rectoverso.model.articles import Verifications
from rectoverso.model.entries import Bridge, Evidence
from rectoverso.model.publication import Edition, Publication
from rectoverso.model.questions import (
    Accents,
    Choice,
    Fill,
    Match,
    Number,
    Open,
    Option,
    Order,
    Placed,
    Question,
    Reference,
    Search,
    Short,
)
from rectoverso.questions.answers import in_text
from rectoverso.questions.quoting import STOPS, pieces
from rectoverso.questions.wording import GAP
from rectoverso.render.running_text import marks_of
from rectoverso.text import amounts

_SHORT_WORDS = 14
_MOST_SOURCES = 4
_SHORT_OPTION = 30
_NARROW_LINE = 28
_EVIDENCE = {
    "facts": "fact",
    "quotes": "quote",
    "comparisons": "comparison",
    "terms": "term",
    "roles": "party",
}


@dataclass(frozen=True, slots=True)
class SourceView:
    """Where an answer can be read: a source, a paragraph, and the words where they are short.

    Attributes:
        evidence: value of ``data-evidence`` for the words.
        label: the source's label.
        paragraph: number in the copy, 0 when unknown.
        words: at most fourteen words of the source, or none.
        language: of the words.
        inferred: whether the publisher is inferred.
        url: address of the source, or none.
    """

    evidence: str
    label: str
    paragraph: int
    words: str
    language: str
    inferred: bool
    url: str


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of shown text: ``role`` is text, words (verbatim), gap or blank."""

    role: str
    text: str
    width: int = 0
    id: str = ""


@dataclass(frozen=True, slots=True)
class MaterialView:
    """Something to look at before answering.

    Attributes:
        parts: stretches of it.
        quote: id of the quote, or none.
        language: of the words, where they are verbatim.
        translated: whether it is our translation of a quote.
    """

    parts: tuple[Part, ...]
    quote: str = ""
    language: str = ""
    translated: bool = False


@dataclass(frozen=True, slots=True)
class OptionView:
    """An option, a right side, a step or a gap, under its letter or number."""

    id: str
    letter: str
    text: str
    right: bool
    feedback: str
    left: str = ""
    place: int = 0
    accepted: tuple[str, ...] = ()
    sources: tuple[SourceView, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question in one language at its place in a version.

    Attributes:
        number: place in the version; in what is cut into pieces, a sign that stands for it.
        id: for marks; the same in every language.
        shape: which template shows it.
        options: in the order of the version: options, right sides, steps, or gaps.
        lefts: left sides of a matching question, in order, with the letter of the partner.
        compact: whether the options are short enough for two columns.
        parts: text with gaps, or the text around an answer line.
        width: of an answer line in characters.
        lines: of an open answer.
        guide: points and text of each line of a marking guide.
        answer: the key in a few words.
        tolerance: how far off a number may be, or none.
        search: how a person made sure that nothing is stated; for the key alone.
        heading: title of the section that begins with this question, where sections are told.
        strict: whether a typed answer without its accents is wrong.
    """

    number: int | str
    id: str
    shape: str
    stem: str
    material: MaterialView | None
    points: int
    explanation: str
    options: tuple[OptionView, ...]
    lefts: tuple[OptionView, ...]
    compact: bool
    parts: tuple[Part, ...]
    width: int
    lines: int
    guide: tuple[tuple[int, str], ...]
    model_answer: str
    answer: str
    accepted: tuple[str, ...]
    tolerance: str
    sources: tuple[SourceView, ...]
    search: Search | None = None
    heading: str = ""
    strict: bool = False

    @property
    def several(self) -> bool:
        """Whether several options may be right."""
        return self.shape == "choose-many"


@dataclass(frozen=True, slots=True)
class Viewer:
    """Makes views of the questions of one edition in one language."""

    publication: Publication
    edition: Edition
    verifications: Verifications
    language: Language

    @property
    def code(self) -> str:
        """Code of the reader's language."""
        return self.language.code

    def view(self, question: Question, placed: Placed) -> QuestionView:
        """The question at its place."""
        options = self._options(question, placed.order)
        lefts = self._lefts(question, options)
        parts, width, lines = self._lines(question)
        response = question.response
        accepted = response.accepted[self.code] if isinstance(response, Short) else ()
        guide: tuple[tuple[int, str], ...] = ()
        model_answer = ""
        if isinstance(response, Open):
            guide = tuple((line.points, line.text[self.code]) for line in response.guide)
            model_answer = response.model_answer[self.code]
        longest = max((len(option.text) for option in options), default=0)
        return QuestionView(
            number=placed.number,
            id=question.id,
            shape=question.shape.value,
            stem=question.stem[self.code],
            material=self._material(question),
            points=question.points,
            explanation=self._explanation(question),
            options=options,
            lefts=lefts,
            compact=isinstance(response, Choice) and longest <= _SHORT_OPTION,
            parts=parts,
            width=width,
            lines=lines,
            guide=guide,
            model_answer=model_answer,
            answer=self._answer(question, placed, options),
            accepted=accepted[1:],
            tolerance=self._tolerance(response),
            sources=self.sources(question.references),
            search=question.search,
            strict=_is_strict(response),
        )

    def _options(self, question: Question, order: Sequence[str]) -> tuple[OptionView, ...]:
        match question.response:
            case Choice(options=options):
                known = {option.id: option for option in options}
                return tuple(
                    self._option(known[id], LETTERS[place]) for place, id in enumerate(order)
                )
            case Match(pairs=pairs, extra=extra):
                sides = {pair.id: (pair.right, pair.feedback, True) for pair in pairs} | {
                    option.id: (option.text, option.feedback, False) for option in extra
                }
                return tuple(
                    OptionView(
                        id,
                        LETTERS[place],
                        sides[id][0][self.code],
                        sides[id][2],
                        sides[id][1][self.code],
                    )
                    for place, id in enumerate(order)
                )
            case Order(steps=steps):
                places = {step.id: place for place, step in enumerate(steps, 1)}
                by_id = {step.id: step for step in steps}
                return tuple(
                    OptionView(
                        id,
                        LETTERS[at],
                        by_id[id].text[self.code],
                        True,
                        by_id[id].feedback[self.code],
                        place=places[id],
                    )
                    for at, id in enumerate(order)
                )
            case Fill() as response:
                return tuple(
                    OptionView(
                        blank.id,
                        str(place),
                        blank.accepted[self.code][0],
                        True,
                        blank.feedback[self.code],
                        place=place,
                        accepted=blank.accepted[self.code][1:],
                    )
                    for place, blank in enumerate(in_text(response, self.code), 1)
                )
        return ()

    def _option(self, option: Option, letter: str) -> OptionView:
        carried = (option.carried_by,) if option.carried_by else ()
        return OptionView(
            option.id,
            letter,
            option.text[self.code],
            option.right,
            option.feedback[self.code],
            sources=self.sources(carried)[:1],
        )

    def _lefts(self, question: Question, options: tuple[OptionView, ...]) -> tuple[OptionView, ...]:
        if not isinstance(question.response, Match):
            return ()
        letters = {option.id: option.letter for option in options}
        return tuple(
            OptionView(
                pair.id,
                letters[pair.id],
                pair.right[self.code],
                True,
                pair.feedback[self.code],
                left=pair.left[self.code],
                place=place,
            )
            for place, pair in enumerate(question.response.pairs, 1)
        )

    def _lines(self, question: Question) -> tuple[tuple[Part, ...], int, int]:
        """Text around answer lines; width of a line; number of lines."""
        response = question.response
        if isinstance(response, Fill):
            return self._gaps(response), 0, 0
        if isinstance(response, Number):
            before, _, after = response.unit[self.code].partition("{number}")
            width = len(amounts.number(response.value, self.code)) + 6
            return (Part("text", before), Part("blank", "", width), Part("text", after)), width, 1
        if isinstance(response, Short):
            longest = max(len(text) for text in response.accepted[self.code])
            return (), max(_NARROW_LINE, longest + 8), 1
        if isinstance(response, Open):
            return (), 0, response.lines
        return (), 0, 0

    def _gaps(self, response: Fill) -> tuple[Part, ...]:
        parts: list[Part] = []
        rest = response.text[self.code]
        # All gaps are as wide as the longest answer, so that their width tells nothing.
        width = 6 + max(
            len(text) for blank in response.blanks for text in blank.accepted[self.code]
        )
        while rest:
            found = [
                (rest.find(f"{{{blank.id}}}"), blank.id)
                for blank in response.blanks
                if f"{{{blank.id}}}" in rest
            ]
            if not found:
                parts.append(Part("text", rest))
                break
            start, id = min(found)
            if start:
                parts.append(Part("text", rest[:start]))
            parts.append(Part("blank", "", width, id))
            rest = rest[start + len(id) + 2 :]
        return tuple(parts)

    def _material(self, question: Question) -> MaterialView | None:
        if question.material is None:
            return None
        text = question.material[self.code]
        about = question.material_reference
        if about is not None and about.kind == "quotes":
            quote = self.edition.quotes[about.id]
            spoken_in = self.edition.sources[quote.source].language
            if spoken_in.partition("-")[0] == self.code:
                whole = text == pieces(quote, about.id, self.verifications)
                parts = self._spoken(about.id) if whole else (Part("words", text),)
                return MaterialView(parts, about.id, spoken_in)
            return MaterialView((Part("text", text),), about.id, self.code, translated=True)
        shown: list[Part] = []
        for place, piece in enumerate(text.split(GAP)):
            if place:
                shown.append(Part("gap", ""))
            if piece:
                shown.append(Part("text", piece))
        return MaterialView(tuple(shown))

    def _spoken(self, id: str) -> tuple[Part, ...]:
        """The pieces of a quote, each verbatim, with what stands between them when shown."""
        quote = self.edition.quotes[id]
        verification = self.verifications.get(("quotes", id))
        joins = verification.joins if verification else ()
        parts: list[Part] = []
        for place, piece in enumerate(quote.words):
            if isinstance(piece, Bridge):
                marks = marks_of(self.code)
                parts.append(Part("text", f"{marks.close} {piece.bridge} {marks.open}"))
                continue
            if parts and parts[-1].role == "words":
                join = joins[place - 1] if place - 1 < len(joins) else ""
                space = "" if join in STOPS else " "
                parts.append(Part("text", f"{space}{join} " if join else " "))
            parts.append(Part("words", piece))
        return tuple(parts)

    def _explanation(self, question: Question) -> str:
        """Why the key is right; empty where each right answer has a reason of its own."""
        return question.explanation.get(self.code) or ""

    def _answer(self, question: Question, placed: Placed, options: tuple[OptionView, ...]) -> str:
        match question.response:
            case Choice() | Match() | Order():
                return ", ".join(marking.answer(question, placed.order))
            case Number(shown=shown):
                return shown[self.code]
            case Short(accepted=accepted):
                return accepted[self.code][0]
            case Fill():
                return ", ".join(option.text for option in options)
        return ""

    def _tolerance(self, response: object) -> str:
        if not isinstance(response, Number) or not response.tolerance:
            return ""
        number = amounts.number(response.tolerance, self.code)
        return response.unit[self.code].replace("{number}", number)

    def sources(self, references: Iterable[Reference]) -> tuple[SourceView, ...]:
        """Where the entries are carried, each place once, at most four."""
        found: dict[tuple[str, int], SourceView] = {}
        for reference in references:
            for view in self._places(reference):
                found.setdefault((view.label, view.paragraph), view)
        return tuple(found.values())[:_MOST_SOURCES]

    def _places(self, reference: Reference) -> Iterable[SourceView]:
        edition, id = self.edition, reference.id
        evidence: tuple[Evidence, ...] = ()
        match reference.kind:
            case "facts":
                evidence = edition.facts[id].evidence
            case "terms":
                evidence = edition.terms[id].evidence
            case "roles":
                role = next((role for role in edition.roles if role.who == id), None)
                evidence = role.evidence if role else ()
            case "comparisons":
                for fact in edition.comparisons[id].facts:
                    yield from self._places(Reference("facts", fact))
                return
            case "quotes":
                quote = edition.quotes[id]
                verification = self.verifications.get(("quotes", id))
                passages = verification.passages if verification else ()
                paragraph = passages[0].paragraph if passages else quote.paragraph or 0
                yield self._source(reference, quote.source, paragraph, "")
                return
        verification = self.verifications.get((reference.kind, id))
        passages = verification.passages if verification else ()
        for place, piece in enumerate(evidence):
            known = passages[place].paragraph if place < len(passages) else piece.paragraph or 0
            words = piece.words if len(piece.words.split()) <= _SHORT_WORDS else ""
            yield self._source(reference, piece.source, known, words)

    def _source(
        self, reference: Reference, source_id: str, paragraph: int, words: str
    ) -> SourceView:
        source = self.edition.sources[source_id]
        publisher = source.publisher
        return SourceView(
            evidence=f"{_EVIDENCE[reference.kind]}:{reference.id}",
            label=source.label.get(self.code) or "",
            paragraph=paragraph,
            words=words,
            language=source.language,
            inferred=publisher is not None and publisher.basis == "inferred",
            url=source.url or "",
        )


def _is_strict(response: object) -> bool:
    if isinstance(response, Short):
        return response.accents is Accents.STRICT
    if isinstance(response, Fill):
        return any(blank.accents is Accents.STRICT for blank in response.blanks)
    return False
