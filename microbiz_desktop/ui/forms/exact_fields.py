"""Fields in which every letter counts: answers of certain letters only, and text kept as it is."""

from microbiz_desktop.domain.words.alphabet import Alphabet
from microbiz_desktop.ui.forms.fields import TextArea, TextField


class LettersField(TextField):
    """Words made of certain letters only; what is not stays as typed, is explained, and no value.

    Blanks that a paste brought and capitals that cannot be meant are no fault.
    """

    def __init__(self, name: str, alphabet: Alphabet) -> None:
        super().__init__(name)
        self._name, self._alphabet = name, alphabet

    def value(self) -> str:
        """What was meant, or nothing while it cannot be."""
        meant = self._alphabet.read(self.text())
        return "" if self._alphabet.refused(meant) else meant

    def problem(self) -> str:
        """What it must be."""
        rule = self._alphabet.refused(self._alphabet.read(self.text())) if self.text() else ""
        return f"“{self._name}” must be {rule}." if rule else ""

    def _finish(self) -> None:
        if meant := self.value():
            self.set_value(meant)
        super()._finish()


class ExactText(TextArea):
    """Several lines of which nothing is tidied: blanks, odd spaces and empty lines are as typed."""

    def value(self) -> str:
        """The text letter for letter; each line end is one line break."""
        raw = self.document().toRawText()
        return raw.replace("\u2029", "\n").replace("\u2028", "\n")
