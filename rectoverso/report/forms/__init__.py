"""The forms of ``--format``, one a module."""

from __future__ import annotations
