"""Times are aware and carry their zone; the clock is a seam so that tests can hold it still."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


@dataclass(frozen=True, slots=True)
class Moment:
    """A time in UTC and the IANA zone it was recorded in. Naive times are refused."""

    utc: datetime
    zone: str = "UTC"

    def __post_init__(self) -> None:
        """Refuse naive times, unknown zones and what no calendar holds; keep the time in UTC."""
        if self.utc.tzinfo is None:
            raise ValueError("a time without a zone cannot be recorded")
        try:
            object.__setattr__(self, "utc", self.utc.astimezone(UTC))
            self.local()
        except OverflowError:
            raise ValueError("a time beyond the years 1 to 9999 there") from None
        except ZoneInfoNotFoundError:
            raise ValueError("a zone that nobody knows") from None

    def local(self) -> datetime:
        """The same instant on the wall clock of its zone."""
        return self.utc.astimezone(ZoneInfo(self.zone))

    def to_text(self) -> str:
        """Canonical text, microseconds kept: `2026-11-21T10:42:00.000000+00:00 Europe/London`."""
        return f"{self.utc.isoformat(timespec='microseconds')} {self.zone}"

    @classmethod
    def from_text(cls, text: str) -> "Moment":
        """Read `to_text()` back. Raises ValueError for anything else."""
        stamp, _, zone = text.partition(" ")
        return cls(datetime.fromisoformat(stamp), zone or "UTC")


class Clock(Protocol):
    """Tells what time it is now; tests put one in that stands still."""

    def now(self) -> Moment:
        """The present moment in the user's zone."""
        ...
