"""The studio in small and large windows, by keyboard and for screen readers; its pages."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from microbiz_desktop.domain.deal import Deal
from microbiz_desktop.domain.errors import WorkerStopped
from microbiz_desktop.services.agreements.values import PageAnchor, Pages
from microbiz_desktop.services.wiring import build_services
from microbiz_desktop.ui.agreements.list_page import AgreementsPage
from microbiz_desktop.ui.agreements.studio_body import Room
from microbiz_desktop.ui.look.theme import ThemeManager
from microbiz_desktop.ui.look.tokens import LAMPLIGHT
from microbiz_desktop.ui.preview.draft_updates import DraftUpdates
from microbiz_desktop.ui.preview.page_layout import TWO_ABREAST, place_pages
from microbiz_desktop.ui.preview.page_view import PageView
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.worker.protocol import Compiled, Worker
from tests.builders import KeptWorker, StillClock, draft_of_three
from tests.ui.studio_help import LONG, open_studio, studio_of, wait_compiled

#: The smallest window less the navigation with icons alone.
SMALLEST = (1040, 700)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """Four pages."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    painter = QPainter(writer)
    for page in range(4):
        painter.drawText(1000, 1000, f"Page {page}")
        if page < 3:
            writer.newPage()
    painter.end()
    return bytes(data.data())


ANCHORS = (PageAnchor("money", 0, 100, 200), PageAnchor("leaving", 2, 200, 350))


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[PageView]:
    """Pages in a narrow view."""
    owner = QWidget()
    qtbot.addWidget(owner)
    made = PageView(QPdfDocument(owner), owner)
    owner.resize(360, 600)
    made.resize(360, 600)
    owner.show()
    yield made
    owner.close()


def test_pages_are_drawn_and_the_place_is_kept_when_they_change(
    qtbot: QtBot, view: PageView, pdf: bytes
) -> None:
    with qtbot.waitSignal(view.pages_drawn):
        view.show_pdf(pdf, ANCHORS)
    assert view.count() == 4
    view.verticalScrollBar().setValue(700)
    with qtbot.waitSignal(view.pages_drawn):
        view.show_pdf(pdf + b"\n", ANCHORS)
    assert view.verticalScrollBar().value() == 700
    assert view.accessibleName() == f"Preview, page {view.current() + 1} of 4"
    assert view.current() == 2


def test_a_clause_is_tinted_and_brought_into_sight(
    qtbot: QtBot, view: PageView, pdf: bytes
) -> None:
    with qtbot.waitSignal(view.pages_drawn):
        view.show_pdf(pdf, ANCHORS)
    view.mark(("leaving",))
    qtbot.waitUntil(lambda: view.current() == 2)
    view.mark(("money",), reveal=False)
    assert view.current() == 2
    view.mark(("no such clause",))
    assert view.current() == 2


def test_zoom_by_keys_keeps_the_words_in_sight(qtbot: QtBot, view: PageView, pdf: bytes) -> None:
    view.show_pdf(pdf, ANCHORS)
    view.verticalScrollBar().setValue(600)
    height = view.verticalScrollBar().maximum() + 600
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.zoom() == 1.25
    assert view.horizontalScrollBar().maximum() > 0
    assert view.verticalScrollBar().value() == pytest.approx(600 * 1.25, rel=0.05)
    QTest.keyClick(view, Qt.Key.Key_0)
    assert view.zoom() == 1.0
    QTest.keyClick(view, Qt.Key.Key_Minus)
    assert view.verticalScrollBar().maximum() + 600 < height


def test_dark_pages_are_paper_by_lamplight_until_true_white_is_asked(
    qtbot: QtBot, view: PageView, pdf: bytes, daylight: ThemeManager
) -> None:
    daylight.choose("dark")
    with qtbot.waitSignal(view.pages_drawn):
        view.show_pdf(pdf, ())
    assert colour_of_paper(view) == LAMPLIGHT.lower()
    QTest.keyClick(view, Qt.Key.Key_W)
    assert colour_of_paper(view) == "#ffffff"


def colour_of_paper(view: PageView) -> str:
    return view.viewport().grab().toImage().pixelColor(180, 300).name()


def test_two_pages_stand_abreast_where_there_is_room(pdf: bytes) -> None:
    document = QPdfDocument()
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    sizes = [document.pagePointSize(page) for page in range(4)]
    one, two = place_pages(sizes, 500, 1), place_pages(sizes, TWO_ABREAST, 1)
    assert len({page.left() for page in one.pages}) == 1
    assert len({page.left() for page in two.pages}) == 2
    assert two.width <= TWO_ABREAST
    document.close()


@pytest.mark.parametrize("scale", [100, 125])
def test_no_screen_needs_more_than_the_smallest_window(
    qtbot: QtBot, context: Context, daylight: ThemeManager, scale: int
) -> None:
    daylight.set_scale(scale)
    made = draft_of_three(context.services)
    page = open_studio(qtbot, context, made.id, SMALLEST)
    listed = AgreementsPage(context)
    qtbot.addWidget(listed)
    for widget in (page, listed, listed.new_page):
        hint = widget.minimumSizeHint()
        assert (hint.width(), hint.height()) <= SMALLEST, widget
        assert hint.height() <= SMALLEST[1], widget
    body = studio_of(page).body
    assert body.room is Room.COMPACT
    layout = body.layout()
    assert layout is not None
    assert layout.totalMinimumSize().width() <= SMALLEST[0]


def test_a_narrow_window_folds_sections_and_checks(qtbot: QtBot, context: Context) -> None:
    made = draft_of_three(context.services)
    page = open_studio(qtbot, context, made.id, SMALLEST)
    studio = studio_of(page)
    assert not studio.body.sections.isVisible()
    assert studio.body.drop_down.isVisible()
    assert not studio.checks.isVisible()
    QTest.mouseClick(studio.body.checks_bar.button, Qt.MouseButton.LeftButton)
    assert studio.checks.isVisible()
    QTest.keyClick(studio, Qt.Key.Key_Escape)
    assert not studio.checks.isVisible()
    menu = studio.body.drop_down.menu()
    menu.actions()[2].trigger()
    assert studio.interview.current == "money"
    page.resize(1208, 900)
    assert studio.body.sections.isVisible()
    assert studio.checks.isVisible()
    page.resize(2328, 1440)
    assert studio.body.room is Room.LARGE


def test_the_preview_can_have_the_screen_and_escape_gives_it_back(
    qtbot: QtBot, context: Context
) -> None:
    made = draft_of_three(context.services)
    page = open_studio(qtbot, context, made.id)
    studio = studio_of(page)
    QTest.mouseClick(studio.preview.expand, Qt.MouseButton.LeftButton)
    assert not studio.interview.isVisible()
    qtbot.waitUntil(lambda: studio.preview.view.width() == page.width())
    QTest.keyClick(studio.preview.view, Qt.Key.Key_Escape)
    assert studio.interview.isVisible()


def test_everything_that_takes_the_keyboard_has_a_name(qtbot: QtBot, context: Context) -> None:
    made = draft_of_three(context.services)
    page = open_studio(qtbot, context, made.id)
    listed = AgreementsPage(context)
    qtbot.addWidget(listed)
    studio = studio_of(page)
    nameless: list[QWidget] = []
    for state in studio.body.sections.states():
        studio.interview.open(state.key)
        nameless += _nameless(page)
    nameless += _nameless(listed)
    listed.begin()
    nameless += _nameless(listed)
    assert nameless == []


def _nameless(root: QWidget) -> list[QWidget]:
    """What is seen, takes the keyboard, and would be silent for a screen reader."""
    kinds = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit)
    return [
        widget
        for widget in root.findChildren(QWidget)
        if widget.isVisibleTo(root)
        and (isinstance(widget, kinds) or widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and not widget.accessibleName()
        and not _inside_combo(widget)
    ]


def _inside_combo(widget: QWidget) -> bool:
    """The list of a drop-down is Qt's own and speaks by its rows."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QComboBox):
        above = above.parentWidget()
    return above is not None


def test_a_section_can_be_walked_by_tab(qtbot: QtBot, context: Context) -> None:
    made = draft_of_three(context.services)
    page = open_studio(qtbot, context, made.id)
    studio = studio_of(page)
    studio.interview.blocks["title"].lead_here()
    seen = []
    for _ in range(12):
        focus = page.focusWidget()
        block = next((n for n, b in studio.interview.blocks.items() if b.isAncestorOf(focus)), "")
        if block and block not in seen:
            seen.append(block)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    asked = [n for n, b in studio.interview.blocks.items() if b.isVisible()]
    assert seen == asked[: len(seen)]
    assert len(seen) >= 4


class StoppingWorker(KeptWorker):
    """A worker that ends in the midst of its work when told to."""

    def __init__(self, worker: Worker) -> None:
        super().__init__(worker)
        self.stops = False
        self.compile = self.compile_or_stop

    def compile_or_stop(self, deal: Deal, agreement_id: str = "", revision: int = 0) -> Compiled:
        """As the real one, or as one that was ended by its limits."""
        if self.stops:
            raise WorkerStopped("Drafting stopped.", "It has been started again.")
        return self._worker.compile(deal, agreement_id, revision)


def test_the_latest_text_wins_and_nothing_piles_up(qtbot: QtBot, context: Context) -> None:
    made = draft_of_three(context.services)
    feed = DraftUpdates(context.services.drafts, context.tasks, made.id, context.tasks)
    found: list[object] = []
    shown: list[object] = []
    feed.compiled.connect(found.append)
    feed.rendered.connect(shown.append)
    for _ in range(20):
        feed.refresh_now()
    qtbot.waitUntil(lambda: len(found) == 2 and not context.tasks.is_busy(), timeout=LONG)
    # Pages of the first were left out: a newer text had been asked for by then.
    assert len(shown) == 1
    feed.stop()
    feed.refresh_now()
    assert not context.tasks.is_busy()
    assert len(found) == 2


def test_findings_come_up_before_the_pages_and_by_the_same_trip(
    qtbot: QtBot, context: Context
) -> None:
    made = draft_of_three(context.services)
    feed = DraftUpdates(context.services.drafts, context.tasks, made.id, context.tasks)
    told: list[str] = []
    feed.compiled.connect(lambda _: told.append("findings"))
    feed.rendered.connect(lambda _: told.append("pages"))
    feed.busy_changed.connect(lambda busy: told.append("begun" if busy else "ended"))
    for _ in range(3):
        feed.refresh()
    qtbot.waitUntil(lambda: "ended" in told, timeout=LONG)
    assert told == ["begun", "findings", "pages", "ended"]


def test_a_stopped_worker_is_said_and_the_last_pages_stay(
    qtbot: QtBot, context: Context, warm_worker: Worker, tmp_path: Path, pdf: bytes
) -> None:
    worker = StoppingWorker(warm_worker)
    (tmp_path / "stopping").mkdir()
    services = build_services(tmp_path / "stopping", clock=StillClock(), worker=worker)
    made = draft_of_three(services)
    page = open_studio(qtbot, replace(context, services=services), made.id)
    studio = studio_of(page)
    studio.preview.show_pages(Pages(pdf, 4, ANCHORS))
    worker.stops = True
    with qtbot.waitSignal(studio.feed.failed, timeout=LONG):
        studio.edits.answer("title", "Another name", "Answer")
    assert "Drafting stopped." in studio.preview.message.text.text()
    assert studio.preview.view.count() > 0
    worker.stops = False
    QTest.mouseClick(studio.preview.message.button, Qt.MouseButton.LeftButton)
    wait_compiled(qtbot, studio)
    context.tasks.stop(60_000)
    services.close()
