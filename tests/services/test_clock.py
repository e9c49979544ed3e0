"""V7: a clock that moved back is noted and told; an offer that has run out stays so."""

import io
from pathlib import Path

import pikepdf
import pytest

from microbiz_desktop.domain.errors import NotReady
from microbiz_desktop.domain.states import AgreementState
from microbiz_desktop.evidence.chain import read_ledger, verify_chain
from microbiz_desktop.records.agreement import Agreement, LedgerEntry
from microbiz_desktop.rendering.reading.extract import extract
from microbiz_desktop.services.signoff.ledgers import chain_of, progress_of
from microbiz_desktop.services.signoff.status import clock_words
from microbiz_desktop.services.wiring import Services
from tests.builders import StillClock, sign, sign_all, understand_all

_BACK = "the computer’s clock had been moved back"


def test_who_signs_before_the_offer_was_made_is_told_everywhere(
    offered: Services, still: StillClock
) -> None:
    """Offered in 2026; two of three sign with the clock in 2024."""
    still.forward(days=-730)
    for party, name, role in (
        ("fernhill-design", "Priya Raman", "director"),
        ("northlight-film", "Eilidh Fraser", "owner"),
    ):
        understand_all(offered, 1, party, name)
        sign(offered, 1, party, name, role)
    still.forward(days=731)
    understand_all(offered, 1, "whitcombe-joinery", "Dan Whitcombe")
    for name in ("Dan Whitcombe", "Ruth Whitcombe"):
        sign(offered, 1, "whitcombe-joinery", name, "partner")

    lines = offered.signoffs.room(1).history
    assert [line.clock for line in lines] == ["", ""] + [f"{_BACK} by 730 days"] * 4 + [""] * 3
    with offered.database.reading() as session:
        agreement = session.get_one(Agreement, 1)
        entries = chain_of(session, agreement)
        signed = progress_of(session, agreement).sign_offs
    assert [entry.note for entry in entries] == [
        f"the clock moved back from {entries[0].at}" if line.clock else "" for line in lines
    ]
    assert verify_chain(entries).notes == (
        f"Entries 3 to 6 are dated before an earlier entry: {_BACK}.",
    )
    assert [clock_words(one) for one in signed] == [_BACK, _BACK, "", ""]

    copy = offered.signoffs.execute(1)
    with pikepdf.open(io.BytesIO(copy.content)) as document:
        words = "".join(extract(document).tagged.split())
        inside = read_ledger(document.attachments["ledger.json"].get_file().read_bytes())
    assert words.count("".join(f"21 November 2024, 10:00 GMT (+00:00); {_BACK}".split())) == 2
    assert words.count("".join(_BACK.split())) == 2
    assert [entry.note for entry in inside] == [entry.note for entry in entries]


def test_a_clock_that_only_moves_on_is_not_spoken_of(all_signed: Services) -> None:
    assert {line.clock for line in all_signed.signoffs.room(1).history} == {""}
    with all_signed.database.reading() as session:
        assert {(e.format, e.note) for e in session.query(LedgerEntry)} == {(2, "")}


def test_an_offer_that_was_seen_to_be_over_stays_so(offered: Services, still: StillClock) -> None:
    understand_all(offered, 1, "fernhill-design", "Priya Raman")
    still.forward(days=15)
    with pytest.raises(NotReady, match="open until 5 December 2026"):
        sign(offered, 1, "fernhill-design", "Priya Raman", "director")
    assert offered.agreements.get(1).state is AgreementState.EXPIRED
    assert offered.signoffs.room(1).history[-1].what == "Revision 1 expired"
    still.forward(days=-14)
    with pytest.raises(NotReady, match="no offer is open"):
        sign(offered, 1, "fernhill-design", "Priya Raman", "director")


def test_an_offer_is_over_when_its_record_says_so_whatever_the_clock_says(
    offered: Services, still: StillClock, tmp_path: Path
) -> None:
    """Only the saving of a copy was recorded after the last day, then the clock went back."""
    understand_all(offered, 1, "fernhill-design", "Priya Raman")
    still.forward(days=15)
    offered.documents.save_copy(offered.documents.copy(1, "offered"), tmp_path / "offer.pdf")
    still.forward(days=-14)
    with pytest.raises(NotReady, match="open until 5 December 2026"):
        sign(offered, 1, "fernhill-design", "Priya Raman", "director")
    assert offered.agreements.get(1).state is AgreementState.EXPIRED
    assert not any("signed off" in line.what for line in offered.signoffs.room(1).history)


def test_the_record_alone_closes_an_offer_at_the_next_start(
    offered: Services, still: StillClock, tmp_path: Path
) -> None:
    still.forward(days=15)
    offered.documents.save_copy(offered.documents.copy(1, "offered"), tmp_path / "offer.pdf")
    still.forward(days=-14)
    assert offered.offers.expire_due() == (1,)
    assert offered.agreements.get(1).state is AgreementState.EXPIRED


def test_what_everybody_signed_in_time_is_not_closed_by_a_late_act(
    all_signed: Services, still: StillClock
) -> None:
    still.forward(days=15)
    with pytest.raises(NotReady, match="open until 5 December 2026"):
        all_signed.signoffs.opened(1, "northlight-film")
    assert all_signed.agreements.get(1).state is AgreementState.PARTLY_SIGNED_OFF
    assert all_signed.signoffs.ready_to_execute(1)


def test_a_new_offer_after_a_clock_that_ran_ahead_is_open_by_its_own_days(
    offered: Services, still: StillClock
) -> None:
    """What was recorded before the offer does not close it: the clock may have been wrong then."""
    still.forward(days=300)
    draft = offered.offers.change_text(1)
    still.forward(days=-299)
    changed = offered.agreements.answer(1, draft.version, "price", 1_500_000)
    offered.offers.offer(1, changed.version, "2026-12-05")
    assert offered.signoffs.room(1).history[-1].clock == f"{_BACK} by 299 days"
    assert sign_all(offered, 1).signed == 3
