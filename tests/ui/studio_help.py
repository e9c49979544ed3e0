"""Ways for tests to use the studio as a person would: by named fields, keys and clicks."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from microbiz_desktop.ui.agreements.draft_studio import Studio
from microbiz_desktop.ui.agreements.interview.question_block import QuestionBlock
from microbiz_desktop.ui.agreements.studio import StudioPage
from microbiz_desktop.ui.runtime.context import Context

#: Rendering on a busy machine takes a while.
LONG = 30_000


def open_studio(
    qtbot: QtBot, context: Context, agreement: int, size: tuple[int, int] = (1208, 900)
) -> StudioPage:
    """The page with this agreement, shown and compiled once."""
    page = StudioPage(context)
    qtbot.addWidget(page)
    page.resize(*size)
    page.show_target(agreement)
    page.show()
    qtbot.waitUntil(lambda: became_active(page))
    wait_compiled(qtbot, studio_of(page))
    return page


def became_active(window: QWidget) -> bool:
    """Without a window manager the window before may keep the keyboard: ask until it is ours."""
    if not window.isActiveWindow():
        window.activateWindow()
    return window.isActiveWindow()


def studio_of(page: StudioPage) -> Studio:
    """The studio inside, for a draft."""
    assert isinstance(page.inner, Studio)
    return page.inner


def wait_compiled(qtbot: QtBot, studio: Studio) -> None:
    """Until the checks speak of the version that is stored."""
    qtbot.waitUntil(
        lambda: studio.compiled_version() == studio.edits.agreement.version, timeout=LONG
    )


def wait_rendered(qtbot: QtBot, studio: Studio) -> None:
    """Until pages are on the screen."""
    qtbot.waitUntil(lambda: studio.preview.view.count() > 0, timeout=LONG)


def block(studio: Studio, question: str) -> QuestionBlock:
    """A question, with its section open."""
    studio.interview.open(studio.interview.section_of(question))
    return studio.interview.blocks[question]


def type_over(field: QWidget, text: str) -> None:
    """Replace what is in a field by typing."""
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, text)
