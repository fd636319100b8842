"""Every question that the sample yields, as a pupil reads it, in French and in English.

The texts lie in ``tests/generated/``; ``--refresh`` writes them anew. Whoever changes a
wording reads there what it does to all of them. Quotations are other people's words: they stand in
``quotes.yaml`` with their speakers, and here by their names.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rectoverso.model.questions import Choice, Fill, Match, Number, Order, Question, Short
from tests.quizzes import ROOT, Loaded

EXPECTED = Path(__file__).parent / "generated"


@pytest.fixture(scope="module")
def generated() -> list[Question]:
    questions = Loaded(ROOT, "deepseek").questions().values()
    return sorted((one for one in questions if one.generated), key=lambda one: one.id)


def lines(question: Question, code: str) -> Iterator[str]:
    """The question: its id, stem and material, and what is chosen from or written."""
    yield f"# {question.id}"
    yield question.stem[code]
    about = question.material_reference
    if about is not None and about.kind == "quotes":
        yield f"| [quote {about.id}]"
    elif question.material is not None:
        yield f"| {question.material[code]}"
    match question.response:
        case Choice(options=options):
            for one in options:
                text = f"[of quote {one.id}]" if question.kind == "finish-quote" else one.text[code]
                yield f"{'+' if one.right else '-'} {text}"
        case Match(pairs=pairs, extra=extra):
            yield from (f"+ {one.left[code]} → {one.right[code]}" for one in pairs)
            yield from (f"- {one.text[code]}" for one in extra)
        case Order(steps=steps):
            yield from (f"{place}. {one.text[code]}" for place, one in enumerate(steps, 1))
        case Number(shown=shown):
            yield f"+ {shown[code]}"
        case Short(accepted=accepted):
            yield f"+ {' | '.join(accepted[code])}"
        case Fill(text=text, blanks=blanks):
            yield text[code]
            yield from (f"+ {one.id}: {' | '.join(one.accepted[code])}" for one in blanks)
    if question.explanation.get(code):
        yield f"= {question.explanation[code]}"


@pytest.mark.parametrize("code", ["fr", "en"])
def test_every_generated_question_reads_as_it_was_read(
    generated: list[Question], code: str, refresh: bool
) -> None:
    assert len(generated) >= 40
    found = "\n".join("\n".join(lines(one, code)) + "\n" for one in generated)
    expected = EXPECTED / f"{code}.txt"
    if refresh:
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(found, "utf-8")
    assert found == expected.read_text("utf-8")
