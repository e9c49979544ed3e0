"""The editor of a business, own or associate: typed values are saved by themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from microbiz_desktop.domain.deal import LEGAL_FORMS
from microbiz_desktop.domain.errors import MicrobizError, StaleVersion
from microbiz_desktop.services.values import BusinessData
from microbiz_desktop.ui.associates.people_editor import PeopleEditor
from microbiz_desktop.ui.forms import Autosave, filling
from microbiz_desktop.ui.widgets.avatar import Avatar
from microbiz_desktop.ui.widgets.buttons import GhostButton, SecondaryButton
from microbiz_desktop.ui.widgets.cards import Card
from microbiz_desktop.ui.widgets.choice_field import ChoiceField
from microbiz_desktop.ui.widgets.choices import Choice, Segmented
from microbiz_desktop.ui.widgets.fields import TextArea, TextField
from microbiz_desktop.ui.widgets.labelled import LabelledField
from microbiz_desktop.ui.widgets.labels import Label

if TYPE_CHECKING:
    from microbiz_desktop.ui.context import Context

_FORMS = [(key, words[:1].upper() + words[1:]) for key, words in LEGAL_FORMS.items() if words]
#: Field of the data, label, help, example, and how many columns it takes of two.
_NAMES = (
    ("legal_name", "Legal name", "The full name, as in contracts.", "Fernhill Design Ltd", 1),
    ("trading_name", "Trading name", "The name people know, if another.", "Fernhill Design", 1),
)
_NUMBERS = (
    ("registration_number", "Registration number", "", "Company number, if there is one", 1),
    ("tax_number", "Tax number", "", "VAT number, if there is one", 1),
)
_REACH = (
    ("email", "E-mail", "", "hello@fernhill.example", 1),
    ("phone", "Phone", "", "01943 000111", 1),
    ("place", "Town", "For finding who is near.", "Otley", 1),
    ("website", "Website", "", "fernhill.example", 1),
)


class BusinessEditor(QWidget):
    """A form over one business; `data()` is what is stored now."""

    changed = Signal(object)
    left = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._data = BusinessData()
        self.fields: dict[str, Any] = {}
        self._blocks: dict[str, LabelledField] = {}
        self.autosave = Autosave(self, self._save)
        self.people = PeopleEditor()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)
        self._column.addWidget(self._identity())
        self._column.addWidget(self._people_card())
        self._column.addWidget(self._reach())
        self._column.addWidget(self._more())
        self.setAcceptDrops(True)

    def data(self) -> BusinessData:
        """The business as it is stored."""
        return self._data

    def show_business(self, data: BusinessData) -> None:
        """Edit another business; what was typed for the last one is saved first."""
        self.flush()
        self._fill(data)

    def flush(self) -> None:
        """Save what is typed and not saved yet."""
        self.autosave.flush()

    def typed(self) -> BusinessData:
        """The business as the form has it now."""
        values = {name: field.value() for name, field in self.fields.items()}
        skills = tuple(part.strip() for part in values.pop("skills").split(",") if part.strip())
        values["legal_form"] = values["legal_form"] or "other"
        values["sign_rule"] = values["sign_rule"] or "one"
        return replace(self._data, people=self.people.value(), skills=skills, **values)

    def focus_name(self) -> None:
        """Put the keyboard into the first field."""
        self.fields["legal_name"].setFocus()

    def _fill(self, data: BusinessData) -> None:
        self._data = data
        with filling(self):
            for name, field in self.fields.items():
                value = ", ".join(data.skills) if name == "skills" else getattr(data, name)
                if field.value() != value:
                    field.set_value(value)
            self.people.set_value(data.people)
        self._show_logo()

    def _save(self) -> None:
        wanted = self.typed()
        if wanted == self._data:
            return
        if not (wanted.legal_name or wanted.trading_name):
            self._blocks["legal_name"].set_problem("A business needs a name.")
            return
        self._blocks["legal_name"].set_problem("")
        try:
            self._data = self._context.services.businesses.save(wanted)
        except StaleVersion:
            self._save_over(wanted)
        self._warn()
        self.changed.emit(self._data)

    def _save_over(self, wanted: BusinessData) -> None:
        """Changed elsewhere meanwhile: what was typed here stays, and the other values are shown.

        Fields not touched here take the other's value; the ones typed here are kept.
        """
        theirs = self._context.services.businesses.get(wanted.id)
        ours = {
            name: getattr(wanted, name)
            for name in (*self.fields, "people")
            if getattr(wanted, name) != getattr(self._data, name)
        }
        merged = replace(theirs, **ours)
        self._data = self._context.services.businesses.save(merged)
        self._fill(self._data)
        self._context.messages.warn(
            "This business was also changed elsewhere. What you typed here is kept; "
            "everything else is as the other change left it."
        )

    def _warn(self) -> None:
        """Odd e-mail addresses and phone numbers are said under their field, never refused."""
        said = self._context.services.businesses.may_save_warnings(self._data)
        for name in ("email", "phone"):
            value = getattr(self._data, name)
            about = [line for line in said if value and f"“{value}”" in line]
            self._blocks[name].set_problem(about[0] if about else "")

    def _identity(self) -> Card:
        card = Card("The business")
        card.column.addLayout(self._logo_line())
        card.column.addLayout(self._grid(_NAMES))
        form = ChoiceField("Legal form", _FORMS)
        self._add("legal_form", "Legal form", form, card.column)
        card.column.addLayout(self._grid(_NUMBERS))
        return card

    def _logo_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(12)
        self.avatar = Avatar("", 56)
        line.addWidget(self.avatar)
        self.choose_logo = SecondaryButton("Choose a logo", small=True)
        self.choose_logo.clicked.connect(self._choose_logo)
        self.remove_logo = GhostButton("Remove the logo", small=True)
        self.remove_logo.clicked.connect(self._remove_logo)
        line.addWidget(self.choose_logo)
        line.addWidget(self.remove_logo)
        line.addWidget(Label("PNG or JPEG; or drop a picture here.", "second", "text_2"))
        line.addStretch(1)
        return line

    def _people_card(self) -> Card:
        card = Card("People")
        self.people.edited.connect(self.autosave.touch)
        self.people.finished.connect(self.autosave.flush)
        card.add(self.people)
        rule = Segmented((Choice("one", "One is enough"), Choice("all", "All must sign")))
        help_text = "When more than one person may sign."
        self._add("sign_rule", "Who must sign?", rule, card.column, help_text)
        return card

    def _reach(self) -> Card:
        card = Card("Where and how to reach")
        card.column.addLayout(self._grid(_REACH))
        self._add(
            "address",
            "Address for notices",
            TextArea(lines=2),
            card.column,
            "Printed in agreements.",
        )
        return card

    def _more(self) -> Card:
        card = Card("What this business does")
        self._add(
            "strapline", "In one line", TextField(placeholder="Film and photography"), card.column
        )
        skills = TextField(placeholder="short film, photography, captions")
        self._add("skills", "Skills", skills, card.column, "Separate them with commas.")
        self._add(
            "notes",
            "Private notes",
            TextArea(lines=2),
            card.column,
            "Stay here: they are in no agreement and no export.",
        )
        return card

    def _grid(self, rows: tuple[tuple[str, str, str, str, int], ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        for place, (name, label, help_text, example, _width) in enumerate(rows):
            block = self._block(name, label, TextField(placeholder=example), help_text)
            grid.addWidget(block, place // 2, place % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _add(
        self, name: str, label: str, field: Any, column: QVBoxLayout, help_text: str = ""
    ) -> None:
        column.addWidget(self._block(name, label, field, help_text))

    def _block(self, name: str, label: str, field: Any, help_text: str) -> LabelledField:
        field.setObjectName(name)
        field.edited.connect(self.autosave.touch)
        field.finished.connect(self.autosave.flush)
        self.fields[name] = field
        block = LabelledField(label, field, help_text=help_text, optional=name not in _NEEDED)
        self._blocks[name] = block
        return block

    def _show_logo(self) -> None:
        data = self._data
        png = self._context.services.businesses.image(data.logo) if data.logo else None
        self.avatar.set_business(data.name or "?", png)
        self.remove_logo.setVisible(bool(data.logo))

    def _choose_logo(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, "Which picture is the logo?", "", "Pictures (*.png *.jpg *.jpeg)"
        )
        if name:
            self.take_logo(Path(name))

    def take_logo(self, path: Path) -> None:
        """Use a picture file as the logo; what cannot be used is said in the message bar."""
        self.flush()
        services, data = self._context.services, self._data
        if not data.id:
            self._blocks["legal_name"].set_problem("Name the business first, then add its logo.")
            return
        self._change_logo(
            lambda: services.businesses.set_logo(data.id, data.version, path.read_bytes())
        )

    def _remove_logo(self) -> None:
        self.flush()
        services, data = self._context.services, self._data
        self._change_logo(lambda: services.businesses.clear_logo(data.id, data.version))

    def _change_logo(self, change: Callable[[], BusinessData]) -> None:
        try:
            self._data = change()
        except MicrobizError as error:
            self._context.messages.problem(error.message, error.hint)
            return
        except OSError:
            self._context.messages.problem("The picture cannot be read.", "Choose another file.")
            return
        self._show_logo()
        self.changed.emit(self._data)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A picture file may be dropped as the logo."""
        urls = event.mimeData().urls()
        if urls and urls[0].toLocalFile().lower().endswith((".png", ".jpg", ".jpeg")):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the dropped picture."""
        self.take_logo(Path(event.mimeData().urls()[0].toLocalFile()))


#: The norm is required; these are.
_NEEDED = frozenset({"legal_name", "legal_form", "sign_rule"})
