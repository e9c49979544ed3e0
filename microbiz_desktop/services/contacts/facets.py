"""What the filters of the contact list can be set to, with how many each would leave."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...domain.contacts.contacts import Stage

if TYPE_CHECKING:
    from array import array

    from sqlalchemy import Connection

#: The commonest of each; the others are found by typing.
_MOST = 200


@dataclass(frozen=True, slots=True)
class Facets:
    """Skills, places and labels, commonest first; stages in their order, all of them; counted."""

    skills: tuple[tuple[str, int], ...]
    places: tuple[tuple[str, int], ...]
    stages: tuple[tuple[Stage, int], ...]
    labels: tuple[tuple[str, int], ...] = ()


def facets(connection: Connection, ids: array[int] | None) -> Facets:
    """Counts among these associates, or among all of them."""
    stages = dict(_counted(connection, _STAGES, ids))
    return Facets(
        skills=_counted(connection, _SKILLS, ids),
        places=_counted(connection, _PLACES, ids),
        stages=tuple((stage, stages.get(stage.value, 0)) for stage in Stage),
        labels=_counted(connection, _LABELS, ids),
    )


_ASSOCIATES = "business.own = 0 AND business.outside = 0 AND business.archived_at IS NULL"
# In the list's own order rows would be read from all over the file. Skills are counted by the index
# of keys alone; who is no associate is few and left out by name.
_SKILLS = f"""
    SELECT (SELECT name FROM skill WHERE key = counted.key LIMIT 1), many FROM (
        SELECT key, count(*) AS many FROM (
            SELECT DISTINCT key, business_id FROM skill WHERE business_id NOT IN (
                SELECT id FROM business WHERE NOT ({_ASSOCIATES})){{among}})
        GROUP BY key ORDER BY many DESC, key LIMIT ?) AS counted"""  # noqa: S608 - words of this module
_PLACES = f"""
    SELECT min(place), count(*) AS many FROM business NOT INDEXED
    WHERE {_ASSOCIATES} AND place > ''{{among}}
    GROUP BY lower(place) ORDER BY many DESC, place LIMIT ?"""  # noqa: S608 - words of this module
_LABELS = f"""
    SELECT word.value, count(*) AS many
    FROM business NOT INDEXED, json_each(business.labels) AS word
    WHERE {_ASSOCIATES} AND business.labels <> '[]'{{among}}
    GROUP BY word.value ORDER BY many DESC, word.value LIMIT ?"""  # noqa: S608 - words of this module
_STAGES = f"""
    SELECT stage, count(*) FROM business NOT INDEXED
    WHERE {_ASSOCIATES}{{among}} GROUP BY stage LIMIT ?"""  # noqa: S608 - words of this module


def _counted(
    connection: Connection, sql: str, ids: array[int] | None
) -> tuple[tuple[str, int], ...]:
    among = ""
    values: tuple[str, ...] = ()
    if ids is not None:
        key = "business_id" if sql is _SKILLS else "business.id"
        among = f" AND {key} IN (SELECT value FROM json_each(?))"  # noqa: S608 - one of two words
        values = (json.dumps(ids.tolist()),)
    rows = connection.exec_driver_sql(sql.format(among=among), (*values, _MOST))
    return tuple((str(row[0]), int(row[1])) for row in rows)
