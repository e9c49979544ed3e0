"""What rendering gives back, light enough for everybody to import."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Anchor:
    """A part of a clause, schedule or section: page index from 0, points from the page's edges."""

    id: str
    page: int
    top: float
    bottom: float
    left: float = 0.0
    right: float = 0.0


@dataclass(frozen=True, slots=True)
class Rendered:
    """The file, how many pages it has, and where each clause stands."""

    pdf: bytes
    pages: int
    anchors: tuple[Anchor, ...]
