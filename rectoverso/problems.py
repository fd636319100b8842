"""Diagnostics: a place in a file, a problem, the catalogue of codes, did-you-mean.

A problem is data until the last moment: it carries a code and the values that fill the
message, and no text. The text is in ``languages/<code>/messages/``, so that a reader gets
it in their own language.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import Enum, StrEnum


class Severity(StrEnum):
    """How much a problem weighs. Only an error keeps the site from being published."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a file of the publication.

    Attributes:
        file: path relative to the publication's root, with forward slashes.
        line, column: first character, both counted from 1, columns in code points.
        end_line, end_column: the place just after the last character.
    """

    file: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1


class Code(Enum):
    """Every problem there is. The letter tells the stage; a code is never used again.

    The value is the fault's short name, which is also the name of its documentation page,
    and its severity.
    """

    Y001 = ("yaml-syntax", Severity.ERROR)
    Y002 = ("duplicate-key", Severity.ERROR)
    Y003 = ("alias-or-anchor", Severity.ERROR)
    Y004 = ("merge-key", Severity.ERROR)
    Y005 = ("tab-indentation", Severity.ERROR)
    Y006 = ("not-utf8", Severity.ERROR)
    Y007 = ("byte-order-mark", Severity.ERROR)
    Y008 = ("missing-file", Severity.ERROR)
    Y009 = ("custom-tag", Severity.ERROR)
    Y010 = ("several-documents", Severity.ERROR)
    Y011 = ("file-too-large", Severity.ERROR)
    Y012 = ("nested-too-deep", Severity.ERROR)
    Y013 = ("outside-publication", Severity.ERROR)
    Y014 = ("text-cut-at-comma", Severity.ERROR)
    Y015 = ("forbidden-character", Severity.ERROR)

    S001 = ("unknown-field", Severity.ERROR)
    S002 = ("missing-field", Severity.ERROR)
    S003 = ("wrong-type", Severity.ERROR)
    S004 = ("unknown-id", Severity.ERROR)
    S005 = ("bad-id", Severity.ERROR)
    S006 = ("unknown-language", Severity.ERROR)
    S007 = ("missing-translation", Severity.ERROR)
    S008 = ("value-out-of-range", Severity.ERROR)
    S009 = ("unknown-person", Severity.ERROR)
    S010 = ("duplicate-id", Severity.ERROR)
    S011 = ("bad-date", Severity.ERROR)
    S012 = ("bad-number", Severity.ERROR)
    S013 = ("unknown-choice", Severity.ERROR)
    S014 = ("ledger-unreadable", Severity.ERROR)
    S015 = ("retracted-entry-used", Severity.ERROR)

    V001 = ("words-not-found", Severity.ERROR)
    V002 = ("words-elsewhere", Severity.ERROR)
    V003 = ("figure-differs", Severity.ERROR)
    V004 = ("words-in-segment", Severity.ERROR)
    V005 = ("words-ambiguous", Severity.ERROR)
    V006 = ("unit-differs", Severity.ERROR)
    V007 = ("bound-differs", Severity.ERROR)
    V008 = ("hedge-undeclared", Severity.ERROR)
    V009 = ("negation-undeclared", Severity.ERROR)
    V010 = ("attribution-undeclared", Severity.ERROR)
    V011 = ("words-too-long", Severity.ERROR)
    V012 = ("words-cut-inside-a-word", Severity.ERROR)
    V013 = ("quote-not-in-quotation-marks", Severity.ERROR)
    V014 = ("quote-holds-journalist-words", Severity.ERROR)
    V015 = ("quote-pieces-apart", Severity.ERROR)
    V016 = ("speaker-not-in-article", Severity.ERROR)
    V017 = ("speaker-not-named", Severity.ERROR)
    V018 = ("speaker-is-another", Severity.ERROR)
    V019 = ("bridge-is-spoken", Severity.ERROR)
    V020 = ("number-not-carried", Severity.ERROR)
    V021 = ("name-not-carried", Severity.ERROR)
    V022 = ("date-not-carried", Severity.ERROR)
    V023 = ("role-not-in-article", Severity.ERROR)
    V024 = ("segment-not-found", Severity.ERROR)
    V025 = ("article-missing", Severity.ERROR)
    V026 = ("changed-since-accepted", Severity.ERROR)
    V027 = ("not-yet-accepted", Severity.ERROR)
    V028 = ("each-undeclared", Severity.ERROR)
    V029 = ("sign-differs", Severity.ERROR)
    V030 = ("date-differs", Severity.ERROR)
    V031 = ("quotation-budget", Severity.WARNING)
    V032 = ("typography-folded", Severity.NOTE)
    V033 = ("not-reviewed", Severity.WARNING)
    V034 = ("fact-without-evidence", Severity.ERROR)
    V035 = ("object-not-in-evidence", Severity.ERROR)
    V036 = ("article-not-declared", Severity.WARNING)
    V037 = ("hedge-not-in-article", Severity.ERROR)
    V038 = ("relative-date-open", Severity.WARNING)
    V039 = ("unrelated-not-found", Severity.ERROR)
    V040 = ("negation-not-in-article", Severity.ERROR)
    V041 = ("each-not-in-article", Severity.ERROR)
    V043 = ("bound-lost-in-text", Severity.ERROR)
    V044 = ("quotation-marks-copied", Severity.ERROR)
    V045 = ("care-lost-in-text", Severity.ERROR)
    V046 = ("correction-of-later-date", Severity.ERROR)
    V047 = ("correction-before-edition", Severity.WARNING)

    C001 = ("facts-not-compared", Severity.ERROR)
    C002 = ("wrong-kind-of-difference", Severity.ERROR)
    C003 = ("difference-not-declared", Severity.ERROR)
    C004 = ("prose-syntax", Severity.ERROR)
    C005 = ("prose-unknown-call", Severity.ERROR)
    C006 = ("prose-unknown-entry", Severity.ERROR)
    C007 = ("unsourced-number", Severity.ERROR)
    C008 = ("unsourced-quotation", Severity.ERROR)
    C009 = ("chart-without-values", Severity.ERROR)
    C010 = ("facts-of-several-measures", Severity.ERROR)
    C012 = ("section-missing", Severity.ERROR)
    C013 = ("open-date-compared", Severity.ERROR)
    C014 = ("html-removed", Severity.WARNING)

    Q001 = ("no-key", Severity.ERROR)
    Q002 = ("distractor-asserted", Severity.ERROR)
    Q003 = ("distractor-in-bound", Severity.ERROR)
    Q004 = ("distractors-alike", Severity.ERROR)
    Q005 = ("distractor-without-reason", Severity.ERROR)
    Q006 = ("key-contested", Severity.ERROR)
    Q007 = ("too-few-questions", Severity.ERROR)
    Q008 = ("unknown-question", Severity.ERROR)
    Q009 = ("locked-question-changed", Severity.ERROR)
    Q010 = ("lock-missing", Severity.WARNING)
    Q011 = ("translated-quote", Severity.ERROR)
    Q012 = ("all-or-none-of-the-above", Severity.ERROR)
    Q013 = ("key-not-carried", Severity.ERROR)
    Q014 = ("lock-unreadable", Severity.ERROR)
    Q015 = ("key-stands-out", Severity.WARNING)
    Q016 = ("options-unsorted", Severity.WARNING)
    Q017 = ("numbers-not-met", Severity.ERROR)
    Q018 = ("numbers-contradict", Severity.ERROR)
    Q019 = ("searched-words-found", Severity.WARNING)
    Q020 = ("excuse-without-words", Severity.WARNING)
    Q021 = ("feedback-without-option", Severity.ERROR)
    Q022 = ("replaced-question", Severity.ERROR)
    Q023 = ("version-not-locked", Severity.WARNING)
    Q024 = ("locked-version-dropped", Severity.WARNING)
    Q025 = ("lock-inconsistent", Severity.ERROR)
    Q026 = ("number-differs", Severity.ERROR)
    Q027 = ("handout-question-not-chosen", Severity.ERROR)
    Q030 = ("options-overlap", Severity.WARNING)
    Q031 = ("options-mixed", Severity.WARNING)
    Q032 = ("absolute-words", Severity.WARNING)
    Q033 = ("vague-words", Severity.WARNING)
    Q034 = ("negative-stem", Severity.NOTE)
    Q035 = ("negative-unmarked", Severity.WARNING)
    Q036 = ("double-negative", Severity.WARNING)
    Q037 = ("stem-no-question", Severity.WARNING)
    Q038 = ("key-echoes-stem", Severity.WARNING)
    Q039 = ("blank-at-start", Severity.WARNING)
    Q040 = ("too-many-blanks", Severity.WARNING)
    Q041 = ("verdicts-unbalanced", Severity.WARNING)
    Q042 = ("keys-unbalanced", Severity.WARNING)
    Q043 = ("answer-given-away", Severity.WARNING)
    Q044 = ("key-not-in-evidence", Severity.ERROR)
    Q045 = ("option-from-nowhere", Severity.WARNING)
    Q046 = ("stem-too-long", Severity.WARNING)
    Q047 = ("wordy-stem", Severity.WARNING)
    Q048 = ("options-repeat", Severity.WARNING)
    Q049 = ("no-second-reader", Severity.WARNING)
    Q050 = ("unknown-waiver", Severity.ERROR)
    Q051 = ("waiver-unneeded", Severity.NOTE)

    R001 = ("template-syntax", Severity.ERROR)
    R002 = ("template-unknown-name", Severity.ERROR)
    R003 = ("template-missing", Severity.ERROR)
    R004 = ("pdf-library-missing", Severity.WARNING)
    R005 = ("pdf-renderer-complains", Severity.ERROR)
    R006 = ("resource-refused", Severity.ERROR)
    R007 = ("chart-failed", Severity.ERROR)
    R008 = ("font-subsetter-missing", Severity.NOTE)
    R009 = ("marking-sheet-too-long", Severity.WARNING)
    R010 = ("handout-too-few-questions", Severity.ERROR)
    R011 = ("handout-not-two-pages", Severity.ERROR)
    R012 = ("handout-left-out", Severity.NOTE)
    R013 = ("handout-part-not-shown", Severity.ERROR)
    R014 = ("handout-front-full", Severity.ERROR)
    R015 = ("handout-piece-missing", Severity.ERROR)
    R016 = ("email-without-address", Severity.NOTE)

    A001 = ("unmarked-number", Severity.ERROR)
    A002 = ("unmarked-quotation", Severity.ERROR)
    A003 = ("private-in-public", Severity.ERROR)
    A004 = ("dead-link", Severity.ERROR)
    A005 = ("quotation-altered", Severity.ERROR)
    A006 = ("pdf-not-tagged", Severity.ERROR)
    A007 = ("secret-out-of-sight", Severity.ERROR)
    A008 = ("asks-another-host", Severity.ERROR)
    A020 = ("email-nearly-too-large", Severity.WARNING)
    A021 = ("email-too-large", Severity.ERROR)
    A022 = ("email-link-not-in-text", Severity.ERROR)
    A023 = ("email-address-relative", Severity.ERROR)

    P001 = ("path-taken-twice", Severity.ERROR)
    P002 = ("site-not-writable", Severity.ERROR)
    P003 = ("site-not-ours", Severity.ERROR)
    P004 = ("draft-left-out", Severity.NOTE)
    P005 = ("future-edition-left-out", Severity.NOTE)
    P010 = ("letter-not-built", Severity.ERROR)
    P011 = ("letter-older-than-content", Severity.ERROR)
    P012 = ("list-unreadable", Severity.ERROR)
    P013 = ("bad-address", Severity.ERROR)
    P014 = ("listed-twice", Severity.WARNING)
    P015 = ("bad-value-in-list", Severity.ERROR)
    P006 = ("no-address", Severity.NOTE)
    P007 = ("search-program-missing", Severity.NOTE)
    P008 = ("search-not-made", Severity.NOTE)

    @property
    def fault(self) -> str:
        """Short name of the fault, such as ``figure-differs``."""
        return self.value[0]

    @property
    def severity(self) -> Severity:
        """Error, warning or note."""
        return self.value[1]


@dataclass(frozen=True, slots=True)
class Remark:
    """A line under a problem, such as the nearest passage.

    Attributes:
        name: key of the text in ``languages/<code>/messages/remarks.yaml``.
        values: what fills its placeholders.
        span: another place that bears on the problem, where there is one.
    """

    name: str
    values: Mapping[str, str] = field(default_factory=dict)
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """One diagnostic.

    Attributes:
        code: which fault.
        span: where, in a file of the publication; none when no file is at fault.
        values: what fills the placeholders of message and help.
        remarks: lines under the message, in order.
    """

    code: Code
    span: Span | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()

    @property
    def severity(self) -> Severity:
        """The severity of its code."""
        return self.code.severity


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any problem keeps the site from being published."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems by file and line, each once; those without a place come first."""
    unique = {
        (
            problem.span or Span("", 0, 0, 0, 0),
            problem.code.name,
            tuple(sorted(problem.values.items())),
        ): problem
        for problem in problems
    }
    return tuple(unique[key] for key in sorted(unique))


def suggest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate that was probably meant, or none.

    Uses the ratio of ``difflib`` with its customary cut-off of 0.6.
    """
    close = get_close_matches(word, list(candidates), n=1, cutoff=0.6)
    return close[0] if close else None
