"""What a review of a quiz found and counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rectoverso.problems import Problem, Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule has against a question or the quiz.

    Attributes:
        rule: the rule's name.
        problem: what is wrong and where.
        question: id of the question that it can be waived at, or none when it is the quiz's.
        waived: the editor's reason to let it stand, or none.
    """

    rule: str
    problem: Problem
    question: str = ""
    waived: str = ""

    @property
    def severity(self) -> Severity:
        """The severity of its problem."""
        return self.problem.severity


@dataclass(frozen=True, slots=True)
class Count:
    """How many questions are of one section, source, kind, level or use, and their points."""

    name: str
    questions: int
    points: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """The questions of a quiz by what they are about and what they ask.

    Every section, level and use is listed, those without questions too, and every source. A
    question that leans on several sources counts for each of them. ``pool`` counts, by kind, all
    that could be asked, chosen or not.
    """

    sections: tuple[Count, ...] = ()
    sources: tuple[Count, ...] = ()
    kinds: tuple[Count, ...] = ()
    levels: tuple[Count, ...] = ()
    uses: tuple[Count, ...] = ()
    pool: tuple[Count, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyPlaces:
    """Where the keys of a version's choose-one questions stand.

    Attributes:
        version: its name.
        counts: how often the key stands first, second, …
        allowed: how often it may stand there.
        run: how many keys in a row stand at the same place, at most.
    """

    version: str
    counts: tuple[int, ...]
    allowed: tuple[int, ...]
    run: int


@dataclass(frozen=True, slots=True)
class Ease:
    """How easily a text reads: a score, higher is easier, and what it was made from."""

    score: float
    sentences: int
    words: int
    syllables: int


@dataclass(frozen=True, slots=True)
class Reading:
    """The texts of an edition in one language.

    Attributes:
        newsletter, quiz: how easily they read; none where there is nothing to read.
        seconds: estimated duration of each chosen question, by id, reading included.
    """

    newsletter: Ease | None
    quiz: Ease | None
    seconds: Mapping[str, int] = field(default_factory=dict)

    @property
    def minutes(self) -> int:
        """Estimated duration of the quiz, rounded up."""
        return -(-sum(self.seconds.values()) // 60)


@dataclass(frozen=True, slots=True)
class Review:
    """The review of one edition's quiz.

    Attributes:
        findings: those that stand, and those that are waived, in the order of the file.
        coverage: what the chosen questions cover.
        key_places: by version.
        readings: by language.
        reviewed: ids of the questions that were held against the rules.
    """

    findings: tuple[Finding, ...] = ()
    coverage: Coverage = field(default_factory=Coverage)
    key_places: tuple[KeyPlaces, ...] = ()
    readings: Mapping[str, Reading] = field(default_factory=dict)
    reviewed: tuple[str, ...] = ()

    def of(self, question: str) -> tuple[Finding, ...]:
        """The findings of one question; of the quiz as a whole for an empty id."""
        return tuple(finding for finding in self.findings if finding.question == question)

    @property
    def standing(self) -> tuple[Finding, ...]:
        """Findings that no reason waives."""
        return tuple(finding for finding in self.findings if not finding.waived)
