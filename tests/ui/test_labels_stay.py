"""What a field asks stays to be read once it is filled: no label stands in the field alone."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from microbiz_desktop.domain.contacts.contacts import BusinessData, PersonData
from microbiz_desktop.ui.agreements.interview.party_details import PartyDetails
from microbiz_desktop.ui.agreements.interview.party_signers import PartySigners
from microbiz_desktop.ui.agreements.spokes.form import SpokesForm
from microbiz_desktop.ui.associates.editor import BusinessEditor
from microbiz_desktop.ui.forms.fields import SearchField
from microbiz_desktop.ui.network.event_editor import EventEditor
from microbiz_desktop.ui.network.referral_editor import ReferralEditor
from microbiz_desktop.ui.projects.editor import ProjectEditor
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.layouts import ScrollColumn
from tests.builders import draft_of_three, fernhill
from tests.services.test_spokes import team_of_three

from .studio_help import open_studio, studio_of

Make = Callable[[Context], QWidget]


def spokes(context: Context) -> QWidget:
    """The form for one agreement with each member of a project."""
    form = SpokesForm(context)
    form.start(team_of_three(context.services).id)
    form.slices.finish()
    return form


FORMS: dict[str, Make] = {
    "agreements with a team": spokes,
    "business": BusinessEditor,
    "project": ProjectEditor,
    "event": EventEditor,
    "referral": ReferralEditor,
}


def unlabelled(root: QWidget) -> list[str]:
    """Fields in sight without words above or beside them."""
    labels = [one for one in root.findChildren(QLabel) if one.isVisible() and one.text().strip()]
    places = [_place(one, root) for one in labels]
    found = []
    for kind in (QLineEdit, QPlainTextEdit, QComboBox):
        for field in root.findChildren(kind):
            inner = isinstance(field.parentWidget(), QComboBox) or isinstance(field, SearchField)
            labelled = any(_labels(spot, _place(field, root)) for spot in places)
            if field.isVisible() and not inner and not labelled:
                found.append(field.accessibleName())
    return found


def _place(one: QWidget, root: QWidget) -> QRect:
    return QRect(one.mapTo(root, QPoint()), one.size())


def _labels(words: QRect, field: QRect) -> bool:
    """Whether words stand over a field, a heading may be high above it, or at its start."""
    over = words.bottom() <= field.top() and field.top() - words.bottom() < 400
    in_column = words.left() <= field.left() + 12 and words.right() > field.left()
    near = field.top() - words.bottom() < 14
    beside = words.right() <= field.left() and abs(words.center().y() - field.center().y()) < 16
    return (over and in_column and near) or beside


@pytest.mark.parametrize("name", FORMS)
def test_every_field_of_a_form_keeps_its_label(qtbot: QtBot, context: Context, name: str) -> None:
    made = FORMS[name](context)
    if isinstance(made, BusinessEditor):
        two = (PersonData("Ann Able", role="baker"), PersonData("Ben Bold"))
        made.show_record(context.services.businesses.save(_with(two)))
    scroll = ScrollColumn(max_width=0)
    scroll.add(made)
    qtbot.addWidget(scroll)
    scroll.resize(900, 2400)
    scroll.show()
    QApplication.processEvents()
    assert unlabelled(made) == []


def _with(people: tuple[PersonData, ...]) -> BusinessData:
    return replace(fernhill(), people=people)


@pytest.mark.parametrize("section", ["work", "people", "money", "ownership", "leaving", "law"])
def test_every_field_of_the_interview_keeps_its_label(
    qtbot: QtBot, context: Context, section: str
) -> None:
    made = draft_of_three(context.services)
    studio = studio_of(open_studio(qtbot, context, made.id))
    studio.interview.open(section)
    qtbot.waitUntil(studio.interview.slices.is_done)
    QApplication.processEvents()
    assert unlabelled(studio.interview) == []


def test_the_details_of_a_party_keep_their_labels(qtbot: QtBot, context: Context) -> None:
    party = draft_of_three(context.services).deal.parties[2]
    for made in (PartyDetails(party), PartySigners(party)):
        qtbot.addWidget(made)
        made.resize(380, 900)
        made.show()
        QApplication.processEvents()
        assert unlabelled(made) == []
