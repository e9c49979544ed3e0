"""What a file says one should choose is there under that very word, for as long as files live."""

import re

import pytest
from pytestqt.qtbot import QtBot

from microbiz_desktop.evidence.certificate import HOW_TO_CHECK
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.settings_page.page import SettingsPage
from microbiz_desktop.ui.shell.page_register import pages
from tests.ui.page_help import show, words_in

NAMED = re.findall("“([^”]+)”", HOW_TO_CHECK)


def test_the_certificate_names_a_word() -> None:
    assert NAMED == ["Verify"]


@pytest.mark.parametrize("word", NAMED)
def test_the_word_of_the_certificate_is_found_in_the_window(
    qtbot: QtBot, context: Context, word: str
) -> None:
    jumps = [jump.words for page in pages() for jump in page.jumps]
    assert f"{word} a PDF" in jumps
    page = show(qtbot, SettingsPage(context))
    page.show_target(0, "verify")
    assert f"{word} a PDF" in words_in(page)
    assert "Check a PDF" not in words_in(page)
