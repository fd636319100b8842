"""Versions over many seeds: keys where the printed key says, orders that are kept, balance."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import combinations, groupby

import pytest

from rectoverso import languages
from rectoverso.compose.quiz.balance import longest_run, most_keys
from rectoverso.compose.quiz.versions import make_versions
from rectoverso.model.questions import (
    Choice,
    Fill,
    Match,
    Number,
    Open,
    Order,
    Placed,
    Question,
    Short,
    Shuffle,
    ShuffledQuestions,
    Version,
)
from rectoverso.render.quiz.views import QuestionView, Viewer
from tests.quizzes import HOME, ROOT, Loaded

SEEDS = 500
STEP = 125
NAMES = tuple("ABCDEF")
EVERYWHERE, WITHIN, NOWHERE = ShuffledQuestions


class Drawn:
    """The quiz of an edition, drawn with any seed."""

    def __init__(self, loaded: Loaded) -> None:
        self.loaded = loaded
        self.questions = loaded.quiz(reshuffle=True).questions
        self.by_id = {question.id: question for question in self.questions}
        self.sections = [section.id for section in loaded.edition.head.sections]
        self.codes = loaded.edition.languages(loaded.publication.head)
        self.view = cache(self._view)

    def versions(
        self,
        seed: int,
        names: tuple[str, ...] = NAMES,
        shuffle: ShuffledQuestions = EVERYWHERE,
        options: bool = True,
    ) -> tuple[Version, ...]:
        update = {
            "seed": seed,
            "versions": names,
            "shuffle": Shuffle(questions=shuffle, options=options),
        }
        head = self.loaded.head.model_copy(update=update)
        return make_versions(head, self.questions, 1, {}, self.sections)

    def _view(self, code: str, id: str, order: tuple[str, ...]) -> QuestionView:
        """What is printed of a question whose parts stand in this order."""
        loaded = self.loaded
        language = languages.language(code)
        viewer = Viewer(loaded.publication, loaded.edition, loaded.verifications, language)
        return viewer.view(self.by_id[id], Placed(id, 1, order))


@pytest.fixture(scope="module", params=["observatory", "deepseek"])
def drawn(request: pytest.FixtureRequest) -> Drawn:
    root = HOME / "observatory" if request.param == "observatory" else ROOT
    return Drawn(Loaded(root, request.param))


def _seeds(start: int) -> Iterator[int]:
    return iter(range(start, start + STEP))


def _choose_one(drawn: Drawn, version: Version) -> list[tuple[Question, int, int]]:
    """Each choose-one question with the place of its key and its number of options."""
    found = []
    for placed in version.placed:
        response = drawn.by_id[placed.question].response
        if isinstance(response, Choice) and not response.several:
            right = next(option.id for option in response.options if option.right)
            place = placed.order.index(right)
            found.append((drawn.by_id[placed.question], place, len(placed.order)))
    return found


@pytest.mark.parametrize("start", range(0, SEEDS, STEP))
def test_the_printed_key_names_what_is_right_on_the_printed_sheet(drawn: Drawn, start: int) -> None:
    for seed in _seeds(start):
        for version in drawn.versions(seed):
            for placed in version.placed:
                for code in drawn.codes:
                    _check_answer(drawn, code, placed)


def _check_answer(drawn: Drawn, code: str, placed: Placed) -> None:
    """Reads the key's answer off the printed letters and holds it against the question."""
    question = drawn.by_id[placed.question]
    view = drawn.view(code, placed.question, placed.order)
    shown = {option.letter: option.text for option in view.options}
    match question.response:
        case Choice(options=options):
            right = {option.text[code] for option in options if option.right}
            assert {shown[letter] for letter in view.answer.split(", ")} == right
        case Match(pairs=pairs):
            partners = {pair.left[code]: pair.right[code] for pair in pairs}
            lefts = {str(left.place): left.left for left in view.lefts}
            answers = view.answer.split(", ")
            assert {lefts[sign[:-1]]: shown[sign[-1]] for sign in answers} == partners
        case Order(steps=steps):
            places = {sign[1:]: shown[sign[0]] for sign in view.answer.split(", ")}
            read = [places[str(place)] for place in range(1, len(steps) + 1)]
            assert read == [step.text[code] for step in steps]
        case Number(shown=number):
            assert view.answer == number[code]
        case Short(accepted=accepted):
            assert view.answer == accepted[code][0]
        case Fill(text=text, blanks=blanks):
            wanted = sorted(blanks, key=lambda blank: text[code].index(f"{{{blank.id}}}"))
            assert view.answer == ", ".join(blank.accepted[code][0] for blank in wanted)
        case Open():
            assert view.answer == ""


@pytest.mark.parametrize(
    ("start", "shuffle"),
    [*((start, EVERYWHERE) for start in range(0, SEEDS, STEP)), (SEEDS, WITHIN)],
)
def test_every_version_holds_every_question_once_and_keeps_orders_and_balance(
    drawn: Drawn, start: int, shuffle: ShuffledQuestions
) -> None:
    for seed in _seeds(start):
        for version in drawn.versions(seed, shuffle=shuffle):
            assert sorted(one.question for one in version.placed) == sorted(drawn.by_id)
            for placed in version.placed:
                _check_order(drawn.by_id[placed.question], placed)
            _check_balance(drawn, version)


def _check_order(question: Question, placed: Placed) -> None:
    match question.response:
        case Choice(options=options, ordered=ordered):
            ids = tuple(option.id for option in options)
            assert sorted(placed.order) == sorted(ids)
            assert not ordered or placed.order == ids
        case Match(pairs=pairs, extra=extra):
            ids = (*(pair.id for pair in pairs), *(option.id for option in extra))
            assert sorted(placed.order) == sorted(ids)
            assert placed.order != ids, "1A, 2B, 3C is no question"
        case Order(steps=steps):
            ids = tuple(step.id for step in steps)
            assert sorted(placed.order) == sorted(ids)
            assert placed.order != ids
        case _:
            assert placed.order == ()


def _check_balance(drawn: Drawn, version: Version) -> None:
    asked = _choose_one(drawn, version)
    free = [(place, size) for question, place, size in asked if not _ordered(question)]
    counted = Counter(place for place, _ in free)
    for place, most in enumerate(most_keys(size for _, size in free)):
        assert counted[place] <= most, (version.name, counted)
    assert longest_run([place for _, place, _ in asked]) <= 2, (version.name, asked)


def _ordered(question: Question) -> bool:
    return isinstance(question.response, Choice) and question.response.ordered


def test_no_question_keeps_its_number_in_another_version(drawn: Drawn) -> None:
    """What may change places with enough others: all but the open questions at the end."""
    for seed in range(0, SEEDS, 25):
        versions = drawn.versions(seed)
        for first, second in combinations(versions, 2):
            same = [
                one.question
                for one, other in zip(first.placed, second.placed, strict=True)
                if one.question == other.question
            ]
            assert all(isinstance(drawn.by_id[id].response, Open) for id in same), (seed, same)


def test_26_versions_repeat_no_more_than_they_must(drawn: Drawn) -> None:
    names = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    versions = drawn.versions(1, names)
    short = [id for id, one in drawn.by_id.items() if not isinstance(one.response, Open)]
    used = Counter(
        (placed.question, placed.number) for version in versions for placed in version.placed
    )
    assert max(used[id, number] for id, number in used if id in short) == math.ceil(26 / len(short))


def test_what_is_written_at_length_comes_last_in_the_quiz_or_in_its_section(drawn: Drawn) -> None:
    for version in drawn.versions(5):
        is_open = [isinstance(drawn.by_id[p.question].response, Open) for p in version.placed]
        assert is_open == sorted(is_open)
    for version in drawn.versions(5, shuffle=WITHIN):
        asked = [drawn.by_id[placed.question] for placed in version.placed]
        order = [
            drawn.sections.index(one.section)
            if one.section in drawn.sections
            else len(drawn.sections)
            for one in asked
        ]
        assert order == sorted(order)
        for _, group in groupby(zip(order, asked, strict=True), key=lambda pair: pair[0]):
            is_open = [isinstance(question.response, Open) for _, question in group]
            assert is_open == sorted(is_open)


def test_without_shuffling_questions_stay_as_listed_and_options_as_written(drawn: Drawn) -> None:
    versions = drawn.versions(3, shuffle=NOWHERE, options=False)
    for version in versions:
        assert [one.question for one in version.placed] == [one.id for one in drawn.questions]
        assert version.placed == versions[0].placed
        for placed in version.placed:
            _check_order(drawn.by_id[placed.question], placed)
            response = drawn.by_id[placed.question].response
            if isinstance(response, Choice):
                assert placed.order == tuple(option.id for option in response.options)


def test_options_can_move_while_questions_stay(drawn: Drawn) -> None:
    first, second = drawn.versions(3, ("A", "B"), NOWHERE)
    assert [one.question for one in first.placed] == [one.question for one in second.placed]
    moved = [
        one.question
        for one, other in zip(first.placed, second.placed, strict=True)
        if one.order != other.order
    ]
    free = [id for id, question in drawn.by_id.items() if _may_move(question)]
    assert sorted(moved) == sorted(free)


def _may_move(question: Question) -> bool:
    match question.response:
        case Choice(ordered=ordered):
            return not ordered
        case Match() | Order():
            return True
    return False


def test_the_bound_is_the_share_and_one() -> None:
    assert most_keys([4] * 8) == (3, 3, 3, 3)
    assert most_keys([4] * 9) == (4, 4, 4, 4)
    assert most_keys([2] * 3) == (3, 3)
    # Two questions of two options and three of four: a share of 1 + 3/4 for the first places.
    assert most_keys([2, 2, 4, 4, 4]) == (3, 3, 2, 2)
    assert most_keys([]) == ()
