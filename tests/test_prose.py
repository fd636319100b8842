"""What an editor may write in a section and the sample does not have, as readers see it.

``tests/prose/`` has the texts: subheads on whatever may follow, lists within lists, code,
quotations, wide tables, words and addresses without end.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from itertools import chain, pairwise, product
from pathlib import Path

import page as validator
import pytest
from playwright.sync_api import Browser

from tests import program, reading, typeset, web

PROSE = Path(__file__).resolve().parent / "prose"
THEMES = ("editorial", "school")
LANGUAGES = ("fr", "en")
PAPERS = ("a4", "letter")
EVERY = list(product(LANGUAGES, PAPERS))
WIDTHS = {**web.SIZES, "tablet": {"width": 768, "height": 1000}}
# Words that begin items of lists, each with those that begin the items below it.
NESTED = {
    "fr": (
        *(("amont", "aval"), ("aval", "écluse"), ("bief", "ponton"), ("balise", "tribord")),
        *(("marée", "flot"), ("flot", "étale"), ("vigie", "longue-vue")),
    ),
    "en": (
        *(("amont", "aval"), ("aval", "lock"), ("reach", "pontoon"), ("buoy", "starboard")),
        *(("tide", "flood"), ("flood", "slack"), ("lookout", "spyglass")),
    ),
}
NUMBERED = {
    "fr": (("1.", "chenal"), ("2.", "balise"), ("3.", "marée"), ("2.", "jusant"), ("2.", "quai")),
    "en": (("1.", "fairway"), ("2.", "buoy"), ("3.", "tide"), ("2.", "ebb"), ("2.", "quay")),
}
LOOSE = {"fr": ("chenal", "Dragage"), "en": ("fairway", "Dredging")}
# Of the names of the letters, those that no page has otherwise.
LETTERS = (
    *("alfa", "bravo", "delta", "foxtrot", "golf", "juliett", "kilo", "lima", "oscar", "papa"),
    *("quebec", "romeo", "sierra", "tango", "uniform", "victor", "whiskey", "yankee", "zulu"),
)


@pytest.fixture(scope="module", params=THEMES)
def public(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    small_publication: Path,
) -> Path:
    """What is deployed of an edition with such prose, in one theme."""
    folder = tmp_path_factory.mktemp(request.param) / "publication"
    return _built(folder, small_publication, request.param)


def _built(folder: Path, source: Path, theme: str) -> Path:
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns("site", "quiz.*"))
    head = folder / "content/publication.yaml"
    head.write_text(head.read_text("utf-8") + f"theme: {theme}\n", "utf-8")
    for language in LANGUAGES:
        section = folder / f"content/editions/ferry/sections/ferry.{language}.md"
        prose = (PROSE / f"ferry.{language}.md").read_text("utf-8")
        parts = (section.read_text("utf-8"), prose, *_heads(language))
        section.write_text("\n\n".join(parts), "utf-8")
    done = program.run("build", root=folder)
    assert done.code == 0, done.text
    return folder / "site/public"


def _heads(language: str) -> Iterator[str]:
    """Subheads with paragraphs of every length, so that pages end in all places about them."""
    head = {"fr": "l’intertitre de", "en": "the subhead of"}[language]
    more = {"fr": "dit encore une chose.", "en": "says one more thing."}[language]
    for count, letter in enumerate(LETTERS):
        yield f"### H{letter}, {head} {letter}, {head} {letter}, {head} E{letter}"
        yield f"T{letter} {more}" + f" {letter.title()} {more}" * (count * 5 % 23)


def _paper(public: Path, language: str, size: str) -> Path:
    return public / language / "ferry" / f"ferry-{size}.pdf"


def _overlap(one: typeset.Word, other: typeset.Word) -> bool:
    """Whether letters of two words stand on each other.

    Boxes are as high as the face, so that those of neighbouring lines may touch.
    """
    wide = min(one.right, other.right) - max(one.left, other.left)
    high = min(one.bottom, other.bottom) - max(one.top, other.top)
    return wide > 1 and high > 0.3 * min(one.bottom - one.top, other.bottom - other.top)


def _first(words: tuple[typeset.Word, ...], start: str) -> typeset.Word:
    return next(word for word in words if word.text.rstrip(",.;: ") == start)


@pytest.mark.parametrize(("language", "size"), EVERY)
def test_no_word_is_printed_on_another_or_outside_the_margins(
    public: Path, language: str, size: str
) -> None:
    for page in typeset.pages(_paper(public, language, size)):
        words = sorted(page.words, key=lambda word: word.left)
        on_each_other = [
            (one.text, other.text)
            for index, one in enumerate(words)
            for other in words[index + 1 :]
            if _overlap(one, other)
        ]
        assert on_each_other == []
        margin = 22 / 25.4 * 72
        # Quotation marks hang.
        assert min(word.left for word in words) > margin - 6
        assert max(word.right for word in words) < page.width - margin + 2


@pytest.mark.parametrize(("language", "size"), EVERY)
def test_items_on_paper_stand_further_in_than_the_items_they_belong_to(
    public: Path, language: str, size: str
) -> None:
    pages = typeset.pages(_paper(public, language, size))
    words = tuple(chain.from_iterable(page.words for page in pages))
    for outer, inner in NESTED[language]:
        assert _first(words, inner).left - _first(words, outer).left > 8, inner
    for number, word in NUMBERED[language]:
        index = words.index(_first(words, word))
        assert words[index - 1].text == number
        assert words[index - 1].bottom == pytest.approx(words[index].bottom, abs=0.5)
    item, paragraph = (_first(words, word) for word in LOOSE[language])
    assert paragraph.left == pytest.approx(item.left, abs=0.5)


@pytest.mark.parametrize(("language", "size"), EVERY)
def test_a_subhead_stays_with_its_text_and_stands_beside_it(
    public: Path, language: str, size: str
) -> None:
    pages = typeset.pages(_paper(public, language, size))
    found = {
        word.text.rstrip(",."): (number, word)
        for number, page in enumerate(pages)
        for word in page.words
    }
    turned = 0
    for before, letter in pairwise((None, *LETTERS)):
        (page, head), (last, _), (on, text) = (found[part + letter] for part in "HET")
        assert page == last == on, letter
        assert text.bottom == pytest.approx(head.bottom, abs=2), letter
        assert text.left - head.left == pytest.approx(44 / 25.4 * 72, abs=1), letter
        turned += before is not None and page != found[f"T{before}"][0]
    assert turned


@pytest.mark.parametrize(("language", "size"), EVERY)
def test_such_a_pdf_is_pdf_ua_in_our_faces_and_says_everything_in_order(
    public: Path, language: str, size: str
) -> None:
    path = _paper(public, language, size)
    report = validator.validate_pdf(path, profile=validator.ValidationProfile.PDF_UA_1)
    assert report.is_compliant, [one.message for one in report.failures]
    subprocess.run(["qpdf", "--check", path], check=True, capture_output=True)
    assert all(name.startswith("Rectoverso-") for name in reading.pdf_fonts(path))
    spoken = "".join(reading.pdf_spoken(path))
    told = [part + letter for letter in LETTERS for part in "HT"]
    places = [spoken.index(one) for one in told]
    assert places == sorted(places)
    outline = reading.pdf_structure(path).partition("tags:")[0]
    assert all(outline.count(f"H{letter},") == 1 for letter in LETTERS)


def test_the_same_prose_makes_the_same_pdf(
    public: Path, tmp_path: Path, small_publication: Path
) -> None:
    theme = public.parents[2].name.rstrip("0123456789")
    again = _built(tmp_path / "publication", small_publication, theme)
    for language, size in EVERY:
        one, other = (_paper(folder, language, size) for folder in (public, again))
        assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", WIDTHS)
def test_such_prose_fits_every_screen_and_shows_what_belongs_to_what(
    public: Path, browser: Browser, size: str, scheme: str
) -> None:
    with (
        web.served(public) as base,
        web.visit(browser, base, color_scheme=scheme, viewport=WIDTHS[size]) as tab,
    ):
        for language in LANGUAGES:
            tab.open(f"{language}/ferry/")
            assert tab.violations() == ""
            assert tab.overflow() == 0
            wider = tab.page.locator(".part > :not(.wide, .permalink)").evaluate_all(
                """all => all.filter((one) => one.scrollWidth > one.clientWidth + 1
                                              && one.clientWidth > 0)
                             .map((one) => one.textContent)"""
            )
            assert wider == []
            items = tab.page.locator(".part > :is(ul, ol, blockquote) li").evaluate_all(
                """all => Object.fromEntries(all.map((item) => {
                     const range = document.createRange();
                     range.selectNodeContents(item);
                     const left = range.getClientRects()[0].left;
                     const sign = getComputedStyle(item).listStyleType;
                     return [item.textContent.trim().split(/[\\s,.;:]/)[0], [left, sign]];
                   }))"""
            )
            for outer, inner in NESTED[language]:
                assert items[inner][0] - items[outer][0] > 12, inner
            assert "none" not in {sign for _, sign in items.values()}
            for _, word in NUMBERED[language]:
                assert items[word][1] == "decimal"
