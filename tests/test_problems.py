"""Every code has a fixture that provokes it, and says exactly this, and harms nothing."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from rectoverso.problems import Code, Severity
from tests import problem_pages
from tests.problem_fixtures import LANGUAGES, ROOT, Fixture, codes_in, fixtures

PAGES = ROOT / "docs" / "problems"


def _site(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): sha256(path.read_bytes()).hexdigest()
        for folder in ("site/public", "site/private")
        for path in sorted((root / folder).rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("fixture", fixtures(), ids=lambda fixture: fixture.name)
def test_a_fault_is_told_where_it_stands_and_how_to_mend_it(
    fixture: Fixture, small_publication: Path, tmp_path: Path, refresh: bool
) -> None:
    root = tmp_path / "publication"
    fixture.prepare(small_publication, root)
    difference = fixture.difference(small_publication, root)
    before = _site(root)
    for language in LANGUAGES:
        done = fixture.run(root, language)
        if refresh:
            fixture.expected(language).write_text(done.text, encoding="utf-8")
        assert done.text == fixture.expected(language).read_text(encoding="utf-8")
        assert done.code == (1 if fixture.code.severity is Severity.ERROR else 0)
        assert "Traceback" not in done.text
        assert "—" not in done.text
        if language == "en":
            assert codes_in(done.text) == {fixture.code.name} | fixture.also
    if fixture.code.severity is Severity.ERROR:
        assert _site(root) == before
    page = PAGES / f"{fixture.code.name}.md"
    text = problem_pages.page(fixture.code, fixture, difference)
    if refresh:
        PAGES.mkdir(parents=True, exist_ok=True)
        page.write_text(text, encoding="utf-8")
    assert page.read_text(encoding="utf-8") == text


def test_every_code_has_one_fixture_named_after_it() -> None:
    names = [fixture.name for fixture in fixtures()]
    assert names == sorted(f"{code.name}-{code.fault}" for code in Code)


def test_the_list_of_problems_is_current(refresh: bool) -> None:
    page = PAGES / "README.md"
    if refresh:
        page.write_text(problem_pages.index(), encoding="utf-8")
    assert page.read_text(encoding="utf-8") == problem_pages.index()
    found = {path.stem for path in PAGES.glob("*.md")} - {"README"}
    assert found == {code.name for code in Code}
