"""The preview: what an editor sees while writing, and what nobody else can reach."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from rectoverso.render.environment import our_templates
from tests import program
from tests.previewing import PATIENCE, Preview, changed, frame, preview

EDITION = Path("content/editions/ferry")
MONEY = EDITION / "sections/money.en.md"
WORDS = "The price depends on who names it"
PAGE = "public/en/ferry/index.html"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, small_publication: Path) -> Iterator[Preview]:
    """A preview of the scaffold's publication; whoever changes a file changes it back."""
    root = tmp_path_factory.mktemp("preview") / "publication"
    shutil.copytree(small_publication, root)
    with preview(root) as started:
        yield started


@pytest.fixture
def served(shared: Preview) -> Preview:
    """The shared preview, with nothing wrong in it."""
    shared.wait(lambda state: bool(state["good"] and not state["problems"]))
    return shared


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty tab."""
    with contextlib.closing(browser.new_page(viewport={"width": 1280, "height": 800})) as opened:
        opened.set_default_timeout(PATIENCE * 1000)
        expect.set_options(timeout=PATIENCE * 1000)
        yield opened


def test_an_edit_is_shown_where_the_reader_is(served: Preview, page: Page) -> None:
    page.goto(f"{served.url}?language=en")
    assert WORDS in frame(page).inner_text("main")
    frame(page).evaluate("scrollTo(0, 700)")
    with changed(served.root / MONEY, WORDS, "What it cost depends on the witness"):
        expect(page.frame_locator("iframe:not(.next)").locator("main")).to_contain_text(
            "What it cost depends on the witness"
        )
        assert frame(page).evaluate("scrollY") == 700
    expect(page.frame_locator("iframe:not(.next)").locator("main")).to_contain_text(WORDS)


def test_an_edit_leaves_the_rest_of_the_page_as_it_was(served: Preview, page: Page) -> None:
    """What is open stays open: only what differs is another one."""
    page.goto(f"{served.url}?language=en")
    frame(page).evaluate("document.querySelector('details').open = true; window.kept = 1")
    with changed(served.root / MONEY, WORDS, "Before.\n\nWhat it cost depends on the witness"):
        main = page.frame_locator("iframe:not(.next)").locator("main")
        expect(main).to_contain_text("What it cost depends on the witness")
        expect(main).not_to_contain_text(WORDS)
        asked = "[window.kept, document.querySelector('details').open]"
        assert frame(page).evaluate(asked) == [1, True]
    expect(main).to_contain_text(WORDS)


def test_a_page_with_a_script_of_its_own_is_loaded_anew(served: Preview, page: Page) -> None:
    page.goto(f"{served.url}?language=en&tab=quiz")
    frame(page).evaluate("window.kept = 1")
    with changed(served.root / EDITION / "quiz.yaml", "en: The ferry", "en: The boat"):
        heading = page.frame_locator("iframe:not(.next)").locator("h1")
        expect(heading).to_contain_text("The boat")
        assert frame(page).evaluate("window.kept") is None
    expect(heading).to_contain_text("The ferry")


@pytest.mark.parametrize("tab", ["text", "pdf"])
def test_what_is_no_page_is_loaded_anew(served: Preview, page: Page, tab: str) -> None:
    kept = "document.querySelector('iframe:not(.next)').contentWindow.kept"
    page.goto(f"{served.url}?language=en&tab={tab}")
    frame(page)
    page.evaluate(f"{kept} = 1")
    with changed(served.root / EDITION / "edition.yaml", "has an electric", "has a quiet electric"):
        for _ in range(PATIENCE * 10):
            if not page.evaluate(kept):
                break
            page.wait_for_timeout(100)
        assert not page.evaluate(kept)
        frame(page)
        body = page.frame_locator("iframe:not(.next)").locator("body")
        if tab == "text":
            expect(body).to_contain_text("has a quiet electric ferry")
        assert "%PDF" not in (body.text_content() or "")


def test_what_was_just_written_is_found_by_the_search(served: Preview, page: Page) -> None:
    with changed(served.root / MONEY, WORDS, "Only a xylophone knows the price"):
        served.wait(lambda state: b"xylophone" in served.get(f"/{PAGE}")[2])
        page.goto(f"{served.url}light/public/en/search/")
        page.fill("#search-words", "xylophone")
        page.keyboard.press("Enter")
        found = page.locator("#search-results h2 a")
        expect(found).to_have_text("A ferry without noise")
        found.click()
        expect(page.locator("main")).to_contain_text("Only a xylophone knows the price")
        assert page.url.startswith(f"{served.url}light/public/en/ferry/")


def test_a_style_sheet_that_changes_is_seen(served: Preview, page: Page) -> None:
    page.goto(f"{served.url}?language=en")
    frame(page)
    title = page.frame_locator("iframe:not(.next)").locator("h1")
    own = served.root / "templates/themes/editorial/screen.css"
    styles = (our_templates() / "themes/editorial/screen.css").read_text("utf-8")
    own.parent.mkdir(parents=True)
    own.write_text(styles + "\nh1 { color: rgb(1, 2, 3) }\n", "utf-8")
    try:
        expect(title).to_have_css("color", "rgb(1, 2, 3)")
    finally:
        shutil.rmtree(served.root / "templates")
    expect(title).not_to_have_css("color", "rgb(1, 2, 3)")


def test_a_page_opened_by_itself_is_loaded_anew_too(served: Preview, page: Page) -> None:
    page.goto(f"{served.url}{PAGE}")
    with changed(served.root / MONEY, WORDS, "What it cost depends on the witness"):
        expect(page.locator("main")).to_contain_text("What it cost depends on the witness")
    expect(page.locator("main")).to_contain_text(WORDS)


SEEN = """
const Source = window.EventSource;
window.opened = [];
window.EventSource = function (url) {
  window.opened.push(new Source(url));
  return window.opened.at(-1);
};
Object.defineProperty(document, "hidden", { get: () => window.away === true });
"""
TURN = """(away) => {
  window.away = away;
  document.dispatchEvent(new Event("visibilitychange"));
  return window.opened.map((one) => one.readyState === 2);
}"""


def test_a_window_out_of_view_holds_no_connection_and_catches_up_when_it_is_back(
    served: Preview, page: Page
) -> None:
    """A browser opens six connections to a host: a seventh window would wait for ever."""
    page.add_init_script(SEEN)
    page.goto(f"{served.url}?language=en")
    assert WORDS in frame(page).inner_text("main")
    assert page.evaluate(TURN, True) == [True]
    before = served.state()["event"]
    with changed(served.root / MONEY, WORDS, "What it cost depends on the witness"):
        served.wait(lambda state: bool(state["event"] > before))
        assert WORDS in frame(page).inner_text("main")
        assert page.evaluate(TURN, False) == [True, False]
        expect(page.frame_locator("iframe:not(.next)").locator("main")).to_contain_text(
            "What it cost depends on the witness"
        )
    expect(page.frame_locator("iframe:not(.next)").locator("main")).to_contain_text(WORDS)


def test_a_problem_lies_over_the_last_good_page(served: Preview, page: Page) -> None:
    page.goto(f"{served.url}?language=en")
    overlay = page.locator("#problems")
    expect(overlay).to_be_hidden()
    with changed(served.root / MONEY, 'compare("cost")', 'compare("costs")'):
        expect(overlay).to_be_visible()
        problem = overlay.locator("#list > li")
        expect(problem).to_have_count(1)
        expect(problem.locator("h3")).to_have_text("error C006 there is no “costs” in facts.yaml")
        expect(problem.locator(".place")).to_have_text(f"{MONEY.as_posix()}:3:13")
        expect(problem.locator(".excerpt")).to_have_text(
            '    3 | {{ compare("costs") }}\n      |             ^^^^^', use_inner_text=True
        )
        expect(overlay.locator("#beneath")).to_be_visible()
        expect(page.frame_locator("iframe:not(.next)").locator("main")).to_contain_text(WORDS)
        with page.expect_popup() as opened:
            problem.get_by_role("link", name="Explain C006").click()
        expect(opened.value.locator("h1")).to_have_text("C006 prose-unknown-entry")
    expect(overlay).to_be_hidden()
    expect(page.locator("#tally")).to_have_text("no problems")


def test_the_overlay_goes_and_comes_by_keyboard(served: Preview, page: Page) -> None:
    page.goto(f"{served.url}?language=en")
    overlay, toggle = page.locator("#problems"), page.locator("#toggle")
    with changed(served.root / MONEY, 'compare("cost")', 'compare("costs")'):
        expect(overlay).to_be_visible()
        page.keyboard.press("Escape")
        expect(overlay).to_be_hidden()
        expect(toggle).to_have_text("Show the problems 1 error")
        toggle.focus()
        page.keyboard.press("Enter")
        expect(overlay).to_be_focused()
        page.keyboard.press("Escape")
        expect(overlay).to_be_hidden()
        expect(toggle).to_be_focused()


def test_tabs_are_moved_through_with_arrows(served: Preview, page: Page) -> None:
    page.goto(f"{served.url}?language=en")
    frame(page)
    page.locator("#tab-web").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#tab-phone")).to_be_focused()
    expect(page.locator("#tab-phone")).to_have_attribute("aria-selected", "true")
    frame(page)
    # 390 pixels with the edges of the phone.
    width = "document.querySelector('iframe:not(.next)').getBoundingClientRect().width"
    page.wait_for_function(f"Math.round({width}) === 388")
    page.keyboard.press("End")
    expect(page.locator("#tab-key")).to_be_focused()


def test_dark_and_light_are_shown_whatever_the_browser_prefers(served: Preview, page: Page) -> None:
    brightness = "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)"
    for preferred in ("light", "dark"):
        page.emulate_media(color_scheme=preferred)  # type: ignore[arg-type]
        page.goto(f"{served.url}?language=en&tab=web")
        assert min(frame(page).evaluate(brightness)) > 200
        page.goto(f"{served.url}?language=en&tab=dark")
        assert max(frame(page).evaluate(brightness)) < 60


def test_private_things_are_shown_and_said_to_be_private(served: Preview, page: Page) -> None:
    strip = page.locator("#private")
    page.goto(f"{served.url}?language=en&tab=web")
    frame(page)
    expect(strip).to_be_hidden()
    page.goto(f"{served.url}?language=en&tab=text")
    assert "A ferry without noise" in frame(page).inner_text("body")
    expect(strip).to_have_text(
        "Private: only the preview shows it. It is never part of what is deployed."
    )
    page.goto(f"{served.url}?language=en&tab=email")
    assert "A ferry without noise" in frame(page).inner_text("body")
    expect(strip).to_be_visible()


def test_every_tab_offers_what_there_is_of_the_edition(served: Preview) -> None:
    (edition,) = served.state()["editions"]
    english = next(one for one in edition["languages"] if one["code"] == "en")
    offered = {tab: [item["path"] for item in items] for tab, items in english["documents"].items()}
    assert offered["web"] == offered["phone"] == offered["dark"] == [PAGE]
    assert offered["email"] == ["private/ferry/en/email.html"]
    assert offered["text"] == ["private/ferry/en/email.txt"]
    assert "public/en/ferry/ferry-a4.pdf" in offered["pdf"]
    assert offered["quiz"][0] == "public/en/ferry/quiz/index.html"
    assert "private/ferry/en/key-A-a4.pdf" in offered["key"]
    assert not any("/fr/" in path for paths in offered.values() for path in paths)
    for tab in ("pdf", "key"):
        status, headers, content = served.get(f"/{offered[tab][0]}")
        assert (status, headers["Content-Type"]) == (200, "application/pdf")
        assert content.startswith(b"%PDF-")


def test_what_an_edition_lacks_is_said(served: Preview, page: Page) -> None:
    page.goto(f"{served.url}?language=en&tab=quiz")
    frame(page)
    quiz, aside = served.root / EDITION / "quiz.yaml", served.root / "quiz.yaml"
    quiz.rename(aside)
    try:
        expect(page.locator("#empty")).to_have_text("This edition has none of these.")
    finally:
        aside.rename(quiz)
    expect(page.locator("#empty")).to_be_hidden()


def test_files_that_come_go_or_are_put_in_place_are_noticed(served: Preview) -> None:
    section, aside = served.root / MONEY, served.root / "money.en.md"
    section.rename(aside)
    try:
        state = served.wait(lambda state: not state["good"])
        assert [problem["code"] for problem in state["problems"]] == ["C012"]
    finally:
        # As an editor saves that writes another file first.
        aside.replace(section)
    served.wait(lambda state: bool(state["good"]))
    article = served.root / EDITION / "articles" / "another.txt"
    article.write_text("Nothing refers to this.\n", "utf-8")
    try:
        state = served.wait(lambda state: bool(state["problems"]))
        assert [problem["code"] for problem in state["problems"]] == ["V036"]
    finally:
        article.unlink()
    served.wait(lambda state: not state["problems"])


def test_all_of_several_files_that_change_at_once_are_shown(served: Preview) -> None:
    before = served.state()["number"]
    with contextlib.ExitStack() as edits:
        for language in ("en", "fr"):
            for section in ("ferry", "money"):
                path = served.root / EDITION / "sections" / f"{section}.{language}.md"
                edits.enter_context(changed(path, "\n\n{{", "\n\nHop !\n\n{{"))
        served.wait(lambda state: state["number"] > before)
        served.wait(lambda state: all(_hops(served, code) == 4 for code in ("en", "fr")))
    served.wait(lambda state: not any(_hops(served, code) for code in ("en", "fr")))


def _hops(served: Preview, language: str) -> int:
    return served.get(f"/public/{language}/ferry/index.html")[2].count(b"<p>Hop")


def test_a_template_of_the_publication_is_used_as_soon_as_it_is_there(served: Preview) -> None:
    own = served.root / "templates" / "newsletter" / "page.html"
    text = (our_templates() / "newsletter" / "page.html").read_text("utf-8")
    own.parent.mkdir(parents=True)
    try:
        before = "{% block main %}"
        assert before in text
        own.write_text(text.replace(before, f"{before}<p>From our own template.</p>"), "utf-8")
        served.wait(lambda _: b"From our own template." in served.get(f"/{PAGE}")[2])
    finally:
        shutil.rmtree(served.root / "templates")
    served.wait(lambda _: b"From our own template." not in served.get(f"/{PAGE}")[2])


def test_a_publication_that_is_broken_from_the_start_is_told(
    tmp_path: Path, small_publication: Path, page: Page
) -> None:
    root = tmp_path / "publication"
    shutil.copytree(small_publication, root)
    head = root / "content" / "publication.yaml"
    with changed(head, "title:", "titel:"), preview(root, language="fr") as started:
        page.goto(started.url)
        expect(page.locator("html")).to_have_attribute("lang", "fr")
        expect(page).to_have_title("Aperçu Rectoverso")
        expect(page.locator("#problems")).to_be_visible()
        expect(page.locator("#list .place").first).to_contain_text("content/publication.yaml:")
        expect(page.locator("#empty")).to_have_text(
            "Il n’y a pas encore de page\u00a0: il faut d’abord corriger ce qui ne va pas."
        )
        head.write_text(head.read_text("utf-8").replace("titel:", "title:"), "utf-8")
        expect(page.locator("#problems")).to_be_hidden()
        assert frame(page).inner_text("h1")


def test_other_names_of_this_machine_are_refused(served: Preview) -> None:
    port = served.port
    for host in ("rebinding.example", f"rebinding.example:{port}", "127.0.0.1", "127.0.0.1:1", ""):
        status, _, content = served.get("/private/ferry/en/email.txt", Host=host)
        assert status == 403, host
        assert b"Albatros" not in content
    for host in (f"127.0.0.1:{port}", f"localhost:{port}", f"LOCALHOST:{port}", f"[::1]:{port}"):
        assert served.get("/private/ferry/en/email.txt", Host=host)[0] == 200, host


@pytest.mark.parametrize(
    "path",
    [
        "/../content/publication.yaml",
        "/public/../../content/publication.yaml",
        "/public/%2e%2e/%2e%2e/content/publication.yaml",
        "/public/..%2f..%2fcontent%2fpublication.yaml",
        "/public/..%5c..%5ccontent%5cpublication.yaml",
        "//etc/passwd",
        "/%00",
        "/content/publication.yaml",
        "/site/public/index.html",
        "/-/../shell.py",
        "/-/shell.html",
        "/-/explain/../../shell.py",
    ],
)
def test_nothing_but_what_is_made_can_be_asked_for(served: Preview, path: str) -> None:
    status, _, content = served.get(path)
    assert status == 404
    assert b"languages:" not in content
    assert b"root:" not in content


@pytest.mark.parametrize("target", ["http://[", "http://[::1/", "http://]/", "http://[x]/"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_what_is_no_address_is_not_there(served: Preview, method: str, target: str) -> None:
    with socket.create_connection(("127.0.0.1", served.port), timeout=10) as connection:
        lines = (f"{method} {target} HTTP/1.1", f"Host: 127.0.0.1:{served.port}", "", "")
        connection.sendall("\r\n".join(lines).encode("ascii"))
        assert connection.makefile("rb").readline() == b"HTTP/1.1 404 Not Found\r\n"


def test_only_this_machine_is_listened_to(served: Preview) -> None:
    bound = {
        bytes.fromhex(local.partition(":")[0])
        for table in ("tcp", "tcp6")
        for line in Path("/proc/net", table).read_text().splitlines()[1:]
        for local, state in [(line.split()[1], line.split()[3])]
        if state == "0A" and int(local.partition(":")[2], 16) == served.port
    }
    # The kernel writes each group of four bytes in the order of the processor.
    here = {
        b"".join(packed[at : at + 4][::-1] for at in range(0, len(packed), 4))
        for packed in (
            socket.inet_pton(socket.AF_INET, "127.0.0.1"),
            socket.inet_pton(socket.AF_INET6, "::1"),
        )
    }
    assert bound
    assert bound <= here


def test_the_browser_asks_no_other_host_and_may_not(served: Preview, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for tab in ("web", "phone", "dark", "email", "text", "quiz"):
        page.goto(f"{served.url}?language=en&tab={tab}")
        frame(page)
    assert asked
    assert all(url.startswith(served.url) for url in asked)
    for path in ("/", f"/{PAGE}", "/private/ferry/en/email.html", "/-/state"):
        policy = served.get(path)[1]["Content-Security-Policy"]
        assert policy.startswith("default-src 'none';"), path
        assert "http" not in policy


def test_what_is_deployed_stays_what_the_last_build_made_it(
    tmp_path: Path, small_publication: Path
) -> None:
    root = tmp_path / "publication"
    shutil.copytree(small_publication, root)
    before = _files(root / "site")
    assert before
    with preview(root) as started:
        served = started.get(f"/{PAGE}")[2]
        assert b"/-/page.js" in served
        for path in ("private/ferry/en/key-A-a4.pdf", "public/en/ferry/ferry-a4.pdf"):
            assert started.get(f"/{path}")[0] == 200
        with changed(root / MONEY, WORDS, "What it cost depends on the witness"):
            started.wait(lambda _: b"the witness" in started.get(f"/{PAGE}")[2])
            assert started.get("/public/en/ferry/ferry-a4.pdf")[0] == 200
    assert _files(root / "site") == before
    assert b"/-/page.js" not in (root / "site" / PAGE).read_bytes()


def _files(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_without_a_complaint(
    tmp_path: Path, small_publication: Path, number: signal.Signals
) -> None:
    root = tmp_path / "publication"
    shutil.copytree(small_publication, root)
    with preview(root) as started:
        # A process that makes PDFs ends with it.
        assert started.get("/public/en/ferry/ferry-letter.pdf")[0] == 200
        assert started.stop(number) == (0, "The preview has ended.\n")


def test_a_port_that_is_taken_is_told(small_publication: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = program.run("serve", "--port", str(port), root=small_publication)
    assert done.code == 2
    assert done.text == (
        f"Port {port} is taken by another program, or must not be used:"
        " choose another with --port (see rectoverso --help)\n"
    )


def test_a_port_that_is_none_is_told(small_publication: Path) -> None:
    for typed in ("70000", "-1", "http"):
        done = program.run("serve", f"--port={typed}", root=small_publication)
        assert done.code == 2
        assert f"“{typed}” is not a port" in done.text


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_preview_itself_is_accessible(
    served: Preview, page: Page, scheme: str, width: int
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 800})
    options = {"runOnly": TAGS, "iframes": False}
    page.goto(f"{served.url}?language=en&tab=text")
    frame(page)
    assert _violations(page, options) == []
    with changed(served.root / MONEY, 'compare("cost")', 'compare("costs")'):
        expect(page.locator("#problems")).to_be_visible()
        assert _violations(page, options) == []
        page.goto(f"{served.url}-/explain/C006")
        assert _violations(page, options) == []


def _violations(page: Page, options: dict[str, object]) -> list[str]:
    found = Axe().run(page, options=options).response["violations"]
    return [f"{one['id']}: {node['html']}" for one in found for node in one["nodes"]]
