"""The README's tutorial, followed to the letter: every file is written, every command is run."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.program import Done, run

ROOT = Path(__file__).resolve().parents[1]

README = (ROOT / "README.md").read_text(encoding="utf-8")
_BLOCK = re.compile(r"(?P<before>[^\n]*\n+)```(?P<kind>\w*)\n(?P<body>.*?)```", re.DOTALL)
_PATH = re.compile(r"`(content/[\w./-]+)`")
_UNDER = re.compile(r"under `(\w+):`")


@dataclass(frozen=True)
class Block:
    """A fenced block and the sentence that introduces it."""

    kind: str
    before: str
    body: str


def tutorial() -> Iterator[Block]:
    section = README.split("## Ten minutes", 1)[1].split("\n## ", 1)[0]
    for found in _BLOCK.finditer(section):
        yield Block(found["kind"], found["before"], found["body"])


def write(root: Path, block: Block, file: str, digest: str | None) -> None:
    path = root / file
    body = block.body.replace("DIGEST", digest) if digest else block.body
    under = _UNDER.search(block.before)
    if under:
        text = path.read_text(encoding="utf-8")
        head = f"\n{under[1]}:\n"
        assert text.count(head) == 1
        path.write_text(text.replace(head, head + body), encoding="utf-8")
    else:
        assert path.parent.is_dir(), f"the tutorial writes into {path.parent}, which is not there"
        path.write_text(body, encoding="utf-8")


def command(line: str, root: Path) -> Done:
    arguments = line.removeprefix("python3 build.py").split()
    return run(*(arguments or ["build"]), root=root)


@pytest.fixture
def publication(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    return tmp_path


def test_the_tutorial_works_to_the_letter(publication: Path) -> None:
    file, digest = "", None
    ran: list[str] = []
    for block in tutorial():
        named = _PATH.findall(block.before)
        file = named[-1] if named else file
        if block.kind == "sh":
            for line in block.body.splitlines():
                done = command(line, publication)
                assert done.code == 0, done.text
                ran.append(line)
        else:
            if "DIGEST" in block.body:
                told = run("check", root=publication).text
                digest = re.findall(r"sha256: ([0-9a-f]{64})", told)[0]
            write(publication, block, file, digest)
    assert ran == [
        "python3 build.py new edition footbridge",
        "python3 build.py check",
        "python3 build.py check --accept",
        "python3 build.py",
    ]
    page = (publication / "site/public/en/footbridge/index.html").read_text(encoding="utf-8")
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))
    assert "The footbridge opened on 3 March 2025" in text
    assert "more than" in text
    assert "We waited eleven years for these planks" in text
    changed = publication / "content/editions/footbridge/facts.yaml"
    changed.write_text(changed.read_text("utf-8").replace("value: 9400", "value: 9500"), "utf-8")
    refused = run("check", root=publication)
    assert refused.code == 1
    assert "V003" in refused.text
