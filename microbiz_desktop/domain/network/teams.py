"""The smallest team that covers a job: exact for few candidates, greedy for many."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

#: Up to this many candidates every combination is compared.
EXACT_UP_TO = 12


@dataclass(frozen=True, slots=True)
class TeamCandidate:
    """Somebody who might join: which needs (by number) are covered, and how well (1 to 4).

    `standing` is how well we know them and have worked with them; it decides between equals.
    """

    id: int
    covers: Mapping[int, int] = field(default_factory=dict)
    standing: int = 0


@dataclass(frozen=True, slots=True)
class SmallestTeam:
    """The ids of the team in order of what each adds, and whether the search was exact."""

    ids: tuple[int, ...]
    exact: bool
    candidates: int


def smallest_team(needs: Sequence[int], candidates: Sequence[TeamCandidate]) -> SmallestTeam:
    """Fewest members first, then how well the needs are covered, then standing, then lower ids.

    Needs that nobody covers are passed over; who covers none of them is no candidate.
    """
    wanted = frozenset(needs)
    useful = [one for one in candidates if wanted & one.covers.keys()]
    open_needs = wanted & frozenset().union(*(one.covers for one in useful))
    exact = len(useful) <= EXACT_UP_TO
    team = _exact(open_needs, useful) if exact else _greedy(open_needs, useful)
    return SmallestTeam(_in_order(open_needs, team), exact, len(useful))


def _exact(needs: frozenset[int], candidates: Sequence[TeamCandidate]) -> tuple[TeamCandidate, ...]:
    for size in range(len(candidates) + 1):
        teams = [team for team in combinations(candidates, size) if _covers(team, needs)]
        if teams:
            return min(teams, key=lambda team: _rank(team, needs))
    return ()


def _covers(team: Sequence[TeamCandidate], needs: frozenset[int]) -> bool:
    return needs <= frozenset().union(*(one.covers for one in team))


def _rank(team: Sequence[TeamCandidate], needs: frozenset[int]) -> tuple[int, int, tuple[int, ...]]:
    """The lower the better."""
    quality = sum(max((one.covers.get(need, 0) for one in team), default=0) for need in needs)
    return -quality, -sum(one.standing for one in team), tuple(sorted(one.id for one in team))


def _greedy(
    needs: frozenset[int], candidates: Sequence[TeamCandidate]
) -> tuple[TeamCandidate, ...]:
    """Whoever covers most of what is left joins; whoever proves superfluous leaves again."""
    team: list[TeamCandidate] = []
    left = needs
    while left:
        best = min(candidates, key=lambda one: _adds(one, left))
        team.append(best)
        left -= best.covers.keys()
    for one in tuple(team):
        rest = [other for other in team if other is not one]
        if _covers(rest, needs):
            team = rest
    return tuple(team)


def _adds(one: TeamCandidate, left: frozenset[int]) -> tuple[int, int, int, int]:
    """The lower the better."""
    quality = sum(level for need, level in one.covers.items() if need in left)
    return -len(left & one.covers.keys()), -quality, -one.standing, one.id


def _in_order(needs: frozenset[int], team: Sequence[TeamCandidate]) -> tuple[int, ...]:
    """Whoever brings most is named first."""
    order: list[int] = []
    left, rest = needs, list(team)
    while rest:
        best = min(rest, key=lambda one: _adds(one, left))
        rest.remove(best)
        order.append(best.id)
        left -= best.covers.keys()
    return tuple(order)
