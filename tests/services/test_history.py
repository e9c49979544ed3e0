"""T10: what the record says in plain words, line by line, and the order on the certificate."""

from microbiz_desktop.evidence.certificate import certificate, marks
from microbiz_desktop.evidence.chain import LatestEntry
from microbiz_desktop.records.agreement import Agreement
from microbiz_desktop.services.signoff.ledgers import chain_of, progress_of
from microbiz_desktop.services.wiring import Services
from tests.builders import StillClock, sign, understand_all


def test_every_line_has_its_number_its_day_and_its_words(
    offered: Services, still: StillClock
) -> None:
    signoffs = offered.signoffs
    clauses = [clause.id for clause in signoffs.room(1).clauses]
    still.forward(days=1)
    signoffs.opened(1, "northlight-film")
    still.forward(hours=1)
    signoffs.acknowledge(1, "northlight-film", clauses[:2], "Eilidh Fraser")
    asked = signoffs.ask(1, "northlight-film", clauses[5], "Do we wait?", "Eilidh Fraser")
    still.forward(days=1)
    signoffs.answer(1, asked.exchanges[0].sequence, "Everyone waits.")
    wanted = signoffs.want_change(1, "whitcombe-joinery", clauses[6], "7 days.", "Dan Whitcombe")
    still.forward(minutes=5)
    signoffs.keep(1, wanted.exchanges[1].sequence, "The client pays in 14 days.")
    understand_all(offered, 1, "fernhill-design", "Priya Raman")
    sign(offered, 1, "fernhill-design", "Priya Raman", "director")
    signoffs.decline(1, "northlight-film", "Eilidh Fraser", "No time.")
    offered.offers.change_text(1)
    lines = signoffs.room(1).history
    last = " November 2026, 11:05 GMT (+00:00)"
    said = [(line.sequence, line.when.removesuffix(last), line.what) for line in lines]
    assert said == [
        (
            1,
            "21 November 2026, 10:00 GMT (+00:00)",
            "Started: “Harbour Lane café: brand, fit-out and film”",
        ),
        (2, "21 November 2026, 10:00 GMT (+00:00)", "Revision 1 offered to 3 parties"),
        (3, "22 November 2026, 10:00 GMT (+00:00)", "Northlight Film opened the offer"),
        (4, "22 November 2026, 11:00 GMT (+00:00)", "Northlight Film understood clauses 1 and 2"),
        (
            5,
            "22 November 2026, 11:00 GMT (+00:00)",
            "Northlight Film asked about clause 6: “Do we wait?”",
        ),
        (6, "23 November 2026, 11:00 GMT (+00:00)", "Answered entry 5: “Everyone waits.”"),
        (
            7,
            "23 November 2026, 11:00 GMT (+00:00)",
            "Whitcombe Joinery wants a change of clause 7: “7 days.”",
        ),
        (8, "23", "Kept entry 7: “The client pays in 14 days.”"),
        (9, "23", "Fernhill Design understood every clause"),
        (10, "23", "Priya Raman signed off for Fernhill Design on this screen"),
        (11, "23", "Northlight Film declined: “No time.”"),
        (12, "23", "Reopened for a change of text"),
    ]
    with offered.database.reading() as session:
        entries = chain_of(session, session.get_one(Agreement, 1))
    assert [line.hash for line in lines] == [entry.hash for entry in entries]


def test_withdrawn_and_executed_are_said_as_such(all_signed: Services) -> None:
    all_signed.signoffs.execute(1)
    assert all_signed.signoffs.room(1).history[-1].what == "Revision 1 executed"


def test_an_offer_taken_back_says_why(offered: Services) -> None:
    offered.offers.withdraw(1, "A better idea.")
    assert offered.signoffs.room(1).history[-1].what == "Revision 1 withdrawn: “A better idea.”"


def test_the_certificate_goes_by_party_and_then_by_who_signed_first(
    offered: Services, still: StillClock
) -> None:
    """Signed in quite another order than the parties stand in the text."""
    for party, name, role in (
        ("whitcombe-joinery", "Ruth Whitcombe", "partner"),
        ("northlight-film", "Eilidh Fraser", "owner"),
        ("whitcombe-joinery", "Dan Whitcombe", "partner"),
        ("fernhill-design", "Priya Raman", "director"),
    ):
        still.forward(minutes=1)
        understand_all(offered, 1, party, name)
        sign(offered, 1, party, name, role)
    text = offered.signoffs.room(1).text
    with offered.database.reading() as session:
        progress = progress_of(session, session.get_one(Agreement, 1))
    assert [one.given.signatory for one in progress.sign_offs] == [
        "Ruth Whitcombe",
        "Eilidh Fraser",
        "Dan Whitcombe",
        "Priya Raman",
    ]
    at = still.now()
    page = certificate(
        text, progress, at=at, head=LatestEntry(1, "0" * 64), key_line="", attached=()
    )
    assert [(row.party, row.signatory, row.when) for row in page.rows] == [
        ("Fernhill Design", "Priya Raman, director", "21 November 2026, 10:04 GMT (+00:00)"),
        ("Northlight Film", "Eilidh Fraser, owner", "21 November 2026, 10:02 GMT (+00:00)"),
        ("Whitcombe Joinery", "Ruth Whitcombe, partner", "21 November 2026, 10:01 GMT (+00:00)"),
        ("Whitcombe Joinery", "Dan Whitcombe, partner", "21 November 2026, 10:03 GMT (+00:00)"),
    ]
    assert [(mark.signatory, mark.when) for mark in marks(text, progress)] == [
        (row.signatory.partition(", ")[0], row.when) for row in page.rows
    ]
