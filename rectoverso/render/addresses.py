"""Where everything lies in the site. Addresses are stable: what was linked once stays there."""

from __future__ import annotations

STYLE = "public/assets/style.css"
START = "public/index.html"


def home(language: str) -> str:
    """The list of editions in a language."""
    return f"public/{language}/index.html"


def edition_page(slug: str, language: str) -> str:
    """The explainer."""
    return f"public/{language}/{slug}/index.html"


def edition_pdf(slug: str, language: str, paper: str) -> str:
    """The explainer on paper."""
    return f"public/{language}/{slug}/{slug}-{paper}.pdf"


def chart(slug: str, language: str, id: str) -> str:
    """A chart of the explainer."""
    return f"public/{language}/{slug}/charts/{id}.svg"


def practice_page(slug: str, language: str) -> str:
    """The practice quiz."""
    return f"public/{language}/{slug}/quiz/index.html"


def practice_pdf(slug: str, language: str, paper: str) -> str:
    """The practice quiz to print, blank."""
    return f"public/{language}/{slug}/quiz/quiz-{paper}.pdf"


def private_sheet(slug: str, language: str, name: str, version: str, paper: str) -> str:
    """A sheet of one version for the teacher; ``name`` is ``quiz``, ``key`` or another sheet."""
    return f"private/{slug}/{language}/{name}-{version}-{paper}.pdf"
