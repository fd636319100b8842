"""Number: a value to be written, right within a tolerance."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from rectoverso.model.questions import QuestionBase
from rectoverso.model.values import Text

KIND = "number"


class Authored(QuestionBase):
    """A number in the unit that stands behind the answer line."""

    value: Decimal
    tolerance: Annotated[Decimal, Field(ge=0)] = Field(
        Decimal(0), description="how far off still counts, in the same unit"
    )
    unit: str | None = Field(None, description="as in facts: percent, USD, or a unit of ours")
    feedback: Text | None = None
