"""Everything the card of an associate shows, read in one go away from the window."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from microbiz_desktop.domain.contacts.contacts import BusinessData
from microbiz_desktop.domain.projects import ProjectRow
from microbiz_desktop.services.agreements.values import AgreementRow
from microbiz_desktop.services.network.values import Balance, Happening, TieRow
from microbiz_desktop.services.shared.choosing import ChoiceNotice

if TYPE_CHECKING:
    from microbiz_desktop.services.wiring import Services


#: Ties shown on the card; the network shows them all.
TIES = 5


@dataclass(frozen=True, slots=True)
class AssociateDetails:
    """An associate with logo (PNG or nothing), work together, what happened, and whom they know."""

    data: BusinessData
    logo: bytes
    projects: tuple[ProjectRow, ...]
    agreements: tuple[AgreementRow, ...]
    happenings: tuple[Happening, ...]
    ties: tuple[TieRow, ...]
    #: PNGs of those ties that stand on the card, by the name of the logo.
    tie_logos: Mapping[str, bytes]
    balance: Balance
    #: The colour of each label.
    colours: Mapping[str, str]
    #: What is to be noticed before choosing them.
    notices: tuple[ChoiceNotice, ...]


def read_details(services: Services, business_id: int) -> AssociateDetails:
    """Read them. Raises BadInput when the associate is gone."""
    businesses = services.businesses
    data = businesses.get(business_id)
    ties = services.network.ties(business_id)
    return AssociateDetails(
        data=data,
        logo=businesses.image(data.logo) if data.logo else b"",
        projects=businesses.projects_of(business_id),
        agreements=businesses.involved(business_id),
        happenings=services.timeline.entries(business_id),
        ties=ties,
        tie_logos={tie.logo: businesses.image(tie.logo) for tie in ties[:TIES] if tie.logo},
        balance=services.referrals.balance(business_id),
        colours=services.labels.colours(data.labels) if data.labels else {},
        notices=services.choosing.notices((business_id,)),
    )
