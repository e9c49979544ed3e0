"""Events and networks: the list, the figures of the chosen one, and its form."""

from collections.abc import Sequence
from dataclasses import replace

from microbiz_desktop.domain.links import Screen
from microbiz_desktop.domain.network.referring import EventDecision, EventSort
from microbiz_desktop.services.network.values import EventData, EventRow
from microbiz_desktop.services.shared.words import iso_day
from microbiz_desktop.ui.network.event_editor import EventEditor
from microbiz_desktop.ui.network.event_view import EventView
from microbiz_desktop.ui.records.list_card_page import ListCardPage
from microbiz_desktop.ui.records.list_pane import ListPane
from microbiz_desktop.ui.records.network_words import verdict_pill
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.buttons import PrimaryButton
from microbiz_desktop.ui.widgets.cards import EmptyState
from microbiz_desktop.ui.widgets.row_delegate import RowLook


class EventsPart(ListCardPage[EventRow, EventData]):
    """What was attended, newest first."""

    name = "events"
    drafts = False  # nothing is agreed at an event
    shown_at = Screen.EVENT
    card: EventView
    editor: EventEditor

    def __init__(self, context: Context) -> None:
        add = PrimaryButton("New event", "plus", act=self.new)
        words = "No events yet. Note what you went to, what it cost, and whom you met."
        pane: ListPane[EventRow] = ListPane(
            "Events", _look, lambda row: row.id, EmptyState(words, add)
        )
        super().__init__(
            context,
            context.services.events,
            pane,
            EventView(context),
            EventEditor(context),
            empty="Choose an event to see what it cost and whom you met.",
        )
        self.card.decided.connect(self._decide)

    def look_up(self, text: str) -> tuple[Sequence[EventRow], int]:
        """Events with every typed word."""
        events = self.context.services.events
        rows = events.rows(text)
        return rows, events.count() if text else len(rows)

    def new(self) -> None:
        """An event that is kept as soon as it has a name."""
        self.open_editor(EventData(), "New event")

    def _decide(self, key: int, verdict: EventDecision) -> None:
        events = self.context.services.events
        before = events.get(key)
        self.changed(before, events.save(replace(before, verdict=verdict)))


def _look(row: EventRow) -> RowLook:
    people = f"{row.useful} useful of {row.met} met" if row.met else "nobody noted"
    second = " · ".join(part for part in (iso_day(row.on), people) if part)
    icon = "repeat" if row.sort is EventSort.NETWORK else "calendar-days"
    return RowLook(row.name, second, row.cost_words, verdict_pill(row.verdict), icon=icon)
