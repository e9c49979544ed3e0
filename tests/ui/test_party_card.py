"""The card of a party: everything printed of it is changed there, and goes back to the contact."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from microbiz_desktop.domain.deal import PartySnapshot
from microbiz_desktop.services.agreements.values import AgreementData
from microbiz_desktop.ui.agreements.draft_studio import Studio
from microbiz_desktop.ui.agreements.interview.parties_editor import PartiesEditor
from microbiz_desktop.ui.agreements.interview.party_card import PartyCard
from microbiz_desktop.ui.forms.field import widget_of
from microbiz_desktop.ui.forms.rows_table import RowsTable
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.runtime.messages import Notice
from tests.builders import draft_of_three

from .studio_help import open_studio, studio_of, type_over, wait_compiled

KEY = "northlight-film"


@pytest.fixture
def draft(context: Context) -> AgreementData:
    """Three parties of the contact list."""
    return draft_of_three(context.services)


@pytest.fixture
def studio(qtbot: QtBot, context: Context, draft: AgreementData) -> Studio:
    """Open at its people."""
    made = studio_of(open_studio(qtbot, context, draft.id))
    made.interview.open("people")
    qtbot.waitUntil(made.interview.slices.is_done)
    qtbot.waitUntil(card_of(made).signing.rows["Eilidh Fraser"].isVisible)
    return made


@pytest.fixture
def notices(context: Context) -> list[Notice]:
    """What was told in the corner."""
    told: list[Notice] = []
    context.messages.notice_posted.connect(told.append)
    return told


def card_of(studio: Studio) -> PartyCard:
    editor = studio.interview.special("parties")
    assert isinstance(editor, PartiesEditor)
    return editor.cards[KEY]


def stored(context: Context, draft: AgreementData) -> PartySnapshot:
    found = context.services.agreements.get(draft.id).deal.party(KEY)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("legal_name", "Eilidh Jane Fraser"),
        ("trading_name", "Northlight Pictures"),
        ("registration_number", "SC123456"),
        ("address", "9 Quay Road, Whitby"),
        ("email", "film@northlight.example"),
        ("tax_number", "GB123456789"),
        ("phone", "07700 900342"),
    ],
)
def test_a_detail_is_typed_where_the_party_stands(
    context: Context, studio: Studio, draft: AgreementData, field: str, typed: str
) -> None:
    """The keyboard stays in the field, whatever of the card is shown anew."""
    card = card_of(studio)
    QTest.mouseClick(card.open_link, Qt.MouseButton.LeftButton)
    place = card.lead_to(field)
    type_over(place, typed)
    studio.flush()
    assert getattr(stored(context, draft), field) == typed
    assert QApplication.focusWidget() is place


def test_a_person_is_named_anew_and_keeps_what_else_is_known(
    context: Context, studio: Studio, draft: AgreementData
) -> None:
    card = card_of(studio)
    people = card.open_details().fields["people"]
    assert isinstance(people, RowsTable)
    type_over(widget_of(people.cell(0, "name")), "Eilidh Fraser-Hay")
    studio.flush()
    before = draft.deal.parties[1].people[0]
    assert stored(context, draft).people == (replace(before, name="Eilidh Fraser-Hay"),)
    assert list(card_of(studio).signing.rows) == ["Eilidh Fraser-Hay"]


def test_a_tick_leaves_the_keyboard_where_it_is(studio: Studio) -> None:
    tick = card_of(studio).signing.rows["Eilidh Fraser"]
    tick.setFocus()
    QTest.keyClick(tick, Qt.Key.Key_Space)
    assert QApplication.focusWidget() is tick


def test_what_was_changed_here_is_written_to_the_contact_and_taken_back(
    qtbot: QtBot,
    context: Context,
    studio: Studio,
    draft: AgreementData,
    notices: list[Notice],
) -> None:
    card, businesses = card_of(studio), context.services.businesses
    number = int(draft.deal.parties[1].business_id)
    before = businesses.get(number)
    type_over(card.open_details().lead_to("address"), "9 Quay Road, Whitby")
    type_over(card.open_details().lead_to("email"), "film@northlight.example")
    studio.flush()
    qtbot.waitUntil(lambda: not card.write_link.isHidden() and card.write_link.isVisible())
    wait_compiled(qtbot, studio)
    card.write_link.setFocus()
    assert "party-details-changed" in {one.code for one in studio.found.now()}
    card.write_link.click()
    now = businesses.get(number)
    assert (now.address, now.email) == ("9 Quay Road, Whitby", "film@northlight.example")
    assert now.people == before.people
    qtbot.waitUntil(lambda: not card.write_link.isVisible())
    qtbot.waitUntil(lambda: "party-details-changed" not in {one.code for one in studio.found.now()})
    assert notices[-1].act is not None
    notices[-1].act()
    assert businesses.get(number).address == before.address


def test_what_the_contact_has_is_taken_in_its_place(
    qtbot: QtBot, context: Context, studio: Studio, draft: AgreementData
) -> None:
    card = card_of(studio)
    type_over(card.open_details().lead_to("legal_name"), "Somebody Else")
    studio.flush()
    qtbot.waitUntil(card.update_link.isVisible)
    card.update_link.click()
    assert stored(context, draft).legal_name == "Eilidh Fraser"
    assert card.details is not None
    assert card.details.fields["legal_name"].value() == "Eilidh Fraser"


def test_taking_a_party_out_says_so_and_offers_the_way_back(
    context: Context, studio: Studio, draft: AgreementData, notices: list[Notice]
) -> None:
    card_of(studio).removed.emit()
    assert context.services.agreements.get(draft.id).deal.party(KEY) is None
    assert notices[-1].text == "Taken out of this agreement: Northlight Film."
    assert notices[-1].act is not None
    notices[-1].act()
    assert stored(context, draft).name == "Northlight Film"
