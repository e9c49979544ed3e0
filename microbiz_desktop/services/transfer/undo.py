"""Taking back a whole import or merge: what it made goes, what it changed is as it was.

What the user has changed since is kept, and said so.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import delete

from ...domain.errors import BadInput
from ...domain.states import Kind
from ...records.business import Business
from ...records.network import Merged, UndoStep
from ...storage.bulk import bulk_search
from ...storage.database import announce
from ..contacts.mapping import data_of, fill
from ..contacts.reading import in_batches
from ..shared.progress import never
from ..shared.words import joined as listed
from . import references
from .field_words import TITLES
from .undo_records import Kept, undone, unpack
from .values import Undone

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.orm import Session

    from ...domain.clock import Moment
    from ..shared.progress import Cancelled

#: So many sentences on what was kept are given; the rest is counted.
_SENTENCES = 200
_AT_ONCE = 500


def undo(session: Session, step: UndoStep, now: Moment, cancelled: Cancelled = never) -> Undone:
    """Take a step back and forget what it kept for that. Raises BadInput once cancelled."""
    kept, step_id = unpack(step.before), step.id
    said: list[str] = []
    with bulk_search(session) as changed:
        moved = references.move_back(session.connection(), kept)
        said += [f"{what.capitalize()} changed since: left as they are." for what in moved]
        done = _unarchive(session, kept, changed)
        done += _change_back(session, kept, changed, now, said, cancelled)
        done += _unmake(session, kept, changed, said, cancelled)
    step = session.get_one(UndoStep, step_id)  # long work lets go of what it has read
    step.undone_at, step.before = now, b""
    announce(session, Kind.BUSINESS, Kind.NETWORK, Kind.PROJECT)
    if len(said) > _SENTENCES:
        said[_SENTENCES:] = [f"And {len(said) - _SENTENCES:,} more of the kind."]
    return Undone(done, tuple(said))


def _go_on(cancelled: Cancelled) -> None:
    if cancelled():
        raise BadInput("Taking back was stopped.", "Nothing was changed.")


def _unarchive(session: Session, kept: Kept, changed: set[int]) -> int:
    for key in kept.archived:
        business = session.get(Business, key)
        if business is not None:
            business.archived_at = None
            changed.add(key)
    session.execute(delete(Merged).where(Merged.gone_id.in_(kept.archived)))
    session.flush()
    return len(kept.archived)


def _change_back(
    session: Session,
    kept: Kept,
    changed: set[int],
    now: Moment,
    said: list[str],
    cancelled: Cancelled,
) -> int:
    done = 0
    today = now.local().date().isoformat()
    for number, (key, values) in enumerate(kept.changed.items()):
        if number % _AT_ONCE == 0:
            _go_on(cancelled)
            session.flush()
            session.expunge_all()
        business = session.get(Business, key)
        if business is None:
            continue
        data, stay = undone(data_of(business), values)
        if stay:
            titles = listed([TITLES.get(name, name).lower() for name in stay])
            said.append(f"{business.name}: {titles} changed since and kept.")
        if len(stay) < len(values):
            fill(business, data, today)
            changed.add(key)
            done += 1
    session.flush()
    session.expunge_all()
    return done


def _unmake(
    session: Session, kept: Kept, changed: set[int], said: list[str], cancelled: Cancelled
) -> int:
    """Entries that were made go, unless they were changed since or something hangs on them."""
    connection = session.connection()
    done = 0
    for first, many in kept.made:
        _go_on(cancelled)
        rows = connection.exec_driver_sql(
            "SELECT id, version, CASE trading_name WHEN '' THEN legal_name ELSE trading_name END"
            " FROM business WHERE id >= ? AND id < ?",
            (first, first + many),
        ).all()
        used = references.uses(connection, (row[0] for row in rows))
        stay = {key for key, version, _ in rows if version != 1 or key in used}
        for key, version, name in rows:
            if key in stay and len(said) <= _SENTENCES:
                why = "changed since" if version != 1 else f"used in {listed(used[key])}"
                said.append(f"{name}: {why} and kept.")
        gone = [row[0] for row in rows if row[0] not in stay]
        _delete(connection, gone)
        changed.update(gone)
        done += len(gone)
    return done


def _delete(connection: Connection, ids: list[int]) -> None:
    """People, skills and papers go with their entry."""
    for batch in in_batches(ids, 5000):
        connection.exec_driver_sql(
            "DELETE FROM business WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(batch)),),
        )
