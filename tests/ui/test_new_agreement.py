"""A new agreement is of the kind that one chooses, or of the one that answers come to."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from microbiz_desktop.domain.network.referring import Direction
from microbiz_desktop.domain.projects import Duty, ProjectData, TeamMemberData
from microbiz_desktop.services.agreements.values import AgreementData
from microbiz_desktop.services.network.values import ReferralData
from microbiz_desktop.ui.agreements.list_page import AgreementsPage
from microbiz_desktop.ui.agreements.new_agreement import NewAgreement
from microbiz_desktop.ui.agreements.new_agreement_note import NoteDialog
from microbiz_desktop.ui.network.page import NetworkPage
from microbiz_desktop.ui.runtime.context import Context
from tests.builders import fernhill, northlight, whitcombe

from .conftest import Visits
from .page_help import click, show, type_over

_KEY = Qt.Key


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> NewAgreement:
    """The page over an own business and two associates."""
    for one in (fernhill(), northlight(), whitcombe()):
        context.services.businesses.save(one)
    made = show(qtbot, NewAgreement(context))
    made.start()
    return made


def keys(*pressed: Qt.Key) -> None:
    """Press keys wherever the keyboard is."""
    for key in pressed:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)


def begun(page: NewAgreement, context: Context) -> AgreementData:
    """Begin, and what was made."""
    made: list[int] = []
    page.made.connect(made.append)
    page.begin()
    (number,) = made
    return context.services.agreements.get(number)


def choose(field: object, key: int) -> None:
    """Pick from a drop-down as a user does."""
    field.setCurrentIndex(field.findData(str(key)))  # type: ignore[attr-defined]  # a drop-down
    field.activated.emit(field.currentIndex())  # type: ignore[attr-defined]  # a drop-down


def shown(page: NewAgreement) -> list[str]:
    """The questions in sight."""
    return [name for name, field in page.chooser.fields.items() if field.isVisible()]


def test_every_kind_on_the_shelf_can_be_begun_and_says_what_for(
    page: NewAgreement, context: Context
) -> None:
    kinds = context.services.agreements.kinds()
    assert {kind.id for kind in kinds} == set(context.services.agreements.catalogue().templates)
    told = {choice.key: (choice.title, choice.explanation) for choice in page.kind.choices()}
    for place, kind in enumerate(kinds):
        title, explanation = told[kind.id]
        assert title == kind.title
        assert explanation.startswith(kind.use_when)
        assert kind.between in explanation
        page.start()
        assert page.kind.value() == context.services.desk.shelf.usual_kind()
        QTest.mouseClick(
            page.kind, Qt.MouseButton.LeftButton, pos=page.kind.rect_of(place).center()
        )
        type_over(page.title, f"As {kind.title}")
        made: list[int] = []
        page.made.connect(made.append)
        QTest.keyClick(page.title, _KEY.Key_Return)
        found = context.services.agreements.get(made[-1])
        assert (found.deal.template, found.kind_title) == (kind.id, kind.title)
        assert found.title == f"As {kind.title}"


def test_whoever_knows_types_the_name_and_enter(page: NewAgreement, context: Context) -> None:
    assert page.title.hasFocus()
    made: list[int] = []
    page.made.connect(made.append)
    QTest.keyClicks(page.title, "Harbour Lane")
    keys(_KEY.Key_Return)
    found = context.services.agreements.get(made[-1])
    assert (found.title, found.deal.template) == ("Harbour Lane", "joint-venture")


def test_all_is_answered_with_arrows_and_enter(page: NewAgreement, context: Context) -> None:
    """I hold the client, and pay a colleague: from the first question to the draft by keys."""
    page.chooser.to_question()
    assert shown(page) == ["about"]
    keys(_KEY.Key_Down, _KEY.Key_Return)
    assert shown(page) == ["about", "client"]
    keys(_KEY.Key_Down, _KEY.Key_Return)
    keys(_KEY.Key_Down, _KEY.Key_Down, _KEY.Key_Return)
    assert page.chooser.heading.text() == "Recommended: Associate agreement, hub and spoke"
    assert "pays the other for a part" in page.chooser.why.text()
    assert "The lead has an agreement of its own" in page.chooser.why.text()
    assert page.title.hasFocus()
    made: list[int] = []
    page.made.connect(made.append)
    QTest.keyClicks(page.title, "Opening film")
    keys(_KEY.Key_Return)
    found = context.services.agreements.get(made[-1])
    assert (found.deal.template, found.title) == ("associate", "Opening film")
    assert found.deal.answers["lead_party"] == "fernhill-design"


def test_enter_in_a_question_without_an_answer_goes_nowhere(page: NewAgreement) -> None:
    made: list[int] = []
    page.made.connect(made.append)
    page.chooser.to_question()
    keys(_KEY.Key_Return)
    assert page.chooser.pickers["about"].hasFocus()
    assert made == []


def test_another_answer_takes_back_what_no_longer_counts(page: NewAgreement) -> None:
    for question, key in (("about", "work"), ("client", "mine"), ("money", "paid")):
        page.chooser.answer(question, key)
    assert page.kind.value() == "associate"
    page.chooser.answer("about", "talk")
    assert shown(page) == ["about", "secret"]
    assert not page.chooser.advice.isVisible()
    assert page.kind.value() == "joint-venture"
    page.chooser.answer("secret", "yes")
    assert page.chooser.heading.text() == "Recommended: Non-disclosure agreement, round table"
    assert page.kind.value() == "mutual-nda"


def test_where_no_paper_is_for_it_that_is_said_with_those_there_are(page: NewAgreement) -> None:
    page.chooser.answer("about", "talk")
    page.chooser.answer("secret", "no")
    assert page.chooser.heading.text() == "None of the papers here is for that."
    for kind in page.chooser.kind.choices():
        assert kind.title in page.chooser.why.text()
    assert page.kind.isVisible()  # whoever wants one all the same may choose


def test_what_was_chosen_by_hand_stays_until_something_is_recommended(page: NewAgreement) -> None:
    page.kind.setFocus()
    keys(_KEY.Key_Down)
    assert page.kind.value() == "mutual-nda"
    page.chooser.answer("about", "work")
    assert page.kind.value() == "mutual-nda"
    page.chooser.answer("client", "mine")
    page.chooser.answer("money", "shared")
    assert page.kind.value() == "joint-venture"


def test_a_past_agreement_brings_its_kind_so_it_is_not_asked(
    page: NewAgreement, context: Context
) -> None:
    past = context.services.agreements.create(1, "mutual-nda", title="An idea")
    page.start()
    choose(page.past, past.id)
    assert page.past.currentText() == "An idea, Non-disclosure agreement"
    assert not page.kind.isVisible()
    assert shown(page) == []
    assert begun(page, context).deal.template == "mutual-nda"


def test_passing_work_on_waits_for_how(page: NewAgreement) -> None:
    page.start_passing_on()
    assert shown(page) == ["about", "way"]
    assert page.chooser.pickers["way"].hasFocus()
    assert not page.start_button.isEnabled()
    assert not page.kind.isVisible()
    assert not page.title.isVisible()
    made: list[int] = []
    page.made.connect(made.append)
    page.begin()
    assert made == []


def test_subcontracting_is_an_associate_agreement_that_one_leads(
    page: NewAgreement, context: Context
) -> None:
    page.start(associate=2)
    page.chooser.answer("about", "pass-on")
    page.chooser.answer("way", "subcontract")
    assert page.start_button.text() == "Begin the agreement"
    made = begun(page, context)
    assert made.deal.template == "associate"
    assert [party.name for party in made.deal.parties] == ["Fernhill Design", "Northlight Film"]
    assert made.deal.answers["lead_party"] == "fernhill-design"


def test_referring_leads_to_the_referral_card_with_who_is_known(
    page: NewAgreement, context: Context, visits: Visits
) -> None:
    page.start(associate=2)
    page.chooser.answer("about", "pass-on")
    page.chooser.answer("way", "refer")
    assert page.start_button.text() == "Write the referral"
    click(page.start_button)
    key = context.services.projects.save(ProjectData(name="Café", client="Harbour Lane")).id
    page.start(project=key)
    page.chooser.answer("about", "pass-on")
    page.chooser.answer("way", "refer")
    click(page.start_button)
    assert visits.seen == [("network", 2, "new-referral"), ("network", key, "new-referral-for")]
    assert context.services.agreements.rows() == ()


def test_a_new_referral_begins_with_what_is_known(
    qtbot: QtBot, page: NewAgreement, context: Context
) -> None:
    made = ProjectData(name="Café", client="Harbour Lane", brief="an opening film")
    key = context.services.projects.save(made).id
    network = show(qtbot, NetworkPage(context))
    network.show_target(2, "new-referral")
    data = network.part("referrals").editor.data()
    assert (data.associate_id, data.associate, data.referred) == (2, "Northlight Film", "")
    network.show_target(key, "new-referral-for")
    data = network.part("referrals").editor.data()
    assert (data.referred, data.what_for) == ("Harbour Lane", "an opening film")


def test_declining_drafts_a_note_that_is_copied_as_it_was_changed(
    qtbot: QtBot, page: NewAgreement, context: Context
) -> None:
    context.services.settings.use_business(1)
    made = ProjectData(name="Café", client="Harbour Lane", brief="an opening film")
    page.start(project=context.services.projects.save(made).id)
    page.chooser.answer("about", "pass-on")
    page.chooser.answer("way", "decline")
    assert page.start_button.text() == "Draft the note"
    assert not page.title.isVisible()
    click(page.start_button)
    dialog = page.window().findChild(NoteDialog)
    assert isinstance(dialog, NoteDialog)
    assert not dialog.copied.isEnabled()  # nobody is recommended yet
    dialog.associate.set_value((2, "Northlight Film"))
    dialog.associate.edited.emit()
    text = dialog.note.value()
    assert text.startswith("Dear Harbour Lane,")
    assert "about an opening film" in text
    assert "eilidh@northlight.example" in text
    dialog.note.setPlainText(f"{text}\nPS: Thank you.")
    click(dialog.copied)
    assert QGuiApplication.clipboard().text().endswith("PS: Thank you.")
    qtbot.waitUntil(lambda: page.window().findChild(NoteDialog) is None)


def test_a_note_is_saved_and_nobody_kept_out_is_named(
    qtbot: QtBot, page: NewAgreement, context: Context, tmp_path: Path
) -> None:
    dialog = NoteDialog(context, "", "", (3, "Whitcombe Joinery"), page)
    qtbot.addWidget(dialog)
    dialog.save_note(tmp_path / "note.txt")
    saved = (tmp_path / "note.txt").read_text(encoding="utf-8")
    assert "Whitcombe Joinery" in saved
    joiner = context.services.businesses.get(3)
    context.services.businesses.save(replace(joiner, private=True))
    dialog = NoteDialog(context, "", "", (3, "Whitcombe Joinery"), page)
    qtbot.addWidget(dialog)
    assert dialog.note.value() == ""
    assert "kept out of introductions" in dialog.whom.problem_shown()
    assert not dialog.saved.isEnabled()


def test_what_was_changed_in_the_note_is_not_worded_away(
    qtbot: QtBot, page: NewAgreement, context: Context
) -> None:
    dialog = show(qtbot, NoteDialog(context, "", "", (2, "Northlight Film"), page))
    assert dialog.note.value().startswith("Hello,")
    type_over(dialog.client, "Bramley Bikes")
    assert dialog.note.value().startswith("Dear Bramley Bikes,")
    assert not dialog.kept.isVisible()
    type_over(dialog.note, "Dear Lena, do ask Eilidh.")
    type_over(dialog.client, "Lena")
    assert dialog.note.value() == "Dear Lena, do ask Eilidh."
    assert dialog.kept.isVisible()
    dialog.note.selectAll()
    QTest.keyClick(dialog.note, _KEY.Key_Delete)
    type_over(dialog.client, "Lena P")
    assert dialog.note.value().startswith("Dear Lena P,")
    assert not dialog.kept.isVisible()


def test_an_emptied_note_is_no_note_and_is_drafted_anew_once_left(
    qtbot: QtBot, page: NewAgreement, context: Context
) -> None:
    dialog = show(qtbot, NoteDialog(context, "", "", (2, "Northlight Film"), page))
    buttons = (dialog.copied, dialog.saved)
    for nothing in (_KEY.Key_Delete, _KEY.Key_Space):
        type_over(dialog.note, "Sorry.")
        type_over(dialog.client, "Lena")
        assert dialog.kept.isVisible()
        dialog.note.setFocus()
        dialog.note.selectAll()
        QTest.keyClick(dialog.note, nothing)
        assert not any(button.isEnabled() for button in buttons)
        dialog.work.setFocus()
        assert dialog.note.value().startswith("Dear Lena,")
        assert not dialog.kept.isVisible()
        assert all(button.isEnabled() for button in buttons)


def team_of(context: Context, *associates: int) -> int:
    """A project that one's own business leads, with these in its team."""
    team = (TeamMemberData(1, duty=Duty.LEAD), *map(TeamMemberData, associates))
    made = ProjectData(name="Café", client="Harbour Lane", team=team)
    return context.services.projects.save(made).id


def test_from_a_project_what_is_known_is_answered(page: NewAgreement, context: Context) -> None:
    key = team_of(context, 2, 3)
    page.start(project=key)
    assert page.lines.said.text() == (
        "From the project Café: there is work to do, and Fernhill Design leads it. "
        "Change what is not so."
    )
    assert shown(page) == ["about", "client", "money"]
    assert page.chooser.pickers["client"].value() == "mine"
    page.chooser.answer("money", "shared")
    made = begun(page, context)
    assert (made.project_id, made.deal.template, len(made.deal.parties)) == (
        key,
        "joint-venture",
        3,
    )
    choose(page.fields.project, 0)
    assert not page.lines.said.isVisible()  # it was told of another choice


def test_a_paper_for_two_asks_with_whom_of_a_larger_team(
    page: NewAgreement, context: Context
) -> None:
    key = team_of(context, 2, 3)
    page.start(project=key)
    assert not page.fields.member.isVisible()
    page.chooser.answer("money", "paid")
    assert page.fields.member.isVisible()
    made: list[int] = []
    page.made.connect(made.append)
    page.begin()
    assert made == []
    assert context.services.agreements.rows() == ()
    choose(page.fields.member, 3)
    parties = begun(page, context).deal.parties
    assert [party.name for party in parties] == ["Fernhill Design", "Whitcombe Joinery"]


def test_from_an_associate_its_project_and_itself_are_chosen(
    page: NewAgreement, context: Context
) -> None:
    key = team_of(context, 2, 3)
    page.start(associate=3)
    assert page.fields.project_id() == key
    assert (
        page.lines.said.text()
        == "Whitcombe Joinery is in the team of Café, so that project is chosen."
    )
    page.chooser.answer("money", "paid")
    assert page.fields.member_id() == 3
    parties = begun(page, context).deal.parties
    assert [party.name for party in parties] == ["Fernhill Design", "Whitcombe Joinery"]


def test_from_a_referral_its_work_is_called_so(page: NewAgreement, context: Context) -> None:
    made = ReferralData(
        direction=Direction.RECEIVED, associate_id=2, referred="Bikes", what_for="a site"
    )
    page.start(referral=context.services.referrals.save(made).id)
    assert (page.title.value(), page.title.selectedText()) == ("A site", "A site")
    assert page.chooser.pickers["client"].value() == "mine"
    assert begun(page, context).deal.project.client == "Bikes"


def test_a_title_that_was_emptied_stays_empty(page: NewAgreement, context: Context) -> None:
    made = ReferralData(
        direction=Direction.RECEIVED, associate_id=2, referred="Bikes", what_for="a site"
    )
    page.start(referral=context.services.referrals.save(made).id)
    page.title.clear()
    assert begun(page, context).title == ""
    page.start(project=team_of(context, 2))
    assert page.title.value() == ""
    assert begun(page, context).title == "Café"


def test_who_one_comes_from_is_chosen_on_each_visit(page: NewAgreement) -> None:
    """The team is the same as on the visit before, and still the choice is made anew."""
    team = ((2, "Northlight Film"), (3, "Whitcombe Joinery"))
    for usual in (3, 3, 2, 0):
        page.fields.start(0, "", from_past=False)
        page.fields.offer_team(team, usual)
        assert page.fields.member_id() == usual
        choose(page.fields.member, 2)
        page.fields.offer_team(team, usual)
        assert page.fields.member_id() == 2  # what the user chose stays on the same visit


def test_work_of_a_project_that_was_taken_out_is_not_in_the_note(
    page: NewAgreement, context: Context
) -> None:
    page.start(project=team_of(context, 2))
    page.chooser.answer("money", "shared")
    choose(page.fields.project, 0)
    page.chooser.answer("about", "pass-on")
    page.chooser.answer("way", "decline")
    page.begin()
    dialog = page.window().findChild(NoteDialog)
    assert dialog is not None
    assert (dialog.client.value(), dialog.work.value()) == ("", "")
    dialog.reject()


@pytest.mark.parametrize(("width", "beside"), [(1040, True), (700, False)])
def test_questions_stand_beside_the_form_where_there_is_room(
    qtbot: QtBot, page: NewAgreement, width: int, beside: bool
) -> None:
    page.resize(width, 640)
    qtbot.waitUntil(lambda: page.columns.is_beside() is beside)

    def place() -> bool:
        left = page.chooser.questions.mapTo(page, page.chooser.questions.rect().topRight())
        right = page.chooser.papers.mapTo(page, page.chooser.papers.rect().topLeft())
        return (left.x() < right.x()) is beside

    qtbot.waitUntil(place)
    for question, key in (("about", "work"), ("client", "mine"), ("money", "paid")):
        page.chooser.answer(question, key)
    qtbot.waitUntil(lambda: not page.chooser.heading.visibleRegion().isEmpty())


@pytest.mark.parametrize(
    ("detail", "question"), [("which", "about"), ("pass-on", "way"), ("new", "")]
)
def test_the_command_box_leads_to_the_questions(
    qtbot: QtBot, page: NewAgreement, context: Context, detail: str, question: str
) -> None:
    agreements = show(qtbot, AgreementsPage(context))
    agreements.show_target(0, detail)
    chooser = agreements.new_page.chooser
    field = chooser.pickers[question] if question else agreements.new_page.title
    qtbot.waitUntil(field.hasFocus)


def test_tab_goes_from_the_questions_over_the_kinds_to_the_form(page: NewAgreement) -> None:
    for question, key in (("about", "work"), ("client", "mine"), ("money", "paid")):
        page.chooser.answer(question, key)
    page.chooser.to_question()
    met = []
    for _ in range(8):
        focus = QApplication.focusWidget()
        assert focus is not None
        met.append(focus.accessibleName().partition(":")[0])
        keys(_KEY.Key_Tab)
    assert met == [
        "What is it about?",
        "Who has the client’s contract, or will have it?",
        "Is money shared, paid, or none?",
        "Which kind of agreement?",
        "What is this piece of work called?",
        "For which project?",
        "Back to the list",
        "Begin the agreement",
    ]
