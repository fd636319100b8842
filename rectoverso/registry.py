"""Finds the one-file extensions: question kinds, checks, rules, formats. The only dynamic import.

An extension package (``rectoverso.verify.checks``, for one) holds one module for each
extension and nothing else. Adding an extension is adding its file.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import ModuleType


@cache
def modules(package: str) -> tuple[ModuleType, ...]:
    """The public modules of a package, in the order of their names.

    Args:
        package: dotted name of an importable package, such as ``rectoverso.questions.kinds``.

    Returns:
        One imported module for each file or folder whose name does not start with ``_``.

    Raises:
        ModuleNotFoundError: the package does not exist (a fault in the engine, not in content).
    """
    home = importlib.import_module(package)
    names = sorted(
        found.name
        for found in pkgutil.iter_modules(home.__path__)
        if not found.name.startswith("_")
    )
    return tuple(importlib.import_module(f"{package}.{name}") for name in names)
