"""Offers: frozen only as shown and without errors; taken back, expired, reopened."""

import hashlib
import json
import sqlite3
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microbiz_desktop.domain.errors import BadInput, NotReady, RevisionFrozen, StaleVersion
from microbiz_desktop.domain.plain import canonical, from_plain
from microbiz_desktop.domain.states import AgreementState, Kind
from microbiz_desktop.domain.text import AgreementText
from microbiz_desktop.evidence.fingerprint import fingerprint
from microbiz_desktop.services.agreements.deal_edits import party_key
from microbiz_desktop.services.agreements.values import AgreementData
from microbiz_desktop.services.wiring import Services
from tests.builders import StillClock, blockers, offer_of_three, sign, understand_all


def _rows(services: Services, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(services.database.path)) as raw, raw:
        return raw.execute(query).fetchall()


def test_an_offer_freezes_text_deal_pages_and_their_hashes(offered: Services) -> None:
    shown = offered.agreements.get(1)
    assert (shown.state, shown.revision) == (AgreementState.OFFERED, 1)
    text, mark, pdf, pdf_hash, deal, template, pack = _rows(
        offered,
        "SELECT text, fingerprint, pdf, pdf_sha256, deal_json, template_version, pack_version"
        " FROM revision",
    )[0]
    assert isinstance(text, bytes) and isinstance(pdf, bytes) and isinstance(deal, str)
    assert mark == hashlib.sha256(text).hexdigest() == fingerprint(text)
    assert pdf_hash == hashlib.sha256(pdf).hexdigest()
    read = from_plain(AgreementText, json.loads(text))
    assert canonical(read) == text
    assert (read.agreement_id, read.revision) == (shown.public_id, 1)
    assert json.loads(deal)["title"] == shown.deal.title
    assert (template, pack) == ("2.0.0", "2.0.0")


def test_what_was_announced_and_written_down(services: Services, draft: AgreementData) -> None:
    heard: list[frozenset[Kind]] = []
    services.subscribe(heard.append)
    services.offers.offer(draft.id, draft.version, "2026-12-05")
    assert heard == [frozenset({Kind.AGREEMENT})]
    room = services.signoffs.room(draft.id)
    assert [line.what for line in room.history] == [
        "Started: “Harbour Lane café: brand, fit-out and film”",
        "Revision 1 offered to 3 parties",
    ]
    assert room.open_until == "2026-12-05"
    assert services.agreements.rows()[0].note == "Open until 5 December 2026"


def test_errors_stop_an_offer_and_say_which(services: Services, draft: AgreementData) -> None:
    broken = services.agreements.clear_answer(draft.id, draft.version, "price")
    errors = blockers(services, draft.id)
    assert errors
    with pytest.raises(NotReady, match="error") as refused:
        services.offers.offer(draft.id, broken.version)
    assert errors[0].message in refused.value.message
    assert services.agreements.get(draft.id) == broken
    assert _rows(services, "SELECT count(*) FROM revision") == [(0,)]


def test_an_offer_of_what_was_not_shown_is_refused(
    services: Services, draft: AgreementData
) -> None:
    services.agreements.answer(draft.id, draft.version, "pay_within", "21 days")
    with pytest.raises(StaleVersion):
        services.offers.offer(draft.id, draft.version)
    assert _rows(services, "SELECT count(*) FROM revision") == [(0,)]


def test_a_change_while_the_pages_are_made_stops_the_offer(
    services: Services, draft: AgreementData, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = services.worker.render

    def edited_meanwhile(*given: object) -> object:
        services.agreements.answer(draft.id, draft.version, "pay_within", "21 days")
        return real(*given)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(services.worker, "render", edited_meanwhile)
    with pytest.raises(StaleVersion):
        services.offers.offer(draft.id, draft.version)
    assert services.agreements.get(draft.id).state is AgreementState.DRAFT
    assert _rows(services, "SELECT count(*) FROM revision") == [(0,)]


@pytest.mark.parametrize(
    ("until", "said"), [("soon", "not a date"), ("2026-11-20", "cannot close before today")]
)
def test_a_last_day_is_a_day_to_come(
    services: Services, draft: AgreementData, until: str, said: str
) -> None:
    with pytest.raises(BadInput, match=said):
        services.offers.offer(draft.id, draft.version, until)


def test_withdrawn_is_over_and_its_number_not_used_again(offered: Services) -> None:
    offered.offers.withdraw(1, "The client has changed the date.")
    assert offered.agreements.get(1).state is AgreementState.WITHDRAWN
    with pytest.raises(NotReady, match="withdrawn: no offer is open"):
        offered.signoffs.opened(1, "fernhill-design")
    with pytest.raises(NotReady):
        offered.offers.withdraw(1)
    again = offered.offers.change_text(1)
    assert again.state is AgreementState.DRAFT
    second = offered.offers.offer(1, again.version)
    assert second.revision == 2
    states = [(line.number, line.state) for line in offered.offers.revisions(1)]
    assert states == [(1, AgreementState.DRAFT), (2, AgreementState.OFFERED)]


def test_a_change_of_text_voids_the_sign_offs_and_says_so_before(offered: Services) -> None:
    assert offered.offers.consequence(1) == (
        "If the text is changed, it is offered as revision 2. "
        "Every party then reads and signs it from the start."
    )
    understand_all(offered, 1, "fernhill-design", "Priya Raman")
    sign(offered, 1, "fernhill-design", "Priya Raman", "director")
    assert offered.offers.consequence(1) == (
        "If the text is changed, it is offered as revision 2. "
        "The sign-offs of revision 1 do not count for it."
    )
    draft = offered.offers.change_text(1)
    assert offered.offers.change_text(1) == draft
    changed = offered.agreements.answer(1, draft.version, "pay_within", "21 days")
    offered.offers.offer(1, changed.version)
    room = offered.signoffs.room(1)
    assert (room.revision, room.signed) == (2, 0)
    assert {party.pill for party in room.parties} == {"not opened"}
    lines = [line.what for line in room.history]
    assert "Priya Raman signed off for Fernhill Design on this screen" in lines
    told = offered.documents.copy(1, "changes").content.decode()
    assert "within ~~14~~**21**" in told


def test_frozen_revisions_refuse_change_in_the_database_itself(offered: Services) -> None:
    for statement in (
        "UPDATE revision SET text = x'00'",
        "DELETE FROM revision",
        "UPDATE ledger_entry SET payload = '{}'",
        "DELETE FROM ledger_entry",
    ):
        with (
            closing(sqlite3.connect(offered.database.path)) as raw,
            pytest.raises(sqlite3.IntegrityError, match="append-only"),
        ):
            raw.execute(statement)


def test_an_offer_expires_after_its_last_day(offered: Services, still: StillClock) -> None:
    still.forward(days=14)
    assert offered.offers.expire_due() == ()
    offered.signoffs.opened(1, "northlight-film")
    still.forward(days=1)
    assert offered.offers.expire_due() == (1,)
    with pytest.raises(NotReady, match="no offer is open"):
        offered.signoffs.opened(1, "fernhill-design")
    assert offered.agreements.get(1).state is AgreementState.EXPIRED
    assert offered.offers.expire_due() == ()
    assert offered.signoffs.room(1).next_steps == ("Revision 1 was not signed off in time.",)


def test_what_everybody_signed_in_time_does_not_expire(
    all_signed: Services, still: StillClock
) -> None:
    still.forward(days=30)
    assert all_signed.offers.expire_due() == ()
    assert all_signed.signoffs.ready_to_execute(1)


def test_the_offered_file_never_changes(offered: Services) -> None:
    first = offered.offers.offered_pdf(1)
    draft = offered.offers.change_text(1)
    changed = offered.agreements.answer(1, draft.version, "price", 1_500_000)
    offered.offers.offer(1, changed.version)
    assert offered.offers.offered_pdf(1, 1) == first
    assert offered.offers.offered_pdf(1).sha256 != first.sha256
    assert (
        first.file_name
        == "Harbour Lane café brand, fit-out and film, joint-venture agreement, revision 1.pdf"
    )


def test_before_the_first_offer_there_is_no_room(services: Services, draft: AgreementData) -> None:
    with pytest.raises(NotReady, match="not been offered yet"):
        services.signoffs.room(draft.id)
    with pytest.raises(NotReady, match="not been offered yet"):
        services.offers.offered_pdf(draft.id)
    assert services.offers.revisions(draft.id) == ()


def test_an_offered_agreement_is_not_offered_twice(offered: Services) -> None:
    shown = offered.agreements.get(1)
    with pytest.raises(RevisionFrozen):
        offered.offers.offer(1, shown.version)


def test_equal_drafts_give_equal_texts_but_for_their_ids(services: Services) -> None:
    first = offer_of_three(services)
    copied = services.agreements.create_from(first.id)
    text = services.drafts.compile(copied.id).text
    frozen = services.signoffs.room(first.id).text
    assert text.clauses == frozen.clauses
    assert text.agreement_id != frozen.agreement_id


@given(st.text(max_size=60), st.frozensets(st.text("abc-", min_size=1, max_size=3)))
@settings(max_examples=200)
def test_a_party_key_is_new_and_plain(name: str, taken: frozenset[str]) -> None:
    key = party_key(name, taken)
    assert key not in taken
    assert key and set(key) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
