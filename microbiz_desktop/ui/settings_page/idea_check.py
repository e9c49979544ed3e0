"""Whether something shown is the idea behind a number: a file, or a text and a key as pasted."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.domain.ideas import ENDING, in_groups
from microbiz_desktop.ui.forms.exact_fields import ExactText
from microbiz_desktop.ui.forms.fields import TextField
from microbiz_desktop.ui.forms.labelled import LabelledField
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.announce import announce
from microbiz_desktop.ui.widgets.buttons import SecondaryButton
from microbiz_desktop.ui.widgets.cards import Card
from microbiz_desktop.ui.widgets.file_dialogs import ask_file
from microbiz_desktop.ui.widgets.labels import Label, Pill
from microbiz_desktop.ui.widgets.layouts import SPRING, held, row
from microbiz_desktop.ui.widgets.main_step import enter_acts

if TYPE_CHECKING:
    from microbiz_desktop.services.transfer.ideas import IdeaCheck

_WORDS = (
    "When an idea is told, check that it is the one that was recorded. Choose the file that you "
    "were given, or drop it here; or paste the text and its key. Every letter, space and line end "
    "counts."
)
_NOWHERE = (
    "This number stands in no agreement that is kept here. It is another idea, or it was changed: "
    "a file as it was saved is safer than a text that was pasted."
)


class IdeaVerdict(Card):
    """What was shown is: a word, where its number stands, and the number."""

    def __init__(self) -> None:
        super().__init__("What it is")
        self.pill = Pill("neutral", "", "")
        self.sentence = Label("", "body", wrap=True)
        self.number = Label("", "second", "text_2", wrap=True, figures=True)
        self.head.addWidget(self.pill)
        self.add(self.sentence, self.number)
        self.hide()

    def show_check(self, found: IdeaCheck) -> None:
        """Say it, also to a screen reader."""
        behind = bool(found.places)
        look = ("ok", "check", "The idea") if behind else ("problem", "file-x", "Not found")
        self.pill.set_status(*look)
        said = [place.sentence() for place in found.places] or [_NOWHERE]
        if found.kept and not behind:
            said = [f"It is “{found.kept}”, which is kept here; its number stands in no agreement."]
        self.sentence.setText("\n".join(said))
        self.number.setText(f"Idea number: {in_groups(found.number)}")
        self.show()
        announce(self, f"{self.pill.text()}. {said[0]}")


class IdeaCheckCard(Card):
    """Asks for what was shown; `result` says what it is."""

    def __init__(self, context: Context) -> None:
        super().__init__("Is this the idea?")
        self._context = context
        self.choose = SecondaryButton("Choose a sealed idea", "file-check", act=self._choose)
        self.words = ExactText("The text that was shown", lines=3, most=8)
        self.key = TextField("Its key", "64 letters and figures")
        self.check_button = SecondaryButton("Check text and key", act=self.check_words)
        self.result = IdeaVerdict()
        self.add(
            Label(_WORDS, "form", "text_2", wrap=True),
            held(row(self.choose, SPRING)),
            LabelledField("Or the text that was shown", self.words),
            LabelledField("Its key", self.key),
            held(row(self.check_button, SPRING)),
        )
        enter_acts(self, self.check_words)

    def check_file(self, path: Path) -> None:
        """What a sealed file is."""
        ideas = self._context.services.ideas
        self._run(lambda: ideas.check_file(path))

    def check_words(self) -> None:
        """What a text with its key is."""
        ideas, words, key = self._context.services.ideas, self.words.value(), self.key.value()
        self._run(lambda: ideas.check_words(words, key))

    def _choose(self) -> None:
        filters = f"Sealed ideas (*.{ENDING});;All files (*)"
        ask_file(self, "Which idea should be checked?", filters, self.check_file)

    def _run(self, act: Callable[[], IdeaCheck]) -> None:
        self.result.hide()
        self._context.messages.again()
        say = partial(_say, self._context)
        self._context.tasks.run(
            act, done=self.result.show_check, failed=say, key="check-idea", owner=self
        )


def _say(context: Context, error: Exception) -> None:
    """What a user can mend; anything else is our fault."""
    if not isinstance(error, MicrobizError):
        raise error
    context.messages.problem(error.message, error.hint)
