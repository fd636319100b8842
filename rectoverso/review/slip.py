"""What a rule hands back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rectoverso.model.publication import NodePath
from rectoverso.problems import Remark


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip that a rule found; the review makes a problem of it, or sees that it is waived.

    Attributes:
        values: what fills the message, besides ``entry``, which is the question's id.
        path: the part of the question, as an editor would write it: ``("options", "ibm")``.
        at: half-open offsets of the words at fault in the text at ``path``, where known.
        question: of a rule for the whole quiz, the question that its waiver stands at.
        version: of a rule for the whole quiz, the version that it is about.
        remarks: lines under the message.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    path: NodePath = ()
    at: tuple[int, int] | None = None
    question: str = ""
    version: str = ""
    remarks: tuple[Remark, ...] = ()
