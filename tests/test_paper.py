"""The variants of the printed quiz of the sample, as they come out of the printer."""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import cache
from itertools import product
from pathlib import Path

import page as validator
import pytest

from rectoverso.model.questions import Choice, Match, Order, Question, Quiz
from tests import printed, program, typeset
from tests.quizzes import ROOT, Loaded
from tests.reading import pdf_borrowed, pdf_fonts
from tests.typeset import squeezed

SLUG = "deepseek"
LANGUAGES = ("fr", "en")
PAPERS = {"a4": (595.3, 841.9), "letter": (612.0, 792.0)}
VARIANTS = ("standard", "large-print", "easy-reading", "booklet")
# Nothing is set smaller; the foot of the page and superior numbers included.
LEAST = {"standard": 7.5, "large-print": 18.0, "easy-reading": 11.0, "booklet": 7.5}
EVERY = list(product(VARIANTS, LANGUAGES, PAPERS))


@cache
def model() -> Quiz:
    return Loaded(ROOT, SLUG).quiz()


def sheet(site: Path, variant: str, language: str, paper: str, version: str = "A") -> Path:
    name = f"-{variant}" if variant != "standard" else ""
    return site / "private" / SLUG / language / f"quiz-{version}{name}-{paper}.pdf"


def pieces(question: Question, language: str) -> list[str]:
    """Everything that a sheet shows of a question, in pieces that no gap interrupts."""
    texts = [question.stem[language]]
    texts += question.material[language].split("_____") if question.material else []
    match question.response:
        case Choice(options=options):
            texts += [option.text[language] for option in options]
        case Match(pairs=pairs, extra=extra):
            texts += [side[language] for pair in pairs for side in (pair.left, pair.right)]
            texts += [option.text[language] for option in extra]
        case Order(steps=steps):
            texts += [step.text[language] for step in steps]
    return [squeezed(text) for text in texts if text.strip()]


@pytest.mark.parametrize(("variant", "language", "paper"), EVERY)
def test_every_question_stands_whole_on_one_page_and_inside_its_margins(
    sample_site: Path, variant: str, language: str, paper: str
) -> None:
    for version in model().versions:
        shown = typeset.pages(sheet(sample_site, variant, language, paper, version.name))
        for page in shown:
            assert (page.width, page.height) == pytest.approx(PAPERS[paper], abs=0.5)
            # A printer reaches to some 4 mm, or 11 points, from the edge.
            assert min(word.left for word in page.words) > 11
            assert min(word.top for word in page.words) > 11
            assert max(word.right for word in page.words) < page.width - 11
            assert max(word.bottom for word in page.words) < page.height - 11
        for question in model().questions:
            wanted = pieces(question, language)
            on = [
                number
                for number, page in enumerate(shown, 1)
                if all(piece in page.text for piece in wanted)
            ]
            assert on, (version.name, question.id)


@pytest.mark.parametrize(("variant", "language", "paper"), EVERY)
def test_every_page_says_which_version_and_which_page_it_is(
    sample_site: Path, variant: str, language: str, paper: str
) -> None:
    of = {"fr": "page{}sur{}", "en": "page{}of{}"}[language]
    for version in model().versions:
        shown = typeset.pages(sheet(sample_site, variant, language, paper, version.name))
        for number, page in enumerate(shown, 1):
            assert of.format(number, len(shown)) in page.text
            assert f"Version{version.name}·" in page.text


@pytest.mark.parametrize(("variant", "language", "paper"), EVERY)
def test_nothing_is_set_smaller_than_the_variant_promises(
    sample_site: Path, variant: str, language: str, paper: str
) -> None:
    path = sheet(sample_site, variant, language, paper)
    sizes = {run.size for run in typeset.runs(path)}
    assert min(sizes) >= LEAST[variant]
    fonts = pdf_fonts(path)
    clear = {"Rectoverso-Clear", "Rectoverso-Clear-Bold"}
    assert (fonts == clear) == (variant in ("large-print", "easy-reading")), fonts


def test_large_print_and_easy_reading_take_more_pages_and_a_booklet_fewer(
    sample_site: Path,
) -> None:
    for language, paper in product(LANGUAGES, PAPERS):
        count = {
            variant: len(typeset.pages(sheet(sample_site, variant, language, paper)))
            for variant in VARIANTS
        }
        assert count["booklet"] <= count["standard"] <= 6
        assert count["standard"] < count["easy-reading"] < count["large-print"] <= 16


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("variant", [one for one in VARIANTS if one != "standard"])
def test_numbers_and_letters_are_those_of_the_standard_sheet(
    sample_site: Path, variant: str, language: str
) -> None:
    for version in model().versions:
        standard = printed.questions(sheet(sample_site, "standard", language, "a4", version.name))
        other = typeset.pages(sheet(sample_site, variant, language, "a4", version.name))
        text = "".join(page.text for page in other)
        at = 0
        for number, question in standard.items():
            start = squeezed(f"{number} {question.lines[0]}")
            assert text.find(start, at) >= at, (version.name, start)
            at = text.find(start, at)
            for letter, option in question.options.items():
                assert squeezed(f"{letter} {option}") in text[at:], (version.name, option)


def test_the_booklet_has_no_room_for_answers_and_says_where_they_go(sample_site: Path) -> None:
    for language, words in (("fr", "feuille de réponses"), ("en", "answer sheet")):
        text = typeset.pages(sheet(sample_site, "booklet", language, "a4"))[0].text
        assert squeezed(words) in text
        for label in ("Votre réponse", "Your answer", "Nom", "Name"):
            assert squeezed(label) + ":" not in text
        assert not re.search(r"Nom(Classe|Date)|Name(Class|Date)", text)


def test_the_public_sheet_comes_in_the_variants_that_need_no_answer_sheet(
    sample_site: Path,
) -> None:
    for language, paper in product(LANGUAGES, PAPERS):
        folder = sample_site / "public" / language / SLUG / "quiz"
        assert {path.name for path in folder.glob(f"*-{paper}.pdf")} == {
            f"quiz{variant}-{paper}.pdf" for variant in ("", "-large-print", "-easy-reading")
        }
        page = (folder / "index.html").read_text("utf-8")
        for path in folder.glob("*.pdf"):
            assert f'href="{path.name}"' in page


def test_what_is_printed_is_pdf_ua_and_sound(sample_site: Path) -> None:
    paths = sorted(sample_site.rglob("*.pdf"))
    assert {path.relative_to(sample_site).parts[0] for path in paths} == {"public", "private"}
    assert len(paths) > 100
    for path in paths:
        report = validator.validate_pdf(path, profile=validator.ValidationProfile.PDF_UA_1)
        assert report.is_compliant, (path.name, [one.message for one in report.failures])
        done = subprocess.run(["qpdf", "--check", path], capture_output=True, check=False)
        assert done.returncode == 0, (path.name, done.stdout.decode())


def test_borrowed_words_are_said_in_their_own_language(sample_site: Path) -> None:
    sheet = sample_site / "public/fr/deepseek/quiz/quiz-a4.pdf"
    assert pdf_borrowed(sheet) == ("en: Multi-Head Latent Attention\nen: Mixture-of-Experts\n")


def test_a_variant_of_ones_own_is_a_style_sheet(small_publication: Path, tmp_path: Path) -> None:
    root = tmp_path / "publication"
    shutil.copytree(small_publication, root)
    quiz = root / "content/editions/ferry/quiz.yaml"
    quiz.write_text(quiz.read_text("utf-8") + "sheets: [wide]\n", "utf-8")
    done = program.run("check", "--format", "short", root=root)
    assert "error R003 the template quiz/sheets/wide.css is missing" in done.text
    styles = root / "templates/quiz/sheets"
    styles.mkdir(parents=True)
    (styles / "wide.css").write_text("html { font-size: 14pt; }\n", "utf-8")
    assert program.run("build", root=root).code == 0
    folder = root / "site/private/ferry/en"
    assert (folder / "quiz-A-wide-a4.pdf").is_file()
    assert not (folder / "quiz-A-a4.pdf").exists()
    page = (root / "site/public/en/ferry/quiz/index.html").read_text("utf-8")
    assert ">To print, wide (A4)</a>" in page
