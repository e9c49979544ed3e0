"""The words of an introduction: why each step should work, and the request to the first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from ...domain.contacts.contacts import Closeness, Stage
from ...domain.network.paths import AcquaintedPair
from ...records.business import Business
from ..shared import words
from .acquaintance import BY_INTRODUCTION, AcquaintedBusiness

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_CLOSENESS = {
    Closeness.MET: "You have met",
    Closeness.KNOWN: "You know each other",
    Closeness.WELL_KNOWN: "You know each other well",
    Closeness.CLOSE: "You are close",
}
_WORKED = {
    Stage.FIRST_WORK: "you have worked together once",
    Stage.TRUSTED: "you have worked together and trust each other",
}
_SKILLS = 3


def why(before: AcquaintedBusiness | None, one: AcquaintedBusiness, link: AcquaintedPair) -> str:
    """Why this step should work, in one line."""
    if before is None:
        close = _CLOSENESS[Closeness(one.as_close_as)]
        worked = _WORKED.get(one.stage, "")
        return ", and ".join(part for part in (close, worked) if part) + "."
    if link.how != BY_INTRODUCTION:
        words = f"{before.name} and {one.name} know each other"
        return f"{words}: {link.how}." if link.how else f"{words}."
    if link.first == before.id:
        return f"{before.name} introduced {one.name} to you."
    return f"{one.name} introduced {before.name} to you."


def kept_private(name: str) -> str:
    """Why there is no way to somebody private."""
    return f"{name} is marked private, so no introduction is sought. Untick “Private” to look."


def no_way(name: str) -> str:
    """Why there is no way, and what would make one."""
    return (
        f"Nobody here is known to know {name}. Note who knows {name}, or how well you know "
        "those who might."
    )


class Writer:
    """Drafts requests; what is private about anybody stays out of them."""

    def __init__(
        self, session: Session, own_id: int, people: Mapping[int, AcquaintedBusiness]
    ) -> None:
        self._session = session
        self._people = people
        self._own = session.get(Business, own_id) if own_id else None

    def request(self, ids: Sequence[int]) -> str:
        """A message to the first of the chain, without a pronoun for anybody."""
        first, goal = self._business(ids[0]), self._business(ids[-1])
        body = self._hello(goal) if len(ids) == 1 else self._question(ids, goal)
        return "\n\n".join((f"Hello {_given(first)},", *body, self._signed()))

    def _hello(self, goal: Business) -> tuple[str, ...]:
        return (
            f"I am planning some work and thought of {goal.name}{_does(goal)}.",
            "Is there time for a short call in the next two weeks? Any day that suits is fine.",
        )

    def _question(self, ids: Sequence[int], goal: Business) -> tuple[str, ...]:
        person = _person(goal)
        better = " better" if self._people[goal.id].closeness else ""
        wish = f"I would like to get to know {goal.name}{_does(goal)}{better}."
        if len(ids) == 2:
            ask = f"Could you ask {person} whether an introduction to me would be welcome?"
        else:
            ask = self._through(ids, goal)
        ease = "A line to both of us is enough, and it is fine to say no."
        return (wish, f"{ask} {ease}")

    def _through(self, ids: Sequence[int], goal: Business) -> str:
        names = [self._people[key].name for key in ids]
        links = [f"{a} knows {b}" for a, b in pairwise(names[1:])]
        asked = _person(self._business(ids[1]))
        return (
            f"I believe you know {names[1]}, and {words.joined(links)}. Could you ask {asked} "
            f"whether an introduction to {_person(goal)} might be possible?"
        )

    def _signed(self) -> str:
        if self._own is None:
            return "Thank you"
        person = self._own.contact
        lines = ("Thank you", person.name if person else "", self._own.name)
        return "\n".join(line for line in lines if line)

    def _business(self, key: int) -> Business:
        return self._session.get_one(Business, key)


def _given(business: Business) -> str:
    """How to greet: the given name of the contact when it is known, else the whole name."""
    person = business.contact
    if person is None:
        return business.name
    return person.given or person.name


def _person(business: Business) -> str:
    person = business.contact
    if person is None or person.name == business.name:
        return business.name
    return f"{person.name} at {business.name}"


def _does(business: Business) -> str:
    """What they are looked for, from what is no secret: skills, else what they are best at."""
    names = [skill.name[:1].lower() + skill.name[1:] for skill in business.skills[:_SKILLS]]
    does = "; ".join(names) if any("," in name for name in names) else words.joined(names)
    does = does or business.best_at
    return f" ({does})" if does else ""
