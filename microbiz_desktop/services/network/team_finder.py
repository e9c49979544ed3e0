"""Finds the smallest team for a job and says why each one is in it.

The skills part of the Network page shows the team. Only the best few for each need are compared,
because trying everybody in a large list would take for ever and change the outcome little.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import select

from ...domain.contacts.contacts import Closeness, Level, Stage
from ...domain.contacts.covering import enough, matching
from ...domain.network.teams import EXACT_UP_TO, TeamCandidate, smallest_team
from ...domain.words.names import fold
from ...records.business import Business
from ...records.project import TeamMember
from ..shared import words
from .coverage import LEVEL_WORDS, held_keys, holders
from .values import NeedData, Team, TeamPick

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

#: Candidates looked at for each need, the best first: more would only be more of the same.
_FOR_EACH = 40
_STANDING = {Stage.TRUSTED: 4, Stage.FIRST_WORK: 3, Stage.TALKING: 1}
_STAGE = {Stage.TRUSTED: "trusted", Stage.FIRST_WORK: "you have worked together once"}
_CLOSE = {
    Closeness.CLOSE: "close to you",
    Closeness.WELL_KNOWN: "well known to you",
    Closeness.KNOWN: "known to you",
    Closeness.MET: "you have met",
}


@dataclass
class _Holding:
    """What one business brings: number of the need to level."""

    id: int
    name: str
    own: bool
    covers: dict[int, Level] = field(default_factory=dict)


def find(session: Session, needs: Sequence[NeedData], project_id: int) -> Team:
    """The smallest team; whoever is in the project already, and the own business, cost nothing."""
    holding = _holding(session, needs)
    inside = _inside(session, project_id)
    there = {key: one for key, one in holding.items() if one.own or key in inside}
    covered = {number for one in there.values() for number in one.covers}
    left = [number for number in range(len(needs)) if number not in covered]
    standing = _standing(session, set(holding) - set(there))
    candidates = [
        TeamCandidate(
            key, {n: max(int(level), 1) for n, level in holding[key].covers.items()}, value
        )
        for key, (value, _) in standing.items()
    ]
    found = smallest_team(left, candidates)
    picks = _picks(found.ids, holding, left, needs, standing)
    held = {number for one in holding.values() for number in one.covers}
    return Team(
        picks=picks,
        there=tuple(_already(there, needs)),
        nobody=tuple(needs[n].name for n in left if n not in held),
        exact=found.exact,
        candidates=found.candidates,
        how=_how(found.exact, found.candidates),
    )


def _holding(session: Session, needs: Sequence[NeedData]) -> dict[int, _Holding]:
    found: dict[int, _Holding] = {}
    held = held_keys(session)
    for number, need in enumerate(needs):
        wanted = holders(matching(fold(need.name), held)).limit(_FOR_EACH)
        for key, trading, legal, level, _skill, own in session.execute(wanted):
            if enough(level, need.level):
                one = found.setdefault(key, _Holding(key, trading or legal, own))
                one.covers.setdefault(number, Level(level))
    return found


def _inside(session: Session, project_id: int) -> set[int]:
    team = select(TeamMember.business_id).where(TeamMember.project_id == project_id)
    return set(session.scalars(team)) if project_id else set()


def _standing(session: Session, ids: set[int]) -> dict[int, tuple[int, str]]:
    """How well each is known and was worked with: a number to rank by, and the words for it."""
    wanted = select(Business.id, Business.closeness, Business.stage).where(Business.id.in_(ids))
    return {
        key: (
            closeness + _STANDING.get(stage, 0),
            ", ".join(filter(None, (_STAGE.get(stage), _CLOSE.get(Closeness(closeness))))),
        )
        for key, closeness, stage in session.execute(wanted)
    }


def _picks(
    ids: Sequence[int],
    holding: dict[int, _Holding],
    left: Sequence[int],
    needs: Sequence[NeedData],
    standing: dict[int, tuple[int, str]],
) -> tuple[TeamPick, ...]:
    """Each pick with what it brings; the only holder of something says so."""
    picks = []
    for key in ids:
        one = holding[key]
        brings = [number for number in left if number in one.covers]
        brought = [f"{needs[n].name} ({LEVEL_WORDS[one.covers[n]]})" for n in brings]
        only = [needs[n].name for n in brings if _holders_of(n, holding) == 1]
        reasons = [f"brings {words.joined(brought)}"]
        if only:
            reasons.append(f"nobody else holds {words.joined(only)}")
        if standing[key][1]:
            reasons.append(standing[key][1])
        why = "; ".join(reasons)
        names = tuple(needs[n].name for n in brings)
        picks.append(TeamPick(key, one.name, names, why[0].upper() + why[1:] + "."))
    return tuple(picks)


def _holders_of(number: int, holding: dict[int, _Holding]) -> int:
    return sum(number in one.covers for one in holding.values())


def _already(there: dict[int, _Holding], needs: Sequence[NeedData]) -> list[str]:
    lines = []
    for number, need in enumerate(needs):
        names = [one.name for one in there.values() if number in one.covers]
        if names:
            lines.append(f"{need.name}: {words.joined(names)}")
    return lines


def _how(exact: bool, candidates: int) -> str:
    if not candidates:
        return "Nobody outside the team holds what is missing."
    if candidates == 1:
        return "Smallest possible: there is only one candidate."
    people = words.counted(candidates, "candidate")
    if exact:
        return f"Smallest possible: every combination of {people} was compared."
    return (
        f"{people[0].upper()}{people[1:]} are more than {EXACT_UP_TO}, so whoever covers most was "
        "taken first: a smaller team may exist."
    )
