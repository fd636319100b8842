"""The output tree is replaced as a whole or not at all, and nothing unchanged is made again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from rectoverso.model.artifacts import Artifact, Audience, Made, digest_of
from rectoverso.problems import Code, Problem, Remark, Span
from rectoverso.publish import making, records, tree
from rectoverso.publish.cache import Cache


def upper(values: Any, inputs: Mapping[str, bytes]) -> Made:
    """Makes the values and the inputs, in capitals."""
    joined = values + b"".join(inputs[path] for path in sorted(inputs))
    return Made(joined.upper(), (Problem(Code.A001, None, {"path": "x", "found": "1"}),))


def artifact(path: str, values: bytes, *inputs: str) -> Artifact:
    return Artifact(path, "text/plain", Audience.PUBLIC, upper, values, digest_of(values), inputs)


CHAIN = (
    artifact("public/copy.txt", b"copy of ", "public/page.txt"),
    artifact("public/page.txt", b"page with ", "public/chart.txt"),
    artifact("public/chart.txt", b"chart"),
)


@pytest.mark.parametrize("processes", [0, 2])
def test_artifacts_are_made_after_what_they_are_made_from(tmp_path: Path, processes: int) -> None:
    pool = making.workers(processes) if processes else None
    made = making.make(CHAIN, Cache(tmp_path), pool)
    if pool:
        pool.shutdown()
    assert {path: item.content for path, item in made.made.items()} == {
        "public/copy.txt": b"COPY OF PAGE WITH CHART",
        "public/page.txt": b"PAGE WITH CHART",
        "public/chart.txt": b"CHART",
    }
    assert made.reused == frozenset()


def test_only_what_changed_and_what_is_made_from_it_is_made_again(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    making.make(CHAIN, cache)
    again = making.make(CHAIN, cache)
    assert again.reused == {item.path for item in CHAIN}
    changed = (CHAIN[0], artifact("public/page.txt", b"leaf with ", "public/chart.txt"), CHAIN[2])
    partly = making.make(changed, cache)
    assert partly.reused == {"public/chart.txt"}
    assert partly.made["public/copy.txt"].content == b"COPY OF LEAF WITH CHART"


def test_problems_are_kept_with_what_was_made(tmp_path: Path) -> None:
    problem = Problem(
        Code.R005,
        Span("templates/a.html", 3, 1, 3, 9),
        {"path": "a", "detail": "é"},
        (Remark("parser-says", {"detail": "x"}, Span("b.yaml")),),
    )
    cache = Cache(tmp_path)
    cache.put("d", Made(b"bytes\nwith a line", (problem,)))
    assert cache.get("d") == Made(b"bytes\nwith a line", (problem,))


@pytest.mark.parametrize("damage", [b"", b"{}", b'{"size": 9, "problems": []}\nshort', b"\xff\n"])
def test_a_damaged_cache_counts_as_empty(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "d").write_bytes(damage)
    assert Cache(tmp_path).get("d") is None


def test_progress_counts_every_artifact(tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    making.make(CHAIN, Cache(tmp_path), None, lambda *args: told.append(args))
    assert told == [
        (1, 3, "public/chart.txt"),
        (2, 3, "public/page.txt"),
        (3, 3, "public/copy.txt"),
    ]


def test_two_artifacts_with_one_path_are_a_problem() -> None:
    pair = (artifact("public/a.txt", b"1"), artifact("public/A.txt", b"2"))
    assert [problem.code for problem in making.twice(pair)] == [Code.P001]


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and tree.STATE not in path.parts
    }


def test_the_tree_is_replaced_and_old_files_are_gone(tmp_path: Path) -> None:
    assert tree.write(tmp_path, {"public/a/index.html": b"1", "private/key.pdf": b"2"}) == ()
    assert tree.write(tmp_path, {"public/b/index.html": b"3"}) == ()
    assert files(tmp_path) == {"public/b/index.html": b"3"}


def test_files_that_are_not_ours_are_never_deleted(tmp_path: Path) -> None:
    (tmp_path / "public").mkdir()
    (tmp_path / "public" / "thesis.odt").write_bytes(b"years of work")
    problems = tree.foreign_files(tmp_path)
    assert [problem.code for problem in problems] == [Code.P003]
    assert problems[0].values["path"].endswith("public/thesis.odt")


def test_our_own_files_are_not_foreign(tmp_path: Path) -> None:
    tree.write(tmp_path, {"public/a.html": b"1"})
    assert tree.foreign_files(tmp_path) == ()


def test_when_the_disk_refuses_the_previous_site_is_untouched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree.write(tmp_path, {"public/a.html": b"old", "private/k.pdf": b"old"})
    before = files(tmp_path)
    replace = tree.os.replace

    def refuse(source: Path, target: Path) -> None:
        if Path(target) == tmp_path / "private" and "next" in Path(source).parts:
            raise OSError(28, "No space left on device")
        replace(source, target)

    monkeypatch.setattr(tree.os, "replace", refuse)
    problems = tree.write(tmp_path, {"public/a.html": b"new", "private/k.pdf": b"new"})
    assert [(problem.code, problem.values["detail"]) for problem in problems] == [
        (Code.P002, "No space left on device")
    ]
    assert files(tmp_path) == before


def test_records_are_written_whole(tmp_path: Path) -> None:
    assert records.write_records(tmp_path, {"ledger.json": "{}\n"}) == ()
    assert (tmp_path / "ledger.json").read_bytes() == b"{}\n"
    refused = records.write_records(tmp_path, {"nowhere/ledger.json": "{}\n"})
    assert [problem.code for problem in refused] == [Code.P002]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ledger.json"]


def test_ctrl_c_leaves_no_half_a_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ledger.json").write_text("before", "utf-8")

    def interrupted(self: Path, target: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        records.write_records(tmp_path, {"ledger.json": "after"})
    assert [(path.name, path.read_text("utf-8")) for path in tmp_path.iterdir()] == [
        ("ledger.json", "before")
    ]
