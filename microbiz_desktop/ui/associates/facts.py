"""Everything the card of an associate shows, read in one go away from the window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from microbiz_desktop.services.network_values import Balance, Happening, TieRow
from microbiz_desktop.services.values import AgreementRow, BusinessData, ProjectRow

if TYPE_CHECKING:
    from microbiz_desktop.services.wiring import Services


@dataclass(frozen=True, slots=True)
class Facts:
    """An associate with logo (PNG or nothing), work together, what happened, and whom they know."""

    data: BusinessData
    logo: bytes
    projects: tuple[ProjectRow, ...]
    agreements: tuple[AgreementRow, ...]
    happenings: tuple[Happening, ...]
    ties: tuple[TieRow, ...]
    balance: Balance


def read_facts(services: Services, business_id: int) -> Facts:
    """Read them. Raises BadInput when the associate is gone."""
    businesses = services.businesses
    data = businesses.get(business_id)
    return Facts(
        data=data,
        logo=businesses.image(data.logo) if data.logo else b"",
        projects=businesses.projects_of(business_id),
        agreements=businesses.involved(business_id),
        happenings=services.timeline.entries(business_id),
        ties=services.network.ties(business_id),
        balance=services.referrals.balance(business_id),
    )
