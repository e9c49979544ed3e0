"""The sections of the interview: a list beside it, or a drop-down in a narrow window."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from microbiz_desktop.ui.forms.section_list import SectionList
from microbiz_desktop.ui.look.theme import Theme, follow_theme
from microbiz_desktop.ui.widgets.buttons import SecondaryButton
from microbiz_desktop.ui.widgets.labels import ElidedLabel, Label, Line
from microbiz_desktop.ui.widgets.layouts import SPRING, column, row
from microbiz_desktop.ui.widgets.menus import Menu
from microbiz_desktop.ui.widgets.progress import SectionState, ThinBar

#: Seconds a question takes on average, from watching people answer them.
_SECONDS_A_QUESTION = 20


def time_left(questions: int) -> str:
    """How long the rest will take, in words."""
    minutes = round(questions * _SECONDS_A_QUESTION / 60)
    if not questions:
        return ""
    if minutes < 1:
        return "Less than a minute left"
    return f"About {minutes} minute{'s' if minutes > 1 else ''} left"


def left_words(states: Sequence[SectionState]) -> str:
    """What is left in all sections together, once that is known."""
    if not all(state.known for state in states):
        return "Being checked"
    left = sum(state.left for state in states)
    return f"{left} left" if left else "Nothing left"


def show_done(bar: ThinBar, states: Sequence[SectionState]) -> None:
    """The share of the sections that somebody looked at and that have nothing left."""
    done = sum(state.is_done() for state in states)
    words = f"{done} of {len(states)} sections looked at, with nothing left"
    bar.set_share(done, len(states), words)


class SectionsPane(QWidget):
    """Sections with rings, and at the foot how far everything is."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._states: tuple[SectionState, ...] = ()
        self.setAccessibleName("Sections")
        self.list = SectionList("Section")
        self.list.chosen.connect(self.chosen)
        lines = column(self.list, SPRING, Line(), gap=8, pad=(12, 22, 12, 14), of=self)
        self.count = Label("", "form", "text_2")
        self.bar = ThinBar("Progress")
        self.time = Label("", "second", "text_2")
        for widget in (self.count, self.bar, self.time):
            lines.addWidget(widget)
        follow_theme(self._apply_theme)

    def set_states(self, states: Sequence[SectionState]) -> None:
        """How far each section is."""
        self._states = tuple(states)
        self.list.set_states(states)
        self.count.setText(left_words(states))
        show_done(self.bar, states)
        self.time.setText(time_left(sum(state.left for state in states)))

    def states(self) -> tuple[SectionState, ...]:
        """What is shown."""
        return self._states

    def set_current(self, section: str) -> None:
        """Show which section is open."""
        self.list.set_value(section)

    def _apply_theme(self, now: Theme) -> None:
        self.setFixedWidth(now.px(168))


class SectionsDropDown(QWidget):
    """The same in one line: the open section as a button with a menu, and a thin bar."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._states: tuple[SectionState, ...] = ()
        self._current = ""
        line = row(gap=10, pad=(16, 10, 16, 8))
        column(line, Line(), gap=0, of=self)
        self.button = SecondaryButton("Sections", "chevrons-up-down", small=True)
        self.button.clicked.connect(self.open_menu)
        line.addWidget(self.button)
        self.count = ElidedLabel("", "second", "text_2")
        line.addWidget(self.count, 1)
        self.bar = ThinBar("Progress")
        line.addWidget(self.bar, 1)

    def set_states(self, states: Sequence[SectionState]) -> None:
        """How far each section is."""
        self._states = tuple(states)
        self.count.setText(left_words(states))
        show_done(self.bar, states)
        self._say()

    def set_current(self, section: str) -> None:
        """Show which section is open."""
        self._current = section
        self._say()

    def menu(self) -> Menu:
        """Each section with how far it is."""
        menu = Menu(self)
        for state in self._states:
            action = menu.addAction(f"{state.title}   {state.line()}")
            action.setCheckable(True)
            action.setChecked(state.key == self._current)
            action.triggered.connect(lambda _=False, key=state.key: self.chosen.emit(key))
        return menu

    def open_menu(self) -> None:
        """Under the button."""
        self.menu().popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))

    def _say(self) -> None:
        for state in self._states:
            if state.key == self._current:
                self.button.set_text(state.title)
                self.button.setAccessibleName(f"Section: {state.title}, {state.line()}")
