"""Whether what is held covers what is needed."""

from collections.abc import Iterable

from .contacts import Level

COVERED, SINGLE, NOBODY = "covered", "single", "nobody"


def meets(need: str, skill: str) -> bool:
    """Whether a skill (folded name) is what is needed: every word of the need stands in it."""
    return bool(need) and set(need.split()) <= set(skill.split())


def matching(need: str, held: Iterable[str]) -> tuple[str, ...]:
    """The held skills (folded names) that are what is needed."""
    return tuple(key for key in held if meets(need, key))


def enough(level: int, wanted: int) -> bool:
    """Whether a level is good enough; one that is not said is enough for a need that says none."""
    return wanted == Level.UNSAID or level >= wanted


def state(holders: int) -> str:
    """Covered, by exactly one (a risk), or by nobody."""
    return NOBODY if not holders else SINGLE if holders == 1 else COVERED
