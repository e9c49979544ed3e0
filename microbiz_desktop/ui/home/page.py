"""Home: what needs the user today, agreements under way, the week, and what there is.

The window opens with it once there is an own business. What takes long to work out comes a moment
later and aside, so that the first keys do not wait; what is shown stays until the answer is there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.domain.states import Kind
from microbiz_desktop.ui.home.network_cards import CardSlot, step_card, strength_card
from microbiz_desktop.ui.look.pills import URGENCIES, agreement_pill
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.records.page_keys import (
    add_page_keys,
    find_anything,
    new_agreement,
    nothing_to_print,
)
from microbiz_desktop.ui.records.undo import add_undo_keys, tell
from microbiz_desktop.ui.runtime.context import Context, Go
from microbiz_desktop.ui.shell.page_register import icon_of
from microbiz_desktop.ui.widgets.buttons import (
    Button,
    PrimaryButton,
    SecondaryButton,
    TonalButton,
)
from microbiz_desktop.ui.widgets.cards import Card
from microbiz_desktop.ui.widgets.labels import ElidedLabel, Label, Line
from microbiz_desktop.ui.widgets.layouts import (
    SPRING,
    TOP,
    ScrollColumn,
    column,
    empty,
    put,
    row,
    wide,
)
from microbiz_desktop.ui.widgets.link_row import LinkRow
from microbiz_desktop.ui.widgets.marks import DayMark, NumberMark

if TYPE_CHECKING:
    from microbiz_desktop.domain.clock import Moment
    from microbiz_desktop.services.home import HomeView
    from microbiz_desktop.services.network.values import SmallStep, Strength
    from microbiz_desktop.services.search import Hit
    from microbiz_desktop.services.shared.needs import DatedLine, Need
    from microbiz_desktop.services.wiring import Services

#: From this width of the page (at 100 %) the week stands beside the needs.
_TWO_COLUMNS_FROM = 1080
_NOON, _EVENING = 12, 18
#: The cards on the network are worked out this many milliseconds after the others, so that the
#: first keys do not wait for them.
_AFTER_PAINT = 200


@dataclass(frozen=True, slots=True)
class HomeContents:
    """What Home shows: what moves, what was open last, and whether the sample network is here."""

    view: HomeView
    recent: tuple[Hit, ...]
    sample: bool


class HomePage(QWidget):
    """One look: where things stand, and one next step for each."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._stale = False
        self._seen: HomeContents | None = None
        self.greeting = ElidedLabel("", "greeting")
        self.today = Label("", "form", "text_2")
        self.new_associate = SecondaryButton("New associate", "user-plus")
        self.new_agreement = PrimaryButton("New agreement", "file-plus")
        self.new_associate.clicked.connect(lambda: context.go(Link(Screen.ASSOCIATE, 0, "new")))
        self.new_agreement.clicked.connect(lambda: context.go(Link(Screen.NEW_AGREEMENT, 0, "new")))
        self.area = ScrollColumn(max_width=1360, margin=28, gap=20, centred=True)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.step, self.strength = CardSlot(), CardSlot()
        self._lay_out()
        context.notifier.changed.connect(self._changed)
        add_undo_keys(self, context)
        add_page_keys(
            self,
            find=find_anything(context),
            new=new_agreement(context),
            printing=nothing_to_print(context),
        )

    def opened(self) -> None:
        """Show what is stored now."""
        if self._stale or self._seen is None:
            self.reload()

    def panes(self) -> list[QWidget]:
        """One pane: it is read from top to bottom."""
        return [self.area]

    def reload(self) -> None:
        """Ask again; from the second time aside, and what is shown stays until the answer comes."""
        self._stale = False
        services, tasks = self._context.services, self._context.tasks
        if self._seen is not None:
            tasks.run(
                lambda: home_contents(services), done=self.show_contents, key="home", owner=self
            )
        else:
            self.show_contents(home_contents(services))

    def show_contents(self, seen: HomeContents) -> None:
        """Build the cards anew, unless they would be the same; the day goes on all the same."""
        self.greeting.setText(_greeting(self._context.services.clock.now(), seen.view.person))
        if seen != self._seen:
            self._seen = seen
            self._build(seen)
        QTimer.singleShot(_AFTER_PAINT, self, self._ask_network)

    def _ask_network(self) -> None:
        look, show = self._look_at_network, self._show_network
        self._context.tasks.run(look, done=show, key="home network", owner=self)

    def _build(self, seen: HomeContents) -> None:
        view = seen.view
        self.today.setText(view.today)
        for side, kept in ((self._left, self.step), (self._right, self.strength)):
            side.removeWidget(kept)
            empty(side)
        put(self._left, self._needs(view), self._live(view), self.step, SPRING)
        put(self._right, self._week(view), self.strength)
        if seen.recent:
            self._right.addWidget(_recent(self._context.go, seen.recent))
        if seen.sample:
            self._right.addWidget(self._sample())
        self._right.addStretch(1)

    def _look_at_network(self) -> tuple[SmallStep | None, Strength]:
        """Looks at every need and timeline: done beside the window."""
        services = self._context.services
        return services.small_steps.today(), services.strength.view()

    def _show_network(self, found: tuple[SmallStep | None, Strength]) -> None:
        step, strength = found
        self.step.show_card(step_card(self._context, step) if step is not None else None)
        self.strength.show_card(strength_card(self._context, strength))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns where there is room."""
        super().resizeEvent(event)
        wide = self.width() >= theme().px(_TWO_COLUMNS_FROM)
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.LeftToRight if wide else direction.TopToBottom)

    def column_count(self) -> int:
        """1 where it is narrow, else 2."""
        wide = self._columns.direction() == QBoxLayout.Direction.LeftToRight
        return 2 if wide else 1

    def minimumSizeHint(self) -> QSize:
        """One column in the smallest window."""
        return QSize(theme().px(480), theme().px(400))

    def _changed(self, kinds: frozenset[Kind]) -> None:
        if kinds:
            self._stale = True
            if self.isVisible():
                self.reload()

    def _lay_out(self) -> None:
        words = column(gap=0)
        put(words, self.greeting, self.today)
        top = Qt.AlignmentFlag.AlignTop
        self.area.column.addLayout(
            row(wide(words), (self.new_associate, 0, top), (self.new_agreement, 0, top), gap=8)
        )
        self._columns.setSpacing(16)
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        for side, share in ((self._left, 13), (self._right, 7)):
            side.setSpacing(16)
            self._columns.addLayout(side, share)
        self.area.column.addLayout(self._columns)
        row(self.area, of=self)

    def _needs(self, view: HomeView) -> Card:
        card = Card("Needs you today", aside="Most pressing first" if len(view.needs) > 1 else "")
        card.column.addWidget(Line())
        if not view.needs:
            words = "Nothing waits for you. Start an agreement, or look at who you might work with."
            card.add(Label(words, "form", "text_2", wrap=True))
        for number, need in enumerate(view.needs, start=1):
            if number > 1:
                card.add(Line())
            card.column.addLayout(_need(number, need, self._context.go))
        return card

    def _live(self, view: HomeView) -> Card:
        link = f"All {view.live_total}" if view.live_total else ""
        card = Card("Live agreements", link)
        card.link_clicked.connect(lambda: self._context.go(Link(Screen.AGREEMENTS)))
        card.column.addWidget(Line())
        if view.live:
            card.column.setSpacing(2)  # rows bring room of their own
        else:
            words = "No agreements yet. The first one takes about five minutes."
            card.add(Label(words, "form", "text_2", wrap=True))
        for number, one in enumerate(view.live):
            if number:
                card.add(Line())
            parties = "1 party" if one.party_count == 1 else f"{one.party_count} parties"
            link_row = LinkRow(
                one.title,
                f"{one.kind_title} · {parties}",
                icon="file-text",
                pill=agreement_pill(one),
                note=one.note,
                widths=(144, 172),
                act=lambda _=False, key=one.id: self._context.go(Link(Screen.AGREEMENT, key)),
            )
            card.add(link_row)
        return card

    def _week(self, view: HomeView) -> Card:
        card = Card("This week")
        if not view.week:
            card.add(Label("Nothing fixed in the next seven days.", "form", "text_2", wrap=True))
        today = self._context.services.clock.now().local().date().isoformat()
        days = sorted({line.day for line in view.week})
        for number, day in enumerate(days):
            if number:
                card.add(Line())
            lines = [line for line in view.week if line.day == day]
            card.column.addLayout(self._day(date.fromisoformat(day), lines, now=day == today))
        return card

    def _day(self, day: date, lines: list[DatedLine], *, now: bool) -> QHBoxLayout:
        across = row((DayMark(day, today=now), 0, TOP), gap=12)
        body = column(gap=0)
        for line in lines:
            link = LinkRow(line.title, line.about, icon=_ICONS.get(line.target.screen, "calendar"))
            link.clicked.connect(lambda _=False, line=line: self._context.go(line.target))
            body.addWidget(link)
        across.addLayout(body, 1)
        return across

    def _sample(self) -> Card:
        card = Card("Sample network")
        words = "These businesses are invented, for trying things out. Your own entries stay."
        card.add(Label(words, "form", "text_2", wrap=True))
        remove = SecondaryButton("Remove the sample network", act=self._remove_sample)
        card.column.addWidget(remove, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _remove_sample(self) -> None:
        sample = self._context.services.sample
        sample.remove()
        tell(self._context, "Sample network removed", sample.bring_back, sample.remove)


_ICONS = {
    "project": "folder-kanban",
    "signoff": "file-text",
    "associate": "users",
    "event": "calendar-days",
}


def home_contents(services: Services) -> HomeContents:
    return HomeContents(services.home.view(), services.search.recent(4), services.sample.present())


def _greeting(now: Moment, person: str) -> str:
    hour = now.local().hour
    part = "morning" if hour < _NOON else "afternoon" if hour < _EVENING else "evening"
    return f"Good {part}, {person}" if person else f"Good {part}"


def _recent(go: Go, found: tuple[Hit, ...]) -> Card:
    """What was open last, to go on with."""
    card = Card("Go on with")
    card.column.setSpacing(2)
    for hit in found:
        row = LinkRow(hit.title, hit.second_line, icon=icon_of(hit.kind))
        row.clicked.connect(lambda _=False, link=hit.link: go(link))
        card.add(row)
    return card


def _need(number: int, need: Need, go: Go) -> QHBoxLayout:
    """Rank, what and why, and the button that leads there."""
    button: Button = (TonalButton if number == 1 else SecondaryButton)(need.button)
    button.setMinimumWidth(theme().px(104))
    button.setAccessibleName(f"{need.button}: {need.title}")
    button.clicked.connect(lambda: go(need.target))
    return row(
        NumberMark(number, URGENCIES[need.urgency]),
        wide(
            column(
                ElidedLabel(need.title, "row"),
                Label(need.reason, "second", "text_2", wrap=True),
                gap=1,
            )
        ),
        button,
        gap=12,
    )
