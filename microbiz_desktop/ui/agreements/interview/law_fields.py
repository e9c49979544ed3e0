"""Which law and which currency an agreement is written in: two facts that no template asks.

They stand under the extra terms, as nearly every agreement keeps what it began with; a deal that
came from a file may lack one of them.
"""

from PySide6.QtWidgets import QWidget

from microbiz_desktop.domain.deal import Deal
from microbiz_desktop.domain.findings import Edit
from microbiz_desktop.services.agreements.agreements import Agreements
from microbiz_desktop.ui.agreements.interview.editing import DraftEdits
from microbiz_desktop.ui.forms.choice_field import ChoiceField
from microbiz_desktop.ui.forms.labelled import LabelledField
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import column


class LawFields(QWidget):
    """A drop-down each; what is chosen is stored at once."""

    def __init__(self, edits: DraftEdits, agreements: Agreements) -> None:
        super().__init__()
        self._edits, self._agreements = edits, agreements
        self.fields = {
            "pack": ChoiceField("Which law?", placeholder="Choose a law"),
            "currency": ChoiceField("Which currency?", placeholder="Choose a currency"),
        }
        column(
            Label("Law and currency", "label"),
            *(LabelledField(one.accessibleName(), one) for one in self.fields.values()),
            gap=10,
            of=self,
        )
        for name, field in self.fields.items():
            field.chosen.connect(lambda value, name=name: self._store(name, value))

    def show_deal(self, deal: Deal) -> None:
        """What the deal has, among what its template is written for."""
        laws, currencies = self._agreements.laws_of(deal)
        self.fields["pack"].set_options(laws)
        self.fields["currency"].set_options([(code, code) for code in currencies])
        for name, field in self.fields.items():
            field.set_value(getattr(deal, name))

    def _store(self, name: str, value: str) -> None:
        edits = [Edit((name,), value)]
        if name == "pack":
            edits.append(Edit(("pack_version",), self._agreements.pack_version(value)))
        label = "Choose the law" if name == "pack" else "Choose the currency"
        self._edits.run(label, lambda n, v: self._agreements.edit(n, v, edits))
