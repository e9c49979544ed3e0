"""What is odd is said under the field where it was typed, and kept as it was typed."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from microbiz_desktop.domain.contacts.contacts import BusinessData, PersonData
from microbiz_desktop.domain.deal import PartySnapshot, PersonSnapshot
from microbiz_desktop.domain.projects import DeliverableData, ProjectData
from microbiz_desktop.services.contacts.checks import odd_email
from microbiz_desktop.services.wiring import Services
from microbiz_desktop.ui.agreements.interview.party_details import PartyDetails
from microbiz_desktop.ui.associates.add_by_name import AddByName
from microbiz_desktop.ui.associates.card_forms import LEFT, NEXT, RIGHT
from microbiz_desktop.ui.associates.editor import BusinessEditor
from microbiz_desktop.ui.associates.section import PartForm
from microbiz_desktop.ui.first_run.page import FirstRunPage
from microbiz_desktop.ui.forms.labelled import LabelledField
from microbiz_desktop.ui.network.referral_editor import ReferralEditor
from microbiz_desktop.ui.projects.editor import ProjectEditor
from microbiz_desktop.ui.records.record_editor import RecordEditor
from microbiz_desktop.ui.runtime.context import Context
from tests.builders import northlight

from .page_help import show, type_over

ODD = ("hello", "hello@", "@fernhill.example", "a b@c.example", "kim@@c.example", "kim@c,example")
FINE = ("", "hello@fernhill.example", "Kim.O'Brien+1@mail.fernhill.example", "δ@παράδειγμα.example")


@pytest.mark.parametrize("typed", ODD)
def test_what_is_no_email_address_is_seen(typed: str) -> None:
    assert odd_email(typed)


@pytest.mark.parametrize("typed", FINE)
def test_what_may_be_an_email_address_is_not_doubted(typed: str) -> None:
    assert not odd_email(typed)


def _forms(context: Context) -> dict[str, RecordEditor[Any]]:
    parts = {one.key: PartForm(context, one.rows) for one in (*LEFT, *RIGHT, NEXT)}
    return {"whole": BusinessEditor(context), **parts}


@pytest.mark.parametrize("name", ["whole", "reach"])
def test_an_address_that_is_none_is_said_under_its_field(
    qtbot: QtBot, context: Context, name: str
) -> None:
    form = show(qtbot, _forms(context)[name])
    form.show_record(context.services.businesses.save(northlight()))
    line = form.fields["email"]
    assert isinstance(line, QLineEdit)
    type_over(line, "hello at northlight")
    line.clearFocus()
    said = form.blocks["email"].problem_shown()
    assert said == "“hello at northlight” does not look like an e-mail address."
    form.flush()
    assert form.data().email == "hello at northlight"
    type_over(line, "hello@northlight.example")
    assert form.blocks["email"].problem_shown() == ""


@pytest.mark.parametrize("name", ["whole", "people"])
def test_the_address_of_a_person_is_looked_at_as_well(
    qtbot: QtBot, context: Context, name: str
) -> None:
    form = show(qtbot, _forms(context)[name])
    someone = PersonData("Eilidh Fraser", email="eilidh@northlight.example")
    form.show_record(context.services.businesses.save(replace(northlight(), people=(someone,))))
    table: Any = form.fields["people"]
    type_over(table.cell(0, "email"), "eilidh")
    table.cell(0, "email").clearFocus()
    said = form.blocks["people"].problem_shown()
    assert said == "“eilidh” does not look like an e-mail address."


def test_a_further_way_is_looked_at_by_its_kind(qtbot: QtBot, context: Context) -> None:
    form = show(qtbot, _forms(context)["reach"])
    form.show_record(context.services.businesses.save(northlight()))
    table: Any = form.fields["ways"]
    table.add_row()
    table.cell(0, "kind").set_value("email")
    type_over(table.cell(0, "value"), "studio")
    table.cell(0, "value").clearFocus()
    form.flush()
    assert "“studio” does not look like an e-mail address." in form.blocks["ways"].problem_shown()


def test_the_first_run_says_an_address_that_is_none_once(
    qtbot: QtBot, context: Context, visits: Any
) -> None:
    page = show(qtbot, FirstRunPage(context))
    QTest.keyClicks(page.legal_name, "Fernhill Design Ltd")
    QTest.keyClicks(page.email, "hello.fernhill.example")
    QTest.mouseClick(page.start, Qt.MouseButton.LeftButton)
    assert "does not look like an e-mail address" in page.email_block.problem_shown()
    assert page.email.hasFocus()
    assert (visits.seen, context.services.businesses.own()) == ([], ())
    QTest.mouseClick(page.start, Qt.MouseButton.LeftButton)
    assert context.services.businesses.own()[0].email == "hello.fernhill.example"


def test_a_referral_says_a_way_to_reach_that_is_none(qtbot: QtBot, context: Context) -> None:
    form = show(qtbot, ReferralEditor(context))
    line: Any = form.fields["reach"]
    type_over(line, "kim@")
    line.clearFocus()
    assert "does not look like an e-mail address" in form.blocks["reach"].problem_shown()
    type_over(line, "01943 000111")
    line.clearFocus()
    assert form.blocks["reach"].problem_shown() == ""


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2026-12-01", "2026-11-30", "The end is before the start, 1 December 2026."),
        ("2026-12-01", "2026-12-01", ""),
        ("2026-12-01", "", ""),
        ("", "2026-11-30", ""),
    ],
)
def test_a_project_that_ends_before_it_starts_is_told(
    qtbot: QtBot, context: Context, start: str, end: str, said: str
) -> None:
    form = show(qtbot, ProjectEditor(context))
    begun = ProjectData(name="Harbour Lane café", start=start)
    form.show_record(context.services.projects.save(begun))
    form.fields["end"].set_value(end)
    form.autosave.touch()
    form.flush()
    assert form.blocks["end"].problem_shown() == said
    assert (form.data().start, form.data().end) == (start, end)
    form.show_record(context.services.projects.get(form.data().id))
    assert form.blocks["end"].problem_shown() == said


def test_a_deliverable_outside_the_dates_of_its_project_is_told(
    qtbot: QtBot, context: Context
) -> None:
    form = show(qtbot, ProjectEditor(context))
    kept = context.services.projects.save(
        ProjectData(
            name="Harbour Lane café",
            start="2026-12-01",
            end="2027-02-26",
            deliverables=(DeliverableData("Opening film", 0, "2026-11-02"),),
        )
    )
    form.show_record(kept)
    said = form.blocks["deliverables"].problem_shown()
    assert said == "“Opening film” is due before the project starts."


def _typed(qtbot: QtBot, context: Context, line: str) -> AddByName:
    band = show(qtbot, AddByName(context))
    band.open()
    QTest.keyClicks(band.field, line)
    return band


@pytest.mark.parametrize(
    "line",
    [
        "Northlight Film",
        "northlight film ltd",
        "Somebody Else, hello@northlight.example",
        "Other Name, +44 7700 900 342",
    ],
)
def test_an_associate_that_is_there_is_told_while_it_is_typed(
    qtbot: QtBot, context: Context, services: Services, visits: Any, line: str
) -> None:
    kept = services.businesses.save(
        BusinessData(
            legal_name="Northlight Film", email="hello@northlight.example", phone="07700 900342"
        )
    )
    band = _typed(qtbot, context, line)
    qtbot.waitUntil(lambda: not band.known.isHidden())
    assert "Northlight Film is in your list already" in band.known.text.text()
    QTest.mouseClick(band.open_known, Qt.MouseButton.LeftButton)
    assert visits.seen[-1].key == kept.id


def test_one_that_is_there_is_added_only_when_asked_again(
    qtbot: QtBot, context: Context, services: Services
) -> None:
    services.businesses.save(northlight())
    before = services.businesses.count()
    name = services.businesses.rows()[0].name
    band = _typed(qtbot, context, name)
    QTest.keyClick(band.field, Qt.Key.Key_Return)
    assert services.businesses.count() == before
    assert "already" in band.known.text.text()
    assert band.keep.text() == "Add all the same"
    QTest.keyClick(band.field, Qt.Key.Key_Return)
    assert services.businesses.count() == before + 1


def test_another_one_is_added_at_once(qtbot: QtBot, context: Context, services: Services) -> None:
    services.businesses.save(northlight())
    before = services.businesses.count()
    band = _typed(qtbot, context, "Low Moor Sound, Rhys Bowen")
    QTest.keyClick(band.field, Qt.Key.Key_Return)
    assert services.businesses.count() == before + 1


def test_the_details_of_a_party_say_an_address_that_is_none(qtbot: QtBot) -> None:
    someone = PersonSnapshot("Eilidh Fraser", "owner", may_sign=True)
    party = PartySnapshot("film", "Northlight Film", "sole-trader", people=(someone,))
    details = show(qtbot, PartyDetails(party))
    blocks = {one.label.text(): one for one in details.findChildren(LabelledField)}
    for line, label in (
        (details.fields["email"], "E-mail for notices"),
        (details.fields["people"].cell(0, "email"), "People"),  # type: ignore[attr-defined]  # a table
    ):
        assert isinstance(line, QLineEdit)
        type_over(line, "hello at northlight")
        line.clearFocus()
        said = blocks[label].problem_shown()
        assert said == "“hello at northlight” does not look like an e-mail address."
