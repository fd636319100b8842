"""Ways to break a good question on purpose, each with the rule that has to catch it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from rectoverso.model.questions import Choice, Fill, Option, Question, Shape
from rectoverso.model.values import LocalText
from rectoverso.questions import distractors
from rectoverso.questions.keys import judges_statement
from rectoverso.questions.wording import GAP
from rectoverso.review.case import Case
from rectoverso.review.words import content_words, root, roots

Break = Callable[[Question, Case], Question | None]
"""Gives none where a question cannot be broken so."""


def _both(fr: str, en: str) -> LocalText:
    return LocalText({"fr": fr, "en": en})


def _changed(text: LocalText, change: Callable[[str], str]) -> LocalText:
    return LocalText({code: change(words) for code, words in text.items()})


def _options(question: Question) -> tuple[Option, ...]:
    response = question.response
    if not isinstance(response, Choice) or judges_statement(question):
        return ()
    return response.options


def _phrases(question: Question) -> bool:
    """Whether it has one right option among phrases: roles of people, which are no names."""
    options = _options(question)
    response = question.response
    return (
        len(options) > 2
        and isinstance(response, Choice)
        and not (response.several or response.ordered)
        and all(option.text["fr"][:1].islower() for option in options)
    )


def _people(question: Question) -> bool:
    return bool(_options(question)) and question.kind == "who-said"


def _figures(question: Question) -> bool:
    return bool(_options(question)) and question.kind == "figure"


def _with_options(question: Question, options: tuple[Option, ...]) -> Question:
    assert isinstance(question.response, Choice)
    return replace(question, response=replace(question.response, options=options))


def _with_wrong(question: Question, text: LocalText) -> Question:
    """The question with another text in the place of its last wrong option."""
    options = list(_options(question))
    last = max(at for at, option in enumerate(options) if not option.right)
    options[last] = replace(options[last], text=text)
    return _with_options(question, tuple(options))


def _with_key(question: Question, change: Callable[[str], str]) -> Question:
    options = tuple(
        replace(option, text=_changed(option.text, change)) if option.right else option
        for option in _options(question)
    )
    return _with_options(question, options)


def _wrong(question: Question) -> Option:
    return [option for option in _options(question) if not option.right][-1]


def _said(change: Callable[[LocalText], LocalText], fits: Callable[[Question], bool]) -> Break:
    """Changes the text of the last wrong option."""
    return lambda question, case: (
        _with_wrong(question, change(_wrong(question).text)) if fits(question) else None
    )


def _asked(change: Callable[[LocalText], LocalText], fits: Callable[[Question], bool]) -> Break:
    return lambda question, case: (
        replace(question, stem=change(question.stem)) if fits(question) else None
    )


def _prefixed(fr: str, en: str) -> Callable[[LocalText], LocalText]:
    return lambda text: LocalText({"fr": fr + text["fr"], "en": en + text["en"]})


def _suffixed(fr: str, en: str) -> Callable[[LocalText], LocalText]:
    return lambda text: LocalText({"fr": text["fr"] + fr, "en": text["en"] + en})


def _instead(fr: str, en: str) -> Callable[[LocalText], LocalText]:
    return lambda text: LocalText({"fr": fr, "en": en})


def _longer_key(question: Question, case: Case) -> Question | None:
    if not _phrases(question):
        return None
    more = ", dont le nom est revenu dans la presse jour après jour, et pour longtemps"
    return _with_key(question, lambda text: text + more)


def _backwards(question: Question, case: Case) -> Question | None:
    return _with_options(question, _options(question)[::-1]) if _figures(question) else None


def _twin(question: Question, case: Case) -> Question | None:
    options = _options(question)
    if len(options) < 3 or not (_people(question) or _phrases(question)):
        return None
    other = next(option for option in options if not option.right)
    if other is _wrong(question):
        return None
    return _with_wrong(question, _changed(other.text, str.upper))


def _with_key_and_more(question: Question, case: Case) -> Question | None:
    if not _people(question):
        return None
    key = next(option.text for option in _options(question) if option.right)
    return _with_wrong(question, _suffixed(" et Nvidia", " and Nvidia")(key))


def _rival(question: Question, case: Case, bounded: bool) -> Question | None:
    """A wrong figure that another fact of the same measure and object gives, or allows."""
    if not _figures(question):
        return None
    fact = case.edition.facts[question.references[0].id]
    for rival in case.context.rivals(fact):
        if rival.value is None or rival.to_value is not None:
            continue
        value = abs(rival.value)
        if bounded:
            value = distractors.rounded(value * (2 if rival.bound == "more-than" else 1) / 1, 2)
            value += value / 10
        refusal = distractors.refused(value, fact, case.context)
        wanted = "distractor-in-bound" if bounded else "distractor-asserted"
        if refusal is None or refusal.code.fault != wanted or value == abs(fact.value or 0):
            continue
        if distractors.round_alike(value, abs(fact.value or 0)):
            continue
        text = case.context.amount(value, case.context.unit(fact))
        changed = _with_wrong(question, text)
        assert isinstance(changed.response, Choice)
        return changed
    return None


def _echo(question: Question, case: Case) -> Question | None:
    """A word of the key that no other option has, put into the stem."""
    if not _phrases(question):
        return None
    texts = {}
    for code in case.languages:
        key = next(option.text[code] for option in _options(question) if option.right)
        others = frozenset[str]().union(
            *(roots(option.text[code], code) for option in _options(question) if not option.right)
        )
        words = [word for word in content_words(key, code) if root(word) not in others]
        if not words:
            return None
        texts[code] = question.stem[code].rstrip(" ?\u202f") + f", {words[0]} ?"
    return replace(question, stem=LocalText(texts))


def _other_evidence(question: Question, case: Case) -> Question | None:
    """The entry of another question in the place of its own."""
    if question.kind not in ("figure", "role") or not _options(question):
        return None
    other = next(
        one.references
        for one in case.quiz.candidates.values()
        if one.kind == question.kind and not set(one.references) & set(question.references)
    )
    return replace(question, references=other)


def _gap_first(question: Question, case: Case) -> Question | None:
    response = question.response
    if isinstance(response, Fill):
        first = response.blanks[0].id
        text = _changed(response.text, lambda words: f"{{{first}}} … {words}")
        return replace(question, response=replace(response, text=text))
    if question.material is not None and GAP in question.material["fr"]:
        return replace(question, material=_changed(question.material, lambda text: f"{GAP} {text}"))
    return None


def _gaps_alone(question: Question, case: Case) -> Question | None:
    response = question.response
    if not isinstance(response, Fill) or len(response.blanks) < 2:
        return None
    gaps = " ".join(f"{{{blank.id}}}" for blank in response.blanks)
    return replace(
        question,
        response=replace(response, text=_both(f"On lit : {gaps}.", f"Read {gaps}.")),
    )


def _repeated(question: Question, case: Case) -> Question | None:
    if not _phrases(question):
        return None
    options = tuple(
        replace(option, text=_prefixed("d’après les articles, ", "going by them, ")(option.text))
        for option in _options(question)
    )
    return _with_options(question, options)


def _asks_who(question: Question) -> bool:
    return question.kind == "role" and question.shape is Shape.CHOOSE_ONE


def _states(question: Question) -> bool:
    return judges_statement(question) and question.kind == "statement"


def _denied(question: Question, case: Case) -> Question | None:
    if not _states(question) or question.material is None:
        return None
    said = _both("Rien de cela n’a été dit.", "None of this has been said.")
    return replace(question, material=said)


@dataclass(frozen=True, slots=True)
class Way:
    """A way to break a question, and rules that may speak up besides, with good reason."""

    rule: str
    broken: Break
    also: frozenset[str] = frozenset()


def _way(rule: str, broken: Break, *also: str) -> Way:
    return Way(rule, broken, frozenset(also))


# A short option that is lengthened no longer stands in the edition word for word.
_ELSEWHERE = ("option-from-nowhere",)

WAYS = (
    _way("key-stands-out", _longer_key),
    _way("options-unsorted", _backwards),
    _way("distractors-alike", _twin, "key-stands-out"),
    _way(
        "distractor-asserted",
        lambda question, case: _rival(question, case, bounded=False),
        "options-unsorted",
    ),
    _way(
        "distractor-in-bound",
        lambda question, case: _rival(question, case, bounded=True),
        "options-unsorted",
    ),
    _way(
        "all-or-none-of-the-above",
        _said(
            _instead("Aucune de ces réponses", "None of these"), lambda one: len(_options(one)) > 2
        ),
    ),
    _way("options-overlap", _with_key_and_more, "option-from-nowhere"),
    _way("options-mixed", _said(_instead("12 %", "12%"), _people), "option-from-nowhere"),
    _way(
        "options-mixed", _said(_instead("les autres", "to be another"), _phrases), "key-stands-out"
    ),
    _way("absolute-words", _said(_suffixed(", toujours", ", always"), _phrases), *_ELSEWHERE),
    _way("vague-words", _said(_suffixed(", souvent", ", often"), _phrases), *_ELSEWHERE),
    _way(
        "negative-stem",
        _asked(_instead("Laquelle n’est PAS sa fonction ?", "Which is NOT the role?"), _asks_who),
    ),
    _way(
        "negative-unmarked",
        _asked(_instead("Laquelle n’est pas sa fonction ?", "Which is not the role?"), _asks_who),
    ),
    _way(
        "negative-unmarked",
        _asked(
            _instead("Tout cela est sa fonction, sauf quoi ?", "All is the role except what?"),
            _asks_who,
        ),
    ),
    _way(
        "double-negative",
        lambda question, case: (
            replace(
                _with_wrong(question, _both("celui qui n’y est plus", "one not there")),
                stem=_both("Laquelle n’est PAS sa fonction ?", "Which is NOT the role?"),
            )
            if _asks_who(question)
            else None
        ),
    ),
    _way("double-negative", _denied, "absolute-words"),
    _way(
        "stem-no-question",
        _asked(_instead("La fonction de cette personne", "The role of this person"), _asks_who),
    ),
    _way("key-echoes-stem", _echo),
    _way("blank-at-start", _gap_first),
    _way("too-many-blanks", _gaps_alone),
    _way("key-not-in-evidence", _other_evidence, "distractor-asserted", "distractor-in-bound"),
    _way("option-from-nowhere", _said(_instead("Odilon Barbe", "Odilon Barbe"), _people)),
    _way(
        "stem-too-long",
        _asked(
            lambda text: _changed(text, lambda words: " ".join([words] * 12)),
            lambda one: not judges_statement(one),
        ),
    ),
    _way(
        "wordy-stem",
        _asked(_prefixed("Comme chacun sait, ", "As we all know, "), lambda one: not _states(one)),
    ),
    _way("options-repeat", _repeated),
)
