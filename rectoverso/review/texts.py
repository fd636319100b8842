"""What a reader of the newsletter and of the quiz reads, as plain text."""

from __future__ import annotations

import html
import re

from rectoverso.compose.newsletter import Newsletter
from rectoverso.compose.newsletter.values import CLOSING, OPENING, Flow
from rectoverso.model.questions import Question
from rectoverso.questions.keys import visible_text
from rectoverso.questions.wording import GAP
from rectoverso.review.parts import options

_MARK = re.compile(rf"{OPENING}(\d+){CLOSING}")
_HEADING = re.compile(r"<h[1-6]\b.*?</h[1-6]>", re.DOTALL)
_END_OF_BLOCK = re.compile(r"</(?:p|li|td|th|tr|blockquote)>|<br ?/?>")
_TAG = re.compile(r"<[^>]*>")


def of_newsletter(newsletter: Newsletter) -> str:
    """The lede, the essentials and the running text of the sections, without headings, notes,
    comparisons and quotes that stand alone."""
    blocks = [block for section in newsletter.sections for block in section.blocks]
    flows = (newsletter.lede, *newsletter.essentials, *blocks)
    return "\n\n".join(_plain(flow) for flow in flows if isinstance(flow, Flow))


def of_questions(questions: tuple[Question, ...], language: str) -> str:
    """What stands in the questions before they are answered, each part a paragraph."""
    return "\n\n".join(part for one in questions for part in parts(one, language))


def parts(question: Question, language: str) -> tuple[str, ...]:
    """What a reader reads of a question: stem, material, text, and the options, one by one."""
    shown = [*visible_text(question, language).split("\n")]
    shown += [option.text[language] for option in options(question)]
    return tuple(text.replace(GAP, "…") for text in shown if text)


def _plain(flow: Flow) -> str:
    text = _TAG.sub("", _END_OF_BLOCK.sub("\n\n", _HEADING.sub("\n\n", flow.html)))
    return _MARK.sub(lambda found: _said(flow, int(found[1])), html.unescape(text))


def _said(flow: Flow, place: int) -> str:
    part = flow.parts[place]
    text = part.text
    if part.quote is not None:
        text = part.quote.translation or " ".join(piece.text for piece in part.quote.pieces)
    return text + part.before + part.tail
