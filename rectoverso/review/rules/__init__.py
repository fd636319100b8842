"""The rules, one a file. Each exports ``RULE`` and ``check(question, case)``."""

from __future__ import annotations
