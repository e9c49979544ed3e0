"""What the filters of the contact list can be set to, with how many each would leave."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..domain.contacts import Stage

if TYPE_CHECKING:
    from array import array

    from sqlalchemy import Connection

#: The commonest of each; the others are found by typing.
_MOST = 200


@dataclass(frozen=True, slots=True)
class Facets:
    """Skills and places with their counts, commonest first; stages in their order, all of them."""

    skills: tuple[tuple[str, int], ...]
    places: tuple[tuple[str, int], ...]
    stages: tuple[tuple[Stage, int], ...]


def facets(connection: Connection, ids: array[int] | None) -> Facets:
    """Counts among these associates, or among all of them."""
    stages = dict(_counted(connection, _STAGES, ids))
    return Facets(
        skills=_counted(connection, _SKILLS, ids),
        places=_counted(connection, _PLACES, ids),
        stages=tuple((stage, stages.get(stage.value, 0)) for stage in Stage),
    )


_ASSOCIATES = "business.own = 0 AND business.archived_at IS NULL"
_SKILLS = f"""
    SELECT min(skill.name), count(DISTINCT skill.business_id) AS many FROM skill
    JOIN business ON business.id = skill.business_id
    WHERE {_ASSOCIATES}{{among}} GROUP BY skill.key ORDER BY many DESC, skill.key LIMIT ?"""  # noqa: S608 - words of this module
_PLACES = f"""
    SELECT min(place), count(*) AS many FROM business
    WHERE {_ASSOCIATES} AND place > ''{{among}}
    GROUP BY lower(place) ORDER BY many DESC, place LIMIT ?"""  # noqa: S608 - words of this module
_STAGES = f"""
    SELECT stage, count(*) FROM business
    WHERE {_ASSOCIATES}{{among}} GROUP BY stage LIMIT ?"""  # noqa: S608 - words of this module


def _counted(
    connection: Connection, sql: str, ids: array[int] | None
) -> tuple[tuple[str, int], ...]:
    among = ""
    values: tuple[str, ...] = ()
    if ids is not None:
        among = " AND business.id IN (SELECT value FROM json_each(?))"
        values = (json.dumps(ids.tolist()),)
    rows = connection.exec_driver_sql(sql.format(among=among), (*values, _MOST))
    return tuple((str(row[0]), int(row[1])) for row in rows)
