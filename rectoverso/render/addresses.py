"""Where everything lies in the site. Addresses are stable: what was linked once stays there."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

STYLE = "public/assets/style.css"
ICON = "public/assets/icon.svg"
BY_PARTS_SCRIPT = "public/assets/by-parts.js"
NOTES_SCRIPT = "public/assets/notes.js"
EXPLAINER_SCRIPTS = (BY_PARTS_SCRIPT, NOTES_SCRIPT)
QUIZ_STYLE = "public/assets/quiz.css"
QUIZ_SCRIPT = "public/assets/quiz.js"
SEARCH_SCRIPT = "public/assets/search.js"
SEARCH_INDEX = "public/pagefind"
FONTS = "public/assets/fonts"
START = "public/index.html"
SITEMAP = "public/sitemap.xml"
ROBOTS = "public/robots.txt"
NOT_FOUND = "public/404.html"


def absolute(base: str, path: str) -> str:
    """The address of a public file under the address of the publication.

    The page of a folder goes by the folder: ``https://a.example/fr/deepseek/``.

    Args:
        base: ``url`` of the publication, with or without a slash at its end.
        path: of a public artifact.
    """
    below = path.removeprefix("public/").removesuffix("index.html")
    return f"{base.rstrip('/')}/{quote(below)}"


def from_root(base: str | None, path: str) -> str:
    """The address of a public file from the root of its host, for pages that any address shows.

    Args:
        base: ``url`` of the publication; without one it is taken to lie at the root.
        path: of a public artifact.
    """
    folder = urlsplit(base or "").path.rstrip("/")
    return f"{folder}/{quote(path.removeprefix('public/'))}"


def font(name: str) -> str:
    """A face, by its name such as ``serif-400``."""
    return f"{FONTS}/{name}.woff2"


def home(language: str) -> str:
    """The home page in a language."""
    return f"public/{language}/index.html"


def archive(language: str) -> str:
    """All editions, by year."""
    return f"public/{language}/archive/index.html"


def year(language: str, number: int) -> str:
    """The editions of a year."""
    return f"public/{language}/archive/{number:04}/index.html"


def subjects(language: str) -> str:
    """The list of subjects."""
    return f"public/{language}/subjects/index.html"


def subject(language: str, slug: str) -> str:
    """The editions on a subject; the slug is the same in every language."""
    return f"public/{language}/subjects/{slug}/index.html"


def people(language: str) -> str:
    """The list of people and organisations that are quoted."""
    return f"public/{language}/people/index.html"


def person(language: str, id: str) -> str:
    """All that a person or an organisation is quoted as saying."""
    return f"public/{language}/people/{id}/index.html"


def sources(language: str) -> str:
    """The list of sources."""
    return f"public/{language}/sources/index.html"


def source(language: str, slug: str, id: str) -> str:
    """All that was drawn from a source.

    Args:
        language: of the page.
        slug: the first edition that used the article.
        id: of the source in that edition.
    """
    return f"public/{language}/sources/{slug}/{id}/index.html"


def corrections(language: str) -> str:
    """The log of corrections."""
    return f"public/{language}/corrections/index.html"


def search(language: str) -> str:
    """The search, in the pages of a language."""
    return f"public/{language}/search/index.html"


def about(language: str) -> str:
    """About the publication."""
    return f"public/{language}/about/index.html"


def not_found(language: str) -> str:
    """What is shown in place of a page that is not there."""
    return f"public/{language}/404.html"


def edition_page(slug: str, language: str) -> str:
    """The explainer."""
    return f"public/{language}/{slug}/index.html"


def edition_pdf(slug: str, language: str, paper: str) -> str:
    """The explainer on paper."""
    return f"public/{language}/{slug}/{slug}-{paper}.pdf"


def comparisons_page(slug: str, language: str) -> str:
    """The comparisons that the explainer does not show."""
    return f"public/{language}/{slug}/comparisons/index.html"


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


def atom(language: str) -> str:
    """The Atom feed of a language."""
    return f"public/{language}/feed.xml"


def json_feed(language: str) -> str:
    """The JSON feed of a language."""
    return f"public/{language}/feed.json"


def card(language: str) -> str:
    """The picture of the publication for social networks."""
    return f"public/{language}/card.png"


def edition_card(slug: str, language: str) -> str:
    """The picture of an edition for social networks."""
    return f"public/{language}/{slug}/card.png"
