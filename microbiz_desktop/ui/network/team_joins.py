"""Those who were found for a job join the team of a project, with the way back."""

from collections.abc import Iterable
from dataclasses import replace

from microbiz_desktop.domain.projects import TeamMemberData
from microbiz_desktop.services.network.values import TeamPick
from microbiz_desktop.ui.records.undo import tell
from microbiz_desktop.ui.runtime.context import Context


def join_team(context: Context, project: int, picks: Iterable[TeamPick]) -> None:
    """Everybody picked who is not in the team yet, with what they bring as their role."""
    projects = context.services.projects
    before = projects.get(project)
    inside = {member.business_id for member in before.team}
    new = [pick for pick in picks if pick.id not in inside]
    members = tuple(TeamMemberData(p.id, p.name, ", ".join(p.brings)) for p in new)
    added = {pick.id for pick in new}

    def put_in() -> None:
        now = projects.get(project)
        projects.save(replace(now, team=(*now.team, *members)))

    def take_out() -> None:
        now = projects.get(project)
        team = tuple(member for member in now.team if member.business_id not in added)
        projects.save(replace(now, team=team))

    put_in()
    count = "1 associate" if len(new) == 1 else f"{len(new)} associates"
    tell(context, f"{count} put into {before.name}", take_out, put_in)
