"""Fields for parts of the card: words in a line, chips to tick, an associate by name.

The card of an associate, Network and Projects use them. A name that is not in the contact list is
kept as typed, because people are often heard of before they are entered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QListView

from microbiz_desktop.services.contacts.checks import email_or_phone_problem, email_problem
from microbiz_desktop.ui.forms.field import FieldWidget
from microbiz_desktop.ui.forms.fields import LineField, TextField
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.buttons import Look
from microbiz_desktop.ui.widgets.chips import ChipButton
from microbiz_desktop.ui.widgets.layouts import FlowLayout, row

if TYPE_CHECKING:
    from microbiz_desktop.services.search import Hit


class WordsField(LineField):
    """Several words or phrases in one line, with commas between; the value is a tuple."""

    def value(self) -> tuple[str, ...]:
        """What stands between the commas."""
        return tuple(part.strip() for part in self.text().split(",") if part.strip())

    def set_value(self, value: object) -> None:
        """Show a tuple."""
        self.setText(", ".join(value) if isinstance(value, (list, tuple)) else "")


class EmailField(TextField):
    """An e-mail address: one that is none is said once the field is left, and kept as typed."""

    def problem(self) -> str:
        """What looks odd about it."""
        return email_problem(self.value())


class EmailOrPhoneField(TextField):
    """A phone number or an e-mail address, as it comes."""

    def problem(self) -> str:
        """An address that is none; what has no “@” may be anything."""
        return email_or_phone_problem(self.value())


class _Toggle(ChipButton):
    """A chip that is on or off."""

    _on = Look("accent_bg", "accent", "accent", "hover")
    _off = Look("surface", "control", "text", "hover")

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setCheckable(True)
        self.toggled.connect(self._dress)
        self._dress(False)

    def _dress(self, on: bool) -> None:
        self.look = self._on if on else self._off
        self.set_text(self.text(), "check" if on else "")


class ToggleChips(FieldWidget):
    """Any number out of a few; the value is the tuple of the keys that are on."""

    def __init__(self, name: str, options: Mapping[str, str]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.chips: dict[str, ChipButton] = {}
        flow = FlowLayout(self)
        for key, title in options.items():
            chip = _Toggle(title)
            chip.clicked.connect(self.settle)
            flow.addWidget(chip)
            self.chips[key] = chip

    def value(self) -> tuple[str, ...]:
        """The keys that are on, in the order of the options."""
        return tuple(key for key, chip in self.chips.items() if chip.isChecked())

    def set_value(self, value: object) -> None:
        """Turn these on and the others off."""
        on = value if isinstance(value, (list, tuple, set, frozenset)) else ()
        for key, chip in self.chips.items():
            chip.setChecked(key in on)


class NameField(FieldWidget):
    """A name to type; typing offers associates of the list."""

    #: Which kinds of what is found are offered.
    kinds = frozenset({"associate"})

    def __init__(self, context: Context, name: str) -> None:
        super().__init__()
        self._context = context
        #: By the words in the line: ids, and names where those words hold more than the name.
        self._ids: dict[str, int] = {}
        self._titles: dict[str, str] = {}
        self._names = QStringListModel(self)
        self.line = TextField(name, "Name of an associate, or anybody")
        self.setFocusProxy(self.line)
        self._completer = QCompleter(self._names, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        popup = QListView()
        popup.setAccessibleName(f"{name}: associates found")
        self._completer.setPopup(popup)
        self.line.setCompleter(self._completer)
        self.line.edited.connect(self._typed)
        self.line.finished.connect(self.finished)
        self._completer.activated.connect(lambda _name: self.settle())
        row(self.line, of=self)

    def named(self) -> tuple[int, str]:
        """The id, or 0, of the name in the line, and the name."""
        typed = self.line.value()
        return (self._ids.get(typed, 0), self._titles.get(typed, typed))

    def show_named(self, key: int, name: str) -> None:
        """Show a name and know its id."""
        if key and name:
            self._ids[name] = key
        self.line.set_value(name)

    def set_accessible_label(self, name: str) -> None:
        """The name belongs to the line."""
        self.line.setAccessibleName(name)

    def offered(self) -> list[str]:
        """What was found by the words typed last, as it stands in the pop-up."""
        return self._names.stringList()

    def _typed(self) -> None:
        words = self.line.value()
        self.edited.emit()
        if words:
            self._context.tasks.debounce(self, 120, lambda: self._look_up(words))

    def _look_up(self, words: str) -> None:
        search = self._context.services.search
        self._context.tasks.run(
            lambda: search.jump(words, 12), done=self._offer, key=self, owner=self
        )

    def _offer(self, hits: Sequence[Hit]) -> None:
        found = _by_label([hit for hit in hits if hit.kind in self.kinds])
        self._ids.update({label: hit.id for label, hit in found.items()})
        self._titles.update({label: hit.title for label, hit in found.items()})
        self._names.setStringList(list(found))
        if found and self.line.hasFocus() and self.line.value() not in found:
            self._completer.complete()


class AssociateField(NameField):
    """An associate by name: any name that is not in the list is kept as typed.

    The value is (id, name); id 0 is a name that is not in the list.
    """

    def value(self) -> tuple[int, str]:
        """The id when the name is one of the list, and the name."""
        return self.named()

    def set_value(self, value: object) -> None:
        """Show an id with its name."""
        key, name = value if isinstance(value, tuple) else (0, "")
        self.show_named(int(key or 0), str(name))


class AnybodyField(AssociateField):
    """The same for anybody who is known, associate or not."""

    kinds = frozenset({"associate", "somebody known"})


def _by_label(hits: Sequence[Hit]) -> dict[str, Hit]:
    """What was found by the words that are offered: the name, with what tells namesakes apart."""
    names = Counter(hit.title for hit in hits)

    def label(hit: Hit) -> str:
        apart = hit.place or hit.second_line or hit.id
        return f"{hit.title} ({apart})" if names[hit.title] > 1 else str(hit.title)

    return {label(hit): hit for hit in hits}
