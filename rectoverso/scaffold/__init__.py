"""Begins publications and editions, from the files in ``publication/`` and ``edition/``."""

from __future__ import annotations

import shutil
from datetime import date
from errno import EEXIST
from pathlib import Path

from rectoverso.load.json_schema import schemas

_HOME = Path(__file__).parent
_DATE_TO_FILL = "2000-01-01"


def publication(folder: Path) -> Path:
    """Write a small, complete publication, and the schemas that editors check it with.

    Args:
        folder: where; it must not exist, or be empty.

    Returns:
        The folder.

    Raises:
        FileExistsError: something is there already.
        OSError: the system refuses.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(EEXIST, "", str(folder))
    shutil.copytree(_HOME / "publication", folder, dirs_exist_ok=True)
    # Kept without its dot, so that it does not hide the files here from git.
    (folder / "gitignore").rename(folder / ".gitignore")
    schema = folder / "docs" / "schema"
    schema.mkdir(parents=True)
    for name, text in schemas().items():
        (schema / name).write_text(text, encoding="utf-8")
    return folder


def edition(root: Path, slug: str, today: date) -> Path:
    """Write the files of an edition, each with a line that lets editors check it.

    Args:
        root: the publication.
        slug: name of the edition; see ``model.values.is_slug``.
        today: its date, until the editor writes another.

    Returns:
        The edition's folder.

    Raises:
        FileExistsError: there is such an edition.
        OSError: the system refuses.
    """
    folder = root / "content" / "editions" / slug
    if folder.exists():
        raise FileExistsError(EEXIST, "", str(folder))
    shutil.copytree(_HOME / "edition", folder)
    (folder / "articles").mkdir()
    head = folder / "edition.yaml"
    text = head.read_text(encoding="utf-8").replace(_DATE_TO_FILL, today.isoformat())
    head.write_text(text, encoding="utf-8")
    return folder
