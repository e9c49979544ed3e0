"""What is known of a party's own insurance against what the agreement asks of it.

`registry` runs it with the other checks. The copy in the deal is all it looks at: of a party
without a copied insurance nothing is known, and so nothing is said.
"""

import re
from collections.abc import Iterator

from ...domain.dates import parse_day
from ...domain.deal import InsuranceSnapshot, as_number, as_rows
from ...domain.findings import Finding, Place, warning
from ...domain.money.formats import money_text
from ...domain.money.noted import sum_of
from ..asking.questions import Option
from ..asking.roles import Role
from .subject import Subject


def insurance_of_parties(subject: Subject) -> Iterator[Finding]:
    """A cover that is asked for does not end before the work, and is not below the least sum."""
    for option in _asked_for(subject):
        for party in subject.deal.parties:
            held = [one for one in party.insurance if _covers(one, option)]
            place = subject.at(Role.INSURANCE_KINDS, party.key)
            whose = f"The cover of {party.name} for “{option.label}”"
            yield from _ends_early(subject, held, place, whose)
            if not option.instead:
                yield from _too_low(subject, held, place, whose)


def _asked_for(subject: Subject) -> list[Option]:
    question = subject.asked(Role.INSURANCE_KINDS)
    chosen = as_rows(subject.answer(Role.INSURANCE_KINDS))
    return [option for option in (question.options if question else ()) if option.value in chosen]


def _covers(held: InsuranceSnapshot, option: Option) -> bool:
    """“Public and product liability” covers public liability: every word of the kind is there."""
    return set(_words(option.label)) <= set(_words(held.name))


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", name.casefold())


def _ends_early(
    subject: Subject, held: list[InsuranceSnapshot], place: Place, whose: str
) -> Iterator[Finding]:
    """Of several covers of a kind, one that lasts is enough."""
    end = parse_day(str(subject.answer(Role.END) or ""))
    last = [parse_day(one.ends) for one in held]
    days = [day for day in last if day is not None]
    if end is not None and days and len(days) == len(last) and max(days) < end:
        until = subject.scope.printer.date(max(days).isoformat())
        yield warning(
            "cover-ends-early",
            place,
            f"{whose} ends on {until}, before the work does.",
            "Ask for a new certificate, or what goes wrong in the last days is not insured.",
        )


def _too_low(
    subject: Subject, held: list[InsuranceSnapshot], place: Place, whose: str
) -> Iterator[Finding]:
    """Of several covers of a kind the largest counts; one without a sum says nothing."""
    least = as_number(subject.answer(Role.INSURANCE_MINIMUM))
    sums = [sum_of(one.cover, subject.deal.currency) for one in held]
    if sums and all(sums) and max(sums) < least:
        currency = subject.deal.currency
        yield warning(
            "cover-too-low",
            place,
            f"{whose} is {money_text(max(sums), currency)}, less than the "
            f"{money_text(least, currency)} asked for.",
            "The party would be in breach as soon as it signs.",
        )
