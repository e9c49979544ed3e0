"""W10: votes by the sums expected can leave one party to decide alone."""

from collections.abc import Iterator

from ...domain.findings import Finding, warning
from ...domain.money.split import split
from ..asking.roles import Role
from ..money.tables import terms_of
from .subject import Subject


def votes_of_one(subject: Subject) -> Iterator[Finding]:
    """A party with more than half of all that is expected outvotes all the others together."""
    if subject.answer(Role.DECISIONS) != "weighted":
        return
    terms = terms_of(subject.scope)
    if terms is None or not terms.settled():
        return
    rows = split(terms, terms.price).rows
    total = sum(max(row.amount, 0) for row in rows)
    for row in rows:
        if 2 * row.amount > total > 0:
            yield warning(
                "votes-of-one",
                subject.at(Role.DECISIONS),
                f"{subject.name(row.party)} has more than half of all votes and decides alone.",
                "Votes count as the sums expected in the money schedule.",
            )
