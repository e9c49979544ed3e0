"""Where Tab goes: as the window is read, also through what was made after the rest of it.

Qt goes by when widgets were made. Questions, rows and cards are made when they are needed, so it
would come to them last, behind the buttons and pages that stand below or beside them.
"""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSlider,
    QApplication,
    QGridLayout,
    QLayout,
    QScrollArea,
    QSplitter,
    QWidget,
)

#: What else is seen above and below of where the keyboard comes to, in pixels.
_AROUND = 48


def tab_stops(owner: QWidget) -> list[QWidget]:
    """What takes the keyboard by Tab and is in sight or can be scrolled to, as it is read."""
    return [part for part in _as_read(owner) if _takes_tab(part)]


def move_focus(owner: QWidget, *, forward: bool) -> bool:
    """The keyboard to the next stop, or the one before, and round; False when there is none."""
    stops = tab_stops(owner)
    if not stops:
        return False
    step = 1 if forward else -1
    target = stops[(_place(stops, forward=forward) + step) % len(stops)]
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    target.setFocus(reason)
    bring_into_sight(target)
    return True


def to_next_field(owner: QWidget) -> bool:
    """From a field inside to the next one inside that is typed into or chosen from, if any."""
    fields = [stop for stop in tab_stops(owner) if _is_field(stop)]
    focus = QApplication.focusWidget()
    if focus not in fields[:-1]:
        return False
    target = fields[fields.index(focus) + 1]
    target.setFocus(Qt.FocusReason.TabFocusReason)
    bring_into_sight(target)
    return True


def _is_field(stop: QWidget) -> bool:
    return not isinstance(stop, (QAbstractButton, QAbstractSlider))


def bring_into_sight(target: QWidget) -> None:
    """Scroll whatever it lies in so far that all of it is seen, its upper edge first."""
    above = target.parentWidget()
    while above is not None:
        inner = above.widget() if isinstance(above, QScrollArea) else None
        if isinstance(above, QScrollArea) and inner is not None:
            place = QRect(target.mapTo(inner, QPoint()), target.size())
            above.ensureVisible(place.left(), place.bottom(), 0, _AROUND)
            above.ensureVisible(place.left(), place.top(), 0, _AROUND)
        above = above.parentWidget()


def _place(stops: list[QWidget], *, forward: bool) -> int:
    """Where the keyboard is among the stops; on the way between two when it is at none."""
    focus = QApplication.focusWidget()
    if focus in stops:
        return stops.index(focus)
    inside = [i for i, stop in enumerate(stops) if focus is not None and focus.isAncestorOf(stop)]
    if inside:  # a page as a whole: forward leads into it, back to what stands before it
        return inside[0] - 1 if forward else inside[0]
    around = [i for i, stop in enumerate(stops) if focus is not None and stop.isAncestorOf(focus)]
    if around:
        return around[-1]
    if focus is not None and (before := _stops_before(stops, focus)) is not None:
        return min(before, len(stops) - 1) - (1 if forward else -1)
    return -1 if forward else 0


def _stops_before(stops: list[QWidget], gone: QWidget) -> int | None:
    """How many stops are read before what was hidden with the keyboard in it; None if elsewhere."""
    known, count = set(stops), 0
    for part in _as_read(gone.window(), hidden=True):
        if part is gone:
            return count
        count += part in known
    return None


def _takes_tab(part: QWidget) -> bool:
    wanted = bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return wanted and part.isEnabled() and part.focusProxy() is None


def _as_read(owner: QWidget, *, hidden: bool = False) -> Iterator[QWidget]:
    for part in _children(owner):
        if (hidden or part.isVisible()) and not part.isWindow():
            yield part
            yield from _as_read(part, hidden=hidden)


def _children(owner: QWidget) -> list[QWidget]:
    """Directly inside: as they are laid out, then what lies over them, oldest first."""
    if isinstance(owner, QAbstractScrollArea):
        return [owner.viewport()]
    if isinstance(owner, QSplitter):
        parts = (owner.widget(place) for place in range(owner.count()))
        return [part for part in parts if part is not None]
    inside = [child for child in owner.children() if isinstance(child, QWidget)]
    layout = owner.layout()
    ordered = list(_laid_out(layout, inside)) if layout is not None else []
    return list(dict.fromkeys((*ordered, *inside)))


def _laid_out(layout: QLayout, widgets: list[QWidget]) -> Iterator[QWidget]:
    """Those of the widgets that a layout holds, in its order.

    Its items are not asked for what they hold: the wrapper of an item would take that with it.
    """
    inner = [part for part in layout.children() if isinstance(part, QLayout)]
    found: list[tuple[int, QWidget | QLayout]] = [(layout.indexOf(part), part) for part in widgets]
    found += [(layout.indexOf(part), part) for part in inner]
    held = [(place, part) for place, part in found if place >= 0]
    for _place_in, part in sorted(held, key=lambda one: _line_of(layout, one[0])):
        if isinstance(part, QLayout):
            yield from _laid_out(part, widgets)
        else:
            yield part


def _line_of(layout: QLayout, place: int) -> tuple[int, ...]:
    """Where a place is read: a grid by lines, whenever its parts were added."""
    if isinstance(layout, QGridLayout):
        spot = layout.getItemPosition(place)
        return spot[:2] if isinstance(spot, tuple) else (place,)
    return (place,)
