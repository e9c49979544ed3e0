"""Acts of the room that ask first: a returned paper, declining, withdrawing, changing the text."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.services.signoff.paper_channel import ReturnedPaper
from microbiz_desktop.services.signoff.signoffs import SignOffs
from microbiz_desktop.services.signoff.values import SignOffRoom
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.signoff.dialogs import ReturnedSheet, WordsSheet
from microbiz_desktop.ui.signoff.who_says import speakers

_DECLINED = "The offer is then closed for every party. The text can be changed and offered again."
_WITHDRAWN = "Nobody can sign off this revision any more, and its number is not used again."


class RoomActs:
    """Each act opens a sheet over the window; what came of it goes to `take` or `say`."""

    def __init__(
        self,
        context: Context,
        owner: QWidget,
        take: Callable[[SignOffRoom], None],
        say: Callable[[Exception], None],
    ) -> None:
        self._context, self._owner, self._take, self._say = context, owner, take, say

    def returned(self, room: SignOffRoom, party: str) -> ReturnedSheet:
        """A signed paper or scan came back."""
        own = next((p for p in room.parties if p.own), None)
        people = speakers(own) if own else ()
        person = people[0] if len(people) == 1 else ""
        sheet = ReturnedSheet(room, party, person, self._owner.window())
        sheet.given.connect(lambda paper: self._record(sheet, room.agreement_id, paper))
        sheet.open()
        return sheet

    def decline(self, room: SignOffRoom, party: str) -> WordsSheet:
        """A party says no; why, if it says."""
        standing = next(p for p in room.parties if p.key == party)
        question, key = f"Record that {standing.name} declines?", room.agreement_id
        verb, people = "Record the refusal", speakers(standing)
        sheet = WordsSheet(question, _DECLINED, "Why?", verb, self._owner.window(), people)
        return self._ask(
            sheet,
            lambda signoffs, why: signoffs.decline(key, party, sheet.who.person(), why),
        )

    def withdraw(self, room: SignOffRoom) -> WordsSheet:
        """Take the offer back."""
        verb, key = "Withdraw the offer", room.agreement_id

        def act(signoffs: SignOffs, why: str) -> SignOffRoom:
            self._context.services.offers.withdraw(key, why)
            return signoffs.room(key)

        sheet = WordsSheet(f"{verb}?", _WITHDRAWN, "Why?", verb, self._owner.window())
        return self._ask(sheet, act)

    def change_text(self, room: SignOffRoom) -> WordsSheet:
        """Back to draft; what is void afterwards is said before."""
        offers, key = self._context.services.offers, room.agreement_id
        consequence = offers.consequence(key)
        sheet = WordsSheet(
            "Change the text?", consequence, "", "Change the text", self._owner.window()
        )
        sheet.given.connect(lambda _reason: self._change(sheet, key))
        sheet.open()
        return sheet

    def _ask(self, sheet: WordsSheet, act: Callable[[SignOffs, str], SignOffRoom]) -> WordsSheet:
        sheet.given.connect(lambda words: self._do(sheet, act, words))
        sheet.open()
        return sheet

    def _do(
        self, sheet: WordsSheet, act: Callable[[SignOffs, str], SignOffRoom], words: str
    ) -> None:
        """A refusal is said in the sheet, so that no word typed there is lost."""
        try:
            room = act(self._context.services.signoffs, words)
        except MicrobizError as error:
            sheet.say_problem(error.sentence())
            return
        sheet.accept()
        self._take(room)

    def _change(self, sheet: WordsSheet, agreement_id: int) -> None:
        sheet.accept()
        try:
            self._context.services.offers.change_text(agreement_id)
        except MicrobizError as error:
            self._say(error)
            return
        self._context.go(Link(Screen.STUDIO, agreement_id))

    def _record(self, sheet: ReturnedSheet, agreement_id: int, paper: ReturnedPaper) -> None:
        """What does not fit is said in the sheet, where it can be mended."""
        try:
            room = self._context.services.signoffs.sign(agreement_id, paper)
        except MicrobizError as error:
            sheet.say_problem(error.sentence())
            return
        sheet.accept()
        self._take(room)
        self._context.messages.notice(f"Recorded: {paper.signatory} signed off on paper")
