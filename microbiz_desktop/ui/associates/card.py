"""The card of one associate: who, how to reach, what they do, and what there is together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from microbiz_desktop.domain.deal import LEGAL_FORMS
from microbiz_desktop.services.values import AgreementRow, BusinessData, PersonData, ProjectRow
from microbiz_desktop.ui.pills import agreement_pill, project_pill
from microbiz_desktop.ui.theme import theme
from microbiz_desktop.ui.widgets.avatar import Avatar
from microbiz_desktop.ui.widgets.buttons import IconButton, PrimaryButton, SecondaryButton
from microbiz_desktop.ui.widgets.cards import Card, IconMark
from microbiz_desktop.ui.widgets.labels import ElidedLabel, Label, Line, Pill
from microbiz_desktop.ui.widgets.layouts import FlowLayout, ScrollColumn
from microbiz_desktop.ui.widgets.link_row import LinkRow

if TYPE_CHECKING:
    from microbiz_desktop.ui.context import Context

#: Below this width (at 100 %) the two columns become one.
_TWO_COLUMNS_FROM = 660


class BusinessCard(ScrollColumn):
    """Everything about one associate, to read; Edit turns it into a form."""

    edit_asked = Signal()
    draft_asked = Signal()
    delete_asked = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(max_width=1140, margin=20, gap=16, parent=parent)
        self._context = context
        self._columns: QBoxLayout | None = None

    def show_business(self, data: BusinessData) -> None:
        """Show another associate, or this one as it is now."""
        self.clear()
        services = self._context.services.businesses
        self.add(self._head(data, services.image(data.logo) if data.logo else None))
        holder = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, holder)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(16)
        together = _together(
            services.projects_of(data.id), services.involved(data.id), self._context
        )
        self._columns.addLayout(_column(_skills(data), together), 3)
        self._columns.addLayout(_column(_people(data), _reach(data), _notes(data)), 2)
        self.add(holder)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns where there is room for them."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Narrow enough beside the list in the smallest window."""
        return QSize(theme().px(360), theme().px(240))

    def _fit(self) -> None:
        if self._columns is not None:
            wide = self.width() >= theme().px(_TWO_COLUMNS_FROM)
            direction = QBoxLayout.Direction
            self._columns.setDirection(direction.LeftToRight if wide else direction.TopToBottom)

    def _head(self, data: BusinessData, logo: bytes | None) -> Card:
        card = Card()
        card.setAccessibleName(data.name)
        line = QHBoxLayout()
        line.setSpacing(14)
        line.addWidget(Avatar(data.name, 56, logo))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(ElidedLabel(data.name, "title"))
        words.addWidget(ElidedLabel(_second_line(data), "form", "text_2"))
        line.addLayout(words, 1)
        edit = SecondaryButton("Edit")
        edit.clicked.connect(self.edit_asked)
        draft = PrimaryButton("Draft an agreement")
        draft.clicked.connect(self.draft_asked)
        more = IconButton("ellipsis", "More")
        more.clicked.connect(lambda: self._menu(more))
        for button in (edit, draft, more):
            line.addWidget(button)
        card.column.addLayout(line)
        return card

    def _menu(self, button: QWidget) -> None:
        menu = QMenu(self)
        menu.addAction("Delete this associate", self.delete_asked.emit)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))


def _column(*cards: Card | None) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(16)
    for card in cards:
        if card is not None:
            column.addWidget(card)
    column.addStretch(1)
    return column


def _second_line(data: BusinessData) -> str:
    legal = data.legal_name if data.trading_name else ""
    form = LEGAL_FORMS.get(data.legal_form, "").removeprefix("a ").removeprefix("an ")
    return " · ".join(part for part in (legal, form, data.place, data.strapline) if part)


def _skills(data: BusinessData) -> Card:
    card = Card("Skills")
    if not data.skills:
        card.add(
            Label(
                "No skills noted yet. Edit to say what they do best.", "form", "text_2", wrap=True
            )
        )
        return card
    holder = QWidget()
    flow = FlowLayout(holder)
    for skill in data.skills:
        flow.addWidget(Pill("neutral", "", skill))
    card.add(holder)
    return card


def _together(
    projects: tuple[ProjectRow, ...], agreements: tuple[AgreementRow, ...], context: Context
) -> Card:
    card = Card("Projects and agreements")
    if not projects and not agreements:
        words = "Nothing together yet. Draft an agreement to start."
        card.add(Label(words, "form", "text_2", wrap=True))
    for project in projects:
        row = LinkRow(
            project.name,
            f"Project · {project.when}" if project.when else "Project",
            icon="folder-kanban",
            pill=project_pill(project.state),
        )
        row.clicked.connect(lambda _=False, key=project.id: context.go("project", key, ""))
        card.add(row)
    for agreement in agreements:
        row = LinkRow(
            agreement.title,
            f"{agreement.kind_title} · {agreement.note}"
            if agreement.note
            else agreement.kind_title,
            icon="file-text",
            pill=agreement_pill(agreement),
        )
        row.clicked.connect(lambda _=False, key=agreement.id: context.go("agreement", key, ""))
        card.add(row)
    return card


def _people(data: BusinessData) -> Card:
    card = Card("People")
    if not data.people:
        words = "Nobody yet. An agreement needs at least one person who may sign."
        card.add(Label(words, "form", "text_2", wrap=True))
    for number, person in enumerate(data.people):
        if number:
            card.add(Line())
        card.column.addLayout(_person(person))
    if sum(person.may_sign for person in data.people) > 1:
        rule = (
            "All who may sign must sign." if data.sign_rule == "all" else "One signature is enough."
        )
        card.add(Label(rule, "second", "text_2"))
    return card


def _person(person: PersonData) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(10)
    line.addWidget(Avatar(person.name, 36, round_=True))
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(ElidedLabel(person.name, "form_strong"))
    facts = (person.role, "contact" if person.contact else "", person.email, person.phone)
    second = " · ".join(fact for fact in facts if fact)
    if second:
        words.addWidget(ElidedLabel(second, "second", "text_2"))
    line.addLayout(words, 1)
    if person.may_sign:
        line.addWidget(Pill("ok", "pen-line", "May sign"))
    return line


def _reach(data: BusinessData) -> Card | None:
    ways = (
        ("phone", "Phone", data.phone),
        ("mail", "E-mail", data.email),
        ("globe", "Website", data.website),
        ("map-pin", "Address", ", ".join(data.address.splitlines())),
    )
    known = [way for way in ways if way[2]]
    if not known:
        return None
    card = Card("How to reach")
    for icon, name, value in known:
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(IconMark(icon, "text_3"))
        line.addWidget(ElidedLabel(value, "form"), 1)
        copy = IconButton("copy", f"Copy {name.lower()}", size=28)
        copy.clicked.connect(lambda _=False, text=value: QGuiApplication.clipboard().setText(text))
        line.addWidget(copy)
        card.column.addLayout(line)
    return card


def _notes(data: BusinessData) -> Card | None:
    if not data.notes:
        return None
    card = Card("Notes")
    card.head.addWidget(Pill("neutral", "lock", "Private"))
    text = Label(data.notes, "form", wrap=True)
    text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    card.add(text)
    card.add(Label("Stays out of every agreement and export.", "second", "text_2"))
    return card
