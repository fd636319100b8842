"""The language of each element of a tagged PDF, which WeasyPrint 70 does not write.

A screen reader chooses its voice by it (ISO 32000-1, 14.9.2; PDF/UA-1, 7.2): without it, a
French quotation in an English edition is read aloud as if it were English.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

_BUILD = "_build_box_tree"
_Build = Callable[..., Iterator[Any]]


def teach(tags: Any) -> None:
    """Makes WeasyPrint write ``/Lang`` for what has a ``lang`` of its own, in this process.

    The function that makes an element of the structure for a box of the page is the only place
    where both are known. It is not public: a WeasyPrint without it writes the language of the
    document alone.

    Args:
        tags: the module ``weasyprint.pdf.tags``.
    """
    build: _Build | None = getattr(tags, _BUILD, None)
    if build is not None:
        setattr(tags, _BUILD, _with_languages(build, tags.pydyf.String))


def _with_languages(build: _Build, string: Callable[[str], Any]) -> _Build:
    @wraps(build)
    def told(box: Any, *rest: Any) -> Iterator[Any]:
        language = None if box.element is None else box.element.get("lang")
        for element in build(box, *rest):
            # For the page's root, the elements of its children come out, with their own.
            if language and "Lang" not in element:
                element["Lang"] = string(language)
            yield element

    return told
