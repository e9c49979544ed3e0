"""The card of one project: brief, client and dates, team, deliverables, agreements."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from microbiz_desktop.domain.links import Link, Screen, to_business
from microbiz_desktop.domain.projects import Duty, ProjectData, TeamMemberData
from microbiz_desktop.ui.look.pills import agreement_pill, duty_pill, project_pill
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.projects.ways_for_each import ways_for_each
from microbiz_desktop.ui.records.coverage_rows import coverage_row
from microbiz_desktop.ui.records.record_card import RecordCard
from microbiz_desktop.ui.widgets.avatar import logo_pixmap
from microbiz_desktop.ui.widgets.buttons import LinkButton
from microbiz_desktop.ui.widgets.cards import Card
from microbiz_desktop.ui.widgets.labels import ElidedLabel, Label, Line, Pill
from microbiz_desktop.ui.widgets.layouts import SPRING, column, grid, row, wide
from microbiz_desktop.ui.widgets.link_row import LinkRow


class ProjectCard(RecordCard[ProjectData]):
    """Everything about one piece of work, to read."""

    delete_words = "Delete this project"
    #: The back-up is to lead from now on.
    hand_over_asked = Signal()

    def show_record(self, data: ProjectData) -> None:
        """Show another project, or this one as it is now."""
        self.clear()
        self.add(self._head(data))
        left = [self._deliverables(data), self._skills(data), self._agreements(data)]
        self.add_columns(left, [_facts(data), self._team(data)])

    def _head(self, data: ProjectData) -> Card:
        card = Card()
        card.setAccessibleName(data.name)
        line = row(
            wide(column(ElidedLabel(data.name, "title"), Pill(*project_pill(data.state)), gap=4)),
            gap=12,
        )
        card.add(self.heading_row(line))
        if data.brief:
            card.add(Label(data.brief[:1].upper() + data.brief[1:], "form", "text_2", wrap=True))
        return card

    def _team(self, data: ProjectData) -> Card:
        card = Card("Team")
        if not data.team:
            card.add(Label("Nobody yet. Edit to say who does what.", "form", "text_2", wrap=True))
        businesses = self.context.services.businesses
        own = {business.id for business in businesses.own()}
        logos = businesses.logos(member.business_id for member in data.team)
        for member in data.team:
            logo = logo_pixmap(logos.get(member.business_id))
            card.add(self._member(member, logo, own=member.business_id in own))
        self._add_hand_over(card, data)
        return card

    def _add_hand_over(self, card: Card, data: ProjectData) -> None:
        """What is to be noticed of the lead, and the way to let the back-up lead."""
        lead, backup = data.with_duty(Duty.LEAD), data.with_duty(Duty.BACKUP)
        if lead is not None:
            for notice in self.context.services.choosing.notices((lead.business_id,)):
                card.add(Label(notice.words, "second", "waiting", wrap=True))
        if backup is not None:
            self.hand_over = LinkButton(f"Let {backup.name} lead", act=self.hand_over_asked)
            card.column.addLayout(row(self.hand_over, SPRING))

    def _member(self, member: TeamMemberData, logo: QPixmap | None, *, own: bool) -> LinkRow:
        made = LinkRow(member.name, member.role, logo=logo, pill=duty_pill(member.duty))
        link = to_business(member.business_id, own=own)
        made.clicked.connect(lambda: self.context.go(link))
        return made

    def _deliverables(self, data: ProjectData) -> Card:
        card = Card("Deliverables")
        if not data.deliverables:
            card.add(Label("Nothing listed yet.", "form", "text_2"))
            return card
        names = {member.business_id: member.name for member in data.team}
        rows: list[list[QWidget] | Line] = []
        for item in data.deliverables:
            owner = ElidedLabel(names.get(item.owner_id) or "nobody yet", "form", "text_2")
            due = Label(_day(item.due), "form", figures=True)
            rows += [Line(), [ElidedLabel(item.title, "form"), owner, due]]
        heads = [Label(word, "header", "text_2") for word in ("What", "Who", "By")]
        card.add(grid(heads, *rows, gap=(16, 8), shares=(3, 2)))
        return card

    def _skills(self, data: ProjectData) -> Card:
        """What it needs and who covers it; rows lead to the team finder."""
        found = self.context.services.skills.coverage(data.id)
        card = Card("Skills it needs", "Find a team" if found else "")
        card.link_clicked.connect(lambda: self.context.go(Link(Screen.NETWORK, data.id, "skills")))
        if found:
            card.column.setSpacing(2)  # rows bring room of their own
        else:
            words = "None noted yet. Edit to say which skills the work asks for."
            card.add(Label(words, "form", "text_2", wrap=True))
        for number, one in enumerate(found):
            if number:
                card.add(Line())
            row = coverage_row(one, with_project=False)
            row.clicked.connect(lambda: self.context.go(Link(Screen.NETWORK, data.id, "skills")))
            card.add(row)
        return card

    def _agreements(self, data: ProjectData) -> Card:
        card = Card("Agreements")
        found = self.context.services.projects.agreements_of(data.id)
        if not found:
            words = "None yet. Write the terms down before the work starts."
            card.add(Label(words, "form", "text_2", wrap=True))
        for agreement in found:
            line = LinkRow(
                agreement.title,
                " · ".join(part for part in (agreement.kind_title, agreement.note) if part),
                icon="file-text",
                pill=agreement_pill(agreement),
                act=lambda _=False, key=agreement.id: self.context.go(Link(Screen.AGREEMENT, key)),
            )
            card.add(line)
        if ways := ways_for_each(self.context, data, found):
            card.column.addLayout(row(*ways, SPRING, gap=16))
        return card


def _facts(data: ProjectData) -> Card:
    card = Card("Client and dates")
    facts = (
        ("Client", data.client),
        ("Where", data.client_address),
        ("Starts", _day(data.start)),
        ("Ends", _day(data.end)),
    )
    for label, value in facts:
        name = Label(label, "second", "text_2")
        name.setMinimumWidth(theme().px(64))
        card.column.addLayout(row(name, wide(ElidedLabel(value or "not known yet", "form"))))
    return card


def _day(iso: str) -> str:
    """An ISO date in words; empty stays empty."""
    return f"{(day := date.fromisoformat(iso)).day} {day:%B %Y}" if iso else ""
