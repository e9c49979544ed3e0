"""About: what this is, where the data lives, and the sample network."""

from PySide6.QtWidgets import QWidget

from microbiz_desktop import __version__
from microbiz_desktop.ui.records.sample_network import bring_in_sample
from microbiz_desktop.ui.records.undo import tell
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.buttons import SecondaryButton
from microbiz_desktop.ui.widgets.cards import Card
from microbiz_desktop.ui.widgets.copy_label import CopyLabel
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import SPRING, column, row


class AboutPart(QWidget):
    """Facts, and one switch."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.sample = SecondaryButton("", act=self._switch)
        column(self._facts(), self._sample_card(), gap=16, of=self)

    def opened(self) -> None:
        """The switch says what it will do."""
        present = self._context.services.sample.present()
        self.sample.set_text(
            "Remove the sample network" if present else "Bring in the sample network"
        )

    def _switch(self) -> None:
        sample = self._context.services.sample
        if sample.present():
            self._remove()
            tell(self._context, "Sample network removed", self._back, self._remove)
        else:
            bring_in_sample(self._context)
        self.opened()

    def _remove(self) -> None:
        self._context.services.sample.remove()
        self.opened()

    def _back(self) -> None:
        self._context.services.sample.bring_back()
        self.opened()

    def _facts(self) -> Card:
        card = Card("Microbiz Desktop")
        lines = (
            f"Version {__version__}. Free software under the MIT licence.",
            f"Everything is kept in {self._context.services.data_dir}.",
            "The program never uses the network.",
            "Templates help set out terms; they are not legal advice.",
        )
        for words in lines:
            card.add(CopyLabel(words, "form"))
        return card

    def _sample_card(self) -> Card:
        card = Card("Sample network")
        words = "A dozen invented businesses and three projects, for trying things out."
        card.add(Label(words, "form", "text_2", wrap=True), row(self.sample, SPRING))
        return card
