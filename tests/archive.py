"""A publication of three editions in two years, with what the sample lacks: an edition in French
only, a corrected fact, a retracted quote, letters that hold the whole text, and a text with all
that prose may hold."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import yaml

from tests import program
from tests.problem_fixtures import codes_in

EDITIONS = Path(__file__).resolve().parent / "editions"
NEWEST, FRENCH, OLDEST = "ferry", "observatory", "harbour"
"""The editions, newest first; the one in the middle comes out in French only."""

_RICH = {
    "en": """\
Type `go`, <small>softly</small>, to the <abbr>AI</abbr>; it is <span lang="la">a priori</span> on.
See <https://shop.example/>. Or
[https://shop.example/](https://shop.example/), (<https://a.example>).
Write to [us](mailto:a@b.example) or <c@b.example>.
See [the *boat*](#ferry), [this page](../ferry/) and [the home page](https://example.org/en/).

| Season | Crossings begin | Crossings end | Passengers | Conditions | Restaurants |
|---|---|---|---|---|---|
| Winter | Afternoon | Evening | Neighbours | Thunderstorms | Closed |
""",
    "fr": """\
Tapez `go`, <small>tout bas</small>, pour l’<abbr>IA</abbr>;
<span lang="la">a priori</span>, elle suit.
Voir <https://shop.example/>. Ou
[https://shop.example/](https://shop.example/), (<https://a.example>).
Écrivez-[nous](mailto:a@b.example) ou <c@b.example>.
Voir [le *bateau*](#ferry), [cette page](../ferry/) et [l’accueil](https://example.org/fr/).

| Saison | Premières traversées | Dernières traversées | Clientèle | Conditions | Restauration |
|---|---|---|---|---|---|
| Hiver | Après-midi | Crépuscule | Riverains | Orageuses | Fermée |
""",
}
# file, text, replacement; below the edition's folder
_CHANGES = {
    NEWEST: (
        ("edition.yaml", "date: 2025-03-10\n", "date: 2025-03-07\n"),
        (
            "facts.yaml",
            "    value: 5e6\n",
            "    value: 5e6\n    correction:\n      on: 2025-03-09\n"
            "      reason: {fr: Nous avions écrit 6 millions., en: We had written 6 million.}\n",
        ),
    ),
    FRENCH: (
        ("edition.yaml", "date: 2024-06-01\n", "date: 2024-09-01\nlanguages: [fr]\n"),
        (
            "quotes.yaml",
            "    speaker: rose-teillet\n",
            "    retracted: {on: 2024-09-15, reason: {fr: Elle ne l’a pas dit ainsi.}}\n"
            "    speaker: rose-teillet\n",
        ),
    ),
    # A number in a text needs a source; elsewhere these texts are only read, not built.
    OLDEST: (
        ("edition.yaml", "Two lines and one coast", "The lines of one coast"),
        ("edition.yaml", "Deux lignes et une côte", "Les lignes de la côte"),
        ("sections/war.en.md", "Two lines share one", "The lines share a"),
        ("sections/war.fr.md", "Deux lignes se partagent une", "Les lignes se partagent la"),
    ),
}


def make(folder: Path) -> Path:
    """Write the publication, accept, lock and build it.

    Args:
        folder: where; it must not exist.

    Returns:
        The folder.
    """
    program.new_publication(folder)
    content = folder / "content"
    head = _read(content / "publication.yaml")
    people = _read(content / "people.yaml")
    head |= {"email": {"form": "whole"}, "papers": []}
    for slug in (FRENCH, OLDEST):
        theirs = EDITIONS / slug / "content"
        shutil.copytree(theirs / "editions" / slug, content / "editions" / slug)
        head["units"] |= _read(theirs / "publication.yaml").get("units", {})
        for kind, parties in _read(theirs / "people.yaml").items():
            people[kind] = parties | people[kind]
    # It asks about the quote that was retracted.
    (content / "editions" / FRENCH / "quiz.yaml").unlink()
    _write(content / "publication.yaml", head)
    _write(content / "people.yaml", people)
    for slug, changes in _CHANGES.items():
        for name, old, new in changes:
            path = content / "editions" / slug / name
            text = path.read_text("utf-8")
            assert text.count(old) == 1, (slug, name)
            path.write_text(text.replace(old, new), "utf-8")
    for language, prose in _RICH.items():
        section = content / "editions" / NEWEST / "sections" / f"money.{language}.md"
        section.write_text(f"{prose}\n{section.read_text('utf-8')}", "utf-8")
    for command in ("check --accept", f"build --reshuffle {NEWEST}"):
        done = program.run(*command.split(), root=folder)
        assert done.code == 0, done.text
    assert not codes_in(done.text), done.text
    return folder


def _read(path: Path) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return read


def _write(path: Path, content: dict[str, Any]) -> None:
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")
