"""Nothing of a test question is in a public file out of sight: scripts, data, comments, attributes.

``privacy`` looks for stems among what a reader sees. This check also looks at what is hidden in
pages and at every other public text, and for everything that would tell a question or its key.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rectoverso.audit.context import Context
from rectoverso.audit.page import Page, bare
from rectoverso.model.artifacts import Artifact, Audience
from rectoverso.model.publication import FILES, Publication
from rectoverso.model.questions import Question, Quiz, Use
from rectoverso.problems import Code, Problem
from rectoverso.questions.keys import every_text

# A shorter text may stand anywhere by chance.
_TELLING = 20
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
# The marks of entries in pages look like the ids of some generated questions.
_ENTRIES = ("fact", "quote", "comparison", "term", "source", "party", "option")


@dataclass(frozen=True, slots=True)
class _Secret:
    """A test question: its id, its stems, and the other texts that nothing public has besides.

    ``telling`` is whether the id alone, between quotation marks, can mean nothing else.
    """

    id: str
    telling: bool
    stems: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Hidden:
    """What a public file holds out of sight: texts, and values of attributes for data."""

    blocks: tuple[str, ...]
    values: frozenset[str] = frozenset()


def check(context: Context) -> Iterable[Problem]:
    """A007 for each public file that holds the id, stem or key of a test question.

    Stems that a reader sees are left to A003. A text that the content or a practice question
    has too gives nothing away; so nothing is said while some of the content is set aside.
    """
    if not context.whole:
        return
    secrets = tuple(_secrets(context.publication, context.composition.quizzes.values()))
    for artifact in context.artifacts:
        content = context.contents.get(artifact.path)
        if content is None or artifact.audience is not Audience.PUBLIC or not _is_text(artifact):
            continue
        page = context.pages.get(artifact.path)
        hidden = _of_page(page) if page else _Hidden((content.decode("utf-8", "replace"),))
        unseen = bare(" ".join(_plain(text) for text in (*hidden.blocks, *hidden.values)))
        seen = bare(page.text) if page else ""
        for secret in secrets:
            if (
                any(text in unseen for text in (*secret.stems, *secret.others))
                or any(text in seen for text in secret.others)
                or _named(secret, hidden)
            ):
                yield Problem(Code.A007, None, {"path": artifact.path, "found": secret.id})


def _is_text(artifact: Artifact) -> bool:
    kind = artifact.media_type
    return kind.startswith("text/") or kind.endswith(("json", "xml", "javascript"))


def _of_page(page: Page) -> _Hidden:
    values = (value for name, value in page.attributes if name != "data-evidence")
    marks = (
        value
        for name, value in page.attributes
        if name == "data-evidence" and value.partition(":")[0] not in _ENTRIES
    )
    return _Hidden(page.unseen, frozenset((*values, *marks)))


def _plain(text: str) -> str:
    """The text without the escapes of HTML and JSON."""
    return html.unescape(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), text))


def _named(secret: _Secret, hidden: _Hidden) -> bool:
    """Whether the id stands there as a value of its own."""
    id = re.escape(secret.id)
    ways = [rf"question:{id}(?![\w:.-])", rf"([\"'`]?)\bid\1\s*[:=]\s*([\"'`]){id}\2"]
    if secret.telling:
        ways.append(rf"([\"'`]){id}\3")
    written = re.compile("|".join(ways))
    if any(written.search(html.unescape(text)) for text in hidden.blocks):
        return True
    return f"question:{secret.id}" in hidden.values or (
        secret.telling and ":" in secret.id and secret.id in hidden.values
    )


def _secrets(publication: Publication, quizzes: Iterable[Quiz]) -> Iterator[_Secret]:
    known = bare(" ".join(_public_texts(publication, quizzes := tuple(quizzes))))
    entries = _entry_ids(publication)
    for quiz in quizzes:
        for question in quiz.of_use(Use.TEST):
            telling = not question.id.isalpha() and question.id not in entries
            stems = [bare(text) for text in question.stem.root.values()]
            texts = [bare(text) for text in every_text(question)]
            others = (text for text in texts if len(text) >= _TELLING and text not in stems)
            yield _Secret(
                question.id,
                telling,
                tuple(stem for stem in stems if stem not in known),
                tuple(dict.fromkeys(text for text in others if text not in known)),
            )


def _entry_ids(publication: Publication) -> frozenset[str]:
    """Ids that pages and data may name: of sections, sources and entries."""
    return frozenset(
        id
        for edition in publication.editions
        for ids in (
            [section.id for section in edition.head.sections],
            edition.sources,
            edition.facts,
            edition.quotes,
            edition.comparisons,
            edition.terms,
        )
        for id in ids
    )


def _public_texts(publication: Publication, quizzes: Iterable[Quiz]) -> Iterator[str]:
    """What may be read anyway: the content, and the questions for practice."""
    for file, text in publication.texts.items():
        if not file.endswith(f"/{FILES['questions']}"):
            yield text
    for quiz in quizzes:
        for question in quiz.of_use(Use.PRACTICE):
            yield from _texts(question)


def _texts(question: Question) -> Iterator[str]:
    yield from question.stem.root.values()
    yield from every_text(question)
