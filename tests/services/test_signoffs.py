"""Understand and agree: who said what of which clause, what blocks, who signs, what it becomes."""

import hashlib
from dataclasses import replace
from typing import Any

import pytest

from microbiz_desktop.domain.deal import frozen
from microbiz_desktop.domain.errors import BadInput, NotReady
from microbiz_desktop.domain.findings import Edit
from microbiz_desktop.domain.states import AgreementState, Answered, Kind
from microbiz_desktop.services.agreements.values import AgreementData
from microbiz_desktop.services.signoff.after_signing import ComingDate, dates_of, frozen_answers
from microbiz_desktop.services.signoff.screen_channel import OnScreen
from microbiz_desktop.services.signoff.values import PartyStatus, SignOffRoom
from microbiz_desktop.services.wiring import Services
from tests.builders import (
    SCAN,
    SIGNATORIES,
    StillClock,
    draft_of_three,
    returned,
    sign,
    sign_all,
    understand_all,
)


def _party(room: SignOffRoom, key: str) -> PartyStatus:
    return next(party for party in room.parties if party.key == key)


def _clause(room: SignOffRoom) -> str:
    return next(clause.id for clause in room.clauses if clause.heading == "The money")


def test_the_room_shows_every_party_and_clause_before_anybody_read(offered: Services) -> None:
    room = offered.signoffs.room(1)
    assert [party.name for party in room.parties] == [
        "Fernhill Design",
        "Northlight Film",
        "Whitcombe Joinery",
    ]
    assert [party.own for party in room.parties] == [True, False, False]
    assert [len(party.signatories) for party in room.parties] == [1, 1, 2]
    cells = [cell for party in room.parties for cell in party.cells.values()]
    assert {cell.state for cell in cells} == {Answered.NOT_READ}
    assert len(cells) == 3 * len(room.clauses)
    assert all(clause.summary for clause in room.clauses)
    assert len(room.words) == 8
    assert room.check_code.split()[:2] == list(room.words[:2])
    assert (room.signed, room.executed) == (0, False)


def test_opening_is_recorded_once(offered: Services) -> None:
    room = offered.signoffs.opened(1, "northlight-film")
    assert _party(room, "northlight-film").pill == "reading"
    assert _party(room, "northlight-film").how == "Offer opened"
    again = offered.signoffs.opened(1, "northlight-film")
    assert len(again.history) == len(room.history) == 3


def test_understanding_is_kept_for_each_clause(offered: Services) -> None:
    clauses = [clause.id for clause in offered.signoffs.room(1).clauses]
    heard: list[frozenset[Kind]] = []
    offered.subscribe(heard.append)
    room = offered.signoffs.acknowledge(1, "northlight-film", clauses[:2], "Eilidh Fraser")
    film = _party(room, "northlight-film")
    assert [film.cells[c].state for c in clauses[:3]] == [
        Answered.UNDERSTOOD,
        Answered.UNDERSTOOD,
        Answered.NOT_READ,
    ]
    assert _party(room, "fernhill-design").cells[clauses[0]].state is Answered.NOT_READ
    assert heard == [frozenset({Kind.AGREEMENT})]
    again = offered.signoffs.acknowledge(1, "northlight-film", clauses[:2], "Eilidh Fraser")
    assert len(again.history) == len(room.history)


def test_a_question_blocks_until_it_is_answered_and_the_answer_is_read(offered: Services) -> None:
    signoffs = offered.signoffs
    clause = _clause(understand_all(offered, 1, "northlight-film", "Eilidh Fraser"))
    room = signoffs.ask(1, "northlight-film", clause, "Do we wait?", "Eilidh Fraser")
    assert _party(room, "northlight-film").pill == "question open"
    assert _party(room, "northlight-film").cells[clause].state is Answered.QUESTION
    assert room.next_steps[0] == (
        "Northlight Film has a question on clause 6. It blocks that sign-off."
    )
    with pytest.raises(NotReady, match="A question of Northlight Film is still open"):
        sign(offered, 1, "northlight-film", "Eilidh Fraser", "owner")
    with pytest.raises(NotReady, match="no answer yet"):
        signoffs.acknowledge(1, "northlight-film", [clause], "Eilidh Fraser")

    asked = room.exchanges[0]
    assert (asked.words, asked.person, asked.clause_number) == ("Do we wait?", "Eilidh Fraser", "6")
    room = signoffs.answer(1, asked.sequence, "Everyone waits.")
    assert _party(room, "northlight-film").pill == "answer to read"
    assert _party(room, "northlight-film").cells[clause].waiting
    assert (room.exchanges[0].answer, room.exchanges[0].outcome) == ("Everyone waits.", "answered")
    with pytest.raises(NotReady, match="still to read an answer"):
        sign(offered, 1, "northlight-film", "Eilidh Fraser", "owner")
    with pytest.raises(NotReady, match="answered already"):
        signoffs.answer(1, asked.sequence, "Again.")

    room = signoffs.acknowledge(1, "northlight-film", [clause], "Eilidh Fraser")
    assert room.exchanges[0].acknowledged
    assert _party(room, "northlight-film").pill == "ready to sign"
    room = sign(offered, 1, "northlight-film", "Eilidh Fraser", "owner")
    assert (room.signed, room.revision) == (1, 1)
    assert room.state is AgreementState.PARTLY_SIGNED_OFF


def test_a_question_blocks_only_the_one_who_asked(offered: Services) -> None:
    clause = _clause(offered.signoffs.room(1))
    offered.signoffs.ask(1, "northlight-film", clause, "Do we wait?", "Eilidh Fraser")
    understand_all(offered, 1, "fernhill-design", "Priya Raman")
    assert sign(offered, 1, "fernhill-design", "Priya Raman", "director").signed == 1


def test_a_wanted_change_is_kept_with_a_reason_or_the_text_changes(offered: Services) -> None:
    signoffs = offered.signoffs
    clause = _clause(understand_all(offered, 1, "whitcombe-joinery", "Dan Whitcombe"))
    room = signoffs.want_change(1, "whitcombe-joinery", clause, "Pay in 7 days.", "Dan Whitcombe")
    assert _party(room, "whitcombe-joinery").pill == "change wanted"
    assert (
        "If the text is changed, it is offered as revision 2. "
        "Every party then reads and signs it from the start."
    ) in (room.next_steps)
    wanted = room.exchanges[0].sequence
    with pytest.raises(NotReady, match="a wanted change, not a question"):
        signoffs.answer(1, wanted, "No.")
    room = signoffs.keep(1, wanted, "The client pays in 14 days.")
    assert room.exchanges[0].outcome == "kept"
    with pytest.raises(NotReady, match="still to read"):
        sign(offered, 1, "whitcombe-joinery", "Dan Whitcombe", "partner")
    room = signoffs.acknowledge(1, "whitcombe-joinery", [clause], "Dan Whitcombe")
    assert _party(room, "whitcombe-joinery").pill == "ready to sign"


def test_a_question_is_answered_and_not_kept(offered: Services) -> None:
    clause = _clause(offered.signoffs.room(1))
    room = offered.signoffs.ask(1, "northlight-film", clause, "Do we wait?", "Eilidh Fraser")
    with pytest.raises(NotReady) as refused:
        offered.signoffs.keep(1, room.exchanges[0].sequence, "It stays.")
    said = refused.value
    assert (said.message, said.hint) == (
        "That is a question, not a wanted change.",
        "Answer it.",
    )
    assert offered.signoffs.room(1).exchanges == room.exchanges


def test_what_was_never_offered_has_no_room(services: Services, draft: AgreementData) -> None:
    with pytest.raises(NotReady) as refused:
        services.signoffs.room(draft.id)
    said = refused.value
    assert (said.message, said.hint) == (
        "This agreement has not been offered yet.",
        "Offer it for sign-off first.",
    )


def test_both_must_sign_where_both_must(offered: Services) -> None:
    understand_all(offered, 1, "whitcombe-joinery", "Dan Whitcombe")
    room = sign(offered, 1, "whitcombe-joinery", "Dan Whitcombe", "partner")
    row = _party(room, "whitcombe-joinery")
    assert (row.pill, room.signed) == ("partly signed off", 0)
    assert [person.signed for person in row.signatories] == [True, False]
    assert row.signatories[0].how == "On this screen"
    assert row.signatories[0].when == "21 November, 10:00"
    with pytest.raises(NotReady, match="Dan Whitcombe has signed off already"):
        sign(offered, 1, "whitcombe-joinery", "Dan Whitcombe", "partner")
    room = sign(offered, 1, "whitcombe-joinery", "Ruth Whitcombe", "partner")
    assert (_party(room, "whitcombe-joinery").pill, room.signed) == ("signed off", 1)


def test_who_is_no_signatory_does_not_sign(offered: Services) -> None:
    understand_all(offered, 1, "fernhill-design", "Priya Raman")
    with pytest.raises(NotReady, match="Dan Whitcombe does not sign for Fernhill Design"):
        sign(offered, 1, "fernhill-design", "Dan Whitcombe", "partner")
    with pytest.raises(BadInput, match="not in this revision"):
        sign(offered, 1, "stranger", "Priya Raman", "director")


def test_clauses_not_understood_stop_a_sign_off(offered: Services) -> None:
    clauses = [clause.id for clause in offered.signoffs.room(1).clauses]
    offered.signoffs.acknowledge(1, "fernhill-design", clauses[1:], "Priya Raman")
    with pytest.raises(NotReady, match="1 clause not acknowledged yet by Fernhill Design"):
        sign(offered, 1, "fernhill-design", "Priya Raman", "director")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"pages_seen": False}, "not been shown to the end"),
        ({"typed": " "}, "no signature yet"),
        ({"statement": ""}, "statement of intent is missing"),
    ],
)
def test_pages_signature_and_intent_are_asked_for(
    offered: Services, changed: dict[str, Any], said: str
) -> None:
    understand_all(offered, 1, "fernhill-design", "Priya Raman")
    given = OnScreen(
        party="fernhill-design",
        signatory="Priya Raman",
        typed="Priya Raman",
        statement="Agreed.",
        pages_seen=True,
    )
    with pytest.raises(NotReady, match=said):
        offered.signoffs.sign(1, replace(given, **changed))
    assert offered.signoffs.room(1).signed == 0


def test_the_statement_names_party_and_revision(offered: Services) -> None:
    said = offered.signoffs.statement(1, "northlight-film")
    assert "revision 1" in said
    assert "Northlight Film agrees to it as it stands" in said


def _returned(services: Services, signatory: str, **changed: Any) -> SignOffRoom:
    facts = {
        "capacity": "partner",
        "name": "/home/someone/scan.pdf",
        "signed_on": "2026-11-21",
        "received_how": "by e-mail",
        "check_code": services.signoffs.room(1).check_code.upper(),
    }
    return returned(services, 1, "whitcombe-joinery", signatory, **(facts | changed))


def test_a_returned_paper_is_kept_byte_for_byte(offered: Services, still: StillClock) -> None:
    still.forward(days=1)
    room = _returned(offered, "Dan Whitcombe")
    row = _party(room, "whitcombe-joinery")
    assert row.pill == "partly signed off"
    assert (row.how, row.when) == ("On paper", "21 November, filed 22")
    assert {cell.state for cell in row.cells.values()} == {Answered.UNDERSTOOD}
    room = _returned(offered, "Ruth Whitcombe")
    assert _party(room, "whitcombe-joinery").pill == "signed off"
    with offered.database.reading() as session:
        rows = session.connection().exec_driver_sql("SELECT * FROM evidence_file").mappings().all()
    assert [(row["content"], row["sha256"], row["name"], row["how"]) for row in rows] == [
        (SCAN, hashlib.sha256(SCAN).hexdigest(), "scan.pdf", "by e-mail")
    ]


def test_a_page_of_another_text_is_refused_by_its_code(offered: Services) -> None:
    code = offered.signoffs.room(1).check_code
    digit = str((int(code[-1]) + 1) % 10)
    with pytest.raises(BadInput, match="read the code once more") as refused:
        _returned(offered, "Dan Whitcombe", check_code=f"{code[:-1]}{digit}")
    assert "revision 1" in refused.value.message
    with pytest.raises(BadInput, match="two words and a digit"):
        _returned(offered, "Dan Whitcombe", check_code="")
    assert len(offered.signoffs.room(1).history) == 2


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"signed_on": "2026-11-20"}, "before revision 1 was offered on 21 November 2026"),
        ({"signed_on": "2026-11-22"}, "in the future"),
        ({"signed_on": "yesterday"}, "not a date"),
        ({"content": b""}, "is empty"),
        ({"content": bytes(20 * 2**20 + 1)}, "larger than 20 MB"),
    ],
)
def test_a_paper_that_cannot_be_is_refused_and_nothing_is_kept(
    offered: Services, changed: dict[str, Any], said: str
) -> None:
    with pytest.raises(BadInput, match=said):
        _returned(offered, "Dan Whitcombe", **changed)
    room = offered.signoffs.room(1)
    assert len(room.history) == 2


def test_a_paper_over_an_open_question_is_refused_whole(offered: Services) -> None:
    clause = _clause(offered.signoffs.room(1))
    offered.signoffs.ask(1, "whitcombe-joinery", clause, "Who pays?", "Dan Whitcombe")
    before = offered.signoffs.room(1).history
    with pytest.raises(NotReady):
        _returned(offered, "Dan Whitcombe")
    assert offered.signoffs.room(1).history == before
    with offered.database.reading() as session:
        count = session.connection().exec_driver_sql("SELECT count(*) FROM evidence_file").scalar()
    assert count == 0


def test_declining_closes_the_offer_with_its_reason(offered: Services) -> None:
    room = offered.signoffs.decline(1, "northlight-film", "Eilidh Fraser", "No time until May.")
    assert room.state is AgreementState.DECLINED
    assert _party(room, "northlight-film").pill == "declined"
    assert room.next_steps == ("Northlight Film declined revision 1: “No time until May.”",)
    with pytest.raises(NotReady, match="declined: no offer is open"):
        offered.signoffs.opened(1, "fernhill-design")


def test_who_signed_off_does_not_decline_or_ask_any_more(offered: Services) -> None:
    clause = _clause(understand_all(offered, 1, "fernhill-design", "Priya Raman"))
    sign(offered, 1, "fernhill-design", "Priya Raman", "director")
    with pytest.raises(NotReady, match="signed off already"):
        offered.signoffs.decline(1, "fernhill-design", "Priya Raman", "")
    with pytest.raises(NotReady, match="signed off already"):
        offered.signoffs.ask(1, "fernhill-design", clause, "One more?", "Priya Raman")


def test_words_clauses_and_numbers_that_are_not_there_are_refused(offered: Services) -> None:
    signoffs = offered.signoffs
    clause = _clause(signoffs.room(1))
    with pytest.raises(BadInput, match="no words yet"):
        signoffs.ask(1, "northlight-film", clause, "  ", "Eilidh Fraser")
    with pytest.raises(BadInput, match="clause is not in this revision"):
        signoffs.ask(1, "northlight-film", "barter", "What?", "Eilidh Fraser")
    with pytest.raises(BadInput, match="clause is not in this revision"):
        signoffs.acknowledge(1, "northlight-film", ["barter"], "Eilidh Fraser")
    with pytest.raises(BadInput, match="question is not in this revision"):
        signoffs.answer(1, 99, "So.")


def test_nothing_is_executed_before_the_last_sign_off(offered: Services) -> None:
    for party, name, role in SIGNATORIES[:-1]:
        understand_all(offered, 1, party, name)
        sign(offered, 1, party, name, role)
    assert not offered.signoffs.ready_to_execute(1)
    with pytest.raises(NotReady, match="2 of 3 parties have signed off"):
        offered.signoffs.execute(1)
    party, name, role = SIGNATORIES[-1]
    room = sign(offered, 1, party, name, role)
    assert offered.signoffs.ready_to_execute(1)
    assert "Every party has signed off. The executed copy can be made." in room.next_steps
    assert offered.agreements.rows()[0].signed == 3


def test_the_history_tells_the_story_in_words(all_signed: Services) -> None:
    lines = [line.what for line in all_signed.signoffs.room(1).history]
    assert lines[2:] == [
        "Fernhill Design understood every clause",
        "Priya Raman signed off for Fernhill Design on this screen",
        "Northlight Film understood every clause",
        "Eilidh Fraser signed off for Northlight Film on this screen",
        "Whitcombe Joinery understood every clause",
        "Dan Whitcombe signed off for Whitcombe Joinery on this screen",
        "Ruth Whitcombe signed off for Whitcombe Joinery on this screen",
    ]
    hashes = [line.hash for line in all_signed.signoffs.room(1).history]
    assert len(set(hashes)) == len(hashes)


def test_signing_twice_over_is_no_second_truth(offered: Services) -> None:
    sign_all(offered, 1)
    with pytest.raises(NotReady, match="signed off already"):
        sign(offered, 1, "fernhill-design", "Priya Raman", "director")


def test_the_dates_that_come_are_those_of_the_frozen_text(services: Services) -> None:
    """A usual day of looking back is agreed as well; facts that no question asks for are not."""
    draft = draft_of_three(services)
    draft = services.agreements.edit(
        draft.id, draft.version, [Edit(("answers", "review_by"), None)]
    )
    services.offers.offer(draft.id, draft.version, "2026-12-05")
    assert services.signoffs.room(draft.id).dates == ()
    sign_all(services, draft.id)
    services.signoffs.execute(draft.id)
    dates = services.signoffs.room(draft.id).dates
    assert [one.day for one in dates] == [
        "2026-11-30",
        "2027-01-15",
        "2027-02-12",
        "2027-02-19",
        "2027-02-26",
        "2027-03-26",
    ]
    assert dates[-1].what == "Look back together, at the latest"
    assert dates[1] == ComingDate("2027-01-15", "Brand and menus due", "Fernhill Design")
    secret = replace(draft.deal, template="mutual-nda", answers=frozen({}))
    shelf = services.desk.shelf
    assert dates_of(secret, frozen_answers(shelf, secret, "")) == ()
    unknown = replace(draft.deal, template="barter")
    given = dates_of(unknown, frozen_answers(shelf, unknown, "1.0.0"))
    assert given == dates[:-1], "what was given, where its kind is not here"
