"""Begins publications and editions, from the files in ``publication/`` and ``edition/``."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

_HOME = Path(__file__).parent
_SLUG = "SLUG"
_TODAY = "2000-01-01"


def is_slug(text: str) -> bool:
    """Whether the text can be the name of an edition: ``a`` to ``z``, digits and hyphens."""
    return re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", text) is not None


def publication(folder: Path) -> Path:
    """Write a small, complete publication.

    Args:
        folder: where; it must not exist, or be empty.

    Returns:
        The folder.

    Raises:
        FileExistsError: something is there already.
        OSError: the system refuses.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(17, "", str(folder))
    shutil.copytree(_HOME / "publication", folder, dirs_exist_ok=True)
    return folder


def edition(root: Path, slug: str) -> Path:
    """Write the files of an edition, each with a line that lets editors check it.

    Args:
        root: the publication.
        slug: name of the edition; see ``is_slug``.

    Returns:
        The edition's folder.

    Raises:
        FileExistsError: there is such an edition.
        OSError: the system refuses.
    """
    folder = root / "content" / "editions" / slug
    if folder.exists():
        raise FileExistsError(17, "", str(folder))
    shutil.copytree(_HOME / "edition", folder)
    head = folder / "edition.yaml"
    head.write_text(
        head.read_text(encoding="utf-8").replace(_TODAY, date.today().isoformat()),
        encoding="utf-8",
    )
    return folder
