"""What rendering gives back, light enough for everybody to import."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Anchor:
    """A part of a clause, schedule or section: page index from 0, points from the page's top."""

    id: str
    page: int
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Rendered:
    """The file, how many pages it has, and where each clause stands."""

    pdf: bytes
    pages: int
    anchors: tuple[Anchor, ...]
