"""The page of one agreement: the studio while it is a draft, the frozen pages afterwards."""

from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QWidget

from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.domain.states import AgreementState, Kind
from microbiz_desktop.services.agreements.values import AgreementData
from microbiz_desktop.ui.agreements.draft_studio import Studio
from microbiz_desktop.ui.agreements.frozen import FrozenView
from microbiz_desktop.ui.agreements.offer_flow import OfferFlow
from microbiz_desktop.ui.records.page_keys import add_page_keys, find_anything, new_agreement
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.layouts import column


class StudioPage(QWidget):
    """Holds the one long-lived PDF document; `show_target` turns to another agreement."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._document = QPdfDocument(self)
        self.inner: Studio | FrozenView | None = None
        self.offering = OfferFlow(context, self)
        self.offering.offered.connect(lambda number: context.go(Link(Screen.SIGN_OFF, number)))
        self.offering.place_asked.connect(self._lead)
        self._column = column(of=self)
        context.notifier.changed.connect(self._things_changed)
        add_page_keys(
            self,
            find=find_anything(context),
            new=new_agreement(context),
            printing=self.print_shown,
        )

    def show_target(self, agreement_id: int, detail: str = "") -> None:
        """Open an agreement where it was left, or at the question named by `detail`."""
        if self._is_shown(agreement_id):
            self._lead(detail)
            return
        self._close_inner()
        agreement = self._context.services.agreements.get(agreement_id)
        self.inner = self._make(agreement)
        self._column.addWidget(self.inner)
        self._lead(detail)

    def flush(self) -> None:
        """Store what is typed and still waits."""
        if self.inner is not None:
            self.inner.flush()

    def print_shown(self) -> None:
        """The pages that are shown; what is typed is stored first."""
        if self.inner is not None:
            self.inner.flush()
            self.inner.actions_of.print_pages()

    def foot(self) -> int:
        """Back and Next are at the foot of a draft."""
        foot = self.inner.interview.foot if isinstance(self.inner, Studio) else None
        return foot.height() if foot is not None and foot.isVisible() else 0

    def panes(self) -> list[QWidget]:
        """For F6."""
        return self.inner.panes() if self.inner is not None else []

    def _shown(self) -> AgreementData:
        assert self.inner is not None
        if isinstance(self.inner, Studio):
            return self.inner.edits.agreement
        return self.inner.agreement

    def _is_shown(self, agreement_id: int) -> bool:
        if self.inner is None or self._shown().id != agreement_id:
            return False
        return self._shown().state == self._context.services.agreements.get(agreement_id).state

    def _lead(self, detail: str) -> None:
        if detail and isinstance(self.inner, Studio):
            self.inner.lead_to(detail)

    def _make(self, agreement: AgreementData) -> Studio | FrozenView:
        made: Studio | FrozenView
        if agreement.state is AgreementState.DRAFT:
            made = Studio(self._context, agreement, self._document, self)
            made.offer_asked.connect(self.offering.ask)
        else:
            made = FrozenView(self._context, agreement, self._document, self)
        self._remember_look(made)
        return made

    def _remember_look(self, made: Studio | FrozenView) -> None:
        """Pages open as white and as large as they were last; the large preview does not count."""
        settings, pages = self._context.settings, made.preview.view
        wishes = settings.load()
        pages.set_true_white(wishes.true_white_preview)
        pages.true_white_changed.connect(lambda on: settings.change(true_white_preview=on))
        if isinstance(made, FrozenView):
            pages.set_zoom(wishes.reading_zoom)
            pages.zoom_changed.connect(lambda zoom: settings.change(reading_zoom=zoom))
            return
        body = made.body
        pages.set_zoom(wishes.preview_zoom)
        pages.zoom_changed.connect(
            lambda zoom: None if body.is_large() else settings.change(preview_zoom=zoom)
        )

    def _close_inner(self) -> None:
        if self.inner is not None:
            self.inner.close_down()
            self._column.removeWidget(self.inner)
            self.inner.hide()
            self.inner.deleteLater()
            self.inner = None

    def _things_changed(self, kinds: frozenset[Kind]) -> None:
        """Another page or window changed something that is shown here."""
        if self.inner is None or not kinds & {Kind.AGREEMENT, Kind.BUSINESS}:
            return
        shown = self._shown()
        try:
            now = self._context.services.agreements.get(shown.id)
        except MicrobizError:
            return
        if now.state != shown.state:
            self._close_inner()
            self.show_target(shown.id)
        elif isinstance(self.inner, Studio):
            self.inner.reload()
