"""The texts of a problem, filled: message, help and remarks in one language."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import Formatter

from rectoverso.languages import Language
from rectoverso.problems import Problem, Remark
from rectoverso.report.shown import Report

MISSING = "—"
"""Stands where a message has a placeholder and the problem has no value for it."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What a problem says.

    Attributes:
        message: what is wrong, one line.
        help: what to do, one line; empty when there is nothing to do.
        remarks: the lines between the two, in the order of the problem's remarks.
    """

    message: str
    help: str
    remarks: tuple[str, ...]


def wording(problem: Problem, report: Report) -> Wording:
    """The texts of a problem.

    A value that begins with ``@`` is a name in the language's ``interface/words.yaml``.
    Control characters in values are shown as signs, so that content cannot steer a terminal.

    Args:
        problem: what is to be told.
        report: in which language, and how places are written.
    """
    language = report.language
    texts = language.message(problem.code)
    return Wording(
        filled(texts.message, problem.values, language),
        filled(texts.help, problem.values, language),
        tuple(_remark(remark, report) for remark in problem.remarks),
    )


def filled(template: str, values: Mapping[str, str], language: Language) -> str:
    """A template with its ``{placeholders}`` filled."""
    shown = {name: _shown(value, language) for name, value in values.items()}
    return _Lenient().vformat(template, (), shown)


def visible(text: str) -> str:
    """The text with every control or direction character replaced by U+FFFD."""
    return "".join("\N{REPLACEMENT CHARACTER}" if _steers(sign) else sign for sign in text)


def _remark(remark: Remark, report: Report) -> str:
    place = {"place": report.place(remark.span)} if remark.span else {}
    texts = report.language
    return filled(texts.remark(remark.name), {**remark.values, **place}, texts)


def _shown(value: str, language: Language) -> str:
    words = language.interface.get("words", {})
    if value.startswith("@") and value[1:] in words:
        return language.say(f"words.{value[1:]}")
    one_line = " ".join(part for part in value.splitlines() if part) or value
    return visible(one_line) or MISSING


def _steers(sign: str) -> bool:
    # Soft hyphen and the joiners are of the class Cf as well, and belong to words.
    category = unicodedata.category(sign)
    return category == "Cc" or (category == "Cf" and unicodedata.bidirectional(sign) != "BN")


class _Lenient(Formatter):
    """Fills what has no value with a dash: a message must never fail to be shown."""

    def get_value(
        self, key: int | str, args: Sequence[object], kwargs: Mapping[str, object]
    ) -> object:
        return kwargs.get(str(key), MISSING)
