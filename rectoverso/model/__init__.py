"""What things are: immutable values that every pass shares. No behaviour beyond looking things up.

- ``values``: ids, texts by language, partial dates, amounts
- ``entries``: what editors write in YAML: sources, facts, quotes, comparisons, terms, charts
- ``publication``: the whole: settings, parties, editions, places of everything in its files
- ``articles``: copies of articles and what verification found in them
- ``questions``: shapes, questions, versions
- ``artifacts``: what the build makes
"""

from __future__ import annotations
