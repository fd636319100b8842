"""Whole runs of verification on two small editions made from articles of our own."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from rectoverso.languages import codes
from rectoverso.languages import language as language_of
from rectoverso.load import load
from rectoverso.model.articles import Article, MatchStatus, VerifiedEntries
from rectoverso.model.entries import Bound, DifferenceKind, Fact, Measure, MeasureType, Quote
from rectoverso.model.publication import Edition, Publication
from rectoverso.model.values import PartialDate, any_language
from rectoverso.problems import Code, Problem, has_errors
from rectoverso.registry import modules
from rectoverso.text.cues import cues as find_cues
from rectoverso.verify import checks, verify
from rectoverso.verify.case import Needs
from rectoverso.verify.clauses import bears
from rectoverso.verify.comparisons import kind_of
from rectoverso.verify.facts import contested
from rectoverso.verify.ledger import render_ledger

EDITIONS = Path(__file__).parent / "editions"
TODAY = datetime.date(2025, 3, 10)

Edit = tuple[str, str, str]


def _copy(name: str, target: Path, *edits: Edit) -> Path:
    shutil.copytree(EDITIONS / name, target)
    for file, old, new in edits:
        path = target / "content" / file if file == "people.yaml" else _home(target) / file
        text = path.read_text("utf-8")
        assert text.count(old) == 1, (old, text.count(old))
        path.write_text(text.replace(old, new), "utf-8")
    return target


def _home(root: Path) -> Path:
    (home,) = (root / "content" / "editions").iterdir()
    return home


def _load(root: Path) -> Publication:
    publication, problems = load(root)
    assert not has_errors(problems), problems
    assert publication is not None
    return publication


def _verify(root: Path) -> tuple[Publication, VerifiedEntries, tuple[Problem, ...]]:
    publication = _load(root)
    verified, problems = verify(publication, today=TODAY)
    return publication, verified, problems


def _at(publication: Publication, problem: Problem) -> str:
    """What the caret points at."""
    span = problem.span
    assert span is not None
    lines = publication.texts[span.file].splitlines()
    return lines[span.line - 1][span.column - 1 : span.end_column - 1]


@pytest.mark.parametrize("name", ["tram", "harbour"])
def test_a_sound_edition_has_no_problem_and_every_entry_stands(name: str) -> None:
    _, verified, problems = _verify(EDITIONS / name)
    assert problems == ()
    (entries,) = verified.editions.values()
    assert {entry.status for entry in entries.values()} == {MatchStatus.EXACT}


def test_passages_and_joins_say_what_to_show() -> None:
    publication, verified, _ = _verify(EDITIONS / "tram")
    entries = verified.editions["tram"]
    article = publication.editions[0].articles["lettre"].text
    fell = entries["facts", "tramex-fell-84"].passages[0]
    assert (fell.source, fell.paragraph) == ("lettre", 2)
    assert article[fell.start : fell.end] == "Tramex a perdu 8,4 %"
    gadget = entries["quotes", "brac-gadget"]
    assert gadget.joins == ("qui a été",)
    assert [article[one.start : one.end] for one in gadget.passages] == [
        "gadget de riches",
        "qui a été",
        "payé par les quartiers pauvres",
    ]
    assert entries["quotes", "dorval-on-time"].joins == (".", "[…]")


FACTS, QUOTES, SOURCES = "facts.yaml", "quotes.yaml", "sources.yaml"

FAULTS = yaml.safe_load((EDITIONS / "faults.yaml").read_text("utf-8"))


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault["what"])
def test_a_fault_is_found_and_nothing_else(fault: dict[str, Any], tmp_path: Path) -> None:
    edits = [(edit["file"], edit["replace"], edit["with"]) for edit in fault["edits"]]
    publication, _, problems = _verify(_copy(fault["edition"], tmp_path / "p", *edits))
    assert {problem.code.name for problem in problems} == set(fault["codes"])
    if "caret" in fault:
        assert fault["caret"] in [_at(publication, problem) for problem in problems]
    for problem in problems:
        for code in codes():
            texts = language_of(code).message(problem.code)
            assert _fields(texts.message) | _fields(texts.help) <= set(problem.values)
            for remark in problem.remarks:
                filled = set(remark.values) | ({"place"} if remark.span else set())
                assert _fields(language_of(code).remark(remark.name)) <= filled


def _fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def test_typography_never_makes_true_words_fail(tmp_path: Path) -> None:
    root = _copy(
        "tram",
        tmp_path / "p",
        (QUOTES, '"C’est un beau projet"', '"C\'est un beau projet"'),
        (
            FACTS,
            'words: "La ligne compte 2 048 capteurs"',
            'words: "La ligne compte 2\u202f048\u00a0capteurs"',
        ),
    )
    _, verified, problems = _verify(root)
    assert [problem.code for problem in problems] == [Code.V032, Code.V032]
    entries = verified.editions["tram"]
    assert entries["quotes", "brac-late"].status is MatchStatus.TYPOGRAPHIC
    assert entries["facts", "sensors-2048"].status is MatchStatus.TYPOGRAPHIC


def test_help_shows_the_nearest_passage_and_the_difference(tmp_path: Path) -> None:
    edit = (
        FACTS,
        'Tramex a perdu 8,4 %", carries: [object, value',
        'Tramex a perdu 8,5 %", carries: [object, value',
    )
    _, _, problems = _verify(_copy("tram", tmp_path / "p", edit))
    nearest, difference = problems[0].remarks
    assert nearest.values == {"source": "lettre", "paragraph": "2", "words": "Tramex a perdu 8,4 %"}
    assert difference.values == {"difference": "Tramex a perdu [-8,5-] {+8,4+} %"}


def test_segments_may_be_allowed_with_a_reason(tmp_path: Path) -> None:
    edit = (
        FACTS,
        'evidence: {source: lettre, words: "Le modèle T3 pourrait rouler sans conducteur"}',
        "evidence:\n"
        '      - {source: lettre, words: "Le modèle T3 pourrait rouler sans conducteur"}\n'
        "      - source: lettre\n"
        "        words: Le tram de Valmont\n"
        "        allow_segment: {because: it names it}",
    )
    _, _, problems = _verify(_copy("tram", tmp_path / "p", edit))
    assert problems == ()


def _accepted(tmp_path: Path, name: str = "tram") -> Path:
    """An edition with its ledger and without its articles."""
    root = _copy(name, tmp_path / "accepted")
    publication, verified, _ = _verify(root)
    (edition,) = publication.editions
    text = render_ledger(publication, edition, verified.editions[edition.slug], TODAY)
    (_home(root) / "ledger.json").write_text(text, "utf-8")
    return root


def _without_articles(root: Path) -> Path:
    shutil.rmtree(_home(root) / "articles")
    return root


def _edit(root: Path, file: str, old: str, new: str) -> None:
    path = _home(root) / file
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


@pytest.mark.parametrize("name", ["tram", "harbour"])
def test_the_ledger_stands_in_for_the_articles(name: str, tmp_path: Path) -> None:
    root = _accepted(tmp_path, name)
    _, with_articles, problems = _verify(root)
    assert problems == ()
    _, without, problems = _verify(_without_articles(root))
    assert problems == ()
    assert without == with_articles
    (entries,) = without.editions.values()
    assert {entry.accepted_on for entry in entries.values()} == {"2025-03-10"}


@pytest.mark.parametrize(
    ("file", "old", "new", "changed"),
    [
        (FACTS, "value: 2048", "value: 2049", ["sensors-2048"]),
        (FACTS, "The line has 2,048 sensors.", "The line has got 2,048 sensors.", ["sensors-2048"]),
        (QUOTES, '"gadget de riches"', '"gadget"', ["brac-gadget"]),
        (SOURCES, "to: les transports", "to: les autres", ["lettre"]),
    ],
)
def test_a_change_since_acceptance_is_an_error_without_the_article(
    file: str, old: str, new: str, changed: list[str], tmp_path: Path
) -> None:
    root = _without_articles(_accepted(tmp_path))
    _edit(root, file, old, new)
    _, _, problems = _verify(root)
    assert [(one.code, one.values["entry"]) for one in problems] == [
        (Code.V026, entry) for entry in changed
    ]


def test_an_alias_bears_on_the_entries_that_use_it(tmp_path: Path) -> None:
    root = _without_articles(_accepted(tmp_path))
    people = root / "content" / "people.yaml"
    text = people.read_text("utf-8").replace("aliases: [Dorval]", "aliases: [Dorval, Durand]")
    people.write_text(text, "utf-8")
    _, _, problems = _verify(root)
    assert {(one.code, one.values["entry"]) for one in problems} == {
        (Code.V026, "dorval-on-time"),
        (Code.V026, "lina-dorval"),
    }


def test_where_it_is_shown_does_not_bear_on_evidence(tmp_path: Path) -> None:
    root = _without_articles(_accepted(tmp_path))
    _edit(
        root, FACTS, "    value: 2048\n", "    value: 2048\n    section: line\n    reviewed: ab\n"
    )
    assert _verify(root)[2] == ()


def test_new_entries_and_missing_ledgers(tmp_path: Path) -> None:
    root = _without_articles(_accepted(tmp_path))
    _edit(
        root,
        FACTS,
        "  driverless:",
        "  more:\n    says: {fr: Un modèle., en: A model.}\n"
        '    evidence: {source: lettre, words: "Le modèle"}\n  driverless:',
    )
    assert [(one.code, one.values["entry"]) for one in _verify(root)[2]] == [(Code.V027, "more")]
    (_home(root) / "ledger.json").unlink()
    assert [(one.code, one.values["source"]) for one in _verify(root)[2]] == [
        (Code.V025, "lettre"),
        (Code.V025, "quotidien"),
    ]


@pytest.mark.parametrize(
    "text", ["{", "[]", "null", "{}", '{"format": 2}', '{"format": 1, "matcher": 1, "entries": {}}']
)
def test_a_ledger_that_cannot_be_read_is_a_problem(text: str, tmp_path: Path) -> None:
    root = _accepted(tmp_path)
    (_home(root) / "ledger.json").write_text(text, "utf-8")
    _, _, problems = _verify(root)
    assert [problem.code for problem in problems] == [Code.S014]


def test_accepting_again_changes_only_what_changed(tmp_path: Path) -> None:
    root = _accepted(tmp_path)
    before = (_home(root) / "ledger.json").read_text("utf-8")
    _edit(root, FACTS, "The line has 2,048 sensors.", "The line has got 2,048 sensors.")
    publication, verified, _ = _verify(root)
    (edition,) = publication.editions
    later = TODAY + datetime.timedelta(days=5)
    after = render_ledger(publication, edition, verified.editions["tram"], later)
    old, new = set(before.splitlines()), set(after.splitlines())
    assert [line.strip() for line in new - old if "accepted" in line] == [
        '"accepted": "2025-03-15",'
    ]
    assert len(new - old) == 2


def test_a_change_takes_the_second_reader_s_initials_back(tmp_path: Path) -> None:
    root = _copy("tram", tmp_path / "p")
    for path in (_home(root) / FACTS, _home(root) / QUOTES):
        text = path.read_text("utf-8").replace("    evidence:", "    reviewed: ab\n    evidence:")
        path.write_text(
            text.replace("    attributed_by:", "    reviewed: ab\n    attributed_by:"), "utf-8"
        )
    settings_file = root / "content" / "publication.yaml"
    settings_file.write_text(settings_file.read_text("utf-8") + "require_review: true\n", "utf-8")
    roles = (_home(root) / QUOTES).read_text("utf-8").split("roles:")
    (_home(root) / QUOTES).write_text(roles[0], "utf-8")
    assert _verify(root)[2] == ()

    def accept() -> None:
        publication, verified, _ = _verify(root)
        (edition,) = publication.editions
        text = render_ledger(publication, edition, verified.editions["tram"], TODAY)
        (_home(root) / "ledger.json").write_text(text, "utf-8")

    accept()
    _edit(root, FACTS, "The line has 2,048 sensors.", "The line has got 2,048 sensors.")
    assert [(one.code, one.values["entry"]) for one in _verify(root)[2]] == [
        (Code.V033, "sensors-2048")
    ]
    accept()
    assert [one.code for one in _verify(root)[2]] == [Code.V033]
    text = (_home(root) / FACTS).read_text("utf-8")
    place = text.index("has got")
    changed = text[:place] + text[place:].replace("reviewed: ab", "reviewed: cd", 1)
    (_home(root) / FACTS).write_text(changed, "utf-8")
    assert _verify(root)[2] == ()


def _fact(**fields: Any) -> Fact:
    return Fact.model_validate({"says": {"en": "x"}, "evidence": [], "object": "a", **fields})


_MONEY = Measure(label=any_language("m"), type=MeasureType.MONEY, unit="USD")
_DATE = Measure(label=any_language("m"), type=MeasureType.DATE)
_CLAIM = Measure(label=any_language("m"), type=MeasureType.CLAIM)


@pytest.mark.parametrize(
    ("a", "b", "measure", "kind"),
    [
        ({"value": 5}, {"value": 5}, _MONEY, "agreement"),
        ({"value": 5}, {"value": 9}, _MONEY, "contradiction"),
        ({"value": 5}, {"value": 9, "object": "b"}, _MONEY, "object"),
        ({"value": 5, "scope": "x"}, {"value": 9, "scope": "y"}, _MONEY, "scope"),
        ({"value": 5, "scope": "x"}, {"value": 9}, _MONEY, "unclear"),
        ({"value": 5, "object": ()}, {"value": 9}, _MONEY, "unclear"),
        ({"value": 5, "object": ()}, {"value": 5}, _MONEY, "agreement"),
        ({"value": 5, "moment": "x"}, {"value": 9, "moment": "y"}, _MONEY, "moment"),
        ({"value": 5, "moment": "x"}, {"value": 9}, _MONEY, "unclear"),
        ({"value": 5, "moment": "x"}, {"value": 9, "on": "2025-01-27"}, _MONEY, "moment"),
        ({"value": 5, "on": "2025-01-27"}, {"value": 9, "on": "2025-01-28"}, _MONEY, "moment"),
        ({"value": 5, "on": "2025-01-27"}, {"value": 9, "on": "2025-01"}, _MONEY, "contradiction"),
        ({"value": "16.86"}, {"value": 17}, _MONEY, "rounding"),
        ({"value": 2048}, {"value": 2000, "bound": "about"}, _MONEY, "rounding"),
        ({"value": 600}, {"value": 590}, _MONEY, "rounding"),
        ({"value": 100}, {"value": 80}, _MONEY, "contradiction"),
        ({"value": "16.86"}, {"value": 16}, _MONEY, "contradiction"),
        ({"value": "5.6"}, {"value": 6, "bound": "less-than"}, _MONEY, "bound"),
        ({"value": 6}, {"value": 6, "bound": "less-than"}, _MONEY, "contradiction"),
        ({"value": 6}, {"value": 6, "bound": "at-least"}, _MONEY, "bound"),
        ({"value": "-16.86"}, {"value": -12, "bound": "more-than"}, _MONEY, "bound"),
        ({"value": "-10"}, {"value": -12, "bound": "more-than"}, _MONEY, "contradiction"),
        ({"value": 12}, {"value": -12, "bound": "more-than"}, _MONEY, "contradiction"),
        ({"value": 150}, {"value": 100, "to_value": 300}, _MONEY, "bound"),
        ({"value": 5}, {"magnitude": 1000}, _MONEY, "unclear"),
        ({"value": 5000}, {"magnitude": 1000}, _MONEY, "bound"),
        ({"value": 1000}, {"magnitude": 1000}, _MONEY, "unclear"),
        ({"value": 10000}, {"magnitude": 1000}, _MONEY, "unclear"),
        ({"value": 5, "unit": "EUR"}, {"value": 9}, _MONEY, "unclear"),
        ({"on": "2023-10-02"}, {"on": "2023-autumn"}, _DATE, "rounding"),
        ({"on": "2023-10-02"}, {"on": "2023-10-03"}, _DATE, "contradiction"),
        ({"on": "2023-10-02"}, {"on": {"words": "lundi"}}, _DATE, "unclear"),
        ({"claim": "yes"}, {"claim": "no"}, _CLAIM, "contradiction"),
        ({"claim": "yes"}, {"claim": "yes"}, _CLAIM, "agreement"),
        ({"claim": "yes"}, {"claim": "yes", "negated": True}, _CLAIM, "contradiction"),
        ({"claim": "yes"}, {"claim": "no", "negated": True}, _CLAIM, "unclear"),
        ({"claim": "yes"}, {}, _CLAIM, "unclear"),
    ],
)
def test_why_two_facts_differ(
    a: dict[str, Any], b: dict[str, Any], measure: Measure, kind: str
) -> None:
    assert kind_of(_fact(**a), _fact(**b), measure) == DifferenceKind(kind)
    assert kind_of(_fact(**b), _fact(**a), measure) == DifferenceKind(kind)


@given(
    st.decimals(min_value=1, max_value=10**6, places=2),
    st.decimals(min_value=1, max_value=10**6, places=2),
    st.sampled_from([None, *Bound]),
    st.sampled_from([None, *Bound]),
)
def test_the_kind_of_a_difference_does_not_depend_on_the_order(
    a: Decimal, b: Decimal, first: Bound | None, second: Bound | None
) -> None:
    one, other = _fact(value=a, bound=first), _fact(value=b, bound=second)
    assert kind_of(one, other, _MONEY) is kind_of(other, one, _MONEY)


def test_a_fact_is_contested_by_contradiction_or_doubt() -> None:
    harbour = _load(EDITIONS / "harbour").editions[0]
    assert contested(harbour, "harbour-fell")
    assert not contested(harbour, "northport-gained")
    tram = _load(EDITIONS / "tram").editions[0]
    assert not contested(tram, "cost-120")
    doubted = tram.facts["sensors-2048"].model_copy(update={"doubt": any_language("?")})
    edition = replace(tram, facts={**tram.facts, "sensors-2048": doubted})
    assert contested(edition, "sensors-2048")


def _words_of(edition: Edition) -> list[tuple[str, str, int]]:
    return [
        *(
            ("facts", id, i)
            for id, fact in edition.facts.items()
            for i in range(len(fact.evidence))
        ),
        *(
            ("quotes", id, i)
            for id, quote in edition.quotes.items()
            for i, piece in enumerate(quote.words)
            if isinstance(piece, str)
        ),
    ]


def _change_digit(words: str, draw: Callable[[st.SearchStrategy[Any]], Any]) -> str:
    places = [place for place, character in enumerate(words) if character.isdigit()]
    if not places:
        return _change_word(words, draw)
    place = draw(st.sampled_from(places))
    digit = draw(st.sampled_from([d for d in "0123456789" if d != words[place]]))
    return words[:place] + digit + words[place + 1 :]


def _change_word(words: str, draw: Callable[[st.SearchStrategy[Any]], Any]) -> str:
    parts = words.split(" ")
    place = draw(st.integers(0, len(parts) - 1))
    parts[place] = draw(st.sampled_from(["autre", "plus", "moins", "jamais", "trente", "X"]))
    return " ".join(parts)


def _add_word(words: str, draw: Callable[[st.SearchStrategy[Any]], Any]) -> str:
    parts = words.split(" ")
    place = draw(st.integers(0, len(parts)))
    return " ".join([*parts[:place], "vraiment", *parts[place:]])


@settings(max_examples=150)
@given(st.data())
def test_no_edit_of_a_digit_or_a_word_is_accepted(data: st.DataObject) -> None:
    publication = _TRAM
    (edition,) = publication.editions
    kind, id, index = data.draw(st.sampled_from(_words_of(edition)))
    change = data.draw(st.sampled_from([_change_digit, _change_word, _add_word]))
    if kind == "facts":
        fact = edition.facts[id]
        evidence = list(fact.evidence)
        words = change(evidence[index].words, data.draw)
        if words == evidence[index].words:
            return
        evidence[index] = evidence[index].model_copy(update={"words": words})
        changed = fact.model_copy(update={"evidence": tuple(evidence)})
        edition = replace(edition, facts={id: changed}, quotes={}, roles=(), comparisons={})
    else:
        quote = edition.quotes[id]
        pieces = list(quote.words)
        words = change(str(pieces[index]), data.draw)
        if words == pieces[index]:
            return
        pieces[index] = words
        changed_quote = quote.model_copy(update={"words": tuple(pieces)})
        edition = replace(edition, facts={}, quotes={id: changed_quote}, roles=(), comparisons={})
    _, problems = verify(replace(publication, editions=(edition,)), today=TODAY)
    assert has_errors(problems)


_TRAM = _load(EDITIONS / "tram")


def test_partial_dates_cover_what_lies_in_them() -> None:
    assert PartialDate.parse("2023-autumn").covers(PartialDate.parse("2023-10-02"))
    assert not PartialDate.parse("2023-summer").covers(PartialDate.parse("2023-10-02"))


def test_every_check_says_what_it_reports_and_what_it_needs() -> None:
    reported: set[Code] = set()
    for module in modules(checks.__name__):
        assert module.__doc__
        assert module.check.__doc__
        assert isinstance(module.NEEDS, Needs)
        reported |= set(module.CODES)
    of_comparisons = {Code.C001, Code.C002, Code.C003, Code.C010, Code.C013}
    of_searches = {Code.Q019, Code.Q020}
    of_load = {Code.V036}
    of_evidence = {code for code in Code if code.name[0] == "V"} - of_load
    assert reported == of_evidence | of_comparisons | of_searches


@pytest.mark.parametrize("name", ["tram", "harbour"])
def test_checks_without_need_of_articles_pass_over_nothing(name: str, tmp_path: Path) -> None:
    """What they say of a faulty entry does not depend on whether the articles are there."""
    root = _accepted(tmp_path, name)
    path = _home(root) / FACTS
    text = path.read_text("utf-8")
    assert "kind: contradiction" in text or "kind: bound" in text
    path.write_text(
        text.replace("kind: bound", "kind: scope").replace("kind: contradiction", "kind: scope"),
        "utf-8",
    )
    with_articles = _verify(root)[2]
    assert [problem.code for problem in with_articles] == [Code.C002]
    assert _verify(_without_articles(root))[2] == with_articles


@pytest.mark.parametrize(
    ("language", "sentence", "words", "cues"),
    [
        (
            "fr",
            "Alors que Nordis aurait versé 3 millions, Ostal affirme avoir payé 2 millions.",
            "2 millions",
            {"affirme"},
        ),
        (
            "fr",
            "Alors que Nordis aurait versé 3 millions, Ostal affirme avoir payé 2 millions.",
            "3 millions",
            {"aurait"},
        ),
        (
            "fr",
            "Selon Axiome, le chantier coûterait 120 millions, et la gare 30 millions.",
            "30 millions",
            {"Selon", "coûterait"},
        ),
        (
            "fr",
            "Selon Axiome, le chantier coûterait 120 millions, mais la gare est ouverte.",
            "la gare est ouverte",
            set(),
        ),
        ("fr", "Le pont est fermé, et il ne rouvrira pas avant mai.", "Le pont est fermé", set()),
        ("fr", "Le pont, selon la mairie, est fermé depuis 2020.", "depuis 2020", {"selon"}),
        (
            "fr",
            "La mairie assure que le pont n’est pas dangereux ; il est fermé depuis mai.",
            "fermé depuis mai",
            set(),
        ),
        (
            "fr",
            "Le modèle serait, selon lui, plus rapide que les autres.",
            "plus rapide",
            {"serait", "selon"},
        ),
        (
            "fr",
            "Le tram (qui ne roule pas le dimanche) transporte 200 passagers.",
            "200 passagers",
            set(),
        ),
        ("fr", "La ligne ne dessert pas l’hôpital, ni la gare.", "la gare", {"ne dessert pas"}),
        (
            "en",
            "While Northport reportedly lost 3 boats, Harbour Lines says it kept 12.",
            "kept 12",
            {"says"},
        ),
        (
            "en",
            "According to Northport, the fare rose 4%, and the queue doubled.",
            "the queue doubled",
            {"According to"},
        ),
        ("en", "The fare rose 4%, according to Northport.", "The fare rose 4%", {"according to"}),
        ("en", "The bridge is closed, but it might reopen.", "The bridge is closed", set()),
    ],
)
def test_which_cues_bear_on_words(language: str, sentence: str, words: str, cues: set[str]) -> None:
    grammar = language_of(language)
    start = sentence.index(words)
    found = {
        cue.words
        for cue in find_cues(sentence, grammar)
        if cue.kind in ("hedge", "attribution", "negation")
        and bears(cue, start, start + len(words), sentence, grammar)
    }
    assert found == cues


def _quote_problems(text: str, speaker: str, words: list[str], by: str, **more: str) -> list[str]:
    """What verification says of one quote of an article that is all there is."""
    publication = _load(EDITIONS / "harbour")
    (edition,) = publication.editions
    source = edition.sources["gazette"].model_copy(update={"segments": ()})
    quote = Quote.model_validate(
        {"source": "gazette", "speaker": speaker, "words": words, "attributed_by": by, **more}
    )
    edition = replace(
        edition,
        sources={"gazette": source},
        articles={"gazette": Article(source.sha256, text, "gazette.txt")},
        facts={},
        roles=(),
        comparisons={},
        quotes={"quote": quote},
    )
    _, problems = verify(replace(publication, editions=(edition,)), today=TODAY)
    return [problem.code.name for problem in problems]


@pytest.mark.parametrize(
    ("text", "speaker", "words", "by", "refers", "codes"),
    [
        (
            '"We will win," said Mara Quill, who runs the line. "It is safe."',
            "mara-quill",
            ["We will win", "It is safe."],
            "said Mara Quill",
            False,
            [],
        ),
        (
            "Mara Quill said: “We will win. It is safe.”",
            "mara-quill",
            ["It is safe."],
            "Mara Quill said",
            False,
            [],
        ),
        (
            "Mara Quill was calm.\n\n“We will win,” she said. “It is safe.”",
            "mara-quill",
            ["We will win", "It is safe."],
            "she said",
            True,
            [],
        ),
        (
            "Mara Quill met Tom Arden.\n\n“We will win,” she said.",
            "mara-quill",
            ["We will win"],
            "she said",
            True,
            ["V018"],
        ),
        (
            "“We will win,” said Mara Quill. “You will not,” replied Tom Arden.",
            "mara-quill",
            ["You will not"],
            "said Mara Quill",
            False,
            ["V018"],
        ),
        (
            "“We will win,” said Mara Quill. “You will not,” replied Tom Arden.",
            "tom-arden",
            ["You will not"],
            "replied Tom Arden",
            False,
            [],
        ),
        (
            "For Mara Quill, it is “a sure thing”. Tom Arden calls it “madness”.",
            "mara-quill",
            ["madness"],
            "For Mara Quill",
            False,
            ["V017"],
        ),
        (
            "For Mara Quill it is “a sure thing”, while Tom Arden calls it “madness”.",
            "mara-quill",
            ["madness"],
            "For Mara Quill",
            False,
            ["V018"],
        ),
        (
            "Tom Arden said so. “We will win.” For Mara Quill, it is “madness”.",
            "mara-quill",
            ["We will win."],
            "For Mara Quill",
            False,
            ["V017"],
        ),
        (
            "Tom Arden said so. “We will win.” For Mara Quill, it is “madness”.",
            "tom-arden",
            ["We will win."],
            "Tom Arden said so",
            False,
            [],
        ),
    ],
)
def test_a_quote_belongs_to_the_one_whom_the_article_names_at_it(
    text: str, speaker: str, words: list[str], by: str, refers: bool, codes: list[str]
) -> None:
    more = {"refers_to": speaker} if refers else {}
    assert _quote_problems(text, speaker, words, by, **more) == codes
