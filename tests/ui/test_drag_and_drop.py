"""What is dragged out is a file, and what is dropped goes where the page says that it may go."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from microbiz_desktop.services.wiring import Services
from microbiz_desktop.ui.agreements.copy_drag import CopyDrag
from microbiz_desktop.ui.agreements.list_page import AgreementsPage
from microbiz_desktop.ui.associates.logo_line import LogoLine
from microbiz_desktop.ui.associates.page import AssociatesPage
from microbiz_desktop.ui.forms.fields import SearchField, TextArea, TextField
from microbiz_desktop.ui.records.idea_dialog import IdeaDialog
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.settings_page.check import CheckPart
from microbiz_desktop.ui.settings_page.ideas import IdeasPart
from microbiz_desktop.ui.shell.drops import ContactDrops
from microbiz_desktop.ui.widgets import drop_target
from microbiz_desktop.ui.widgets.drop_target import DropHint
from tests.builders import northlight, whitcombe

from .page_help import show


def _files(*paths: Path | str) -> QMimeData:
    """As a file manager hands files on: addresses, and the same as plain words."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    data.setText("\n".join(f"file://{path}" for path in paths))
    return data


def _held_over(widget: QWidget, data: QMimeData) -> bool:
    """Whether somebody at this place takes it, as the window system asks."""
    event = QDragEnterEvent(
        QPointF(4, 4),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.setAccepted(False)
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def _drop(widget: QWidget, data: QMimeData) -> None:
    event = QDropEvent(
        QPointF(4, 4),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, event)


def test_contacts_dragged_out_are_a_file_as_well_as_text(
    qtbot: QtBot, context: Context, services: Services
) -> None:
    one = services.businesses.save(northlight())
    two = services.businesses.save(whitcombe())
    page = show(qtbot, AssociatesPage(context))
    data = page.exchange.mime([one.id])
    (url,) = data.urls()
    path = Path(url.toLocalFile())
    assert path.name == "northlight-film.vcf"
    assert path.read_bytes() == bytes(data.data("text/vcard").data())
    assert b"Northlight Film" in path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0
    both = Path(page.exchange.mime([one.id, two.id]).urls()[0].toLocalFile())
    assert both.read_bytes().count(b"BEGIN:VCARD") == 2
    services.dragged.clear()
    assert not path.exists()
    assert not [p for p in services.data_dir.iterdir() if p.name.startswith(".work")]


@pytest.mark.usefixtures("offered")
def test_an_offered_agreement_is_dragged_out_as_its_pdf_and_that_is_recorded(
    qtbot: QtBot, context: Context, services: Services
) -> None:
    page = show(qtbot, AgreementsPage(context))
    drag = page.pane.findChild(CopyDrag)
    assert drag is not None
    page.pane.choose_first()
    data = drag.mime(page.pane.list.currentIndex())
    assert data is not None
    path = Path(data.urls()[0].toLocalFile())
    assert path.suffix == ".pdf"
    assert path.read_bytes() == services.offers.offered_pdf(1).content
    before = services.signoffs.room(1).history
    page.pane.rows.carried.emit()
    after = services.signoffs.room(1).history
    (line,) = set(after) - set(before)
    assert path.name in line.what


def test_a_draft_says_where_its_pdf_is_made(
    qtbot: QtBot, context: Context, services: Services
) -> None:
    said: list[str] = []
    context.messages.message_posted.connect(lambda one: said.append(one.text))
    own = services.businesses.add_typed("Fernhill Design", own=True)
    services.agreements.create(own.id)
    page = show(qtbot, AgreementsPage(context))
    page.pane.choose_first()
    drag = page.pane.findChild(CopyDrag)
    assert drag is not None
    assert drag.mime(page.pane.list.currentIndex()) is None
    assert said == ["A draft has no frozen pages to drag out. Save it as PDF from its menu."]


@pytest.mark.parametrize("make", [TextField, SearchField, TextArea])
@pytest.mark.parametrize("ending", ["vcf", "vcard", "csv", "tsv", "txt", "VCF"])
def test_files_of_contacts_are_taken_anywhere_on_the_window(
    qtbot: QtBot, tmp_path: Path, make: Any, ending: str
) -> None:
    """Also over a field, which would have typed the address of the file."""
    window = QWidget()
    qtbot.addWidget(window)
    taken: list[str] = []
    ContactDrops(window, taken.append)
    field = make("Notes")
    field.setParent(window)
    window.show()
    data = _files(tmp_path / f"people.{ending}")
    assert _held_over(field, data)
    _drop(window, data)
    assert taken == [str(tmp_path / f"people.{ending}")]
    assert field.value() == ""


def test_words_may_still_be_dropped_on_a_field(qtbot: QtBot) -> None:
    field = TextField("Notes")
    qtbot.addWidget(field)
    data = QMimeData()
    data.setText("Otley")
    assert _held_over(field, data)


def test_of_several_files_those_of_contacts_are_taken(qtbot: QtBot, tmp_path: Path) -> None:
    window = show(qtbot, QWidget())
    taken: list[str] = []
    ContactDrops(window, taken.append)
    for names in (("photo.png", "a.pdf"), ("photo.png", "a.vcf")):
        data = _files(*(tmp_path / name for name in names))
        assert _held_over(window, data)
        assert taken == []
        _drop(window, data)
    assert taken == [str(tmp_path / "a.vcf")]


@pytest.mark.parametrize(("name", "taken"), [("a.pdf", True), ("a.PDF", True), ("a.png", False)])
def test_a_pdf_may_be_dropped_where_it_is_checked(
    qtbot: QtBot, context: Context, tmp_path: Path, name: str, taken: bool
) -> None:
    part = show(qtbot, CheckPart(context))
    assert _held_over(part, _files(tmp_path / name)) is taken


@pytest.mark.parametrize(("name", "taken"), [("a.png", True), ("a.JPEG", True), ("a.pdf", False)])
def test_a_picture_may_be_dropped_as_a_logo(
    qtbot: QtBot, context: Context, tmp_path: Path, name: str, taken: bool
) -> None:
    line = LogoLine(context, lambda: context.services.businesses.save(northlight()))
    qtbot.addWidget(line)
    line.show()
    assert _held_over(line, _files(tmp_path / name)) is taken


def _hint(place: QWidget) -> DropHint:
    hint = place.findChild(DropHint, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert isinstance(hint, DropHint)
    return hint


def _places(qtbot: QtBot, context: Context) -> dict[str, tuple[QWidget, str]]:
    """What a file is called -> where it may be dropped, and what is said there meanwhile."""
    window = show(qtbot, QWidget())
    ContactDrops(window, lambda _paths: None)
    own = context.services.businesses.save(northlight())
    dialog = IdeaDialog(context, own.id, window)
    dialog.show()
    return {
        "a.vcf": (window, "Drop to see what these contacts would bring. Nothing is changed yet."),
        "a.pdf": (show(qtbot, CheckPart(context)), "Drop to verify this PDF."),
        "a.idea": (show(qtbot, IdeasPart(context)), "Drop to check whether this is the idea."),
        "a.txt": (dialog, "Drop to keep this file as the idea."),
        "a.png": (
            show(qtbot, LogoLine(context, lambda: own)),
            "Drop to use this picture as the logo.",
        ),
    }


def test_each_place_is_marked_and_says_what_will_happen_while_a_file_is_held_over_it(
    qtbot: QtBot, context: Context, tmp_path: Path
) -> None:
    for name, (place, words) in _places(qtbot, context).items():
        hint = _hint(place)
        assert not hint.isVisible()
        assert _held_over(place, _files(tmp_path / name))
        assert (hint.isVisible(), hint.taken, hint.accessibleName()) == (True, True, words)
        before = place.grab().toImage()
        QApplication.sendEvent(place, QDragLeaveEvent())
        assert not hint.isVisible()
        assert place.grab().toImage() != before


def test_a_file_that_is_taken_nowhere_is_refused_in_words(qtbot: QtBot, tmp_path: Path) -> None:
    window = show(qtbot, QWidget())
    taken: list[str] = []
    ContactDrops(window, taken.append)
    data, hint = _files(tmp_path / "photo.png"), _hint(window)
    _held_over(window, data)
    assert (hint.isVisible(), hint.taken) == (True, False)
    assert hint.accessibleName().startswith("Not taken here. Contacts (.vcf, .csv, .txt) may be")
    move = QDragMoveEvent(
        QPointF(4, 4),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(window, move)
    assert not move.isAccepted(), "the pointer says so too"
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert not hint.isVisible()
    assert taken == []


def test_files_are_taken_by_marked_places_alone() -> None:
    """A widget that takes files in its own way would say nothing while they are held over it."""
    ui = Path(drop_target.__file__).parents[1]
    found = {path.name for path in ui.rglob("*.py") if "setAcceptDrops(" in path.read_text("utf-8")}
    assert found == {"drop_target.py", "stage_column.py"}, "the latter takes rows of its own board"
