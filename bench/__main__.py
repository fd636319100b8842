"""``.venv/bin/python -m bench [PUBLICATION]``: how fast it is, as ratios within one run.

Without a publication, the one that ``new publication`` writes is measured.

Each row holds one of our steps against a named lower bound: the least work that could
possibly do, on the same machine and in the same run. Figures are of processor time; step and
bound take turns, so that a machine that slows down slows both.
"""

from __future__ import annotations

import itertools
import shutil
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

import markdown
import weasyprint
import yaml

from rectoverso import compose, load, pipeline, scaffold, verify
from rectoverso.memo import Session
from rectoverso.model.articles import VerifiedEntries
from rectoverso.model.artifacts import Artifact
from rectoverso.model.publication import Publication
from rectoverso.publish import making
from rectoverso.publish.cache import Cache
from rectoverso.render import pdf, plan
from rectoverso.render.environment import OWN_FOLDER

PAIRS = 7
DAY = date(2025, 3, 10)


@dataclass(frozen=True)
class Row:
    """One of our steps and the least work that could do."""

    step: str
    ours: Callable[[], object]
    bound: str
    least: Callable[[], object]


def processor_seconds(work: Callable[[], object]) -> float:
    """Processor time of one call, in seconds."""
    start = time.process_time()
    work()
    return time.process_time() - start


def measured(row: Row) -> str:
    """One line of the table: median, lowest and highest ratio of the pairs."""
    row.ours()
    row.least()
    pairs = [(processor_seconds(row.ours), processor_seconds(row.least)) for _ in range(PAIRS)]
    ratios = sorted(ours / least for ours, least in pairs)
    middle = statistics.median(ratios)
    return f"{middle:8.2f}  ({ratios[0]:.2f} to {ratios[-1]:.2f})  {row.step}  /  {row.bound}"


def rows(publication: Publication, verified: VerifiedEntries, scratch: Path) -> list[Row]:
    """The table, over one publication that stands on the disk with its articles."""
    root = publication.root
    files = [path.read_bytes() for path in sorted(root.glob("content/**/*.yaml"))]
    composition, _ = compose.compose(publication, verified)
    artifacts, _ = plan(publication, composition, {})
    paper = next(item for item in artifacts if item.media_type == "application/pdf")
    inputs = _inputs(paper, artifacts, scratch)
    return [
        Row(
            "load the publication",
            lambda: load.load(root),
            "yaml.compose of the same files",
            lambda: [yaml.compose(data, Loader=yaml.CSafeLoader) for data in files],
        ),
        Row(
            "verify the publication",
            lambda: verify.verify(publication, today=DAY),
            "load it",
            lambda: load.load(root),
        ),
        Row(
            "make the explainer's PDF in a warm worker",
            lambda: paper.make(paper.values, inputs),
            "WeasyPrint on the same HTML without our styles or tags",
            lambda: weasyprint.HTML(string=paper.values[1].html).write_pdf(),
        ),
        Row(
            "build again when nothing changed",
            lambda: making.make(artifacts, Cache(scratch)),
            "make everything",
            lambda: making.make(artifacts, Cache(Path(mkdtemp(dir=scratch)))),
        ),
        *_preview(root, scratch),
    ]


def _preview(root: Path, scratch: Path) -> list[Row]:
    """What lies between a saved file and the page in the browser, for two files."""
    (folder,) = (root / "content" / "editions").iterdir()
    language = "en"
    section = min(folder.glob(f"sections/*.{language}.md"))
    session = Session()
    request = pipeline.Request(root, today=DAY, drafts=True, memo=session, cache=Cache(scratch))

    def shown(path: Path, line: str) -> Callable[[], object]:
        text = path.read_text("utf-8")
        numbers = itertools.count()

        def edited() -> object:
            path.write_text(text + line.format("again " * (next(numbers) + 1)), "utf-8")
            page = pipeline.glance(request, folder.name, language)
            session.end_run()
            return page

        return edited

    def read() -> object:
        return [
            yaml.compose(path.read_bytes(), Loader=yaml.CSafeLoader)
            if path.suffix == ".yaml"
            else markdown.markdown(path.read_text("utf-8"))
            for path in root.glob("content/**/*")
            if path.suffix in (".yaml", ".md")
        ]

    bound = "read all files and parse their YAML and Markdown"
    return [
        Row("show the page after an edit of a section", shown(section, "\n\n{}\n"), bound, read),
        Row(
            "show the page after an edit of facts.yaml",
            shown(folder / "facts.yaml", "# {}\n"),
            bound,
            read,
        ),
    ]


def _inputs(paper: Artifact, artifacts: tuple[Artifact, ...], scratch: Path) -> dict[str, bytes]:
    made = making.make(artifacts, Cache(scratch)).made
    return {path: made[path].content for path in paper.inputs}


def main() -> int:
    """Prints the table for a copy of a publication."""
    if pdf.missing_library() is not None:
        sys.stderr.write("bench: PDFs need Pango\n")
        return 1
    with TemporaryDirectory() as folder:
        root = Path(folder) / "publication"
        if len(sys.argv) > 1:
            for name in ("content", OWN_FOLDER):
                if (Path(sys.argv[1]) / name).is_dir():
                    shutil.copytree(Path(sys.argv[1]) / name, root / name)
        else:
            scaffold.publication(root)
        publication, _ = load.load(root)
        if publication is None:
            sys.stderr.write("bench: there is no publication that can be read\n")
            return 1
        verified, _ = verify.verify(publication, today=DAY)
        print("   ratio  (range of pairs)  step  /  lower bound")
        for row in rows(publication, verified, Path(folder) / "cache"):
            print(measured(row), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
