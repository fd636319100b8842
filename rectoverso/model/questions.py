"""Questions: the closed set of shapes, what editors write, and what kinds lower to.

A kind (``questions/kinds/``) turns what an editor wrote, or what the content holds, into a
``Question`` with one of the responses below. Templates, formats and versions know only
responses, never kinds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from rectoverso.model.values import Authored, EntryId, LocalText, Text


class Shape(StrEnum):
    """Response forms that templates and formats know."""

    CHOOSE_ONE = "choose-one"
    CHOOSE_MANY = "choose-many"
    FILL = "fill"
    NUMBER = "number"
    SHORT = "short"
    MATCH = "match"
    ORDER = "order"
    OPEN = "open"


class Level(StrEnum):
    """What the question asks of the mind (after Bloom, revised)."""

    REMEMBER = "remember"
    UNDERSTAND = "understand"
    APPLY = "apply"
    ANALYSE = "analyse"


class Use(StrEnum):
    """Practice questions may be public with their answers; test questions may not."""

    PRACTICE = "practice"
    TEST = "test"


class Accents(StrEnum):
    """Whether a typed answer needs its accents, or is right without, with a remark."""

    LENIENT = "lenient"
    STRICT = "strict"


Reason = Annotated[str, Field(min_length=3)]
"""Why a rule is waived, in the editor's words."""


class Reword(Authored):
    """A change to a generated question."""

    stem: Text | None = None
    feedback: dict[str, Text] = Field(
        default_factory=dict, description="by the id of an option: why it is right or wrong"
    )
    explanation: Text | None = None
    use: Use | None = None
    points: Annotated[int, Field(ge=1, le=20)] | None = None
    level: Level | None = None
    section: EntryId | None = None
    tags: tuple[str, ...] | None = Field(None, description="such as a school level, a competency")


def _exactly(value: Any) -> Any:
    if isinstance(value, (str, int)):
        return {"at_least": value, "at_most": value}
    return value


class Range(Authored):
    """How many: a bare number is exactly so many."""

    at_least: Annotated[int, Field(ge=0)] = 0
    at_most: Annotated[int, Field(ge=0)] | None = None

    def holds(self, count: int) -> bool:
        """Whether so many are wanted."""
        return self.at_least <= count and (self.at_most is None or count <= self.at_most)


HowMany = Annotated[Range, BeforeValidator(_exactly, json_schema_input_type=int | Range)]


class Take(Authored):
    """How many questions to choose, and from where."""

    total: Annotated[int, Field(ge=1)] = 20
    practice: Annotated[int, Field(ge=0)] | None = Field(
        None, description="how many of them are for practice; the rest are for the test"
    )
    kinds: dict[str, HowMany] = Field(
        default_factory=dict,
        description="how many of a kind: a number, or at_least and at_most",
    )
    levels: dict[Level, HowMany] = Field(default_factory=dict, description="how many of a level")
    sections: dict[EntryId, HowMany] = Field(
        default_factory=dict, description="how many on a section"
    )


class ShuffledQuestions(StrEnum):
    """How far questions move between versions."""

    QUIZ = "quiz"
    SECTIONS = "sections"
    NONE = "none"


class Shuffle(Authored):
    """What differs between versions. Numbers, dates and true or false always keep their order."""

    questions: ShuffledQuestions = Field(
        ShuffledQuestions.QUIZ,
        description="over the whole quiz; within the sections, in the edition's order and under "
        "their titles; or not at all, as pinned and written",
    )
    options: bool = Field(True, description="whether options change places, too")


_MOST_VERSIONS = 26


def _named_versions(value: Any) -> Any:
    """``versions: 4`` is short for A to D; what is no such number is left to the schema."""
    if not isinstance(value, str) or not value.isascii() or not value.isdigit():
        return value
    count = min(int(value.lstrip("0")[:3] or "0"), _MOST_VERSIONS + 1)
    return tuple(chr(ord("A") + place % _MOST_VERSIONS) for place in range(count))


def _each_once(names: tuple[str, ...]) -> tuple[str, ...]:
    for place, name in enumerate(names):
        if name in names[:place]:
            raise PydanticCustomError("named_twice", "named twice", {"found": name})
    return names


VersionNames = Annotated[
    tuple[Annotated[str, Field(pattern=r"^[A-Z]$")], ...],
    Field(min_length=1, max_length=_MOST_VERSIONS),
    AfterValidator(_each_once),
    BeforeValidator(
        _named_versions,
        json_schema_input_type=Annotated[int, Field(ge=1, le=_MOST_VERSIONS)]
        | Annotated[
            tuple[Annotated[str, Field(pattern=r"^[A-Z]$")], ...],
            Field(min_length=1, max_length=_MOST_VERSIONS),
        ],
    ),
]
"""Names of versions, single capitals; or how many there are."""


class Handout(Authored):
    """What goes on the recto-verso handout first; the rest is chosen by what fits."""

    chart: EntryId | None = Field(None, description="id of a chart of the explainer")
    quote: EntryId | None = Field(None, description="id of a quote of the explainer")
    sections: tuple[EntryId, ...] = Field((), description="sections that begin on the front")
    questions: tuple[str, ...] = Field((), description="questions that go before all others")


class QuizHead(Authored):
    """``quiz.yaml`` without its written questions."""

    title: Text
    instructions: Text | None = None
    seed: int = 1
    versions: VersionNames = Field(
        ("A",), description="their letters, such as `[A, B]`; or how many, `4` for A to D"
    )
    shuffle: Shuffle = Shuffle()
    sheets: tuple[EntryId, ...] = Field(
        ("standard",),
        description="how the quiz is printed: standard, large-print, easy-reading, booklet "
        "(questions that go with an answer sheet), handout (the edition on two pages), or a "
        "style sheet of your own in templates/quiz/sheets",
    )
    handout: Handout = Handout()
    take: Take = Take()
    pin: tuple[str, ...] = Field((), description="questions to take in any case, by id")
    drop: tuple[str, ...] = Field((), description="generated questions never to take, by id")
    reword: dict[str, Reword] = Field(default_factory=dict)
    minutes: Annotated[int, Field(ge=1)] | None = None
    waive: dict[str, dict[str, Reason]] = Field(
        default_factory=dict,
        description="question → review rules that do not apply to it, with the reason",
    )
    waive_quiz: dict[str, Reason] = Field(
        default_factory=dict,
        description="review rules of the whole quiz that do not apply, with the reason",
    )


class QuestionBase(Authored):
    """Fields that a written question of any kind has. Kinds extend it with their own."""

    id: EntryId
    kind: str
    stem: Text
    points: Annotated[int, Field(ge=1, le=20)] = 1
    level: Level = Level.UNDERSTAND
    section: EntryId | None = None
    tags: tuple[str, ...] = ()
    use: Use = Use.PRACTICE
    entries: tuple[str, ...] = Field(
        (), description="ids of the facts, quotes, comparisons and terms that carry the key"
    )
    explanation: Text | None = None
    replaces: str | None = Field(
        None, description="id of a generated question that this one takes the place of"
    )
    reviewed: str | None = Field(None, description="initials of the second reader")
    waive: dict[str, Reason] = Field(
        default_factory=dict, description="review rules that do not apply, with the reason"
    )


@dataclass(frozen=True, slots=True)
class WrittenQuestion:
    """A written question, checked against the schema of its kind."""

    id: str
    kind: str
    fields: QuestionBase
    index: int


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry that carries a key: kind (a key of ``publication.FILES``) and id."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Option:
    """One option. ``id`` is stable and independent of language and order."""

    id: str
    text: LocalText
    right: bool
    feedback: LocalText
    carried_by: Reference | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """Choose one (``several`` false) or all that apply. Ordered options are never shuffled."""

    options: tuple[Option, ...]
    several: bool = False
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Blank:
    """One gap: the answers that count in each language, the first is shown in the key."""

    id: str
    accepted: Mapping[str, tuple[str, ...]]
    feedback: LocalText
    accents: Accents = Accents.LENIENT


@dataclass(frozen=True, slots=True)
class Fill:
    """A text with gaps written ``{blank-id}``."""

    text: LocalText
    blanks: tuple[Blank, ...]


@dataclass(frozen=True, slots=True)
class Number:
    """A number with a unit to be written; right within ``tolerance`` (absolute, same unit).

    Attributes:
        value, tolerance: what stands on the line, without its sign.
        unit: the text around the line, with ``{number}`` for it.
        shown: the whole quantity.
        measured: name of the unit, as in facts.
        scale: the multiplier that the text around the line carries (« milliards »), or 1.
        negative: whether the quantity is below zero, so that a minus may be written.
    """

    value: Decimal
    tolerance: Decimal
    unit: LocalText
    shown: LocalText
    feedback: LocalText
    measured: str | None = None
    scale: Decimal = Decimal(1)
    negative: bool = False


@dataclass(frozen=True, slots=True)
class Short:
    """A few words; accepted variants by language, the first is shown in the key."""

    accepted: Mapping[str, tuple[str, ...]]
    feedback: LocalText
    accents: Accents = Accents.LENIENT


@dataclass(frozen=True, slots=True)
class Pair:
    """Left side and its partner."""

    id: str
    left: LocalText
    right: LocalText
    feedback: LocalText


@dataclass(frozen=True, slots=True)
class Match:
    """Pairs to be joined; ``extra`` right sides belong to none."""

    pairs: tuple[Pair, ...]
    extra: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to be put in order; the steps are given in the right order."""

    id: str
    text: LocalText
    feedback: LocalText


@dataclass(frozen=True, slots=True)
class Order:
    """Steps in the right order, and what the order follows."""

    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of a marking guide."""

    points: int
    text: LocalText


@dataclass(frozen=True, slots=True)
class Open:
    """An answer of some lines, marked by a person with a guide."""

    lines: int
    guide: tuple[Criterion, ...]
    model_answer: LocalText


Response = Choice | Fill | Number | Short | Match | Order | Open


@dataclass(frozen=True, slots=True)
class Search:
    """How a person made sure that no source states a thing.

    Attributes:
        words: what was looked for in all sources.
        aside: words that do stand in a source, and why they do not bear on the question.
        by: initials of the person.
    """

    words: tuple[str, ...]
    aside: tuple[tuple[str, LocalText], ...]
    by: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question, whatever kind it came from, in all languages of its edition.

    Attributes:
        id: written id, or ``<kind>:<entry-id>[:slot]`` for a generated one.
        kind: the kind it came from, for statistics and selection only.
        stem: what is asked.
        material: something to look at before answering (a quotation, a statement), or none.
        response: how it is answered, with the key.
        explanation: why the key is right.
        references: entries that carry the key, best first.
        contested: some source says otherwise; then the stem names who says it.
        search: of « not stated »: what was looked for in the articles.
    """

    id: str
    kind: str
    stem: LocalText
    response: Response
    explanation: LocalText
    references: tuple[Reference, ...]
    points: int = 1
    level: Level = Level.REMEMBER
    section: str | None = None
    tags: tuple[str, ...] = ()
    use: Use = Use.PRACTICE
    material: LocalText | None = None
    material_reference: Reference | None = None
    contested: bool = False
    generated: bool = True
    waive: Mapping[str, str] = field(default_factory=dict)
    search: Search | None = None

    @property
    def shape(self) -> Shape:
        """The shape that templates and formats know it by."""
        if isinstance(self.response, Choice):
            return Shape.CHOOSE_MANY if self.response.several else Shape.CHOOSE_ONE
        return _SHAPES[type(self.response)]


_SHAPES: Mapping[type[Any], Shape] = {
    Fill: Shape.FILL,
    Number: Shape.NUMBER,
    Short: Shape.SHORT,
    Match: Shape.MATCH,
    Order: Shape.ORDER,
    Open: Shape.OPEN,
}


@dataclass(frozen=True, slots=True)
class Placed:
    """A question at its place in a version: order of its options, right sides or steps by id."""

    question: str
    number: int
    order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """One ordering of the chosen questions. ``revision`` changes when the lock does."""

    name: str
    revision: int
    placed: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Quiz:
    """What was chosen, and its versions.

    Attributes:
        head: what ``quiz.yaml`` says.
        questions: what was chosen, in the order of the lock.
        versions: orders of the questions and of their parts.
        revision: changes when the lock does.
        lock_text: the lock as it would be written.
        candidates: all that could have been chosen, by id.
    """

    head: QuizHead
    questions: tuple[Question, ...]
    versions: tuple[Version, ...]
    revision: int
    lock_text: str
    candidates: Mapping[str, Question] = field(default_factory=dict)

    def question(self, id: str) -> Question:
        """The chosen question of that id.

        Raises:
            KeyError: it was not chosen.
        """
        for question in self.questions:
            if question.id == id:
                return question
        raise KeyError(id)

    def of_use(self, use: Literal["practice", "test"] | Use) -> tuple[Question, ...]:
        """The chosen questions of one use, in the order of the lock."""
        return tuple(question for question in self.questions if question.use == use)
