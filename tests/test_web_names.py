"""Names of hosts and addresses in ASCII, and what the publication makes of its own."""

from __future__ import annotations

from email import message_from_bytes
from pathlib import Path

import pytest

from rectoverso import load, pipeline
from rectoverso.load.json_schema import schemas
from rectoverso.problems import Code
from rectoverso.text.web_names import ascii_address, ascii_host
from tests import program


@pytest.mark.parametrize(
    ("written", "in_ascii"),
    [
        ("example.org", "example.org"),
        ("Example.ORG", "Example.ORG"),
        ("localhost", "localhost"),
        ("127.0.0.1", "127.0.0.1"),
        ("r3---sn-a.example.org", "r3---sn-a.example.org"),
        ("café.example", "xn--caf-dma.example"),
        ("CAFÉ.example", "xn--caf-dma.example"),
        ("cafe\u0301.example", "xn--caf-dma.example"),
        ("xn--caf-dma.example", "xn--caf-dma.example"),
        # Another host than strasse.example, which the older IDNA made of it.
        ("straße.example", "xn--strae-oqa.example"),
        ("例え。テスト", "xn--r8jz45g.xn--zckzah"),
    ],
)
def test_a_name_of_a_host_in_ascii(written: str, in_ascii: str) -> None:
    assert ascii_host(written) == in_ascii


@pytest.mark.parametrize(
    "written",
    [
        "", ".", "a..b", ".example", "example.", "-a.example", "a-.example", "a_b.example",
        "a b.example", "a.example\n", "a@b.example", "a.example:80", "[::1", "ex℀mple.org",
        "café-.example", "xn--.example", "xn--caf-dm.example\x00", "\u0301a.example", "☃.example",
        "a\u200bb\u202e.example", "é" * 64 + ".example", "a" * 64, "a." * 127, "é." * 10_000,
    ],
)  # fmt: skip
def test_what_is_no_name_of_a_host_is_refused(written: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        ascii_host(written)


@pytest.mark.parametrize(
    ("written", "in_ascii"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("https://café.example:8000", "https://xn--caf-dma.example:8000"),
        ("http://café.example/é/%C3%A9?q=ü#ß",
         "http://xn--caf-dma.example/%C3%A9/%C3%A9?q=%C3%BC#%C3%9F"),
        ("https://example.org/~a/b;c=1,2/(d)", "https://example.org/~a/b;c=1,2/(d)"),
    ],
)  # fmt: skip
def test_an_address_in_ascii(written: str, in_ascii: str) -> None:
    assert ascii_address(written) == in_ascii
    assert ascii_address(in_ascii) == in_ascii


@pytest.mark.parametrize(
    "written",
    ["", "example.org", "https://", "https:///a", "https://u@a.example/", "https://[::1]/",
     "https://a_b.example/", "https://example.org/\nBcc: a@example.org"],
)  # fmt: skip
def test_what_is_no_address_is_refused(written: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        ascii_address(written)


HEAD = "content/publication.yaml"
SOURCES = "content/editions/ferry/sources.yaml"


def _at(folder: Path, url: str) -> Path:
    """A publication with that address, as it stands between double quotes in YAML."""
    root = program.new_publication(folder)
    path = root / HEAD
    path.write_text(
        path.read_text("utf-8").replace("url: https://example.org/", f'url: "{url}"'), "utf-8"
    )
    return root


@pytest.mark.parametrize(
    ("url", "base"),
    [
        ("https://café.example/é", "https://xn--caf-dma.example/%C3%A9"),
        ("https://straße.example:8443", "https://xn--strae-oqa.example:8443"),
    ],
)
def test_all_that_names_the_publication_does_so_in_ascii(
    tmp_path: Path, url: str, base: str
) -> None:
    root = _at(tmp_path / "p", url)
    passed = pipeline.passes(pipeline.Request(root, today=program.TODAY), publish=False)
    assert [problem for problem in passed.problems if problem.severity.value == "error"] == []
    made = {path: item.content for path, item in passed.made.made.items()}
    host = base.split("/")[2].partition(":")[0]
    letter = message_from_bytes(made["private/ferry/fr/message.eml"])
    assert letter["Message-ID"].endswith(f"@{host}>")
    assert f"{base}/fr/ferry/".encode() in made["public/fr/feed.xml"]
    assert (
        f'<link rel="canonical" href="{base}/fr/ferry/"'.encode()
        in made["public/fr/ferry/index.html"]
    )
    written = url.split("/")[2].partition(":")[0].encode()
    assert [path for path, content in made.items() if written in content] == []


REFUSED = (
    "https://[::1", "https://[::1]/", "https://example.org/a\\nBcc: evil@example.net\\nX: ",
    "https://example.org/\\r", "https://user:word@example.org/", "https://example.org:123456/",
    "https://example.org/a b", "https://example.org/a\\u00a0b", "https://example.org/<b>",
    "https://ex℀mple.org/", "https:///a", "ftp://example.org/", "javascript:alert(1)",
)  # fmt: skip
REFUSED_HERE = (
    "https://example.org/?a=1", "https://example.org/#a", "https://-a.example/", "https://☃.example",
    "https://xn--a.example/", "https://a..example/",
)  # fmt: skip


@pytest.mark.parametrize("url", REFUSED + REFUSED_HERE)
def test_what_is_no_address_of_a_publication_is_told_at_its_place(tmp_path: Path, url: str) -> None:
    _, problems = load.load(_at(tmp_path / "p", url))
    (problem,) = problems
    assert problem.code is Code.S008
    assert problem.span is not None
    assert (problem.span.file, problem.span.line, problem.span.column) == (HEAD, 7, 6)


@pytest.mark.parametrize("url", REFUSED)
def test_what_is_no_address_of_a_source_is_told_at_its_place(tmp_path: Path, url: str) -> None:
    root = _with_source(tmp_path / "p", url)
    _, problems = load.load(root)
    told = [problem for problem in problems if problem.code is Code.S008]
    assert [problem.values["field"] for problem in told] == ["url"]
    assert told[0].span is not None
    assert told[0].span.file == SOURCES


@pytest.mark.parametrize(
    "url",
    ["https://café.example/é?a=ü#b", "https://a_b.example:80?a=[1]", "https://example.org/'(a),b"],
)
def test_the_address_of_a_source_stays_as_it_is(tmp_path: Path, url: str) -> None:
    loaded, problems = load.load(_with_source(tmp_path / "p", url))
    assert problems == ()
    assert loaded is not None
    assert url in {source.url for source in loaded.editions[0].sources.values()}


def _with_source(folder: Path, url: str) -> Path:
    root = program.new_publication(folder)
    path = root / SOURCES
    text = path.read_text("utf-8")
    changed = text.replace("https://example.org/courrier/bac", f'"{url}"', 1)
    assert changed != text
    path.write_text(changed, "utf-8")
    return root


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "help: allowed: an address of the web without blanks, “?” and “#”, such as"),
        ("fr", "aide : valeurs admises : une adresse du Web sans blancs, ni « ? », ni « # »"),
    ],
)
@pytest.mark.parametrize("command", ["check", "build"])
def test_an_address_that_breaks_off_is_told_in_words(
    tmp_path: Path, command: str, language: str, told: str
) -> None:
    done = program.run(command, root=_at(tmp_path / "p", "https://[::1"), language=language)
    assert done.code == 1
    assert f"{HEAD}:7:6: " in done.text
    assert told in done.text.replace("\u00a0", " ")


def test_editors_are_told_what_an_address_is() -> None:
    assert "address that all others begin with" in schemas()["publication.schema.json"]
    assert "address of a page" in schemas()["sources.schema.json"]
