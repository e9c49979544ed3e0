"""The whole main job in the real window: keys and clicks on real services and the real worker.

From an empty folder to the saved PDF of three parties, with the program ended half-way.
"""

import io
import json
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from microbiz_desktop.domain.findings import Severity
from microbiz_desktop.domain.money.money import WHOLE
from microbiz_desktop.domain.states import AgreementState, Answered
from microbiz_desktop.evidence.chain import read_ledger, verify_chain
from microbiz_desktop.ui.agreements.draft_studio import Studio
from microbiz_desktop.ui.forms.choices import ChoiceBase
from microbiz_desktop.ui.signoff.dialogs import ReturnedSheet
from microbiz_desktop.ui.signoff.reading import ReadingRoom
from microbiz_desktop.ui.widgets.cards import FindingCard
from tests.builders import SCAN, StillClock
from tests.end_to_end.hands import Hands
from tests.ui.strays import Strays

TITLE = "Harbour Lane: brand, fit-out and film"
OWN, FILM, JOINERY = "fernhill-design", "northlight-film", "whitcombe-joinery"


def begin_with_the_own_business(hands: Hands) -> None:
    """The first run, and the address that agreements print."""
    page = hands.wait_page("first-run")
    hands.write(page.legal_name, "Fernhill Design Ltd")
    hands.write(page.trading_name, "Fernhill Design")
    hands.choose(page.legal_form, "Private limited")
    hands.write(page.person, "Priya Raman")
    hands.write(page.role, "director")
    hands.write(page.email, "hello@fernhill.example")
    hands.click(page.start)
    hands.wait_page("home")
    hands.keys("Ctrl+,")
    own = hands.wait_page("settings").parts["own"]
    hands.write(own.editor.fields["address"], "2 Mill Street, Otley LS21 1AA")


def add_associates(hands: Hands) -> None:
    """Two lines typed; one of them grows into two people who both sign."""
    hands.keys("Ctrl+2")
    page = hands.wait_page("associates")
    for line in (
        "Northlight Film, Eilidh Fraser, eilidh@northlight.example, 07700 900342",
        "Whitcombe Joinery, Dan Whitcombe, workshop@whitcombe.example",
    ):
        hands.click(page.pane.new)
        hands.type_on(line)
        hands.keys("Return")
    hands.wait(lambda: page.pane.model.rowCount() == 2 and page.card.is_whole())
    hands.click(page.card.edit)
    editor = page.editor
    hands.write(editor.fields["legal_name"], "Dan Whitcombe and Ruth Whitcombe")
    hands.write(editor.fields["trading_name"], "Whitcombe Joinery")
    hands.choose(editor.fields["legal_form"], "Partnership")
    hands.write(editor.fields["people"].cell(0, "role"), "partner")
    hands.click(editor.fields["people"].add_link)
    hands.type_on("Ruth Whitcombe")
    second = editor.fields["people"].rows()[1].cells
    hands.write(second["role"], "partner")
    hands.focus(second["may_sign"])
    hands.keys("Space")
    rule = editor.fields["sign_rule"]
    hands.click(rule, rule.rect_of(1).center())
    hands.write(editor.fields["address"], "Long Barn, Ilkley LS29 8AA")
    hands.click(page.done)
    edit_northlight(hands, page)


def edit_northlight(hands: Hands, page: Any) -> None:
    """Found by search, opened by Enter."""
    hands.focus(page.pane.list)
    hands.keys("Ctrl+F")
    hands.type_on("eilidh")
    hands.wait(lambda: page.pane.model.rowCount() == 1)
    hands.keys("Down")
    hands.keys("Return")
    editor = page.editor
    hands.write(editor.fields["legal_name"], "Eilidh Fraser")
    hands.write(editor.fields["trading_name"], "Northlight Film")
    hands.choose(editor.fields["legal_form"], "Sole")
    hands.write(editor.fields["people"].cell(0, "role"), "owner")
    hands.write(editor.fields["address"], "7 Quay Road, Whitby YO21 3AB")
    hands.keys("Esc")
    names = {b.name: b for b in (hands.services.businesses.get(i) for i in (1, 2, 3))}
    joinery = names["Whitcombe Joinery"]
    assert [(p.name, p.may_sign) for p in joinery.people] == [
        ("Dan Whitcombe", True),
        ("Ruth Whitcombe", True),
    ]
    assert (joinery.sign_rule, joinery.legal_form) == ("all", "partnership")
    assert names["Northlight Film"].address == "7 Quay Road, Whitby YO21 3AB"
    assert names["Fernhill Design"].address == "2 Mill Street, Otley LS21 1AA"


def plan_the_project(hands: Hands) -> None:
    """A project with a team of two and a first deliverable; the rest is said in the studio."""
    hands.keys("Ctrl+3")
    page = hands.wait_page("projects")
    hands.click(page.pane.new)
    editor = page.editor
    hands.write(editor.fields["name"], "Harbour Lane")
    hands.write(editor.fields["brief"], "the brand, the fit-out and an opening film")
    hands.write(editor.fields["client"], "Harbour Lane Coffee Ltd")
    hands.write(editor.fields["client_address"], "4 Harbour Lane, Whitby YO21 3PU")
    hands.write(editor.fields["start"], "30 November 2026")
    hands.write(editor.fields["end"], "26 February 2027")
    for row, (name, role) in enumerate((("Fernhill", "Brand and lead"), ("Northlight", "Film"))):
        hands.click(editor.table("team").add_link)
        hands.choose(editor.table("team").cell(row, "business_id"), name)
        hands.write(editor.table("team").cell(row, "role"), role)
    things = editor.table("deliverables")
    hands.click(things.add_link)
    hands.write(things.cell(0, "title"), "Brand and menus")
    hands.choose(things.cell(0, "owner_id"), "Fernhill")
    hands.write(things.cell(0, "due"), "15 January 2027")
    hands.click(page.done)
    hands.press("Draft an agreement", page.card)


def begin_the_agreement(hands: Hands) -> Studio:
    """From the project, with its team as parties."""
    page = hands.wait_page("agreements")
    hands.write(page.new_page.title, TITLE)
    hands.keys("Return")
    studio = hands.wait_page("studio").inner
    assert isinstance(studio, Studio)
    assert [party.key for party in studio.edits.deal.parties] == [OWN, FILM]
    return studio


def question(studio: Studio, name: str) -> Any:
    """The editor of a question, its section opened from the list of sections."""
    studio.interview.open_question(name)
    return studio.interview.blocks[name].editor


def answer_the_interview(hands: Hands, studio: Studio) -> None:
    """A third party, the other deliverables, who leads, and the money."""
    parties: Any = studio.interview.special("parties")
    studio.interview.open("people")
    hands.click(parties.add_button)
    hands.write(parties.picker.search, "whitcombe")
    hands.keys("Return")
    assert [party.key for party in studio.edits.deal.parties] == [OWN, FILM, JOINERY]
    lead = question(studio, "lead_party").focusProxy()
    assert isinstance(lead, ChoiceBase)
    hands.click(lead, lead.rect_of(0).center())
    rows = question(studio, "deliverables")
    for title, owner, due in (
        ("Fitted counter", "Whitcombe", "12 February 2027"),
        ("Opening film", "Northlight", "19 February 2027"),
    ):
        hands.click(rows.add_link)
        cells = rows.rows()[-1].cells
        hands.write(cells["title"], title)
        hands.choose(cells["owner"], owner)
        hands.write(cells["due"], due)
    hands.write(question(studio, "review_by"), "19 March 2027")
    answer_the_money(hands, studio)


def answer_the_money(hands: Hands, studio: Studio) -> None:
    """Costs first, then forty, twenty-five and thirty-five in a hundred."""
    hands.write(question(studio, "price"), "14750")
    costs = question(studio, "approved_costs")
    for party, amount, what in (
        (OWN, "200", "proofs"),
        (FILM, "450", "camera"),
        (JOINERY, "2100", "timber"),
    ):
        hands.write(costs.cells[party, "amount"], amount)
        hands.write(costs.cells[party, "what"], what)
    shares = question(studio, "shares")
    for row, percent in zip(shares.rows(), ("40", "25", "35"), strict=True):
        hands.write(row.field, percent)
    assert shares.verdict() == "Adds up exactly"
    assert sum(shares.value().values()) == WHOLE
    hands.wait(
        lambda: (
            [row.amount.text() for row in shares.rows()] == ["£4,800.00", "£3,000.00", "£4,200.00"]
        )
    )


def errors_of(studio: Studio) -> list[Any]:
    """The errors that the checks show."""
    return [f for f in studio.checks.findings() if f.severity is Severity.ERROR]


def wait_checked(hands: Hands, studio: Studio) -> None:
    """Until checks and pages speak of what is stored."""
    studio.flush()
    hands.wait(lambda: studio.compiled_version() == studio.edits.agreement.version)


def mend_a_finding(hands: Hands, studio: Studio) -> None:
    """Nobody signs for one party; the check says so and one click mends it."""
    studio.interview.open("people")
    parties: Any = studio.interview.special("parties")
    hands.click(parties.cards[FILM].signing.rows["Eilidh Fraser"])
    wait_checked(hands, studio)
    assert [f.place.party for f in errors_of(studio)] == [FILM]
    hands.click(studio.header.primary)  # leads to the error instead of offering
    assert parties.cards[FILM].signing.rows["Eilidh Fraser"].hasFocus()

    def errors() -> list[FindingCard]:
        cards = studio.checks.findChildren(FindingCard)
        seen = [card for card in cards if card.mend_link.isVisible()]
        return [card for card in seen if card.accessibleName().startswith("Error")]

    hands.wait(lambda: bool(errors()))
    error = errors()[0]
    hands.click(error.mend_link)
    wait_checked(hands, studio)
    assert errors_of(studio) == []


def come_back(hands: Hands) -> Studio:
    """Found again by Ctrl+K, at the question that was left."""
    hands.wait_page("home")
    hands.keys("Ctrl+K")
    hands.type_on("fit-out and film")
    hands.keys("Return")
    studio = hands.wait_page("studio").inner
    assert isinstance(studio, Studio)
    assert studio.edits.agreement.title == TITLE
    assert studio.interview.current == "money"
    return studio


def offer(hands: Hands, studio: Studio) -> None:
    """Frozen as revision 1, open for a fortnight."""
    wait_checked(hands, studio)
    hands.click(studio.header.primary)
    dialog = hands.page().offering.dialog
    assert dialog is not None
    hands.write(dialog.until, "5 December 2026")
    hands.click(dialog.offer)
    hands.wait(lambda: not isValid(dialog) or dialog.problem.isVisible())
    assert not isValid(dialog), dialog.problem.text()


def read_all(hands: Hands, reading: ReadingRoom, ask: str = "") -> None:
    """Each clause understood, one by one; a question on the money when there is one to ask."""
    steps = reading.steps
    for _ in range(20):
        if not steps.yes.isVisible():
            break
        clause = steps.title.text()
        if ask and clause.endswith("The money"):
            hands.click(steps.question)
            hands.type_on(ask)
            hands.click(steps.send)
        else:
            hands.click(steps.yes)
        if steps.count.text().startswith("14 of 14") or steps.title.text() == clause:
            break


def read_to_the_end(hands: Hands, reading: ReadingRoom) -> None:
    """Scroll through the pages by keys until the last is reached."""
    hands.focus(reading.view)
    for _ in range(200):
        if "last page" not in reading.signing.blocked.text():
            break
        QTest.keyClick(reading.view, Qt.Key.Key_PageDown)
    assert "last page" not in reading.signing.blocked.text()


def sign_here(hands: Hands, name: str, *, drawn: bool) -> None:
    """The statement agreed to, a typed name, and perhaps a drawing."""
    signing = hands.page().reading.signing
    assert not signing.blocked.isVisible(), signing.blocked.text()
    hands.focus(signing.agree)
    hands.keys("Space")
    hands.write(signing.typed, name)
    if drawn:
        hands.draw(signing.pad)
    hands.click(signing.sign)
    assert not hands.page().reading.isVisible(), signing.problem.text()


def first_party_signs(hands: Hands) -> None:
    """The own business reads and signs on this screen, with a drawn signature."""
    page = hands.wait_page("signoff")
    hands.click(page.room_view.sign)
    reading = page.reading
    assert reading.title.whole_text().startswith("Fernhill Design")
    hands.click(reading.signing.sign)
    assert "I say this" in reading.signing.problem.text()
    read_all(hands, reading)
    assert reading.signing.blocked.text() == "The last page has not been shown yet."
    read_to_the_end(hands, reading)
    sign_here(hands, "Priya Raman", drawn=True)


def second_party_asks(hands: Hands) -> None:
    """A question on the money is recorded, answered in the room, read, and then signed."""
    page = hands.page()
    hands.click(page.room_view.sign)
    reading = page.reading
    assert reading.title.whole_text().startswith("Northlight Film")
    read_all(hands, reading, ask="If the client pays late, do we wait?")
    assert "1 question or wanted change is open." in reading.signing.blocked.text()
    hands.click(reading.back)
    answer_the_question(hands, page)
    hands.click(page.room_view.sign)
    assert reading.steps.title.text().endswith("The money")
    assert "Everyone waits" in reading.steps.exchange.text()
    hands.click(reading.steps.yes)
    read_to_the_end(hands, reading)
    sign_here(hands, "Eilidh Fraser", drawn=False)


def answer_the_question(hands: Hands, page: Any) -> None:
    """The cell of the question is found with the arrows; Enter leads into the answer."""
    matrix = page.room_view.matrix
    room = hands.services.signoffs.room(1)
    column = next(i for i, c in enumerate(room.clauses) if c.heading == "The money")
    hands.focus(matrix)
    hands.click(matrix.viewport(), matrix.visualRect(matrix.model().index(1, 0)).center())
    for _ in range(column):
        QTest.keyClick(matrix, Qt.Key.Key_Right)
    room = hands.services.signoffs.room(1)
    assert room.parties[1].cells[room.clauses[column].id].state is Answered.QUESTION
    hands.wait(page.room_view.cell.words.isVisible)
    words = page.room_view.cell.words
    QTest.keyClick(matrix, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is words
    hands.type_on("Everyone waits, in the same shares.")
    hands.press("Answer", page.room_view.cell)
    assert hands.services.signoffs.room(1).exchanges[0].outcome == "answered"


def third_party_returns_paper(hands: Hands, scan: Path) -> None:
    """Both people of the couple signed on paper; the scan carries the check code."""
    page = hands.page()
    code = hands.services.signoffs.room(1).check_code
    for name in ("Dan Whitcombe", "Ruth Whitcombe"):
        hands.click(page.room_view.returned)
        sheet = hands.sheet(ReturnedSheet)
        assert sheet.party.currentText() == "Whitcombe Joinery"
        hands.choose(sheet.signatory, name)
        hands.click(sheet.keep)
        assert sheet.problem.text() == "Choose the file that came back."
        hands.click(sheet.choose)
        hands.choose_file(scan)
        hands.write(sheet.signed_on, "21 November 2026")
        hands.choose(sheet.how, "As a scan")
        hands.write(sheet.code, "wrong words 0")
        hands.focus(sheet.understood)
        hands.keys("Space")
        hands.click(sheet.keep)
        assert "does not fit revision 1" in sheet.problem.text()
        hands.write(sheet.code, code)
        hands.click(sheet.keep)
        assert not sheet.isVisible()


def save_the_executed_copy(hands: Hands, path: Path) -> None:
    """Made by itself after the last sign-off; the notice offers to save it."""
    services = hands.services
    hands.wait(lambda: services.agreements.get(1).state is AgreementState.EXECUTED)
    hands.wait(hands.window.toast.button.isVisible)
    assert "executed copy is made" in hands.window.toast.text.text()
    hands.click(hands.window.toast.button)
    hands.choose_file(path)
    hands.wait(path.exists)


def check_the_pdf(path: Path) -> None:
    """Its words, its sums, its certificate, and what is attached."""
    document = QPdfDocument()
    document.load(str(path))
    pages = [document.getAllText(page).text() for page in range(document.pageCount())]
    document.close()
    words = " ".join(" ".join(pages).split())
    for expected in (
        TITLE,
        "Fernhill Design",
        "Northlight Film",
        "Whitcombe Joinery",
        "Fitted counter",
        "Opening film",
    ):
        assert expected in words, expected
    for amount in (
        "£2,750.00",
        "£12,000.00",
        "£4,800.00",
        "£3,000.00",
        "£4,200.00",
        "£5,000.00",
        "£3,450.00",
        "£6,300.00",
        "£14,750.00",
    ):
        assert amount in words, amount
    certificate = " ".join(" ".join(pages[-2:]).split())
    for name in ("Priya Raman", "Eilidh Fraser", "Dan Whitcombe", "Ruth Whitcombe"):
        assert name in certificate, name
    with pikepdf.open(io.BytesIO(path.read_bytes())) as pdf:
        files = {a.filename: a.get_file().read_bytes() for a in pdf.attachments.values()}
    assert json.loads(files["agreement.json"])["revision"] == 1
    entries = read_ledger(files["ledger.json"])
    assert verify_chain(entries).ok
    assert sum(entry.kind.value == "signed off" for entry in entries) == 4
    assert files["evidence-1-returned.pdf"] == SCAN


def check_in_the_window(hands: Hands, path: Path) -> None:
    """The program itself finds the file whole."""
    hands.keys("Ctrl+,")
    page = hands.wait_page("settings")
    hands.focus(page.chooser)
    part = page.parts["verify"]
    for _ in page.parts:
        if not part.isVisible():
            hands.keys("Down")
    hands.click(part.choose)
    hands.choose_file(path)
    hands.wait(part.result.isVisible)
    assert part.pill.text() == "The very file"


@pytest.mark.timeout(600)
def test_the_whole_job_by_keys_and_clicks(
    qtbot: QtBot, qapp: QApplication, data_dir: Path, tmp_path: Path
) -> None:
    clock = StillClock()
    strays = Strays(qapp)
    scan = tmp_path / "returned.pdf"
    scan.write_bytes(SCAN)
    hands = Hands(qtbot, qapp, data_dir, clock)
    try:
        begin_with_the_own_business(hands)
        add_associates(hands)
        plan_the_project(hands)
        studio = begin_the_agreement(hands)
        answer_the_interview(hands, studio)
        wait_checked(hands, studio)
        assert errors_of(studio) == []
        hands.wait(lambda: studio.preview.view.count() > 5)
        mend_a_finding(hands, studio)
        question(studio, "price")
    finally:
        hands.stop()

    hands = Hands(qtbot, qapp, data_dir, clock)
    try:
        offer(hands, come_back(hands))
        first_party_signs(hands)
        second_party_asks(hands)
        third_party_returns_paper(hands, scan)
        save_the_executed_copy(hands, tmp_path / "executed.pdf")
        check_the_pdf(tmp_path / "executed.pdf")
        check_in_the_window(hands, tmp_path / "executed.pdf")
    finally:
        hands.stop()
    assert strays.stop() == []
