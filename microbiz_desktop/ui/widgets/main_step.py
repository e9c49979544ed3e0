"""Enter does the main step of a form or dialog, and Esc leaves it.

A field that has its own use for a key keeps it, as a list of words takes Enter; in a text of
several lines it is Ctrl+Enter. A form says once what its keys do; its fields know nothing of it.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QDialog, QWidget

from microbiz_desktop.ui.widgets.buttons import PrimaryButton
from microbiz_desktop.ui.widgets.layouts import ScrollColumn, column, wide

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MODIFIERS = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.KeypadModifier,
    Qt.KeyboardModifier.ControlModifier,
)
#: Room kept free around a dialog on a small screen.
_AROUND = 24


class _StepKeys(QObject):
    """Hears the keys that no field inside wanted."""

    def __init__(
        self, form: QWidget, act: Callable[[], object], leave: Callable[[], object] | None
    ) -> None:
        super().__init__(form)
        self._act, self._leave = act, leave
        form.setProperty("enter_acts", True)
        form.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt gives a key to each parent in turn until one takes it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if is_enter(event):
                if not event.isAutoRepeat():  # a key held down is one step
                    self._act()
                return True
            if self._leave is not None and event.key() == Qt.Key.Key_Escape:
                self._leave()
                return True
        return super().eventFilter(watched, event)


def enter_acts(
    form: QWidget, act: Callable[[], object], leave: Callable[[], object] | None = None
) -> None:
    """Enter in a field of the form does `act`; Esc does `leave` where that is given."""
    _StepKeys(form, act, leave)


def has_main_step(part: QWidget) -> bool:
    """Whether Enter means something to the form or dialog that this is a part of."""
    above = part.parentWidget()
    while above is not None:
        if above.property("enter_acts") or isinstance(above, Dialog):
            return True
        above = above.parentWidget()
    return False


def is_enter(event: QKeyEvent) -> bool:
    """Enter, alone or with Ctrl as in a text of several lines."""
    return event.key() in _ENTER and event.modifiers() in _MODIFIERS


class Dialog(QDialog):
    """Enter presses its one primary button; what is dangerous has none and is never the default.

    It takes the keyboard into its first field unless it was put elsewhere, and fits the screen:
    what is too high for it scrolls. Once closed it is gone with all it holds: the next one is made
    anew.
    """

    #: What everything was put into, once it was too high for the screen.
    _scrolled: QWidget | None = None

    def open(self) -> None:
        """Show it over its window, which goes on."""
        self.finished.connect(self.deleteLater)
        super().open()

    def setVisible(self, visible: bool) -> None:
        """Before it is shown it is known whether the screen is high enough for it."""
        if visible and self._scrolled is None:
            least = _height(self, max(self.width(), self.minimumWidth()), least=True)
            if least > _room(self).height():
                self._scroll()
        super().setVisible(visible)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What no field wanted."""
        main = [b for b in self.findChildren(PrimaryButton) if b.isVisible() and b.isEnabled()]
        if is_enter(event) and len(main) == 1:
            if not event.isAutoRepeat():
                main[0].click()
        elif not is_enter(event):
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """In front of the user, whole, and ready to be typed into."""
        super().showEvent(event)
        self._fit()
        if self.focusWidget() is None and (first := first_stop(self)) is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def fit_height(self) -> None:
        """As high as what it says at its width, so that no room is left between its lines."""
        high = _height(self._scrolled or self, self.width())
        self.resize(self.width(), min(high, _room(self).height()))
        if self.isVisible():
            self._fit()

    def _scroll(self) -> None:
        """All it holds into a column that scrolls."""
        held = self.layout()
        if held is None:
            return
        area, self._scrolled = ScrollColumn(max_width=0, margin=0, gap=0), QWidget()
        self._scrolled.setLayout(held)  # which takes it from the dialog
        area.add(self._scrolled)
        column(wide(area), of=self)
        self.resize(max(self.width(), area.minimumSizeHint().width()), _room(self).height())

    def _fit(self) -> None:
        """No part beyond the screen."""
        room = _room(self)
        place = QRect(self.pos(), self.size())
        if room.contains(place):
            return
        self.resize(self.size().boundedTo(room.size()))
        place = QRect(self.pos(), self.size())
        left = max(room.left(), min(place.left(), room.right() - place.width()))
        top = max(room.top(), min(place.top(), room.bottom() - place.height()))
        self.move(left, top)


def _room(dialog: QDialog) -> QRect:
    """What of the screen a dialog may take."""
    place = dialog.screen().availableGeometry()
    return place.adjusted(_AROUND, _AROUND, -_AROUND, -_AROUND)


def _height(owner: QWidget, width: int, *, least: bool = False) -> int:
    """How high it wants to be at this width, or has to be at least."""
    layout = owner.layout()
    if layout is None or not layout.hasHeightForWidth():
        hint = owner.minimumSizeHint() if least else owner.sizeHint()
        return hint.height()
    within = layout.totalMinimumHeightForWidth if least else layout.totalHeightForWidth
    return within(width)


def first_stop(owner: QWidget) -> QWidget | None:
    """Where a dialog takes the keyboard: its first field, else its main button, else any."""
    stops = [
        child
        for child in owner.findChildren(QWidget)
        if child.isVisible() and child.isEnabled() and child.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    fields = [stop for stop in stops if not isinstance(stop, QAbstractButton)]
    main = [stop for stop in stops if isinstance(stop, PrimaryButton)]
    return next(iter((*fields, *main, *stops)), None)
