"""What needs the user, and the dates of this week: said by several areas, shown by Home."""

from dataclasses import dataclass

from ...domain.links import Link, Urgency


@dataclass(frozen=True, slots=True)
class Need:
    """Something that needs the user today: what, why, the button, and where it leads."""

    title: str
    reason: str
    button: str
    urgency: Urgency
    target: Link


@dataclass(frozen=True, slots=True)
class DatedLine:
    """A date of this week with what it holds; `day` is ISO text."""

    day: str
    title: str
    about: str
    target: Link
