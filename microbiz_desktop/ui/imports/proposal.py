"""The proposal: groups with counts, the contacts of one, and one of them side by side.

Whoever imports looks through it before anything is changed. What cannot be taken is a group of its
own, so that nothing of a file is lost without being seen.
"""

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QSize, Signal
from PySide6.QtWidgets import QWidget

from microbiz_desktop.services.transfer.values import CHOICES, ItemChoice, ItemKind, Proposal
from microbiz_desktop.ui.forms.choice_field import ChoiceField
from microbiz_desktop.ui.forms.choices import Choice as Option
from microbiz_desktop.ui.forms.choices import Segmented
from microbiz_desktop.ui.imports.choice_words import GROUPS, PILLS, WORDS
from microbiz_desktop.ui.imports.item_detail import ItemDetail
from microbiz_desktop.ui.imports.troubles_list import TroublesList
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.records.rows_model import RowsModel
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.labels import Label, Line
from microbiz_desktop.ui.widgets.layouts import column, row, wide
from microbiz_desktop.ui.widgets.row_delegate import RowList, RowLook

#: The group of what could not be taken.
_NOT_READ = "not read"


class ProposalView(QWidget):
    """What would happen to each contact, and the choice of something else, for one or for all."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.proposal = Proposal(())
        self.choices: dict[int, ItemChoice] = {}
        self.groups = Segmented((), "Show")
        self.groups.chosen.connect(self._group_chosen)
        self.note = Label("", "second", "text_2", wrap=True)
        self.about = Label("", "second", "text_2", wrap=True)
        self.all = ChoiceField("For all of these", placeholder="For all of these…")
        self.all.chosen.connect(self._for_all)
        self.model: RowsModel[int] = RowsModel(self._look, lambda number: number, self)
        self.list = RowList("Contacts")
        self.list.setModel(self.model)
        self.list.selectionModel().currentChanged.connect(self._chosen)
        self.troubles = TroublesList()
        self._contacts, self._left_out = QWidget(), QWidget()
        self.detail = ItemDetail(context)
        self.detail.chosen.connect(self._for_one)
        self._numbers: dict[ItemKind, list[int]] = {}
        self._lay_out()

    def show_proposal(self, proposal: Proposal) -> None:
        """Begin with the group that needs a look."""
        self.proposal, self.choices = proposal, {}
        self._numbers = {kind: [] for kind in GROUPS}
        for number, item in enumerate(proposal.items):
            self._numbers[item.kind].append(number)
        filled = [kind for kind in GROUPS if self._numbers[kind]]
        options = [
            Option(kind.value, f"{GROUPS[kind][0]} {len(self._numbers[kind]):,}") for kind in filled
        ]
        if proposal.troubles:
            options.append(Option(_NOT_READ, f"Not read {len(proposal.troubles):,}"))
        self.groups.set_choices(options)
        self.groups.setVisible(len(options) > 1)  # one is no choice, and the head counts it
        self.note.setText(proposal.note)
        self.note.setVisible(bool(proposal.note))
        self.troubles.set_troubles(proposal.troubles)
        urgent = (ItemKind.POSSIBLE, ItemKind.DIFFERS, ItemKind.NEW, ItemKind.SAME)
        first = next((kind for kind in urgent if kind in filled), ItemKind.NEW)
        self.groups.set_value(first.value)
        self._show_group(first)
        self.changed.emit()

    def choice_of(self, number: int) -> ItemChoice:
        """What becomes of an item."""
        return self.choices.get(number, self.proposal.items[number].choices[0])

    def counts(self) -> dict[ItemChoice, int]:
        """How many contacts each choice is for."""
        found = dict.fromkeys(ItemChoice, 0)
        for kind, numbers in self._numbers.items():
            found[CHOICES[kind][0]] += len(numbers)
        for number, choice in self.choices.items():
            found[self.proposal.items[number].choices[0]] -= 1
            found[choice] += 1
        return found

    def minimumSizeHint(self) -> QSize:
        """List and detail both scroll."""
        return QSize(theme().px(640), theme().px(340))

    def _group_chosen(self, key: str) -> None:
        if key == _NOT_READ:
            self._show_troubles(shown=True)
        else:
            self._show_group(ItemKind(key))

    def _show_troubles(self, *, shown: bool) -> None:
        self._left_out.setVisible(shown)
        self._contacts.setVisible(not shown)

    def _show_group(self, kind: ItemKind) -> None:
        self._show_troubles(shown=False)
        self.about.setText(GROUPS[kind][1])
        self.all.set_options([(choice.value, WORDS[choice][0]) for choice in CHOICES[kind]])
        self.all.set_value(None)
        self.model.set_rows(self._numbers.get(kind, []))
        self.list.scrollToTop()
        if self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(0))
        else:
            self.detail.clear()

    def _look(self, number: int) -> RowLook:
        item = self.proposal.items[number]
        second = item.reasons[0] if item.reasons else _where(item.contact.data)
        return RowLook(item.name, second, pill=PILLS[self.choice_of(number)])

    def _chosen(self, current: QModelIndex, _before: QModelIndex) -> None:
        number = self.model.row_at(current)
        if number is not None:
            self.detail.show_item(number, self.proposal.items[number], self.choice_of(number))

    def _for_one(self, number: int, value: str) -> None:
        self.choices[number] = ItemChoice(value)
        self._refresh()

    def _for_all(self, value: object) -> None:
        choice = ItemChoice(str(value))
        self.choices.update(dict.fromkeys(self.model.rows(), choice))
        shown = self.model.row_at(self.list.currentIndex())
        if shown is not None:
            self.detail.set_choice(choice)
        self.all.set_value(None)
        self._refresh()

    def _refresh(self) -> None:
        self.list.viewport().update()
        self.changed.emit()

    def _lay_out(self) -> None:
        left = column(self.about, self.all, Line(), wide(self.list), gap=8, pad=(20, 0, 12, 0))
        side = QWidget()
        side.setLayout(left)
        side.setMinimumWidth(theme().px(240))
        side.setMaximumWidth(theme().px(480))
        row((side, 2), Line(vertical=True), (self.detail, 3), gap=0, of=self._contacts)
        about = Label(
            "What of the file was not read in full, line by line, and why.", "second", "text_2"
        )
        column(about, Line(), wide(self.troubles), gap=8, pad=(20, 0, 24, 12), of=self._left_out)
        column(
            row((self.groups, 3), (None, 2), pad=(20, 0, 24, 0)),
            row(wide(self.note), pad=(20, 0, 24, 0)),
            wide(self._contacts),
            wide(self._left_out),
            gap=10,
            of=self,
        )


def _where(data: object) -> str:
    parts = (getattr(data, name) for name in ("place", "email", "phone"))
    return " · ".join([part for part in parts if part][:2])


def proposal_words(proposal: Proposal, counts: Mapping[ItemChoice, int]) -> tuple[str, str]:
    """What would happen, then of which files as many may be cut off, and the word on the button."""
    adding = counts[ItemChoice.ADD] + counts[ItemChoice.KEEP_BOTH]
    changing = counts[ItemChoice.MERGE] + counts[ItemChoice.UPDATE]
    troubles = len(proposal.troubles)
    bad = f" · {troubles:,} not read in full" if troubles else ""
    line = (
        f"Adds {adding:,}, changes {changing:,},"
        f" leaves {counts[ItemChoice.SKIP]:,}{bad} · {proposal.title}"
    )
    return line, f"Import {adding + changing:,}"
