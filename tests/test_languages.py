"""The grammar data of the languages: usable by the engine, and the same shape everywhere."""

from __future__ import annotations

import dataclasses
import pickle
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from rectoverso import languages
from rectoverso.languages import Language, language
from rectoverso.model.entries import Bound, Hedge
from rectoverso.problems import Code
from rectoverso.text.fold import fold

CODES = languages.codes()
ROOT = Path(__file__).resolve().parents[1]
# Written as readers see them: abbreviations, and months that take a capital.
WITH_CAPITALS = {"suffixes", "months", "ambiguous_months", "capital_months"}


def _words(data: object) -> Iterator[tuple[str, str]]:
    """Every word of a grammar with the field it stands in."""
    for field in dataclasses.fields(data):  # type: ignore[arg-type]
        value = getattr(data, field.name)
        if isinstance(value, str):
            yield field.name, value
        elif isinstance(value, Mapping):
            for key, many in value.items():
                yield from (
                    (field.name, word) for word in (many if isinstance(many, tuple) else ())
                )
                if not isinstance(many, tuple):
                    yield field.name, key
        elif isinstance(value, tuple | frozenset):
            yield from ((field.name, word) for word in value if isinstance(word, str))


def test_the_languages_there_are() -> None:
    assert CODES == ("en", "fr")
    assert [language(code).name for code in CODES] == ["English", "français"]


def test_an_unknown_language() -> None:
    with pytest.raises(KeyError):
        language("xx")


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("part", ["numbers", "dates", "cues", "speech"])
def test_grammar_words_are_as_folding_leaves_text(code: str, part: str) -> None:
    """A word with a curly apostrophe or a capital would never be found."""
    unusable = [
        (field, word)
        for field, word in _words(getattr(language(code), part))
        if fold(word).text != word or (field not in WITH_CAPITALS and word != word.lower())
    ]
    assert unusable == []


@pytest.mark.parametrize("code", CODES)
def test_cues_name_hedges_and_bounds_that_editors_can_declare(code: str) -> None:
    cues = language(code).cues
    assert {rule.name for rule in cues.rules if rule.kind == "hedge"} == {h.value for h in Hedge}
    bounds = set(cues.bounds_before) | set(cues.bounds_after)
    assert bounds == {bound.value for bound in Bound}


def test_languages_have_the_same_classes_of_cues() -> None:
    first, *others = [
        {(rule.kind, rule.name) for rule in language(code).cues.rules} for code in CODES
    ]
    assert all(classes == first for classes in others)


@pytest.mark.parametrize("code", CODES)
def test_a_language_travels_to_another_process_as_itself(code: str) -> None:
    assert pickle.loads(pickle.dumps(language(code))) is language(code)


@pytest.mark.parametrize(
    ("code", "count", "said"),
    [
        ("fr", 0, "0 source"),
        ("fr", 1, "1 source"),
        ("fr", 2048, "2\u202f048 sources"),
        ("en", 0, "0 sources"),
        ("en", 1, "1 source"),
        ("en", 2048, "2,048 sources"),
    ],
)
def test_plurals_follow_the_language(code: str, count: int, said: str) -> None:
    tongue = dataclasses.replace(
        language(code),
        interface={"here": {"sources": {"one": "{count} source", "other": "{count} sources"}}},
    )
    assert tongue.say("here.sources", count=count) == said


@pytest.mark.parametrize("code", CODES)
def test_a_text_without_its_value_is_a_fault_of_the_program(code: str) -> None:
    tongue: Language = dataclasses.replace(
        language(code), interface={"here": {"greeting": "{name}"}}
    )
    assert tongue.say("here.greeting", name="Anne") == "Anne"
    with pytest.raises(KeyError):
        tongue.say("here.greeting")


def test_a_problem_without_texts_is_shown_by_its_fault() -> None:
    tongue = dataclasses.replace(language("en"), messages={}, remarks={})
    assert tongue.message(Code.V003).message == "figure-differs"
    assert tongue.remark("nearest") == "nearest"


def test_nothing_but_the_data_of_a_language_knows_how_it_is_written() -> None:
    """A third language is a folder: no program and no template asks whether it is French."""
    asked = re.compile(
        r"(?:==|!=|\bin|startswith\()\s*[(\[]*[\"'](?:" + "|".join(CODES) + r")[\"']"
    )
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for folder in ("rectoverso", "templates")
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in (".py", ".html", ".css", ".js", ".txt")
        for line in path.read_text("utf-8").splitlines()
        if asked.search(line)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("code", "expected"),
    [("fr", ["", "A", "A et B", "A, B et C"]), ("en", ["", "A", "A and B", "A, B, and C"])],
)
def test_several_texts_are_one_list(code: str, expected: list[str]) -> None:
    assert [language(code).listed("ABC"[:count]) for count in range(4)] == expected


_ELIDES_OR_CONTRACTS = re.compile(
    r"\b(?:de|à|que|jusque|lorsque|puisque|si|ce|le|la) "
    r"\{(?:name|names|publication|source|sources|party|speaker)\}"
)


def test_no_french_sentence_puts_a_name_where_it_would_elide_or_contract() -> None:
    """« de Alex », « à le conseil »: what a name begins with is not known before it is there."""
    asked = [
        (part, key, text)
        for part, texts in language("fr").interface.items()
        for key, node in texts.items()
        for text in (node.values() if isinstance(node, Mapping) else (node,))
        if isinstance(text, str) and _ELIDES_OR_CONTRACTS.search(text)
    ]
    # {sources} is a count of articles there.
    assert [(part, key) for part, key, _ in asked] == [("newsletter", "verified-text")]
