"""Themes: what ships, what a publication names, and what it puts in the place of our templates."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pypdf
import pytest
from PIL import ImageColor
from playwright.sync_api import Browser

from rectoverso.problems import Code
from rectoverso.render.environment import Templates
from rectoverso.render.themes import theme
from tests import program, web
from tests.pixels import contrast
from tests.test_page_checks import checked

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = sorted(path.name for path in (ROOT / "templates/themes").iterdir())
FACES = ("serif", "sans")
COLOUR = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{6}|var\(--([\w-]+)\));")
# Text and what it stands on, as the style sheets of the site, the quiz and the letter use them.
PAIRS = (
    *(("ink", "paper"), ("ink", "tint"), ("quiet", "paper"), ("quiet", "tint")),
    *(("accent", "paper"), ("accent", "tint"), ("paper", "accent"), ("paper", "ink")),
    *(("band-ink", "band"), ("band-quiet", "band"), ("button-ink", "button")),
)
FOOTER = """<footer class="colophon"><p>{{ frame.publication }}, {{ say("site.home") }}</p></footer>
"""


def _colours(name: str, scheme: str) -> dict[str, str]:
    """The colours of a theme under a colour scheme, as a browser works them out."""
    text = (ROOT / "templates/themes" / name / "tokens.css").read_text("utf-8")
    light, dark = text.split("@media (prefers-color-scheme: dark)")
    told = {found[1]: found for found in COLOUR.finditer(light)}
    if scheme == "dark":
        told |= {found[1]: found for found in COLOUR.finditer(dark)}

    def value(wanted: str) -> str:
        found = told[wanted]
        return value(found[3]) if found[3] else found[2]

    return {wanted: value(wanted) for wanted, found in told.items() if found[3] not in FACES}


def _contrast(one: str, other: str) -> float:
    """Contrast ratio of two ``#rrggbb`` colours, 1 to 21 (WCAG 2.2)."""
    dark, light = (ImageColor.getrgb(colour)[:3] for colour in (one, other))
    return contrast(dark, light)


def test_two_themes_ship() -> None:
    assert SHIPPED == ["editorial", "school"]
    assert [path.name for path in (ROOT / "templates/themes/school").iterdir()] == ["tokens.css"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", SHIPPED)
def test_every_text_has_the_contrast_of_wcag(name: str, scheme: str) -> None:
    colours = _colours(name, scheme)
    faint = {
        pair: round(_contrast(colours[pair[0]], colours[pair[1]]), 2)
        for pair in PAIRS
        if _contrast(colours[pair[0]], colours[pair[1]]) < 4.5
    }
    assert not faint


@pytest.mark.parametrize("name", SHIPPED)
def test_a_theme_says_all_that_the_style_sheets_ask_for(name: str) -> None:
    names = (
        *("themes/editorial/screen.css", "themes/editorial/print.css", "quiz/screen.css"),
        *("quiz/review.css", "email/email.css", "email/head.css"),
    )
    sheets = [ROOT / "templates" / path for path in names]
    text = "\n".join(path.read_text("utf-8") for path in sheets)
    own = (ROOT / "templates/themes" / name / "tokens.css").read_text("utf-8")
    # What a sheet gives itself, such as the measure of an article, no theme has to give.
    given = {
        found for path in sheets for found in re.findall(r"(--[\w-]+)\s*:", path.read_text("utf-8"))
    }
    asked = set(re.findall(r"var\((--[\w-]+)", text)) - given
    assert asked <= set(re.findall(r"(--[\w-]+)\s*:", own))


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory, small_publication: Path) -> Path:
    """The output of a publication with the theme « school » and a foot of its own."""
    root = tmp_path_factory.mktemp("school") / "publication"
    shutil.copytree(small_publication, root)
    head = root / "content/publication.yaml"
    head.write_text(head.read_text("utf-8") + "theme: school\npapers: [a4]\n", "utf-8")
    own = root / "templates/site/footer.html"
    own.parent.mkdir(parents=True)
    own.write_text(FOOTER, "utf-8")
    done = program.run("build", root=root)
    assert done.code == 0, done.text
    return root / "site"


def test_the_theme_that_a_publication_names_colours_everything(school: Path) -> None:
    light, dark = _colours("school", "light"), _colours("school", "dark")
    style = (school / "public/assets/style.css").read_text("utf-8")
    letter = (school / "private/ferry/fr/email.html").read_text("utf-8")
    for name in ("ink", "quiet", "tint", "accent"):
        assert light[name] in style
        assert dark[name] in style
        assert light[name] in letter
        assert dark[name] in letter
    other = _colours("editorial", "light")
    for name in ("ink", "quiet", "tint", "accent", "rule"):
        assert other[name] not in style
        assert other[name] not in letter
    assert f'fill="{light["accent"]}"' in (school / "public/fr/ferry/charts/cost.svg").read_text(
        "utf-8"
    )

    explainer = pypdf.PdfReader(school / "public/fr/ferry/ferry-a4.pdf")
    drawn = b"\n".join(page.get_contents().get_data() for page in explainer.pages)
    filled = {
        "#" + "".join(f"{round(float(part) * 255):02x}" for part in found)
        for found in re.findall(rb"(\d[.\d]*) (\d[.\d]*) (\d[.\d]*) rg", drawn)
    }
    assert {light[name] for name in ("ink", "quiet", "tint", "accent", "rule")} == filled - {
        "#ffffff"
    }
    for path in ("public/fr/ferry/ferry-a4.pdf", "private/ferry/fr/quiz-A-a4.pdf"):
        reader = pypdf.PdfReader(school / path)
        fonts = {
            str(font.get_object()["/BaseFont"])
            for page in reader.pages
            for font in page["/Resources"]["/Font"].values()
        }
        assert any("Rectoverso-Sans-Heavy" in font for font in fonts), path


def test_the_checker_finds_nothing_in_the_style_sheets_of_the_school_theme(school: Path) -> None:
    sheets = sorted((school / "public/assets").glob("*.css"))
    assert [path.name for path in sheets] == ["quiz.css", "style.css"]
    assert checked([*sheets, *sorted(school.rglob("*.svg"))], school) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", web.SIZES)
def test_the_school_theme_is_for_everybody(
    school: Path, browser: Browser, size: str, scheme: str
) -> None:
    pages = ("fr/", "en/ferry/", "fr/ferry/quiz/", "en/archive/")
    with (
        web.served(school / "public") as base,
        web.visit(browser, base, color_scheme=scheme, viewport=web.SIZES[size]) as tab,
    ):
        for path in pages:
            tab.open(path)
            assert tab.violations() == "", path
            assert tab.overflow() == 0, path
        for code in ("fr", "en"):
            letter = (school / f"private/ferry/{code}/email.html").read_text("utf-8")
            tab.show(letter, "https://example.org/")
            assert tab.violations() == ""
            assert tab.overflow() == 0


def test_a_template_of_the_publications_own_takes_the_place_of_ours(school: Path) -> None:
    footed = {
        path.relative_to(school).as_posix()
        for path in (school / "public").rglob("*.html")
        if "colophon" in path.read_text("utf-8")
    }
    assert len(footed) >= 30
    for path in footed:
        text = (school / path).read_text("utf-8")
        code = "fr" if '<html lang="fr"' in text else "en"
        home = {"fr": "Accueil", "en": "Home"}[code]
        assert f'<footer class="colophon"><p>Port-Brume, {home}</p></footer>' in text, path


def test_a_theme_of_the_publications_own_is_one_file(tmp_path: Path) -> None:
    folder = tmp_path / "templates/themes/chalk"
    folder.mkdir(parents=True)
    ours = (ROOT / "templates/themes/editorial/tokens.css").read_text("utf-8")
    (folder / "tokens.css").write_text(ours.replace("#a5281b", "#00573f"), "utf-8")
    look = theme(Templates(tmp_path), "chalk")
    assert look.problems == ()
    assert look.colours["accent"] == "#00573f"
    assert "#00573f" in look.tokens
    assert "#a5281b" not in look.screen
    usual = theme(Templates(tmp_path))
    assert look.paper == usual.paper
    assert usual.colours["accent"] == "#a5281b"
    (missing,) = theme(Templates(tmp_path), "slate").problems
    assert missing.code is Code.R003
    assert missing.values["path"] == "themes/slate/tokens.css"


def test_a_style_sheet_of_the_publications_own_serves_every_theme(tmp_path: Path) -> None:
    folder = tmp_path / "templates/themes/editorial"
    folder.mkdir(parents=True)
    (folder / "print.css").write_text("h1 { color: var(--accent); }\n", "utf-8")
    look = theme(Templates(tmp_path), "school")
    assert look.paper == "h1 { color: var(--accent); }\n"
    assert look.colours["accent"] == _colours("school", "light")["accent"]
