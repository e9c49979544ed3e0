"""What one needs once every party has signed off: dates that come, and whom to send the copy to.

The room of an executed agreement asks here. A frozen text has usual answers in it that nobody gave,
and no fact that its kind does not ask for: its dates are read with the wording it was made of.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ...domain.deal import Answer, Deal, as_text, frozen
from ...domain.errors import BadTemplate
from ...domain.plain import to_plain
from ...drafting.asking.questions import circumstances
from ...drafting.asking.roles import Role
from ...drafting.money.terms import deliverables
from ..shared.dependencies import TemplateCatalogue


@dataclass(frozen=True, slots=True)
class ComingDate:
    """A day of the work as it was agreed; `day` is ISO text, `who` a party's name or empty."""

    day: str
    what: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class Recipient:
    """A party to send the executed copy to; `email` is empty where none is known."""

    party: str
    person: str
    email: str
    own: bool = False


def frozen_answers(shelf: TemplateCatalogue, deal: Deal, version: str) -> Mapping[str, Answer]:
    """The answers by role that count in a text of this version of the wording.

    Where its kind is not here, or cannot be read, they are those that were given.
    """
    try:
        wording = shelf.earlier(replace(deal, template_version=version)) or shelf.catalogue()
    except BadTemplate:
        wording = None
    template = wording.templates.get(deal.template) if wording else None
    if wording is None or template is None:
        return frozen({**to_plain(deal.project), **deal.answers})
    facts = circumstances(template.sections, deal, wording.pack(deal).flags)
    return facts.by_role(template.roles).answers


def dates_of(deal: Deal, answers: Mapping[str, Answer]) -> tuple[ComingDate, ...]:
    """The days that these answers name (see `frozen_answers()`), in their order."""
    found = (one for one in _dates(deal, answers) if one.day)
    return tuple(sorted(found, key=lambda one: one.day))


def _dates(deal: Deal, answers: Mapping[str, Answer]) -> Iterator[ComingDate]:
    names = {party.key: party.name for party in deal.parties}
    yield ComingDate(as_text(answers.get(Role.START)), "Work starts")
    for item in deliverables(answers):
        yield ComingDate(item.due, f"{item.title} due", names.get(item.owner, ""))
    yield ComingDate(as_text(answers.get(Role.END)), "Work ends")
    yield ComingDate(as_text(answers.get(Role.REVIEW_BY)), "Look back together, at the latest")


def recipients_of(deal: Deal) -> tuple[Recipient, ...]:
    """Every party with its address for notices, else that of whoever signs for it."""
    return tuple(
        Recipient(
            party.name,
            ", ".join(person.name for person in party.signatories),
            party.email or next((p.email for p in party.signatories if p.email), ""),
            party.own,
        )
        for party in deal.parties
    )
