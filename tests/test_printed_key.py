"""Every printed version of the sample, read from paper alone, has the answers of the model.

The reader (``tests/printed.py``) gets the quiz and the key as PDFs. It finds out by number and
letter what the key calls right; only then is that held against the question of the model with
the same words.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from rectoverso.compose.quiz import compose_quiz
from rectoverso.load import load
from rectoverso.model.questions import (
    Choice,
    Fill,
    Match,
    Number,
    Open,
    Order,
    Question,
    Quiz,
    Short,
)
from rectoverso.verify import verify
from tests import printed
from tests.printed import squeezed
from tests.program import TODAY

ROOT = Path(__file__).resolve().parents[1]
SLUG = "deepseek"
LANGUAGES = ("fr", "en")


@cache
def model() -> Quiz:
    publication, _ = load(ROOT)
    assert publication is not None
    verified, _ = verify(publication, today=TODAY)
    edition = next(one for one in publication.editions if one.slug == SLUG)
    quiz, _ = compose_quiz(publication, edition, verified.editions[SLUG])
    assert quiz is not None
    return quiz


def names() -> list[str]:
    return [version.name for version in model().versions]


def sheet(site: Path, language: str, name: str) -> Path:
    return site / "private" / SLUG / language / f"{name}.pdf"


def shown(question: Question, language: str) -> list[str]:
    """What a pupil can tell a question by: its stem, its material and its options or sides."""
    texts = [question.stem, question.material]
    match question.response:
        case Choice(options=options):
            texts += [option.text for option in options]
        case Match(pairs=pairs, extra=extra):
            texts += [side for pair in pairs for side in (pair.left, pair.right)]
            texts += [option.text for option in extra]
        case Order(steps=steps):
            texts += [step.text for step in steps]
    return [
        piece
        for text in texts
        if text is not None
        for piece in text[language].split("_____")
        if piece.strip()
    ]


def asked(section: printed.Question, language: str) -> Question:
    """The question of the model that has the printed words."""
    text = squeezed(section.text)
    # What is wrapped beside something else stands in two pieces in the text of the page.
    apart = [*section.options.values(), *section.lefts.values()]
    everything = "|".join([text, *map(squeezed, apart)])
    found = [
        question
        for question in model().questions
        if text.startswith(squeezed(question.stem[language]))
        and all(squeezed(piece) in everything for piece in shown(question, language))
    ]
    assert len(found) == 1, (section.text, [question.id for question in found])
    return found[0]


def right(question: Question, language: str) -> object:
    """The answer of the model, in the words of a language."""
    match question.response:
        case Choice(options=options):
            return {squeezed(option.text[language]) for option in options if option.right}
        case Match(pairs=pairs):
            return {squeezed(pair.left[language]): squeezed(pair.right[language]) for pair in pairs}
        case Order(steps=steps):
            return [squeezed(step.text[language]) for step in steps]
        case Number(shown=text):
            return squeezed(text[language])
        case Short(accepted=accepted):
            return squeezed(accepted[language][0])
        case Fill(text=text, blanks=blanks):
            ordered = sorted(blanks, key=lambda blank: text[language].find(f"{{{blank.id}}}"))
            return squeezed(", ".join(blank.accepted[language][0] for blank in ordered))
    return None


def read_by_letters(question: Question, printed_as: printed.Question, answer: str) -> object:
    """What an answer of the key means on the printed sheet.

    Args:
        question: tells only which kind of answer a pupil would see is asked for.
        printed_as: the question on paper.
        answer: such as ``A, D``, ``1C, 2D``, ``A3, B1`` or words.
    """
    options = {letter: squeezed(text) for letter, text in printed_as.options.items()}
    parts = answer.split(", ")
    match question.response:
        case Choice():
            return {options[letter] for letter in parts}
        case Match():
            return {squeezed(printed_as.lefts[part[0]]): options[part[1]] for part in parts}
        case Order():
            assert {part[0] for part in parts} == set(options)
            return [options[part[0]] for part in sorted(parts, key=lambda part: int(part[1:]))]
    return squeezed(answer)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("version", names())
def test_the_printed_key_gives_the_answers_of_the_model(
    sample_site: Path, version: str, language: str
) -> None:
    quiz = printed.questions(sheet(sample_site, language, f"quiz-{version}-a4"))
    key_path = sheet(sample_site, language, f"key-{version}-a4")
    key, at_a_glance = printed.questions(key_path), printed.glance(key_path, list(quiz))
    assert list(quiz) == list(key) == list(at_a_glance)
    assert list(quiz) == list(range(1, len(model().questions) + 1))
    seen = set()
    for number, on_paper in quiz.items():
        question = asked(on_paper, language)
        seen.add(question.id)
        assert squeezed(key[number].text).startswith(squeezed(question.stem[language]))
        if isinstance(question.response, Open):
            model_answer = squeezed(question.response.model_answer[language])
            assert model_answer in squeezed(key[number].text), question.id
            continue
        wanted = right(question, language)
        assert read_by_letters(question, on_paper, at_a_glance[number]) == wanted, question.id
        explained = printed.verdicts(key[number])
        if isinstance(question.response, Choice):
            letters = ", ".join(explained)
            assert read_by_letters(question, on_paper, letters) == wanted, question.id
            for letter, text in explained.items():
                assert squeezed(text).startswith(squeezed(on_paper.options[letter]))
        elif isinstance(question.response, Match):
            joined = ", ".join(place for place in explained if len(place) == 2)
            assert read_by_letters(question, on_paper, joined) == wanted, question.id
        elif isinstance(question.response, (Order, Fill)):
            told = [squeezed(explained[place]) for place in sorted(explained)]
            answers = wanted if isinstance(wanted, list) else str(wanted).split(",")
            assert len(told) == len(answers)
            for text, answer in zip(told, answers, strict=True):
                assert text.startswith(answer), question.id
        else:
            assert str(wanted) in squeezed(key[number].text), question.id
    assert seen == {question.id for question in model().questions}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_both_sizes_of_paper_have_the_same_numbers_and_letters(
    sample_site: Path, paper: str, language: str
) -> None:
    for version in names():
        quiz = printed.questions(sheet(sample_site, language, f"quiz-{version}-{paper}"))
        placed = next(one.placed for one in model().versions if one.name == version)
        assert [asked(quiz[one.number], language).id for one in placed] == [
            one.question for one in placed
        ]
