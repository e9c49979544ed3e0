"""Before an offer: which revision, to whom, until when, and what happens then."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QWidget

from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.domain.words.phrases import joined
from microbiz_desktop.services.agreements.interview import InForce
from microbiz_desktop.services.agreements.values import AgreementData
from microbiz_desktop.ui.forms.dates import DateField
from microbiz_desktop.ui.forms.labelled import LabelledField
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.widgets.buttons import GhostButton, LinkButton, PrimaryButton
from microbiz_desktop.ui.widgets.cards import Sunken
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import SPRING, column, grid, held, put, row
from microbiz_desktop.ui.widgets.main_step import Dialog
from microbiz_desktop.ui.widgets.progress import LoadingBar


def party_line(names: Sequence[str]) -> str:
    """Up to five names, and how many more."""
    shown = list(names[:5])
    if len(names) > len(shown):
        shown.append(f"{len(names) - 5} more")
    return joined(shown)


class OfferDialog(Dialog):
    """Stays open while the offer is made; what stops it is said inside."""

    offer_asked = Signal(str)
    #: A question that the user wants to see before the offer.
    place_asked = Signal(str)

    def __init__(
        self,
        agreement: AgreementData,
        warnings: int,
        in_force: Sequence[InForce] = (),
        parent: QWidget | None = None,
    ) -> None:
        """`in_force` is what counts because nobody said otherwise."""
        super().__init__(parent)
        number = agreement.revision + 1
        title = f"Offer revision {number} for sign-off?"
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setModal(True)
        self.setFixedWidth(theme().px(560))
        lines = column(
            Label(title, "section", wrap=True),
            self._facts(agreement, number),
            gap=14,
            pad=(24, 20, 24, 20),
            of=self,
        )
        if warnings:
            words = "1 warning stays" if warnings == 1 else f"{warnings} warnings stay"
            lines.addWidget(Label(f"{words} open. You can offer all the same.", "form", "waiting"))
        self.ways: dict[str, LinkButton] = {}
        if in_force:
            lines.addWidget(self._in_force(in_force))
        self.until = DateField("Open until")
        self.until_field = LabelledField(
            "Open until",
            self.until,
            help_text="After that day nobody can sign off. Leave it empty for no end.",
            optional=True,
        )
        lines.addWidget(self.until_field)
        self.problem = Label("", "form", "problem", wrap=True)
        self.problem.hide()
        lines.addWidget(self.problem)
        self.loading = LoadingBar()
        put(lines, self.loading, self._buttons(number))
        # Lines that wrap ask for the height of the narrowest; the width is fixed, so it is known.
        lines.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.fit_height()

    def say_problem(self, error: MicrobizError) -> None:
        """The offer was refused: say why and let the user mend it."""
        self._set_busy(busy=False)
        self.problem.setText(error.sentence())
        self.problem.setAccessibleName(error.sentence())
        self.problem.show()
        self.fit_height()

    def _facts(self, agreement: AgreementData, number: int) -> Sunken:
        block = Sunken()
        names = [party.name for party in agreement.deal.parties]
        lines = [
            f"Offered to {party_line(names)}.",
            f"The text of revision {number} is frozen: exactly these pages, with a fingerprint.",
            "Each party then says for each clause whether it is understood, and signs off.",
        ]
        if number > 1:
            lines.append(f"Sign-offs of revision {number - 1} do not count for it.")
        for line in lines:
            block.column.addWidget(Label(line, "form", wrap=True))
        return block

    def _in_force(self, answers: Sequence[InForce]) -> QWidget:
        """The big answers that nobody gave, each with the way to its question."""
        rows: list[Sequence[QWidget]] = []
        for one in answers:
            link = LinkButton("Show", name=f"Show: {one.title}")
            link.clicked.connect(lambda _=False, name=one.question: self._show_place(name))
            self.ways[one.question] = link
            title = Label(one.title, "form", "text_2", wrap=True)
            rows.append((title, Label(one.words, "form", wrap=True), link))
        head = Label("As usual, since nobody said otherwise:", "label", wrap=True)
        return held(column(head, grid(*rows, gap=(12, 2), shares=(4, 5, 0)), gap=4))

    def _show_place(self, question: str) -> None:
        self.reject()
        self.place_asked.emit(question)

    def _buttons(self, number: int) -> QHBoxLayout:
        self.cancel = GhostButton("Not yet", act=self.reject)
        self.offer = PrimaryButton(f"Offer revision {number}", act=self._ask)
        return row(SPRING, self.cancel, self.offer)

    def _ask(self) -> None:
        if self.until.problem():
            self.until_field.check()
            self.until.setFocus()
            return
        self.problem.hide()
        self._set_busy(busy=True)
        self.offer_asked.emit(self.until.value() or "")

    def _set_busy(self, *, busy: bool) -> None:
        if busy:
            # A part that is disabled hands the keyboard on, and a second Enter would press Not yet.
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.offer.setEnabled(not busy)
        self.until.setEnabled(not busy)
        if busy:
            self.loading.start()
        else:
            self.loading.stop()
