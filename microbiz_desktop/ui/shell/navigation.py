"""The navigation: name, search, pages with counts, settings, and the own business in use.

The frame puts it at the left of every page. Its parts are painted here and not styled, since they
have to look the same on every system and to shrink to an icon in a narrow window.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QWidget

from microbiz_desktop.ui.look.icons import paint_app_mark, paint_icon
from microbiz_desktop.ui.look.theme import Theme, follow_theme, theme
from microbiz_desktop.ui.widgets.avatar import logo_pixmap, paint_avatar
from microbiz_desktop.ui.widgets.labels import Line
from microbiz_desktop.ui.widgets.layouts import SPRING, column, put
from microbiz_desktop.ui.widgets.painting import (
    ALIGN_LEFT,
    ALIGN_RIGHT,
    box,
    focus_ring,
    focus_visible,
    mirrored,
    start_painting,
    text_width,
    write,
)

WIDE, NARROW = 232, 60


@dataclass(frozen=True, slots=True)
class NavItem:
    """One page in the navigation."""

    key: str
    icon: str
    label: str


class NavPart(QAbstractButton):
    """A part of the navigation that can be pressed; alone with its icon when there is no room."""

    height_at_100 = 34

    def __init__(self, name: str) -> None:
        super().__init__()
        self._narrow = False
        self.setText(name)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow_theme(self._apply_theme)

    def set_narrow(self, narrow: bool) -> None:
        """Icon alone; its word becomes the tool tip."""
        self._narrow = narrow
        self.setToolTip(self.accessibleName() if narrow else "")
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the navigation allows."""
        return QSize(theme().px(36), theme().px(self.height_at_100))

    def minimumSizeHint(self) -> QSize:
        """An icon."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground under the pointer, content, focus."""
        painter = start_painting(self)
        self._paint_ground(painter)
        self._paint_content(painter)
        if focus_visible(self):
            focus_ring(painter, self.rect())

    def _paint_ground(self, painter: QPainter) -> None:
        if self.underMouse():
            box(painter, self.rect(), fill=theme().colour("hover"))

    def _paint_content(self, painter: QPainter) -> None:
        raise NotImplementedError

    def _icon_rect(self) -> QRect:
        side = theme().px(18)
        x = (self.width() - side) // 2 if self._narrow else theme().px(12)
        return mirrored(self, QRect(x, (self.height() - side) // 2, side, side))

    def _apply_theme(self, now: Theme) -> None:
        self.updateGeometry()
        self.update()


class NavButton(NavPart):
    """One page: icon, word, count; the open one is tinted and has a bar."""

    def __init__(self, item: NavItem) -> None:
        super().__init__(item.label)
        self.item = item
        self._count: int | None = None
        self.setCheckable(True)

    def set_count(self, count: int | None) -> None:
        """How many there are; None shows nothing."""
        self._count = count
        said = self.item.label if count is None else f"{self.item.label}, {count}"
        self.setAccessibleName(said)
        self.set_narrow(self._narrow)

    def _paint_ground(self, painter: QPainter) -> None:
        now = theme()
        if not self.isChecked():
            super()._paint_ground(painter)
            return
        box(painter, self.rect(), fill=now.colour("accent_bg"))
        bar = mirrored(self, QRect(0, 8, 3, self.height() - 16))
        box(painter, bar, fill=now.colour("accent"), radius=1.5)

    def _paint_content(self, painter: QPainter) -> None:
        now = theme()
        open_ = self.isChecked()
        ink = now.colour("accent" if open_ else "text_2")
        paint_icon(painter, self.item.icon, ink, self._icon_rect())
        if self._narrow:
            return
        left, right = now.px(42), now.px(12)
        figure = now.font("second", figures=True)
        text = "" if self._count is None else f"{self._count:,}"
        counted = text_width(figure, text) + 2
        place = QRect(left, 0, self.width() - left - right - counted - now.px(6), self.height())
        font = now.font("body_strong")
        word_ink = now.colour("accent" if open_ else "text")
        write(painter, mirrored(self, place), self.item.label, font, word_ink, ALIGN_LEFT)
        at = QRect(self.width() - right - counted, 0, counted, self.height())
        write(painter, mirrored(self, at), text, figure, now.colour("text_2"), ALIGN_RIGHT)


class SearchButton(NavPart):
    """Looks like a field and opens the command box."""

    height_at_100 = 36

    def __init__(self) -> None:
        super().__init__("Search or jump to… Ctrl+K")

    def _paint_ground(self, painter: QPainter) -> None:
        now = theme()
        fill = now.colour("hover" if self.underMouse() else "surface")
        box(painter, self.rect(), fill=fill, border=now.colour("control"))

    def _paint_content(self, painter: QPainter) -> None:
        now = theme()
        side = now.px(16)
        x = (self.width() - side) // 2 if self._narrow else now.px(10)
        lens = QRect(x, (self.height() - side) // 2, side, side)
        ink = now.colour("text_2")
        paint_icon(painter, "search", ink, mirrored(self, lens))
        if self._narrow:
            return
        key_font = now.font("key")
        key_width = text_width(key_font, "Ctrl+K") + 2
        key = QRect(self.width() - key_width - now.px(9), 0, key_width, self.height())
        write(painter, mirrored(self, key), "Ctrl+K", key_font, ink, ALIGN_RIGHT)
        place = QRect(now.px(33), 0, key.x() - now.px(38), self.height())
        words = mirrored(self, place)
        write(painter, words, "Search or jump to…", now.font("form"), ink, ALIGN_LEFT)


class BusinessButton(NavPart):
    """The own business in use; opens the choice of another."""

    height_at_100 = 48

    def __init__(self) -> None:
        super().__init__("Own business")
        self._name, self._second = "", "Own business"
        self._logo: QPixmap | None = None

    def set_business(self, name: str, logo: bytes | None = None) -> None:
        """Show which business is in use; empty until there is one."""
        self._name = name
        self._logo = logo_pixmap(logo)
        self.setAccessibleName(f"Own business: {name}" if name else "Set up your business")
        self.set_narrow(self._narrow)

    def _paint_content(self, painter: QPainter) -> None:
        now = theme()
        side = now.px(28)
        x = (self.width() - side) // 2 if self._narrow else now.px(4)
        spot = mirrored(self, QRect(x, (self.height() - side) // 2, side, side))
        if self._name:
            paint_avatar(painter, spot, self._name, self._logo)
        else:
            paint_icon(painter, "building-2", now.colour("text_2"), spot.adjusted(5, 5, -5, -5))
        if self._narrow:
            return
        left, middle = now.px(40), self.height() // 2
        width = self.width() - left - now.px(26)
        upper, lower = QRect(left, middle - now.px(18), width, now.px(18)), now.px(17)
        name = self._name or "Your business"
        second = "Own business" if self._name else "Not set up yet"
        rect = mirrored(self, upper)
        write(painter, rect, name, now.font("label"), now.colour("text"), ALIGN_LEFT)
        below = mirrored(self, QRect(left, middle, width, lower))
        write(painter, below, second, now.font("key"), now.colour("text_2"), ALIGN_LEFT)
        mark = QRect(self.width() - now.px(22), 0, now.px(16), self.height())
        paint_icon(painter, "chevrons-up-down", now.colour("text_2"), mirrored(self, mark))


class Brand(QWidget):
    """The program's sign and name."""

    def __init__(self) -> None:
        super().__init__()
        self._narrow = False
        self.setAccessibleName("Microbiz")
        follow_theme(self._apply_theme)

    def set_narrow(self, narrow: bool) -> None:
        """The sign alone."""
        self._narrow = narrow
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Sign, then name; the sign takes the accent of the dark theme as its ground."""
        painter = start_painting(self)
        now = theme()
        side = now.px(28)
        x = (self.width() - side) // 2 if self._narrow else now.px(4)
        spot = mirrored(self, QRect(x, (self.height() - side) // 2, side, side))
        paint_app_mark(painter, spot, now.colour("accent"), now.colour("on_accent"))
        if not self._narrow:
            at = mirrored(self, QRect(now.px(40), 0, self.width() - now.px(40), self.height()))
            write(painter, at, "Microbiz", now.font("card"), now.colour("text"), ALIGN_LEFT)

    def _apply_theme(self, now: Theme) -> None:
        self.setFixedHeight(now.px(36))
        self.update()


class Navigation(QFrame):
    """The column at the left, 232 wide, or 60 with icons alone."""

    page_asked = Signal(str)
    jump_asked = Signal()
    settings_asked = Signal()
    business_asked = Signal()

    def __init__(self, items: Sequence[NavItem]) -> None:
        super().__init__()
        self._narrow = False
        self.setAccessibleName("Navigation")
        self._brand = Brand()
        self.search = SearchButton()
        self.search.clicked.connect(self.jump_asked)
        self.buttons = {item.key: NavButton(item) for item in items}
        self.settings = NavButton(NavItem("settings", "settings", "Settings"))
        self.settings.clicked.connect(self.settings_asked)
        self.business = BusinessButton()
        self.business.clicked.connect(self.business_asked)
        self._lay_out()
        follow_theme(self._apply_theme)

    def set_narrow(self, narrow: bool) -> None:
        """Icons alone when the window is narrow."""
        self._narrow = narrow
        for part in self._parts():
            part.set_narrow(narrow)
        self._brand.set_narrow(narrow)
        self._apply_theme(theme())

    def is_narrow(self) -> bool:
        """Whether words are hidden."""
        return self._narrow

    def show_open(self, key: str) -> None:
        """Mark the page that is open."""
        for button in (*self.buttons.values(), self.settings):
            button.setChecked(button.item.key == key)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Its own ground and one line towards the page."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().colour("side"))
        edge = mirrored(self, QRect(self.width() - 1, 0, 1, self.height()))
        painter.fillRect(edge, theme().colour("line"))

    def _parts(self) -> tuple[NavPart, ...]:
        return (self.search, *self.buttons.values(), self.settings, self.business)

    def _lay_out(self) -> None:
        lines = column(self._brand, 8, self.search, 10, gap=4, pad=(12, 12, 13, 8), of=self)
        for button in self.buttons.values():
            button.clicked.connect(lambda _=False, key=button.item.key: self._ask(key))
            lines.addWidget(button)
        put(lines, SPRING, self.settings, 6, Line(), self.business)

    def _ask(self, key: str) -> None:
        """The button checks itself; the frame says which page is really open."""
        self.page_asked.emit(key)

    def _apply_theme(self, now: Theme) -> None:
        self.setFixedWidth(now.px(NARROW if self._narrow else WIDE))
        self.update()
