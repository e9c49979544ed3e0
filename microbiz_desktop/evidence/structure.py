"""Is anything in a PDF beside its pages that was not written there, or gone that was?

With a file to compare with, everything must lead to the same; without one, by a list of all that
our files have. Either way what nobody thought of is told too.
"""

from collections.abc import Iterator

import pikepdf

from .graph import PdfObjects, Spot, differences
from .metadata import metadata_problems

#: What is said of a place that is not as it was written, by its key.
_SAID = {
    "/OpenAction": "The file was given an action that runs when it is opened.",
    "/AA": "The file was given an action.",
    "/AcroForm": "The file was given a form or a signature that was not made here.",
    "/OCProperties": "The file was given layers that can be switched on and off.",
    "/JavaScript": "The file was given a script.",
    "/Pages": "Pages were added or taken away.",
    "/Outlines": "The bookmarks of the file were changed.",
    "/StructTreeRoot": "What a screen reader reads out was changed: tags or alternative texts.",
    "/Lang": "The language that a screen reader is told was changed.",
    "/MarkInfo": "What a screen reader is told of the file was changed.",
    "/Dests": "Where the links of the file lead was changed.",
    "/EmbeddedFiles": "What is attached, or what is said of it, was changed.",
    "/AF": "What is attached, or what is said of it, was changed.",
    "/PageLabels": "The page numbers that a reader shows were changed.",
    "/OutputIntents": "The colours of the file were given another meaning.",
    "/ViewerPreferences": "The way the file opens was changed.",
}
_ON_PAGE = {
    "/Annots": "Page {page}: a link was changed, or a note, a field or a link was added.",
    "/Resources": "Page {page}: fonts, pictures or layers were exchanged or added.",
    "/AA": "Page {page} was given an action.",
}
_BOXES = frozenset({"/MediaBox", "/CropBox", "/TrimBox", "/BleedBox", "/ArtBox", "/Rotate"})


def said(spot: Spot) -> str:
    """One sentence on a place that is not as it was written."""
    kind, page, key = spot
    if kind != "page":
        return _SAID.get(key, f"Something was added to the file or taken from it ({key}).")
    if key in _BOXES or key == "/UserUnit":
        return f"Page {page} was cropped, turned or given another size."
    other = f"Page {page} was given something that was not written there ({key})."
    return _ON_PAGE.get(key, other).format(page=page)


def compared(
    expected: pikepdf.Pdf, found: pikepdf.Pdf, *, tolerance: float = 0
) -> tuple[list[str], list[str]]:
    """Sentences on what differs from the file expected: for certain, and, of a fresh one, perhaps.

    With a tolerance the file expected was made anew: that its fonts and pictures are packed
    otherwise shows nothing by itself.
    """
    ours, theirs = PdfObjects(expected), PdfObjects(found)
    spots = differences(ours, theirs, tolerance=tolerance)
    doubtful = [spot for spot in spots if tolerance and spot[0] == "page" and spot[2] in _DRAWN]
    certain = [said(spot) for spot in spots if spot not in doubtful]
    certain += metadata_problems(ours, theirs)
    certain += _tag_problems(expected, found)
    return list(dict.fromkeys(certain)), list(dict.fromkeys(map(said, doubtful)))


_DRAWN = ("/Resources",)


def _tag_problems(expected: pikepdf.Pdf, found: pikepdf.Pdf) -> list[str]:
    """Marks inside the drawing of a page can hold words for screen readers, and layers."""
    pages = zip(expected.pages, found.pages, strict=False)
    return [
        f"Page {number}: what a screen reader reads out, or a layer, was changed."
        for number, (ours, theirs) in enumerate(pages, 1)
        if list(marks(ours)) != list(marks(theirs))
    ]


def marks(page: pikepdf.Page) -> Iterator[tuple[str, str]]:
    """Each mark in the drawing of a page: its operator, and what it says."""
    for instruction in pikepdf.parse_content_stream(page, "BDC BMC DP MP EMC"):
        yield str(instruction.operator), " ".join(map(_spelled, instruction.operands))


def _spelled(operand: object) -> str:
    if isinstance(operand, pikepdf.Object):
        return operand.unparse(resolved=True).decode("latin-1")
    return str(operand)
