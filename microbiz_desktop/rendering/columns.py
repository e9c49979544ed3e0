"""Columns laid out once: WeasyPrint lays out every page in columns at least twice.

It tries the columns, asks how high each next line would be, and then lays all of them out again.
A page that is full anyway needs none of that; only the last page of columns is tried at some
heights, until its columns are about as long as each other. Columns that this does not know
(headings across them, a given height, from right to left) are left to the library.

Reaches into the library's own parts, in the version that `pdf` names.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from weasyprint.layout import block, column
from weasyprint.layout.percent import percentage

from .page_maker import LaidBox, LayoutContext, NextPage, Resume

#: The box, where it goes on, what the next page must be, and two notes of the library.
_LaidOut: TypeAlias = (
    "tuple[LaidBox | None, Resume | tuple[int, None], NextPage, Sequence[object], bool]"
)
#: Boxes with a place of their own, and styles of the first letter and line: handed on as they are.
_Styles = tuple[object, object, object, object]

_stock: Callable[..., _LaidOut] = column.columns_layout
#: How much longer columns become from one try to the next: half a line, in CSS pixels.
_STEP = 8.8


def install() -> None:
    """From now on this process lays out columns so; once is enough."""
    block.columns_layout = columns_layout


@dataclass(slots=True)
class _Filled:
    """Columns, where they go on, and what follows them."""

    columns: list[LaidBox]
    resume_at: Resume
    next_page: NextPage


class _Setting:
    """One box of columns on one page, to be filled at some height."""

    def __init__(
        self, context: LayoutContext, box: LaidBox, around: object, skip: Resume, styles: _Styles
    ) -> None:
        self._context, self._box, self._around = context, box, around
        self._skip, self._styles = skip, styles
        gap = percentage(box.style["column_gap"], box.style, box.width)
        self._count = box.style["column_count"]
        self._width = (box.width - (self._count - 1) * gap) / self._count
        self._advance = self._width + gap
        self._top = box.content_box_y()

    def fill(self, height: float, *, empty: bool) -> _Filled | None:
        """The columns at this height; None when not even a line has room.

        On an empty page anything goes; elsewhere one line alone stays at no edge of a column.
        """
        filled = _Filled([], self._skip, {"break": "any", "page": None})
        absolute, fixed, letter, line = self._styles
        for number in range(self._count):
            bare = column._create_column_box(
                self._box, self._around, self._box.children, self._width, self._top
            )
            bare.position_x += number * self._advance
            made, filled.resume_at, filled.next_page, *_ = block.block_box_layout(
                self._context, bare, self._context.page_bottom - self._top - height,
                filled.resume_at, self._around, empty, absolute, fixed, None, letter, line,
                discard=False, max_lines=None,
            )  # fmt: skip
            if made is None:
                return None
            filled.columns.append(made)
            if filled.resume_at is None:
                break
        return filled

    def balanced(self, filled: _Filled, room: float) -> _Filled:
        """What fits into the room, in columns as short as can be."""
        height = sum(_length(made, self._top) for made in filled.columns) / self._count
        while height < room:
            tried = self.fill(height, empty=False)
            if tried is not None and tried.resume_at is None:
                return tried
            height += _STEP
        return filled


def _length(made: LaidBox, top: float) -> float:
    last = made.children[-1]
    return float(last.position_y + last.margin_height() - last.margin_bottom - top)


def columns_layout(  # noqa: PLR0913, PLR0917 - the library calls it so
    context: LayoutContext,
    box: LaidBox,
    bottom_space: float,
    skip_stack: Resume,
    containing_block: object,
    page_is_empty: bool,
    absolute_boxes: object,
    fixed_boxes: object,
    adjoining_margins: object,
    first_letter_style: object,
    first_line_style: object,
) -> _LaidOut:
    """The same contract as the library's."""
    styles = (absolute_boxes, fixed_boxes, first_letter_style, first_line_style)
    if not _known(box):
        return _stock(
            context, box, bottom_space, skip_stack, containing_block, page_is_empty,
            *styles[:2], adjoining_margins, *styles[2:],
        )  # fmt: skip
    context.in_column = True
    box = box.copy_with_children(box.children)
    box.position_y += block.collapse_margin(adjoining_margins)
    block.block_level_width(box, containing_block)
    setting = _Setting(context, box, containing_block, skip_stack, styles)
    room = context.page_bottom - box.content_box_y() - bottom_space
    filled = setting.fill(room, empty=page_is_empty)
    if filled is not None and filled.resume_at is None:
        filled = setting.balanced(filled, room)
    context.in_column = False
    if filled is None:
        return None, (0, None), {"break": "any", "page": None}, [], False
    box.children = filled.columns
    box.height = max(made.margin_height() for made in filled.columns)
    for made in filled.columns:
        made.height = box.height
    return box, filled.resume_at, filled.next_page, [], False


def _known(box: LaidBox) -> bool:
    style = box.style
    return (
        style["column_count"] != "auto"
        and style["height"] == "auto"
        and style["direction"] == "ltr"
        and style["column_gap"] != "normal"
        and bool(box.children)
        and all(child.style["column_span"] != "all" for child in box.children)
    )
