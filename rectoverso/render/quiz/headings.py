"""Titles of sections over the questions of a version whose questions move within sections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rectoverso.languages import Language
from rectoverso.model.publication import Edition
from rectoverso.model.questions import Placed, Quiz, ShuffledQuestions


def headings(
    quiz: Quiz, edition: Edition, placed: Sequence[Placed], language: Language
) -> Mapping[str, str]:
    """The title that stands over a question, by the id of the first question of each section.

    None where questions move over the whole quiz, where all are of one section, and where a
    lock from before holds an order in which a section comes twice.
    """
    if quiz.head.shuffle.questions is not ShuffledQuestions.SECTIONS:
        return {}
    titles = {section.id: section.title[language.code] for section in edition.head.sections}
    sections: list[str | None] = []
    first: list[str] = []
    for one in placed:
        section = quiz.question(one.question).section
        known = section if section in titles else None
        if not first or known != sections[-1]:
            sections.append(known)
            first.append(one.question)
    if len(set(sections)) < len(sections) or len(sections) < 2:
        return {}
    others = language.say("sheets.other-questions")
    return {
        id: titles[section] if section else others
        for id, section in zip(first, sections, strict=True)
    }
