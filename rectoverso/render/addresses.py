"""Where everything lies in the site. Addresses are stable: what was linked once stays there."""

from __future__ import annotations

STYLE = "public/assets/style.css"
ICON = "public/assets/icon.svg"
QUIZ_STYLE = "public/assets/quiz.css"
QUIZ_SCRIPT = "public/assets/quiz.js"
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


def practice_pdf(slug: str, language: str, paper: str, variant: str = "") -> str:
    """The practice quiz to print, blank; ``variant`` is empty for the standard sheet."""
    return f"public/{language}/{slug}/quiz/{_joined('quiz', variant, paper)}.pdf"


def public_handout(slug: str, language: str, paper: str) -> str:
    """The explainer on one page, practice questions on the other."""
    return f"public/{language}/{slug}/{slug}-handout-{paper}.pdf"


def handout_choice(slug: str, language: str) -> str:
    """What goes on the handouts of a language, and what was left out."""
    return f"private/{slug}/{language}/handout.json"


def private_sheet(
    slug: str, language: str, name: str, version: str, paper: str, variant: str = ""
) -> str:
    """A sheet of one version for the teacher.

    Args:
        slug, language, paper: of the edition, of its readers, ``a4`` or ``letter``.
        name: ``quiz``, ``key`` or another sheet.
        version: such as ``A``.
        variant: such as ``large-print``; empty for the standard sheet.
    """
    return f"private/{slug}/{language}/{_joined(name, version, variant, paper)}.pdf"


def private_review(slug: str, language: str) -> str:
    """The review of the quiz, for whoever makes it."""
    return f"private/{slug}/{language}/review.html"


def _joined(*parts: str) -> str:
    return "-".join(part for part in parts if part)


def chart_picture(slug: str, language: str, id: str) -> str:
    """A chart as a picture, for mail programs."""
    return f"public/{language}/{slug}/charts/{id}.png"


def email(slug: str, language: str, name: str) -> str:
    """A file of the letter; ``name`` is ``email.html``, ``email.txt`` or ``message.eml``."""
    return f"private/{slug}/{language}/{name}"


def absolute(site: str, path: str) -> str:
    """The address of a public file on the web.

    Args:
        site: address of the publication, as it writes it.
        path: of an artifact, starting with ``public/``. A page that stands for its folder is
            called by the folder's address.
    """
    below = path.removeprefix("public/").removesuffix("index.html")
    return f"{site.rstrip('/')}/{below}"
