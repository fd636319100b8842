"""Corrections, retractions, drafts and editions of a later date, on the scaffold's publication."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from tests import program, reading
from tests.problem_fixtures import codes_in

FERRY = Path("content/editions/ferry")
REASON = "{fr: L’ingénieure parlait d’un autre bateau., en: The engineer spoke of another boat.}"


@pytest.fixture
def publication(small_publication: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "publication"
    shutil.copytree(small_publication, folder)
    return folder


def change(root: Path, name: str, old: str, new: str) -> None:
    path = root / FERRY / name
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def built(root: Path, *options: str) -> str:
    done = program.run("build", *options, root=root)
    assert done.code == 0, done.text
    return (root / "site/public/en/ferry/index.html").read_text("utf-8")


def lines(page: str) -> list[str]:
    return reading.page_text(page).replace("\u00a0", " ").splitlines()


def retract_battery(root: Path) -> None:
    change(
        root,
        "quotes.yaml",
        "speaker: ines-duarte",
        f"retracted: {{on: 2025-03-10, reason: {REASON}}}\n    speaker: ines-duarte",
    )


def test_a_corrected_fact_tells_it_on_top_and_where_it_stands(publication: Path) -> None:
    change(
        publication,
        "facts.yaml",
        "    value: 5e6\n",
        "    value: 5e6\n    correction:\n      on: 2025-03-09\n"
        "      reason: {fr: Nous avions écrit 6 millions., en: We had written 6 million.}\n",
    )
    page = built(publication)
    text = lines(page)
    told = "Correction 9 March 2025: We had written 6 million."
    assert f"{told} see where it stood" in text
    assert '<a href="#correction-fact-cost-post">' in page
    price = next(place for place, line in enumerate(text) if line.startswith("The price depends"))
    assert text[price + 1] == told
    assert page.count('id="correction-fact-cost-post"') == 1


def test_a_retraction_stands_where_a_call_puts_it(publication: Path) -> None:
    retract_battery(publication)
    for language in ("en", "fr"):
        change(
            publication,
            f"sections/money.{language}.md",
            '{{ quote("battery") }}',
            '\n\n{{ correction("battery") }}\n\nThat is all we know.',
        )
    # What is retracted can no longer be asked about, so the quiz is drawn anew.
    text = lines(built(publication, "--reshuffle"))
    told = next(place for place, line in enumerate(text) if line.startswith("Retraction"))
    stood = text.index("And later?") + 1
    assert text[stood] == (
        "Retraction 10 March 2025: The battery may have to be replaced within eight years"
        " The engineer spoke of another boat."
    )
    assert told < stood
    assert text[stood + 1] == "That is all we know."


def test_a_retraction_without_a_call_ends_the_section_of_its_entry(publication: Path) -> None:
    retract_battery(publication)
    for language in ("en", "fr"):
        change(publication, f"sections/money.{language}.md", '{{ quote("battery") }}', "Who knows.")
    page = built(publication, "--reshuffle")
    section = page[page.index('<section class="part" id="money"') :].partition("</section>\n<")[0]
    assert section.rindex('id="correction-quote-battery"') > section.index("Who knows.")
    assert "held, word for word" in page
    assert "6 facts and 2 quotations" in reading.page_text(page)


def retract_gulls(root: Path, said: str) -> None:
    """The quote is taken back, and prose has ``said`` in its place."""
    change(
        root,
        "quotes.yaml",
        "speaker: yann-tosser\n",
        f"speaker: yann-tosser\n    retracted: {{on: 2025-03-10, reason: {REASON}}}\n",
    )
    for language in ("en", "fr"):
        change(root, f"sections/ferry.{language}.md", '{{ quote("gulls", pull=true) }}', said)


def test_a_retraction_without_a_section_ends_the_last_one(publication: Path) -> None:
    retract_gulls(publication, "Who knows.")
    text = (publication / FERRY / "quotes.yaml").read_text("utf-8")
    before, gulls = text.split("  gulls:\n")
    gulls = gulls.replace("    section: ferry\n", "", 1)
    (publication / FERRY / "quotes.yaml").write_text(f"{before}  gulls:\n{gulls}", "utf-8")
    page = built(publication, "--reshuffle")
    assert page.count('id="correction-quote-gulls"') == 1
    section = page[page.index('<section class="part" id="money"') :].partition("</section>\n<")[0]
    assert section.rindex('id="correction-quote-gulls"') > section.index("And later?")
    assert '<a href="#correction-quote-gulls">' in page


def test_a_call_puts_a_correction_into_another_section(publication: Path) -> None:
    """Of what was retracted and of what was mended, and they stand nowhere else."""
    retract_gulls(publication, "Who knows.")
    change(
        publication,
        "facts.yaml",
        "  capacity-courrier:\n",
        f"  capacity-courrier:\n    correction: {{on: 2025-03-10, reason: {REASON}}}\n",
    )
    for language in ("en", "fr"):
        change(
            publication,
            f"sections/money.{language}.md",
            '{{ compare("cost") }}',
            '{{ correction("gulls") }}\n\n{{ correction("capacity-courrier") }}',
        )
    page = built(publication, "--reshuffle")
    money = page.index('<section class="part" id="money"')
    for anchor in ("correction-quote-gulls", "correction-fact-capacity-courrier"):
        assert page.count(f'id="{anchor}"') == 1
        assert page.index(f'id="{anchor}"') > money


def test_a_correction_is_no_change_of_what_was_verified(publication: Path) -> None:
    change(
        publication,
        "facts.yaml",
        "    value: 5e6\n",
        f"    value: 5e6\n    correction: [{{on: 2025-03-09, reason: {REASON}}}]\n",
    )
    shutil.rmtree(publication / FERRY / "articles")
    assert program.run("check", root=publication).code == 0


def corrected_as(root: Path, reasons: list[tuple[str, str]]) -> dict[str, dict[str, str]]:
    """The corrections of one fact on one day as the feeds have them: their texts by their ids.

    Args:
        root: of the publication, which is built anew.
        reasons: in French and in English, in the order of the file.
    """
    facts = root / FERRY / "facts.yaml"
    lines = [
        f"      - {{on: 2025-03-10, reason: {{fr: {french}, en: {english}}}}}\n"
        for french, english in reasons
    ]
    text = re.sub(r"    correction:\n(      - .*\n)+", "", facts.read_text("utf-8"))
    assert text.count("    value: 5e6\n") == 1
    corrected = "".join(["    value: 5e6\n    correction:\n", *lines])
    facts.write_text(text.replace("    value: 5e6\n", corrected), "utf-8")
    built(root)
    return {
        code: {
            item["id"]: item["summary"].replace("\u00a0", " ")
            for item in json.loads((root / f"site/public/{code}/feed.json").read_text())["items"]
            if "fact-cost-post" in item["id"]
        }
        for code in ("fr", "en")
    }


def test_an_entry_of_a_feed_keeps_its_id_whatever_is_corrected_besides(publication: Path) -> None:
    boat, price, crew = (
        ("L’ingénieure parlait d’un autre bateau.", "The engineer spoke of another boat."),
        ("Le prix est hors taxes.", "The price is without taxes."),
        ("L'équipage est compris.", "The crew is included."),
    )
    first = corrected_as(publication, [boat, price, crew])
    second = corrected_as(
        publication,
        [
            ("La monnaie était fausse.", "The currency was wrong."),
            boat,
            # What is reworded in the first language is news; in another it is not.
            ("Le prix est toutes taxes comprises.", "The price is with taxes."),
            ("L’équipage est compris.", "That includes the crew."),
            boat,
        ],
    )
    for place, code in enumerate(("fr", "en")):
        ids = {text: id for id, text in first[code].items()}
        assert len(ids) == 3
        now = {text: id for id, text in second[code].items()}
        assert len(now) == 4
        assert now[boat[place]] == ids[boat[place]]
        assert now[("L’équipage est compris.", "That includes the crew.")[place]] in ids.values()
        assert set(ids.values()) - set(now.values()) == {ids[price[place]]}


@pytest.mark.parametrize(
    ("file", "use"),
    [
        ("facts.yaml", "facts: [cost-courrier, {}]\n    differences"),
        ("charts.yaml", "facts: [cost-courrier, {}]"),
    ],
)
def test_what_still_uses_a_retracted_fact_is_told(publication: Path, file: str, use: str) -> None:
    change(
        publication,
        "facts.yaml",
        "    value: 5e6\n",
        f"    value: 5e6\n    retracted: {{on: 2025-03-10, reason: {REASON}}}\n",
    )
    text = (publication / FERRY / file).read_text("utf-8")
    line = text[: text.index(use.format("cost-post"))].count("\n") + 1
    done = program.run("check", "--format", "short", root=publication)
    assert re.search(rf"{file}:{line}:\d+: error S015 “cost-post” was retracted", done.text)
    # What leans on it is not told once more.
    assert codes_in(done.text) - {"S015"} <= {"Q009"}


QUESTION = """\
questions:
  - id: how-long
    kind: true-false
    stem: {fr: La batterie dure, en: The battery lasts}
    key: "true"
    explanation: {fr: C’est dit., en: It is said.}
    entries: [battery]
"""


@pytest.mark.parametrize(
    ("use", "told"),
    [
        (QUESTION, "error S015 “battery” was retracted"),
        ('pin: ["who-said:battery"]\n', "error Q008 there is no question “who-said:battery”"),
    ],
)
def test_a_quiz_that_leans_on_a_retracted_quote_is_told(
    publication: Path, use: str, told: str
) -> None:
    retract_battery(publication)
    for language in ("en", "fr"):
        change(publication, f"sections/money.{language}.md", '{{ quote("battery") }}', "Who knows.")
    with (publication / FERRY / "quiz.yaml").open("a", encoding="utf-8") as quiz:
        quiz.write(use)
    text = program.run("check", root=publication).text
    assert told in text
    assert "it was retracted here: content/editions/ferry/quotes.yaml:" in text


@pytest.mark.parametrize(
    ("old", "new", "note"),
    [
        ("date: 2025-03-10", "date: 2025-03-10\nstatus: draft", "P004"),
        ("date: 2025-03-10", "date: 2025-03-11", "P005"),
        ("date: 2025-03-10", "date: 2025-04", "P005"),
    ],
)
def test_what_stays_out_is_verified_and_told(
    publication: Path, old: str, new: str, note: str
) -> None:
    change(publication, "edition.yaml", old, new)
    done = program.run("build", root=publication)
    assert done.code == 0
    assert f"note {note} the edition ferry stays out" in done.text
    assert not list((publication / "site").glob("*/**/ferry*"))
    change(publication, "facts.yaml", "value: 120\n    section: ferry\n    evidence: {source: post",
           "value: 121\n    section: ferry\n    evidence: {source: post")  # fmt: skip
    assert "error V003" in program.run("check", root=publication).text


def test_a_draft_can_be_looked_at(publication: Path) -> None:
    change(publication, "edition.yaml", "date: 2025-03-10", "date: 2025-03-11\nstatus: draft")
    done = program.run("build", "--drafts", root=publication)
    assert not codes_in(done.text)
    assert (publication / "site/public/en/ferry/index.html").is_file()


def test_a_retracted_edition_says_so_first(publication: Path) -> None:
    with (publication / FERRY / "edition.yaml").open("a", encoding="utf-8") as head:
        head.write(f"retracted: {{on: 2025-03-10, reason: {REASON}}}\n")
    text = lines(built(publication))
    place = text.index("This edition has been retracted")
    assert text[place + 1] == "Retraction 10 March 2025: The engineer spoke of another boat."
    assert place < text.index("The essentials")


def test_pages_about_a_source_and_a_speaker_tell_what_became_of_their_entries(
    publication: Path,
) -> None:
    retract_battery(publication)
    change(
        publication,
        "facts.yaml",
        "    value: 5e6\n",
        "    value: 5e6\n    correction:\n      on: 2025-03-10\n"
        "      reason: {fr: Nous avions écrit 6 millions., en: We had written 6 million.}\n",
    )
    for language in ("en", "fr"):
        change(publication, f"sections/money.{language}.md", '{{ quote("battery") }}', "Who knows.")
    built(publication, "--reshuffle")
    retracted = (
        "Retraction 10 March 2025: The battery may have to be replaced within eight years"
        " The engineer spoke of another boat."
    )
    public = publication / "site/public/en"

    def shown(name: str) -> list[str]:
        return lines((public / name / "index.html").read_text("utf-8"))

    # Nothing is left of what she said, and her page is still there.
    assert retracted in shown("people/ines-duarte")
    assert "Ines Duarte" in "".join(shown("people"))
    source = shown("sources/ferry/post")
    assert retracted in source
    told = next(place for place, line in enumerate(source) if "5 million" in line)
    assert source[told + 1] == "Correction 10 March 2025: We had written 6 million."


def test_the_quiz_and_the_sources_of_a_retracted_edition_say_so(publication: Path) -> None:
    with (publication / FERRY / "edition.yaml").open("a", encoding="utf-8") as head:
        head.write(f"retracted: {{on: 2025-03-10, reason: {REASON}}}\n")
    built(publication)
    site = publication / "site"
    told = "This edition has been retracted 10 March 2025: The engineer spoke of another boat."
    assert told in lines((site / "public/en/ferry/quiz/index.html").read_text("utf-8"))
    sheets = [
        "public/en/ferry/quiz/quiz-a4.pdf",
        *(f"private/ferry/en/{name}-A-a4.pdf" for name in ("quiz", "key")),
    ]
    for sheet in sheets:
        assert told in " ".join(reading.pdf_text(site / sheet).replace("\u00a0", " ").split())
    for page in ("sources/ferry/post", "people/ines-duarte"):
        text = (site / "public/en" / page / "index.html").read_text("utf-8")
        assert "10 March 2025 · retracted" in " ".join(lines(text))
    letter = (site / "private/ferry/en/email.txt").read_text("utf-8")
    assert "This edition has been retracted" in letter
