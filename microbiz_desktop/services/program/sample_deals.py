"""Agreements of the sample network: sample deals drafted, offered, asked about and signed off.

What the demo, the pictures and the sample network have in common.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from ...domain.deal import Deal, PartySnapshot
from ...domain.edition import Strokes
from ...domain.errors import NotReady
from ...paths import resource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ...domain.contacts.contacts import BusinessData
    from ..agreements.agreements import Agreements
    from ..agreements.offers import Offers
    from ..agreements.values import AgreementData
    from ..contacts.businesses import Businesses
    from ..signoff.signoffs import SignOffs
    from ..signoff.values import PartyStatus, SignOffRoom
    from .sample_rows import Row


class DealKeepers(Protocol):
    """The services that an agreement goes through from draft to executed copy."""

    @property
    def businesses(self) -> Businesses: ...
    @property
    def agreements(self) -> Agreements: ...
    @property
    def offers(self) -> Offers: ...
    @property
    def signoffs(self) -> SignOffs: ...


#: A drawn signature in a box 1000 wide and 300 high: a capital, small letters, a line under them.
STROKES: Strokes = (
    ((150, 70), (140, 130), (125, 190), (105, 240), (85, 250)),
    ((95, 110), (140, 60), (215, 45), (255, 80), (235, 130), (170, 155), (150, 150)),
    (
        *((170, 160), (215, 190), (250, 215), (290, 200), (320, 165), (305, 150), (285, 175)),
        *((300, 210), (335, 200), (365, 160), (370, 205), (395, 170), (420, 160), (425, 205)),
        *((455, 195), (480, 160), (500, 165), (490, 200), (515, 205), (560, 120), (575, 80)),
        *((560, 75), (545, 130), (545, 200), (575, 200), (610, 165), (640, 185), (700, 175)),
    ),
    ((200, 262), (330, 245), (480, 240), (650, 238)),
)


def sample_agreement(
    services: DealKeepers, name: str, wanted: Callable[[], bool] | None = None
) -> AgreementData:
    """A draft with the answers of a sample deal, its parties tied to the sample network.

    With `wanted` it is a part of that network. Raises NotReady when it is not wanted any more.
    """
    # The first page needs what is here before anybody asks for a sample.
    from ...drafting.dealfile.reader import load_deal_file

    folder = resource("resources", "sample")
    path = folder / f"{name}.toml"
    if not path.exists():
        path = resource("templates", "agreements", name, "sample.toml")
    catalogue = services.agreements.catalogue()
    read = load_deal_file(path, catalogue)
    associates = (services.businesses.get(row.id) for row in services.businesses.rows(limit=1000))
    known = {b.name: b for b in (*services.businesses.own(), *associates) if b.sample}
    own = next((business for business in known.values() if business.own), None)
    if own is None:
        raise NotReady("The sample network is not here.", "Bring it in first.")
    deal = _tied(read.deal, known)
    made = services.agreements.create_from_deal(deal, own.id, wanted)
    for key in services.agreements.stale_parties(made.id):
        party = made.deal.party(key)
        # A sample deal may be told from an associate's side; that stays as the deal has it.
        if party is not None and party.own == known[party.name].own:
            made = services.agreements.update_party(made.id, made.version, key)
    return made


def _tied(deal: Deal, known: dict[str, BusinessData]) -> Deal:
    """The deal with its parties pointing to the contact list, where they are in it."""
    own_is_in = any(known[p.name].own for p in deal.parties if p.name in known)

    def tied(party: PartySnapshot) -> PartySnapshot:
        business = known.get(party.name)
        if business is None:
            return replace(party, logo="", own=party.own and not own_is_in)
        own = business.own if own_is_in else party.own
        return replace(party, business_id=str(business.id), logo=business.logo, own=own)

    return replace(deal, parties=tuple(map(tied, deal.parties)))


def offered_room(services: DealKeepers, agreement: AgreementData, until: str = "") -> SignOffRoom:
    """Offer a draft and give its room."""
    services.offers.offer(agreement.id, agreement.version, until)
    return services.signoffs.room(agreement.id)


#: Who sees a deed of the sample signed.
WITNESS = "Jo Bell, 3 Mill Lane, Otley"


def sign_off(services: DealKeepers, room: SignOffRoom, party: PartyStatus) -> None:
    """Every clause understood, then every signatory on this screen; the first one draws."""
    from ..signoff.screen_channel import OnScreen

    signoffs, key = services.signoffs, room.agreement_id
    signoffs.opened(key, party.key)
    clauses = [clause.id for clause in room.clauses]
    signoffs.acknowledge(key, party.key, clauses, party.signatories[0].name)
    for number, person in enumerate(party.signatories):
        given = OnScreen(
            party=party.key,
            signatory=person.name,
            capacity=person.capacity,
            typed=person.name,
            strokes=STROKES if number == 0 and party.own else (),
            statement=signoffs.statement(key, party.key),
            pages_seen=True,
            witness=WITNESS if room.text.deed else "",
        )
        signoffs.sign(key, given)


def go_on(services: DealKeepers, made: AgreementData, row: Row) -> Iterator[None]:
    """Offer a draft, and do with it what the sample's file says; one may stop after each step."""
    room = offered_room(services, made)
    yield
    parties = {party.key: party for party in room.parties}
    for asked in row.get("asks", ()):
        by = parties[asked["party"]].signatories[0].name
        words = asked["words"]
        services.signoffs.ask(made.id, asked["party"], asked["clause"], words, by)
        yield
    for key in row.get("signed", ()):
        sign_off(services, room, parties[key])
        yield
    if services.signoffs.ready_to_execute(made.id):
        services.signoffs.execute(made.id)
