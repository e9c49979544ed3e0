"""Duplicates: pairs with reasons, and one of them side by side to be merged.

The menu of the associates' list leads to this page. Nothing is merged by itself, as only the user
knows whether two are one, and a pair that was judged is not shown again.
"""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from microbiz_desktop.domain.contacts.duplicates import LikelyPair
from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.services.transfer.merging import Comparison
from microbiz_desktop.services.transfer.values import StepRow, Undone
from microbiz_desktop.ui.imports.compare import CompareView
from microbiz_desktop.ui.imports.job_page import JobPage
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.records.page_heading import PageHeading
from microbiz_desktop.ui.records.rows_model import RowsModel
from microbiz_desktop.ui.records.undo import tell
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.buttons import PrimaryButton, SecondaryButton
from microbiz_desktop.ui.widgets.cards import EmptyState
from microbiz_desktop.ui.widgets.labels import Line
from microbiz_desktop.ui.widgets.layouts import column, held, row
from microbiz_desktop.ui.widgets.row_delegate import RowList, RowLook

_NONE = "No two associates look like one. Look again after an import."
_SURE, _KEY = 85, "duplicates-compare"


class DuplicatesPage(JobPage):
    """Nothing is merged by itself; a pair that is none is not shown again."""

    def __init__(self, context: Context) -> None:
        self.act = PrimaryButton("Merge the two")
        self.again = SecondaryButton("Look again", "refresh-cw")
        super().__init__(context, PageHeading("Duplicates", self.again, self.act))
        self._names: dict[int, str] = {}
        self._reasons: tuple[str, ...] = ()
        self.model: RowsModel[LikelyPair] = RowsModel(self._look, _key, self)
        self.list = RowList("Pairs that may be one")
        self.list.setModel(self.model)
        self.list.selectionModel().currentChanged.connect(self._chosen)
        self.compare = CompareView()
        look = PrimaryButton("Look for duplicates", "search", act=self.look)
        self.empty = EmptyState(_NONE, look)
        self._lay_out()
        self._connect()
        self._say()

    def opened(self) -> None:
        """What was chosen may have been changed elsewhere."""
        shown = self.compare.shown
        if shown is not None:
            self._compare(shown.keep_id, shown.drop_id, self._reasons)

    def panes(self) -> list[QWidget]:
        """The parts F6 goes through."""
        return [self.head, self.list, self.compare]

    def show_target(self, key: int, detail: str) -> None:
        """look: find pairs; an id and the other id as text: compare these two."""
        if key and detail.isdigit():
            pair = LikelyPair(key, int(detail), 0, ("Chosen by you",))
            self.show_pairs((pair,))
        else:
            self.look()

    def look(self) -> None:
        """Find the pairs."""
        merging = self.context.services.merging
        self.job.run("Comparing everybody with everybody", merging.duplicates, self.show_pairs)

    def show_pairs(self, pairs: tuple[LikelyPair, ...]) -> None:
        """Show pairs, the surest first."""
        self.compare.clear()
        wanted = {key for pair in pairs for key in (pair.first, pair.second)}
        self.context.tasks.run(
            lambda: self.context.services.merging.names(wanted),
            done=lambda names: self._show_named(pairs, names),
            key="duplicates-names",
            owner=self,
        )

    def _show_named(self, pairs: tuple[LikelyPair, ...], names: dict[int, str]) -> None:
        self._names = names
        self.model.set_rows(pairs)
        if pairs:
            self.list.setCurrentIndex(self.model.index(0))
            self.list.setFocus()
        self._say()

    def _look(self, pair: LikelyPair) -> RowLook:
        first, second = (self._names.get(key, "") for key in (pair.first, pair.second))
        title = first if first == second else f"{first} / {second}"
        pill = None
        if pair.score:
            sure = pair.score >= _SURE
            pill = (
                ("accent", "circle-check", "Very alike") if sure else ("neutral", "info", "Maybe")
            )
        return RowLook(title, "; ".join(pair.reasons), pill=pill)

    def _chosen(self, current: QModelIndex, _before: QModelIndex) -> None:
        pair = self.model.row_at(current)
        if pair is not None:
            self._compare(pair.first, pair.second, pair.reasons)

    def _compare(self, keep: int, drop: int, reasons: tuple[str, ...]) -> None:
        self._reasons = reasons
        self.context.tasks.run(
            lambda: self.context.services.merging.compare(keep, drop),
            done=self._show_pair,
            failed=lambda _gone: self._drop_row(),
            key=_KEY,
            owner=self,
        )

    def _show_pair(self, found: Comparison) -> None:
        self.compare.show_pair(found, self._reasons)
        self._say()

    def _merge(self) -> None:
        shown, picks = self.compare.shown, dict(self.compare.picks)
        if shown is None:
            return
        merging = self.context.services.merging
        self.job.run(
            "Merging",
            lambda _progress, _stop: merging.merge(shown.keep_id, shown.drop_id, picks),
            lambda step: self._merged(step, shown.drop_id),
            changes=True,
        )

    def _merged(self, step: StepRow, gone: int) -> None:
        tell(self.context, f"{step.title}.", lambda: self.undo(step.id))
        self._drop_row(gone)

    def undone(self, undone: Undone) -> None:
        """Both are in the list again: look again."""
        self.context.messages.notice(undone.sentence())
        self.look()

    def _not_same(self) -> None:
        shown = self.compare.shown
        if shown is None:
            return
        merging, pair = self.context.services.merging, (shown.keep_id, shown.drop_id)

        def back() -> None:
            merging.maybe_same(*pair)
            self.look()

        self.context.tasks.run(lambda: merging.not_same(*pair), done=lambda _none: None, owner=self)
        tell(self.context, "These two are not shown as a pair again", back)
        self._drop_row()

    def _swap(self) -> None:
        shown = self.compare.shown
        if shown is not None:
            self._compare(shown.drop_id, shown.keep_id, self._reasons)

    def _drop_row(self, gone: int = 0) -> None:
        """The pair is dealt with; so is every other pair with an entry that is gone."""
        place = self.list.currentIndex().row()
        current = self.model.row_at(self.list.currentIndex())
        left = [
            pair
            for pair in self.model.rows()
            if pair != current and gone not in (pair.first, pair.second)
        ]
        self.compare.clear()
        self.model.set_rows(left)
        if left:
            self.list.setCurrentIndex(self.model.index(min(max(place, 0), len(left) - 1)))
        self._say()

    def _say(self) -> None:
        count = self.model.rowCount()
        self.stack.setCurrentIndex(0 if count else 1)
        words = "1 pair may be one" if count == 1 else f"{count:,} pairs may be one"
        self.head.say("Duplicates", f"{words}. You decide about each." if count else "")
        self.act.setVisible(self.compare.shown is not None)
        self.again.setVisible(bool(count))

    def _lay_out(self) -> None:
        side = held(column(self.list, pad=(20, 0, 12, 0)))
        side.setMinimumWidth(theme().px(200))
        side.setMaximumWidth(theme().px(480))
        self.stack.addWidget(held(row((side, 2), Line(vertical=True), (self.compare, 4), gap=0)))
        self.stack.addWidget(self.empty)

    def _connect(self) -> None:
        self.act.clicked.connect(self._merge)
        self.again.clicked.connect(self.look)
        self.compare.not_same_asked.connect(self._not_same)
        self.compare.swap_asked.connect(self._swap)
        self.compare.open_asked.connect(lambda key: self.context.go(Link(Screen.ASSOCIATE, key)))
        QShortcut(
            QKeySequence("Ctrl+Return"),
            self,
            self._merge,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )


def _key(pair: LikelyPair) -> tuple[int, int]:
    return pair.first, pair.second
