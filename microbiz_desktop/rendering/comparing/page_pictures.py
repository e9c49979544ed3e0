"""Draws the pages of a PDF as a reader shows them, within limits of pages, pixels and seconds."""

import io
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...domain.errors import MicrobizError

if TYPE_CHECKING:
    import pikepdf
    from PIL.Image import Image

#: Dots in an inch at which pages are compared; a PDF counts 72.
DPI = 100
_POINTS = 72


class CannotCompare(MicrobizError):
    """Pages that could not be compared: too many, too large or too slow to draw."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is drawn before it is given up; the largest agreement of ours needs a tenth.

    Seconds are those of this process: a busy computer takes none of them away.
    """

    pages: int = 200
    pixels: int = 4_000_000
    seconds: float = 15.0


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """What a reader makes a page of: its boxes in points, how it is turned, and its unit."""

    media: tuple[float, ...]
    crop: tuple[float, ...]
    turned: int
    unit: float

    @property
    def pixels(self) -> float:
        """How many dots the visible part has when it is drawn."""
        left, bottom, right, top = self.crop
        return abs((right - left) * (top - bottom)) * (DPI / _POINTS) ** 2


class PagePictures:
    """The pages of one file, drawn when asked for. `stop` is the moment at which it is given up."""

    def __init__(self, pdf: bytes, limits: Limits, stop: float) -> None:
        import pikepdf
        import pypdfium2

        self._limits, self._stop = limits, stop
        with pikepdf.open(io.BytesIO(pdf)) as document:
            if len(document.pages) > limits.pages:
                raise CannotCompare("The file has too many pages to compare.")
            units = [float(page.obj.get("/UserUnit", 1)) for page in document.pages]
            self.noted = [_noted(page) for page in document.pages]
            self.layered = "/OCProperties" in document.Root
        self._document = pypdfium2.PdfDocument(pdf)
        self._document.init_forms()
        if len(self._document) != len(units):
            raise CannotCompare("The file does not say how many pages it has.")
        self.sheets = [self._sheet(number, unit) for number, unit in enumerate(units)]

    def close(self) -> None:
        """Close the file and give its memory back."""
        self._document.close()

    def lively(self, index: int) -> bool:
        """Whether notes, fields or layers make the page look otherwise on screen and in print."""
        return self.layered or self.noted[index]

    def drawn(self, index: int) -> "Image":
        """The page on screen, with its notes and fields."""
        return self._draw(index, draw_annots=True, may_draw_forms=True)

    def in_print(self, index: int) -> "Image":
        """The page as a printer gets it."""
        from pypdfium2.raw import FPDF_PRINTING

        return self._draw(index, draw_annots=True, extra_flags=FPDF_PRINTING)

    def bare(self, index: int) -> "Image":
        """The page without notes and fields."""
        return self._draw(index, draw_annots=False, may_draw_forms=False)

    def _draw(self, index: int, **options: bool | int) -> "Image":
        if self.sheets[index].pixels > self._limits.pixels:
            raise CannotCompare(f"Page {index + 1} is too large to compare.")
        if time.process_time() > self._stop:
            raise CannotCompare("The pages took too long to compare.")
        page = self._document[index]
        try:
            bitmap = page.render(scale=DPI / _POINTS, rev_byteorder=True, **options)
            picture: Image = bitmap.to_pil().convert("RGB")
            return picture
        finally:
            page.close()

    def _sheet(self, index: int, unit: float) -> PaperSheet:
        page = self._document[index]
        try:
            media, crop = page.get_mediabox(), page.get_cropbox()
            return PaperSheet(_rounded(media), _rounded(crop), page.get_rotation(), unit)
        finally:
            page.close()


def _rounded(box: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(round(edge, 2) for edge in box)


def _noted(page: "pikepdf.Page") -> bool:
    """Plain links draw nothing; whatever else stands on a page may."""
    notes = page.obj.get("/Annots", ())
    return any(str(note.get("/Subtype")) != "/Link" or "/AP" in note for note in notes)


@contextmanager
def pictures(pdf: bytes, limits: Limits, stop: float) -> Iterator[PagePictures]:
    """The pages of a file; closed at the end. Raises what the libraries raise for a bad file."""
    opened = PagePictures(pdf, limits, stop)
    try:
        yield opened
    finally:
        opened.close()
