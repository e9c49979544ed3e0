"""Who stands on which side: a client that is a party too, one person who signs for two parties.

`registry` runs them with the other checks. Two people may have one name, so these warn only.
"""

from collections.abc import Iterator

from ...domain.findings import Finding, warning
from ...domain.words.phrases import joined
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


def _folded(words: str) -> str:
    """A name as it is compared: without capitals and with single spaces."""
    return " ".join(words.split()).casefold()
