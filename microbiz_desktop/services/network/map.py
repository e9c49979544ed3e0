"""Who knows whom: ties, the map, and the way to somebody by introductions.

The map and the card of an associate ask here. Ties follow from introductions as well as from what
was typed, so that nobody notes a thing twice; what is marked private never shows up in a chain.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select

from ...domain.contacts.contacts import Stage
from ...domain.errors import BadInput
from ...domain.network.layout import place
from ...domain.network.paths import US, AcquaintedPair, Chain, chains, without
from ...records.business import Business
from ...records.network import Tie
from . import acquaintance, introductions
from .acquaintance import BY_INTRODUCTION, AcquaintedBusiness, is_contact
from .values import Edge, Graph, Node, Path, Positions, Step, TieRow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ...storage.database import Database
    from ..shared.settings import Settings


class Network:
    """Ties between associates, and what follows from them."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self._database = database
        self._settings = settings

    def ties(self, business_id: int) -> tuple[TieRow, ...]:
        """Whom this associate knows, private ties too: typed ones, then by introduction."""
        with self._database.reading() as session:
            typed = _typed_ties(session, business_id)
            there = {row.id for row in typed}
            found = [row for row in _introduced(session, business_id) if row.id not in there]
        return (*sorted(typed, key=_by_name), *sorted(found, key=_by_name))

    def tie(self, a: int, b: int, how: str, *, private: bool = False) -> None:
        """Note that two know each other, associates or not, or note it anew."""
        first, second = min(a, b), max(a, b)
        if first == second:
            raise BadInput("A business knows itself already.", "Choose another one.")
        with self._database.transaction() as session:
            live = select(func.count()).where(is_contact(), Business.id.in_((first, second)))
            if session.scalar(live) != 2:
                raise BadInput(
                    "One of the two is not known here.", "Choose two that are, or add one."
                )
            there = _tie(session, first, second)
            if there is None:
                session.add(Tie(first_id=first, second_id=second, how=how.strip(), private=private))
            else:
                there.how, there.private = how.strip(), private

    def untie(self, a: int, b: int) -> TieRow | None:
        """Take a tie away; gives it as `b` stood in it, so that it can be made again."""
        with self._database.transaction() as session:
            there = _tie(session, min(a, b), max(a, b))
            if there is None:
                return None
            name = session.get_one(Business, b).name
            gone = TieRow(b, name, there.how, there.private)
            session.delete(there)
            return gone

    def graph(self, limit: int = 500) -> Graph:
        """Up to `limit` of those known, with most ties first; private ties are not shown."""
        with self._database.reading() as session:
            people = acquaintance.best_acquainted(session, limit)
            found = acquaintance.links(session, people)
            degrees = Counter(end for pair in _pairs(found) for end in pair)
            order = sorted(people.values(), key=lambda one: (-degrees[one.id], one.name, one.id))
            lonely = _lonely(session, limit - len(people), people)
            total = session.scalar(select(func.count()).where(is_contact())) or 0
        return _graph([*order, *lonely][:limit], found, total)

    def layout(self, graph: Graph) -> Positions:
        """Where each of them stands on the map; the same graph gives the same map. [slow]"""
        return place([node.id for node in graph.nodes], [(edge.a, edge.b) for edge in graph.edges])

    def path(self, to_id: int) -> Path:
        """The best way to this associate by introductions, with reasons."""
        return self.paths(to_id, limit=1)[0]

    def paths(self, to_id: int, limit: int = 3) -> tuple[Path, ...]:
        """Up to `limit` ways, each beginning with somebody else; one without steps for none."""
        with self._database.reading() as session:
            goal = acquaintance.acquainted(session, Business.id == to_id).get(to_id)
            if goal is None:
                raise BadInput("That business is not here any more.", "Go back to the list.")
            if goal.private:
                return (Path((), none=introductions.kept_private(goal.name)),)
            near = acquaintance.around(session, to_id)
            people = {**acquaintance.acquainted(session, Business.id.in_(near)), to_id: goal}
            open_links = without(
                [*acquaintance.asking(people), *acquaintance.links(session, near)],
                lambda key: key not in (US, to_id) and not _may_be_asked(people.get(key)),
            )
            found = chains(open_links, to_id, limit)
            writer = introductions.Writer(session, self._settings.current_business(), people)
            made = tuple(Path(_steps(chain, people), writer.request(chain.ids)) for chain in found)
        return made or (Path((), none=introductions.no_way(goal.name)),)


def _may_be_asked(one: AcquaintedBusiness | None) -> bool:
    """Private people are left out of every chain, and so is whom we parted from."""
    return one is not None and not one.private and one.stage is not Stage.NOT_AGAIN


def _steps(chain: Chain, people: dict[int, AcquaintedBusiness]) -> tuple[Step, ...]:
    before = [people[key] if key else None for key in (US, *chain.ids)]
    return tuple(
        Step(key, people[key].name, introductions.why(before[number], people[key], link))
        for number, (key, link) in enumerate(zip(chain.ids, chain.links, strict=True))
    )


def _tie(session: Session, first: int, second: int) -> Tie | None:
    wanted = select(Tie).where(Tie.first_id == first, Tie.second_id == second)
    return session.scalars(wanted).one_or_none()


def _typed_ties(session: Session, business_id: int) -> list[TieRow]:
    wanted = select(Tie).where(or_(Tie.first_id == business_id, Tie.second_id == business_id))
    ties = {
        tie.second_id if tie.first_id == business_id else tie.first_id: tie
        for tie in session.scalars(wanted)
    }
    people = acquaintance.acquainted(session, Business.id.in_(ties))
    return [
        TieRow(key, one.name, ties[key].how, ties[key].private, logo=one.logo)
        for key, one in people.items()
    ]


def _introduced(session: Session, business_id: int) -> list[TieRow]:
    brought = acquaintance.acquainted(session, Business.introduced_by_id == business_id)
    by = select(Business.introduced_by_id).where(Business.id == business_id)
    brought_by = acquaintance.acquainted(session, Business.id.in_(by))
    return [
        *(_by_introduction(one, "Introduced to us") for one in brought.values()),
        *(_by_introduction(one, "Made the introduction") for one in brought_by.values()),
    ]


def _by_introduction(one: AcquaintedBusiness, how: str) -> TieRow:
    return TieRow(one.id, one.name, how, introduced=True, logo=one.logo)


def _lonely(session: Session, limit: int, tied: Collection[int]) -> list[AcquaintedBusiness]:
    """Those whom no link touches, by name, while there is room on the map."""
    if limit <= 0:
        return []
    first = (
        select(Business.id)
        .where(is_contact())
        .order_by(Business.sort_name, Business.id)
        .limit(limit + len(tied))
    )
    ids = [key for key in session.scalars(first) if key not in tied][:limit]
    people = acquaintance.acquainted(session, Business.id.in_(ids))
    return [people[key] for key in ids]


def _pairs(found: list[AcquaintedPair]) -> dict[tuple[int, int], str]:
    """Each pair once, a typed tie's words before those of an introduction."""
    pairs: dict[tuple[int, int], str] = {}
    for one in found:
        pairs.setdefault((min(one.first, one.second), max(one.first, one.second)), one.how)
    return pairs


def _graph(shown: list[AcquaintedBusiness], found: list[AcquaintedPair], total: int) -> Graph:
    ids = {one.id for one in shown}
    pairs = {pair: how for pair, how in _pairs(found).items() if ids.issuperset(pair)}
    degrees = Counter(end for pair in pairs for end in pair)
    nodes = (
        Node(
            *(one.id, one.name, one.logo, degrees[one.id], one.private, one.closeness),
            outside=one.outside,
        )
        for one in shown
    )
    edges = (
        Edge(a, b, "Introduction" if how == BY_INTRODUCTION else how)
        for (a, b), how in pairs.items()
    )
    return Graph(tuple(nodes), tuple(edges), total)


def _by_name(row: TieRow) -> tuple[str, int]:
    return row.name, row.id
