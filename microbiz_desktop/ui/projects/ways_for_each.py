"""From a project to one agreement with each of its team, and to the offers of such drafts."""

from collections.abc import Sequence

from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.domain.projects import ProjectData
from microbiz_desktop.domain.states import AgreementState
from microbiz_desktop.services.agreements.values import AgreementRow
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.buttons import LinkButton


def ways_for_each(
    context: Context, data: ProjectData, found: Sequence[AgreementRow]
) -> list[LinkButton]:
    """What there is to do: nothing without others in the team."""
    own = {business.id for business in context.services.businesses.own()}
    ways = []
    if any(member.business_id not in own for member in data.team):
        ways.append(_way(context, "Make one with each member", Link(Screen.SPOKES, data.id)))
    if any(one.state is AgreementState.DRAFT for one in found):
        ways.append(_way(context, "Offer the drafts", Link(Screen.SPOKES, data.id, "offer")))
    return ways


def _way(context: Context, words: str, link: Link) -> LinkButton:
    return LinkButton(words, act=lambda: context.go(link))
