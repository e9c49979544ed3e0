"""What to notice before somebody is chosen for a party or a project: never a reason to refuse.

Pickers, the editor of a project, the card of an associate and the check of a draft ask here, so
that each of them says the same of the same business.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from ...domain.contacts.contacts import Stage, StageChange
from ...domain.dates import parse_day
from ...domain.errors import BadInput
from ...records.business import Business
from ...records.network import TimelineEntry
from ...records.setting import SettingRow
from . import words

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlalchemy.orm import Session

    from ...domain.clock import Clock
    from ...storage.database import Database
    from .settings import Settings

#: Where the wished pause is kept; nothing there is no wish.
PAUSE = "days between first talk and first work"
#: More days than this are a slip of the keyboard.
MOST = 3650
_TALKS = ("meeting", "call")
_BEFORE_WORK = (Stage.PROSPECT, Stage.TALKING)


@dataclass(frozen=True, slots=True)
class ChoiceNotice:
    """Something to notice of one business; `kind` is not-again, paused or too-soon."""

    business_id: int
    kind: str
    words: str


class Choosing:
    """What is to be noticed, and how long one wants to wait before the first work."""

    def __init__(self, database: Database, clock: Clock, settings: Settings) -> None:
        self._database = database
        self._clock = clock
        self._settings = settings

    def pause(self) -> int:
        """The days one wants between first talk and first work; 0 for no wish."""
        return _days(self._settings.get(PAUSE))

    def set_pause(self, days: int) -> None:
        """Want so many days. Raises BadInput for fewer than none and more than ten years."""
        if not 0 <= days <= MOST:
            raise BadInput(f"{days:,} days is no pause.", f"Choose 0 to {MOST:,} days.")
        self._settings.set(PAUSE, str(days))

    def notices(self, business_ids: Collection[int]) -> tuple[ChoiceNotice, ...]:
        """What to notice of these businesses, in their order."""
        pause, today = self.pause(), self._clock.now().local().date()
        with self._database.reading() as session:
            return notices(session, business_ids, today, pause)


def pause_in(session: Session) -> int:
    """The same inside a transaction."""
    row = session.get(SettingRow, PAUSE)
    return _days(row.value) if row is not None else 0


def _days(kept: str) -> int:
    return int(kept) if kept.isdecimal() else 0


def notices(
    session: Session, business_ids: Collection[int], today: date, pause: int
) -> tuple[ChoiceNotice, ...]:
    """The same inside a transaction; `pause` in days, 0 for no wish."""
    wanted = select(Business).where(Business.id.in_(business_ids), Business.own.is_(False))
    found = {one.id: one for one in session.scalars(wanted)}
    early = [one.id for one in found.values() if one.stage in _BEFORE_WORK] if pause else []
    talked = _first_talks(session, early)
    made = (
        _stands(found[key]) or _too_soon(found[key], talked, today, pause)
        for key in dict.fromkeys(business_ids)
        if key in found
    )
    return tuple(one for one in made if one is not None)


def _stands(one: Business) -> ChoiceNotice | None:
    if one.stage not in (Stage.PAUSED, Stage.NOT_AGAIN):
        return None
    last = one.stage_history[-1] if one.stage_history else None
    day = words.iso_day(last.on) if last is not None and last.stage == one.stage else ""
    since = f" since {day}" if day else ""
    said = f"{one.name} stands at “{words.STAGES[one.stage]}”{since}."
    return ChoiceNotice(one.id, one.stage.value, said)


def _too_soon(
    one: Business, talked: Mapping[int, date], today: date, pause: int
) -> ChoiceNotice | None:
    if not pause or one.stage not in _BEFORE_WORK:
        return None
    days = [day for day in (_since_talking(one.stage_history), talked.get(one.id)) if day]
    if not days or min(days) > today:
        return None
    first, ready = min(days), min(days) + timedelta(days=pause)
    if today >= ready:
        return None
    said = (
        f"No rush with {one.name}: you first talked on {words.day(first)}, and want "
        f"{words.counted(pause, 'day')} before the first work. That is {words.day(ready)}."
    )
    return ChoiceNotice(one.id, "too-soon", said)


def _since_talking(history: tuple[StageChange, ...]) -> date | None:
    days = [parse_day(change.on) for change in history if change.stage == Stage.TALKING]
    return min((day for day in days if day), default=None)


def _first_talks(session: Session, ids: Collection[int]) -> dict[int, date]:
    wanted = (
        select(TimelineEntry.business_id, func.min(TimelineEntry.on))
        .where(
            TimelineEntry.business_id.in_(ids),
            TimelineEntry.sort.in_(_TALKS),
            TimelineEntry.archived_at.is_(None),
        )
        .group_by(TimelineEntry.business_id)
    )
    found = {key: parse_day(on) for key, on in session.execute(wanted)}
    return {key: day for key, day in found.items() if day}
