"""The record holds what somebody said: nothing is taken for read, understood or said by a name."""

from collections.abc import Callable

import pytest

from microbiz_desktop.domain.errors import BadInput, NotReady
from microbiz_desktop.services.signoff.values import PartyStatus, SignOffRoom
from microbiz_desktop.services.wiring import Services
from tests.builders import returned, understand_all

FILM, EILIDH = "northlight-film", "Eilidh Fraser"


def film(room: SignOffRoom) -> PartyStatus:
    return next(party for party in room.parties if party.key == FILM)


def answered(services: Services, clause: str, words: str = "Do we wait?") -> int:
    """A question on this clause that has its answer; gives its number."""
    room = services.signoffs.ask(1, FILM, clause, words, EILIDH)
    sequence = room.exchanges[-1].sequence
    services.signoffs.answer(1, sequence, "No: fourteen days.")
    return sequence


def clauses(services: Services) -> list[str]:
    return [clause.id for clause in services.signoffs.room(1).clauses]


def test_a_paper_does_not_say_that_an_answer_was_read(offered: Services) -> None:
    sequence = answered(offered, clauses(offered)[0])
    before = offered.signoffs.room(1).history
    with pytest.raises(NotReady, match="Northlight Film has still to read an answer"):
        returned(offered, 1, FILM, EILIDH)
    assert offered.signoffs.room(1).history == before
    room = returned(offered, 1, FILM, EILIDH, answers_read=frozenset({sequence}))
    assert film(room).through
    assert [exchange.acknowledged for exchange in room.exchanges] == [True]


def test_each_answer_of_a_clause_is_asked_for(offered: Services) -> None:
    one, two = clauses(offered)[:2]
    first, second = answered(offered, one), answered(offered, one, "And then?")
    third = answered(offered, two, "Who?")
    for told in ({first}, {first, second}, {second, third}, {first, third}):
        with pytest.raises(NotReady, match="has still to read an answer"):
            returned(offered, 1, FILM, EILIDH, answers_read=frozenset(told))
        assert not any(e.acknowledged for e in offered.signoffs.room(1).exchanges)
    room = returned(offered, 1, FILM, EILIDH, answers_read=frozenset({first, second, third}))
    assert film(room).through


def test_a_kept_text_is_an_answer_to_be_read_too(offered: Services) -> None:
    clause = clauses(offered)[3]
    room = offered.signoffs.want_change(1, FILM, clause, "30 days", EILIDH)
    offered.signoffs.keep(1, room.exchanges[0].sequence, "The client pays then.")
    with pytest.raises(NotReady, match="has still to read an answer"):
        returned(offered, 1, FILM, EILIDH)


def test_a_paper_says_that_clauses_were_understood_only_where_told(offered: Services) -> None:
    with pytest.raises(NotReady, match="clauses not acknowledged yet"):
        returned(offered, 1, FILM, EILIDH, all_understood=False)
    understand_all(offered, 1, FILM, EILIDH)
    room = returned(offered, 1, FILM, EILIDH, all_understood=False)
    assert film(room).through


@pytest.mark.parametrize("field", ["received_how", "received_by"])
def test_how_a_paper_came_and_to_whom_is_told(offered: Services, field: str) -> None:
    with pytest.raises(BadInput):
        returned(offered, 1, FILM, EILIDH, **{field: " "})
    assert not film(offered.signoffs.room(1)).through


_SAID: list[Callable[[Services, str, str], SignOffRoom]] = [
    lambda s, clause, by: s.signoffs.acknowledge(1, FILM, [clause], by),
    lambda s, clause, by: s.signoffs.ask(1, FILM, clause, "Do we wait?", by),
    lambda s, clause, by: s.signoffs.want_change(1, FILM, clause, "30 days", by),
    lambda s, _clause, by: s.signoffs.decline(1, FILM, by, "No time."),
]


@pytest.mark.parametrize("act", _SAID)
def test_whatever_is_said_is_said_by_somebody(
    offered: Services, act: Callable[[Services, str, str], SignOffRoom]
) -> None:
    clause, before = clauses(offered)[0], offered.signoffs.room(1).history
    with pytest.raises(BadInput, match="Nobody is named"):
        act(offered, clause, "  ")
    assert offered.signoffs.room(1).history == before
