"""Settings on real services: own businesses, look, backup and restore, checking a PDF."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from microbiz_desktop.services.program.backups import SUFFIX
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.runtime.messages import Message, Notice
from microbiz_desktop.ui.settings_page.backup import BackupPart
from microbiz_desktop.ui.settings_page.check import CheckPart
from microbiz_desktop.ui.settings_page.look import LookPart
from microbiz_desktop.ui.settings_page.own import OwnPart
from microbiz_desktop.ui.settings_page.page import SettingsPage
from tests.builders import fernhill
from tests.ui.conftest import Visits
from tests.ui.page_help import click, give, show, type_over, words_in

from .page_help import seen

LONG = 60_000


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> SettingsPage:
    """Settings over one own business."""
    context.services.businesses.save(fernhill())
    return show(qtbot, SettingsPage(context))


def part(page: SettingsPage, name: str) -> object:
    """A part, opened."""
    page.show_target(0, name)
    return page.parts[name]


def test_arrows_walk_through_the_parts(page: SettingsPage) -> None:
    page.chooser.setFocus()
    seen = []
    for _ in range(7):
        seen.append(page.stack.currentIndex())
        QTest.keyClick(page.chooser, Qt.Key.Key_Down)
    assert seen == [0, 1, 2, 3, 4, 5, 6]


def test_the_own_business_is_edited_as_typed(page: SettingsPage, context: Context) -> None:
    own = part(page, "own")
    assert isinstance(own, OwnPart)
    type_over(seen(own.editor.fields["place"]), "Otley")
    page.flush()
    assert context.services.businesses.own()[0].place == "Otley"


def test_a_second_own_business_is_added_and_chosen(page: SettingsPage, context: Context) -> None:
    own = part(page, "own")
    assert isinstance(own, OwnPart)
    click(own.add)
    QTest.keyClicks(seen(own.editor.fields["legal_name"]), "Fernhill Prints")
    page.flush()
    assert {b.name for b in context.services.businesses.own()} == {
        "Fernhill Design",
        "Fernhill Prints",
    }
    assert own.chooser.count() == 2
    assert own.chooser.currentText() == "Fernhill Prints"


def test_theme_and_size_take_effect_at_once_and_are_kept(
    page: SettingsPage, context: Context
) -> None:
    look = part(page, "look")
    assert isinstance(look, LookPart)
    look.theme.setFocus()
    QTest.keyClick(look.theme, Qt.Key.Key_Right)
    QTest.keyClick(look.theme, Qt.Key.Key_Right)
    look.scale.setFocus()
    QTest.keyClick(look.scale, Qt.Key.Key_Right)
    assert (theme().dark, theme().scale) == (True, 125)
    kept = context.settings.load()
    assert (kept.theme, kept.scale) == ("dark", 125)


def test_a_backup_is_made_and_checked_in_three_clicks(
    page: SettingsPage, context: Context, tmp_path: Path, qtbot: QtBot
) -> None:
    notices: list[Notice] = []
    context.messages.notice_posted.connect(notices.append)
    backup = part(page, "backup")
    assert isinstance(backup, BackupPart)
    click(backup.back_up)
    target = tmp_path / f"mine{SUFFIX}"
    give(qtbot, target)
    qtbot.waitUntil(lambda: bool(notices), timeout=LONG)
    assert notices[0].text == f"Backed up and checked: mine{SUFFIX}"
    assert target.stat().st_size > 0


def test_restoring_says_what_is_in_it_and_asks_once(
    page: SettingsPage, context: Context, tmp_path: Path, visits: Visits, qtbot: QtBot
) -> None:
    target = context.services.backups.back_up(tmp_path / f"mine{SUFFIX}")
    backup = part(page, "backup")
    assert isinstance(backup, BackupPart)
    click(backup.restore)
    give(qtbot, target)
    qtbot.waitUntil(lambda: backup.confirm is not None, timeout=LONG)
    assert backup.confirm is not None
    assert context.services.backups.describe(target) in words_in(backup.confirm)
    assert backup.confirm.leave.hasFocus()
    click(backup.confirm.act)
    assert visits.seen == [("restore", 0, str(target))]


def test_a_file_that_is_no_backup_is_refused(
    page: SettingsPage, context: Context, tmp_path: Path, qtbot: QtBot
) -> None:
    said: list[Message] = []
    context.messages.message_posted.connect(said.append)
    broken = tmp_path / f"broken{SUFFIX}"
    broken.write_bytes(b"PK not a backup")
    backup = part(page, "backup")
    assert isinstance(backup, BackupPart)
    backup.restore_from(broken)
    qtbot.waitUntil(lambda: bool(said), timeout=LONG)
    assert backup.confirm is None


@pytest.mark.usefixtures("offered")
def test_a_pdf_is_checked_and_a_changed_one_is_found_out(
    page: SettingsPage, context: Context, tmp_path: Path, qtbot: QtBot
) -> None:
    pdf = context.services.offers.offered_pdf(1).content
    good, bad = tmp_path / "good.pdf", tmp_path / "bad.pdf"
    good.write_bytes(pdf)
    bad.write_bytes(pdf[:-2000] + b"0" * 2000)
    check = part(page, "verify")
    assert isinstance(check, CheckPart)
    click(check.choose)
    give(qtbot, good)
    qtbot.waitUntil(lambda: check.pill.text() == "The very file", timeout=LONG)
    assert not check.result.isHidden()
    check.check(bad)
    qtbot.waitUntil(lambda: check.pill.text() != "The very file", timeout=LONG)
    assert check.sentence.text()
