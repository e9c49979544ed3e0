"""Skills: what is needed and who covers it, the holders of one, and the team finder.

The Network page shows it as one of its parts. Needs that nobody covers come first, since they are
the ones to act on; all is worked out aside, as every need is held against every skill.
"""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from microbiz_desktop.domain.states import Kind
from microbiz_desktop.services.network.values import Coverage
from microbiz_desktop.ui.forms.choice_field import ChoiceField
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.network.team_card import TeamCard
from microbiz_desktop.ui.records.coverage_rows import coverage_row, holder_words, need_title
from microbiz_desktop.ui.records.needs_card import NeedsCard
from microbiz_desktop.ui.records.page_keys import add_page_keys, nothing_to_print
from microbiz_desktop.ui.records.undo import add_undo_keys
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.avatar import logo_pixmap
from microbiz_desktop.ui.widgets.cards import Card
from microbiz_desktop.ui.widgets.labels import Label, Line
from microbiz_desktop.ui.widgets.layouts import SPRING, ScrollColumn, column, drop, empty, put, row
from microbiz_desktop.ui.widgets.link_row import LinkRow
from microbiz_desktop.ui.widgets.main_step import enter_acts

_TWO_COLUMNS_FROM = 900
_ALL, _BUSINESS = "all", "0"


class SkillsPart(QWidget):
    """Nobody's needs come first, then those of a single holder."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._stale = True
        self._everything: tuple[Coverage, ...] = ()
        self._wanted = ""
        self.scope = ChoiceField("Needs of")
        self.scope.edited.connect(self._show_rows)
        self.coverage = Card("Needs and who covers them")
        self.rows = column(gap=2)
        self.holders = Card("Who holds it")
        self.needs = NeedsCard(context, "Needs of the business as a whole")
        self.team = TeamCard(context)
        enter_acts(self.team, self.team.look)
        self.area = ScrollColumn(max_width=1360, margin=20, gap=16)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        add_undo_keys(self, context)
        add_page_keys(
            self,
            find=self.scope.setFocus,
            new=self.needs.table.add_row,
            printing=nothing_to_print(context),
        )
        context.notifier.changed.connect(self._changed)

    def opened(self) -> None:
        """Show what is stored now."""
        if self._stale:
            self.reload()
            self.needs.show_needs(0, business_wide=True)

    def flush(self) -> None:
        """Save what is typed."""
        self.needs.flush()

    def panes(self) -> list[QWidget]:
        """One pane: it is read from top to bottom."""
        return [self.area]

    def show_project(self, key: int) -> None:
        """The needs of one project, and its team."""
        self.team.reload()
        if key:
            self._wanted = str(key)
            self.team.for_project(key)
        self.reload()

    def reload(self) -> None:
        """Ask again, beside the window: every need is held against every skill."""
        self._stale = False
        skills = self._context.services.skills
        self._context.tasks.run(skills.coverage, done=self._take, key="skills covered", owner=self)

    def _take(self, everything: tuple[Coverage, ...]) -> None:
        self._everything = everything
        self._show_scopes()
        self._show_rows()
        self.team.reload()

    def _show_rows(self) -> None:
        """The needs of the chosen scope."""
        chosen = self.scope.value() or _ALL
        found = [one for one in self._everything if chosen in (_ALL, str(one.need.project_id))]
        empty(self.rows)
        if not found:
            words = "No needs noted here yet. Say which skills the work asks for."
            self.rows.addWidget(Label(words, "form", "text_2", wrap=True))
        for number, one in enumerate(found):
            if number:
                self.rows.addWidget(Line())
            row = coverage_row(one, with_project=chosen == _ALL)
            row.clicked.connect(lambda _=False, one=one: self._show_holders(one))
            self.rows.addWidget(row)
        self.coverage.aside.setText(_summary(found))
        self.coverage.aside.setVisible(bool(found))
        self._show_holders(found[0] if found else None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns where there is room."""
        super().resizeEvent(event)
        wide = self.width() >= theme().px(_TWO_COLUMNS_FROM)
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.LeftToRight if wide else direction.TopToBottom)

    def minimumSizeHint(self) -> QSize:
        """One column in the smallest window."""
        return QSize(theme().px(480), theme().px(340))

    def _show_scopes(self) -> None:
        needs = [(one.need.project_id, one.about) for one in self._everything]
        projects = {str(key): name for key, name in needs if key}
        options = [(_ALL, "Everything"), (_BUSINESS, "The business as a whole")]
        options += sorted(projects.items(), key=_by_title)
        chosen = self._wanted or self.scope.value() or _ALL
        self._wanted = ""
        self.scope.set_options(options)
        self.scope.set_value(chosen if chosen in dict(options) else _ALL)

    def _show_holders(self, one: Coverage | None) -> None:
        while self.holders.column.count() > 1:
            item = self.holders.column.takeAt(1)
            if item is not None and (gone := item.widget()) is not None:
                drop(gone)
        self.holders.setVisible(one is not None)
        if one is None:
            return
        self.holders.title.setText(need_title(one))
        self.holders.add(Label(one.words, "second", "text_2", wrap=True))
        everybody = (*one.holders, *one.below)
        logos = self._context.services.businesses.logos(holder.id for holder in everybody)
        for holder in everybody:
            enough = holder in one.holders
            pill = None if enough else ("neutral", "", "Below")
            logo = logo_pixmap(logos.get(holder.id))
            row = LinkRow(holder.name, holder_words(holder), logo=logo, pill=pill)
            row.clicked.connect(lambda _=False, link=holder.link: self._context.go(link))
            self.holders.add(row)

    def _changed(self, kinds: frozenset[Kind]) -> None:
        if kinds & {Kind.NETWORK, Kind.BUSINESS, Kind.PROJECT}:
            self._stale = True
            if self.isVisible():
                self.reload()

    def _lay_out(self) -> None:
        self.scope.setMinimumWidth(theme().px(220))
        put(
            self.coverage.column,
            row(Label("Show", "second", "text_2"), self.scope, SPRING),
            self.rows,
        )
        self._columns.setSpacing(16)
        for share, cards in ((3, (self.coverage, self.needs)), (2, (self.holders, self.team))):
            lines = column(gap=16)
            for card in cards:
                lines.addWidget(card)
            lines.addStretch(1)
            self._columns.addLayout(lines, share)
        self.area.column.addLayout(self._columns)
        row(self.area, of=self)


def _summary(found: Sequence[Coverage]) -> str:
    """How much is covered, in one line."""
    nobody = sum(one.state == "nobody" for one in found)
    single = sum(one.state == "single" for one in found)
    parts = (f"{nobody} by nobody" if nobody else "", f"{single} by one only" if single else "")
    rest = ", ".join(part for part in parts if part)
    return f"{len(found) - nobody} of {len(found)} covered" + (f"; {rest}" if rest else "")


def _by_title(option: tuple[str, str]) -> str:
    return option[1]
