"""The matrix on screen: party names stay in sight, clause headings stand aslant, arrows move.

The sign-off room shows it, and the cell chosen in it leads to the detail below. It is a table of
Qt with painting of our own, so that keys and screen readers work as in any other.
"""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from microbiz_desktop.ui.look.icons import paint_icon
from microbiz_desktop.ui.look.theme import Theme, follow_theme, theme
from microbiz_desktop.ui.signoff.answer_pills import cell_look, pill_look, signatory_line
from microbiz_desktop.ui.signoff.matrix_model import HEADS, MatrixModel
from microbiz_desktop.ui.widgets.avatar import paint_avatar
from microbiz_desktop.ui.widgets.labels import paint_pill, pill_width
from microbiz_desktop.ui.widgets.painting import ALIGN_CENTRE, ALIGN_LEFT, box, text_width, write

#: Party, standing, how and when; and the party where those would not fit beside the clauses.
_PARTY_WIDTH, _STANDING_WIDTH, _HOW_WIDTH, _NARROW_PARTY = 208, 156, 160, 180
#: A cell takes its part of the width within these bounds; then the matrix scrolls sideways.
_NARROWEST, _COMFORTABLE, _WIDEST = 32, 36, 52
_ROW, _SMALL_ROW, _MANY = 50, 40, 8
_HEAD, _SLANT = 112, -38
_SHORT = 17

#: The style draws a face behind headers; ours paint their sections themselves.
_BARE = "QHeaderView { background: transparent; border: none; }"
_BARE_CORNER = "QTableCornerButton::section { background: transparent; border: none; }"
_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly
LogoOf = Callable[[str], QPixmap | None]


class Matrix(QTableView):
    """Parties and clauses; the current cell is what the detail below shows."""

    cell_chosen = Signal(str, str)

    def __init__(self, model: MatrixModel, logo_of: LogoOf) -> None:
        """`logo_of` gives the picture of a SHA-256."""
        super().__init__()
        self._matrix = model
        self.setModel(model)
        self.setAccessibleName("Parties and clauses")
        self.setItemDelegate(MatrixDelegate(self))
        self.setHorizontalHeader(ClauseHeader(model, self))
        self.setVerticalHeader(PartyHeader(model, logo_of, self))
        _hide_corner(self)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.viewport().setAutoFillBackground(False)
        self.selectionModel().currentChanged.connect(self._current_changed)
        model.modelReset.connect(self.fit)
        follow_theme(self._apply_theme)

    def fit(self) -> None:
        """Columns by what stands in them, rows lower when there are many parties."""
        now = theme()
        header, count = self.horizontalHeader(), self._matrix.columnCount()
        bar = self.verticalScrollBar()
        whole = self.width() - (bar.width() if bar.isVisible() else 0) - 2
        party, *behind = self._beside(whole, max(0, count - 2))
        clauses = max(1, count - len(behind))
        room = whole - party - sum(behind)
        cell = min(max(room // clauses, now.px(_NARROWEST)), now.px(_WIDEST))
        if behind:  # lines go on to the edge of the card
            behind[-1] = max(behind[-1], whole - party - sum(behind[:-1]) - clauses * cell)
        header.setMinimumSectionSize(now.px(_NARROWEST))  # the style's own is wider
        for column in range(count):
            at = column - self._matrix.status_column()
            header.resizeSection(column, behind[at] if at >= 0 else cell)
        self.verticalHeader().setDefaultSectionSize(now.px(self.row_height()))
        self.verticalHeader().setFixedWidth(party)
        header.setFixedHeight(now.px(_HEAD))

    def _beside(self, whole: int, clauses: int) -> tuple[int, int, int]:
        """Widths of party, standing, and how and when: as their words need where room is scarce."""
        now = theme()
        usual = (now.px(_PARTY_WIDTH), now.px(_STANDING_WIDTH), now.px(_HOW_WIDTH))
        if sum(usual) + clauses * now.px(_COMFORTABLE) <= whole:
            return usual
        parties = [self._matrix.party(row) for row in range(self._matrix.rowCount())]
        pills = [pill_width(*pill_look(party)[:0:-1]) for party in parties]
        font = now.font("second", figures=True)
        told = [text_width(font, words) for p in parties for words in (p.how, p.when)]
        heads = [text_width(now.font("header"), words) for words in HEADS]
        standing = max([*pills, heads[0]]) + now.px(16)
        how = max([*told, heads[1]]) + now.px(14)
        left = whole - standing - how - clauses * now.px(_NARROWEST + 1)
        return min(max(left, now.px(_NARROW_PARTY)), usual[0]), standing, how

    def row_height(self) -> int:
        """Height of a row at 100 %."""
        return _SMALL_ROW if self._matrix.rowCount() > _MANY else _ROW

    def whole_height(self) -> int:
        """Height that shows every row, and the bar below when the clauses scroll sideways."""
        room = self.width() - self.verticalHeader().width() - 2
        sideways = self.horizontalHeader().length() > room
        bar = self.horizontalScrollBar().sizeHint().height() if sideways else 0
        return self._rows_height() + bar

    def choose(self, party: str, clause: str = "") -> None:
        """Make a cell the current one."""
        index = self._matrix.index_at(party, clause)
        if index.isValid():
            self.setCurrentIndex(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cells share the width there is."""
        super().resizeEvent(event)
        self.fit()

    def minimumSizeHint(self) -> QSize:
        """Scrolls in both directions when it must."""
        return QSize(theme().px(320), theme().px(_HEAD + _ROW * 2))

    def _rows_height(self) -> int:
        rows = self._matrix.rowCount() * theme().px(self.row_height())
        return rows + theme().px(_HEAD) + 2

    def _current_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        self.horizontalHeader().viewport().update()  # a strong heading reaches past its section
        if now.isValid():
            clause = self._matrix.clause(now.column())
            self.cell_chosen.emit(self._matrix.party(now.row()).key, clause.id if clause else "")

    def _apply_theme(self, now: Theme) -> None:
        palette = QPalette(self.palette())
        # The delegate shows what is chosen; the style would fill the cell below it.
        palette.setColor(QPalette.ColorRole.Highlight, Qt.GlobalColor.transparent)
        self.setPalette(palette)
        self.fit()
        self.viewport().update()


def _hide_corner(view: QTableView) -> None:
    """Qt's corner button has a face of its own and no use here."""
    view.setCornerButtonEnabled(False)
    for button in view.findChildren(QAbstractButton, options=_DIRECT):
        button.setStyleSheet(_BARE_CORNER)
        button.setAccessibleName("Corner")


class MatrixDelegate(QStyledItemDelegate):
    """A tinted tile with an icon for each clause; pill, and how and when, behind."""

    def __init__(self, view: Matrix) -> None:
        super().__init__(view)
        self._view = view

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Line below, content, ring of the current cell."""
        model = index.model()
        assert isinstance(model, MatrixModel)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        # The cell that is shown below stays marked; a stronger ring says the keyboard is on it.
        ring = (2 if state & QStyle.StateFlag.State_HasFocus else 1) if chosen else 0
        line = QRect(rect.x(), rect.bottom(), rect.width(), 1)
        painter.fillRect(line, theme().colour("line"))
        party, clause = model.party(index.row()), model.clause(index.column())
        if clause is not None:
            self._paint_cell(painter, rect, cell_look(party.cells[clause.id]), ring)
        elif index.column() == model.status_column():
            self._paint_standing(painter, rect, pill_look(party), ring)
        else:
            self._paint_how(painter, rect, party.how, party.when, ring)
        painter.restore()

    def _paint_cell(
        self, painter: QPainter, rect: QRect, look: tuple[str, str, str], ring: int
    ) -> None:
        now = theme()
        icon, ink, ground = look
        side = now.px(26)
        tile = QRect(0, 0, side, side)
        tile.moveCenter(rect.center())
        if ground:
            border = now.colour(ink) if now.strong_contrast else None
            box(painter, tile, fill=now.colour(ground), border=border, radius=6)
        if ring:
            gap = min(4, (rect.width() - side) // 2)
            around = tile.adjusted(-gap, -gap, gap, gap)
            box(painter, around, border=now.colour("accent"), width=ring, radius=9)
        inset = now.px(5 if ground else 8)
        paint_icon(painter, icon, now.colour(ink), tile.adjusted(inset, inset, -inset, -inset))

    def _paint_standing(
        self, painter: QPainter, rect: QRect, look: tuple[str, str, str], ring: int
    ) -> None:
        now = theme()
        kind, icon, words = look
        width, height = min(pill_width(words, icon), rect.width() - 12), now.px(22)
        pill = QRect(rect.x() + now.px(8), 0, width, height)
        pill.moveCenter(pill.center())
        pill.moveTop(rect.y() + (rect.height() - height) // 2)
        paint_pill(painter, pill, kind, icon, words)
        if ring:
            around = pill.adjusted(-4, -4, 4, 4)
            box(painter, around, border=now.colour("accent"), width=ring, radius=15)

    def _paint_how(self, painter: QPainter, rect: QRect, how: str, when: str, ring: int) -> None:
        now = theme()
        half, middle = now.px(17), rect.center().y()
        place = rect.adjusted(now.px(8), 0, -4, 0)
        upper = QRect(place.x(), middle - half, place.width(), half)
        lower = QRect(place.x(), middle, place.width(), half)
        write(painter, upper, how, now.font("second"), now.colour("text"), ALIGN_LEFT)
        figures = now.font("second", figures=True)
        write(painter, lower, when, figures, now.colour("text_2"), ALIGN_LEFT)
        if ring:
            box(painter, rect.adjusted(2, 4, -2, -5), border=now.colour("accent"), width=ring)


class ClauseHeader(QHeaderView):
    """Clause numbers upright, headings aslant above them."""

    def __init__(self, model: MatrixModel, view: Matrix) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._matrix = model
        self._view = view
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(True)
        self.setAccessibleName("Clauses")
        self.setStyleSheet(_BARE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """All headings, whichever is asked for: each lies aslant over its neighbours."""
        super().paintEvent(QPaintEvent(self.viewport().rect()))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """One heading; the one of the current column is strong."""
        now = theme()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), now.colour("line"))
        clause = self._matrix.clause(section)
        foot = QRect(rect.x(), rect.bottom() - now.px(26), rect.width(), now.px(22))
        if clause is None:
            words = self._matrix.headerData(section, Qt.Orientation.Horizontal) or ""
            place = foot.adjusted(now.px(8), 0, 0, 0)
            write(painter, place, words, now.font("header"), now.colour("text_2"), ALIGN_LEFT)
        else:
            current = self._view.currentIndex().column() == section
            ink = now.colour("text" if current else "text_2")
            number = now.font("header", figures=True)
            write(painter, foot, clause.number, number, now.colour("text"), ALIGN_CENTRE)
            painter.translate(rect.center().x() - now.px(4), foot.y() - now.px(2))
            rtl = self.isRightToLeft()
            painter.rotate(-_SLANT if rtl else _SLANT)
            font = now.font("pill" if current else "second")
            words = _shortened(clause.heading)
            width = text_width(font, words) + 4
            place = QRect(-width if rtl else 0, -now.px(16), width, now.px(16))
            write(painter, place, words, font, ink, ALIGN_LEFT)
        painter.restore()


class PartyHeader(QHeaderView):
    """Logo, name and who signs; stays in sight when the clauses scroll sideways."""

    def __init__(self, model: MatrixModel, logo_of: LogoOf, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._matrix = model
        self._logo_of = logo_of
        self.setAccessibleName("Parties")
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setStyleSheet(_BARE)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """One party."""
        now = theme()
        party = self._matrix.party(section)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), now.colour("line"))
        side = now.px(32 if rect.height() >= now.px(_ROW) else 26)
        rtl = self.isRightToLeft()
        x = rect.right() - side - 2 if rtl else rect.x() + 2
        spot = QRect(x, rect.y() + (rect.height() - side) // 2, side, side)
        paint_avatar(painter, spot, party.name, self._logo_of(party.logo))
        left = rect.x() + 4 if rtl else spot.right() + now.px(10)
        half, middle = now.px(18), rect.center().y()
        width = (spot.x() - now.px(10) if rtl else rect.right() - 4) - left
        upper = QRect(left, middle - half, width, half)
        lower = QRect(left, middle, width, half)
        write(painter, upper, party.name, now.font("label"), now.colour("text"), ALIGN_LEFT)
        line = signatory_line(party)
        write(painter, lower, line, now.font("second"), now.colour("text_2"), ALIGN_LEFT)
        painter.restore()


def _shortened(heading: str) -> str:
    """A heading that fits aslant: whole words up to about eighteen letters."""
    if len(heading) <= _SHORT:
        return heading
    words = heading.split()
    kept = words[0]
    for word in words[1:]:
        if len(kept) + 1 + len(word) > _SHORT:
            break
        kept += f" {word}"
    return f"{kept}…"
