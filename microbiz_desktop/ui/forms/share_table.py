"""Who gets which share: slider, percentage and amount a party, and whether it adds up.

The question of how a sum is shared out is answered in it. A total other than 100 % is said and not
barred, since whoever changes two shares must pass through one that is wrong.
"""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QSlider, QWidget

from microbiz_desktop.domain.money.figures import BRITISH, Manner, write_money, write_percent
from microbiz_desktop.domain.money.money import WHOLE, equal_shares
from microbiz_desktop.ui.forms.field import FieldWidget
from microbiz_desktop.ui.forms.fields import PercentField
from microbiz_desktop.ui.look.theme import Theme, follow_theme, theme
from microbiz_desktop.ui.runtime.slices import Slices
from microbiz_desktop.ui.widgets.announce import RestedAnnouncer
from microbiz_desktop.ui.widgets.buttons import LinkButton
from microbiz_desktop.ui.widgets.cards import IconMark
from microbiz_desktop.ui.widgets.labels import ElidedLabel, Label, Line
from microbiz_desktop.ui.widgets.layouts import SPRING, column, drop, put, row, wide
from microbiz_desktop.ui.widgets.painting import (
    box,
    focus_ring,
    focus_visible,
    mirrored,
    start_painting,
)

#: A slider moves by half a percent; finer shares are typed.
_STEP = 5_000


class ShareSlider(QSlider):
    """A slider painted by hand, as a styled one clips its handle."""

    def __init__(self, name: str) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setAccessibleName(name)
        self.setRange(0, WHOLE // _STEP)
        self.setPageStep(10)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Short, as the field beside it is exact."""
        return QSize(theme().px(76), theme().px(28))

    def minimumSizeHint(self) -> QSize:
        """Still worth dragging."""
        return QSize(theme().px(48), theme().px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Track, filled part, ring-shaped handle."""
        painter = start_painting(self)
        now = theme()
        side = now.px(16)
        middle = self.height() // 2
        travel = self.width() - side
        at = round(travel * self.value() / max(1, self.maximum()))
        box(painter, QRect(0, middle - 2, self.width(), 4), fill=now.colour("line"), radius=2)
        done = mirrored(self, QRect(0, middle - 2, at + side // 2, 4))
        box(painter, done, fill=now.colour("accent"), radius=2)
        handle = mirrored(self, QRect(at, middle - side // 2, side, side))
        fill, edge = now.colour("surface"), now.colour("accent")
        box(painter, handle, fill=fill, border=edge, width=2, radius=side / 2)
        if focus_visible(self):
            focus_ring(painter, self.rect().adjusted(0, 2, 0, -2), 6)


class ShareRow:
    """The widgets of one party in the table."""

    def __init__(self, key: str, name: str, manner: Manner) -> None:
        self.key = key
        self.name = ElidedLabel(name, "form_strong")
        self.slider = ShareSlider(f"Share of {name}, slider")
        self.field = PercentField(f"Share of {name}", manner)
        self.amount = Label("", "form_strong", figures=True)
        self.amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.share = 0

    def show(self, share: int, *, typed: bool = False) -> None:
        """Show a share; while it is being typed the field keeps the user's letters."""
        self.share = share
        self.slider.blockSignals(True)
        self.slider.setValue(round(share / _STEP))
        self.slider.blockSignals(False)
        if not typed:
            self.field.set_value(share)

    def widgets(self) -> tuple[QWidget, QWidget, QWidget, QWidget]:
        """In reading order."""
        return (self.name, self.slider, self.field, self.amount)


class ShareFoot(QHBoxLayout):
    """The last row: whether the shares add up, what they are together, and the sum of the parts."""

    def __init__(self, manner: Manner) -> None:
        super().__init__()
        self._manner = manner
        self.setContentsMargins(0, 6, 0, 0)
        self.setSpacing(6)
        self.verdict = Label("", "label", "ok")
        self._tick = IconMark("check", "ok", 16)
        self._percent = Label("", "label", figures=True)
        self.sum = Label("", "label", figures=True)
        self.sum.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        put(self, self.verdict, self._tick, SPRING, self._percent)
        self.addSpacing(18)  # the figures end below those in the fields, which have a padding
        self.addWidget(self.sum)

    def show(self, shares: Mapping[str, int], whole: str | None) -> None:
        """Judge these shares; `whole` is the sum of all parts, None where there are no sums."""
        total, exact = sum(shares.values()), _add_up(shares)
        self.verdict.setText("Adds up exactly" if exact else _rest_words(total, self._manner))
        self.verdict.set_ink("ok" if exact else "waiting")
        self._tick.setVisible(exact)
        self._percent.setText(write_percent(total, self._manner))
        self.sum.setText(whole or "–")
        self.sum.setVisible(whole is not None)


class ShareTable(FieldWidget):
    """Ten-thousandths of a percent by party; a total other than 100 % is said, not barred."""

    def __init__(
        self,
        title: str = "Shares of what is left",
        amounts_for: Callable[[Mapping[str, int]], Mapping[str, int]] | None = None,
        manner: Manner = BRITISH,
        slices: Slices | None = None,
    ) -> None:
        """`amounts_for` gives minor units by party, of shares that add up.

        With `slices` the rows are made little by little; a row not yet made keeps its share.
        """
        super().__init__()
        self._amounts_for = amounts_for
        self._manner = manner
        self._slices = slices
        self._rows: list[ShareRow] = []
        self._waiting: dict[str, tuple[str, int]] = {}
        self._announcer = RestedAnnouncer(self)
        self.equal_link = LinkButton("Share equally", act=self.share_equally)
        self._grid_holder = QWidget()
        self._foot = ShareFoot(manner)
        self._column = column(
            row(wide(Label(title, "label")), self.equal_link),
            self._grid_holder,
            self._foot,
            gap=4,
            of=self,
        )
        follow_theme(self._apply_theme)

    def set_parties(self, parties: Sequence[tuple[str, str]]) -> None:
        """Rows for (key, name); shares of parties that stay are kept."""
        kept = self.value()
        self._rows = []
        self._waiting = {key: (name, kept.get(key, 0)) for key, name in parties}
        self._rebuild_grid()
        self._refresh()
        if self._slices is None:
            self._make_rows()
        else:
            self._slices.add([self._make_row] * len(self._waiting))

    def parties(self) -> list[tuple[str, str]]:
        """Key and name of each row, in order."""
        made = [(row.key, row.name.whole_text()) for row in self._rows]
        return made + [(key, name) for key, (name, _) in self._waiting.items()]

    def set_amounts_for(
        self, amounts_for: Callable[[Mapping[str, int]], Mapping[str, int]] | None
    ) -> None:
        """Another sum to share."""
        self._amounts_for = amounts_for
        self._refresh()

    def value(self) -> dict[str, int]:
        """Shares by party key."""
        made = {row.key: row.share for row in self._rows}
        return made | {key: share for key, (_, share) in self._waiting.items()}

    def set_value(self, shares: object) -> None:
        """Show shares without telling anybody."""
        known = shares if isinstance(shares, Mapping) else {}
        for one in self._rows:
            one.show(int(known.get(one.key, 0)))
        waiting = self._waiting.items()
        self._waiting = {key: (name, int(known.get(key, 0))) for key, (name, _) in waiting}
        self._refresh()

    def problem(self) -> str:
        """A share that cannot be read."""
        return next((row.field.problem() for row in self._rows if row.field.problem()), "")

    def first_gap(self, party: str = "") -> PercentField | None:
        """The field of a party, else of the first that has no share, else the first."""
        rows = self.rows()
        wanted = (row for row in rows if (row.key == party if party else not row.share))
        row = next(wanted, next(iter(rows), None))
        return row.field if row is not None else None

    def share_equally(self) -> None:
        """As equal as four decimals allow, adding up exactly."""
        if shares := self.value():
            self.set_value(dict(zip(shares, equal_shares(len(shares)), strict=True)))
            self._tell()
            self.finished.emit()

    def verdict(self) -> str:
        """What the last row says."""
        return self._foot.verdict.text()

    def total_shown(self) -> str:
        """The sum below the amounts, or a dash."""
        return self._foot.sum.text()

    def rows(self) -> tuple[ShareRow, ...]:
        """The rows in order, all of them made."""
        self._make_rows()
        return tuple(self._rows)

    def _make_rows(self) -> None:
        while self._waiting:
            self._make_row()

    def _make_row(self) -> None:
        """The next row that waits, if it has not been made meanwhile."""
        if not self._waiting:
            return
        key = next(iter(self._waiting))
        name, share = self._waiting.pop(key)
        row, line = ShareRow(key, name, self._manner), 2 * len(self._rows)
        self._rows.append(row)
        for spec, widget in enumerate(row.widgets()):
            self._grid.addWidget(widget, line + 1, spec)
        self._grid.addWidget(Line(), line + 2, 0, 1, 4)
        self._connect(row)
        self._fit(row, theme())
        row.show(share)
        self._show_amounts((row,))

    def _rebuild_grid(self) -> None:
        old = self._grid_holder
        self._grid_holder, self._grid = _empty_grid()
        self._column.replaceWidget(old, self._grid_holder)
        drop(old)

    def _connect(self, row: ShareRow) -> None:
        row.slider.valueChanged.connect(lambda steps: self._take(row, steps * _STEP))
        row.slider.sliderReleased.connect(self.finished)
        row.field.edited.connect(lambda: self._take(row, row.field.value(), typed=True))
        row.field.finished.connect(self.finished)

    def _take(self, row: ShareRow, share: int | None, *, typed: bool = False) -> None:
        if share is None:
            return
        row.show(share, typed=typed)
        self._refresh()
        self._tell()

    def _tell(self) -> None:
        self._announcer.say(self.verdict())
        self.edited.emit()

    def _refresh(self) -> None:
        """Sums are shown only while the shares add up: a half split has no true sum."""
        amounts = self._show_amounts(self._rows)
        whole = write_money(sum(amounts.values()), self._manner) if amounts else "–"
        self._foot.show(self.value(), whole if self._amounts_for else None)

    def _show_amounts(self, rows: Sequence[ShareRow]) -> dict[str, int]:
        """Write the amounts of these rows, or a dash; gives those of all."""
        shares = self.value()
        amounts: dict[str, int] = {}
        if self._amounts_for and _add_up(shares):
            amounts = dict(self._amounts_for(shares))
        for one in rows:
            known = one.key in amounts
            one.amount.setText(write_money(amounts[one.key], self._manner) if known else "–")
            one.amount.setVisible(self._amounts_for is not None)
        return amounts

    def _apply_theme(self, now: Theme) -> None:
        """Amounts share one width, so that their last figures stand below each other."""
        for one in self._rows:
            self._fit(one, now)
        self._foot.sum.setMinimumWidth(now.px(72))

    def _fit(self, row: ShareRow, now: Theme) -> None:
        row.field.setFixedWidth(now.px(102))  # 33.3334 % is seen whole
        row.slider.setFixedWidth(now.px(76))
        row.amount.setMinimumWidth(now.px(72))


def _add_up(shares: Mapping[str, int]) -> bool:
    """Whether everything is given to somebody, nothing twice, and nobody gets less than nothing."""
    return sum(shares.values()) == WHOLE and min(shares.values(), default=0) >= 0


def _rest_words(total: int, manner: Manner) -> str:
    if total == WHOLE:
        return "A share is below zero"
    rest = write_percent(abs(WHOLE - total), manner)
    return f"{rest} {'still to share' if total < WHOLE else 'too much'}"


def _empty_grid() -> tuple[QWidget, QGridLayout]:
    """A grid of four columns with a line at its top, in a widget of its own."""
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(0, 3)
    grid.setColumnStretch(1, 1)
    grid.addWidget(Line(), 0, 0, 1, 4)
    return holder, grid
