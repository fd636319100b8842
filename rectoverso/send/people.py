"""Who is to get a letter: named addresses, or a list as CSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from rectoverso.problems import Code, Problem, Remark, Span
from rectoverso.text.web_names import ascii_host

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LOCAL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*")
_LONGEST_LOCAL, _LONGEST = 64, 254
_LEAVING = re.compile(r"(?:https://|mailto:)[!-;=?-~]+")
_LONGEST_LINK = 900
# Spreadsheets keep kinds of space that people do not see. A tab, or what breaks a line, is none.
_SPACES = re.compile("[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_COLUMNS = ("email", "name", "language", "unsubscribe")
_SEPARATORS = ",;\t"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is to get a letter.

    Attributes:
        address: of their mailbox, its domain in ASCII.
        name: theirs, or empty.
        language: code of the letter that they want, or empty.
        unsubscribe: address for leaving the list, https or mailto, or empty.
    """

    address: str
    name: str = ""
    language: str = ""
    unsubscribe: str = ""

    @property
    def key(self) -> str:
        """What makes two addresses the same mailbox: RFC 5321 lets capitals differ, nobody does."""
        return self.address.lower()


def address(text: str) -> str | None:
    """A mailbox's address as it goes into an envelope (RFC 5321, 4.1.2), without quoted forms.

    Args:
        text: as written; the domain may have letters of any script.

    Returns:
        The address with its domain in ASCII (RFC 5891: ß is a letter of its own), or none when
        it is not one, as when a line break is hidden in it.
    """
    local, _, domain = text.strip(" ").rpartition("@")
    try:
        host = ascii_host(domain)
    except ValueError:
        return None
    written = f"{local}@{host}"
    fits = len(written) <= _LONGEST and len(local) <= _LONGEST_LOCAL
    return written if fits and "." in host and _LOCAL.fullmatch(local) else None


def is_leaving(text: str) -> bool:
    """Whether a text can stand in ``List-Unsubscribe``: an address of https or mailto, in ASCII."""
    return len(text) <= _LONGEST_LINK and _LEAVING.fullmatch(text) is not None


def read_list(
    content: bytes, file: str, languages: Collection[str]
) -> tuple[tuple[Person, ...], tuple[Problem, ...]]:
    """The people of a list.

    Args:
        content: CSV in UTF-8 with a line of names: ``email``, and if wanted ``name``,
            ``language`` and ``unsubscribe``; further columns are left alone. Commas,
            semicolons or tabs part them.
        file: path of the list, for problems.
        languages: codes of the publication's.

    Returns:
        The people, each once for each language that is theirs; and P012 for a list that cannot
        be read, P013 for an address, P014 for one that stands twice, P015 for another value that
        cannot be used.
    """
    try:
        text = content.decode("utf-8-sig")
        rows = list(_rows(text))
    except (UnicodeDecodeError, csv.Error) as error:
        return (), (_unreadable(file, str(error)),)
    if not rows:
        return (), (_unreadable(file, "email?"),)
    (_, names), *entries = rows
    columns = {name.strip().lower().replace("e-mail", "email"): i for i, name in enumerate(names)}
    if "email" not in columns:
        return (), (_unreadable(file, f"email? ({', '.join(names)})"),)
    lines = _lines(text)
    found: dict[tuple[str, str], Person] = {}
    problems: list[Problem] = []
    for line, row in entries:
        given = {
            name: row[place].strip(" ")
            for name in _COLUMNS
            if (place := columns.get(name)) is not None and place < len(row)
        }
        if not any(given.values()):
            continue
        person, wrong = _person(given, file, line, lines, languages)
        problems.extend(wrong)
        if person is None:
            continue
        if _add(person, found, languages):
            at = _place(file, line, lines, given["email"])
            problems.append(Problem(Code.P014, at, {"found": person.address}))
    return tuple(found.values()), tuple(problems)


def _add(person: Person, found: dict[tuple[str, str], Person], languages: Collection[str]) -> bool:
    """Adds somebody; says whether their mailbox stood there before, for the same letter.

    Without a language they may get any letter, so that a line with one says it better.
    """
    if person.language:
        before = [found.pop((person.key, ""), None), found.get((person.key, person.language))]
    else:
        before = [found.get((person.key, code)) for code in ("", *languages)]
    if person.language or not any(before):
        found.setdefault((person.key, person.language), person)
    return any(before)


def _lines(text: str) -> list[str]:
    """Lines as CSV counts them: other than ``str.splitlines``, U+2028 in a cell ends none."""
    return [line.rstrip("\r\n") for line in io.StringIO(text, newline="")]


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with the number of the line on which each begins."""
    head = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    for row in reader:
        if row:
            yield line, row
        line = reader.line_num + 1


def _person(
    given: dict[str, str], file: str, line: int, lines: list[str], languages: Collection[str]
) -> tuple[Person | None, list[Problem]]:
    problems: list[Problem] = []
    written = given.get("email", "")
    mailbox = address(written)
    if mailbox is None:
        at = _place(file, line, lines, written)
        problems.append(Problem(Code.P013, at, {"found": written}))
    name = _SPACES.sub(" ", given.get("name", "")).strip(" ")
    language, leaving = given.get("language", ""), given.get("unsubscribe", "")
    wrong = {
        "name": bool(name) and not name.isprintable(),
        "language": bool(language) and language not in languages,
        "unsubscribe": bool(leaving) and not is_leaving(leaving),
    }
    allowed = {"language": ", ".join(languages), "unsubscribe": "https://…, mailto:…", "name": ""}
    for field, is_wrong in wrong.items():
        if is_wrong:
            values = {"field": field, "found": given[field]}
            remark = Remark("choices", {"allowed": allowed[field]})
            at = _place(file, line, lines, given[field])
            problems.append(Problem(Code.P015, at, values, (remark,) if allowed[field] else ()))
    if mailbox is None or problems:
        return None, problems
    return Person(mailbox, name, language, leaving), []


def _place(file: str, line: int, lines: list[str], value: str) -> Span:
    text = lines[line - 1] if line <= len(lines) else ""
    start = text.find(value) if value else -1
    if start < 0:
        return Span(file, line, 1, line, max(1, len(text)) + 1)
    return Span(file, line, start + 1, line, start + 1 + len(value))


def _unreadable(file: str, detail: str) -> Problem:
    return Problem(Code.P012, Span(file), {"path": file, "detail": detail})
