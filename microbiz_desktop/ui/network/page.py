"""Network: who knows whom, which skills are there, referrals, and events."""

from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QWidget

from microbiz_desktop.ui.forms.choices import Choice, Segmented
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.network.events_part import EventsPart
from microbiz_desktop.ui.network.map_part import MapPart
from microbiz_desktop.ui.network.referrals_part import ReferralsPart
from microbiz_desktop.ui.network.skills_part import SkillsPart
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.labels import Label, Line
from microbiz_desktop.ui.widgets.layouts import SPRING, column, row, wide

_PARTS = (
    ("map", "Map", MapPart),
    ("skills", "Skills", SkillsPart),
    ("referrals", "Referrals", ReferralsPart),
    ("events", "Events", EventsPart),
)
NetworkPart = MapPart | SkillsPart | ReferralsPart | EventsPart


class NetworkPage(QWidget):
    """Four parts behind one row of segments; each is made when it is first opened."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._made: dict[str, NetworkPart] = {}
        self.chooser = Segmented([Choice(key, title) for key, title, _ in _PARTS], "Network")
        self.chooser.chosen.connect(self.show_part)
        self.stack = QStackedWidget()
        self._lay_out()

    def part(self, key: str) -> Any:
        """One of the parts: map, skills, referrals or events."""
        if key not in self._made:
            make = next(make for name, _, make in _PARTS if name == key)
            self._made[key] = make(self._context)
            self.stack.addWidget(self._made[key])
        return self._made[key]

    def make_more(self) -> bool:
        """Make a part that nobody has opened yet; whether there was one."""
        left = [key for key, *_ in _PARTS if key not in self._made]
        if left:
            self.part(left[0])
        return bool(left)

    def show_part(self, key: str) -> Any:
        """Bring a part to the front; what was typed in the one before is saved."""
        self.flush()
        part = self.part(key)
        self.chooser.set_value(key)
        self.stack.setCurrentWidget(part)
        part.opened()
        return part

    def opened(self) -> None:
        """Show what is stored now."""
        self.show_part(self.chooser.value() or "map")

    def flush(self) -> None:
        """Save what is typed."""
        for part in self._made.values():
            flush = getattr(part, "flush", None)
            if callable(flush):
                flush()

    def panes(self) -> list[QWidget]:
        """The row of parts, then the panes of the part in front."""
        current = self.stack.currentWidget()
        return [self.chooser, *(current.panes() if isinstance(current, NetworkPart) else ())]

    def show_target(self, key: int, detail: str = "") -> None:
        """`detail` names the part; the id is an associate, a project, a referral or an event.

        "new-referral" and "new-event" begin one: a referral with the associate of the id, or with
        "-for" behind it, of the client of that project.
        """
        name = detail.removeprefix("new-").removesuffix("-for")
        name = {"referral": "referrals", "event": "events"}.get(name, name)
        if name not in {part for part, _, _ in _PARTS}:
            name = "map"
        part = self.show_part(name)
        if detail == "new-referral" and key:
            part.new_with(key)
        elif detail == "new-referral-for":
            part.new_for(key)
        elif detail.startswith("new-"):
            part.new()
        elif name == "map" and key:
            part.show_business(key)
        elif name == "skills":
            part.show_project(key)
        elif key:
            part.show_target(key)

    def minimumSizeHint(self) -> QSize:
        """The widest part in the smallest window."""
        return QSize(theme().px(640), theme().px(420))

    def _lay_out(self) -> None:
        self.chooser.setMaximumWidth(theme().px(460))
        column(
            row(
                Label("Network", "title"), wide(self.chooser), SPRING, gap=24, pad=(20, 14, 20, 12)
            ),
            Line(),
            wide(self.stack),
            gap=0,
            of=self,
        )
