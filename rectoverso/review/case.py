"""What a rule looks at, and where its findings are placed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rectoverso.compose.newsletter import Newsletter
from rectoverso.model.entries import Fact, Role, Term
from rectoverso.model.publication import Edition, NodePath, Publication
from rectoverso.model.questions import Question, Quiz, Reference
from rectoverso.model.values import LocalText
from rectoverso.problems import Remark, Span
from rectoverso.questions.context import Context
from rectoverso.review.corpus import corpus
from rectoverso.text.fold import comparable
from rectoverso.verify.names import NameIndex


@dataclass(frozen=True, slots=True)
class Case:
    """The quiz of one edition under review.

    Attributes:
        context: the edition, and what of it is verified.
        quiz: what was chosen, and what could have been.
        newsletters: the edition's explainer by language.
        parties: finds the names of parties in a text.
        corpora: everything that the edition says, by language.
    """

    context: Context
    quiz: Quiz
    newsletters: Mapping[str, Newsletter]
    parties: NameIndex
    corpora: Mapping[str, str]

    @property
    def publication(self) -> Publication:
        """The publication that the edition belongs to."""
        return self.context.publication

    @property
    def edition(self) -> Edition:
        """The edition that the quiz belongs to."""
        return self.context.edition

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages that every question comes in."""
        return self.context.languages

    @property
    def questions(self) -> tuple[Question, ...]:
        """The chosen questions, and written ones that were not chosen."""
        chosen = {question.id for question in self.quiz.questions}
        return (
            *self.quiz.questions,
            *(
                question
                for question in self.quiz.candidates.values()
                if not question.generated and question.id not in chosen
            ),
        )

    def names(self, language: str) -> tuple[str, ...]:
        """Every name of a party and every label and title of a source, longest first."""
        ids = (*self.publication.parties, *self.edition.sources)
        found = {name for id in ids for name in self.context.names(id, language)}
        return tuple(sorted(found, key=lambda name: (-len(name), name)))

    def is_name(self, text: LocalText) -> bool:
        """Whether a text is the name of a party or a source, which is as long as it is."""
        return all(
            comparable(text[code]) in map(comparable, self.names(code)) for code in self.languages
        )

    def facts(self, question: Question) -> tuple[tuple[str, Fact], ...]:
        """The facts that carry the key of a question, by id; those of a comparison are not."""
        return tuple(
            (one.id, self.edition.facts[one.id])
            for one in question.references
            if one.kind == "facts"
        )

    def sources(self, question: Question) -> tuple[str, ...]:
        """Ids of the sources that carry the key of a question, each once."""
        edition, found = self.edition, []
        for one in question.references:
            facts = edition.comparisons[one.id].facts if one.kind == "comparisons" else ()
            if one.kind == "facts":
                facts = (one.id,)
            found += [source for id in facts for source in self._sources(edition.facts[id])]
            if one.kind == "quotes":
                found.append(edition.quotes[one.id].source)
            elif one.kind == "terms":
                found += self._sources(edition.terms[one.id])
            elif one.kind == "roles":
                found += [
                    source
                    for role in edition.roles
                    if role.who == one.id
                    for source in self._sources(role)
                ]
        return tuple(dict.fromkeys(found))

    @staticmethod
    def _sources(entry: Fact | Term | Role) -> tuple[str, ...]:
        return tuple(piece.source for piece in entry.evidence)

    def title(self) -> Span:
        """Where the title of the quiz stands; findings on the whole quiz are placed there."""
        return self.publication.places.key(self.edition.file_of("questions"), "title")

    def version(self, name: str) -> Span:
        """Where the name of a version stands, or their number; else the title of the quiz."""
        names, file = self.quiz.head.versions, self.edition.file_of("questions")
        places = self.publication.places
        if name not in names or ("versions",) not in places.nodes.get(file, {}):
            return self.title()
        return places.value(file, "versions", names.index(name))

    def span(
        self, question: Question, path: NodePath = (), at: tuple[int, int] | None = None
    ) -> Span:
        """Where a part of a question stands.

        Args:
            question: written or generated.
            path: the part, as in a written question.
            at: half-open offsets of words in the text there, where known.

        Returns:
            The part of a written question. Of a generated one the line of ``quiz.yaml`` that
            rewords or pins it, or else the entry that it was made from.
        """
        places = self.publication.places
        file = self.edition.file_of("questions")
        for written in self.edition.questions:
            if written.id == question.id:
                whole: NodePath = ("questions", written.index, *path)
                if at is not None:
                    return places.within(file, *whole, start=at[0], end=at[1])
                return places.value(file, *whole)
        head = self.quiz.head
        if question.id in head.reword:
            return places.key(file, "reword", question.id)
        if question.id in head.pin:
            return places.value(file, "pin", head.pin.index(question.id))
        return self.entry(question, path) or self.title()

    def entry(self, question: Question, path: NodePath = ()) -> Span | None:
        """Where the entry stands that a generated question was made from."""
        if not question.generated or not question.references:
            return None
        return self.entry_of(question.references[0], path)

    def entry_of(self, reference: Reference, path: NodePath = ()) -> Span:
        """Where an entry stands, or of a fact with a stem of its own that stem."""
        kind, id = reference.kind, reference.id
        places, file = self.publication.places, self.edition.file_of(kind)
        if kind == "roles":
            index = next(at for at, role in enumerate(self.edition.roles) if role.who == id)
            return places.value(file, "roles", index, "who")
        stem = self.edition.facts[id].stem if kind == "facts" else None
        if stem is not None and path[:1] == ("stem",):
            return places.value(file, kind, id, *path)
        return places.key(file, kind, id)

    def remarks(self, question: Question, path: NodePath = ()) -> tuple[Remark, ...]:
        """Where a generated question came from, when its finding is placed in ``quiz.yaml``."""
        entry = self.entry(question, path)
        if entry is None or entry == self.span(question, path):
            return ()
        return (Remark("made-from", {}, entry),)

    def first(self, text: LocalText) -> str:
        """A text in the first language, for a message about all of them."""
        return text[self.languages[0]]


def case_of(context: Context, quiz: Quiz, newsletters: Mapping[str, Newsletter]) -> Case:
    """The case of a quiz.

    Args:
        context: the edition, and what of it is verified.
        quiz: its quiz.
        newsletters: its explainer by language.
    """
    return Case(
        context=context,
        quiz=quiz,
        newsletters=newsletters,
        parties=NameIndex(context.publication.parties),
        corpora={language: corpus(context, language) for language in context.languages},
    )
