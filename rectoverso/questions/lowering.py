"""Turns written questions into questions, and refuses those that cannot be asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from rectoverso.languages import language as language_of
from rectoverso.model.entries import Fact
from rectoverso.model.questions import (
    Choice,
    Fill,
    Match,
    Open,
    Option,
    Order,
    Question,
    Reference,
    Response,
    Search,
    WrittenQuestion,
)
from rectoverso.model.values import LocalText
from rectoverso.problems import Code, Problem, Remark, Span, suggest
from rectoverso.questions import quoting, wording
from rectoverso.questions.authoring import WrittenOption
from rectoverso.questions.context import Context, mentions
from rectoverso.text.typed import habits, straightened

REFERENCE_KINDS = ("facts", "quotes", "comparisons", "terms", "roles")
"""Kinds of entries that can carry a key, in the order in which an id is looked up."""

Lowered = tuple[Question | None, tuple[Problem, ...]]


@dataclass(frozen=True)
class Written:
    """A written question with the edition it belongs to."""

    question: WrittenQuestion
    context: Context

    def span(self, *path: str | int) -> Span:
        """Where a part of the question stands."""
        edition = self.context.edition
        return self.context.publication.places.value(
            edition.file_of("questions"), "questions", self.question.index, *path
        )

    def problem(self, code: Code, *path: str | int, **values: str) -> Problem:
        """A problem at a part of the question."""
        return Problem(code, self.span(*path), values)

    @property
    def references(self) -> tuple[Reference, ...]:
        """The entries that carry the key, as far as they are verified.

        What is written and could not be verified was reported there; it carries nothing, and
        ``finish`` sets the question aside without another word.
        """
        return self._looked_up[0]

    @property
    def misnamed(self) -> tuple[Problem, ...]:
        """Q013 for each name that leads to no entry."""
        return self._looked_up[1]

    @cached_property
    def _looked_up(self) -> tuple[tuple[Reference, ...], tuple[Problem, ...]]:
        found: list[Reference] = []
        problems: list[Problem] = []
        edition, context = self.context.edition, self.context
        known = {kind: _ids(kind, context) for kind in REFERENCE_KINDS}
        for place, id in enumerate(self.question.fields.entries):
            kind = next((kind for kind in REFERENCE_KINDS if id in known[kind]), None)
            if kind is not None and carries(kind, id, context):
                found.append(Reference(kind, id))
            elif kind is None and not any(edition.is_aside(one, id) for one in REFERENCE_KINDS):
                meant = suggest(id, (one for ids in known.values() for one in ids))
                remarks = (Remark("did-you-mean", {"suggestion": meant}),) if meant else ()
                span = self.span("entries", place)
                problems.append(Problem(Code.Q013, span, {"found": id}, remarks))
        return tuple(found), tuple(problems)

    def explain(self) -> LocalText:
        """Why the key is right: the editor's words, else what its best entry says."""
        written = self.question.fields.explanation
        if written is not None:
            return written
        for found in self.references:
            text = _said(found, self.context)
            if text is not None and self.context.complete(text):
                return text
        return self.context.texts(lambda language: "")


def _ids(kind: str, context: Context) -> tuple[str, ...]:
    if kind == "roles":
        return tuple(role.who for role in context.edition.roles)
    return tuple(getattr(context.edition, kind))


def carries(kind: str, id: str, context: Context) -> bool:
    """Whether an entry is verified, or is made of verified ones; a definition of ours is."""
    edition = context.edition
    if kind == "comparisons":
        return all(context.verified("facts", fact) for fact in edition.comparisons[id].facts)
    if kind == "terms" and not edition.terms[id].evidence:
        return True
    return context.verified(kind, id)


def _said(found: Reference, context: Context) -> LocalText | None:
    edition = context.edition
    match found.kind:
        case "facts":
            return wording.explained(edition.facts[found.id], context)
        case "comparisons":
            comparison = edition.comparisons[found.id]
            return comparison.note or comparison.title
        case "quotes":
            quote = edition.quotes[found.id]
            return context.say(
                "quiz.said-by",
                name=context.name(quote.speaker),
                source=edition.sources[quote.source].label,
            )
        case "terms":
            term = edition.terms[found.id]
            return context.say("quiz.term-means", term=term.term, definition=term.definition)
        case "roles":
            role = context.role_of(found.id)
            if role is not None:
                return context.say("quiz.person-is", name=context.name(found.id), role=role.role)
    return None


def finish(
    written: Written,
    response: Response | None,
    problems: Iterable[Problem] = (),
    *,
    stem: LocalText | None = None,
    material: LocalText | None = None,
    key: str | None = None,
    unproved: bool = False,
    contested_is_fine: bool = False,
    search: Search | None = None,
) -> Lowered:
    """The question, unless something is wrong with it.

    Args:
        written: what the editor wrote.
        response: its response, or none when that already failed.
        problems: what was found so far.
        stem, material: where they are not simply the written stem.
        key: the key in words, for the message that nothing carries it.
        unproved: the key needs no entry, as with open questions.
        contested_is_fine: the question leaves it to the reader who is right.
        search: what was looked for where nothing is stated.
    """
    found, wrong = written.references, written.misnamed
    fields, context = written.question.fields, written.context
    every = [*problems, *wrong]
    if not fields.entries and not unproved:
        every.append(written.problem(Code.Q013, found=key or fields.id))
    aside = len(found) < len(fields.entries)
    about_difference = any(one.kind == "comparisons" for one in found)
    contested = False
    for one in found:
        if one.kind != "facts":
            continue
        fact = context.edition.facts[one.id]
        unsure = one.id in context.contested or fact.doubt is not None
        contested = contested or unsure
        spared = contested_is_fine or about_difference
        if unsure and not spared and not _names_teller(written, fact, response):
            every.append(written.problem(Code.Q006, "stem", entry=fields.id, found=one.id))
    if any(problem.severity == "error" for problem in every) or response is None or aside:
        return None, tuple(every)
    question = Question(
        id=fields.id,
        kind=written.question.kind,
        stem=stem or fields.stem,
        material=material,
        response=response,
        explanation=_explanation(written, response, found),
        references=found,
        points=fields.points,
        level=fields.level,
        section=fields.section or _section(found, context),
        tags=fields.tags,
        use=fields.use,
        contested=contested,
        generated=False,
        waive=fields.waive,
        search=search,
    )
    return question, tuple(every)


def _explanation(written: Written, response: Response, found: tuple[Reference, ...]) -> LocalText:
    """The editor's words; without them none where what is right has a reason of its own."""
    fallback = written.explain()
    if written.question.fields.explanation is not None:
        return fallback
    match response:
        case Choice(options=options):
            told = all(option.feedback != fallback for option in options if option.right)
        case Fill(blanks=blanks):
            told = all(blank.feedback != fallback for blank in blanks)
        case Match() | Open() | Order():
            told = True
        case _:
            told = False
    return written.context.texts(lambda language: "") if told else fallback


def _names_teller(written: Written, fact: Fact, response: Response | None) -> bool:
    """Whether the stem names who says the fact, or the answer is who says it."""
    stem, context = written.question.fields.stem, written.context
    named = [stem, *_right_texts(response)]
    return context.names_teller(
        fact, context.texts(lambda language: " ".join(text.get(language) or "" for text in named))
    )


def _right_texts(response: Response | None) -> list[LocalText]:
    match response:
        case Choice(options=options):
            return [option.text for option in options if option.right]
        case Match(pairs=pairs):
            return [text for pair in pairs for text in (pair.left, pair.right)]
        case Order(steps=steps):
            return [step.text for step in steps]
    return []


def _section(found: tuple[Reference, ...], context: Context) -> str | None:
    for one in found:
        entries = getattr(context.edition, one.kind)
        entry = entries.get(one.id) if isinstance(entries, Mapping) else None
        if entry is not None and entry.section:
            section: str = entry.section
            return section
    return None


def options(
    written: Written, given: Mapping[str, WrittenOption], fallback: LocalText, *path: str
) -> tuple[tuple[Option, ...], tuple[Problem, ...]]:
    """Options as written; Q005 for a wrong option without a reason."""
    problems: list[Problem] = []
    made: list[Option] = []
    for id, option in given.items():
        shown = option.text.get(written.context.languages[0]) or id
        if option.feedback is None and not option.right:
            problems.append(written.problem(Code.Q005, *path, id, found=shown))
        made.append(Option(id, option.text, option.right, option.feedback or fallback))
    return tuple(made), tuple(problems)


def wordless(
    written: Written, accepted: Mapping[str, tuple[str, ...]], *path: str
) -> tuple[Problem, ...]:
    """Q001 for each accepted answer of which nothing counts, such as « … »: an empty line would
    match it, and is wrong all the same.

    Args:
        written: what the editor wrote.
        accepted: answers by language.
        path: where they stand in the question.
    """
    return tuple(
        written.problem(Code.Q001, *path, language, place, entry=written.question.fields.id)
        for language in written.context.languages
        for place, answer in enumerate(accepted.get(language, ()))
        if not straightened(answer, habits(language_of(language)))
    )


def exact_words(written: Written, accepted: Iterable[str]) -> tuple[Problem, ...]:
    """Q011 when the answer is to be the exact words of a quote that is a translation."""
    context = written.context
    answers = [answer.casefold() for answer in accepted]
    for place, id in enumerate(written.question.fields.entries):
        quote = context.edition.quotes.get(id)
        if quote is None or not quoting.back_translated(quote, context):
            continue
        spoken = " ".join(quote.spoken)
        language = language_of(context.edition.sources[quote.source].language.partition("-")[0])
        if any(mentions(spoken, answer, language) for answer in answers):
            return (written.problem(Code.Q011, "entries", place, entry=id),)
    return ()
