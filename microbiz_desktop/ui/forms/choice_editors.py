"""Editors for questions that offer options or parties.

The interview and the table of editors make them by the kind of a question. Few and short options
stand side by side and longer ones in rows, as what can be seen at once need not be opened.
"""

from collections.abc import Collection, Sequence

from microbiz_desktop.domain.deal import PartySnapshot
from microbiz_desktop.services.agreements.asked import Option
from microbiz_desktop.ui.forms.check_rows import CheckRows
from microbiz_desktop.ui.forms.choice_field import ChoiceField
from microbiz_desktop.ui.forms.choices import Choice, OneOf, RadioRows, Segmented
from microbiz_desktop.ui.forms.compare_options import CompareDialog
from microbiz_desktop.ui.forms.field import FieldWidget
from microbiz_desktop.ui.look.theme import Theme, follow_theme
from microbiz_desktop.ui.widgets.buttons import LinkButton
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import column

#: Options of at most this many letters fit side by side in the narrow form.
_SHORT = 13


def choices_of(options: Sequence[Option]) -> tuple[Choice, ...]:
    """Options of a question as choices for the widgets."""
    return tuple(Choice(o.value, o.label, o.explain) for o in options)


def party_choices(parties: Sequence[PartySnapshot]) -> tuple[Choice, ...]:
    """Parties as choices: key, name, and the part that each plays."""
    return tuple(Choice(party.key, party.name, party.role) for party in parties)


class OneOfEditor(FieldWidget):
    """Up to three short options side by side; longer ones as rows; the rare ones behind a link."""

    def __init__(self, label: str, options: Sequence[Option]) -> None:
        super().__init__()
        self._label = label
        self.dialog: CompareDialog | None = None
        self._every = self._all = choices_of(options)
        self._common = {o.value for o in options if o.common}
        short = len(self._all) <= 3 and all(len(c.title) <= _SHORT for c in self._all)
        self.picker: OneOf = Segmented() if short else RadioRows()
        self.picker.edited.connect(self._picked)
        self.setFocusProxy(self.picker)
        self.explanation = Label("", "second", "text_2", wrap=True)
        lines = column(self.picker, self.explanation, gap=6, of=self)
        self.explanation.setVisible(short)
        self._short = short
        self.compare_link = LinkButton(f"Compare all {len(self._all)} ways", act=self.compare)
        self.compare_link.setAccessibleName(f"{self.compare_link.text()}: {label}")
        lines.addWidget(self.compare_link)
        self.set_value(None)

    def value(self) -> str | None:
        """The chosen option."""
        return self.picker.value()

    def set_value(self, value: object) -> None:
        """Show the common options and the chosen one, without telling anybody."""
        shown = tuple(c for c in self._all if c.key in self._common or c.key == value)
        if self._short or len(shown) < 2 or len(self._all) <= 3:
            shown = self._all
        self.picker.set_choices(shown)
        self.picker.set_value(value if isinstance(value, str) else None)
        self.compare_link.setVisible(len(shown) < len(self._all))
        self._explain()

    def leave_out(self, values: Collection[object]) -> None:
        """Do not offer these; the chosen one stays to be seen."""
        offered = tuple(c for c in self._every if c.key not in values or c.key == self.value())
        if offered != self._all:
            self._all = offered
            self.compare_link.setText(f"Compare all {len(offered)} ways")
            self.compare_link.setAccessibleName(f"{self.compare_link.text()}: {self._label}")
            self.set_value(self.value())

    def set_accessible_label(self, name: str) -> None:
        """The question."""
        self.picker.set_accessible_label(name)

    def compare(self) -> None:
        """Every option with its explanation, to choose from."""
        dialog = CompareDialog(self._label, self._all, self.value() or "", self.window())
        dialog.decided.connect(self._decided)
        dialog.open()
        self.dialog = dialog

    def _decided(self, key: str) -> None:
        if key != self.value():
            self.set_value(key)
            self._picked()

    def _picked(self) -> None:
        self._explain()
        self.settle()

    def _explain(self) -> None:
        chosen = {choice.key: choice.explanation for choice in self._all}
        text = chosen.get(self.value() or "", "")
        self.explanation.setText(text)
        self.explanation.setVisible(self._short and bool(text))


class ChoiceCombo(ChoiceField):
    """One of the choices from a drop-down; the value is its key."""

    def __init__(self, name: str = "", choices: Sequence[Choice] = (), empty: str = "") -> None:
        super().__init__(name, (), empty or "Choose")
        self.set_choices(choices)
        follow_theme(self._apply_theme)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Other choices; the chosen one stays when it is still there."""
        self.set_options([(choice.key, choice.title) for choice in choices])

    def _apply_theme(self, now: Theme) -> None:
        self.setFont(now.font("form"))


class PartyCombo(ChoiceCombo):
    """One party from a drop-down."""

    def __init__(self, name: str = "") -> None:
        super().__init__(name, empty="Choose a party")


class PartyEditor(FieldWidget):
    """One of the parties: side by side while they are few and short, else a list."""

    def __init__(self) -> None:
        super().__init__()
        self._few = RadioRows()
        self._many = PartyCombo()
        self._value: str | None = None
        self.none_yet = Label("Add the parties first.", "form", "text_2")
        lines = column(self.none_yet, of=self)
        for picker in (self._few, self._many):
            picker.chosen.connect(self._picked)
            lines.addWidget(picker)
        self.set_parties(())

    def set_parties(self, parties: Sequence[PartySnapshot]) -> None:
        """Who can be chosen."""
        choices = party_choices(parties)
        few = len(choices) <= 4
        self.none_yet.setVisible(not choices)
        self._few.setVisible(few and bool(choices))
        self._many.setVisible(not few)
        self.setFocusProxy(self._few if few else self._many)
        self._few.set_choices(choices if few else ())
        self._many.set_choices(() if few else choices)
        self.set_value(self._value)

    def value(self) -> str | None:
        """The key of the chosen party."""
        return self._value

    def set_value(self, value: object) -> None:
        """Choose by key without telling anybody."""
        self._value = value if isinstance(value, str) else None
        self._few.set_value(self._value)
        self._many.set_value(self._value)

    def set_accessible_label(self, name: str) -> None:
        """The question."""
        self._few.set_accessible_label(name)
        self._many.setAccessibleName(name)

    def _picked(self, key: str) -> None:
        self._value = key
        self.settle()


class SeveralPartiesEditor(CheckRows):
    """Several of the parties."""

    def set_parties(self, parties: Sequence[PartySnapshot]) -> None:
        """Who can be ticked."""
        self.set_choices(party_choices(parties))
