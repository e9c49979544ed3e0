"""The card of an associate: every part read and edited where it stands, saved, and taken back."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QUndoStack
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from microbiz_desktop.domain.contacts.contacts import (
    Address,
    BusinessData,
    Closeness,
    CustomField,
    Level,
    Paper,
    PersonData,
    SkillData,
    Stage,
    StageChange,
    Supply,
    Way,
)
from microbiz_desktop.ui.associates.card import BusinessCard
from microbiz_desktop.ui.associates.card_forms import LEFT, NEXT, RIGHT
from microbiz_desktop.ui.associates.reading import ways_shown
from microbiz_desktop.ui.associates.section import CardPart, CardSection, PartForm
from microbiz_desktop.ui.forms.more_fields import AssociateField
from microbiz_desktop.ui.records.undo import remember
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.runtime.messages import Notice
from microbiz_desktop.ui.widgets.buttons import LinkButton
from microbiz_desktop.ui.widgets.labels import Pill
from tests.builders import northlight
from tests.ui.conftest import Visits
from tests.ui.page_help import click, type_over, words_in

from .page_help import seen

PARTS = (*LEFT, *RIGHT, NEXT)


def full() -> BusinessData:
    """An associate with something in every field."""
    return replace(
        northlight(),
        registration_number="99000102",
        tax_number="GB 000 1147 22",
        place="Whitby",
        phone="01947 000100",
        website="northlight.example",
        strapline="Small films about real places",
        skills=(
            SkillData("Short film", Level.EXPERT, "12 films; 2 with us", "2026"),
            SkillData("Drone film", Level.LEARNING),
        ),
        notes="Prefers mornings.",
        people=(
            PersonData(
                "Eilidh Fraser",
                "owner",
                "eilidh@northlight.example",
                "07700 900342",
                may_sign=True,
                contact=True,
                said="AY-lee",
                prefers="phone",
                given="Eilidh",
                family="Fraser",
                birthday="--0415",
            ),
            PersonData("Sam Okonjo", "camera"),
        ),
        size="2-5",
        sector="Film",
        best_at="Quiet interviews",
        credit_as="Film: Northlight",
        colours=("#0B6E87",),
        languages=("English", "Gaelic"),
        ways=(Way("phone", "01947 000222", "studio"), Way("link", "reel.example")),
        addresses=(Address("1 Loft", "Leeds", postcode="LS1 1AA", extended="Floor 2"),),
        papers=(Paper("insurance", "Public liability", "£2 million", "2026-12-20"),),
        supplies=(Supply("LED panels", "Low Moor Sound", "hire"),),
        relations=("friend", "competitor"),
        closeness=Closeness.WELL_KNOWN,
        stage=Stage.TALKING,
        stage_history=(StageChange(Stage.TALKING, "2026-05-01"),),
        met_on="2024-05-11",
        met_how="Makers’ market",
        introduced_by="Amara Okafor",
        next_action="ask about February",
        next_on="2026-11-24",
        free_months=("2027-02",),
        fit=4,
        private=True,
        custom=(CustomField("Van", "yes"),),
    )


@pytest.fixture
def saved(context: Context) -> BusinessData:
    return context.services.businesses.save(full())


@pytest.fixture
def card(qtbot: QtBot, context: Context, saved: BusinessData) -> BusinessCard:
    made = BusinessCard(context)
    qtbot.addWidget(made)
    made.resize(860, 900)
    made.show_record(saved)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def _now(context: Context, saved: BusinessData) -> BusinessData:
    return context.services.businesses.get(saved.id)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.key)
def test_a_form_that_is_only_looked_at_changes_nothing(
    qtbot: QtBot, context: Context, saved: BusinessData, part: CardPart
) -> None:
    """Each form gives back exactly what it was shown, also what it has no field for."""
    form = PartForm(context, part.rows)
    qtbot.addWidget(form)
    form.show_record(saved)
    assert form.typed() == saved
    form.show_record(context.services.businesses.save(BusinessData(legal_name="Bare")))
    assert form.typed() == form.data()


def test_every_field_of_an_associate_has_a_place_on_the_card() -> None:
    """What can be known can be typed: nothing is left to imports alone."""
    edited = {name for part in PARTS for row in part.rows for name in (row.names or (row.name,))}
    elsewhere = {"legal_name", "trading_name", "logo"}  # in the form behind Edit
    kept = {"id", "version", "own", "sample", "outside", "uid", "extra", "stage_history"}
    assert {*BusinessData.__slots__} - edited - elsewhere == kept


def test_all_that_is_known_is_read(card: BusinessCard) -> None:
    said = words_in(card)
    for fact in (
        "Short film",
        "Expert",
        "12 films; 2 with us",
        "Public liability",
        "01947 000222",
        "Floor 2, 1 Loft, Leeds LS1 1AA",
        "LED panels",
        "Makers’ market",
        "Amara Okafor",
        "February 2027",
        "4 of 5",
        "say “AY-lee”",
        "Likes best: a call",
        "Next: ask about February",
        "Prefers mornings.",
    ):
        assert fact in said, fact


def test_everything_that_can_be_used_has_a_name(card: BusinessCard) -> None:
    for section in card.sections.values():
        section.edit()
    kinds = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit)
    nameless = [
        widget
        for kind in kinds
        for widget in card.findChildren(kind)
        if widget.isVisible() and not widget.accessibleName()
    ]
    assert nameless == []


def test_a_part_is_edited_in_its_place_with_the_keyboard(
    card: BusinessCard, context: Context, saved: BusinessData
) -> None:
    section = card.sections["business"]
    section.link.setFocus()
    QTest.keyClick(section.link, Qt.Key.Key_Return)
    field = card.focusWidget()
    assert field is not None
    assert field.accessibleName() == "In one line"
    type_over(field, "Films about harbours")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert _now(context, saved).strapline == "Films about harbours"
    assert not section.editing()
    assert section.link.hasFocus()


def _form(section: CardSection) -> PartForm:
    found = section.findChild(PartForm)
    assert isinstance(found, PartForm)
    return found


def test_a_skill_is_added_and_shown_with_its_level(
    card: BusinessCard, context: Context, saved: BusinessData
) -> None:
    section = card.sections["skills"]
    section.edit()
    table = seen(_form(section).fields["skills"])
    click(table.add_link)
    type_over(table.cell(2, "name"), "Captions")
    table.cell(2, "level").set_value("3")
    section.leave()
    assert _now(context, saved).skills[2] == SkillData("Captions", Level.GOOD)
    assert "Captions" in words_in(section)


def test_an_empty_row_is_no_skill_and_a_removed_one_is_gone(
    card: BusinessCard, context: Context, saved: BusinessData
) -> None:
    section = card.sections["skills"]
    section.edit()
    table = seen(_form(section).fields["skills"])
    click(table.add_link)
    table.remove_row(0)
    section.leave()
    assert [skill.name for skill in _now(context, saved).skills] == ["Drone film"]


def test_a_new_stage_is_dated_and_shown(
    card: BusinessCard, context: Context, saved: BusinessData
) -> None:
    section = card.sections["relationship"]
    section.edit()
    choice = seen(_form(section).fields["stage"])
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Down)
    section.leave()
    now = _now(context, saved)
    today = context.services.clock.now().local().date().isoformat()
    assert now.stage is Stage.FIRST_WORK
    assert now.stage_history[-1] == StageChange(Stage.FIRST_WORK, today)
    shown = [pill.accessibleName() for pill in section.findChildren(Pill)]
    assert "First piece of work" in shown


def test_a_form_being_typed_in_stays_while_the_rest_is_shown_anew(
    card: BusinessCard, context: Context, saved: BusinessData
) -> None:
    section = card.sections["notes"]
    section.edit()
    area = seen(_form(section).fields["notes"])
    type_over(area, "Half a sent")
    changed = context.services.businesses.save(replace(_now(context, saved), place="Otley"))
    card.show_record(changed)
    assert section.editing()
    QTest.keyClicks(area, "ence")
    section.leave()
    now = _now(context, saved)
    assert (now.notes, now.place) == ("Half a sentence", "Otley")


def test_another_associate_saves_what_was_typed_for_the_first(
    card: BusinessCard, context: Context, saved: BusinessData
) -> None:
    section = card.sections["notes"]
    section.edit()
    type_over(seen(_form(section).fields["notes"]), "Kept")
    other = context.services.businesses.save(BusinessData(legal_name="Other"))
    card.show_record(other)
    assert _now(context, saved).notes == "Kept"


def test_what_is_empty_waits_in_one_row_and_opens_there(
    card: BusinessCard, context: Context, qtbot: QtBot
) -> None:
    other = context.services.businesses.save(BusinessData(legal_name="Bare"))
    card.show_record(other)
    qtbot.waitUntil(card.sections["skills"].isVisible)
    assert card.sections["papers"].isHidden()
    names = [button.accessibleName() for button in card.more_parts.findChildren(QAbstractButton)]
    assert "Add: Insurance, licences, references" in names
    chips = [b for b in card.more_parts.findChildren(QAbstractButton) if b.isVisible()]
    chip = next(b for b in chips if "licences" in b.text())
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Return)
    assert card.sections["papers"].isVisible()
    assert card.sections["papers"].editing()


@pytest.fixture
def stack(card: BusinessCard, context: Context) -> QUndoStack:
    def keep(before: BusinessData, after: BusinessData) -> None:
        remember(context, context.services.businesses, before, after, lambda _key: None)

    card.stored.connect(keep)
    return context.undo


def test_steps_go_back_and_forth_and_leave_the_rest_alone(
    card: BusinessCard, context: Context, saved: BusinessData, stack: QUndoStack
) -> None:
    """Also the history of stages is as it was; a change made elsewhere meanwhile stays."""
    section = card.sections["relationship"]
    section.edit()
    form = _form(section)
    form.fields["stage"].set_value("paused")
    form.autosave.touch()
    section.leave()
    assert _now(context, saved).stage is Stage.PAUSED
    context.services.businesses.save(replace(_now(context, saved), place="Otley"))
    stack.undo()
    now = _now(context, saved)
    assert (now.stage, now.stage_history, now.place) == (
        saved.stage,
        saved.stage_history,
        "Otley",
    )
    stack.redo()
    assert _now(context, saved).stage is Stage.PAUSED


def test_typing_on_in_one_field_is_one_step(
    card: BusinessCard, context: Context, saved: BusinessData, stack: QUndoStack
) -> None:
    section = card.sections["notes"]
    section.edit()
    area = seen(_form(section).fields["notes"])
    for words in ("One", "One two", "One two three"):
        type_over(area, words)
        section.flush()
    assert stack.count() == 1
    stack.undo()
    assert _now(context, saved).notes == "Prefers mornings."
    stack.redo()
    assert _now(context, saved).notes == "One two three"


def test_the_next_action_is_done_and_noted_and_can_be_taken_back(
    card: BusinessCard, context: Context, saved: BusinessData
) -> None:
    said: list[Notice] = []
    context.messages.notice_posted.connect(said.append)
    click(_button(card, "Done: ask about February"))
    assert _now(context, saved).next_action == ""
    lines = [line.words for line in context.services.timeline.entries(saved.id)]
    assert "Done: ask about February" in lines
    assert said[-1].act is not None
    said[-1].act()
    assert _now(context, saved).next_action == "ask about February"
    after = [line.words for line in context.services.timeline.entries(saved.id)]
    assert "Done: ask about February" not in after


def test_later_puts_it_off_by_a_week(
    card: BusinessCard, context: Context, saved: BusinessData
) -> None:
    click(_button(card, "Later: ask about February"))
    assert _now(context, saved).next_on == "2026-12-01"


def _button(card: BusinessCard, name: str) -> QAbstractButton:
    return next(b for b in card.findChildren(QAbstractButton) if b.accessibleName() == name)


def test_a_line_is_added_to_what_happened_taken_out_and_brought_back(
    card: BusinessCard, context: Context, qtbot: QtBot
) -> None:
    said: list[Notice] = []
    context.messages.notice_posted.connect(said.append)
    timeline = card.timeline
    timeline.link.setFocus()
    QTest.keyClick(timeline.link, Qt.Key.Key_Return)
    QTest.keyClicks(timeline.writer.said, "Talked about February")
    click(timeline.writer.keep)
    assert "Talked about February" in words_in(timeline)
    click(_button(card, "Take out: Talked about February"))
    qtbot.waitUntil(lambda: "Talked about February" not in words_in(timeline))
    assert said[-1].act is not None
    said[-1].act()
    assert "Talked about February" in words_in(timeline)


def test_a_line_without_words_is_said(card: BusinessCard) -> None:
    card.timeline.write()
    click(card.timeline.writer.keep)
    assert "says nothing yet" in card.timeline.writer.block.problem_shown()


def test_whom_they_know_is_shown_and_leads_there(
    card: BusinessCard, context: Context, saved: BusinessData, visits: Visits
) -> None:
    other = context.services.businesses.save(BusinessData(legal_name="Okafor Cakes"))
    context.services.network.tie(saved.id, other.id, "neighbours")
    card.show_record(_now(context, saved))
    click(_button(card, "Okafor Cakes, neighbours"))
    assert visits.seen[-1] == ("associate", other.id, "")


def test_a_next_action_is_begun_and_left_with_or_without_words(
    card: BusinessCard, context: Context, qtbot: QtBot
) -> None:
    """Esc and Done leave the form; nothing typed leaves the way in, something typed the band."""
    other = context.services.businesses.save(BusinessData(legal_name="Bare"))
    card.show_record(other)
    qtbot.waitUntil(card.sections["skills"].isVisible)
    assert card.band is not None
    card.band.edit()
    QTest.keyClick(_next_field(card), Qt.Key.Key_Escape)
    assert card.band.form is None
    assert "Add a next action" in visible_names(card)
    card.band.edit()
    QTest.keyClicks(_next_field(card), "call in March")
    click_when_seen(card, "Done with the next action", qtbot)
    assert context.services.businesses.get(other.id).next_action == "call in March"
    assert "Next: call in March" in words_in(card)


def _next_field(card: BusinessCard) -> QWidget:
    assert card.band is not None
    assert card.band.form is not None
    field: QWidget = seen(card.band.form.fields["next_action"])
    return field


def visible_names(card: BusinessCard) -> list[str]:
    """What can be pressed now."""
    return [b.accessibleName() for b in card.findChildren(QAbstractButton) if not b.isHidden()]


def click_when_seen(card: BusinessCard, name: str, qtbot: QtBot) -> None:
    """Press a button by the keyboard once it is there."""
    qtbot.waitUntil(lambda: _button(card, name).isVisible())
    _button(card, name).setFocus()
    QTest.keyClick(_button(card, name), Qt.Key.Key_Return)


def test_namesakes_are_told_apart_when_an_associate_is_typed(
    qtbot: QtBot, context: Context
) -> None:
    businesses = context.services.businesses
    first, second = (
        businesses.save(BusinessData(legal_name="Hart Joinery", place=place))
        for place in ("Otley", "Leeds")
    )
    field = AssociateField(context, "Introduced by")
    qtbot.addWidget(field)
    field.show()
    field.line.setFocus()
    QTest.keyClicks(field.line, "Hart J")
    qtbot.waitUntil(lambda: len(field.offered()) == 2)
    labels = {
        place: label for label in field.offered() for place in ("Otley", "Leeds") if place in label
    }
    for place, one in (("Otley", first), ("Leeds", second)):
        type_over(field.line, labels[place])
        assert field.value() == (one.id, "Hart Joinery")


def test_the_label_of_a_first_number_stands_beside_it_and_it_stands_once(
    context: Context, qtbot: QtBot
) -> None:
    data = BusinessData(
        legal_name="Fernhill",
        phone="01943 000111",
        address="2 Mill Lane\nLeeds",
        ways=(Way("phone", "01943 000111", "workshop"), Way("phone", "01943 000222", "fax")),
        addresses=(Address("2 Mill Lane", "Leeds", label="depot"),),
    )
    lines = []
    for part in ways_shown(data, context):
        qtbot.addWidget(part)
        part.resize(600, 40)
        part.show()
        lines.append(words_in(part).strip(" |"))
    assert lines == [
        *("01943 000111 | workshop", "01943 000222 | fax", "2 Mill Lane, Leeds | depot"),
    ]


def test_advice_is_noted_and_shown_alone(
    qtbot: QtBot, card: BusinessCard, context: Context
) -> None:
    timeline = card.timeline
    click(timeline.link)
    timeline.writer.kind.set_value("advice-taken")
    QTest.keyClicks(timeline.writer.said, "Prices: round them up")
    click(timeline.writer.keep)
    click(timeline.link)
    QTest.keyClicks(timeline.writer.said, "Seen at the market")
    click(timeline.writer.keep)
    assert "Advice we had" in words_in(timeline)
    qtbot.waitUntil(lambda: "Seen at the market" in words_in(timeline))
    only = next(b for b in timeline.findChildren(LinkButton) if b.text() == "Only advice (1)")
    click(only)
    qtbot.waitUntil(lambda: "Seen at the market" not in words_in(timeline))
    assert "Prices: round them up" in words_in(timeline)
    back = next(b for b in timeline.findChildren(LinkButton) if b.text().startswith("Show all"))
    click(back)
    qtbot.waitUntil(lambda: "Seen at the market" in words_in(timeline))
