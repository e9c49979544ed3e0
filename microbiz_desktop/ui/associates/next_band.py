"""The next action with an associate, as a band at the top of the card."""

from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from microbiz_desktop.domain.contacts.contacts import BusinessData
from microbiz_desktop.ui.associates import words
from microbiz_desktop.ui.associates.card_forms import NEXT
from microbiz_desktop.ui.associates.section import PartForm
from microbiz_desktop.ui.records.undo import tell
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.buttons import LinkButton, SecondaryButton
from microbiz_desktop.ui.widgets.cards import Band
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import SPRING, FlowLayout, column, held, row
from microbiz_desktop.ui.widgets.main_step import enter_acts
from microbiz_desktop.ui.widgets.swap import Slot

#: How far "Later" puts an action off.
LATER = timedelta(days=7)


class NextBand(QWidget):
    """Done notes it in the timeline; Later puts it off by a week; both can be undone."""

    stored = Signal(BusinessData, BusinessData)

    def __init__(self, context: Context, data: BusinessData) -> None:
        super().__init__()
        self._context = context
        self._data = data
        self.form: PartForm | None = None
        self._place = Slot()
        column(self._place, of=self)
        self._read()

    def edit(self) -> None:
        """Type the action in the place of the band."""
        self.form = form = PartForm(self._context, NEXT.rows)
        form.stored.connect(lambda: self.stored.emit(form.before(), form.data()))
        self.form.show_record(self._data)
        done = SecondaryButton("Done", small=True, act=self._leave)
        done.setAccessibleName("Done with the next action")
        holder = held(column(self.form, row(done, SPRING)))
        enter_acts(holder, self._leave, self._leave)
        self._place.put(holder)
        self.form.focus_first()

    def _leave(self) -> None:
        if self.form is not None:
            self.form.flush()
            self._data, self.form = self.form.data(), None
            self._read()

    def _read(self) -> None:
        """The band, or the way to one."""
        self._place.put(self._band() if self._data.next_action else self._adding())

    def _adding(self) -> QWidget:
        return held(row(LinkButton("Add a next action", "calendar-clock", act=self.edit), SPRING))

    def _band(self) -> Band:
        today = self._context.services.clock.now().local().date()
        data = self._data
        late = bool(data.next_on) and data.next_on < today.isoformat()
        band = Band("waiting", "calendar-clock", f"Next: {data.next_action}")
        acts = FlowLayout(in_one_line=True)
        if data.next_on:
            said = words.when_words(data.next_on) + (", overdue" if late else "")
            acts.addWidget(Label(said, "form_strong", "waiting"))
        for word, act in (("Done", self._done), ("Later", self._later), ("Edit", self.edit)):
            acts.addWidget(LinkButton(word, act=act, name=f"{word}: {data.next_action}"))
        band.row.addLayout(acts)
        return band

    def _done(self) -> None:
        services, before = self._context.services, self._data
        key = services.timeline.add(before.id, "note", "", f"Done: {before.next_action}")

        def put(action: str, on: str) -> None:
            now = services.businesses.get(before.id)
            services.businesses.save(replace(now, next_action=action, next_on=on))

        def back() -> None:
            services.timeline.remove(key)
            put(before.next_action, before.next_on)

        def forth() -> None:
            services.timeline.bring_back(key)
            put("", "")

        put("", "")
        tell(self._context, "Done, and noted in what happened", back, forth)

    def _later(self) -> None:
        today = self._context.services.clock.now().local().date()
        day = max(today, _day(self._data.next_on) or today) + LATER
        save = self._context.services.businesses.save
        after = save(replace(self._data, next_on=day.isoformat()))
        self.stored.emit(self._data, after)


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None
