"""The card of one associate: everything about them, each part edited where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from microbiz_desktop.services.values import AgreementRow, BusinessData, ProjectRow
from microbiz_desktop.ui.associates.next_band import NextBand
from microbiz_desktop.ui.associates.parts import LEFT, RIGHT
from microbiz_desktop.ui.associates.section import Section
from microbiz_desktop.ui.associates.timeline_card import TimelineCard
from microbiz_desktop.ui.legal_forms import form_words
from microbiz_desktop.ui.pills import agreement_pill, project_pill
from microbiz_desktop.ui.record_card import RecordCard
from microbiz_desktop.ui.widgets.avatar import Avatar
from microbiz_desktop.ui.widgets.cards import Card
from microbiz_desktop.ui.widgets.chips import ChipButton
from microbiz_desktop.ui.widgets.labels import ElidedLabel, Label
from microbiz_desktop.ui.widgets.layouts import FlowLayout
from microbiz_desktop.ui.widgets.link_row import LinkRow
from microbiz_desktop.ui.widgets.swap import Slot

if TYPE_CHECKING:
    from microbiz_desktop.ui.context import Context


class BusinessCard(RecordCard):
    """Head with the next action, then the parts; what is empty waits in one row at the end."""

    delete_words = "Delete this associate"
    stored = Signal(object, object)
    #: A command of the More menu: copy, vcard, sheet, forget.
    asked = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._business = 0
        self.sections: dict[str, Section] = {}

    def show_record(self, data: BusinessData) -> None:
        """Show another associate, or this one as it is now; forms being filled stay."""
        if data.id != self._business or not self.sections:
            self.flush()
            self._build(data)
        else:
            self._fill(data)

    def flush(self) -> None:
        """Save what is typed in any part."""
        for section in self.sections.values():
            section.flush()
        if self.sections and self.band.form is not None:
            self.band.form.flush()

    def forget(self) -> None:
        """Drop what waits to be saved, because the associate is gone."""
        for section in self.sections.values():
            section.forget()

    def menu(self) -> QMenu:
        """What is rarely wanted."""
        menu = QMenu(self)
        for word, name, keys in (
            ("Copy as a contact card", "copy", "Ctrl+Shift+C"),
            ("Save as a contact card…", "vcard", ""),
            ("Capability sheet as PDF…", "sheet", ""),
        ):
            action = menu.addAction(word)
            if keys:
                action.setShortcut(QKeySequence(keys))
            action.triggered.connect(lambda _=False, name=name: self.asked.emit(name))
        menu.addSeparator()
        menu.addAction("Forget this associate…", lambda: self.asked.emit("forget"))
        menu.addAction(self.delete_words, self.delete_asked.emit)
        return menu

    def _build(self, data: BusinessData) -> None:
        self.clear()
        self._business = data.id
        self.sections = {part.key: Section(self.context, part) for part in (*LEFT, *RIGHT)}
        for section in self.sections.values():
            section.stored.connect(self.stored)
            section.left.connect(self._offer_empty)
        self.timeline = TimelineCard(self.context)
        self._top, self._together = Slot(), Slot()
        self.more_parts = QWidget()
        self.more_flow = FlowLayout(self.more_parts)
        self.add(self._top)
        left = [self.sections[part.key] for part in LEFT]
        right = [self.sections[part.key] for part in RIGHT]
        self.add_columns([left[0], self._together, self.timeline, *left[1:]], right)
        self.add(self.more_parts)
        self._fill(data)
        self.verticalScrollBar().setValue(0)

    def _fill(self, data: BusinessData) -> None:
        self._top.put(self._head(data))
        services = self.context.services.businesses
        projects, agreements = services.projects_of(data.id), services.involved(data.id)
        self._together.put(self._work(projects, agreements))
        self.timeline.show_business(data.id)
        for section in self.sections.values():
            section.show_data(data)
        self._offer_empty()

    def _head(self, data: BusinessData) -> Card:
        card = Card()
        card.setAccessibleName(data.name)
        line = QHBoxLayout()
        line.setSpacing(14)
        logo = self.context.services.businesses.image(data.logo) if data.logo else None
        line.addWidget(Avatar(data.name, 56, logo))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(ElidedLabel(data.name, "title"))
        words.addWidget(ElidedLabel(_second_line(data), "form", "text_2"))
        line.addLayout(words, 1)
        self.add_tools(line)
        card.column.addLayout(line)
        self.band = NextBand(self.context, data)
        self.band.stored.connect(self.stored)
        card.add(self.band)
        return card

    def _work(self, projects: tuple[ProjectRow, ...], agreements: tuple[AgreementRow, ...]) -> Card:
        card = Card("Projects and agreements", "Draft an agreement")
        card.link_clicked.connect(self.draft_asked)
        if not projects and not agreements:
            nothing = "Nothing together yet. Draft an agreement to start."
            card.add(Label(nothing, "form", "text_2", wrap=True))
        for project in projects:
            card.add(_project_row(project, self.context))
        for agreement in agreements:
            card.add(_agreement_row(agreement, self.context))
        return card

    def _offer_empty(self) -> None:
        """A button for each part that is not on the card."""
        while (item := self.more_flow.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        hidden = [section for section in self.sections.values() if section.isHidden()]
        for section in hidden:
            chip = ChipButton(section.part.title, "plus")
            chip.setAccessibleName(f"Add: {section.part.title}")
            chip.clicked.connect(lambda _=False, one=section: self._ask_for(one))
            self.more_flow.addWidget(chip)
        self.more_parts.setVisible(bool(hidden))

    def _ask_for(self, section: Section) -> None:
        section.edit()
        self._offer_empty()
        self.show_widget(section)


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
    row.clicked.connect(lambda: context.go("project", project.id, ""))
    return row


def _agreement_row(agreement: AgreementRow, context: Context) -> LinkRow:
    kind = agreement.kind_title
    row = LinkRow(
        agreement.title,
        f"{kind} · {agreement.note}" if agreement.note else kind,
        icon="file-text",
        pill=agreement_pill(agreement),
    )
    row.clicked.connect(lambda: context.go("agreement", agreement.id, ""))
    return row
