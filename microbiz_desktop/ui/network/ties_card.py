"""Who knows whom, for one associate: read, add, take away."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from microbiz_desktop.domain.contacts.contacts import BusinessData
from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.services.network.values import TieRow
from microbiz_desktop.ui.forms.fields import TextField
from microbiz_desktop.ui.forms.labelled import LabelledField
from microbiz_desktop.ui.forms.more_fields import AnybodyField
from microbiz_desktop.ui.forms.ticks import TickBox
from microbiz_desktop.ui.network.somebody_dialog import SomebodyDialog
from microbiz_desktop.ui.records.undo import tell
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.avatar import logo_pixmap
from microbiz_desktop.ui.widgets.buttons import IconButton, LinkButton, TonalButton
from microbiz_desktop.ui.widgets.cards import Card
from microbiz_desktop.ui.widgets.labels import Label, Line
from microbiz_desktop.ui.widgets.layouts import SPRING, column, empty, put, row, wide
from microbiz_desktop.ui.widgets.link_row import LinkRow
from microbiz_desktop.ui.widgets.main_step import enter_acts


class TiesCard(Card):
    """Ties of the associate shown; those from introductions are changed on its card."""

    chosen = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__("Who knows whom")
        self._context = context
        self._business = 0
        self._name = ""
        self._rows = column(gap=2)
        put(self.column, self._rows, Line())
        self.other = AnybodyField(context, "Who else")
        self.how = TextField("How they know each other", "neighbours, same choir, three films")
        self.private = TickBox("Private", "On no map, in no request")
        self.add_button = TonalButton("Add", "plus", act=self._add)
        self.block = LabelledField("Knows", self.other)
        self.add(self.block)
        self.somebody = LinkButton("Add as somebody you know", "user-plus", act=self._ask_somebody)
        self.column.addLayout(row(self.somebody, SPRING))
        self.somebody.hide()
        self.add(LabelledField("How they know each other", self.how, optional=True))
        self.column.addLayout(row(wide(self.private), self.add_button))
        enter_acts(self, self._add)

    def show_business(self, key: int, name: str) -> None:
        """The ties of this one, as they are now."""
        if key != self._business:
            self._clear_form()
        self._business, self._name = key, name
        empty(self._rows)
        ties = self._context.services.network.ties(key)
        if not ties:
            words = f"Nothing noted yet about whom {name} knows."
            self._rows.addWidget(Label(words, "form", "text_2", wrap=True))
        for tie in ties:
            self._rows.addWidget(self._row(tie))

    def _row(self, tie: TieRow) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        image = self._context.services.businesses.image(tie.logo) if tie.logo else b""
        pill = ("neutral", "lock", "Private") if tie.private else None
        row = LinkRow(tie.name, tie.how, logo=logo_pixmap(image), pill=pill)
        row.clicked.connect(lambda: self.chosen.emit(tie.id))
        line.addWidget(row, 1)
        if not tie.introduced:
            remove = IconButton("x", f"Remove the tie with {tie.name}", size=28)
            remove.clicked.connect(lambda: self._remove(tie))
            line.addWidget(remove)
        return holder

    def _add(self) -> None:
        other, typed = self.other.value()
        if not other:
            said = f"“{typed}” is not known here." if typed else "Choose somebody."
            self.block.set_problem(said)
            self.somebody.setVisible(bool(typed))
            self.other.setFocus()
            return
        try:
            how, private = str(self.how.value()), self.private.value()
            self._tie(self._business, other, how, private)
        except MicrobizError as error:
            self.block.set_problem(error.sentence())
            return
        mine = self._business
        name = self.other.value()[1]
        tell(
            self._context,
            f"Tie with {name} added",
            lambda: self._untie(mine, other),
            lambda: self._tie(mine, other, how, private),
        )
        self._clear_form()
        self.other.setFocus()

    def _ask_somebody(self) -> None:
        """The name typed is nobody's here: it may be anybody's, and is tied then."""
        dialog = SomebodyDialog(self._context, self.other.value()[1], self.window())
        dialog.added.connect(self._tie_to)
        dialog.open()

    def _tie_to(self, somebody: BusinessData) -> None:
        self.other.set_value((somebody.id, somebody.name))
        self._add()

    def _remove(self, tie: TieRow) -> None:
        mine = self._business
        if (gone := self._untie(mine, tie.id)) is not None:
            tell(
                self._context,
                f"Tie with {tie.name} removed",
                lambda: self._tie(mine, gone.id, gone.how, gone.private),
                lambda: self._untie(mine, gone.id),
            )

    def _tie(self, mine: int, other: int, how: str, private: bool) -> None:
        self._context.services.network.tie(mine, other, how, private=private)
        self.show_business(self._business, self._name)

    def _untie(self, mine: int, other: int) -> TieRow | None:
        gone = self._context.services.network.untie(mine, other)
        self.show_business(self._business, self._name)
        return gone

    def _clear_form(self) -> None:
        self.block.set_problem("")
        self.somebody.hide()
        self.other.set_value((0, ""))
        self.how.set_value("")
        self.private.set_value(False)
