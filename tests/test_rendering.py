"""Templates, typesetting and prose that cannot be trusted."""

from __future__ import annotations

import io
import re
import shutil
from dataclasses import fields
from datetime import date
from pathlib import Path

import page as validator
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from rectoverso import pipeline
from rectoverso.compose import compose
from rectoverso.compose.newsletter.calls import KINDS_OF_CALLS
from rectoverso.languages import language
from rectoverso.load import load
from rectoverso.model.articles import VerifiedEntries
from rectoverso.model.artifacts import Audience
from rectoverso.problems import Code
from rectoverso.render import pdf
from rectoverso.render.charts import specification_values
from rectoverso.render.environment import Templates
from rectoverso.render.newsletter import PageValues
from rectoverso.render.site.around import around
from rectoverso.render.site.frame import Frame
from rectoverso.render.site.site import site_of
from rectoverso.render.themes import theme
from rectoverso.render.typesetting import Vocabulary, finish
from tests import program
from tests.test_newsletter import EDITION

NAMES = {"R1": "r1", "Press-4": "press-4", "GPT-4": "gpt-4", "GPT-4 Turbo": "turbo"}

FAULTY = """\
Never {{ fact("shop-opned") }} nor {{ facts("shop-opened") }}.

<script>alert()</script><p onclick="x()">A [trap](javascript:alert()) and ![a picture](a.png).

It sold 17 jars, “hand in hand”, on a Press-4, in {{ figure("bottles-340" }} and {% if x %}.

See {{ chart("bottles") }} in a sentence, {{ "".__class__ }} and {{ figure(shop) }}.

A waiver {{ waive("“scare”", "our own word") }} and one without reason {{ waive("42") }}.
"""


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    folder = tmp_path / "publication"
    shutil.copytree(EDITION, folder, ignore=shutil.ignore_patterns("expected", "site"))
    section = folder / "content/editions/orchard/sections/apples.en.md"
    section.write_text(FAULTY, "utf-8")
    return folder


def test_faults_of_prose_are_told_at_once_and_where_they_stand(faulty: Path) -> None:
    done = program.run("check", "--format", "short", root=faulty)
    told = re.findall(r"apples\.en\.md:(\d+:\d+): \w+ (C\d+)", done.text)
    assert done.code == 1
    assert [f"{place} {code}" for place, code in told] == [
        "1:16 C006",
        "1:39 C005",
        "3:1 C014",
        "3:16 C014",
        "3:25 C014",
        "3:51 C014",
        "3:75 C014",
        "5:9 C007",
        "5:18 C008",
        "5:51 C004",
        "5:82 C004",
        "7:5 C004",
        "7:43 C004",
        "7:66 C004",
        "9:72 C004",
    ]
    assert "Traceback" not in done.text


WAIVED = """\
A garden {{ waive('"*silent*"', "our own word") }} since {{ waive("1986. A < B", "a sign") }}.
"""


def test_words_that_are_waived_are_written_in_markdown_as_the_prose_around_them(
    faulty: Path,
) -> None:
    section = faulty / "content/editions/orchard/sections/apples.en.md"
    section.write_text(WAIVED, "utf-8")
    request = pipeline.Request(faulty, today=date(2025, 3, 10), drafts=True)
    made = pipeline.glance(request, "orchard", "en")
    (page,) = (
        one.content.decode() for path, one in made.made.items() if path.endswith("index.html")
    )
    assert (
        'A garden <span data-waiver="our own word">“<em>silent</em>”</span> since '
        '<span data-waiver="a sign">1986. A &lt; B</span>.'
    ) in page


DISGUISED = """\
A {{ term("rainwater", "water for 99 euros") }} [here](https://a.example/ "12 jars").

They came, {{ figure("visitors-5000", unit=false) }} dogs,
and sold less than {{ figure("bottles-340") }}.

Sales fell by {{ figure("apples-fell-12", unit=false) }} euros, ‘as planned’, the gardeners’ own.

They sold {{ figure("bottles-340", unit=false) }} bottles.
"""


def test_words_around_a_call_do_not_make_another_number_of_it(faulty: Path) -> None:
    section = faulty / "content/editions/orchard/sections/apples.en.md"
    section.write_text(DISGUISED, "utf-8")
    done = program.run("check", "--format", "short", root=faulty)
    told = re.findall(r"apples\.en\.md:(\d+:\d+): \w+ (C\d+)", done.text)
    assert [f"{place} {code}" for place, code in told] == [
        "1:3 C007",
        "1:75 C014",
        "4:20 C007",
        "6:15 C007",
        "6:65 C008",
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "<p>R1 et GPT-4 Turbo, pas R12 !</p>",
            '<p><span data-evidence="party:r1">R1</span> et <span data-evidence="party:turbo">'
            "GPT-4 Turbo</span>, pas R12\u202f!</p>",
        ),
        (
            '<p data-evidence="fact:x">R1 : <b>12 %</b></p>',
            '<p data-evidence="fact:x">R1\u00a0: <b>12\u00a0%</b></p>',
        ),
        ("<code>R1 : 12 %</code>", "<code>R1 : 12 %</code>"),
        (
            '<p data-verbatim>Il dit: "oui" : R1 !</p>',
            '<p data-verbatim>Il dit: "oui"\u00a0: R1\u202f!</p>',
        ),
        (
            '<p data-verbatim lang="en">It is: a test !</p>',
            '<p data-verbatim lang="en">It is: a test !</p>',
        ),
        ('<a title="a > b : c">x &amp; y</a>', '<a title="a > b : c">x &amp; y</a>'),
        ("<br>\n<!-- a : b -->\n<p>\n  x\n</p>", "<br>\n<!-- a : b -->\n<p>\n  x\n</p>"),
    ],
)
def test_the_last_hand_on_a_page(before: str, after: str) -> None:
    page = '<html lang="fr"><main data-content>{}</main></html>'
    assert finish(page.format(before), Vocabulary(tuple(NAMES.items()))) == page.format(after)


def test_names_are_marked_in_content_only() -> None:
    page = '<html lang="en"><header>R1</header><main data-content>R1</main></html>'
    assert finish(page, Vocabulary(tuple(NAMES.items()))) == (
        '<html lang="en"><header>R1</header><main data-content>'
        '<span data-evidence="party:r1">R1</span></main></html>'
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>L’open source gagne.</p>", "<p>L’[open source] gagne.</p>"),
        ("<p>Open source et benchmarks !</p>", "<p>[Open source] et [benchmarks]\u202f!</p>"),
        ("<p>open\u00a0source</p>", "<p>[open\u00a0source]</p>"),
        (
            "<p data-evidence='fact:x'>un benchmark</p>",
            "<p data-evidence='fact:x'>un [benchmark]</p>",
        ),
        ("<q data-verbatim>open source</q>", "<q data-verbatim>[open source]</q>"),
        ("<p>benchmarking, open-source, R1</p>", None),
        ('<i lang="en">open source</i>', None),
        ("<i lang='la'>Quid ?</i> L’open source", "<i lang='la'>Quid ?</i> L’[open source]"),
        ("<select><option>benchmark</option></select>", None),
        ("<code>benchmark</code><svg><text>benchmark</text></svg>", None),
    ],
)
def test_borrowed_words_say_whose_they_are(before: str, after: str | None) -> None:
    page = '<html lang="fr-CA"><title>open source</title><body>{}</body></html>'
    borrowed = (
        ("fr", (("open source", "en"), ("benchmark", "en"))),
        ("nl", (("L", "fr"),)),
    )
    expected = (after or before).replace("[", '<span lang="en">').replace("]", "</span>")
    if after is not None:
        expected = expected.replace("\u202f!", "!")
    assert finish(page.format(before), Vocabulary((), borrowed)) == page.format(expected)


@given(st.text(alphabet="ab 12%«»\"'!?:;,.-\u00a0\u202f\u2019", max_size=40))
def test_verbatim_words_never_change_but_for_kinds_of_space(words: str) -> None:
    page = f'<html lang="fr"><p data-verbatim>{words}</p></html>'
    set_ = finish(page, Vocabulary())

    def plain(text: str) -> str:
        return re.sub("[\u00a0\u202f\u2009]", " ", text)

    assert plain(set_) == plain(page)


def test_a_template_outside_the_publication_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.html").write_text("secret", "utf-8")
    own = tmp_path / "publication" / "templates" / "site"
    own.mkdir(parents=True)
    (own / "leak.html").symlink_to(tmp_path / "secret.html")
    templates = Templates(tmp_path / "publication")
    for name in ("site/leak.html", "../../secret.html", str(tmp_path / "secret.html")):
        filled = templates.fill(name, language("en"), {})
        assert [problem.code for problem in filled.problems] == [Code.R003]


def test_a_template_cannot_reach_into_the_program(tmp_path: Path) -> None:
    own = tmp_path / "templates"
    own.mkdir()
    (own / "trap.html").write_text('{{ "".__class__.__mro__[1].__subclasses__() }}', "utf-8")
    filled = Templates(tmp_path).fill("trap.html", language("en"), {})
    assert filled.text == ""
    assert [problem.code for problem in filled.problems] == [Code.R001]


def test_a_publication_replaces_single_templates(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "newsletter"
    own.mkdir(parents=True)
    (own / "page.html").write_text("Ours: {{ name }}", "utf-8")
    templates = Templates(tmp_path)
    filled = templates.fill("newsletter/page.html", language("en"), {"name": "<b>"})
    assert filled.text == "Ours: &lt;b&gt;"
    assert templates.has("newsletter/body.html")


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/a.png",
        "file:///etc/hostname",
        "//example.org/a.png",
        "ftp://example.org/a.png",
        "rectoverso:fonts/../a.png",
        "a.png",
    ],
)
def test_a_pdf_fetches_nothing_but_what_it_was_given(address: str) -> None:
    paper = pdf.Paper(
        f'<html lang="en"><title>t</title><img src="{address}" alt="a"><p>b</p></html>', ()
    )
    made = pdf.make_pdf(("public/a.pdf", paper), {})
    assert made.content.startswith(b"%PDF")
    assert {problem.code for problem in made.problems} == {Code.R006}


@pytest.mark.parametrize(
    "link",
    [
        '<a href="https://example.org/">a <em>b</em> <span lang="fr">c <i>d</i></span></a>',
        '<a href="https://example.org/">e <img src="rectoverso:a.png" alt="f"></a>',
        '<a href="#g"><span>g</span></a><p id="g">h</p>',
    ],
)
def test_elements_within_a_link_do_not_become_links_of_their_own(link: str, tmp_path: Path) -> None:
    image = io.BytesIO()
    Image.new("1", (1, 1)).save(image, "png")
    paper = pdf.Paper(
        f'<html lang="en"><title>t</title><p>{link}</p></html>',
        (),
        resources={"a.png": image.getvalue()},
    )
    made = pdf.make_pdf(("public/a.pdf", paper), {})
    assert made.problems == ()
    path = tmp_path / "a.pdf"
    path.write_bytes(made.content)
    report = validator.validate_pdf(path, profile=validator.ValidationProfile.PDF_UA_1)
    assert report.is_compliant, [one.message for one in report.failures]
    annotations = [note.get_object() for note in PdfReader(path).pages[0]["/Annots"]]
    assert [note["/Subtype"] for note in annotations] == ["/Link"]


def test_the_number_of_a_note_can_be_hit() -> None:
    """Its line has no height, so that it does not push the lines of the text apart."""
    paper = pdf.Paper(
        '<html lang="en"><title>t</title><p>a<sup><a href="#b">1</a></sup></p><p id="b">c</p>',
        ("sup { font-size: 8px; line-height: 0 }",),
    )
    made = pdf.make_pdf(("public/a.pdf", paper), {})
    (note,) = PdfReader(io.BytesIO(made.content)).pages[0]["/Annots"]
    left, top, right, bottom = map(float, note.get_object()["/Rect"])
    assert 2 < right - left < 8
    assert abs(bottom - top) == pytest.approx(6, abs=1)


def test_what_the_renderer_complains_about_is_a_problem_of_its_document() -> None:
    paper = pdf.Paper('<html lang="en"><title>t</title><p>b</p></html>', ("p { color: }",))
    made = pdf.make_pdf(("public/a.pdf", paper), {})
    again = pdf.make_pdf(("public/a.pdf", paper), {})
    assert [problem.code for problem in made.problems] == [Code.R005]
    assert "color" in made.problems[0].values["detail"]
    assert made == again


def test_a_pdf_knows_what_it_is_made_from() -> None:
    def digest(paper: pdf.Paper) -> str:
        return pdf.artifact(
            "public/a.pdf", paper, audience=Audience.PUBLIC, title="", language="en"
        ).digest

    plain = digest(pdf.Paper("<p>a", ()))
    assert digest(pdf.Paper("<p>a", ())) == plain
    assert digest(pdf.Paper("<p>b", ())) != plain
    assert digest(pdf.Paper("<p>a", ("p {}",))) != plain
    assert digest(pdf.Paper("<p>a", (), {"chart": "public/a.svg"})) != plain
    assert digest(pdf.Paper("<p>a", (), {}, {"a.png": b"1"})) != plain


def _documented(part: str) -> set[str]:
    guide = (EDITION.parents[2] / "docs/guides/designing.md").read_text("utf-8")
    table = guide.partition(f"<!-- values: {part} -->")[2].partition("<!-- end -->")[0]
    rows = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", table, re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`(\w+)`", row)}


def test_the_guide_lists_what_templates_get() -> None:
    publication, _ = load(EDITION)
    assert publication is not None
    edition = publication.editions[0]
    composition, _ = compose(publication, VerifiedEntries({}))
    newsletter = composition.newsletters[edition.slug, "en"]
    templates = Templates(EDITION)
    reader = language("en")
    site = site_of(publication, composition, templates, theme(templates))
    beside = around(site, edition.slug, "en")
    page = PageValues(publication, edition, newsletter, templates, reader, beside)("screen")
    assert _documented("newsletter") == set(page)
    assert _documented("frame") == {one.name for one in fields(Frame)}
    assert _documented("chart") == set(specification_values(newsletter.charts[0], "en", {}))


def test_a_new_kind_of_chart_is_one_file(tmp_path: Path) -> None:
    folder = tmp_path / "publication"
    shutil.copytree(EDITION, folder, ignore=shutil.ignore_patterns("expected", "site"))
    kinds = folder / "templates" / "charts"
    kinds.mkdir(parents=True)
    (kinds / "list.html").write_text(
        "<ul class='own'>{% for row in chart.rows %}<li data-evidence='fact:{{ row.fact }}'>"
        "{{ row.label }}: {{ row.text }}</li>{% endfor %}</ul>",
        "utf-8",
    )
    (kinds / "points.vl.json").write_text(
        '{"data": {"values": {{ rows | tojson }}}, "mark": "point",'
        ' "encoding": {"x": {"field": "value", "type": "quantitative", "axis": null}}}',
        "utf-8",
    )
    charts = folder / "content/editions/orchard/charts.yaml"
    text = charts.read_text("utf-8").replace("kind: dots", "kind: list")
    charts.write_text(text.replace("kind: bars", "kind: points"), "utf-8")
    for command in ("check --accept", "build --jobs 1"):
        done = program.run(*command.split(), root=folder)
        assert done.code == 0, done.text
    page = (folder / "site/public/en/orchard/index.html").read_text("utf-8")
    assert "The Valley Courier: 340\u00a0bottles</li>" in page
    assert page.count("<svg") == 1


def test_the_guide_lists_the_calls_of_prose() -> None:
    guide = (EDITION.parents[2] / "docs/guides/writing.md").read_text("utf-8")
    assert set(re.findall(r"^\| `(\w+)\(", guide, re.MULTILINE)) == set(KINDS_OF_CALLS)
