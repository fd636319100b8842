"""Prose to blocks: calls to parts, Markdown to markup, doubts to where they are due."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from rectoverso.compose.newsletter.around import changed_figures
from rectoverso.compose.newsletter.calls import Meaning, meaning, used_entry
from rectoverso.compose.newsletter.context import Context
from rectoverso.compose.newsletter.corrections import block, entries_of, of_entry
from rectoverso.compose.newsletter.markup import blocks, inline_html, removed, to_html, with_anchors
from rectoverso.compose.newsletter.prose import Call, Where, in_file, read_calls
from rectoverso.compose.newsletter.unsourced import unsourced
from rectoverso.compose.newsletter.values import (
    CLOSING,
    OPENING,
    Block,
    CorrectionBlock,
    Doubts,
    DoubtView,
    Flow,
    Inline,
    mark,
)
from rectoverso.model.publication import ProseFile
from rectoverso.problems import Code, Problem, Remark

_MARK = re.compile(rf"{OPENING}(\d+){CLOSING}")
# HTML can name the two characters by number, with or without the semicolon.
_MARK_SIGN = re.compile(
    rf"[{OPENING}{CLOSING}]|&#(?:x0*(?:{ord(OPENING):x}|{ord(CLOSING):x})"
    rf"|0*(?:{ord(OPENING)}|{ord(CLOSING)}))(?![0-9a-f]);?",
    re.IGNORECASE,
)
_PUNCTUATED = re.compile(rf"{OPENING}(\d+){CLOSING}([.,;:!?]+)")
_END_OF_BLOCK = re.compile(r"</(?:p|li|h3|h4|td|th|blockquote)>")


@dataclass(slots=True)
class Prose:
    """Turns the prose of one newsletter into blocks, from its beginning to its end.

    Attributes:
        context: what to compose from.
        problems: what was wrong, in the order in which it was met.
        used: (kind, id) of the entries that were called.
        placed: anchors of the corrections that stand in the text.
    """

    context: Context
    problems: list[Problem] = field(default_factory=list)
    used: set[tuple[str, str]] = field(default_factory=set)
    placed: set[str] = field(default_factory=set)
    _doubted: set[str] = field(default_factory=set)

    def sections(self, files: Sequence[ProseFile]) -> tuple[tuple[Block, ...], ...]:
        """The blocks of the Markdown of all sections, in their order.

        A correction stands after what first relies on its entry, if no call puts it elsewhere;
        one of an entry that was taken back, at the end of the section that it belonged to, or of
        the last one if it belonged to none that is written.
        """
        wheres = [in_file(file.file, file.text) for file in files]
        read = [self._read(file.text, where) for file, where in zip(files, wheres, strict=True)]
        for _, meanings, _ in read:
            self.placed |= {part.anchor for part in meanings if isinstance(part, CorrectionBlock)}
        made = [
            self._section(file.section, where, *parts)
            for file, where, parts in zip(files, wheres, read, strict=True)
        ]
        for file, shown in zip(files, made, strict=True):
            ends = "" if file is files[-1] else file.section
            shown.extend(self._corrections(self._taken_back(ends)))
        return tuple(map(tuple, made))

    def _section(
        self,
        id: str,
        where: Where,
        calls: tuple[Call, ...],
        meanings: tuple[Meaning, ...],
        marked: str,
    ) -> list[Block]:
        standing = {number for number, part in enumerate(meanings) if not isinstance(part, Inline)}
        html = with_anchors(self.context.memo(to_html, marked), id)
        done: list[Block] = []
        for part in blocks(html, standing):
            if isinstance(part, int):
                standing_part = meanings[part]
                if not isinstance(standing_part, Inline):
                    shown = self._corrections(entries_of(standing_part))
                    done.extend((standing_part, *shown))
                continue
            flow = self._flow(part, calls, meanings, where)
            done.append(flow)
            doubts = self._doubts(flow)
            if doubts:
                done.append(Doubts(doubts))
            done.extend(self._corrections(entries_of(flow)))
        return done

    def _taken_back(self, section: str) -> list[tuple[str, str]]:
        """Facts and quotes that belonged to a section and were retracted; all, for no section."""
        edition = self.context.edition
        kinds = (("facts", edition.facts), ("quotes", edition.quotes))
        return [
            (kind, id)
            for kind, entries in kinds
            for id, entry in entries.items()
            if entry.retracted is not None and (not section or entry.section == section)
        ]

    def _corrections(self, entries: Iterable[tuple[str, str]]) -> list[CorrectionBlock]:
        found: list[CorrectionBlock] = []
        for entry in dict.fromkeys(entries):
            views = of_entry(self.context, entry)
            if not views:
                continue
            shown = block(entry, views)
            if shown.anchor not in self.placed:
                self.placed.add(shown.anchor)
                found.append(shown)
        return found

    def line(self, text: str, where: Where) -> Flow:
        """A text of one paragraph, such as a lede."""
        calls, meanings, marked = self._read(text, where)
        return self._flow(self.context.memo(inline_html, marked), calls, meanings, where)

    def check(self, text: str, where: Where) -> None:
        """Looks for numbers and quotations in a text that can hold no calls."""
        self.problems.extend(unsourced(text, (), where, self.context))

    def _read(self, text: str, where: Where) -> tuple[tuple[Call, ...], tuple[Meaning, ...], str]:
        text = _MARK_SIGN.sub(lambda found: " " * len(found[0]), text)
        calls, problems = read_calls(text, where, self.context.memo)
        self.problems.extend(problems)
        context = self.context
        self.problems.extend(unsourced(text, calls, where, context))
        self.problems.extend(changed_figures(text, calls, where, context))
        self.problems.extend(removed(text, where))
        meanings: list[Meaning] = []
        marked: list[str] = []
        end = 0
        for number, call in enumerate(calls):
            part, found = meaning(context, call, where, self._caption)
            self.problems.extend(found)
            entry = used_entry(context, call)
            if entry:
                self.used.add(entry)
            meanings.append(part)
            marked.extend((text[end : call.start], mark(number)))
            end = call.end
        marked.append(text[end:])
        return calls, tuple(meanings), "".join(marked)

    def _caption(self, chart: str) -> Flow | None:
        edition, language = self.context.edition, self.context.language.code
        text = self.context.text(edition.charts[chart].caption)
        if not text:
            return None
        file = edition.file_of("charts")
        places = self.context.publication.places
        return self.line(
            text,
            lambda start, end: places.within(
                file, "charts", chart, "caption", language, start=start, end=end
            ),
        )

    def _flow(
        self, html: str, calls: tuple[Call, ...], meanings: tuple[Meaning, ...], where: Where
    ) -> Flow:
        """A stretch of markup with its own parts, numbered from 0."""
        parts: list[Inline] = []

        def renumber(found: re.Match[str]) -> str:
            number = int(found[1])
            part = meanings[number]
            if not isinstance(part, Inline):
                call = calls[number]
                self.problems.append(
                    Problem(Code.C004, where(call.start, call.end), {}, (Remark("stands-alone"),))
                )
                return ""
            parts.append(part)
            return mark(len(parts) - 1)

        html = _MARK.sub(renumber, html)
        shown = _notes_once(html, tuple(parts))
        if self.context.say("note-place") == "after":
            html, shown = _notes_after_punctuation(html, shown)
        return Flow(html, shown)

    def _doubts(self, flow: Flow) -> tuple[DoubtView, ...]:
        facts = self.context.edition.facts
        found: list[DoubtView] = []
        for part in flow.parts:
            if not part.evidence.startswith("fact:") or part.id in self._doubted:
                continue
            text = self.context.text(facts[part.id].doubt) if part.id in facts else ""
            if text:
                self._doubted.add(part.id)
                if all(text != other.text for other in found):
                    found.append(DoubtView(part.id, self._about(part.id), text))
        return tuple(found)

    def _about(self, id: str) -> str:
        fact = self.context.edition.facts[id]
        said = self.context.figure(fact)
        sources = ", ".join(part for part in self.context.told_in(fact) if part)
        return f"{said} ({sources})" if said and sources else said or sources


def _notes_after_punctuation(
    html: str, parts: tuple[Inline, ...]
) -> tuple[str, tuple[Inline, ...]]:
    """English sets the call of a note after the mark that follows it: « in 2023.¹ »."""
    shown = list(parts)

    def moved(found: re.Match[str]) -> str:
        number = int(found[1])
        if not shown[number].notes:
            return found[0]
        shown[number] = replace(shown[number], before=found[2])
        return mark(number)

    return _PUNCTUATED.sub(moved, html), tuple(shown)


def _notes_once(html: str, parts: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Of calls that follow each other in a paragraph with the same notes, the last shows them."""
    done = list(parts)
    last: int | None = None
    for paragraph in _END_OF_BLOCK.split(html):
        last = None
        for found in _MARK.finditer(paragraph):
            number = int(found[1])
            if not parts[number].notes:
                continue
            if last is not None and parts[last].notes == parts[number].notes:
                done[last] = replace(done[last], notes=())
            last = number
    return tuple(done)
