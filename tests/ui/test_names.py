"""What a screen reader calls a field is what stands over it."""

from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from microbiz_desktop.ui.first_run.page import FirstRunPage
from microbiz_desktop.ui.forms.fields import TextArea, TextField
from microbiz_desktop.ui.forms.labelled import LabelledField
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.signoff.sign_panel import SignPanel
from tests.ui.walk.keys import misnamed


@pytest.mark.parametrize("make", [TextField, TextArea])
@pytest.mark.parametrize("own", ["", "Another name"])
def test_the_label_is_the_name_whatever_the_example_says(qtbot: QtBot, make: Any, own: str) -> None:
    block = LabelledField("Legal name", make(own, "Fernhill Design Ltd"))
    qtbot.addWidget(block)
    assert block.widget.accessibleName() == "Legal name"


def test_a_field_that_is_called_by_its_example_is_found(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    TextField(placeholder="copper lantern 7").setParent(root)
    assert list(misnamed(root)) == ["called by its example: “copper lantern 7”"]


@pytest.mark.parametrize("make", [FirstRunPage, lambda _context: SignPanel()])
def test_every_field_of_a_form_is_called_by_its_label(
    qtbot: QtBot, context: Context, make: Any
) -> None:
    form = make(context)
    qtbot.addWidget(form)
    assert list(misnamed(form)) == []
