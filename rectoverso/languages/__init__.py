"""The languages of the interface and of the articles: data, one folder a language.

A folder holds ``language.yaml``, the texts of the interface and of the problems, and the
grammar data that ``rectoverso.text`` works with. A new language is a new folder with the
same files and keys; nothing else names a language.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

from babel import Locale
from babel.lists import format_list
from babel.numbers import format_decimal

from rectoverso.languages.grammar import (
    Answers,
    Asking,
    Clauses,
    CueRule,
    Cues,
    Dates,
    Names,
    Numbers,
    Speech,
    Typography,
    TypographyProfile,
    read_answers,
    read_asking,
    read_clauses,
    read_cues,
    read_dates,
    read_names,
    read_numbers,
    read_speech,
    read_typography,
)
from rectoverso.languages.reading import Node, mapping, read_yaml, text
from rectoverso.problems import Code

__all__ = [
    "Answers",
    "Clauses",
    "CueRule",
    "Cues",
    "Dates",
    "Language",
    "MessageText",
    "Names",
    "Numbers",
    "Speech",
    "Typography",
    "TypographyProfile",
    "codes",
    "language",
]

_HOME = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class MessageText:
    """The texts of one problem, with ``{placeholders}`` for its values.

    Attributes:
        message: what is wrong, one line.
        help: what to do, one or two lines.
        explain: the long form, Markdown.
    """

    message: str
    help: str
    explain: str


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Language:
    """Everything the program knows of one language. Equal by identity: there is one a code.

    Attributes:
        code: ISO 639-1 code, such as ``fr``; also the name of the folder.
        name: the language's name in itself.
        locale: Babel's locale, for plural rules and formats.
        direction: ``ltr`` or ``rtl``.
        words_per_minute: silent reading speed of prose.
        numbers, dates, cues, clauses, names, speech, typography, answers: grammar data.
        review: words that the item-writing rules look for.
        asking: what questions that are made from sentences must know.
        interface: area → name → text, or text by plural category.
        messages: code name → its texts.
        remarks: name → text of a line under a problem.
    """

    code: str
    name: str
    locale: Locale
    direction: str
    words_per_minute: int
    numbers: Numbers
    dates: Dates
    cues: Cues
    clauses: Clauses
    names: Names
    speech: Speech
    typography: Typography
    answers: Answers
    review: Mapping[str, Node]
    asking: Asking
    interface: Mapping[str, Mapping[str, Node]]
    messages: Mapping[str, MessageText]
    remarks: Mapping[str, str]

    def __repr__(self) -> str:
        return f"language({self.code!r})"

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return language, (self.code,)

    def say(self, key: str, **values: object) -> str:
        """A text of the interface, filled.

        Args:
            key: area and name, such as ``quiz.one-answer``.
            values: what fills the placeholders. ``count`` chooses the plural form by the
                rules of CLDR and is written with the language's grouping.

        Raises:
            KeyError: no such text, or a placeholder without a value.
        """
        area, _, name = key.partition(".")
        found = self.interface[area][name]
        count = values.get("count")
        if isinstance(found, Mapping):
            category = self.locale.plural_form(count) if isinstance(count, int) else "other"
            found = found.get(category, found["other"])
        if isinstance(count, int):
            values["count"] = format_decimal(count, locale=self.locale)
        return Formatter().vformat(text(found, key), (), values)

    def listed(self, texts: Iterable[str]) -> str:
        """Texts as one list: « A, B et C », by the rules of CLDR."""
        return format_list([str(text) for text in texts], locale=self.locale)

    def message(self, code: Code) -> MessageText:
        """The texts of a problem. A code without texts is shown by its fault's name."""
        return self.messages.get(code.name) or MessageText(code.fault, "", "")

    def remark(self, name: str) -> str:
        """The text of a remark, with placeholders; its name when there is no such text."""
        return self.remarks.get(name, name)


@cache
def codes() -> tuple[str, ...]:
    """The codes of the languages that there are, in alphabetical order."""
    return tuple(sorted(found.parent.name for found in _HOME.glob("*/language.yaml")))


def is_known(tag: str) -> bool:
    """Whether there is a language for a tag such as ``fr`` or ``fr-CA``."""
    return tag.partition("-")[0] in codes()


@cache
def language(code: str) -> Language:
    """The language with this code.

    Args:
        code: such as ``fr``; a locale such as ``fr-CA`` is not one.

    Raises:
        KeyError: there is no such language.
        ValueError: its data is not as it should be (a fault in the program, not in content).
    """
    if code not in codes():
        raise KeyError(code)
    home = _HOME / code
    about = mapping(read_yaml(home / "language.yaml"), "language.yaml")
    speech = read_speech(home / "speech.yaml")
    return Language(
        code=code,
        name=text(about["name"], "name"),
        locale=Locale.parse(text(about["locale"], "locale"), sep="-"),
        direction=text(about["direction"], "direction"),
        words_per_minute=int(text(about["words-per-minute"], "words-per-minute")),
        numbers=read_numbers(home / "numbers.yaml"),
        dates=read_dates(home / "dates.yaml"),
        cues=read_cues(home / "cues.yaml"),
        clauses=read_clauses(home / "clauses.yaml"),
        names=read_names(home / "names.yaml"),
        speech=speech,
        typography=read_typography(home / "typography.yaml"),
        answers=read_answers(home / "answers.yaml"),
        review=mapping(read_yaml(home / "review.yaml"), "review.yaml"),
        asking=read_asking(home / "questions.yaml"),
        interface={
            found.stem: mapping(read_yaml(found), found.name)
            for found in sorted((home / "interface").glob("*.yaml"))
        },
        messages=_messages(home / "messages"),
        remarks=_remarks(home / "messages" / "remarks.yaml"),
    )


def _messages(home: Path) -> dict[str, MessageText]:
    messages = {}
    for found in sorted(home.glob("*.yaml")):
        if found.stem == "remarks":
            continue
        for name, entry in mapping(read_yaml(found), found.name).items():
            texts = mapping(entry, name)
            messages[name] = MessageText(
                *(text(texts[part], name).strip() for part in ("message", "help", "explain"))
            )
    return messages


def _remarks(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    return {name: text(entry, name) for name, entry in mapping(read_yaml(path), path.name).items()}
