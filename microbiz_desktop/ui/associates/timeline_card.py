"""What happened with an associate, newest first; a line is typed, taken out and brought back.

It is a part of an associate's card. A line is typed in the card itself rather than in a dialog,
since noting a call must be quicker than putting it off.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.domain.network.referring import ADVICE
from microbiz_desktop.services.network.values import Happening
from microbiz_desktop.ui.associates import words
from microbiz_desktop.ui.forms.choice_field import ChoiceField
from microbiz_desktop.ui.forms.dates import DateField
from microbiz_desktop.ui.forms.fields import TextArea
from microbiz_desktop.ui.forms.labelled import LabelledField
from microbiz_desktop.ui.records.undo import tell
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.buttons import GhostButton, IconButton, LinkButton, TonalButton
from microbiz_desktop.ui.widgets.cards import Card, IconMark
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import SPRING, column, row, wide
from microbiz_desktop.ui.widgets.main_step import enter_acts
from microbiz_desktop.ui.widgets.swap import Slot

#: Lines shown before "Show all".
_FIRST = 6
_ICONS = {
    "meeting": "users",
    "call": "phone",
    "message": "mail",
    "note": "pencil",
    "advice-taken": "lightbulb",
    "advice-given": "lightbulb",
    "referral": "share-2",
    "project": "folder-kanban",
    "agreement": "file-text",
    "stage": "milestone",
    "event": "calendar",
    "met": "handshake",
}


class TimelineCard(Card):
    """Private, like everything written about somebody."""

    def __init__(self, context: Context) -> None:
        super().__init__("What happened", "Add")
        self._context = context
        self._business = 0
        self._all = self._advice = False
        self.link.setAccessibleName("Add to what happened")
        self.link_clicked.connect(self.write)
        self.writer = _Writer()
        self.writer.keep.clicked.connect(self._add)
        self.writer.cancel.clicked.connect(self.leave)
        enter_acts(self.writer, self._add, self.leave)
        self.column.addWidget(self.writer)
        self.writer.hide()
        self._body = Slot()
        self.column.addWidget(self._body)

    def show_business(self, business_id: int, lines: Sequence[Happening]) -> None:
        """The lines of an associate."""
        if business_id != self._business:
            self._all = self._advice = False
            self.writer.clear()
            self.leave()
        self._business = business_id
        self._show_lines(lines)

    def write(self) -> None:
        """Open the line to type in."""
        self.writer.open(self._context.services.clock.now().local().date().isoformat())
        self.link.hide()

    def leave(self) -> None:
        """Close it; what was typed for this associate is still there the next time."""
        self.writer.hide()
        self.link.show()

    def _add(self) -> None:
        kind, on, said = self.writer.typed()
        try:
            key = self._context.services.timeline.add(self._business, kind, on, said)
        except MicrobizError as error:
            self.writer.block.set_problem(error.sentence())
            return
        self.writer.clear()
        self.leave()
        self._reload()
        tell(
            self._context,
            "Added to what happened",
            lambda: self._take_out(key),
            lambda: self._bring_back(key),
        )

    def _take_out(self, key: int) -> None:
        self._context.services.timeline.remove(key)
        self._reload()

    def _remove(self, key: int) -> None:
        self._take_out(key)
        tell(
            self._context,
            "Taken out of what happened",
            lambda: self._bring_back(key),
            lambda: self._take_out(key),
        )

    def _bring_back(self, key: int) -> None:
        self._context.services.timeline.bring_back(key)
        self._reload()

    def _reload(self) -> None:
        self._show_lines(self._context.services.timeline.entries(self._business))

    def _show_lines(self, lines: Sequence[Happening]) -> None:
        advice = [line for line in lines if line.kind in ADVICE]
        listed = advice if self._advice and advice else lines
        shown = listed if self._all or listed is advice else lines[:_FIRST]
        body = QWidget()
        under = column(gap=8, of=body)
        if not lines:
            empty = "Nothing yet. A call, a meeting, a note: a line is enough."
            under.addWidget(Label(empty, "form", "text_2", wrap=True))
        for line in shown:
            under.addWidget(self._line(line))
        foot = row(gap=12)
        if len(shown) < len(lines):
            foot.addWidget(LinkButton(f"Show all {len(lines)}", act=self._show_all))
        if advice and listed is not advice:
            foot.addWidget(LinkButton(f"Only advice ({len(advice)})", act=self._show_advice))
        foot.addStretch(1)
        under.addLayout(foot)
        self._body.put(body)

    def _show_all(self) -> None:
        self._all, self._advice = True, False
        self._reload()

    def _show_advice(self) -> None:
        """The advice log: what we had from them and what we gave."""
        self._advice = True
        self._reload()

    def _line(self, happening: Happening) -> QWidget:
        holder = QWidget()
        top = Qt.AlignmentFlag.AlignTop
        line = row(
            (IconMark(_ICONS.get(happening.kind, "circle"), "text_3"), 0, top), gap=10, of=holder
        )
        lines = column(Label(happening.words, "form", wrap=True), gap=1)
        kind = words.HAPPENINGS.get(happening.kind, "")
        when = words.when_words(happening.on)
        if second := " · ".join(part for part in (kind, when) if part):
            lines.addWidget(Label(second, "second", "text_2"))
        line.addLayout(lines, 1)
        if happening.entry_id:
            gone = IconButton("x", f"Take out: {happening.words[:60]}", size=28)
            gone.clicked.connect(lambda: self._remove(happening.entry_id))
            line.addWidget(gone, 0, top)
        elif (target := happening.target) is not None:
            leads = IconButton("chevron-right", f"Open: {happening.words[:60]}", size=28)
            leads.clicked.connect(lambda: self._context.go(target))
            line.addWidget(leads, 0, top)
        return holder


class _Writer(QWidget):
    """One entry being typed."""

    def __init__(self) -> None:
        super().__init__()
        self.kind = ChoiceField("Kind", tuple(words.HAPPENINGS.items()))
        self.on = DateField("When")
        self.said = TextArea("What happened", lines=2)
        self.block = LabelledField("What happened", self.said)
        self.keep = TonalButton("Add", small=True)
        self.cancel = GhostButton("Cancel", small=True)
        column(
            row(wide(self.kind), wide(self.on), gap=8),
            self.block,
            row(self.keep, self.cancel, SPRING),
            gap=8,
            pad=(0, 0, 0, 8),
            of=self,
        )

    def open(self, today: str) -> None:
        """Show it, for today unless something is typed already."""
        if not self.said.value():
            self.kind.set_value("note")
            self.on.set_value(today)
        self.block.set_problem("")
        self.show()
        self.said.setFocus()

    def typed(self) -> tuple[str, str, str]:
        """Kind, day, words."""
        return (self.kind.value() or "note", str(self.on.value() or ""), str(self.said.value()))

    def clear(self) -> None:
        """Empty again."""
        self.said.set_value("")
