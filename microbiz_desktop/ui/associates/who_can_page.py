"""Who can do it, and by when: associates in order, each with every reason and what it counts."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.services.contacts.contacts import Ranked
from microbiz_desktop.ui.forms.dates import AboutField
from microbiz_desktop.ui.forms.fields import TextField
from microbiz_desktop.ui.forms.labelled import LabelledField
from microbiz_desktop.ui.forms.more_fields import WordsField
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.records.page_heading import PageHeading
from microbiz_desktop.ui.records.page_keys import add_page_keys, nothing_to_print
from microbiz_desktop.ui.records.undo import add_undo_keys
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.avatar import Avatar
from microbiz_desktop.ui.widgets.buttons import LinkButton
from microbiz_desktop.ui.widgets.cards import Card
from microbiz_desktop.ui.widgets.labels import ElidedLabel, Label, Line
from microbiz_desktop.ui.widgets.layouts import ScrollColumn, column, put, row, wide
from microbiz_desktop.ui.widgets.main_step import enter_acts
from microbiz_desktop.ui.widgets.swap import Slot

_ASK = "Type a skill, such as “short film”. Several, with commas between, are looked for together."
_NOBODY = (
    "Nobody in the list has any of these skills. Try another word for it, or look in the network "
    "for somebody who knows somebody."
)
#: How long typing has to pause before it is looked up, in milliseconds.
_PAUSE = 200


class WhoCanPage(QWidget):
    """Three fields and an answer; nothing is ranked without saying why."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.skills = WordsField("Skills", "short film, captions")
        self.by = AboutField("By when", lambda: context.services.clock.now().local().date())
        self.near = TextField("Near", "Leeds")
        self._answer = Slot()
        self.head = PageHeading("Who can do it?")
        self.head.back_asked.connect(lambda: context.go(Link(Screen.ASSOCIATES)))
        leave = QShortcut(QKeySequence("Esc"), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.head.back_asked)
        for field in (self.skills, self.by, self.near):
            field.edited.connect(self._typed)
        self._lay_out()
        enter_acts(self, self.look)
        self._show(())
        add_undo_keys(self, context)
        add_page_keys(
            self,
            find=self.skills.setFocus,
            new=lambda: context.go(Link(Screen.ASSOCIATE, 0, "new")),
            printing=nothing_to_print(context),
        )

    def show_target(self, _key: int, detail: str = "") -> None:
        """Ask for a skill at once; "ask" only opens the page."""
        if detail and detail != "ask":
            self.skills.set_value(tuple(detail.split(",")))
            self.look()
        self.skills.setFocus()

    def opened(self) -> None:
        """What changed meanwhile counts."""
        self.look()

    def look(self) -> None:
        """Look it up as the fields are now."""
        wanted = self.skills.value()
        if not wanted:
            self._show(())
            return
        by, near = str(self.by.value() or ""), str(self.near.value())
        contacts, businesses = self._context.services.contacts, self._context.services.businesses

        def found() -> list[tuple[Ranked, bytes | None]]:
            ranked = contacts.who_can(wanted, by, near)
            return [(one, businesses.image(one.logo) if one.logo else None) for one in ranked]

        self._context.tasks.run(found, done=self._show, key=self, owner=self)

    def _typed(self) -> None:
        self._context.tasks.debounce(self, _PAUSE, self.look)

    def _show(self, found: Sequence[tuple[Ranked, bytes | None]]) -> None:
        card = Card()
        if not found:
            said = _NOBODY if self.skills.value() else _ASK
            card.add(Label(said, "form", "text_2", wrap=True))
        for place, (one, logo) in enumerate(found, start=1):
            if place > 1:
                card.add(Line())
            card.add(self._row(place, one, logo))
        self._answer.put(card)

    def _row(self, place: int, one: Ranked, logo: bytes | None) -> QWidget:
        holder = QWidget()
        top = Qt.AlignmentFlag.AlignTop
        number = Label(f"{place}", "form_strong", "text_2", figures=True)
        number.setMinimumWidth(theme().px(20))
        line = row(
            (number, 0, top),
            (Avatar(one.name, 36, logo), 0, top),
            gap=12,
            pad=(0, 6, 0, 6),
            of=holder,
        )
        words = column(ElidedLabel(one.name, "form_strong"), gap=2)
        for reason in one.reasons:
            words.addWidget(Label(reason, "second", "text_2", wrap=True, figures=True))
        line.addLayout(words, 1)
        points = "1 point" if one.score == 1 else f"{one.score} points"
        line.addWidget(Label(points.replace("-", "−"), "form_strong", figures=True), 0, top)
        leads = LinkButton("Open", act=lambda: self._context.go(Link(Screen.ASSOCIATE, one.id)))
        leads.setAccessibleName(f"Open {one.name}, number {place}, {points}")
        line.addWidget(leads, 0, top)
        return holder

    def _lay_out(self) -> None:
        column = ScrollColumn(max_width=760, margin=24, gap=16)
        asked = Card()
        asked.add(LabelledField("What is to be done", self.skills))
        asked.column.addLayout(
            row(
                wide(LabelledField("By when", self.by, optional=True)),
                wide(LabelledField("Near", self.near, optional=True)),
                gap=16,
            )
        )
        column.add(asked, self._answer)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        put(outer, self.head, wide(column))
