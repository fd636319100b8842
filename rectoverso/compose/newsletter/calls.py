"""What each call in prose stands for: part of a sentence, or a block of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rectoverso.compose.newsletter import corrections
from rectoverso.compose.newsletter.charts import chart_view, events
from rectoverso.compose.newsletter.citations import places_of
from rectoverso.compose.newsletter.comparisons import comparison_view
from rectoverso.compose.newsletter.context import Context
from rectoverso.compose.newsletter.markup import words_html, words_of
from rectoverso.compose.newsletter.prose import Call, Where, shown_words
from rectoverso.compose.newsletter.quotes import quote_notes, quote_view
from rectoverso.compose.newsletter.values import (
    Block,
    ChartBlock,
    ComparisonBlock,
    Flow,
    Inline,
    Notes,
    PullQuote,
    TimelineBlock,
)
from rectoverso.model.publication import FILES, retracted_entry_used
from rectoverso.problems import Code, Problem, Remark, suggest

Meaning = Inline | Block
Caption = Callable[[str], Flow | None]
"""The caption of a chart with its calls filled, by the chart's id."""

KINDS_OF_CALLS: Mapping[str, tuple[str, ...]] = {
    "figure": ("facts",),
    "date": ("facts",),
    "fact": ("facts",),
    "cite": ("facts", "quotes", "terms"),
    "quote": ("quotes",),
    "compare": ("comparisons",),
    "chart": ("charts",),
    "timeline": (),
    "term": ("terms",),
    "correction": ("facts", "quotes"),
    "waive": (),
}
"""Name of a call → the kinds of entries that it may name."""

_CLOSING = ".…!?"


def used_entry(context: Context, call: Call) -> tuple[str, str] | None:
    """The entry that a call names, as (kind, id); none when it names none, or an unknown one."""
    id = call.arguments[0] if call.arguments else call.options.get("id")
    for kind in KINDS_OF_CALLS.get(call.name, ()):
        if isinstance(id, str) and id in _entries(context, kind):
            return kind, id
    return None


def _entries(context: Context, kind: str) -> Mapping[str, object]:
    edition = context.edition
    return {
        "facts": edition.facts,
        "quotes": edition.quotes,
        "terms": edition.terms,
        "comparisons": edition.comparisons,
        "charts": edition.charts,
    }[kind]


def meaning(
    context: Context, call: Call, where: Where, caption: Caption
) -> tuple[Meaning, tuple[Problem, ...]]:
    """What a call stands for; nothing visible when there is a problem with it.

    Args:
        context: what to compose from.
        call: the call.
        where: spans in the text it stands in.
        caption: see ``Caption``.
    """
    nothing = Inline("waiver", call.name)
    if call.name not in KINDS_OF_CALLS:
        return nothing, (_unknown_call(call, where),)
    if call.name == "timeline":
        return TimelineBlock(events(context)), ()
    id = call.arguments[0] if call.arguments else call.options.get("id")
    if not isinstance(id, str):
        return nothing, (_unreadable(call, where, f"{call.name}(?)"),)
    if call.name == "waive":
        reason = call.arguments[1] if len(call.arguments) > 1 else call.options.get("because")
        if not isinstance(reason, str) or not reason.strip():
            return nothing, (_unreadable(call, where, 'waive("…", "?")'),)
        shown = context.memo(words_html, id)
        return Inline("waiver", reason, text=words_of(shown), html=shown), ()
    kinds = KINDS_OF_CALLS[call.name]
    if any(context.edition.is_aside(kind, id) for kind in kinds):
        return nothing, ()
    entry = used_entry(context, call)
    if entry is None:
        return nothing, (_unknown_entry(context, call, id, kinds, where),)
    if call.name != "correction" and context.edition.is_retracted(*entry):
        places, span = context.publication.places, where(*call.argument_at)
        return nothing, (retracted_entry_used(context.edition, places, id, span),)
    return _MEANINGS[call.name](context, call, entry, where, caption)


def _unknown_call(call: Call, where: Where) -> Problem:
    guess = suggest(call.name, KINDS_OF_CALLS)
    return Problem(
        Code.C005,
        where(*call.name_at),
        {"found": call.name, "allowed": ", ".join(KINDS_OF_CALLS)},
        (Remark("did-you-mean", {"suggestion": guess}),) if guess else (),
    )


def _unreadable(call: Call, where: Where, detail: str) -> Problem:
    remark = Remark("parser-says", {"detail": detail})
    return Problem(Code.C004, where(call.start, call.end), {}, (remark,))


def _unknown_entry(
    context: Context, call: Call, id: str, kinds: tuple[str, ...], where: Where
) -> Problem:
    known = [entry for kind in kinds for entry in _entries(context, kind)]
    guess = suggest(id, known)
    return Problem(
        Code.C006,
        where(*call.argument_at),
        {"found": id, "path": FILES[kinds[0]]},
        (Remark("did-you-mean", {"suggestion": guess}),) if guess else (),
    )


Result = tuple[Meaning, tuple[Problem, ...]]


def _figure(
    context: Context, call: Call, entry: tuple[str, str], where: Where, caption: Caption
) -> Result:
    fact = context.edition.facts[entry[1]]
    text = context.figure(
        fact,
        signed=call.options.get("signed") is True,
        unit=call.options.get("unit") is not False,
    )
    if not text:
        return Inline("waiver", entry[1]), (
            Problem(Code.C004, where(call.start, call.end), {}, (Remark("no-figure"),)),
        )
    notes = context.fact_notes(entry[1])
    return Inline("figure", entry[1], text, evidence=f"fact:{entry[1]}", notes=notes), ()


def _date(
    context: Context, call: Call, entry: tuple[str, str], where: Where, caption: Caption
) -> Result:
    text = context.day(context.edition.facts[entry[1]])
    if not text:
        return Inline("waiver", entry[1]), (
            Problem(Code.C004, where(call.start, call.end), {}, (Remark("no-figure"),)),
        )
    notes = context.fact_notes(entry[1])
    return Inline("figure", entry[1], text, evidence=f"fact:{entry[1]}", notes=notes), ()


def _fact(
    context: Context, call: Call, entry: tuple[str, str], where: Where, caption: Caption
) -> Result:
    text = context.text(context.edition.facts[entry[1]].says).strip()
    tail = ""
    # French sets the call of a note before the closing mark, English after it.
    if context.say("note-place") == "before" and text[-1:] in tuple(_CLOSING):
        text, tail = text[:-1].rstrip(), text[-1]
    notes = context.fact_notes(entry[1])
    evidence = f"fact:{entry[1]}"
    return Inline("fact", entry[1], text, tail=tail, evidence=evidence, notes=notes), ()


def _cite(
    context: Context, call: Call, entry: tuple[str, str], where: Where, caption: Caption
) -> Result:
    kind, id = entry
    notes: Notes
    if kind == "facts":
        notes = context.fact_notes(id)
    elif kind == "quotes":
        notes = quote_notes(context, id)
    else:
        evidence = context.edition.terms[id].evidence
        notes = context.citations.cite(places_of(evidence, context.verification(kind, id)))
    return Inline("cite", id, evidence=f"{kind.removesuffix('s')}:{id}", notes=notes), ()


def _quote(
    context: Context, call: Call, entry: tuple[str, str], where: Where, caption: Caption
) -> Result:
    view = quote_view(context, entry[1])
    if call.options.get("pull") is True:
        return PullQuote(view), ()
    return Inline("quote", entry[1], evidence=f"quote:{entry[1]}", notes=view.notes, quote=view), ()


def _compare(
    context: Context, call: Call, entry: tuple[str, str], where: Where, caption: Caption
) -> Result:
    return ComparisonBlock(comparison_view(context, entry[1])), ()


def _chart(
    context: Context, call: Call, entry: tuple[str, str], where: Where, caption: Caption
) -> Result:
    return ChartBlock(chart_view(context, entry[1], caption(entry[1]))), ()


def _correction(
    context: Context, call: Call, entry: tuple[str, str], where: Where, caption: Caption
) -> Result:
    views = corrections.of_entry(context, entry)
    if not views:
        return Inline("waiver", entry[1]), (
            Problem(Code.C004, where(call.start, call.end), {}, (Remark("no-correction"),)),
        )
    return corrections.block(entry, views), ()


def _term(
    context: Context, call: Call, entry: tuple[str, str], where: Where, caption: Caption
) -> Result:
    term = context.edition.terms[entry[1]]
    word = context.text(term.term)
    text = shown_words(call) or word
    # Other words, unless they are its plural, are the writer's, in the language of the text.
    borrowed = text.lower().startswith(word.lower())
    language = term.borrowed_from.get(context.language.code, "") if borrowed else ""
    return Inline("term", entry[1], text, evidence=f"term:{entry[1]}", language=language), ()


_MEANINGS: Mapping[str, Callable[[Context, Call, tuple[str, str], Where, Caption], Result]] = {
    "figure": _figure,
    "date": _date,
    "fact": _fact,
    "cite": _cite,
    "quote": _quote,
    "compare": _compare,
    "chart": _chart,
    "correction": _correction,
    "term": _term,
}
