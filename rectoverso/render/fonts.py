"""The fonts: Source Serif, Source Sans and Atkinson Hyperlegible, made fit for us.

The serif has no narrow no-break space (U+202F), which French sets before « ; ! ? » and
between digits, and the sans has no hyphen at U+2010, which the PDF renderer hyphenates with;
Atkinson Hyperlegible, in which sheets for easy reading are set, has neither. Without glyphs of
their own these would be drawn from whatever font the machine has. So each face gets them. The
licence (SIL OFL 1.1, of all three) asks that a changed font bear another name: inside and
outside they are called « Rectoverso ».
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

import font_source_sans_pro  # type: ignore[import-untyped]
import font_source_serif_pro  # type: ignore[import-untyped]
import fontpkg_atkinson_hyperlegible  # type: ignore[import-untyped]
from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from fontTools.ttLib.tables._g_l_y_f import Glyph  # type: ignore[import-untyped]

from rectoverso.model.artifacts import Artifact, Audience, Made, digest_of
from rectoverso.render import addresses

SERIF = "Rectoverso Serif"
SANS = "Rectoverso Sans"
CLEAR = "Rectoverso Clear"
# Code point → width in ems.
_SPACES = {0x202F: 0.2, 0x2009: 0.2, 0x2060: 0.0}
# Python does not count them as printable.
_BLANKS = frozenset("\u00a0\u2009\u202f\u2060")
_HYPHENS = (0x2010, 0x2011)
_ASCII = frozenset(map(chr, range(0x20, 0x7F)))
_FEATURES = ("kern", "liga", "locl", "ccmp", "mark", "lnum", "tnum")


@dataclass(frozen=True, slots=True)
class Face:
    """One cut of a family.

    Attributes:
        name: file name without its ending, such as ``serif-600``.
        family: ``SERIF``, ``SANS`` or ``CLEAR``; the last is for paper only.
        weight: 100 to 900.
        italic: whether it slopes.
        file: key in the font package's ``font_files_ttf``, or name of a file of ``CLEAR``'s.
    """

    name: str
    family: str
    weight: int
    italic: bool
    file: str

    @property
    def origin(self) -> Path:
        """The file in the font package."""
        if self.family == CLEAR:
            return Path(fontpkg_atkinson_hyperlegible.ROOT, "files", self.file)
        package = font_source_serif_pro if self.family == SERIF else font_source_sans_pro
        return Path(package.font_files_ttf[self.file])


FACES = (
    Face("serif-400", SERIF, 400, False, "SourceSerifPro"),
    Face("serif-400-italic", SERIF, 400, True, "SourceSerifProIt"),
    Face("serif-600", SERIF, 600, False, "SourceSerifProSemibold"),
    Face("serif-700", SERIF, 700, False, "SourceSerifProBold"),
    Face("sans-400", SANS, 400, False, "SourceSansPro"),
    Face("sans-400-italic", SANS, 400, True, "SourceSansProIt"),
    Face("sans-600", SANS, 600, False, "SourceSansProSemibold"),
    Face("sans-900", SANS, 900, False, "SourceSansProBlack"),
    Face("clear-400", CLEAR, 400, False, "AtkinsonHyperlegible-Regular.ttf"),
    Face("clear-700", CLEAR, 700, False, "AtkinsonHyperlegible-Bold.ttf"),
)
ON_SCREEN = tuple(face for face in FACES if face.family != CLEAR)
"""The faces that the site serves."""


def face(name: str) -> Face:
    """The face of that name, such as ``serif-700``."""
    return next(face for face in FACES if face.name == name)


@cache
def _widths(name: str) -> dict[str, float]:
    with TTFont(face(name).origin) as font:
        units, metrics = font["head"].unitsPerEm, font["hmtx"]
        known = font.getBestCmap()
        return {chr(code): metrics[glyph][0] / units for code, glyph in known.items()}


def width(name: str, text: str) -> float:
    """How wide a text is in a face, in ems, without kerning."""
    widths = _widths(name)
    return sum(widths.get(sign, 0.6) for sign in text)


def _opened(face: Face) -> TTFont:
    # Without the time of saving, the same font has the same bytes.
    font = TTFont(face.origin, recalcTimestamp=False)
    units = font["head"].unitsPerEm
    known = font.getBestCmap()
    added = {code: known[ord("-")] for code in _HYPHENS if code not in known}
    for code, width in _SPACES.items():
        if code not in known:
            added[code] = f"uni{code:04X}"
            font["glyf"][added[code]] = Glyph()
            font["hmtx"][added[code]] = (round(units * width), 0)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap.update(added)
    style = face.name.partition("-")[2]
    names = {1: f"{face.family} {style}", 2: "Regular", 4: f"{face.family} {style}"}
    names[6] = names[4].replace(" ", "-")
    for number in (16, 17, 18, 21, 22, 25):
        font["name"].removeNames(nameID=number)
    for number, text in names.items():
        font["name"].removeNames(nameID=number)
        font["name"].setName(text, number, 3, 1, 0x409)
    # The signature is the original's, and no longer holds.
    if "DSIG" in font:
        del font["DSIG"]
    return font


@cache
def for_paper(name: str) -> bytes:
    """The whole face as TrueType, for the PDF renderer. Made once a process."""
    target = io.BytesIO()
    _opened(face(name)).save(target)
    return target.getvalue()


@dataclass(frozen=True, slots=True)
class Cut:
    """A face, and the characters that browsers need of it, in order."""

    face: str
    characters: str


def for_screen(name: str, characters: str) -> bytes:
    """The part of a face that has the characters, as WOFF2."""
    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = list(_FEATURES)
    options.hinting = False
    # The licence goes with the fonts as a file; every face would repeat it.
    options.name_IDs = [0, 1, 2, 4, 6, 14]
    font = _opened(face(name))
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[ord(character) for character in characters])
    cutter.subset(font)
    font.flavor = "woff2"
    target = io.BytesIO()
    font.save(target)
    return target.getvalue()


def missing(name: str, characters: str) -> str:
    """Those of some characters that a face cannot show, as the PDF renderer gets it."""
    known = TTFont(io.BytesIO(for_paper(name))).getBestCmap()
    return "".join(character for character in characters if ord(character) not in known)


def rules(address: str, faces: Iterable[Face] = FACES) -> str:
    """The ``@font-face`` rules of some faces.

    A face that is not there at once is not shown on that page, so that no text ever jumps; pages
    ask for the first ones early, and the next page has them all.

    Args:
        address: with a placeholder for the name, such as ``fonts/{name}.woff2``.
        faces: all, or ``ON_SCREEN``.
    """
    return "\n".join(
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight};'
        f" font-style: {'italic' if face.italic else 'normal'}; font-display: optional;"
        f' src: url("{address.format(name=face.name)}"); }}'
        for face in faces
    )


def licence() -> bytes:
    """The fonts' licence, which has to go with them."""
    return Path(font_source_serif_pro.font_directory, "LICENSE.txt").read_bytes()


def make_face(cut: Cut, inputs: Mapping[str, bytes]) -> Made:
    """Makes the bytes of a font of the site."""
    return Made(for_screen(cut.face, cut.characters))


def make_licence(values: None, inputs: Mapping[str, bytes]) -> Made:
    """Makes the bytes of the licence beside the fonts."""
    return Made(licence())


def characters(texts: Iterable[str]) -> str:
    """The characters that browsers need, in order: all that texts show, and what one types."""
    shown = set(_ASCII)
    for text in texts:
        # Style sheets set labels in capitals: « dernière » needs an È that no text holds.
        shown |= {*text, *text.upper()}
    return "".join(sorted(sign for sign in shown if sign.isprintable() or sign in _BLANKS))


def artifacts(characters: str) -> tuple[Artifact, ...]:
    """The font files of the public site, with these characters."""
    program = Path(__file__).read_bytes()
    faces = tuple(
        Artifact(
            path=addresses.font(face.name),
            media_type="font/woff2",
            audience=Audience.PUBLIC,
            make=make_face,
            values=Cut(face.name, characters),
            digest=digest_of(
                face.name,
                characters,
                face.origin.read_bytes(),
                version("fonttools"),
                program,
            ),
        )
        for face in ON_SCREEN
    )
    licensed = Artifact(
        path=f"{addresses.FONTS}/LICENSE.txt",
        media_type="text/plain",
        audience=Audience.PUBLIC,
        make=make_licence,
        values=None,
        digest=digest_of(licence()),
    )
    return (*faces, licensed)
