"""Whether an event or network is worth going to again: plain rules with their reason."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from ..dates import parse_day

#: Contacts need this many days to prove useful before a suggestion is made.
PATIENCE = 60


@dataclass(frozen=True, slots=True)
class Attended:
    """The figures of one event: ISO day, cost in minor units, people met, useful ones."""

    on: str
    cost: int
    met: int
    useful: int
    network: bool = False

    @property
    def each(self) -> int | None:
        """Cost for each useful contact, rounded half up; None without any."""
        return (2 * self.cost + self.useful) // (2 * self.useful) if self.useful else None


@dataclass(frozen=True, slots=True)
class Judgement:
    """keep, leave or wait, and why."""

    suggestion: str
    reason: str


def judged(
    one: Attended, others: Sequence[Attended], today: date, money: Callable[[int], str]
) -> Judgement:
    """Compare with everything attended, this one too; `money` writes minor units.

    A fee that brought nobody useful is left; so is a contact at twice the usual price or more.
    """
    each = one.each
    if each is None:
        return _without_use(one, today)
    if not one.cost:
        return Judgement("keep", "It cost nothing and brought someone useful.")
    usual = _usual(others)
    price = f"{money(each)} for each useful contact"
    if usual is None or len([other for other in others if other.useful]) < 2:
        return Judgement("keep", f"{price}; there is nothing yet to compare it with.")
    if each >= 2 * usual:
        return Judgement("leave", f"{price}, at least twice the usual {money(usual)}.")
    beside = "less than" if each < usual else "as much as" if each == usual else "a little over"
    return Judgement("keep", f"{price}, {beside} the usual {money(usual)}.")


def _without_use(one: Attended, today: date) -> Judgement:
    day = parse_day(one.on)
    if day is None:
        return Judgement("wait", "It has no date yet, so nothing can be said about it.")
    left = PATIENCE - (today - day).days
    if day > today:
        return Judgement("wait", "It is still to come.")
    if left > 0:
        days = "1 day" if left == 1 else f"{left} days"
        return Judgement("wait", f"Contacts from it have {days} more to prove useful.")
    whom = "nobody was met" if not one.met else "nobody met there has proved useful"
    return Judgement("leave", f"More than {PATIENCE} days on, {whom}.")


def _usual(others: Sequence[Attended]) -> int | None:
    """What a useful contact costs over everything attended, in minor units."""
    useful = sum(other.useful for other in others)
    cost = sum(other.cost for other in others)
    return (2 * cost + useful) // (2 * useful) if useful else None
