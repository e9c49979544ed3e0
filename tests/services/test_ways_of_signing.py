"""A deed has its witness, and where one way of signing was agreed there is no other."""

import pkgutil
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from microbiz_desktop.domain.errors import NotReady
from microbiz_desktop.domain.signing import Channel
from microbiz_desktop.services import signoff
from microbiz_desktop.services.signoff.channels import Given
from microbiz_desktop.services.signoff.screen_channel import OnScreen
from microbiz_desktop.services.signoff.values import PartyStatus, SignOffRoom
from microbiz_desktop.services.wiring import Services
from tests.builders import fernhill, returned, understand_all
from tests.soak.work import Tools, load_tools, open_folder

WITNESS = "Jo Bell, 3 Mill Lane, Otley"


@pytest.fixture(scope="module")
def tools() -> Tools:
    """The real templates and a deed of two parties; no pages are made."""
    return load_tools()


@pytest.fixture
def services(tmp_path: Path, tools: Tools) -> Iterator[Services]:
    made = open_folder(tmp_path / "data", tools)
    yield made
    made.close()


def _offered(services: Services, tools: Tools, **answers: str) -> tuple[int, PartyStatus]:
    deal = replace(tools.deal, answers={**tools.deal.answers, **answers})
    own = services.businesses.save(fernhill())
    draft = services.agreements.create_from_deal(deal, own.id)
    services.offers.offer(draft.id, draft.version)
    party = services.signoffs.room(draft.id).parties[1]
    understand_all(services, draft.id, party.key, party.name)
    return draft.id, party


def _on_screen(services: Services, key: int, party: PartyStatus, witness: str) -> SignOffRoom:
    name = party.signatories[0].name
    given = OnScreen(
        party=party.key,
        signatory=name,
        typed=name,
        statement="Agreed.",
        pages_seen=True,
        witness=witness,
    )
    return services.signoffs.sign(key, given)


def _on_paper(services: Services, key: int, party: PartyStatus) -> SignOffRoom:
    return returned(services, key, party.key, party.signatories[0].name)


def test_a_deed_on_this_screen_needs_somebody_who_saw_it(services: Services, tools: Tools) -> None:
    key, party = _offered(services, tools, execution="deed", signatures="any")
    before = len(services.signoffs.room(key).history)
    with pytest.raises(NotReady, match="A deed needs a witness"):
        _on_screen(services, key, party, " ")
    for own in (
        party.signatories[0].name,
        services.signoffs.room(key).parties[0].signatories[0].name,
    ):
        with pytest.raises(NotReady, match="cannot be its witness"):
            _on_screen(services, key, party, f"{own.upper()}, 3 Mill Lane")
    assert len(services.signoffs.room(key).history) == before
    assert _on_screen(services, key, party, WITNESS).signed == 1


def test_what_is_no_deed_needs_no_witness(services: Services, tools: Tools) -> None:
    key, party = _offered(services, tools, execution="simple", signatures="electronic")
    assert _on_screen(services, key, party, "").signed == 1


def test_on_paper_only_is_not_signed_on_screen(services: Services, tools: Tools) -> None:
    key, party = _offered(services, tools, execution="deed", signatures="paper")
    with pytest.raises(NotReady, match="signed on paper only"):
        _on_screen(services, key, party, WITNESS)
    assert _on_paper(services, key, party).signed == 1


def test_on_screen_only_takes_no_paper(services: Services, tools: Tools) -> None:
    key, party = _offered(services, tools, execution="simple", signatures="electronic")
    with pytest.raises(NotReady, match="signed on screen only"):
        _on_paper(services, key, party)
    assert services.signoffs.room(key).signed == 0


def test_every_channel_has_a_value_that_takes_its_evidence() -> None:
    for module in pkgutil.iter_modules(signoff.__path__):
        import_module(f"{signoff.__name__}.{module.name}")
    assert {given.channel for given in Given.__subclasses__()} == set(Channel)
