"""Check 7 and its kin: how much a party may owe the others, and what an insurer would pay of it."""

from collections.abc import Iterator

from ...domain.findings import Finding, Fix, error, warning
from ...domain.money.formats import money_text
from ...domain.money.methods import WAYS, Method, MoneyTerms, padded
from ...domain.money.split import split
from ...domain.words.phrases import joined
from ..asking.roles import Role
from ..money.tables import terms_of
from .subject import Subject


def insurance_covers_cap(subject: Subject) -> Iterator[Finding]:
    """Check 7: where liability goes up to the insurance, there is enough of it."""
    least, price = subject.answer(Role.INSURANCE_MINIMUM), subject.answer(Role.PRICE)
    insured = least if isinstance(least, int) else 0
    if subject.answer(Role.LIABILITY_CAP) != "insurance":
        return
    if insured <= 0:
        yield error(
            "cap-without-insurance",
            subject.at(Role.INSURANCE_MINIMUM),
            "Liability goes up to the sum insured, and no sum is given.",
            "The limit would be nothing at all, or open to dispute.",
        )
    elif isinstance(price, int) and insured < price:
        yield warning(
            "insurance-below-price",
            subject.at(Role.INSURANCE_MINIMUM),
            "The sum insured is smaller than the price of the work.",
            "A mistake can cost the others more than the work is worth.",
        )


def _limits(subject: Subject) -> dict[str, int]:
    """The most that each party may owe, as far as it can be worked out; empty where it cannot."""
    cap, terms = subject.answer(Role.LIABILITY_CAP), terms_of(subject.scope)
    parties = [party.key for party in subject.deal.parties]
    if cap == "fixed_sum":
        limit = subject.answer(Role.LIABILITY_SUM)
        return dict.fromkeys(parties, limit) if isinstance(limit, int) else {}
    times = {"own_fee": 1, "multiple": subject.answer(Role.LIABILITY_MULTIPLE)}.get(str(cap))
    if terms is None or not terms.settled() or not isinstance(times, int):
        return {}
    return {key: max(times * part, 0) for key, part in _parts(terms).items()}


def _parts(terms: MoneyTerms) -> dict[str, int]:
    """What each party earns, or the value it gives where things are given for things."""
    if terms.method is not Method.IN_KIND:
        return {row.party: row.amount for row in split(terms, terms.price).rows}
    given = padded(WAYS[terms.method].measure(terms), len(terms.parties))
    return dict(zip(terms.parties, given, strict=True))


def limit_of_nothing(subject: Subject) -> Iterator[Finding]:
    """A limit that follows what a party earns is nothing for one that earns nothing."""
    names = [subject.name(key) for key, limit in _limits(subject).items() if not limit]
    in_kind = subject.answer(Role.METHOD) == Method.IN_KIND
    measure = "gives" if in_kind else "is expected to earn"
    if names:
        yield warning(
            "cap-of-nothing",
            subject.at(Role.LIABILITY_CAP),
            f"The limit on liability follows what a party {measure} here: "
            f"for {joined(names)} it is nothing.",
            "What can never be limited aside, the others would bear any loss it causes.",
        )


def nobody_insured(subject: Subject) -> Iterator[Finding]:
    """Without insurance, a claim is worth what the party that caused the loss owns."""
    asked, cap = subject.asked(Role.INSURANCE_KINDS), subject.answer(Role.LIABILITY_CAP)
    if asked is not None and not subject.answered(Role.INSURANCE_KINDS) and cap != "insurance":
        yield warning(
            "no-insurance",
            subject.at(Role.INSURANCE_KINDS),
            "No party must have any insurance.",
            "Who causes a loss may not be able to pay for it.",
        )


def insurance_reaches_limit(subject: Subject) -> Iterator[Finding]:
    """Check 7: a limit is not above what an insurer would pay."""
    limit = max(_limits(subject).values(), default=0)
    least = subject.answer(Role.INSURANCE_MINIMUM)
    if isinstance(least, int) and 0 < least < limit:
        yield warning(
            "insurance-below-cap",
            subject.at(Role.INSURANCE_MINIMUM),
            "The sum insured is smaller than the limit on liability, "
            f"{money_text(limit, subject.deal.currency)}.",
            "A party may owe more than any insurer pays.",
            Fix("raise the cover", (subject.edit(Role.INSURANCE_MINIMUM, limit),)),
        )
