"""The checks of evidence, one a file, found by the registry.

Each exports:

- ``CODES``: the problems it can report,
- ``NEEDS``: ``Needs.ARTICLES`` when it looks into the articles, and so passes over entries
  whose articles are not at hand; else ``Needs.ENTRIES``,
- ``check(case)``: a pure function from the edition's case to problems.
"""

from __future__ import annotations
