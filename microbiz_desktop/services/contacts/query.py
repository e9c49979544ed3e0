"""What is asked of the contact list: words and filters, as a value, as JSON and as conditions."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta

from ...domain.contacts.contacts import Stage
from ...domain.words.names import fold

ORDERS = ("best", "name", "recent", "stage", "next")


@dataclass(frozen=True, slots=True)
class Query:
    """Everything has to hold. `free_in` is an ISO month; `skills`, `relations` and
    `labels` are all asked.

    `papers_within_days` finds papers that have run out or will within so many days (0: not
    asked). `order` is one of `ORDERS`; "best" is by name while nothing is typed.
    """

    text: str = ""
    skills: tuple[str, ...] = ()
    place: str = ""
    stages: tuple[Stage, ...] = ()
    closeness_min: int = 0
    free_in: str = ""
    papers_within_days: int = 0
    relations: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    order: str = "best"

    @property
    def empty(self) -> bool:
        """Nothing is asked: everybody is meant."""
        return self == Query(order=self.order)


def to_json(query: Query) -> str:
    """The query as it is kept in a smart list, what was not asked left out."""
    blank = asdict(Query())
    asked = {name: value for name, value in asdict(query).items() if value != blank[name]}
    return json.dumps(asked, ensure_ascii=False)


def from_json(stored: str) -> Query:
    """Read back what `to_json` wrote; what this program does not know is passed over."""
    known = {field.name for field in fields(Query)}
    asked = {name: value for name, value in json.loads(stored).items() if name in known}
    for name in ("skills", "relations", "labels"):
        asked[name] = tuple(asked.get(name, ()))
    if asked.get("order") not in ORDERS:
        asked.pop("order", None)
    stages = [word for word in asked.get("stages", ()) if word in tuple(Stage)]
    return Query(**{**asked, "stages": tuple(Stage(word) for word in stages)})


def conditions(query: Query, today: date) -> tuple[list[str], list[object]]:
    """The filters (all but the words and the place) as SQL over `business` with its values."""
    said: list[str] = []
    values: list[object] = []
    for skill in query.skills:
        said.append("business.id IN (SELECT business_id FROM skill WHERE key = ?)")
        values.append(fold(skill))
    if query.stages:
        said.append(f"business.stage IN ({', '.join('?' * len(query.stages))})")
        values += [str(stage) for stage in query.stages]
    if query.closeness_min:
        said.append("business.closeness >= ?")
        values.append(int(query.closeness_min))
    listed = [("relations", word) for word in query.relations]
    listed += [("labels", word) for word in query.labels]
    listed += [("free_months", query.free_in)] if query.free_in else []
    for column, word in listed:
        said.append(f"instr(business.{column}, ?)")
        values.append(json.dumps(word, ensure_ascii=False))
    if query.papers_within_days:
        limit = (today + timedelta(days=query.papers_within_days)).isoformat()
        said.append(_EXPIRING)
        values += [limit, limit]
    return said, values


#: A year or a month alone ends with its last day; the plain comparison lets the index be used.
_EXPIRING = """business.id IN (SELECT business_id FROM paper
    WHERE expires > '' AND expires <= ?
        AND CASE length(expires) WHEN 4 THEN expires || '-12-31'
            WHEN 7 THEN date(expires || '-01', '+1 month', '-1 day') ELSE expires END <= ?)"""
