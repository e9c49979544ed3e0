"""The card of one associate: everything about them, each part edited where it stands.

The page of associates shows it beside the list. It is built part by part and leaves out what is
empty, so that going down the list stays quick and a new entry is not a form of blanks.
"""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from microbiz_desktop.domain.contacts.contacts import BusinessData
from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.domain.projects import ProjectRow
from microbiz_desktop.domain.words.names import fold
from microbiz_desktop.services.agreements.values import AgreementRow
from microbiz_desktop.services.transfer.forms import FORMS
from microbiz_desktop.ui.associates.card_forms import LEFT, RIGHT
from microbiz_desktop.ui.associates.details import TIES, AssociateDetails, read_details
from microbiz_desktop.ui.associates.next_band import NextBand
from microbiz_desktop.ui.associates.section import CardSection
from microbiz_desktop.ui.associates.timeline_card import TimelineCard
from microbiz_desktop.ui.look.pills import agreement_pill, project_pill
from microbiz_desktop.ui.records.legal_forms import form_words
from microbiz_desktop.ui.records.record_card import RecordCard
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.runtime.slices import Slices
from microbiz_desktop.ui.widgets.avatar import Avatar, logo_pixmap
from microbiz_desktop.ui.widgets.buttons import TonalButton
from microbiz_desktop.ui.widgets.cards import Card
from microbiz_desktop.ui.widgets.chips import ChipButton
from microbiz_desktop.ui.widgets.label_marks import LabelMark
from microbiz_desktop.ui.widgets.labels import ElidedLabel, Label
from microbiz_desktop.ui.widgets.layouts import FlowLayout, column, empty, row, wide
from microbiz_desktop.ui.widgets.link_row import LinkRow
from microbiz_desktop.ui.widgets.menus import Menu
from microbiz_desktop.ui.widgets.swap import Slot


class BusinessCard(RecordCard[BusinessData]):
    """Head with the next action, then the parts; what is empty waits in one row at the end."""

    stored = Signal(BusinessData, BusinessData)
    #: A command of the More menu: copy, vcard, sheet, forget.
    asked = Signal(str)
    forget_person_asked = Signal(str)
    #: Somebody known is to be an associate.
    take_in_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._business, self._outside = 0, False
        self._people: tuple[str, ...] = ()
        self._slices = Slices(self)
        self.band: NextBand | None = None
        self.sections: dict[str, CardSection] = {}

    def show_record(self, data: BusinessData) -> None:
        """Show an associate now, whole."""
        self.show_details(read_details(self.context.services, data.id))
        self._slices.finish()

    def show_details(self, facts: AssociateDetails) -> None:
        """Show an associate part by part, head first; forms being filled in it stay."""
        self._slices.clear()
        if not self.sections:
            self._build()
        if facts.data.id != self._business:
            self._leave_forms()
            self._business = facts.data.id
            self.verticalScrollBar().setValue(0)
        self._people = _employees(facts.data)
        self._outside = facts.data.outside
        parts = [partial(one.show_data, facts.data) for one in self.sections.values()]
        self._slices.add(
            [
                partial(self._show_head, facts),
                partial(self._show_work, facts),
                partial(self.timeline.show_business, facts.data.id, facts.happenings),
                *parts,
                partial(self._show_ties, facts),
                self._offer_empty,
            ]
        )

    def is_whole(self) -> bool:
        """Whether every part of the associate shown is there."""
        return bool(self.sections) and self._slices.is_done()

    def flush(self) -> None:
        """Save what is typed in any part."""
        for section in self.sections.values():
            section.flush()
        if self.band is not None and self.band.form is not None:
            self.band.form.flush()

    def forget(self) -> None:
        """Drop what waits to be saved, because the associate is gone."""
        self._slices.clear()
        for section in self.sections.values():
            section.forget()

    def menu(self) -> Menu:
        """What is rarely wanted."""
        menu = Menu(self)
        for word, name in (
            ("Copy as a contact card\tCtrl+Shift+C", "copy"),
            ("Save as a contact card…", "vcard"),
            *((f"{form.menu}…", form.name) for form in FORMS.values() if form.single),
        ):
            action = menu.addAction(word)
            action.triggered.connect(lambda _=False, name=name: self.asked.emit(name))
        menu.addSeparator()
        if self._people:
            forget = menu.submenu("Forget a person")
            for name in self._people:
                forget.addAction(f"{name}…", partial(self.forget_person_asked.emit, name))
        word = "entry" if self._outside else "associate"
        menu.addAction(f"Forget this {word}…", lambda: self.asked.emit("forget"))
        menu.addAction(f"Delete this {word}", self.delete_asked.emit)
        return menu

    def _build(self) -> None:
        self.sections = {part.key: CardSection(self.context, part) for part in (*LEFT, *RIGHT)}
        for section in self.sections.values():
            section.stored.connect(self.stored)
            section.left.connect(self._offer_empty)
        self.timeline = TimelineCard(self.context)
        self._top, self._together, self._ties = Slot(), Slot(), Slot()
        self.more_parts = QWidget()
        self.more_flow = FlowLayout(self.more_parts)
        self.add(self._top)
        left = [self.sections[part.key] for part in LEFT]
        right = [self.sections[part.key] for part in RIGHT]
        self.add_columns(
            [left[0], self._together, self.timeline, *left[1:]],
            [*right[:3], self._ties, *right[3:]],
        )
        self.add(self.more_parts)

    def _leave_forms(self) -> None:
        """What is typed for the last one is saved, and its forms are closed."""
        self.flush()
        self.band = None
        for section in self.sections.values():
            section.leave()

    def _show_head(self, facts: AssociateDetails) -> None:
        if self.band is None or self.band.form is None:
            self._top.put(self._head(facts))

    def _show_work(self, facts: AssociateDetails) -> None:
        self._together.put(self._work(facts))

    def _show_ties(self, facts: AssociateDetails) -> None:
        """Whom they know and what was passed on; both are changed in Network."""
        key, go = facts.data.id, self.context.go
        card = Card("Whom they know", "Show in the network")
        card.link_clicked.connect(lambda: go(Link(Screen.NETWORK, key, "map")))
        for tie in facts.ties[:TIES]:
            logo = logo_pixmap(facts.tie_logos.get(tie.logo, b""))
            row = LinkRow(tie.name, tie.how, logo=logo)
            row.clicked.connect(lambda _=False, other=tie.id: go(Link(Screen.ASSOCIATE, other)))
            card.add(row)
        if len(facts.ties) > TIES:
            card.add(Label(f"and {len(facts.ties) - TIES} more", "second", "text_2"))
        if facts.balance.words:
            card.add(Label(facts.balance.words, "second", "text_2", wrap=True))
        if not facts.ties:
            said = "Nobody noted yet. Show in the network to say who knows whom."
            card.column.insertWidget(1, Label(said, "form", "text_2", wrap=True))
        self._ties.put(card)

    def _head(self, facts: AssociateDetails) -> Card:
        data, card = facts.data, Card()
        card.setAccessibleName(data.name)
        line = row(
            Avatar(data.name, 56, facts.logo or None),
            wide(
                column(
                    ElidedLabel(data.name, "title"),
                    ElidedLabel(_second_line(data), "form", "text_2"),
                    gap=2,
                )
            ),
            gap=14,
        )
        card.add(self.heading_row(line))
        if data.outside:
            self._show_outside(card)
        if data.labels:
            card.add(_marks(facts))
        for notice in facts.notices:
            card.add(Label(notice.words, "second", "waiting", wrap=True))
        self.band = NextBand(self.context, data)
        self.band.stored.connect(self.stored)
        card.add(self.band)
        return card

    def _show_outside(self, card: Card) -> None:
        """No agreement is drafted with somebody who is no associate yet."""
        self.draft.hide()
        self.take_in = TonalButton("Make an associate", act=self.take_in_asked)
        said = "Known, and no associate: on the map and in ways to others, in no list."
        card.column.addLayout(row(wide(Label(said, "form", "text_2", wrap=True)), self.take_in))

    def _work(self, facts: AssociateDetails) -> Card:
        outside = facts.data.outside
        card = Card("Projects and agreements", "" if outside else "Draft an agreement")
        card.link_clicked.connect(self.draft_asked)
        projects, agreements = facts.projects, facts.agreements
        if not projects and not agreements:
            start = "" if outside else " Draft an agreement to start."
            nothing = f"Nothing together yet.{start}"
            card.add(Label(nothing, "form", "text_2", wrap=True))
        for project in projects:
            card.add(_project_row(project, self.context))
        for agreement in agreements:
            card.add(_agreement_row(agreement, self.context))
        return card

    def _offer_empty(self) -> None:
        """A button for each part that is not on the card."""
        empty(self.more_flow)
        hidden = [section for section in self.sections.values() if section.isHidden()]
        for section in hidden:
            chip = ChipButton(section.part.title, "plus", name=f"Add: {section.part.title}")
            chip.clicked.connect(lambda _=False, one=section: self._ask_for(one))
            self.more_flow.addWidget(chip)
        self.more_parts.setVisible(bool(hidden))

    def _ask_for(self, section: CardSection) -> None:
        section.edit()
        self._offer_empty()
        self.show_widget(section)


def _employees(data: BusinessData) -> tuple[str, ...]:
    """People the business would stay without: not those it is named after."""
    own = {fold(data.legal_name), fold(data.trading_name)}
    return tuple(person.name for person in data.people if fold(person.name) not in own)


def _marks(facts: AssociateDetails) -> QWidget:
    """The labels in a row that flows."""
    holder = QWidget()
    flow = FlowLayout(holder, 6)
    for name in facts.data.labels:
        flow.addWidget(LabelMark(name, facts.colours[name]))
    return holder


def _second_line(data: BusinessData) -> str:
    legal = data.legal_name if data.trading_name else ""
    languages = ", ".join(data.languages)
    facts = (legal, form_words(data.legal_form), data.place, languages, data.strapline)
    return " · ".join(part for part in facts if part)


def _project_row(project: ProjectRow, context: Context) -> LinkRow:
    row = LinkRow(
        project.name,
        f"Project · {project.when}" if project.when else "Project",
        icon="folder-kanban",
        pill=project_pill(project.state),
    )
    row.clicked.connect(lambda: context.go(Link(Screen.PROJECT, project.id)))
    return row


def _agreement_row(agreement: AgreementRow, context: Context) -> LinkRow:
    kind = agreement.kind_title
    row = LinkRow(
        agreement.title,
        f"{kind} · {agreement.note}" if agreement.note else kind,
        icon="file-text",
        pill=agreement_pill(agreement),
    )
    row.clicked.connect(lambda: context.go(Link(Screen.AGREEMENT, agreement.id)))
    return row
