"""Who stands on which side: a client that is a party too, one person who signs for two parties,
work of the lead among that of its associate, secrets of a party that shares none.

`registry` runs them with the other checks. Two people may have one name, so these warn only.
"""

from collections.abc import Iterator

from ...domain.findings import Finding, warning
from ...domain.words.phrases import joined
from ..asking.answer_kinds import AnswerKind, cells
from ..asking.roles import Role
from ..money.terms import deliverables
from .subject import Subject


def client_is_a_party(subject: Subject) -> Iterator[Finding]:
    """A business cannot be the client of the work and one of those who do it."""
    asked = any(q.source == _CLIENT and subject.shows(q) for q in subject.scope.template.questions)
    client = _folded(subject.deal.project.client)
    if not asked or not client:
        return
    for party in subject.deal.parties:
        if client in {_folded(party.legal_name), _folded(party.trading_name)}:
            yield warning(
                "client-is-a-party",
                subject.at_project("client"),
                f"{subject.name(party.key)} is the client, and a party too.",
                "Whoever pays for the work would stand on both sides of it.",
            )


_CLIENT = "project.client"


def one_signs_for_two(subject: Subject) -> Iterator[Finding]:
    """Each party has a signatory of its own: an agreement needs two sides."""
    signed_for: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    for party in subject.deal.parties:
        for name in dict.fromkeys(_folded(person.name) for person in party.signatories):
            signed_for.setdefault(name, []).append(party.key)
        names |= {_folded(p.name): " ".join(p.name.split()) for p in party.signatories}
    for name, keys in signed_for.items():
        if name and len(keys) > 1:
            yield warning(
                "signs-for-two",
                subject.at_party(keys[-1], "people"),
                f"{names[name]} signs for {joined([subject.name(key) for key in keys])}.",
                "One person on both sides proves little. If these are two people, all is well.",
            )


def lead_hands_over(subject: Subject) -> Iterator[Finding]:
    """Of two parties one works for the lead: what the lead makes itself is no part of that work."""
    if subject.scope.template.max_parties != _TWO or not subject.asked(Role.DELIVERABLES):
        return
    lead = str(subject.answer(Role.LEAD) or "")
    items = deliverables(subject.scope.by_role.answers)
    for number, item in enumerate(items, start=1):
        if lead and item.owner == lead:
            yield warning(
                "lead-hands-over",
                subject.at(Role.DELIVERABLES),
                f"Deliverable {number}{f', “{item.title}”,' if item.title else ''} "
                f"is to be made by {subject.name(lead)}, who is the lead.",
                "The schedule lists what the other party does for the lead. "
                "What the lead does itself belongs in the details of the work.",
            )


_TWO = 2


def only_the_sharer_has_secrets(subject: Subject) -> Iterator[Finding]:
    """Where one party alone shares secrets, what is listed as another’s is not protected."""
    question, sharer = subject.asked(Role.CONFIDENTIAL_ITEMS), subject.answer(Role.SHARER)
    if question is None or not sharer:
        return
    named = [
        str(cell)
        for _, column, cell in cells(subject.scope.columns(question), subject.value(question))
        if column.kind is AnswerKind.PARTY and cell and cell != sharer
    ]
    for key in dict.fromkeys(named):
        yield warning(
            "secret-of-receiver",
            subject.at(Role.CONFIDENTIAL_ITEMS),
            f"Something of {subject.name(key)} is listed as secret, and "
            f"{subject.name(str(sharer))} alone shares secrets.",
            "Nobody promises to keep what the others tell. If they have secrets, let all share.",
        )


def _folded(words: str) -> str:
    """A name as it is compared: without capitals and with single spaces."""
    return " ".join(words.split()).casefold()
