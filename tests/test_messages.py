"""What problems say: complete in every language, exact in form, safe to show."""

from __future__ import annotations

import json
import re
from string import Formatter

import pytest

from rectoverso import languages, report
from rectoverso.languages import language
from rectoverso.languages.filling import MISSING
from rectoverso.problems import Code, Problem, Remark, Span
from rectoverso.report.wording import wording

VOCABULARY = {
    "allowed", "command", "declared", "detail", "entry", "expected", "field", "found", "how",
    "kind", "language", "measure", "other", "paragraph", "path", "source", "words",
}  # fmt: skip
TEXT = 'facts:\n  fell:\n    words: "Nvidia a perdu 18,86 %"\n'
FIGURE = Problem(
    Code.V003,
    Span("content/facts.yaml", 3, 28, 3, 35),
    {"declared": "-16.86", "found": "18.86"},
    (Remark("nearest", {"source": "numerama", "paragraph": "3", "words": "perdu 16,86 %"}),),
)


def shown(*problems: Problem, text: str = TEXT, code: str = "en", form: str = "human") -> str:
    spoken = language(code)
    made = report.Report(
        problems, {"content/facts.yaml": text}, spoken, report.tally(problems, spoken)
    )
    return report.present(made, form)


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


@pytest.mark.parametrize("code", Code, ids=lambda code: code.name)
def test_every_language_says_what_is_wrong_and_what_to_do(code: Code) -> None:
    asked = []
    for name in languages.codes():
        texts = language(name).message(code)
        asked.append(placeholders(texts.message + texts.help))
        assert texts.message != code.fault
        assert texts.help
        assert not texts.message.endswith(".")
        assert 30 <= len(texts.explain.split()) <= 160
        for text in (texts.message, texts.help, texts.explain):
            plain = re.sub(r"`[^`]*`", "", text)
            assert "'" not in plain, "a typographic apostrophe, please"
            assert text.strip() == text
    assert asked.count(asked[0]) == len(asked)
    assert asked[0] <= VOCABULARY


@pytest.mark.parametrize("code", Code, ids=lambda code: code.name)
def test_french_spaces_stand_before_double_punctuation(code: Code) -> None:
    texts = language("fr").message(code)
    for text in (texts.message, texts.help, texts.explain):
        plain = re.sub(r"`[^`]*`", "", text)
        assert not re.search(r"[^\s\u00a0\u202f({][;!?»]| [;:!?»]|« ", plain), plain


def test_remarks_ask_for_the_same_values_in_every_language() -> None:
    by_language = [
        {name: placeholders(text) for name, text in language(code).remarks.items()}
        for code in languages.codes()
    ]
    assert by_language.count(by_language[0]) == len(by_language)


@pytest.mark.parametrize("code", Code, ids=lambda code: code.name)
def test_a_missing_value_is_a_dash_and_no_crash(code: Code) -> None:
    spoken = language("en")
    made = report.Report((), {}, spoken, "")
    texts = wording(Problem(code, remarks=(Remark("nearest"),)), made)
    wanted = placeholders(spoken.message(code).message)
    assert (MISSING in texts.message) == bool(wanted)


def test_the_human_form_marks_the_place() -> None:
    assert shown(FIGURE) == (
        "content/facts.yaml:3:28: error V003 the figure does not match its evidence "
        "(entry: -16.86; article: 18.86)\n"
        '    3 |     words: "Nvidia a perdu 18,86 %"\n'
        "      |                            ^^^^^^^\n"
        "  nearest in numerama, paragraph 3: “perdu 16,86 %”\n"
        "  help: check the article; if the words are right, mend the value\n"
        "\n"
        "1 error"
    )


def test_the_human_form_in_french() -> None:
    assert shown(FIGURE, code="fr") == (
        "content/facts.yaml:3:28: erreur V003 le chiffre ne correspond pas à la preuve "
        "(entrée\u00a0: -16.86\u202f; article\u00a0: 18.86)\n"
        '    3 |     words: "Nvidia a perdu 18,86 %"\n'
        "      |                            ^^^^^^^\n"
        "  le plus proche dans numerama, paragraphe 3\u00a0: «\u00a0perdu 16,86 %\u00a0»\n"
        "  aide\u00a0: vérifiez l’article\u202f; si les mots sont justes, corrigez la valeur\n"
        "\n"
        "1 erreur"
    )


@pytest.mark.parametrize(
    ("line", "column", "end", "caret"),
    [
        ("漢字 six", 4, 7, "     ^^^"),
        ("e\u0301te\u0301 six", 7, 10, "    ^^^"),
        ("\tsix", 2, 5, "    ^^^"),
        ("six", 4, 4, "   ^"),
        ("six", 1, 99, "^^^"),
        ("six\u200d seven", 1, 5, "^^^"),
    ],
)
def test_the_caret_stands_under_the_exact_columns(
    line: str, column: int, end: int, caret: str
) -> None:
    problem = Problem(Code.Y001, Span("content/facts.yaml", 1, column, 1, end))
    assert shown(problem, text=line).splitlines()[2] == f"      | {caret}"


def test_a_long_line_is_cut_around_the_place() -> None:
    text = "before " * 40 + "HERE" + " after" * 40
    problem = Problem(Code.Y001, Span("content/facts.yaml", 1, 281, 1, 285))
    _, line, carets, *_ = shown(problem, text=text).splitlines()
    assert len(line) <= 100
    assert line[carets.index("^") :].startswith("HERE")
    assert carets.count("^") == 4


def test_content_cannot_steer_the_terminal() -> None:
    text = "fell: \x1b[31m\u202ered"
    problem = Problem(
        Code.S004, Span("content/facts.yaml", 1, 7, 1, 9), {"found": "\x1b[2J", "path": "a\nb"}
    )
    for form in ("human", "short", "github"):
        output = shown(problem, text=text, form=form)
        assert "\x1b" not in output
        assert "\u202e" not in output
        assert "a b" in output


def test_a_word_of_ours_among_the_values_is_said_in_the_readers_language() -> None:
    problem = Problem(Code.V004, None, {"kind": "@segment-caption", "source": "@post"})
    assert "stand in a caption, not in the reporting of @post" in shown(problem)
    assert "se trouvent dans une légende" in shown(problem, code="fr")


def test_the_short_form_is_one_line_each() -> None:
    output = shown(FIGURE, Problem(Code.R004, None, {"command": "x"}), form="short")
    assert output.splitlines() == [
        "content/facts.yaml:3:28: error V003 the figure does not match its evidence "
        "(entry: -16.86; article: 18.86)",
        "warning R004 no PDF is made: the system library Pango is missing",
    ]


def test_the_github_form_escapes_what_would_end_a_command() -> None:
    odd = Problem(Code.Y008, Span("content/a,b:c.yaml"), {"path": "100%\r::error::"})
    output = shown(FIGURE, odd, form="github").splitlines()
    assert output[0].startswith(
        "::error file=content/facts.yaml,line=3,col=28,endLine=3,endColumn=35,"
        "title=V003 figure-differs::the figure does not match"
    )
    assert "%0Anearest in numerama, paragraph 3: “perdu 16,86 %25”%0Ahelp: check" in output[0]
    assert output[1].startswith("::error file=content/a%2Cb%3Ac.yaml,line=1")
    assert "100%25 ::error:: is missing" in output[1]
    assert len(output) == 2


def test_the_json_form_is_one_document_with_stable_keys() -> None:
    document = json.loads(shown(FIGURE, form="json"))
    assert list(document) == ["version", "language", "summary", "problems", "entries", "made"]
    assert document["summary"] == {"errors": 1, "warnings": 0, "notes": 0, "entries": 0}
    (problem,) = document["problems"]
    assert problem["code"] == "V003"
    assert problem["fault"] == "figure-differs"
    assert problem["severity"] == "error"
    assert problem["place"] == {
        "file": "content/facts.yaml",
        "line": 3,
        "column": 28,
        "end_line": 3,
        "end_column": 35,
    }
    assert problem["values"] == {"declared": "-16.86", "found": "18.86"}
    assert problem["remarks"][0]["name"] == "nearest"


def test_another_place_is_named_so_that_it_can_be_opened() -> None:
    twice = Problem(
        Code.Y002,
        Span("content/facts.yaml", 2, 3, 2, 7),
        {"field": "fell"},
        (Remark("also-here", {}, Span("content/facts.yaml", 1, 1, 1, 6)),),
    )
    assert "  the other one is here: content/facts.yaml:1:1\n" in shown(twice)


@pytest.mark.parametrize("form", report.form_names())
def test_nothing_wrong_is_said_without_a_fault(form: str) -> None:
    expected = {"human": "no problems", "short": "", "github": ""}
    output = shown(form=form)
    assert output == expected[form] if form in expected else json.loads(output)["problems"] == []
