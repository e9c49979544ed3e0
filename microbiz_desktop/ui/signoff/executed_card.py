"""What one needs of an executed agreement: copies, whom to send them to, dates that come."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QUrl, QUrlQuery, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from microbiz_desktop.services.shared.words import iso_day
from microbiz_desktop.services.signoff.after_signing import ComingDate, Recipient
from microbiz_desktop.services.signoff.values import SignOffRoom
from microbiz_desktop.ui.widgets.buttons import LinkButton, SecondaryButton, TonalButton
from microbiz_desktop.ui.widgets.cards import Card
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import SPRING, column, grid, held, row
from microbiz_desktop.ui.widgets.swap import Slot

_SEND = "Save the copy, and put it into a message of your own. This program sends nothing itself."


class ExecutedCard(Card):
    """Fills the large place of the room once nothing is left to sign."""

    save_asked = Signal()
    print_asked = Signal()
    #: Another form: the button that its menu opens below.
    more_asked = Signal(QWidget)
    copied = Signal(str)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__("Executed: what you need now")
        self._today = today
        self._shown: object = None
        self._body = Slot()
        self.more = SecondaryButton("Other forms")
        self.more.clicked.connect(lambda: self.more_asked.emit(self.more))
        self.column.addLayout(
            row(
                TonalButton("Save the executed copy", "download", act=self.save_asked),
                SecondaryButton("Print it", act=self.print_asked),
                self.more,
                SPRING,
                gap=8,
            )
        )
        self.add(self._body)
        self.column.addStretch(1)

    def show_room(self, room: SignOffRoom) -> None:
        """Recipients, then the days of the work that are still to come."""
        today = self._today().isoformat()
        coming = [one for one in room.dates if one.day >= today]
        shown = (room.title, room.recipients, tuple(coming))
        if shown != self._shown:
            self._shown = shown
            self._body.put(
                held(column(self._sending(room), _dates(coming, any_=bool(room.dates)), gap=16))
            )

    def _sending(self, room: SignOffRoom) -> QWidget:
        others = [one for one in room.recipients if not one.own]
        addresses = [one.email for one in others if one.email]
        lines = column(Label("Send it to", "label"), gap=6, pad=(0, 8, 0, 0))
        rows = [self._recipient(one) for one in others]
        lines.addLayout(grid(*rows, gap=(16, 6), shares=(3, 4, 0)))
        lines.addWidget(Label(_SEND, "second", "text_2", wrap=True))
        if len(addresses) > 1:
            lines.addLayout(
                row(
                    LinkButton("Copy all addresses", act=lambda: self._copy(", ".join(addresses))),
                    LinkButton("Write to all", act=lambda: _write(addresses, room.title)),
                    SPRING,
                    gap=16,
                )
            )
        return held(lines)

    def _recipient(self, one: Recipient) -> tuple[QWidget, QWidget, QWidget | None]:
        who = f"{one.party}\n{one.person}" if one.person else one.party
        words = one.email or "No e-mail address is known."
        copy = LinkButton("Copy", act=lambda: self._copy(one.email), name=f"Copy {one.email}")
        ink = "text" if one.email else "text_2"
        label = Label(words, "form", ink, wrap=True)
        return Label(who, "form", wrap=True), label, copy if one.email else None

    def _copy(self, words: str) -> None:
        QGuiApplication.clipboard().setText(words)
        self.copied.emit(words)


def _dates(coming: list[ComingDate], *, any_: bool) -> QWidget:
    lines = column(Label("Dates of the work", "label"), gap=6)
    if not coming:
        said = "No date of the work is left." if any_ else "No date is set for the work."
        lines.addWidget(Label(said, "form", "text_2", wrap=True))
    rows = [_date(one) for one in coming]
    lines.addLayout(grid(*rows, gap=(16, 6), shares=(0, 1)))
    return held(lines)


def _date(one: ComingDate) -> tuple[QWidget, QWidget]:
    what = f"{one.what} · {one.who}" if one.who else one.what
    return Label(iso_day(one.day), "form", "text_2", figures=True), Label(what, "form", wrap=True)


def _write(addresses: list[str], title: str) -> None:
    """The user's own program for e-mail, with the addresses in it."""
    url, query = QUrl(f"mailto:{','.join(addresses)}"), QUrlQuery()
    query.addQueryItem("subject", title)
    url.setQuery(query)
    QDesktopServices.openUrl(url)
