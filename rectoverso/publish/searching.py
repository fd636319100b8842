"""The index of the website's search, made by Pagefind from the public pages.

A page is in it with what stands inside ``data-pagefind-body``, but for what is marked
``data-pagefind-ignore`` (https://pagefind.app/docs/indexing/). Forms, navigation and scripts stay
out in any case, and so do the questions of a quiz and their keys.
"""

from __future__ import annotations

import base64
import html
import json
import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from rectoverso.model.artifacts import Audience
from rectoverso.problems import Code, Problem
from rectoverso.render import addresses
from rectoverso.system import pagefind
from rectoverso.text.search_spelling import search_spelling

Searchable = tuple[Mapping[str, bytes], tuple[Problem, ...]]
"""Files by path, and what went wrong."""

_BODY = b"data-pagefind-body"
# What stands in the way of reading an excerpt, or is on a page of its own: marks of notes
# (« 16,86 % 1 » is no number), where words come from, invitations, lists of sources.
_LEFT_OUT = (
    *("sup", "thead", ".kicker", ".byline", ".origin", ".places", ".actions", ".extent"),
    *(".drawn .detail", ".quiz-head details", "aside.quiz", ".notes", ".sources", ".verified"),
    *(".cite", ".neighbours"),
)
_TAG = re.compile(r"<!--.*?-->|<[^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*>", re.DOTALL)
_RAW = re.compile(r"<(script|style|svg)\b.*?</\1>", re.DOTALL)
_HEADING = re.compile(r'(<h[1-6]\b[^>]*?\sid=")([^"]+)-title"')
_ENTRY = "pagefind-entry.json"
# What a page needs that has a script of its own; the rest are ready-made search boxes.
_WANTED = re.compile(
    r"pagefind(-worker)?\.js|pagefind\.\w[\w-]*\.pf_meta|wasm\.[\w-]+\.pagefind"
    r"|(?:index|fragment|filter)/.+"
)
_NO_STEMMER = "wasm.unknown.pagefind"


class _Fault(Exception):
    """Pagefind answered with an error."""


class _Ended(Exception):
    """Pagefind has ended before it answered."""


def index(contents: Mapping[str, bytes]) -> Searchable:
    """The index of what is published, the same for the same pages.

    Args:
        contents: bytes by path of everything in the output tree.

    Returns:
        Its files, below ``addresses.SEARCH_INDEX``; none where Pagefind is not there or no page
        is to be found. P008 when Pagefind fails, and then no file.
    """
    program = pagefind.program()
    pages = {
        path: content.decode()
        for path, content in sorted(contents.items())
        if path.startswith(f"{Audience.PUBLIC}/") and path.endswith(".html") and _BODY in content
    }
    if program is None or not pages:
        return {}, ()
    try:
        made = _made(program, pages)
    except (BrokenPipeError, _Ended):
        return {}, (Problem(Code.P008, None, {"detail": "pagefind --service"}),)
    except (_Fault, OSError, ValueError, KeyError, TypeError) as fault:
        detail = str(fault) or type(fault).__name__
        return {}, (Problem(Code.P008, None, {"detail": detail}),)
    return {f"{addresses.SEARCH_INDEX}/{name}": content for name, content in made}, ()


def media_type(path: str) -> str:
    """The media type of a file of the index."""
    types = {".js": "text/javascript", ".json": "application/json"}
    return types.get(Path(path).suffix, "application/octet-stream")


def _made(program: Path, pages: Mapping[str, str]) -> tuple[tuple[str, bytes], ...]:
    """Names and bytes of the files, in the order of their names."""
    with subprocess.Popen(
        [program, "--service"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as running:
        try:
            found = dict(_files(running, pages))
        finally:
            running.kill()
    entry = json.loads(found[_ENTRY])
    # It lists them in an order that changes from run to run.
    entry["languages"] = dict(sorted(entry["languages"].items()))
    if all(language["wasm"] for language in entry["languages"].values()):
        found.pop(_NO_STEMMER, None)
    kept = {name: content for name, content in found.items() if _WANTED.fullmatch(name)}
    kept[_ENTRY] = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()
    return tuple(sorted(kept.items()))


def _files(
    running: subprocess.Popen[bytes], pages: Mapping[str, str]
) -> Iterator[tuple[str, bytes]]:
    assert running.stdin is not None
    assert running.stdout is not None
    asked = _Asked(running.stdin, running.stdout)
    index = asked({"type": "NewIndex", "config": {"exclude_selectors": list(_LEFT_OUT)}})
    number = index["index_id"]
    for path, page in pages.items():
        # One after the other: what comes first is page 0 of the index.
        asked(
            {
                "type": "AddFile",
                "index_id": number,
                "url": path.removeprefix(f"{Audience.PUBLIC}/").removesuffix("index.html"),
                "file_path": None,
                "file_contents": _spelled(page),
            }
        )
    for file in asked({"type": "GetFiles", "index_id": number})["files"]:
        yield file["path"], base64.b64decode(file["content"])


class _Asked:
    """Asks the service one thing after the other.

    A message is JSON in base64, up to a comma, both ways. The package's own client, which needs
    an event loop, waits a tenth of a second for each answer and takes none over 2 MB.
    """

    def __init__(self, questions: IO[bytes], answers: IO[bytes]) -> None:
        self._questions, self._answers = questions, answers
        self._number = 0

    def __call__(self, payload: Mapping[str, Any]) -> dict[str, Any]:
        """The payload of the answer.

        Raises:
            _Fault: the service answers with an error.
            _Ended, BrokenPipeError: it has ended.
        """
        self._number += 1
        message = {"message_id": self._number, "payload": payload}
        self._questions.write(base64.b64encode(json.dumps(message).encode()) + b",")
        self._questions.flush()
        said = bytearray()
        while not said.endswith(b","):
            more = self._answers.read1(1 << 20)  # type: ignore[attr-defined]
            if not more:
                raise _Ended
            said += more
        answer: dict[str, Any] = json.loads(base64.b64decode(said[:-1]))["payload"]
        if answer["type"] == "Error":
            raise _Fault(str(answer.get("message", "")))
        return answer


def _spelled(page: str) -> str:
    """A page as the index spells it, with headings that go by the permanent links around them."""
    page = _RAW.sub("", page)
    done: list[str] = []
    end = 0
    for tag in _TAG.finditer(page):
        done += [_text(page[end : tag.start()]), tag[0]]
        end = tag.end()
    done.append(_text(page[end:]))
    spelled = "".join(done)
    return _HEADING.sub(
        lambda found: f'{found[1]}{found[2]}"' if f' id="{found[2]}"' in page else found[0],
        spelled,
    )


def _text(raw: str) -> str:
    return html.escape(search_spelling(html.unescape(raw)), quote=False)
