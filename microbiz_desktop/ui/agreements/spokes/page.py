"""One agreement with each member of a project: the form that makes them, then their offers."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QWidget

from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.services.agreements.values import AgreementData
from microbiz_desktop.services.shared.words import counted
from microbiz_desktop.ui.agreements.spokes.form import SpokesForm
from microbiz_desktop.ui.agreements.spokes.offers_part import OffersPart
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.records.page_keys import (
    add_page_keys,
    find_anything,
    new_agreement,
    nothing_to_print,
)
from microbiz_desktop.ui.records.undo import add_undo_keys, tell
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.layouts import column


class SpokesPage(QWidget):
    """Opened by the id of a project, 0 to choose one; "offer" leads to the drafts it has."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._project = 0
        self.stack = QStackedWidget()
        self.form = SpokesForm(context)
        self.offers = OffersPart(context)
        for part in (self.form, self.offers):
            self.stack.addWidget(part)
            part.left.connect(self._leave)
        column((self.stack, 1), gap=0, of=self)
        self.form.made.connect(self._made)
        add_undo_keys(self, context)
        add_page_keys(
            self,
            find=find_anything(context),
            new=new_agreement(context),
            printing=nothing_to_print(context),
        )

    def show_target(self, key: int, detail: str = "") -> None:
        """The form for a project ("choose": it is chosen there), or its drafts to be offered."""
        self._project = key
        if detail == "offer":
            self._show_offers(key)
            return
        self.stack.setCurrentWidget(self.form)
        self.form.start(key)

    def flush(self) -> None:
        """Keep what is typed until the agreements are made."""
        self.form.flush()

    def panes(self) -> list[QWidget]:
        """For F6."""
        return [self.stack.currentWidget() or self]

    def minimumSizeHint(self) -> QSize:
        """Fits the smallest window."""
        return QSize(theme().px(480), theme().px(360))

    def _show_offers(self, project: int) -> None:
        self.stack.setCurrentWidget(self.offers)
        self.offers.start(project)

    def _made(self, made: Sequence[AgreementData]) -> None:
        spokes, ids = self._context.services.spokes, [one.id for one in made]
        self._project = made[0].project_id
        tell(
            self._context,
            f"{counted(len(ids), 'agreement')} made.",
            lambda: spokes.take_back(ids),
            lambda: spokes.bring_back(ids),
        )
        self._show_offers(self._project)

    def _leave(self) -> None:
        link = Link(Screen.PROJECT, self._project) if self._project else Link(Screen.AGREEMENTS)
        self._context.go(link)
