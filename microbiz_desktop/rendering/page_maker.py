"""The parts of WeasyPrint that we reach into, as types: the library itself carries none.

Only what is used here is named. What is merely handed on to the library is an `object`.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol, TypeAlias, TypedDict

#: How the library notes where in a box the next page or line goes on; None is its beginning.
Resume: TypeAlias = "Mapping[int, Resume] | None"


#: What ended a page, and the kind of page that the next one must be.
NextPage = TypedDict("NextPage", {"break": str, "page": str | None})


class Style(Protocol):
    """What the cascade gave a box, upon the style around it: values by the names of CSS."""

    parent_style: "Style | None"
    pseudo_type: str | None
    cascaded: Mapping[str, object]

    def __getitem__(self, name: str, /) -> Any:
        """A length is a number, a word a text."""


class Element(Protocol):
    """The HTML element that a box was made of."""

    tag: str

    def get(self, name: str, /) -> str | None:
        """An attribute."""


class LaidBox(Protocol):
    """A box of the layout; lengths are CSS pixels from the upper left corner of the page."""

    element: Element | None
    element_tag: str
    style: Style
    position_x: float
    position_y: float
    width: float
    height: float
    margin_bottom: float
    children: "Sequence[LaidBox]"
    leading_collapsible_space: bool
    trailing_collapsible_space: bool

    def content_box_x(self) -> float:
        """The left edge of what is inside."""

    def content_box_y(self) -> float:
        """The upper edge of what is inside."""

    def border_box_x(self) -> float:
        """The left edge of the frame."""

    def border_box_y(self) -> float:
        """The upper edge of the frame."""

    def border_width(self) -> float:
        """The width with the frame."""

    def border_height(self) -> float:
        """The height with the frame."""

    def margin_height(self) -> float:
        """The height with frame and margins."""

    def copy_with_children(self, children: "Sequence[LaidBox]", /) -> "LaidBox":
        """The same box around these."""

    def deepcopy(self) -> "LaidBox":
        """The same box with all that is inside."""

    def translate(self, dx: float, dy: float, /) -> None:
        """Move it with all that is inside."""

    def is_in_normal_flow(self) -> bool:
        """Whether it stands where the words before it end."""


class LayoutContext(Protocol):
    """What the library knows while it lays out a page."""

    in_column: bool
    page_bottom: float
    excluded_shapes: Sequence[object]


class LaidPage(Protocol):
    """A page that is laid out."""

    _page_box: LaidBox
    bookmarks: Sequence[object]
    links: Sequence[object]
    anchors: Mapping[str, object]


class Document(Protocol):
    """A document that is laid out and not yet written."""

    pages: Sequence[LaidPage]

    def write_pdf(self, **options: object) -> bytes:
        """The file."""


class Source(Protocol):
    """A document as HTML, read."""

    etree_element: object
    base_url: str

    def render(self, *, stylesheets: Sequence[object], font_config: object) -> Document:
        """Lay it out."""


class Fetcher(Protocol):
    """Gives the library the pictures that a document may have."""

    known: Mapping[str, bytes]


class Library(Protocol):
    """The library itself."""

    __version__: str

    def HTML(self, *, string: str, url_fetcher: object, base_url: str) -> Source:  # noqa: N802 - its name
        """Read a document."""

    def CSS(self, *, string: str, font_config: object, base_url: str) -> object:  # noqa: N802 - its name
        """Read a stylesheet."""

    def Attachment(  # noqa: N802 - its name
        self,
        *,
        string: bytes,
        name: str,
        description: str,
        created: datetime,
        modified: datetime,
        relationship: str,
    ) -> "AttachedFile":
        """A file to be put into the document."""


class AttachedFile(Protocol):
    """A file in a document; `source` opens it, with its type."""

    source: object
