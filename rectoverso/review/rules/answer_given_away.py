"""No question gives the answer of another.

What one stem tells, the next question cannot ask. The rule speaks up where the answer of a question
stands in what another one shows, beside at least two words of what is asked. Haladyna, Downing and
Rodriguez 2002, guideline 4: keep the content of items independent of one another; NBME Item-Writing
Guide: linked items.
"""

from __future__ import annotations

from collections.abc import Iterable

from rectoverso.languages import language as language_of
from rectoverso.model.questions import Question
from rectoverso.problems import Code
from rectoverso.questions.giveaway import gives_away, shown, whole
from rectoverso.questions.keys import key_texts, visible_text
from rectoverso.review.case import Case
from rectoverso.review.slip import Slip
from rectoverso.review.words import roots
from rectoverso.text.fold import comparable
from rectoverso.text.sentences import sentences

RULE = "answer-given-away"
CODE = Code.Q043

_WORDS_IN_COMMON = 2


def check_quiz(case: Case) -> Iterable[Slip]:
    """One slip for each chosen question whose answer another chosen one shows."""
    seen = {one.id: shown(one, case.languages) for one in case.quiz.questions}
    for asked in case.quiz.questions:
        for telling in case.quiz.questions:
            if telling.id == asked.id or not gives_away(seen[telling.id], seen[asked.id]):
                continue
            answer = _told(asked, telling, case)
            if answer:
                values = {"found": answer, "other": telling.id}
                yield Slip(values, question=asked.id)
                break


def _told(asked: Question, telling: Question, case: Case) -> str:
    """The answer that the one tells in a sentence about what the other asks, or nothing."""
    for language in case.languages:
        subject = roots(visible_text(asked, language), language)
        text = visible_text(telling, language)
        for answer in key_texts(asked, language):
            pattern = whole(comparable(answer))
            for start, end in sentences(text, language_of(language)):
                sentence = text[start:end]
                common = roots(sentence, language) & subject
                if pattern.search(comparable(sentence)) and len(common) >= _WORDS_IN_COMMON:
                    return answer
    return ""
