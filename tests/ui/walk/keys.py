"""Where the keyboard goes: everything that acts, in reading order, with its place to be seen."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from microbiz_desktop.ui.forms.labelled import LabelledField

from .looks import in_window, short, shown, text_of

ACTING = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QAbstractItemView)
#: More stops than any page has: a walk that does not come round is ended.
_MOST = 500


def name_of(one: QWidget) -> str:
    """By what a screen reader and we know it."""
    said = one.accessibleName() or text_of(one) or one.objectName()
    return short(f"{type(one).__name__} {said}".strip())


def acting(root: QWidget) -> list[QWidget]:
    """What can be used now."""
    found = [one for one in shown(root) if isinstance(one, ACTING) and one.isEnabled()]
    return [one for one in found if not _is_inside(one, root)]


def _is_inside(one: QWidget, root: QWidget) -> bool:
    """Parts of a field of Qt's own, and what says that another one's keys drive it."""
    parent = one.parentWidget()
    while parent is not None and parent is not root:
        if isinstance(parent, QComboBox | QAbstractItemView | QLineEdit):
            return True
        parent = parent.parentWidget()
    return bool(one.property("driven_by"))


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop of Tab: whether it came into sight, and whether the keyboard's place is painted."""

    widget: QWidget
    in_sight: bool
    marked: bool
    place: QRect


def walk(root: QWidget) -> list[Stop]:
    """The stops of Tab, from the first until it comes round."""
    root.window().activateWindow()
    QApplication.processEvents()
    stops: list[Stop] = []
    known: set[int] = set()
    for _ in range(_MOST):
        at = QApplication.focusWidget()
        QTest.keyClick(at if at is not None else root, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if now is None or id(now) in known:
            break
        known.add(id(now))
        QApplication.processEvents()
        if now is root or root.isAncestorOf(now):
            stops.append(_stop(now, root))
    return stops


def _stop(now: QWidget, root: QWidget) -> Stop:
    place = in_window(now, root)
    in_sight = not now.visibleRegion().isEmpty()
    ringed = _picture(now, root)
    now.clearFocus()
    bare = _picture(now, root)
    now.setFocus(Qt.FocusReason.TabFocusReason)
    return Stop(now, in_sight, ringed != bare, place)


def nameless(root: QWidget) -> Iterator[str]:
    """What acts and says nothing to a screen reader."""
    for one in acting(root):
        if not one.accessibleName() and not text_of(one):
            yield f"without a name: {type(one).__name__} {one.objectName()}".strip()


def misnamed(root: QWidget) -> Iterator[str]:
    """Fields that a screen reader calls otherwise than their label, or by their example.

    What is chosen may follow the label.
    """
    for block in root.findChildren(LabelledField):
        inner = block.widget
        while (proxy := inner.focusProxy()) is not None:
            inner = proxy
        said = block.widget.accessibleName() or inner.accessibleName()
        label = block.label.text()
        if said != label and not said.startswith(f"{label}: "):
            yield f"called “{said}” under the label “{label}”"
    for line in root.findChildren(QLineEdit):
        if (example := line.placeholderText()) and example == line.accessibleName() != "Search":
            yield f"called by its example: “{example}”"


def unreached(root: QWidget, stops: list[Stop]) -> Iterator[str]:
    """What acts and is no stop, nor stands for one (the chosen one of a group does)."""
    reached = {id(stop.widget) for stop in stops}
    groups = {id(group) for stop in stops if (group := _group(stop.widget)) is not None}
    for one in acting(root):
        proxy = one.focusProxy()
        held = id(one) in reached or (proxy is not None and id(proxy) in reached)
        group = _group(one)
        if not held and not (group is not None and id(group) in groups):
            yield f"no Tab reaches it: {name_of(one)}"


def _group(one: QWidget) -> object:
    if isinstance(one, QAbstractButton):
        return one.group() if one.group() is not None else None
    return None


def backwards(stops: list[Stop]) -> Iterator[str]:
    """Steps of Tab within one parent that go up, or to the left in one line; the round is apart."""
    if not stops:
        return
    first = min(range(len(stops)), key=lambda at: (stops[at].place.y(), stops[at].place.x()))
    for one, other in pairwise([*stops[first:], *stops[:first]]):
        parent = one.widget.parentWidget()
        if parent is None or parent is not other.widget.parentWidget():
            continue
        before, after = in_window(one.widget, parent), in_window(other.widget, parent)
        if above(after, before) or (level(after, before) and after.x() < before.x()):
            yield f"Tab goes back: from {name_of(one.widget)} to {name_of(other.widget)}"


def above(one: QRect, other: QRect) -> bool:
    """Whether one stands wholly above another and in its column."""
    beside = one.left() > other.right() or one.right() < other.left()
    return one.bottom() < other.top() and not beside


def level(one: QRect, other: QRect) -> bool:
    """Whether two stand in one line."""
    return one.top() < other.bottom() and other.top() < one.bottom()


def _picture(one: QWidget, root: QWidget) -> QImage:
    """It with what stands right around it, as painted."""
    spot = in_window(one, root).adjusted(-6, -6, 6, 6).intersected(root.rect())
    return root.grab(spot).toImage()


def unseen(stops: list[Stop]) -> Iterator[str]:
    """Stops that do not come into sight, or look the same without the keyboard on them."""
    for stop in stops:
        if not stop.in_sight:
            yield f"out of sight with the keyboard on it: {name_of(stop.widget)}"
        elif not stop.marked:
            yield f"the keyboard on it is not to be seen: {name_of(stop.widget)}"
