"""Text as artifacts: JSON, and CSV that spreadsheets do not run."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rectoverso.model.artifacts import Artifact, Audience, Made, digest_of

_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "'")


def json_file(path: str, data: Mapping[str, Any]) -> Artifact:
    """A private file of JSON, UTF-8, readable by people too."""
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    return _text_file(path, text, "application/json")


def csv_file(path: str, header: Sequence[str], lines: Iterable[Sequence[str]]) -> Artifact:
    """A private table: RFC 4180 (commas, quotes doubled, CRLF), UTF-8, the first line a header.

    A cell that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, « CSV
    injection »), and so does one that starts with an apostrophe; plain numbers do not.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_cell(cell) for cell in line] for line in lines)
    return _text_file(path, out.getvalue(), "text/csv")


def _cell(text: str) -> str:
    harmless = not text.startswith(_FORMULA) or _NUMBER.fullmatch(text)
    return text if harmless else f"'{text}"


def _text_file(path: str, text: str, media_type: str) -> Artifact:
    return Artifact(
        path=path,
        media_type=media_type,
        audience=Audience.PRIVATE,
        make=make_text,
        values=text,
        digest=digest_of(text),
    )


def make_text(text: str, inputs: Mapping[str, bytes]) -> Made:
    """Makes the bytes of a text file."""
    return Made(text.encode())
