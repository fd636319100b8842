"""Names of hosts and addresses in ASCII."""

from __future__ import annotations

import pytest

from rectoverso.text.web_names import ascii_address, ascii_host


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
