"""Running text on its way into a template: markup and parts in turn, marks, first mentions."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from markupsafe import Markup

from rectoverso import languages
from rectoverso.compose.newsletter.markup import TABLE_FRAME
from rectoverso.compose.newsletter.values import CLOSING, OPENING, Flow, Inline

_MARK = re.compile(rf"{OPENING}(\d+){CLOSING}")
_HEADING = re.compile(r'<h([34]) id="([^"]+)">(.*?)</h\1>', re.DOTALL)
_SUBHEAD = re.compile(r'<h3 id="([^"]+)">(.*?)</h3>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class QuotationMarks:
    """The marks that a language puts around quotations."""

    open: str
    close: str


def marks_of(code: str) -> QuotationMarks:
    """The quotation marks of a language.

    Args:
        code: such as ``fr`` or ``fr-CA``.
    """
    say = languages.language(code.partition("-")[0]).say
    return QuotationMarks(say("common.quotation-open"), say("common.quotation-close"))


class FirstTimes:
    """Tells what is shown for the first time: a note, so that it can lead back to its first
    reference; a doubt, which paper says once."""

    def __init__(self) -> None:
        self._seen: set[int | str] = set()

    def __call__(self, shown: int | str) -> bool:
        """Whether this is asked for the first time.

        Args:
            shown: number of a note, or a name such as ``doubt:some-id``.
        """
        new = shown not in self._seen
        self._seen.add(shown)
        return new


def pieces(flow: Flow) -> list[Markup | Inline]:
    """Running text as markup and parts in turn."""
    done: list[Markup | Inline] = []
    for index, part in enumerate(_MARK.split(flow.html)):
        # Odd pieces are what the pattern captured: numbers of parts.
        if index % 2:
            done.append(flow.parts[int(part)])
        elif part:
            done.append(Markup(part))
    return done


def with_permalinks(flow: Flow, link: Callable[[str, str], str]) -> Flow:
    """Running text with a link after each heading that has an anchor.

    Args:
        flow: the text.
        link: markup of the link, from the anchor and the heading's own words.
    """

    def linked(heading: re.Match[str]) -> str:
        words = Markup(_TAG.sub("", _MARK.sub("", heading[3]))).unescape().strip()
        return f"{heading[0]}\n{link(heading[2], words)}"

    return replace(flow, html=_HEADING.sub(linked, flow.html))


def with_hung_heads(flow: Flow) -> Flow:
    """Running text whose subheads have elements within them, so that paper can hang them out.

    A heading that floats itself would part from its text at the end of a page. Its words float
    within it, in a block of their own, which no page break parts.
    """

    def hung(heading: re.Match[str]) -> str:
        words = f'<span class="hung"><span>{heading[2]}</span></span>'
        return f'<h3 id="{heading[1]}">{words}</h3>'

    return replace(flow, html=_SUBHEAD.sub(hung, flow.html))


def with_movable_tables(flow: Flow, label: str) -> Flow:
    """Running text whose tables can be moved with the keyboard where they are wider than a phone.

    Args:
        flow: the text.
        label: what a screen reader calls the frame of a table.
    """
    frame = Markup('<div class="wide" role="group" tabindex="0" aria-label="{}">').format(label)
    return replace(flow, html=flow.html.replace(TABLE_FRAME, frame))


def plain(flow: Flow) -> str:
    """Running text without markup or notes, for descriptions."""
    text = "".join(
        _TAG.sub("", str(piece))
        if isinstance(piece, Markup)
        else piece.text + piece.before + piece.tail
        for piece in pieces(flow)
    )
    return " ".join(Markup(text).unescape().split())
