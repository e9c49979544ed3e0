"""The card of one event: what it cost, whom we met, and whether to go again."""

from PySide6.QtCore import Signal

from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.domain.money.formats import money_text
from microbiz_desktop.domain.network.referring import EventDecision
from microbiz_desktop.services.network.values import EventData, EventFigures
from microbiz_desktop.services.shared.words import iso_day
from microbiz_desktop.ui.forms.choices import Choice, Segmented
from microbiz_desktop.ui.network.heading_card import fact, heading_card
from microbiz_desktop.ui.records.network_words import SORTS, SUGGESTIONS, VERDICTS, verdict_pill
from microbiz_desktop.ui.records.record_card import RecordCard
from microbiz_desktop.ui.widgets.avatar import logo_pixmap
from microbiz_desktop.ui.widgets.buttons import IconButton, SecondaryButton
from microbiz_desktop.ui.widgets.cards import Card
from microbiz_desktop.ui.widgets.labels import Label, Pill
from microbiz_desktop.ui.widgets.layouts import TOP, put, row, wide
from microbiz_desktop.ui.widgets.link_row import LinkRow


class EventView(RecordCard[EventData]):
    """Figures and their reason; the decision stays with the user."""

    delete_words = "Delete this event"
    decided = Signal(int, object)

    def show_record(self, data: EventData) -> None:
        """Show another event, or this one as it is now."""
        self.clear()
        self.add(self._head(data))
        figures = self.context.services.events.figures(data.id)
        self.add_columns([_cost(data, figures), self._verdict(data, figures)], [self._met(data)])

    def _head(self, data: EventData) -> Card:
        parts = (SORTS[data.sort], iso_day(data.on), data.place)
        self.edit = SecondaryButton("Edit", act=self.edit_asked)
        self.more = IconButton("ellipsis", "More", act=self._open_menu)
        pill = verdict_pill(data.verdict)
        second = " · ".join(part for part in parts if part)
        return heading_card(data.name, second, [pill] if pill else [], (self.edit, self.more))

    def _verdict(self, data: EventData, figures: EventFigures) -> Card:
        card = Card("Again?")
        card.column.addLayout(
            row(
                (Pill(*SUGGESTIONS[figures.suggestion]), 0, TOP),
                wide(Label(figures.reason, "form", wrap=True)),
                gap=10,
            )
        )
        card.add(Label("That is only what the figures suggest. You decide:", "second", "text_2"))
        choice = Segmented([Choice(v.value, word) for v, word in VERDICTS.items()], "Again")
        choice.set_value(data.verdict.value)
        choice.chosen.connect(lambda key: self.decided.emit(data.id, EventDecision(key)))
        card.add(choice)
        if data.notes:
            card.add(Label(data.notes, "form", "text_2", wrap=True))
        return card

    def _met(self, data: EventData) -> Card:
        card = Card("Met there")
        if not data.met:
            words = "Nobody noted yet. Edit to say whom you met, and who has proved useful."
            card.add(Label(words, "form", "text_2", wrap=True))
        logos = self.context.services.businesses.logos(one.business_id for one in data.met)
        for one in data.met:
            pill = ("ok", "check", "Useful") if one.useful else None
            row = LinkRow(one.name, logo=logo_pixmap(logos.get(one.business_id)), pill=pill)
            row.clicked.connect(
                lambda _=False, key=one.business_id: self.context.go(Link(Screen.ASSOCIATE, key))
            )
            card.add(row)
        return card


def _cost(data: EventData, figures: EventFigures) -> Card:
    card = Card("What it cost")
    cost = money_text(data.cost, data.currency) if data.cost else "nothing"
    hours = "1 hour" if data.hours == 1 else f"{data.hours} hours" if data.hours else ""
    put(card.column, fact("Cost", cost, figures=True), fact("Time", hours, figures=True))
    people = f"{figures.met}, {figures.useful} of them useful" if figures.met else "nobody noted"
    put(
        card.column,
        fact("People met", people, figures=True),
        fact("A useful contact", figures.each_words or "none yet", figures=True),
    )
    return card
