"""Look and size: light or dark, and the size of all text."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from microbiz_desktop.ui.forms.choices import Choice, Segmented
from microbiz_desktop.ui.forms.field import Field
from microbiz_desktop.ui.forms.labelled import LabelledField
from microbiz_desktop.ui.forms.ticks import SwitchRow
from microbiz_desktop.ui.look.theme import theme_manager
from microbiz_desktop.ui.records.undo import push
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.cards import Card
from microbiz_desktop.ui.widgets.layouts import column

_SCALES = (90, 100, 125, 150, 200)


class LookPart(QWidget):
    """Both take effect at once."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        wishes = context.settings.load()
        self.theme = Segmented(
            (Choice("system", "As the system"), Choice("light", "Light"), Choice("dark", "Dark"))
        )
        self.theme.set_value(wishes.theme)
        self.theme.chosen.connect(self._themed)
        self.scale = Segmented(tuple(Choice(str(s), f"{s} %") for s in _SCALES))
        self.scale.set_value(str(wishes.scale))
        self.scale.chosen.connect(self._scaled)
        card = Card()
        card.add(LabelledField("Light or dark", self.theme), 8)
        help_text = "Everything grows with it: text, fields and buttons."
        card.add(LabelledField("Size of the text", self.scale, help_text=help_text))
        self.direction = Segmented(
            (Choice("left", "From left to right"), Choice("right", "From right to left"))
        )
        self.direction.set_value("right" if wishes.right_to_left else "left")
        self.direction.chosen.connect(self._directed)
        help_text = "For those who read from right to left. Words keep the order of their script."
        card.add(8, LabelledField("Where the window begins", self.direction, help_text=help_text))
        steps = context.services.small_steps
        self.steps = SwitchRow(
            "One small step a day", "Home suggests one thing that takes minutes, with its reason."
        )
        self.steps.set_value(steps.is_on())
        self.steps.edited.connect(self._switched)
        home = Card("Home")
        home.add(self.steps)
        column(card, home, gap=16, of=self)

    def _themed(self, choice: str) -> None:
        before = self._context.settings.load().theme
        self._apply(self.theme, choice, before, "light or dark", self._set_theme)

    def _scaled(self, percent: str) -> None:
        before = str(self._context.settings.load().scale)
        self._apply(self.scale, percent, before, "size of the text", self._set_scale)

    def _directed(self, side: str) -> None:
        before = "right" if self._context.settings.load().right_to_left else "left"
        self._apply(self.direction, side, before, "where the window begins", self._set_direction)

    def _switched(self) -> None:
        steps, now = self._context.services.small_steps, self.steps.value()

        def switch(on: bool) -> None:
            steps.switch(on=on)
            self.steps.set_value(on)

        switch(now)
        push(self._context, "one small step a day", lambda: switch(not now), lambda: switch(now))

    def _apply(
        self, field: Field[object], now: str, before: str, what: str, act: Callable[[str], None]
    ) -> None:
        """Do it at once, with the way back."""

        def put(value: str) -> None:
            act(value)
            field.set_value(value)

        put(now)
        push(self._context, what, lambda: put(before), lambda: put(now))

    def _set_theme(self, choice: str) -> None:
        self._context.settings.change(theme=choice)
        theme_manager().choose(choice)

    def _set_direction(self, side: str) -> None:
        self._context.settings.change(right_to_left=side == "right")
        theme_manager().set_direction(right_to_left=side == "right")

    def _set_scale(self, percent: str) -> None:
        self._context.settings.change(scale=int(percent))
        theme_manager().set_scale(int(percent))
