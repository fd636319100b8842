"""The letter: whole runs on an edition of our own, read as a mail program reads them.

Expected texts lie in ``tests/editions/orchard/expected/``; ``--refresh`` writes them anew.
"""

from __future__ import annotations

import html
import io
import json
import re
import shutil
from datetime import date
from email import policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import getaddresses
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from playwright.sync_api import Browser

from rectoverso.compose import compose
from rectoverso.compose.newsletter import compose_newsletter
from rectoverso.load import load
from rectoverso.render.email import message, plain, styles
from rectoverso.render.email.desk import Desk
from rectoverso.render.environment import Templates
from rectoverso.render.themes import theme
from rectoverso.send import letters as sent_letters
from rectoverso.verify import verify
from tests import program
from tests.test_newsletter import EDITION, LANGUAGES, compare
from tests.test_rendering import _documented

FORMS = ("digest", "whole")
SITE = "https://example.org/garden"


def built(folder: Path, *changes: tuple[str, str, str]) -> Path:
    """The orchard with changes (file, text, replacement), verified and built."""
    shutil.copytree(EDITION, folder, ignore=shutil.ignore_patterns("expected", "site"))
    for name, old, new in changes:
        path = folder / "content" / name
        text = path.read_text("utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), "utf-8")
    for command in ("check --accept", "build"):
        done = program.run(*command.split(), root=folder)
        assert done.code == 0, done.text
    return folder / "site"


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The output tree by form of the letter."""
    home = tmp_path_factory.mktemp("letters")
    return {
        form: built(
            home / form,
            ("publication.yaml", "licence: CC BY 4.0", f"email: {{form: {form}}}\npapers: []"),
        )
        for form in FORMS
    }


def part(site: Path, language: str, name: str) -> str:
    return (site / "private" / "orchard" / language / name).read_bytes().decode()


def parsed(site: Path, language: str) -> EmailMessage:
    path = site / "private" / "orchard" / language / "message.eml"
    found = BytesParser(policy=policy.SMTP).parsebytes(path.read_bytes())
    assert isinstance(found, EmailMessage)
    return found


def links(page: str) -> list[str]:
    return [html.unescape(link) for link in re.findall(r'<a\b[^>]*?href="([^"]*)"', page)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
def test_the_text_reads_as_expected(
    letters: dict[str, Path], form: str, language: str, refresh: bool
) -> None:
    compare(f"email-{form}.{language}.txt", part(letters[form], language, "email.txt"), refresh)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
def test_lines_of_text_fit_and_addresses_stay_whole(
    letters: dict[str, Path], form: str, language: str
) -> None:
    text = part(letters[form], language, "email.txt")
    long = [line for line in text.splitlines() if len(line) > 76]
    assert all(re.fullmatch(r" *<?https?://\S+", line) for line in long)
    assert "\u202f" not in text
    for link in links(part(letters[form], language, "email.html")):
        assert link.removeprefix("mailto:") in re.split(r"[\s<>]+", text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
def test_the_html_needs_nothing_around_it(
    letters: dict[str, Path], form: str, language: str
) -> None:
    page = part(letters[form], language, "email.html")
    addresses = re.findall(r'\b(?:href|src|action|background)="([^"]*)"', page)
    assert addresses
    assert all(address.startswith("https://") for address in addresses)
    assert not re.search(r"<(?:script|link|svg|iframe|form|q|figure)\b|url\(|@import|var\(", page)
    assert page.count("<style") == 1
    assert "prefers-color-scheme:dark" in page.partition("</head>")[0]
    assert re.search(rf'<html lang="{language}" dir="ltr">', page)
    tables = re.findall(r"<table\b[^>]*>", re.sub(r"<!--.*?-->", "", page))
    data = [table for table in tables if 'role="presentation"' not in table]
    assert len(data) == page.count('class="data"')
    assert len(data) < len(tables)


def test_a_digest_leads_on_and_the_whole_does_not(letters: dict[str, Path]) -> None:
    digest, whole = (part(letters[form], "en", "email.html") for form in FORMS)
    assert f'href="{SITE}/en/orchard/#rain"' in digest
    assert "#rain" not in whole
    assert digest.count("<blockquote") == 0
    assert whole.count("<blockquote") > 0


def test_a_doubt_goes_with_the_fact_that_it_is_about(tmp_path: Path) -> None:
    site = built(
        tmp_path / "doubtful",
        ("publication.yaml", "licence: CC BY 4.0", "papers: []"),
        (
            "editions/orchard/edition.yaml",
            "sections:",
            "  - en: 'There came {{ figure(\"visitors-5000\") }}.'\n"
            "    fr: 'Il en est venu {{ figure(\"visitors-5000\") }}.'\n"
            "sections:",
        ),
    )
    lines = part(site, "en", "email.txt").replace("\u00a0", " ").splitlines()
    place = lines.index("- There came more than 5,000 visitors. [3]")
    assert lines[place + 2 : place + 4] == [
        "Caution: more than 5,000 visitors (The Valley Courier). The town gives no",
        "count.",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_charts_are_pictures_with_their_text(letters: dict[str, Path], language: str) -> None:
    page = part(letters["digest"], language, "email.html")
    pictures = re.findall(r'<img alt="([^"]+)"[^>]* src="([^"]+)" [^>]*width="(\d+)"', page)
    pictures = pictures or [
        (alt, source, width)
        for source, width, alt in re.findall(
            r'<img src="([^"]+)" width="(\d+)" alt="([^"]+)"', page
        )
    ]
    assert len(pictures) == page.count("<img") == 2
    for alt, source, width in pictures:
        assert len(alt) > 20
        path = letters["digest"] / "public" / source.removeprefix(f"{SITE}/")
        with Image.open(io.BytesIO(path.read_bytes())) as picture:
            assert picture.format == "PNG"
            assert abs(picture.width - 2 * int(width)) <= 20


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_message_holds_both_versions_as_they_are(
    letters: dict[str, Path], language: str
) -> None:
    site = letters["digest"]
    found = parsed(site, language)
    assert found.get_content_type() == "multipart/alternative"
    text, page = found.iter_parts()
    assert isinstance(text, EmailMessage)
    assert isinstance(page, EmailMessage)
    assert (text.get_content_type(), page.get_content_type()) == ("text/plain", "text/html")
    assert {text.get_content_charset(), page.get_content_charset()} == {"utf-8"}
    assert text.get_content().replace("\r\n", "\n") == part(site, language, "email.txt")
    assert page.get_content().replace("\r\n", "\n").strip() == part(site, language, "email.html")
    assert text["Content-Language"] == page["Content-Language"] == language


def test_the_headers_are_complete_and_wait_for_the_sender(letters: dict[str, Path]) -> None:
    found = parsed(letters["digest"], "fr")
    assert found["Subject"] == "Le verger qui vend sa pluie"
    assert found["Date"] == "Mon, 01 Jul 2024 06:00:00 +0000"
    assert found["From"] == "sender@placeholder.invalid"
    assert found["To"] == "recipient@placeholder.invalid"
    assert re.fullmatch(r"<orchard\.fr\.[0-9a-f]{24}@example\.org>", found["Message-ID"])
    assert found["List-ID"] == '"La Feuille du jardin" <letter.example.org>'
    assert found["List-Unsubscribe"] == "<https://unsubscribe.invalid/>"
    assert found["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert found["Archived-At"] == f"<{SITE}/fr/orchard/>"
    assert found["Content-Language"] == "fr"
    assert found["Keywords"] == "Jardins"
    assert found["MIME-Version"] == "1.0"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_message_is_fit_for_the_wire(letters: dict[str, Path], language: str) -> None:
    path = letters["whole"] / "private" / "orchard" / language / "message.eml"
    content = path.read_bytes()
    lines = content.split(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 78
    assert content.isascii()


def test_no_question_of_the_quiz_is_in_a_letter(small_publication: Path) -> None:
    publication, _ = load(small_publication)
    assert publication is not None
    verified, _ = verify(publication, today=date(2025, 3, 10))
    composition, _ = compose(publication, verified)
    questions = composition.quizzes["ferry"].questions
    stems = {question.stem["en"] for question in questions}
    assert len(stems) > 1
    for name in ("email.html", "email.txt"):
        letter = (small_publication / f"site/private/ferry/en/{name}").read_text("utf-8")
        assert "https://example.org/en/ferry/quiz/" in letter
        words = " ".join(html.unescape(re.sub(r"<[^>]*>", "", letter)).split())
        assert not [stem for stem in stems if stem in words]


def bulk(site: Path, name: str) -> str:
    return part(site, "fr", f"bulk/{name}")


def test_listmonk_gets_a_campaign(letters: dict[str, Path]) -> None:
    site = letters["digest"]
    campaign = json.loads(bulk(site, "listmonk.json"))
    assert campaign["subject"] == "Le verger qui vend sa pluie"
    assert (campaign["type"], campaign["content_type"]) == ("regular", "html")
    assert campaign["tags"] == ["Jardins"]
    built = part(site, "fr", "email.html")
    leaving = "{{ UnsubscribeURL }}"
    body = re.sub(r"\{\{ Safe `(<!--.+?-->)` \}\}", r"\1", campaign["body"])
    assert body.strip() == built.replace("https://unsubscribe.invalid/", leaving)
    assert campaign["body"].count("{{ Safe `<!--[if mso]>") == 2
    assert campaign["altbody"].count(f"<{leaving}>") == 1


def test_ghost_gets_a_draft_that_only_goes_out_by_mail(letters: dict[str, Path]) -> None:
    (whole,) = json.loads(bulk(letters["digest"], "ghost.json"))["db"]
    data = whole["data"]
    (post,) = data["posts"]
    (card,) = json.loads(post["lexical"])["root"]["children"]
    assert whole["meta"]["exported_on"] == post["created_at"] == 1719813600000
    assert (post["status"], post["email_only"], post["slug"]) == ("draft", True, "orchard-fr")
    assert post["custom_excerpt"].startswith("Un verger met en bouteille")
    assert [tag["name"] for tag in data["tags"]] == ["Jardins"]
    assert card["type"] == "html"
    assert card["html"].startswith("<div")
    assert "<h1" in card["html"]


def test_buttondown_gets_a_draft(letters: dict[str, Path]) -> None:
    empty, head, body = bulk(letters["digest"], "buttondown.md").split("---")
    fields = yaml.safe_load(head)
    assert empty == ""
    assert fields["subject"] == "Le verger qui vend sa pluie"
    assert fields["status"] == "draft"
    assert fields["canonical_url"] == f"{SITE}/fr/orchard/"
    assert "<h1" in body


@pytest.mark.parametrize("name", ["ghost.json", "buttondown.md"])
def test_services_that_say_how_to_leave_get_no_line_about_it(
    letters: dict[str, Path], name: str
) -> None:
    text = bulk(letters["digest"], name)
    assert "Se désabonner" not in text
    assert ".invalid" not in text
    assert "zwnj" not in text
    assert "\u200c" not in text


def test_subject_and_preheader_are_the_editors_and_may_hold_sourced_figures(
    tmp_path: Path,
) -> None:
    site = built(
        tmp_path / "own",
        ("publication.yaml", "licence: CC BY 4.0", "papers: []"),
        (
            "editions/orchard/edition.yaml",
            "date: 2024-07-01",
            "date: 2024-07-01\nemail:\n"
            "  subject:\n"
            "    en: 'Rain, {{ figure(\"bottles-340\") }}'\n"
            "    fr: 'Pluie, {{ figure(\"bottles-340\") }} ?'\n"
            "  preheader: {en: Who buys rain?, fr: Qui achète la pluie ?}",
        ),
    )
    found = parsed(site, "fr")
    assert found["Subject"] == "Pluie, 340 bouteilles\u00a0?"
    page = part(site, "fr", "email.html")
    assert re.search(r'<div data-content="" style="display:none[^"]*">Qui achète la pluie', page)
    notes = re.findall(r'id="note-(\d+)"', (site / "public/fr/orchard/index.html").read_text())
    assert notes[:2] == ["1", "2"]


def test_a_number_in_a_subject_needs_a_source_too(tmp_path: Path) -> None:
    folder = tmp_path / "unsourced"
    shutil.copytree(EDITION, folder, ignore=shutil.ignore_patterns("expected", "site"))
    path = folder / "content/editions/orchard/edition.yaml"
    text = path.read_text("utf-8") + "email: {subject: {en: 17 jars of rain, fr: De la pluie}}\n"
    path.write_text(text, "utf-8")
    done = program.run("check", "--format", "short", root=folder)
    line = len(text.splitlines())
    assert re.search(rf"edition\.yaml:{line}:23: error C007 ", done.text), done.text


def test_the_guide_lists_what_the_templates_of_a_letter_get() -> None:
    publication, _ = load(EDITION)
    assert publication is not None
    edition = publication.editions[0]
    newsletter, _ = compose_newsletter(publication, edition, {}, "en")
    templates = Templates(EDITION)
    desk = Desk(publication, edition, newsletter, templates, theme(templates), SITE, True)
    assert _documented("email") == set(desk.values("email", desk.letter))


def test_the_same_values_give_the_same_message_and_others_another() -> None:
    def made(subject: str = "a", text: str = "b") -> bytes:
        envelope = message.Envelope(
            subject,
            message.SENDER,
            message.RECIPIENT,
            message.first_hour(2024, 7, 1),
            "orchard.fr",
            "example.org",
            "Le verger",
            "fr",
            ("https://example.org/leave?who=" + "é".encode().hex() * 40,),
        )
        unsent = message.Unsent(envelope, "text", "html")
        return message.make_message(unsent, {"text": text.encode(), "html": b"<p>c</p>"}).content

    assert made() == made()
    ids = {
        BytesParser(policy=policy.SMTP).parsebytes(content)["Message-ID"]
        for content in (made(), made(subject="x"), made(text="x"))
    }
    assert len(ids) == 3
    found = BytesParser(policy=policy.SMTP).parsebytes(made())
    assert found["List-Unsubscribe"] == f"<https://example.org/leave?who={'c3a9' * 40}>"


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<h1>Un titre</h1><p>Suite</p>", "Un titre\n========\n\nSuite\n"),
        ("<ul><li>a</li><li>b</li></ul>", "- a\n- b\n"),
        ("<ol><li><p>a</p><p>b</p></li><li>c</li></ol>", "1. a\n\n   b\n2. c\n"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n  - b\n- c\n"),
        (
            "<ul><li>a<ol><li>b<ul><li>c</li></ul></li><li>d</li></ol></li></ul>",
            "- a\n  1. b\n     - c\n  2. d\n",
        ),
        (
            "<blockquote><ul><li><p>a</p><p>b</p><ul><li>c</li></ul></li></ul></blockquote>",
            "    - a\n\n      b\n      - c\n",
        ),
        ("<blockquote><p>a</p><p>b</p></blockquote><p>c</p>", "    a\n\n    b\n\nc\n"),
        ('<p>a <a href="https://b.example/">c</a></p>', "a c <https://b.example/>\n"),
        ('<p><a href="https://b.example/">https://b.example/</a></p>', "<https://b.example/>\n"),
        ('<p><a href="mailto:a@b.example">a@b.example</a>.</p>', "<a@b.example>.\n"),
        ("<p>a<br>b</p>", "a\nb\n"),
        ("<p>12\u202f% <em>environ</em></p>", "12\u00a0% *environ*\n"),
        ("<pre>a\n  b</pre>", "a\n  b\n"),
        ("<p>10<sup>9</sup> m<sup>2</sup> a<sup>-n</sup></p>", "10⁹ m² a⁻ⁿ\n"),
        ("<p>H<sub>2</sub>O, x<sub>i</sub>, 2<sup>n/2</sup></p>", "H₂O, x_i, 2^(n/2)\n"),
        ("<p>le 1<sup>er</sup> du XIX<sup>e</sup></p>", "le 1er du XIXe\n"),
        ("<table><tr><th>a</th><td>b</td></tr></table>", "a | b\n"),
        ("<head><title>a</title></head><p>b</p>", "b\n"),
        (f"<p>{'mot ' * 18}deux\u00a0mots</p>", f"{'mot ' * 17}mot\ndeux\u00a0mots\n"),
        (
            f'<p>a <a href="https://b.example/{"c" * 90}">d</a> e</p>',
            f"a d\n<https://b.example/{'c' * 90}>\ne\n",
        ),
    ],
)
def test_markup_becomes_lines(markup: str, lines: str) -> None:
    assert plain.lines(markup) == lines


WORDS = (
    "Qui",
    "achète",
    "à",
    "été",
    "l’eau\u00a0?",
    "« la »",
    "traversée",
    "12\u00a0%",
    "le",
    "un",
)


@given(st.lists(st.sampled_from(WORDS), min_size=1))
def test_texts_of_headers_come_back_whole(words: list[str]) -> None:
    """Python's own folding loses a space in every eighth long French subject."""
    text = " ".join(words)
    envelope = message.Envelope(
        subject=text,
        sender=message.SENDER,
        recipient=message.RECIPIENT,
        date=message.first_hour(2025, 3, 10),
        id="a",
        host="example.org",
        list_name="a",
        language="fr",
        unsubscribe=("mailto:leave@example.org",),
        page="",
        keywords=(text, text),
        summary=f"{text}\n{text}",
        letter="a/fr/1",
    )
    sent = message.message(envelope, "a\n", "<p>a</p>\n")
    assert max(map(len, sent.split(b"\r\n"))) <= 78
    found = BytesParser(policy=policy.SMTP).parsebytes(sent)
    assert found["Subject"] == text
    assert found["Keywords"] == f"{text}, {text}"
    assert found["Comments"] == f"{text} {text}"


NAMED = st.text(
    st.sampled_from("abcéèÉœ ,;:.()<>[]@\"\\'’-&=?_#«»漢"), min_size=1, max_size=120
).map(lambda text: " ".join(text.split()))


@given(NAMED.filter(bool), NAMED.filter(bool))
def test_a_name_comes_back_as_one_mailbox_with_that_name(name: str, title: str) -> None:
    """Python's own folding makes two mailboxes of « Dupont, Éric »."""
    envelope = message.Envelope(
        subject="a",
        sender=message.Mailbox("news@example.org", name),
        recipient=message.Mailbox("anne@example.org", name),
        date=message.first_hour(2025, 3, 10),
        id="a",
        host="example.org",
        list_name=title,
        language="fr",
        unsubscribe=("mailto:leave@example.org",),
    )
    sent = message.message(envelope, "a\n", "<p>a</p>\n")
    head = sent.partition(b"\r\n\r\n")[0]
    assert head.isascii()
    assert max(map(len, head.split(b"\r\n"))) <= 78
    found = BytesParser(policy=policy.SMTP).parsebytes(sent)
    written = dict(found.raw_items())
    for header, address in (("From", "news@example.org"), ("To", "anne@example.org")):
        (mailbox,) = found[header].addresses
        assert mailbox.addr_spec == address
        assert found[header].defects == ()
        # The newer of Python's two parsers keeps the fold between two encoded words as a space.
        raw = written[header].replace("\r\n", "")
        ((phrase, _),) = getaddresses([raw])
        shown = phrase if raw.startswith('"') else str(make_header(decode_header(phrase)))
        assert shown == name
    assert (
        sent_letters.read(
            sent.replace(b"\r\n\r\n", b"\r\nX-Rectoverso-Letter: a/fr/1\r\n\r\n", 1)
        ).list_name
        == title
    )


def test_code_keeps_its_lines_and_its_indents_in_a_letter() -> None:
    code = "si bac part:\n    sonner()\n\n    partir()"
    page = f"<html><head></head><body>\n  <p>a</p>\n\n  <pre>{code}</pre>\n  </body></html>"
    made = styles.make_html(styles.Html(page, "", ""), {}).content.decode()
    assert f"<p>a</p>\n<pre>{code}</pre>\n</body>" in made


PULLED = '{{ quote("owe-it", pull=true) }}'


def test_a_letter_of_long_words_and_long_addresses_fits_a_phone(
    tmp_path: Path, browser: Browser
) -> None:
    site = built(
        tmp_path / "long",
        ("publication.yaml", "licence: CC BY 4.0", "email: {form: whole}\npapers: []"),
        ("publication.yaml", "url: https://example.org/garden",
         "url: https://journal.lycee-jean-moulin.example.org/la-feuille-du-jardin"),
        ("publication.yaml", "fr: La Feuille du jardin", "fr: L’Anticonstitutionnellement"),
        ("editions/orchard/edition.yaml", "Le verger qui vend sa pluie",
         "Anticonstitutionnellement"),
        ("editions/orchard/sections/rain.fr.md", PULLED,
         f"{PULLED}\n\n    une ligne de code qui est bien plus longue qu’un écran de téléphone\n"),
    )  # fmt: skip
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.set_content(part(site, "fr", "email.html"))
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.close()
