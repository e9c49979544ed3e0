"""What is noticed before somebody is chosen: parted from, paused, or only just met."""

from dataclasses import replace

import pytest

from microbiz_desktop.domain.contacts.contacts import Stage
from microbiz_desktop.domain.errors import BadInput
from microbiz_desktop.domain.findings import Severity
from microbiz_desktop.services.agreements.values import AgreementData
from microbiz_desktop.services.wiring import Services
from tests.services.circle import associate, own


def _at(services: Services, key: int, *stages: Stage) -> None:
    for stage in stages:
        services.businesses.save(replace(services.businesses.get(key), stage=stage))


def test_whom_we_parted_from_and_who_is_paused_are_noticed_with_the_day(services: Services) -> None:
    amara, bruno, cleo = (associate(services, name) for name in ("Amara", "Bruno", "Cleo"))
    _at(services, amara, Stage.NOT_AGAIN)
    _at(services, bruno, Stage.PAUSED)
    _at(services, cleo, Stage.TRUSTED)
    found = services.choosing.notices((bruno, cleo, amara, bruno))
    assert [(one.business_id, one.kind, one.words) for one in found] == [
        (bruno, "paused", "Bruno stands at “Paused” since 21 November 2026."),
        (amara, "not-again", "Amara stands at “Not again” since 21 November 2026."),
    ]


def test_a_day_of_another_stage_is_not_said(services: Services) -> None:
    amara = associate(services, "Amara")
    _at(services, amara, Stage.TALKING)
    data = services.businesses.get(amara)
    history = data.stage_history
    _at(services, amara, Stage.PAUSED)
    data = services.businesses.get(amara)
    services.businesses.save(replace(data, stage_history=history))
    assert services.choosing.notices((amara,))[0].words == "Amara stands at “Paused”."


def test_the_first_work_is_not_rushed_when_one_wishes_so(services: Services) -> None:
    amara = associate(services, "Amara")
    services.timeline.add(amara, "call", "2026-11-15", "Talked about the stall")
    services.timeline.add(amara, "note", "2026-01-02", "Seen at the market")
    assert services.choosing.notices((amara,)) == ()
    services.choosing.set_pause(14)
    (found,) = services.choosing.notices((amara,))
    assert found.words == (
        "No rush with Amara: you first talked on 15 November 2026, and want 14 days before the "
        "first work. That is 29 November 2026."
    )
    services.choosing.set_pause(6)
    assert services.choosing.notices((amara,)) == ()


def test_the_day_talking_began_counts_and_work_done_ends_the_wish(services: Services) -> None:
    amara = associate(services, "Amara")
    services.choosing.set_pause(1)
    assert services.choosing.notices((amara,)) == ()  # no talk is noted: nothing is known
    _at(services, amara, Stage.TALKING)
    assert [one.kind for one in services.choosing.notices((amara,))] == ["too-soon"]
    _at(services, amara, Stage.FIRST_WORK)
    assert services.choosing.notices((amara,)) == ()


def test_own_businesses_and_whoever_is_gone_are_left_out(services: Services) -> None:
    assert services.choosing.notices((own(services), 999)) == ()


@pytest.mark.parametrize("days", [-1, 3651])
def test_a_pause_that_is_none_is_refused(services: Services, days: int) -> None:
    with pytest.raises(BadInput):
        services.choosing.set_pause(days)
    assert services.choosing.pause() == 0


def test_a_draft_says_it_of_its_parties_as_a_hint_and_is_offered_all_the_same(
    services: Services, draft: AgreementData
) -> None:
    film, wood = (int(party.business_id) for party in draft.deal.parties if not party.own)
    assert [f.code for f in services.drafts.compile(draft.id).findings if "party-" in f.code] == []
    _at(services, film, Stage.PAUSED)
    services.choosing.set_pause(30)
    services.timeline.add(wood, "meeting", "2026-11-20", "At the workshop")
    found = [f for f in services.drafts.compile(draft.id).findings if f.code.startswith("party-")]
    assert [(f.code, f.severity, f.place.party) for f in found] == [
        ("party-paused", Severity.HINT, "northlight-film"),
        ("party-too-soon", Severity.HINT, "whitcombe-joinery"),
    ]
    assert found[0].message == "Northlight Film stands at “Paused” since 21 November 2026."
    assert services.offers.offer(draft.id, draft.version).revision == 1
