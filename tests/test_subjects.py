"""Subjects that editions in different languages name, each once in every list."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from rectoverso.model.values import LocalText, PartialDate
from rectoverso.render.site.briefs import Outline
from rectoverso.render.site.subjects import subjects
from tests import program

Names = tuple[dict[str, str], ...]
GARDENS = {"en": "Gardens", "fr": "Jardins"}
MARCHE, MARKET = {"en": "Walking", "fr": "Marche"}, {"en": "Market", "fr": "Marché"}
BREAD, PAINS = {"en": "Bread", "fr": "Pain"}, {"pain": (), "bread": ()}
LAWYER, AVOCADO = {"en": "Lawyer", "fr": "Avocat"}, {"en": "Avocado", "fr": "Avocat"}


def listed(root: Path, code: str) -> list[tuple[str, str, str]]:
    """The list of subjects as it was built: address, name, number of editions."""
    page = (root / f"site/public/{code}/subjects/index.html").read_text("utf-8")
    return re.findall(
        r'<li><a href="([^"]*)/index.html">([^<]*)</a> <span class="detail">([^<]*)</span>', page
    )


def test_an_edition_in_one_language_shares_the_subject_of_the_others(
    tmp_path: Path, archive_publication: Path
) -> None:
    shutil.copytree(archive_publication / "content", tmp_path / "content")
    head = tmp_path / "content/publication.yaml"
    text = head.read_text("utf-8")
    # What the French edition cannot say is what the others are sorted by.
    turned = text.replace("languages:\n- fr\n- en\n", "languages:\n- en\n- fr\n")
    assert turned != text
    head.write_text(turned, "utf-8")
    with (tmp_path / "content/editions/observatory/edition.yaml").open(
        "a", encoding="utf-8"
    ) as own:
        own.write("subjects: [{fr: Transports}, {fr: Montagne}]\n")
    done = program.run("build", root=tmp_path)
    assert done.code == 0, done.text
    assert listed(tmp_path, "fr") == [
        ("montagne", "Montagne", "1 édition"),
        ("transports", "Transports", "2 éditions"),
    ]
    assert listed(tmp_path, "en") == [
        ("montagne", "Montagne", "1 edition"),
        ("transports", "Transport", "2 editions"),
    ]


def outlines(*editions: Names) -> list[Outline]:
    """Editions with these subjects, the oldest first as they are given, as a site has them."""
    date = PartialDate.parse("2024-06-01")
    return [
        Outline(f"edition-{number}", date, (), tuple(map(LocalText, names)), {}, False)
        for number, names in enumerate(editions, 1)
    ][::-1]


def found_at(editions: tuple[Names, ...]) -> dict[str, str]:
    """The addresses of subjects, each with the numbers of its editions."""
    return {
        one.slug: "".join(slug.removeprefix("edition-") for slug in reversed(one.editions))
        for one in subjects(outlines(*editions), ("en", "fr"))
    }


@pytest.mark.parametrize(
    ("editions", "addresses"),
    [
        # As many subjects as ever, under the addresses that they had.
        (((GARDENS,), (GARDENS, {"en": "Rain", "fr": "Pluie"})), {"gardens": "12", "rain": "2"}),
        # Capitals, spaces, apostrophes and characters of two parts make no difference.
        ((({"en": "Workers’ rights"},), ({"en": "workers'  Rights"},)), {"workers-rights": "12"}),
        ((({"fr": "\u00c9nergie"},), ({"fr": "e\u0301nergie"},)), {"energie": "12"}),
        # An edition in one language, newer or older than the one that names both.
        (((GARDENS,), ({"fr": "Jardins"},)), {"gardens": "12"}),
        ((({"fr": "Jardins"},), (GARDENS,)), {"jardins": "12"}),
        # Two editions that only a third shows to have the same.
        ((({"fr": "Jardins"},), ({"en": "Gardens"},), (GARDENS,)), {"jardins": "123"}),
        # A name that is the same in every language fits one that is not written so in each.
        ((({"": "Gardens"},), (GARDENS,)), {"gardens": "12"}),
        ((({"fr": "Jardins"}, GARDENS),), {"jardins": "1"}),
    ],
)
def test_names_that_agree_in_a_language_are_one_subject(
    editions: tuple[Names, ...], addresses: dict[str, str]
) -> None:
    assert found_at(editions) == addresses


@pytest.mark.parametrize(
    ("editions", "addresses"),
    [
        (((MARCHE,), (MARKET,)), {"walking": "1", "market": "2"}),
        ((({"en": "C++"},), ({"en": "C"},), ({"en": "C#"},)), {"c": "1", "c-2": "2", "c-3": "3"}),
        ((({"fr": "Côte"},), ({"fr": "Cote"},)), {"cote": "1", "cote-2": "2"}),
        # One word that means two things, and the edition in one language that cannot tell which.
        (((LAWYER,), (AVOCADO,)), {"lawyer": "1", "avocado": "2"}),
        (((LAWYER,), (AVOCADO,), ({"fr": "Avocat"},)), {"lawyer": "13", "avocado": "2"}),
        ((({"fr": "Avocat"},), (AVOCADO,), (LAWYER,)), {"avocat": "12", "lawyer": "3"}),
        # No language in common: nothing tells whether they are the same.
        ((({"en": "Transport"},), ({"fr": "Transport"},)), {"transport": "1", "transport-2": "2"}),
        # What has a number already is not in the way of the next one.
        (
            (({"en": "C"},), ({"en": "C 2"},), ({"en": "C++"},)),
            {"c": "1", "c-2": "2", "c-3": "3"},
        ),
    ],
)
def test_names_that_differ_or_contradict_each_other_are_subjects_of_their_own(
    editions: tuple[Names, ...], addresses: dict[str, str]
) -> None:
    assert found_at(editions) == addresses


@pytest.mark.parametrize(
    ("editions", "addresses"),
    [
        # Two pages that a third edition shows to be one.
        (
            (({"fr": "IA"},), ({"en": "AI"},), ({"fr": "IA", "en": "AI"},)),
            {"ia": ("ai",)},
        ),
        # An older edition in French only came out later.
        ((({"fr": "Jardins"},), (GARDENS,)), {"jardins": ("gardens",)}),
        # Nothing else gets an address that was given once.
        (
            (({"fr": "IA"},), ({"en": "AI"},), ({"fr": "IA", "en": "AI"}, {"fr": "Aï"})),
            {"ia": ("ai",), "ai-2": ()},
        ),
        (((LAWYER,), ({"fr": "Avocat"},), (AVOCADO,)), {"lawyer": ("avocat",), "avocado": ()}),
        # Another has it already.
        ((({"en": "Pain"}, {"en": "Bread"}), ({"fr": "Pain", "en": "Bread"},)), PAINS),
        ((({"en": "Pain"}, BREAD), ({"fr": "Pain"},)), PAINS),
    ],
)
def test_a_subject_keeps_the_addresses_that_it_had(
    editions: tuple[Names, ...], addresses: dict[str, tuple[str, ...]]
) -> None:
    found = subjects(outlines(*editions), ("en", "fr"))
    assert {one.slug: one.former for one in found} == addresses


def test_a_name_is_the_one_that_any_edition_gives() -> None:
    editions = outlines(({"fr": "Jardins"},), ({"en": "Gardens", "fr": "jardins"},))
    (found,) = subjects(editions, ("en", "fr"))
    assert found.name == LocalText(GARDENS)
