"""Words that changed, in one text: what is gone is struck through, what is new is underlined."""

from collections.abc import Iterator, Sequence
from html import escape

from PySide6.QtCore import Qt

from microbiz_desktop.services.agreements.asked import Fate, WordRun
from microbiz_desktop.ui.look.theme import Theme
from microbiz_desktop.ui.widgets.labels import Label

#: Ink and line of each fate; never the colour alone.
_LOOKS = {Fate.REMOVED: ("problem", "line-through"), Fate.ADDED: ("ok", "underline")}
_SPOKEN = {Fate.REMOVED: "removed", Fate.ADDED: "new"}


class RedlineLabel(Label):
    """A changed line, word by word."""

    def __init__(self, words: Sequence[WordRun]) -> None:
        self._words = tuple(words)
        super().__init__("", "form", "text", wrap=True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setAccessibleName(spoken(self._words))

    def _apply_theme(self, now: Theme) -> None:
        super()._apply_theme(now)
        self.setText("".join(_marked(part, now) for part in apart(self._words)))


def apart(words: Sequence[WordRun]) -> Iterator[WordRun]:
    """A thin space between old and new words: "5" and "9" must not read as 59."""
    last = None
    for part in words:
        if part.fate is Fate.ADDED and last is Fate.REMOVED:
            yield WordRun("\u2009", Fate.SAME)
        yield part
        last = part.fate


def _marked(part: WordRun, now: Theme) -> str:
    text = escape(part.text).replace("\n", "<br>")
    if part.fate not in _LOOKS:
        return text
    ink, line = _LOOKS[part.fate]
    colour = now.colour(ink).name()
    return f'<span style="color:{colour}; text-decoration:{line}">{text}</span>'


def spoken(words: Sequence[WordRun]) -> str:
    """The same for whoever listens: each change is named before its words."""
    said = ((_SPOKEN.get(part.fate), part.text.strip()) for part in words)
    return " ".join(f"[{fate}: {text}]" if fate else text for fate, text in said if text)
