"""What an eye can tell in a picture of a page."""

from __future__ import annotations

import io
from collections import Counter

from PIL import Image

Colour = tuple[int, int, int]
# WCAG 2.2, 1.4.11: what is drawn stands out from what lies beside it by this ratio.
_ENOUGH = 3.0


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of WCAG 2.2, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def drawn(png: bytes) -> int:
    """How many pixels stand out from the commonest colour of a picture."""
    colours = Counter(_pixels(png))
    ground = colours.most_common(1)[0][0]
    return sum(count for colour, count in colours.items() if contrast(colour, ground) >= _ENOUGH)


def changed(before: bytes, after: bytes) -> int:
    """How many pixels of two pictures of the same size are plainly lighter or darker."""
    pairs = Counter(zip(_pixels(before), _pixels(after), strict=True))
    return sum(count for pair, count in pairs.items() if contrast(*pair) >= _ENOUGH)


def _luminance(colour: Colour) -> float:
    """Relative luminance of WCAG 2.2, from 0 to 1."""
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (part / 255 for part in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _pixels(png: bytes) -> list[Colour]:
    data = Image.open(io.BytesIO(png)).convert("RGB").tobytes()
    return [(data[place], data[place + 1], data[place + 2]) for place in range(0, len(data), 3)]
