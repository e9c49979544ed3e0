"""The way to somebody through people who know each other: the cheapest chain of introductions."""

import heapq
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from ..contacts.contacts import Closeness

#: The user, where every chain begins; businesses have ids from 1.
US = 0
#: What asking somebody we know this well costs; who is not known at all is not asked.
ASKING: Mapping[int, int] = {
    Closeness.CLOSE: 1,
    Closeness.WELL_KNOWN: 2,
    Closeness.KNOWN: 3,
    Closeness.MET: 5,
}
#: What each further introduction costs; whoever introduced once will the more easily again.
TIE, INTRODUCED = 2, 1


@dataclass(frozen=True, slots=True)
class AcquaintedPair:
    """Two who know each other, what going this way costs, and in what way they do."""

    first: int
    second: int
    cost: int
    how: str = ""

    def other(self, end: int) -> int:
        """Who is at the other end."""
        return self.second if end == self.first else self.first


@dataclass(frozen=True, slots=True)
class Chain:
    """Who is asked in order, the one to reach last; `links[i]` leads to `ids[i]`."""

    ids: tuple[int, ...]
    links: tuple[AcquaintedPair, ...]

    @property
    def cost(self) -> int:
        """What the whole way costs."""
        return sum(link.cost for link in self.links)


def best_chain(
    links: Iterable[AcquaintedPair], goal: int, shut: Collection[tuple[int, int]] = ()
) -> Chain | None:
    """The cheapest chain from the user to `goal`: on a tie the shorter, then the smaller ids.

    `shut` names pairs (from, to) that may not be gone. None when there is no way.
    """
    roads = _roads(links)
    queue: list[tuple[int, int, tuple[int, ...]]] = [(0, 0, ())]
    reached: set[int] = set()
    while queue:
        cost, _, ids = heapq.heappop(queue)
        here = ids[-1] if ids else US
        if here == goal:
            return _chain(ids, roads)
        if here in reached:
            continue
        reached.add(here)
        for there, link in roads[here].items():
            if there not in reached and there != US and (here, there) not in shut:
                heapq.heappush(queue, (cost + link.cost, len(ids) + 1, (*ids, there)))
    return None


def chains(links: Iterable[AcquaintedPair], goal: int, limit: int) -> tuple[Chain, ...]:
    """Up to `limit` chains, best first, each beginning with somebody else to ask."""
    known = tuple(links)
    shut: set[tuple[int, int]] = set()
    found: list[Chain] = []
    while len(found) < limit and (chain := best_chain(known, goal, shut)) is not None:
        found.append(chain)
        shut.add((US, chain.ids[0]))
    return tuple(found)


def without(
    links: Iterable[AcquaintedPair], left_out: Callable[[int], bool]
) -> tuple[AcquaintedPair, ...]:
    """The links that touch nobody who is left out."""
    return tuple(one for one in links if not left_out(one.first) and not left_out(one.second))


def _roads(links: Iterable[AcquaintedPair]) -> dict[int, dict[int, AcquaintedPair]]:
    """The cheapest link between each two; of equal ones the first."""
    roads: dict[int, dict[int, AcquaintedPair]] = defaultdict(dict)
    for link in links:
        there = roads[link.first].get(link.second)
        if there is None or link.cost < there.cost:
            roads[link.first][link.second] = roads[link.second][link.first] = link
    return roads


def _chain(ids: tuple[int, ...], roads: Mapping[int, Mapping[int, AcquaintedPair]]) -> Chain:
    way = zip((US, *ids), ids, strict=False)
    return Chain(ids, tuple(roads[here][there] for here, there in way))
