"""W10: ways of deciding that decide nothing, or leave one party to decide alone."""

from collections.abc import Iterator

from ...domain.findings import Finding, Severity
from ...domain.split import split
from ..money_tables import terms_of
from ..roles import Role
from .subject import Subject

_TWO = 2


def votes(subject: Subject) -> Iterator[Finding]:
    """A majority needs more than two heads, and more than one party with votes that count."""
    way = subject.answer(Role.DECISIONS)
    if way == "by_head" and len(subject.deal.parties) == _TWO:
        yield Finding(
            "no-majority-of-two",
            Severity.WARNING,
            subject.at(Role.DECISIONS),
            "Of two parties neither is a majority: each decision needs both.",
            "“All agree” says the same in fewer words.",
        )
    elif way == "weighted":
        yield from _weighted(subject)


def _weighted(subject: Subject) -> Iterator[Finding]:
    terms = terms_of(subject.scope)
    if terms is None or not terms.settled():
        return
    rows = split(terms, terms.price).rows
    total = sum(max(row.amount, 0) for row in rows)
    strong = [row.party for row in rows if 2 * row.amount > total > 0]
    if strong or not total:
        yield Finding(
            "votes-of-one",
            Severity.WARNING,
            subject.at(Role.DECISIONS),
            f"{subject.name(strong[0])} has more than half of all votes and decides alone."
            if strong
            else "The expected sums are all zero, so nobody has a vote.",
            "Votes count as the sums expected in the money schedule.",
        )
