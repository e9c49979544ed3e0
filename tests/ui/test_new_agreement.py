"""A new agreement is of the kind that one chooses, and each says what it is used for."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from microbiz_desktop.services.agreements.values import USUAL_KIND
from microbiz_desktop.ui.agreements.new_agreement import NewAgreement
from microbiz_desktop.ui.runtime.context import Context
from tests.builders import fernhill

from .page_help import show


def test_every_kind_on_the_shelf_can_be_begun_and_says_what_for(
    qtbot: QtBot, context: Context
) -> None:
    context.services.businesses.save(fernhill())
    page = show(qtbot, NewAgreement(context))
    made: list[int] = []
    page.made.connect(made.append)
    kinds = context.services.agreements.kinds()
    assert {kind.id for kind in kinds} == set(context.services.agreements.catalogue().templates)
    for kind in kinds:
        page.start()
        assert (page.kind.value(), page.kind.currentText()) == (
            USUAL_KIND,
            context.services.agreements.catalogue().templates[USUAL_KIND].title,
        )
        page.kind.setCurrentIndex(page.kind.findData(kind.id))
        page.kind.activated.emit(page.kind.currentIndex())
        assert page.kind_field.help.text() == kind.use_when != ""
        assert page.kind_field.help.isVisible()
        QTest.keyClicks(page.title, f"As {kind.title}")
        QTest.keyClick(page.title, Qt.Key.Key_Return)
        begun = context.services.agreements.get(made[-1])
        assert (begun.deal.template, begun.kind_title) == (kind.id, kind.title)
        assert begun.title == f"As {kind.title}"


def test_a_past_agreement_brings_its_kind_so_it_is_not_asked(
    qtbot: QtBot, context: Context
) -> None:
    own = context.services.businesses.save(fernhill())
    past = context.services.agreements.create(own.id, "mutual-nda", title="An idea")
    page = show(qtbot, NewAgreement(context))
    page.start()
    page.past.setCurrentIndex(page.past.findData(str(past.id)))
    page.past.activated.emit(page.past.currentIndex())
    assert not page.kind.isVisible()
    assert not page.kind_field.help.isVisible()
    made: list[int] = []
    page.made.connect(made.append)
    page.begin()
    assert context.services.agreements.get(made[-1]).deal.template == "mutual-nda"
