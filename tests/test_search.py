"""The search of the website: what is found, by whom it can be used, and what is deployed for it."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from rectoverso.publish import searching
from rectoverso.render import addresses
from rectoverso.system import pagefind
from rectoverso.text.search_spelling import search_spelling
from tests import program, web
from tests.web import plain

ABOUT = {
    "fr": (
        "Sous l’eau, l’école ouvre une œuvre : c’est d’une sœur. Aujourd’hui, qu’il pleuve ou non, "
        "2 048 élèves vont à l'*académie* ; ils s’y plaisent, 3 < 4 & plus. "
        "L’Oréal, une encyclopædia."
    ),
    "en": (
        "The café by the water isn’t cold. Its name quotes “l’île”. Its boat is a Bluewave-R1. "
        "No 747-400 comes. O’Brien plays rock’n’roll, and R'n'B. It saw l‘oiseau, lʼavion."
    ),
}
ABOUT_FR = (
    *("ecole", "école", "École", "ÉCOLE", "l'école", "l’école"),
    *("eau", "l'eau", "l’eau", "d'eau", "EAU"),
    *("oeuvre", "œuvre", "oeuvres", "Œuvre", "l'oeuvre", "soeur", "sœurs"),
    *("aujourd'hui", "aujourd’hui", "2048", "2 048", "academie", "l'académie", "eleve"),
    *("loreal", "oreal", "l'oréal", "L’Oréal", "encyclopedia", "encyclopaedia", "encyclopædia"),
    *("« sous l'eau »", '"une oeuvre"', '"d’une sœur"'),
)
ABOUT_EN = (
    *("cafe", "café", "isn't", "isn’t", "ile", "l'île"),
    *("r1", "bluewave", "Bluewave-R1", '"a bluewave-r1"', "747-400", "747"),
    *("rock'n'roll", "rock’n’roll", "rocknroll", "R’n’B", "\"plays rock'n'roll\"", "roll"),
    *("brien", "obrien", "O'Brien", "OʼBrien", "O‘Brien", '"o’brien plays"'),
    *("oiseau", "l‘oiseau", "avion", "l'avion", "lʼavion", '"saw l’oiseau"'),
)
# « l’une » and « d’une » are no moon and no dune.
NOWHERE = ("lune", "dune", "leau", '"eau sous"', "xylophone", "depense")
FOUND: dict[str, dict[str, list[str]]] = {
    "fr": {
        **{words: ["À propos"] for words in ABOUT_FR},
        **{words: [] for words in NOWHERE},
        "estuaire": ["Un bac sans bruit"],
        # A subject, which no text names.
        "economie": ["Un bac sans bruit"],
        "kervella": ["Maud Kervella", "Le Courrier"],
    },
    "en": {
        **{words: ["About"] for words in ABOUT_EN},
        "estuary": ["A ferry without noise", "The Post"],
        "xylophone": [],
    },
}
SAID = (
    "À propos. Un sujet, plusieurs articles, deux faces. Sous l’eau, l’école ouvre une œuvre : "
    "c’est d’une sœur. Aujourd’hui, qu’il pleuve ou non, 2 048 élèves …"
)


@pytest.fixture(scope="module")
def publication(tmp_path_factory: pytest.TempPathFactory, small_publication: Path) -> Path:
    """The small publication, with words in its own account of itself that are hard to find."""
    root = tmp_path_factory.mktemp("search") / "publication"
    shutil.copytree(small_publication, root)
    settings = root / "content" / "publication.yaml"
    about = "\nabout:\n" + "".join(f"  {code}: {json.dumps(ABOUT[code])}\n" for code in ABOUT)
    settings.write_text(settings.read_text("utf-8") + about, "utf-8")
    edition = root / "content" / "editions" / "ferry" / "edition.yaml"
    subjects = "subjects:\n  - {fr: Économie, en: Economy}\n"
    edition.write_text(edition.read_text("utf-8").replace("subjects:\n", subjects), "utf-8")
    done = program.run("build", root=root)
    assert done.code == 0, done.text
    return root


@pytest.fixture(scope="module")
def site(publication: Path) -> Iterator[str]:
    """Address of the built tree. What is deployed is a folder of its host."""
    with web.served(publication / "site") as address:
        yield address


def ask(seen: web.Visit, words: str) -> str:
    """Types the words, and says what the page says when it has looked for them."""
    status = seen.page.locator("#search-status")
    seen.page.fill("#search-words", words)
    seen.page.keyboard.press("Enter")
    expect(status).to_have_text(re.compile(rf"[«“]\s?{re.escape(words)}\s?[»”]$"))
    return plain(status.text_content() or "")


def titles(seen: web.Visit) -> list[str]:
    return [plain(text) for text in seen.page.locator("#search-results h2").all_text_contents()]


@pytest.mark.parametrize("code", FOUND)
def test_words_are_found_as_people_type_them(site: str, browser: Browser, code: str) -> None:
    with web.visit(browser, site) as seen:
        seen.open(f"public/{code}/search/index.html")
        found = {}
        for words in FOUND[code]:
            ask(seen, words)
            found[words] = titles(seen)
        assert found == FOUND[code]
        assert {url.rpartition("/")[2].partition("?")[0] for url in seen.requests} & {
            "pagefind.js",
            "pagefind-worker.js",
        } == {"pagefind.js", "pagefind-worker.js"}


def test_a_result_shows_the_words_of_the_page_and_leads_to_them(
    site: str, browser: Browser
) -> None:
    with web.visit(browser, site) as seen:
        seen.open("public/fr/search/index.html")
        assert ask(seen, "l'ecole") == "1 résultat pour « l'ecole »"
        result = seen.page.locator("#search-results li").first
        excerpt = result.locator("p")
        assert SAID in plain(excerpt.text_content() or "")
        # Kinds of space, too: a sign may not stand at the beginning of a line.
        assert "œuvre\u00a0: " in (excerpt.text_content() or "")
        assert "2\u202f048" in (excerpt.text_content() or "")
        assert excerpt.locator("mark").all_text_contents() == ["école"]
        assert seen.page.url.endswith("?q=l%27ecole")
        ask(seen, "plaisent")
        assert "plaisent, 3 < 4 & plus" in plain(excerpt.text_content() or "")

        assert ask(seen, "mouettes") == "3 résultats pour « mouettes »"
        heading = seen.page.locator("h2", has_text="Un bac sans bruit")
        parts = seen.page.locator("#search-results > ol > li", has=heading).locator("ul a")
        assert parts.all_text_contents() == ["Le bateau"]
        seen.press(parts.first)
        seen.page.wait_for_url("**/fr/ferry/#ferry")
        assert seen.page.locator("#ferry h2").is_visible()
        seen.page.go_back()
        seen.page.locator("#search-results h2").first.wait_for()
        assert seen.page.input_value("#search-words") == "mouettes"


def test_by_keyboard_the_focus_stays_and_results_are_announced(site: str, browser: Browser) -> None:
    with web.visit(browser, site) as seen:
        seen.open("public/en/index.html")
        seen.press(seen.page.locator(".masthead a", has_text="Search"))
        seen.page.wait_for_url("**/en/search/index.html")
        words = seen.page.locator("#search-words")
        seen.tab_to(words)
        seen.page.keyboard.type("ferry")
        status = seen.page.get_by_role("status")
        seen.page.locator("#search-results h2").first.wait_for()
        assert re.fullmatch(r"\d+ results for “ferry”", status.text_content() or "")
        assert words.evaluate("element => element === document.activeElement")
        ask(seen, "a")
        count = int((status.text_content() or "0").split()[0])
        assert len(titles(seen)) == 10 < count
        seen.press(seen.page.locator("#search-more"))
        expect(seen.page.locator("#search-results h2")).to_have_count(count)
        assert len(titles(seen)) == count
        assert seen.focused() == titles(seen)[10]
        assert not seen.page.locator("#search-more").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible_in_light_and_dark_and_on_a_small_phone(
    site: str, browser: Browser, scheme: str
) -> None:
    size = {"width": 320, "height": 640}
    with web.visit(browser, site, color_scheme=scheme, viewport=size) as seen:
        seen.open("public/fr/search/index.html")
        assert seen.violations() == ""
        assert seen.overflow() == 0
        ask(seen, "bac")
        assert seen.violations() == ""
        assert seen.overflow() == 0
        for other in ("en", "fr"):
            seen.press(seen.page.locator(f".languages [lang={other}]"))
            seen.page.wait_for_url(f"**/{other}/search/index.html")
        assert seen.page.locator(f"link[hreflang={other}]").count() == 1
        seen.page.emulate_media(media="print")
        assert not seen.page.locator("#search").is_visible()


def test_without_its_script_the_page_says_so_and_leads_on(site: str, browser: Browser) -> None:
    with web.visit(browser, site, java_script_enabled=False) as seen:
        seen.open("public/fr/search/index.html")
        assert not seen.page.locator("#search").is_visible()
        without = seen.page.locator("#search-without")
        assert "par un script qui ne s’est pas chargé" in plain(without.inner_text())
        assert without.locator("a").all_inner_texts() == [
            *("Archives", "Sujets", "Personnes", "Sources")
        ]
        without.locator("a").first.click()
        assert seen.page.url.endswith("/fr/archive/index.html")


@pytest.mark.parametrize("words", ["bluewave", "r1", "bluewave-r1"])
def test_a_result_shows_a_name_as_it_is_written(site: str, browser: Browser, words: str) -> None:
    with web.visit(browser, site) as seen:
        seen.open("public/en/search/index.html")
        ask(seen, words)
        excerpt = seen.page.locator("#search-results li p").first
        assert "Its boat is a Bluewave-R1." in plain(excerpt.text_content() or "")
        marked = "".join(excerpt.locator("mark").all_text_contents())
        assert marked.strip("-.").lower() == words


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("loreal", "L’Oréal,"),
        ("encyclopedia", "encyclopædia."),
        ("oreal", "Oréal"),
        ("plus", "plus."),
    ],
)
def test_a_hidden_keyword_is_never_shown(
    site: str, browser: Browser, words: str, marked: str
) -> None:
    with web.visit(browser, site) as seen:
        seen.open("public/fr/search/index.html")
        ask(seen, words)
        excerpt = seen.page.locator("#search-results li p").first
        assert "plus. L’Oréal, une encyclopædia." in plain(excerpt.text_content() or "")
        assert excerpt.locator("mark").all_text_contents() == [marked]


@pytest.mark.parametrize(
    ("words", "said", "marked"),
    [
        ("rock'n'roll", "O’Brien plays rock’n’roll, and R’n’B.", "rock’n’roll,"),
        ("brien", "No 747-400 comes. O’Brien …", "O’Brien"),
        ("avion", "R’n’B. It saw l‘oiseau, l’avion.", "avion."),
    ],
)
def test_a_result_shows_apostrophes_and_nothing_for_them(
    site: str, browser: Browser, words: str, said: str, marked: str
) -> None:
    with web.visit(browser, site) as seen:
        seen.open("public/en/search/index.html")
        ask(seen, words)
        excerpt = seen.page.locator("#search-results li p").first
        assert said in plain(excerpt.text_content() or "")
        assert excerpt.locator("mark").all_text_contents() == [marked]


def test_where_the_index_is_missing_the_page_says_so(
    publication: Path, browser: Browser, tmp_path: Path
) -> None:
    shutil.copytree(publication / "site" / "public", tmp_path, dirs_exist_ok=True)
    shutil.rmtree(tmp_path / "pagefind")
    with web.served(tmp_path) as address, web.visit(browser, address) as seen:
        seen.open("en/search/index.html?q=ferry")
        status = seen.page.get_by_role("status")
        expect(status).to_have_text("The search is not available here.")
        assert seen.page.locator("#search-without a").first.is_visible()
        assert len(seen.complaints) == 1
        assert "404" in seen.complaints.pop()


def read(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_same_pages_make_the_same_index(publication: Path) -> None:
    deployed = {
        f"public/{path}": content for path, content in read(publication / "site/public").items()
    }
    index = {
        path: content
        for path, content in deployed.items()
        if path.startswith(f"{addresses.SEARCH_INDEX}/")
    }
    # Languages come out of Pagefind in an order of chance; ten times the same is none.
    for _ in range(10):
        assert searching.index(dict(reversed(deployed.items()))) == (index, ())


def test_only_what_the_search_needs_is_deployed(publication: Path) -> None:
    files = read(publication / "site/public/pagefind")
    kinds = {
        re.sub(r"(en|fr)_\w+", "*", re.sub(r"wasm\.(en|fr)", "wasm.*", name)) for name in files
    }
    assert kinds == {
        *("pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "wasm.*.pagefind"),
        *("pagefind.*.pf_meta", "index/*.pf_index", "fragment/*.pf_fragment"),
    }
    assert len((publication / "site/public/assets/search.js").read_bytes()) < 4200
    pages = [
        json.loads(gzip.decompress(content).removeprefix(b"pagefind_dcd"))
        for name, content in files.items()
        if name.startswith("fragment/")
    ]
    assert {page["url"] for page in pages if page["url"].startswith("fr/")} == {
        *("fr/about/", "fr/corrections/", "fr/ferry/", "fr/ferry/quiz/"),
        *(f"fr/{path.parent.name}/{path.name}/" for path in _folders(publication, "people")),
        *(f"fr/sources/ferry/{path.name}/" for path in _folders(publication, "sources/ferry")),
    }
    [quiz] = [page for page in pages if page["url"] == "fr/ferry/quiz/"]
    assert quiz["meta"] == {"title": "Quiz\u00a0: Le bac de Port-Brume"}
    # Neither questions nor options nor keys: only what stands above them.
    assert quiz["content"].endswith("elle dit pourquoi, et d`| où cela vient.")


def _folders(publication: Path, name: str) -> list[Path]:
    return [path for path in (publication / "site/public/fr" / name).iterdir() if path.is_dir()]


def test_without_pagefind_the_site_has_no_search(
    publication: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = shutil.copytree(publication, tmp_path / "publication")
    monkeypatch.setattr(pagefind, "program", lambda: None)
    done = program.run("build", root=root)
    assert done.code == 0
    pages = read(root / "site/public")
    assert not [path for path in pages if "search" in path or "pagefind" in path]
    assert not [path for path, page in pages.items() if b"search" in page and path[-5:] == ".html"]


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("l’eau", "l`| eau"),
        ("l'eau", "l'| eau"),
        ("Jusqu’à l’an", "Jusqu`| à l`| an"),
        ("parce qu’ici", "parce qu`| ici"),
        ("dit d’", "dit d`| "),
        ("aujourd’hui, entr’ouvert", "aujourd’hui, entr’ouvert"),
        ("it’s 5 o’clock", "it’s 5 o’clock"),
        (
            "cœur, Œdipe, ŒUVRE, ex æquo",
            "co\u2060eur, O\u2060edipe, O\u2060eUVRE, ex a\u2060equo \u2063equo",
        ),
        ("L’Oréal, d’Orsay", "L`| Oréal \u2063loréal, d`| Orsay"),
        ("2\u202f048 puces en 2025", "2\u2060048 puces en 2025"),
        ("1\u00a0234\u202f567", "1\u2060234\u2060567"),
        ("DeepSeek-R1, GPT-4o", "DeepSeek-| R1, GPT-| 4o"),
        ("R1-Zero en 2024-2025", "R1-| Zero en 2024-| 2025"),
        ("DeepSeek-", "DeepSeek-| "),
        ("rock’n’roll, rock'n'roll", "rock`n`roll, rock'n'roll"),
        ("R’n’B, mais j’n’ai", "R`n`B, mais j`| n`| ai"),
        ("O’Brien, d’O’Brien", "O`Brien, d`| O`Brien"),
        ("d’l’eau, qu’l’an", "d`| l`| eau, qu`| l`| an"),
        ("l‘oiseau, lʼavion, aujourdʼhui", "l‘| oiseau, l`| avion, aujourd’hui"),
        ("est-il, demi-heure", "est-il, demi-heure"),
        ("16,86\u00a0% et 27\u00a0janvier", "16,86\u00a0% et 27\u00a0janvier"),
    ],
)
def test_the_index_spells_words_so_that_they_are_found(text: str, spelled: str) -> None:
    assert search_spelling(text) == spelled
