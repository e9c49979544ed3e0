"""The studio on real services: what is typed is stored, and pages and checks follow."""

from dataclasses import replace
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from microbiz_desktop.domain.deal import Deal, as_number, as_table
from microbiz_desktop.domain.findings import Edit, Severity
from microbiz_desktop.domain.money.figures import read_money
from microbiz_desktop.domain.money.money import WHOLE
from microbiz_desktop.domain.states import AgreementState
from microbiz_desktop.ui.agreements.draft_studio import Studio
from microbiz_desktop.ui.agreements.frozen import FrozenView
from microbiz_desktop.ui.agreements.interview.parties_editor import PartiesEditor
from microbiz_desktop.ui.agreements.interview.section_foot import SectionFoot
from microbiz_desktop.ui.agreements.interview.terms_pane import TermsPane
from microbiz_desktop.ui.agreements.studio import StudioPage
from microbiz_desktop.ui.forms.choice_editors import OneOfEditor
from microbiz_desktop.ui.forms.share_table import ShareTable
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.runtime.messages import Notice
from tests.builders import draft_of_three
from tests.ui.conftest import Visits
from tests.ui.studio_help import (
    LONG,
    block,
    open_studio,
    studio_of,
    type_over,
    wait_compiled,
    wait_rendered,
)


def deal(context: Context, agreement: int) -> Deal:
    return context.services.agreements.get(agreement).deal


def test_typing_is_stored_after_a_pause_and_at_once_on_leaving(
    qtbot: QtBot, context: Context
) -> None:
    made = draft_of_three(context.services)
    studio = studio_of(open_studio(qtbot, context, made.id))
    title = block(studio, "title").editor
    type_over(title, "Harbour Lane, again")
    assert deal(context, made.id).title == made.title
    qtbot.waitUntil(lambda: deal(context, made.id).title == "Harbour Lane, again")
    type_over(title, "Third name")
    studio.flush()
    assert deal(context, made.id).title == "Third name"
    assert studio.header.title.whole_text() == "Third name"


def test_a_choice_is_stored_at_once_and_questions_come_and_go(
    qtbot: QtBot, context: Context
) -> None:
    made = draft_of_three(context.services)
    studio = studio_of(open_studio(qtbot, context, made.id))
    method = block(studio, "split_method")
    assert isinstance(method.editor, OneOfEditor)
    assert not studio.interview.blocks["shares"].isHidden()
    assert studio.interview.blocks["fees"].isHidden()
    method.editor.picker.setFocus()
    QTest.keyClick(method.editor.picker, Qt.Key.Key_Down)
    assert deal(context, made.id).answers["split_method"] == "fixed_fees"
    assert studio.interview.blocks["shares"].isHidden()
    assert not studio.interview.blocks["fees"].isHidden()


def test_a_rare_way_is_found_by_comparing_all(qtbot: QtBot, context: Context) -> None:
    made = draft_of_three(context.services)
    studio = studio_of(open_studio(qtbot, context, made.id))
    editor = block(studio, "split_method").editor
    assert isinstance(editor, OneOfEditor)
    shown = len(editor.picker.choices())
    editor.compare()
    dialog = editor.dialog
    assert dialog is not None
    assert len(dialog.rows.choices()) > shown
    dialog.rows.set_value("tiers")
    QTest.mouseClick(dialog.use, Qt.MouseButton.LeftButton)
    assert deal(context, made.id).answers["split_method"] == "tiers"
    assert "tiers" in [choice.key for choice in editor.picker.choices()]


def test_shares_show_amounts_that_add_up_to_what_is_left(qtbot: QtBot, context: Context) -> None:
    made = draft_of_three(context.services)
    studio = studio_of(open_studio(qtbot, context, made.id))
    table = block(studio, "shares").editor
    assert isinstance(table, ShareTable)
    # The section was opened a moment ago: a click needs the link to have its place.
    qtbot.waitUntil(lambda: table.equal_link.height() > 0)
    QTest.mouseClick(table.equal_link, Qt.MouseButton.LeftButton)
    studio.flush()
    shares = as_table(deal(context, made.id).answers["shares"])
    assert sum(map(as_number, shares.values())) == WHOLE
    amounts = [read_money(row.amount.text()) for row in table.rows()]
    assert sum(amounts) == 1_475_000 - 275_000
    assert max(amounts) - min(amounts) <= 2
    assert table.verdict() == "Adds up exactly"
    type_over(table.rows()[0].field, "50 %")
    studio.flush()
    assert "too much" in table.verdict()
    assert as_table(deal(context, made.id).answers["shares"])["fernhill-design"] == 500_000


def test_undo_takes_back_and_redo_does_again(qtbot: QtBot, context: Context) -> None:
    made = draft_of_three(context.services)
    page = open_studio(qtbot, context, made.id)
    studio = studio_of(page)
    editor = block(studio, "loss_share").editor
    assert isinstance(editor, OneOfEditor)
    editor.picker.setFocus()
    QTest.keyClick(editor.picker, Qt.Key.Key_Right)
    assert deal(context, made.id).answers["loss_share"] == "equally"
    QTest.keySequence(editor.picker, "Ctrl+Z")
    assert "loss_share" not in deal(context, made.id).answers
    assert editor.value() == "same_shares"
    QTest.keySequence(editor.picker, "Ctrl+Shift+Z")
    assert deal(context, made.id).answers["loss_share"] == "equally"
    assert editor.value() == "equally"


def test_the_foot_counts_what_is_left_in_the_section_that_is_open(
    qtbot: QtBot, context: Context
) -> None:
    made = draft_of_three(context.services)
    edits = [Edit(("project", name), "") for name in ("brief", "start")]
    emptied = context.services.agreements.edit(made.id, made.version, edits)
    studio = studio_of(open_studio(qtbot, context, emptied.id))
    foot = studio.interview.findChild(SectionFoot)
    assert isinstance(foot, SectionFoot)
    said = []
    for section in ("work", "people", "work"):
        studio.interview.open(section)
        said.append(foot.rest.whole_text())
    assert said == ["2 left here", "2 left elsewhere", "2 left here"]
    type_over(block(studio, "brief").editor, "The brand and the film")
    studio.flush()
    qtbot.waitUntil(lambda: foot.rest.whole_text() == "1 left here")


def test_typing_in_one_field_is_one_step_of_undo(qtbot: QtBot, context: Context) -> None:
    made = draft_of_three(context.services)
    studio = studio_of(open_studio(qtbot, context, made.id))
    title = block(studio, "title")
    for words in ("One", "One two", "One two three"):
        type_over(title.editor, words)
        studio.flush()
    assert studio.edits.stack.count() == 1
    studio.edits.stack.undo()
    assert deal(context, made.id).title == made.title
    assert title.editor.text() == made.title  # type: ignore[attr-defined]  # a text field
    studio.edits.stack.redo()
    assert deal(context, made.id).title == "One two three"
    assert title.editor.text() == "One two three"  # type: ignore[attr-defined]  # a text field


def test_typing_the_part_of_a_party_is_one_step_of_undo(qtbot: QtBot, context: Context) -> None:
    made = draft_of_three(context.services)
    studio = studio_of(open_studio(qtbot, context, made.id))
    studio.interview.open("people")
    first, second = (party.key for party in made.deal.parties[:2])
    for key, words in ((first, "Lead"), (first, "Lead and brand"), (second, "Film")):
        type_over(parties(studio).cards[key].role, words)
        studio.flush()
    stack = studio.edits.stack
    assert stack.count() == 2
    stack.undo()
    stack.undo()
    assert deal(context, made.id).parties == made.deal.parties
    stack.redo()
    assert deal(context, made.id).parties[0].role == "Lead and brand"
    assert deal(context, made.id).parties[1].role == made.deal.parties[1].role


@pytest.mark.parametrize("place", ["money", "pay_within"])
def test_a_link_leads_to_a_section_as_to_a_question(
    qtbot: QtBot, context: Context, place: str
) -> None:
    made = draft_of_three(context.services)
    page = open_studio(qtbot, context, made.id)
    page.show_target(made.id, place)
    assert studio_of(page).interview.current == "money"


def test_leaving_and_coming_back_resumes_at_the_same_question(
    qtbot: QtBot, context: Context
) -> None:
    made = draft_of_three(context.services)
    page = open_studio(qtbot, context, made.id)
    studio_of(page).interview.open_question("pay_within")
    qtbot.waitUntil(
        lambda: context.services.agreements.get(made.id).resume == ("money", "pay_within")
    )
    again = open_studio(qtbot, context, made.id)
    assert studio_of(again).interview.current == "money"
    assert context.services.agreements.get(made.id).resume == ("money", "pay_within")


@pytest.mark.parametrize("place", [("", ""), ("money", "pay_within")], ids=["new", "left"])
def test_one_may_type_as_soon_as_a_draft_is_open(
    qtbot: QtBot, context: Context, place: tuple[str, str]
) -> None:
    """In the first field, or where one left off; never on the page as a whole."""
    made = draft_of_three(context.services)
    context.services.agreements.remember_place(made.id, *place)
    studio = studio_of(open_studio(qtbot, context, made.id))
    there = block(studio, place[1] or "title")
    assert there.isAncestorOf(studio.window().focusWidget())


def test_a_party_is_found_added_named_to_sign_and_taken_out(qtbot: QtBot, context: Context) -> None:
    made = draft_of_three(context.services)
    studio = studio_of(open_studio(qtbot, context, made.id))
    studio.interview.open("people")
    editor = parties(studio)
    QTest.mouseClick(editor.add_button, Qt.MouseButton.LeftButton)
    QTest.keyClicks(editor.picker.search, "Low Moor Sound, Rhys Bowen, rhys@lowmoor.example")
    QTest.keyClick(editor.picker.search, Qt.Key.Key_Return)
    party = deal(context, made.id).parties[-1]
    assert party.name == "Low Moor Sound"
    assert "Low Moor Sound" in [row.name for row in context.services.businesses.rows()]
    card = editor.cards[party.key]
    signer = card.signing.rows["Rhys Bowen"]
    before = party.people[0].may_sign
    signer.setFocus()
    QTest.keyClick(signer, Qt.Key.Key_Space)
    assert deal(context, made.id).parties[-1].people[0].may_sign is not before
    editor.cards[party.key].menu().actions()[-1].trigger()
    assert len(deal(context, made.id).parties) == 3
    studio.edits.stack.undo()
    assert deal(context, made.id).parties[-1].name == "Low Moor Sound"


def test_the_part_of_a_party_is_typed_and_parties_move(qtbot: QtBot, context: Context) -> None:
    made = draft_of_three(context.services)
    studio = studio_of(open_studio(qtbot, context, made.id))
    studio.interview.open("people")
    editor = parties(studio)
    first = made.deal.parties[0].key
    type_over(editor.cards[first].role, "Brand and lead")
    studio.flush()
    assert deal(context, made.id).parties[0].role == "Brand and lead"
    acts = {act.text(): act for act in editor.cards[first].menu().actions()}
    acts["Move down"].trigger()
    assert [party.key for party in deal(context, made.id).parties][1] == first
    assert list(editor.cards)[1] == first


def test_the_contact_list_changing_offers_an_update(qtbot: QtBot, context: Context) -> None:
    made = draft_of_three(context.services)
    studio = studio_of(open_studio(qtbot, context, made.id))
    number = int(made.deal.parties[1].business_id)
    business = context.services.businesses.get(number)
    context.services.businesses.save(replace(business, address="1 New Street, Whitby"))
    found = "Address for notices: not as in the contact list."
    studio.interview.open("people")
    editor = parties(studio)
    key = made.deal.parties[1].key
    qtbot.waitUntil(lambda: any(found in text for text in labels(editor.cards[key])), timeout=LONG)
    editor.cards[key].update_asked.emit()
    assert deal(context, made.id).parties[1].address == "1 New Street, Whitby"


def test_pages_show_and_the_clause_being_answered_is_tinted(qtbot: QtBot, context: Context) -> None:
    made = draft_of_three(context.services)
    studio = studio_of(open_studio(qtbot, context, made.id))
    wait_rendered(qtbot, studio)
    block(studio, "price").lead_here()
    assert studio.preview.view.marked() == {"money"}
    qtbot.waitUntil(lambda: studio.preview.view.current() > 0)
    studio.interview.open("leaving")
    assert studio.preview.view.marked() != {"money"}
    assert studio.preview.place.whole_text().startswith("Page ")


def test_a_finding_leads_to_its_question_and_mends_with_undo(
    qtbot: QtBot, context: Context
) -> None:
    made = draft_of_three(context.services)
    edit = Edit(("parties", 1, "people", 0, "may_sign"), False)
    context.services.agreements.edit(made.id, made.version, [edit])
    page = open_studio(qtbot, context, made.id)
    studio = studio_of(page)
    notices: list[Notice] = []
    context.messages.notice_posted.connect(notices.append)
    errors = [f for f in studio.checks.findings() if f.severity is Severity.ERROR]
    assert [f.place.party for f in errors] == ["northlight-film"]
    studio.offer()  # the primary button leads to the first error instead of offering
    assert page.offering.dialog is None
    assert studio.interview.current == "people"
    card = parties(studio).cards["northlight-film"]
    qtbot.waitUntil(card.signing.rows["Eilidh Fraser"].hasFocus)
    studio.mend(errors[0])
    assert deal(context, made.id).parties[1].people[0].may_sign
    wait_compiled(qtbot, studio)
    assert not [f for f in studio.checks.findings() if f.severity is Severity.ERROR]
    assert notices[-1].act is not None
    notices[-1].act()
    assert not deal(context, made.id).parties[1].people[0].may_sign


def test_an_error_is_said_under_its_field_once_it_was_shown(qtbot: QtBot, context: Context) -> None:
    made = draft_of_three(context.services)
    agreements = context.services.agreements
    agreements.edit(made.id, made.version, [Edit(("answers", "price"), None)])
    studio = studio_of(open_studio(qtbot, context, made.id))
    price = block(studio, "price")
    studio.interview.open("work")
    assert price.problem_shown() == ""
    finding = next(f for f in studio.checks.findings() if f.place.question == "price")
    studio.show_finding(finding)
    assert price.problem_shown() == finding.message
    assert price.editor.hasFocus()


def test_an_offer_freezes_the_text_and_opens_the_room(
    qtbot: QtBot, context: Context, visits: Visits
) -> None:
    made = draft_of_three(context.services)
    page = open_studio(qtbot, context, made.id)
    studio = studio_of(page)
    QTest.mouseClick(studio.header.primary, Qt.MouseButton.LeftButton)
    dialog = page.offering.dialog
    assert dialog is not None
    type_over(dialog.until, "5 December 2026")
    QTest.mouseClick(dialog.offer, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: ("signoff", made.id, "") in visits.seen, timeout=LONG)
    now = context.services.agreements.get(made.id)
    assert (now.state, now.revision) == (AgreementState.OFFERED, 1)
    qtbot.waitUntil(lambda: isinstance(page.inner, FrozenView))
    assert isinstance(page.inner, FrozenView)
    frozen = page.inner
    qtbot.waitUntil(lambda: frozen.preview.view.count() > 0, timeout=LONG)


def test_the_room_opens_also_when_the_frozen_pages_are_there_before_the_result(
    qtbot: QtBot, context: Context, visits: Visits
) -> None:
    made = draft_of_three(context.services)
    page = open_studio(qtbot, context, made.id)
    studio = studio_of(page)
    studio.offer()
    dialog, replaced = page.offering.dialog, Event()
    assert dialog is not None

    def dawdle(_kinds: object) -> None:
        """The offer has committed and said so, but is not back before the studio is gone."""
        assert replaced.wait(60)

    end = context.services.subscribe(dawdle)
    QTest.mouseClick(dialog.offer, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not isValid(studio), timeout=LONG)
    assert visits.seen == []
    replaced.set()
    qtbot.waitUntil(lambda: visits.seen == [("signoff", made.id, "")], timeout=LONG)
    assert page.offering.dialog is None
    end()


def test_an_offer_that_is_not_wanted_yet_is_stopped_before_it_is_made(
    qtbot: QtBot, context: Context, visits: Visits
) -> None:
    made = draft_of_three(context.services)
    page = open_studio(qtbot, context, made.id)
    studio_of(page).offer()
    dialog = page.offering.dialog
    assert dialog is not None
    QTest.mouseClick(dialog.offer, Qt.MouseButton.LeftButton)
    QTest.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)
    assert page.offering.dialog is None
    qtbot.waitUntil(lambda: not context.tasks.is_busy(), timeout=LONG)
    assert context.services.agreements.get(made.id).state is AgreementState.DRAFT
    assert visits.seen == []
    assert isinstance(page.inner, Studio)


def test_a_past_closing_day_is_refused_inside_the_dialog(qtbot: QtBot, context: Context) -> None:
    made = draft_of_three(context.services)
    page = open_studio(qtbot, context, made.id)
    studio_of(page).offer()
    dialog = page.offering.dialog
    assert dialog is not None
    type_over(dialog.until, "5 December 2020")
    QTest.mouseClick(dialog.offer, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.problem.isHidden(), timeout=LONG)
    assert "before today" in dialog.problem.text()
    assert dialog.offer.isEnabled()
    dialog.reject()


@pytest.mark.usefixtures("offered")
def test_changing_an_offered_text_says_what_it_voids_first(
    qtbot: QtBot, context: Context, visits: Visits
) -> None:
    made = context.services.agreements.get(1)
    page = page_with(qtbot, context, made.id)
    frozen = page.inner
    assert isinstance(frozen, FrozenView)
    frozen.ask_change()
    assert context.services.agreements.get(made.id).state is AgreementState.OFFERED
    said = " ".join(labels(frozen.dialog))
    assert context.services.offers.consequence(made.id) in said
    QTest.mouseClick(frozen.dialog.change, Qt.MouseButton.LeftButton)
    assert context.services.agreements.get(made.id).state is AgreementState.DRAFT
    qtbot.waitUntil(lambda: isinstance(page.inner, Studio), timeout=LONG)


def test_special_terms_and_changed_wording(qtbot: QtBot, context: Context) -> None:
    made = draft_of_three(context.services)
    studio = studio_of(open_studio(qtbot, context, made.id))
    studio.interview.open("extra")
    terms = studio.interview.special("extra")
    assert isinstance(terms, TermsPane)
    QTest.mouseClick(terms.add_term, Qt.MouseButton.LeftButton)
    QTest.keyClicks(terms.term_form.heading, "Tools left on site")
    QTest.keyClicks(terms.term_form.words, "Each party must take its tools home.")
    QTest.mouseClick(terms.term_form.keep, Qt.MouseButton.LeftButton)
    assert deal(context, made.id).special_terms[0].heading == "Tools left on site"
    QTest.mouseClick(terms.add_rewording, Qt.MouseButton.LeftButton)
    form = terms.reword_form
    qtbot.waitUntil(lambda: not form.isHidden(), timeout=LONG)
    form.unit.set_value("ending")
    form.unit.chosen.emit("ending")
    assert len(form.words.value()) > 40
    type_over(form.words, "The work ends when everybody says so.")
    QTest.mouseClick(form.keep, Qt.MouseButton.LeftButton)
    assert deal(context, made.id).rewordings[0].unit == "ending"
    state = next(s for s in studio.body.sections.states() if s.key == "extra")
    assert state.note == "2 of your own"
    terms.remove_rewording("ending")
    assert deal(context, made.id).rewordings == ()


def test_a_change_made_elsewhere_shows_and_is_not_overwritten(
    qtbot: QtBot, context: Context
) -> None:
    made = draft_of_three(context.services)
    studio = studio_of(open_studio(qtbot, context, made.id))
    agreements = context.services.agreements
    agreements.answer(made.id, made.version, "brief", "somebody else's words")
    type_over(block(studio, "title").editor, "Mine")
    studio.flush()
    now = deal(context, made.id)
    assert (now.title, now.project.brief) == ("Mine", "somebody else's words")
    brief: Any = block(studio, "brief").editor
    qtbot.waitUntil(lambda: brief.value() == "somebody else's words")


def parties(studio: Studio) -> PartiesEditor:
    found = studio.interview.special("parties")
    assert isinstance(found, PartiesEditor)
    return found


def labels(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel)]


def page_with(qtbot: QtBot, context: Context, agreement: int) -> StudioPage:
    page = StudioPage(context)
    qtbot.addWidget(page)
    page.resize(1208, 900)
    page.show_target(agreement)
    page.show()
    return page


def test_the_undo_key_goes_on_from_a_field_that_has_nothing_to_undo(
    qtbot: QtBot, context: Context
) -> None:
    made = draft_of_three(context.services)
    studio = studio_of(open_studio(qtbot, context, made.id))
    studio.edits.answer("loss_share", "equally", "Answer")
    title = block(studio, "title").editor
    title.setFocus()
    QTest.keySequence(title, "Ctrl+Z")
    assert "loss_share" not in deal(context, made.id).answers
