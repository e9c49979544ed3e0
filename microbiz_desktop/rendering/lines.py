"""Lines laid out before are laid down again: after a change nearly all lines are the same.

A line depends on the words and styles of its paragraph, on the width, and on where in the paragraph
it starts; only its place on the page is new. Lines beside floats, with pictures or with anything
placed on its own are left to the library.

Reaches into the library's own parts, in the version that `pdf` names.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

from .page_maker import LaidBox, LayoutContext, Resume
from .styles import Special, Styles

#: All that a line depends on: its paragraph, the style and width around it, and where it starts.
_Key = tuple[int, int, float, str]
_stock: Callable[..., tuple[LaidBox | None, Resume]] = inline.get_next_linebox
#: Lines kept: some drafts of the longest kind.
_KEPT = 6_000
#: What may stand in a line that is kept.
_PLAIN = (boxes.LineBox, boxes.InlineBox, boxes.TextBox, boxes.InlineBlockBox, boxes.BlockBox)


@dataclass(frozen=True, slots=True)
class _KeptLine:
    """A line, the left edge it was laid out for, and where in the paragraph the next one starts."""

    box: LaidBox
    left: float
    resume_at: Resume

    def laid_down(self, left: float, top: float) -> tuple[LaidBox, Resume]:
        """The same line at another place."""
        line = self.box.deepcopy()
        line.translate(left - self.left, top - line.position_y)
        line.position_y = top
        return line, self.resume_at


@dataclass(slots=True)
class Lines:
    """Lines laid out lately, and the styles they were made of."""

    laid: dict[_Key, _KeptLine] = field(default_factory=dict)
    styles: Styles = field(default_factory=Styles)

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """What is laid out inside takes lines from here where they are known, and leaves them."""
        if len(self.laid) > _KEPT or self.styles.full:
            # The next pages bring theirs back.
            self.laid, self.styles = {}, Styles()
        inline.get_next_linebox = self._next
        try:
            with self.styles.in_use():
                yield
        finally:
            inline.get_next_linebox = _stock

    def _next(  # noqa: PLR0913, PLR0917 - the library calls it so
        self,
        context: LayoutContext,
        linebox: LaidBox,
        position_y: float,
        bottom_space: float,
        skip_stack: Resume,
        around: LaidBox,
        absolute_boxes: object,
        fixed_boxes: object,
        first_letter_style: object,
        first_line_style: object,
    ) -> tuple[LaidBox | None, Resume]:
        """The same contract as the library's."""
        plain = not (context.excluded_shapes or first_letter_style or first_line_style)
        key = self._key(linebox, skip_stack, around) if plain else None
        left = around.content_box_x()
        if key is not None and key in self.laid:
            return self.laid[key].laid_down(left, position_y)
        line, resume_at = _stock(
            context, linebox, position_y, bottom_space, skip_stack, around,
            absolute_boxes, fixed_boxes, first_letter_style, first_line_style,
        )  # fmt: skip
        if key is not None and line is not None:
            self.laid[key] = _KeptLine(line.deepcopy(), left, resume_at)
        return line, resume_at

    def _key(self, linebox: LaidBox, skip_stack: Resume, around: LaidBox) -> _Key | None:
        """All that the line depends on; None when it is not plain."""
        paragraph = self._paragraph(linebox)
        if paragraph is None:
            return None
        return paragraph, self.styles.of(around.style), around.width, repr(skip_stack)

    def _paragraph(self, linebox: LaidBox) -> int | None:
        """The paragraph's number, the same for the same words in the same styles."""
        known: int | None = linebox.__dict__.get("paragraph", -1)
        if known == -1:
            try:
                known = self.styles.number(self._made_of(linebox))
            except Special:
                known = None
            vars(linebox)["paragraph"] = known
        return known

    def _made_of(self, box: LaidBox) -> tuple[object, ...]:
        if type(box) not in _PLAIN or not box.is_in_normal_flow():
            raise Special
        spaces = box.leading_collapsible_space, box.trailing_collapsible_space
        own = type(box), box.element_tag, self.styles.of(box.style), *spaces
        if isinstance(box, boxes.TextBox):
            return *own, box.text
        return *own, *map(self._made_of, box.children)
