"""Prints a PDF as a scanner would see it, and reads the codes on it."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

import zxingcpp
from PIL import Image

MM_PER_INCH = 25.4


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code that was read: its text, and its corners in millimetres from the page's corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def pages(pdf: Path, folder: Path, dpi: int) -> list[Image.Image]:
    """Every page in grey."""
    subprocess.run(
        ["pdftoppm", "-r", str(dpi), "-gray", "-png", str(pdf), str(folder / pdf.stem)], check=True
    )
    return [Image.open(path).convert("L") for path in sorted(folder.glob(f"{pdf.stem}-*.png"))]


def codes(page: Image.Image, dpi: int) -> list[Code]:
    """The QR codes on a page."""
    found = []
    for code in zxingcpp.read_barcodes(page, formats=zxingcpp.BarcodeFormat.QRCode):
        place = code.position
        corners = [place.top_left, place.top_right, place.bottom_right, place.bottom_left]
        across = [corner.x * MM_PER_INCH / dpi for corner in corners]
        down = [corner.y * MM_PER_INCH / dpi for corner in corners]
        found.append(Code(code.text, min(across), min(down), max(across), max(down)))
    return found


def is_white(
    page: Image.Image, dpi: int, left: float, top: float, right: float, bottom: float
) -> bool:
    """Whether nothing is printed between these millimetres."""
    scale = dpi / MM_PER_INCH
    area = page.crop((left * scale, top * scale, right * scale, bottom * scale))
    darkest, _ = area.getextrema()
    return darkest > 200
