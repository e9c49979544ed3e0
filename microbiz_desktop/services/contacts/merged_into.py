"""Where an entry went that was merged into another: agreements go on naming the old one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from ...records.setting import SettingRow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

MERGED = "merged into: "


def follow(session: Session, drop_id: int, keep_id: int) -> None:
    """Remember that what names `drop_id` means `keep_id` from now on."""
    session.merge(SettingRow(key=f"{MERGED}{drop_id}", value=str(keep_id)))


def unfollow(session: Session, drop_id: int) -> None:
    """Forget it again: the merge was taken back."""
    row = session.get(SettingRow, f"{MERGED}{drop_id}")
    if row is not None:
        session.delete(row)


def merged_pairs(session: Session) -> list[tuple[int, int]]:
    """Every merge that stands, as (id that went, id that stayed)."""
    found = session.scalars(select(SettingRow).where(SettingRow.key.startswith(MERGED)))
    return [(int(row.key.removeprefix(MERGED)), int(row.value)) for row in found]


def all_ids(session: Session, business_id: int) -> set[int]:
    """The entry, and those that were merged into it, however many merges ago."""
    pairs = merged_pairs(session)
    found, waiting = {business_id}, [business_id]
    while waiting:
        key = waiting.pop()
        for drop, keep in pairs:
            if keep == key and drop not in found:
                found.add(drop)
                waiting.append(drop)
    return found
