"""What is typed for several agreements of a project and not made yet, kept until it is made."""

import json
from dataclasses import replace

from sqlalchemy import delete
from sqlalchemy.orm import Session

from ...domain.errors import BadInput
from ...domain.plain import from_plain, to_plain
from ...records.business import Business
from ...records.setting import SettingRow
from .spoke_values import SpokesWanted

_PREFIX = "agreements not made yet: "


def keep(session: Session, wanted: SpokesWanted) -> None:
    """Keep it beside that of other projects and kinds."""
    value = json.dumps(to_plain(wanted), ensure_ascii=False)
    session.merge(SettingRow(key=_key(wanted), value=value))


def resumed(session: Session, begun: SpokesWanted) -> SpokesWanted:
    """What was typed for the same project and kind, with whoever can still be chosen."""
    kept = _kept(session, begun)
    if kept is None:
        return begun
    own = session.get(Business, kept.own_business_id)
    there = own is not None and own.own and own.archived_at is None
    return replace(
        begun,
        own_business_id=kept.own_business_id if there else begun.own_business_id,
        members=tuple(key for key in kept.members if key in begun.members),
        shared=kept.shared,
        own=kept.own,
    )


def let_go(session: Session, wanted: SpokesWanted) -> None:
    """It is made."""
    session.execute(delete(SettingRow).where(SettingRow.key == _key(wanted)))


def let_go_of_all(session: Session) -> None:
    """Somebody is forgotten, and any of it may tell of them."""
    session.execute(delete(SettingRow).where(SettingRow.key.startswith(_PREFIX)))


def _key(wanted: SpokesWanted) -> str:
    return f"{_PREFIX}{wanted.project_id} {wanted.kind}"


def _kept(session: Session, wanted: SpokesWanted) -> SpokesWanted | None:
    """None also for what another version of the program kept in another way."""
    row = session.get(SettingRow, _key(wanted))
    if row is None:
        return None
    try:
        kept = from_plain(SpokesWanted, json.loads(row.value))
        own = {int(key): answers for key, answers in kept.own.items()}
    except (BadInput, ValueError):
        return None
    return replace(kept, own=own)
