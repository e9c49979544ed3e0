"""Somebody who is no associate onto the map: a client, a friend, anybody who knows others."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from microbiz_desktop.domain.contacts.contacts import BusinessData, Closeness
from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.ui.forms.choice_field import ChoiceField
from microbiz_desktop.ui.forms.fields import TextField
from microbiz_desktop.ui.forms.labelled import LabelledField
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.records.network_words import CLOSENESS, RELATIONS
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.buttons import GhostButton, PrimaryButton
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import SPRING, column, row
from microbiz_desktop.ui.widgets.main_step import Dialog

_TITLE = "Add somebody you know"
_HELP = "On the map and in ways to others, in no list of associates."


class SomebodyDialog(Dialog):
    """A name is enough; how well one knows them decides whether they can be asked."""

    #: Who was added.
    added = Signal(object)

    def __init__(self, context: Context, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.setWindowTitle(_TITLE)
        self.setModal(True)
        self.setMinimumWidth(theme().px(440))
        self.name = TextField("Name", "Harbour Lane Coffee, or a person")
        self.name.set_value(name)
        self.block = LabelledField("Name", self.name)
        self.relation = ChoiceField("They are", tuple(RELATIONS.items()), "Not said")
        steps = tuple((str(int(step)), word) for step, word in CLOSENESS.items())
        self.closeness = ChoiceField("How well you know them", steps, "Not said")
        self.add = PrimaryButton("Add", act=self._add)
        cancel = GhostButton("Cancel", act=self.reject)
        column(
            Label(_TITLE, "section", wrap=True),
            Label(_HELP, "form", "text_2", wrap=True),
            self.block,
            LabelledField("They are", self.relation, optional=True),
            LabelledField("How well you know them", self.closeness, optional=True),
            row(SPRING, cancel, self.add, gap=8),
            gap=14,
            pad=(24, 20, 24, 20),
            of=self,
        )
        self.name.setFocus()

    def _add(self) -> None:
        relation = self.relation.value()
        data = BusinessData(
            legal_name=str(self.name.value()),
            outside=True,
            relations=(relation,) if relation else (),
            closeness=Closeness(int(self.closeness.value() or 0)),
        )
        try:
            saved = self._context.services.businesses.save(data)
        except MicrobizError as error:
            self.block.set_problem(error.sentence())
            self.name.setFocus()
            return
        self.added.emit(saved)
        self.accept()
