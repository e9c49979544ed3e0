"""The drafts of a project made so: what each is, what was found in it, and its own offer.

The page of spokes shows it once they are made, and the project leads here. Those that are ready can
be offered one after another; each is asked about by itself, as in the studio, because an offer is
an act of its own, and “Not yet” ends the round.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal

from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.domain.states import Kind
from microbiz_desktop.services.agreements.spoke_values import SpokeDraft
from microbiz_desktop.services.shared.words import counted
from microbiz_desktop.ui.agreements.offer_flow import OfferFlow
from microbiz_desktop.ui.agreements.spokes.draft_cards import DraftCards
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.buttons import (
    GhostButton,
    PrimaryButton,
)
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import (
    SPRING,
    ScrollColumn,
    column,
    held,
    row,
)
from microbiz_desktop.ui.widgets.main_step import enter_acts
from microbiz_desktop.ui.widgets.progress import LoadingBar


class OffersPart(ScrollColumn):
    """Reads the drafts on another thread, and again whenever one of them changed."""

    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(max_width=720, gap=12, centred=True)
        self._context = context
        self._project = 0
        self._until = ""
        self._going = False
        self.drafts: tuple[SpokeDraft, ...] = ()
        self.shown = DraftCards()
        self.shown.offer_asked.connect(self._ask_alone)
        self.shown.place_asked.connect(self._open)
        self.flow = OfferFlow(context, self)
        self.flow.offered.connect(self._offered)
        self.words = Label("", "body", "text_2", wrap=True)
        self.offer_all = PrimaryButton("Offer them one after another", act=self.offer_next)
        self.loading = LoadingBar()
        back = GhostButton("Back to the project", "arrow-left", act=self.left)
        self._foot = held(row(back, SPRING, self.offer_all))
        title = Label("Offer what is ready", "title", wrap=True)
        self.add(column(title, self.words, gap=2), self.shown, self.loading, self._foot)
        context.notifier.changed.connect(self._things_changed)
        enter_acts(self, self.offer_next, self.left.emit)

    def start(self, project_id: int) -> None:
        """Show the drafts of this project."""
        self._project, self._going, self._until = project_id, False, ""
        self.drafts = ()
        self.shown.show_drafts(())
        self.words.clear()
        self.offer_all.hide()
        self.reload()

    def reload(self) -> None:
        """Read and check them again."""
        spokes, project = self._context.services.spokes, self._project
        self.loading.start()
        self._context.tasks.run(
            lambda: spokes.drafts_of(project),
            done=self._show,
            failed=self.unread,
            key="spoke drafts",
            owner=self,
        )

    def unread(self, error: Exception) -> None:
        """They could not be read: what the user can mend is said."""
        self._going = False
        self.loading.stop()
        self._context.messages.refused(error)

    def ready(self) -> tuple[SpokeDraft, ...]:
        """Those that nothing stops."""
        return tuple(draft for draft in self.drafts if not draft.stopped)

    def offer_next(self) -> None:
        """Ask about the first that is ready; after its offer about the next."""
        if self.ready() and self.flow.dialog is None:
            self._going = True
            self._ask(self.ready()[0])

    def _ask(self, draft: SpokeDraft) -> None:
        self.flow.ask(draft.agreement, draft.warnings)
        dialog = self.flow.dialog
        assert dialog is not None
        dialog.place_asked.connect(partial(self._open, draft.agreement.id))
        dialog.rejected.connect(self._stop)
        dialog.until.set_value(self._until or None)
        dialog.offer_asked.connect(self._keep_until)

    def _ask_alone(self, draft: SpokeDraft) -> None:
        self._going = False
        self._ask(draft)

    def _keep_until(self, until: str) -> None:
        """The next is asked for the same day."""
        self._until = until

    def _stop(self) -> None:
        self._going = False

    def _offered(self, _agreement: int) -> None:
        self.drafts = ()  # as long as they are read anew, a second Enter asks for nothing
        self.reload()

    def _show(self, drafts: Sequence[SpokeDraft]) -> None:
        self.loading.stop()
        self.drafts = tuple(drafts)
        self.shown.show_drafts(self.drafts)
        self._say()
        self._going = self._going and self.isVisible()  # else somebody turned to another page
        if self._going:
            self.offer_next()
        elif self.offer_all.isVisible() and self.flow.dialog is None:
            self.offer_all.setFocus()

    def _say(self) -> None:
        ready, count = len(self.ready()), len(self.drafts)
        self.offer_all.setVisible(ready > 0)
        self.offer_all.set_text(
            f"Offer the {ready} that are ready, one after another" if ready > 1 else "Offer it"
        )
        said = f"{ready} of {counted(count, 'draft')} can be offered, each by itself."
        self.words.setText(said if count else "Nothing is left to offer here.")

    def _open(self, agreement: int, question: str) -> None:
        self._going = False
        self._context.go(Link(Screen.STUDIO, agreement, question))

    def _things_changed(self, kinds: frozenset[Kind]) -> None:
        if kinds & {Kind.AGREEMENT, Kind.BUSINESS} and self.isVisible() and not self.flow.dialog:
            self.reload()
