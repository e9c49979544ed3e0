"""The card of one associate: who, how to reach, what they do, and what there is together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from microbiz_desktop.services.values import AgreementRow, BusinessData, PersonData, ProjectRow
from microbiz_desktop.ui.legal_forms import form_words
from microbiz_desktop.ui.pills import agreement_pill, project_pill
from microbiz_desktop.ui.record_card import RecordCard
from microbiz_desktop.ui.widgets.avatar import Avatar
from microbiz_desktop.ui.widgets.buttons import IconButton
from microbiz_desktop.ui.widgets.cards import Card, IconMark
from microbiz_desktop.ui.widgets.labels import ElidedLabel, Label, Line, Pill
from microbiz_desktop.ui.widgets.layouts import FlowLayout
from microbiz_desktop.ui.widgets.link_row import LinkRow

if TYPE_CHECKING:
    from microbiz_desktop.ui.context import Context


class BusinessCard(RecordCard):
    """Everything about one associate, to read; Edit turns it into a form."""

    delete_words = "Delete this associate"

    def show_record(self, data: BusinessData) -> None:
        """Show another associate, or this one as it is now."""
        self.clear()
        services = self.context.services.businesses
        self.add(self._head(data, services.image(data.logo) if data.logo else None))
        projects, agreements = services.projects_of(data.id), services.involved(data.id)
        together = _together(projects, agreements, self.context)
        right = [_people(data), _reach(data), _notes(data)]
        self.add_columns([_skills(data), together], [card for card in right if card is not None])

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
        self.add_tools(line)
        card.column.addLayout(line)
        return card


def _second_line(data: BusinessData) -> str:
    legal = data.legal_name if data.trading_name else ""
    form = form_words(data.legal_form)
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
        flow.addWidget(Pill("neutral", "", skill.name))
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
