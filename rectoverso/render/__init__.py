"""Fills templates with what was composed, and says what has to be made.

- ``environment``: templates, and what becomes of their faults
- ``typesetting``: the last hand on every page
- ``themes``, ``fonts``: how it looks
- ``charts``: figures as SVG
- ``newsletter``, ``home``, ``quiz``: what is made for an edition
- ``pages``, ``pdf``, ``slots``: artifacts and their makers
"""

from __future__ import annotations
