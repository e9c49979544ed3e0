"""The dialogs of the program, each as it is opened, with the words it has in use."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QDialog

from microbiz_desktop.app import Running
from microbiz_desktop.domain.errors import DamagedFile
from microbiz_desktop.domain.findings import Fix
from microbiz_desktop.services.agreements.values import Difference
from microbiz_desktop.services.agreements.wordings import WordingChanges
from microbiz_desktop.services.transfer.ideas import IdeaRow, OpenIdea
from microbiz_desktop.ui.agreements.differences import DifferencesDialog
from microbiz_desktop.ui.agreements.frozen import ConsequenceDialog
from microbiz_desktop.ui.agreements.new_agreement_note import NoteDialog
from microbiz_desktop.ui.agreements.offer_dialog import OfferDialog
from microbiz_desktop.ui.agreements.wording_dialog import WordingDialog
from microbiz_desktop.ui.forms.choices import Choice
from microbiz_desktop.ui.forms.compare_options import CompareDialog
from microbiz_desktop.ui.network.somebody_dialog import SomebodyDialog
from microbiz_desktop.ui.records.forget import ForgetDialog
from microbiz_desktop.ui.records.idea_dialog import IdeaDialog, OpenIdeaDialog
from microbiz_desktop.ui.settings_page.confirm import Confirm
from microbiz_desktop.ui.shell.errors import FaultDialog
from microbiz_desktop.ui.shell.rescue import CannotStart
from microbiz_desktop.ui.shell.shortcuts import ShortcutSheet
from microbiz_desktop.ui.signoff.changes_sheet import ChangesSheet
from microbiz_desktop.ui.signoff.dialogs import HistorySheet, ReturnedSheet, WordsSheet

_SENTENCE = "This is said of what follows from it, in a sentence that needs more than one line."
_CHANGES = WordingChanges(
    named="1.0.0",
    now="2.0.0",
    kept=True,
    news=(_SENTENCE, _SENTENCE),
    once_empty=(),
    answers=(Difference("11.2 Insurance", "", "£1,000,000"),),
    lost=(),
    lines=(),
    taking=Fix("Take the new wording", ()),
)


def _associate(running: Running) -> tuple[int, str]:
    """One of the list."""
    row = running.services.businesses.rows()[0]
    return row.id, row.name


def dialogs(running: Running, offered: int, draft: int) -> Mapping[str, Callable[[], QDialog]]:
    """Name -> what makes it."""
    window, services = running.window, running.services
    room = services.signoffs.room(offered)
    party = room.parties[1]
    ways = [Choice(f"way-{n}", f"The way number {n}", _SENTENCE) for n in range(1, 8)]
    differences = [Difference("6.1 Money", "10 days", "14 days after the client has paid")] * 12
    shown = services.agreements.get(draft)
    line = IdeaRow(1, "For the autumn", 1, "Fernhill", "0f" * 32, 9, services.clock.now())
    idea = OpenIdea(line, _SENTENCE.encode(), bytes(32))
    return {
        "keyboard": lambda: ShortcutSheet(["Home", "Associates"], window),
        "history": lambda: HistorySheet(room, window),
        "returned": lambda: ReturnedSheet(room, party.key, party.signatories[0].name, window),
        "decline": lambda: WordsSheet(
            "Record that it declines?", _SENTENCE, "Why?", "Record", window, ("Dan", "Ruth")
        ),
        "changes": lambda: ChangesSheet(window.context, offered, window),
        "somebody": lambda: SomebodyDialog(window.context, "", window),
        "note": lambda: NoteDialog(
            window.context, "Harbour Lane", "an opening film", _associate(running), window
        ),
        "words": lambda: WordsSheet("Withdraw this offer?", _SENTENCE, "Why", "Withdraw", window),
        "compare": lambda: CompareDialog("How is the money shared?", ways, "way-2", window),
        "differences": lambda: DifferencesDialog("Harbour Lane café", differences, window),
        "consequence": lambda: ConsequenceDialog(_SENTENCE, window),
        "offer": lambda: OfferDialog(shown, 3, services.agreements.in_force(shown.deal), window),
        "wording": lambda: WordingDialog(_CHANGES, window),
        "forget": lambda: ForgetDialog("Okafor Cakes", [_SENTENCE, _SENTENCE], window),
        "confirm": lambda: Confirm("Restore this backup?", _SENTENCE, "Restore", window),
        "fault": lambda: FaultDialog("Traceback of one line\n" * 30, window),
        "idea": lambda: IdeaDialog(window.context, 1, window, (line,)),
        "open-idea": lambda: OpenIdeaDialog(idea, window),
        "cannot-start": lambda: CannotStart(DamagedFile(_SENTENCE, "Restore."), "of yesterday"),
    }
