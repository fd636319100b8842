"""Small values that entries are made of: ids, texts by language, partial dates."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    RootModel,
    StringConstraints,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

EntryId = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+(?:[-.][a-z0-9]+)*$", min_length=1, max_length=80)
]
"""An id written by a person: lower-case letters, digits, single hyphens or dots."""

_SLUG = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


def is_slug(text: str) -> bool:
    """Whether the text can be the name of an edition: ``a`` to ``z``, digits and hyphens."""
    return len(text) <= 80 and _SLUG.fullmatch(text) is not None


_LARGEST = Decimal(10) ** 18
Size = Annotated[Decimal, Field(ge=-_LARGEST, le=_LARGEST, decimal_places=9)]
"""A number that a person wrote. What is counted with it then stays within the 28 digits that
``decimal`` computes with."""

LanguageCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(?:-[A-Z]{2})?$")]
"""A language as in BCP 47, with at most a region: ``fr``, ``fr-CA``."""

_NOT_IN_ADDRESS = r'\s\x00-\x1f\x7f-\x9f<>"`\\'
_HOST_AND_PORT = rf"^https?://[^{_NOT_IN_ADDRESS}'/?#:@%\[\]]+(?::[0-9]{{1,5}})?"
WEB_ADDRESS = rf"{_HOST_AND_PORT}(?:[/?#][^{_NOT_IN_ADDRESS}]*)?$"
SITE_ADDRESS = rf"{_HOST_AND_PORT}(?:/[^{_NOT_IN_ADDRESS}?#]*)?$"

WebAddress = Annotated[
    str,
    Field(pattern=WEB_ADDRESS, description="address of a page: https://www.example.org/page?id=1"),
]
"""An address of the web, of a host that has a name, and without a user."""

SiteAddress = Annotated[
    str,
    Field(
        pattern=SITE_ADDRESS,
        description="address that all others begin with: https://www.example.org/letter/",
    ),
]
"""A web address that others can be made from by adding to it: it has neither query nor fragment."""

ANY_LANGUAGE = ""
"""Key of a text that is the same in every language."""


class Authored(BaseModel):
    """Base of everything an editor writes: frozen, and unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class LocalText(RootModel[dict[str, str]]):
    """A text by language code; under the empty code, a text that is the same in all."""

    model_config = ConfigDict(frozen=True)

    def get(self, language: str) -> str | None:
        """The text in a language, or none when it is missing."""
        return self.root.get(language, self.root.get(ANY_LANGUAGE))

    def __getitem__(self, language: str) -> str:
        """The text in a language.

        Raises:
            KeyError: there is none; load has reported it.
        """
        text = self.get(language)
        if text is None:
            raise KeyError(language)
        return text

    def languages(self) -> tuple[str, ...]:
        """The codes that are written out."""
        return tuple(self.root)

    def items(self) -> tuple[tuple[str, str], ...]:
        """Pairs of code and text."""
        return tuple(self.root.items())


def any_language(text: str) -> LocalText:
    """A text that is the same in every language."""
    return LocalText({ANY_LANGUAGE: text})


def _bare_as_any_language(value: Any) -> Any:
    return {ANY_LANGUAGE: value} if isinstance(value, str) else value


def _refuse_bare(value: Any) -> Any:
    if isinstance(value, str):
        raise PydanticCustomError("text_by_language", "a text by language is expected")
    return value


Text = Annotated[LocalText, BeforeValidator(_refuse_bare)]
"""What readers see: a mapping by language. A bare string is refused."""

Name = Annotated[
    LocalText,
    BeforeValidator(_bare_as_any_language, json_schema_input_type=str | dict[str, str]),
]
"""A name: a bare string where language does not matter, else a mapping by language."""


SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 2)}
"""First and last month of each season, northern hemisphere; winter runs into the next year."""

_DATE = re.compile(r"^(\d{4})(?:-(?:(\d{2})(?:-(\d{2}))?|(spring|summer|autumn|winter)))?$")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date as far as it is known: a year, a month, a season or a day.

    Written ``2025``, ``2025-01``, ``2022-autumn`` or ``2025-01-27``.

    Attributes:
        year: 1 to 9999.
        month: 1 to 12, or none.
        day: 1 to 31, or none.
        season: a key of ``SEASONS``, or none.
    """

    year: int
    month: int | None = None
    day: int | None = None
    season: str | None = None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Reads the written form.

        Raises:
            ValueError: the text is no such date, or there is no such day.
        """
        found = _DATE.match(text.strip())
        if not found:
            raise ValueError(text)
        year, month, day, season = found.groups()
        date = cls(
            int(year), int(month) if month else None, int(day) if day else None, season or None
        )
        if date.year < 1 or (date.month is not None and not 1 <= date.month <= 12):
            raise ValueError(text)
        if date.day is not None and date.month is not None:
            days = calendar.monthrange(date.year, date.month)[1]
            if date.day > days or date.day < 1:
                raise ValueError(text)
        return date

    def __str__(self) -> str:
        if self.season:
            return f"{self.year:04}-{self.season}"
        parts = [f"{self.year:04}"]
        if self.month:
            parts.append(f"{self.month:02}")
            if self.day:
                parts.append(f"{self.day:02}")
        return "-".join(parts)

    @property
    def sort_key(self) -> tuple[int, int, int]:
        """First day it may mean, for ordering along time."""
        month = self.month or (SEASONS[self.season][0] if self.season else 1)
        return (self.year, month, self.day or 1)

    def covers(self, other: PartialDate) -> bool:
        """Whether the other date may be the same, told more exactly or as exactly."""
        if self.year != other.year:
            return False
        if self.season:
            first, last = SEASONS[self.season]
            if other.season:
                return self.season == other.season
            return other.month is not None and (
                first <= other.month <= last if first <= last else other.month >= first
            )
        if self.month is not None and self.month != other.month:
            return False
        return self.day is None or self.day == other.day

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        def read(value: Any) -> PartialDate:
            if isinstance(value, PartialDate):
                return value
            try:
                return cls.parse(str(value))
            except ValueError:
                raise PydanticCustomError("partial_date", "no such date") from None

        return core_schema.no_info_plain_validator_function(
            read, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {
            "anyOf": [{"type": "string", "pattern": _DATE.pattern}, {"type": "integer"}],
            "description": "2025, 2025-01, 2022-autumn or 2025-01-27",
        }
