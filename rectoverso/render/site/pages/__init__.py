"""The pages of the website, one kind a file.

Each module exports ``plan(site) -> Planned``: its pages in every language of the publication,
and what went wrong in their templates. ``site`` is a ``rectoverso.render.site.site.Site``.
"""

from __future__ import annotations
