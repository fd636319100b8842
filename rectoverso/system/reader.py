"""The reader's language, and the lines that the door says before YAML can be read."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from pathlib import Path

LANGUAGES = Path(__file__).resolve().parents[1] / "languages"
FALLBACK = "en"


def preferred(environment: Mapping[str, str], known: Collection[str]) -> str | None:
    """The language that the environment asks for.

    Args:
        environment: variables of the process; the first of LC_ALL, LC_MESSAGES and LANG that
            is not empty decides, in POSIX order (Base Definitions, 8.2).
        known: codes to choose from, such as ``("en", "fr")``.

    Returns:
        A code of ``known``, or none when the variables name none of them (``C``, ``de_DE``).
    """
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "")
        if value:
            code = value.replace("-", "_").split(".")[0].split("@")[0].split("_")[0].lower()
            return code if code in known else None
    return None


def door_texts(environment: Mapping[str, str]) -> Mapping[str, str]:
    """The door's lines in the reader's language, English where that is not known.

    Args:
        environment: variables of the process.

    Returns:
        Texts with ``{placeholders}`` by name, from ``languages/<code>/interface/door.json``.
    """
    known = [found.parents[1].name for found in LANGUAGES.glob("*/interface/door.json")]
    code = preferred(environment, known) or FALLBACK
    text = (LANGUAGES / code / "interface" / "door.json").read_text(encoding="utf-8")
    texts: dict[str, str] = json.loads(text)
    return texts
