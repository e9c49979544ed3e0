"""The form of an event or network, saved by itself."""

from microbiz_desktop.domain.network.referring import EventSort
from microbiz_desktop.services.network.values import EventData
from microbiz_desktop.ui.forms.dates import DateField
from microbiz_desktop.ui.forms.fields import MoneyField, NumberField, TextArea
from microbiz_desktop.ui.network.met_field import MetField
from microbiz_desktop.ui.records.network_words import SORTS
from microbiz_desktop.ui.records.record_editor import (
    FormEntry,
    FormGroup,
    RecordEditor,
    number,
    one_of,
    or_none,
    same,
    text,
)
from microbiz_desktop.ui.runtime.context import Context

_COST, _HOURS = "What it cost", "Hours it took"
GROUPS = (
    FormGroup(
        "The event",
        (
            text("name", "What is it called?", "Otley makers’ market", needed=True),
            one_of("sort", "What is it?", SORTS, EventSort, short=True, needed=True),
            FormEntry("on", "When", lambda _c: DateField("When"), half=True),
            text("place", "Where", "Otley", half=True),
            FormEntry(
                "cost",
                _COST,
                lambda _c: MoneyField(_COST),
                "Fee and travel",
                number,
                or_none,
                half=True,
            ),
            FormEntry(
                "hours", _HOURS, lambda _c: NumberField(_HOURS), "", number, or_none, half=True
            ),
        ),
    ),
    FormGroup(
        "People",
        (
            FormEntry("met", "Whom did you meet?", MetField, "Tick who proved useful.", same, same),
            FormEntry("notes", "Notes", lambda _c: TextArea(lines=2)),
        ),
    ),
)


class EventEditor(RecordEditor[EventData]):
    """Kept as soon as it has a name."""

    nameless = "An event needs a name."

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.services.events, EventData(), GROUPS)
