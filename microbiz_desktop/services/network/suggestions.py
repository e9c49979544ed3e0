"""One small step a day from what is in the lists: the same day and data give the same step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from . import suggestion_rules
from .values import SmallStep

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ...domain.clock import Clock
    from ...storage.database import Database
    from ..shared.settings import Settings

_SWITCH, _WAVED = "small steps", "small step waved away"

Finder = Callable[["Session", date], SmallStep | None]
#: What will not wait, most pressing first; then what takes turns day by day.
_PRESSING: tuple[Finder, ...] = (suggestion_rules.action_due, suggestion_rules.paper_ending_soon)
_IN_TURN: tuple[Finder, ...] = (
    suggestion_rules.introducer_to_thank,
    suggestion_rules.quiet_contact,
    suggestion_rules.review_due,
    suggestion_rules.missing_skill,
    suggestion_rules.paper_ending,
    suggestion_rules.consent_missing,
)


class Suggestions:
    """Finds the step of the day; it can be waved away until tomorrow, or be off."""

    def __init__(self, database: Database, clock: Clock, settings: Settings) -> None:
        self._database = database
        self._clock = clock
        self._settings = settings

    def today(self) -> SmallStep | None:
        """The step of today, or None when there is none, it was waved away, or they are off."""
        today = self._today()
        if not self.is_on() or self._settings.get(_WAVED) == today.isoformat():
            return None
        with self._database.reading() as session:
            for finder in _PRESSING:
                if (step := finder(session, today)) is not None:
                    return step
            found = [step for finder in _IN_TURN if (step := finder(session, today))]
        return found[today.toordinal() % len(found)] if found else None

    def wave_away(self) -> None:
        """No step any more today."""
        self._settings.set(_WAVED, self._today().isoformat())

    def bring_back(self) -> None:
        """Undo `wave_away()`."""
        self._settings.set(_WAVED, "")

    def is_on(self) -> bool:
        """Whether Home shows a step at all."""
        return self._settings.get(_SWITCH, "on") == "on"

    def switch(self, *, on: bool) -> None:
        """Show a step on Home, or none ever."""
        self._settings.set(_SWITCH, "on" if on else "off")

    def _today(self) -> date:
        return self._clock.now().local().date()
