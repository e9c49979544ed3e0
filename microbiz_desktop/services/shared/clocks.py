"""The real clock; tests have one that stands still."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ...domain.clock import Moment


class SystemClock:
    """The computer's time in the computer's zone; an unknown zone is recorded as UTC."""

    def now(self) -> Moment:
        """The present moment."""
        return Moment(datetime.now(UTC), _zone_name())


def _zone_name() -> str:
    import tzlocal

    try:
        name = tzlocal.get_localzone_name() or "UTC"
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return "UTC"
    return name
