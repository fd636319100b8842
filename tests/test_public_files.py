"""What must not be in a public file: test questions, and addresses of other hosts."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests import program

ROOT = Path(__file__).resolve().parents[1]
LANTERN = ROOT / "tests" / "editions" / "lantern"
PAGE = "quiz/page.html"
SCRIPT = "assets/quiz/data.js"
FORM = '<form class="questions" autocomplete="off">'
FIRST = "// The page is complete without this script."
FRENCH, ENGLISH = "public/fr/lantern/quiz/index.html", "public/en/lantern/quiz/index.html"


@pytest.fixture(scope="module")
def accepted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("lantern") / "publication"
    shutil.copytree(LANTERN, root, ignore=shutil.ignore_patterns("expected"))
    assert program.run("check", "--accept", root=root).code == 0
    return root


@pytest.fixture
def lantern(accepted: Path, tmp_path: Path) -> Path:
    return shutil.copytree(accepted, tmp_path / "publication")


def leak(root: Path, template: str, old: str, new: str) -> list[tuple[str, str, str]]:
    """Writes something into a template; code, file and find of what the audit says."""
    own = root / "templates" / template
    own.parent.mkdir(parents=True, exist_ok=True)
    text = (ROOT / "templates" / template).read_text("utf-8")
    assert text.count(old) == 1
    own.write_text(text.replace(old, new), "utf-8")
    done = program.run("check", "--format", "short", root=root)
    return re.findall(r"error (A\d+) (\S+) .*: (\S+)$", done.text, re.MULTILINE)


@pytest.mark.parametrize(
    ("put", "found"),
    [
        (
            "<!-- De quelle couleur est la porte du phare ? -->" + FORM,
            "secret-colour",
        ),
        (FORM + "<!-- question:secret-dog -->", "secret-dog"),
        (FORM + '<p hidden data-next="question:secret-dog"></p>', "secret-dog"),
        (FORM + '<p title="What is the keeper&#8217;s dog called?"></p>', "secret-dog"),
        (FORM + "<template><p>Elle porte le nom d’une voile.</p></template>", ""),
        (FORM + "<template><p>Il porte le nom d’une voile.</p></template>", "secret-dog"),
        (FORM + "<p>Elle fut repeinte après la grande tempête.</p>", "secret-colour"),
        (
            FORM + '<script type="application/json">{"id": "secret-colour"}</script>',
            "secret-colour",
        ),
        (
            FORM + "<script>x = 'Elle fut repeinte apr\\u00e8s la grande temp\\u00EAte.'</script>",
            "secret-colour",
        ),
    ],
)
def test_a_page_that_hides_a_test_question_is_refused(lantern: Path, put: str, found: str) -> None:
    expected = [("A007", page, found) for page in (ENGLISH, FRENCH)] if found else []
    assert leak(lantern, PAGE, FORM, put) == expected


def test_a_script_that_holds_a_key_is_refused(lantern: Path) -> None:
    told = f'const next = ["secret-dog"];\n{FIRST}'
    assert leak(lantern, SCRIPT, FIRST, told) == [("A007", "public/assets/quiz.js", "secret-dog")]


def test_an_id_that_is_a_word_is_told_by_what_it_stands_for(lantern: Path) -> None:
    quiz = lantern / "content/editions/lantern/quiz.yaml"
    quiz.write_text(quiz.read_text("utf-8").replace("secret-dog", "parts"), "utf-8")
    (lantern / "content/editions/lantern/quiz.lock.json").unlink()
    assert leak(lantern, PAGE, FORM, FORM) == []
    data = '<script type="application/json">{"id": "parts"}</script>'
    found = [("A007", page, "parts") for page in (ENGLISH, FRENCH)]
    assert leak(lantern, PAGE, FORM, FORM + data) == found
    assert leak(lantern, PAGE, FORM, FORM + "<!-- question:parts -->") == found


def test_what_practice_tells_as_well_is_no_secret(lantern: Path) -> None:
    assert leak(lantern, PAGE, FORM, FORM + "<!-- Il est au pied de la tour. -->") == []
    quiz = lantern / "content/editions/lantern/quiz.yaml"
    text = quiz.read_text("utf-8")
    same = "Elle est au pied de la tour."
    assert text.count(same) == 1
    assert text.count("Elle fut repeinte après la grande tempête.") == 1
    quiz.write_text(text.replace("Elle fut repeinte après la grande tempête.", same), "utf-8")
    assert leak(lantern, PAGE, FORM, f"{FORM}<!-- {same} -->") == []


@pytest.mark.parametrize(
    "put",
    [
        '<img alt="" src="https://elsewhere.example/a.png">',
        '<img alt="" srcset="a.png 1x, //elsewhere.example/a.png 2x">',
        '<p style="background: url(https://elsewhere.example/a.png)">',
        "<style>@import 'https://elsewhere.example/a.png';</style>",
        '<link rel="preload" href="https://elsewhere.example/a.png">',
        '<svg><use href="https://elsewhere.example/a.png"/></svg>',
    ],
)
def test_a_page_that_asks_another_host_is_refused(lantern: Path, put: str) -> None:
    found = leak(lantern, PAGE, FORM, FORM + put)
    assert [(code, path) for code, path, _ in found] == [("A008", ENGLISH), ("A008", FRENCH)]
    assert {address.removeprefix("https:") for _, _, address in found} == {
        "//elsewhere.example/a.png"
    }


def test_a_style_sheet_that_asks_another_host_is_refused(lantern: Path) -> None:
    sheet = "quiz/screen.css"
    first = (ROOT / "templates" / sheet).read_text("utf-8").splitlines()[0]
    asking = f'{first}\n@font-face {{ src: url("https://elsewhere.example/a.woff2"); }}'
    assert leak(lantern, sheet, first, asking) == [
        ("A008", "public/assets/quiz.css", "https://elsewhere.example/a.woff2")
    ]


def test_a_link_that_readers_may_follow_asks_nobody(lantern: Path) -> None:
    put = (
        '<a href="https://elsewhere.example/">x</a>'
        '<link rel="license" href="https://elsewhere.example/">'
    )
    assert leak(lantern, PAGE, FORM, FORM + put) == []
