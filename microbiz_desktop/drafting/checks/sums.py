"""Sums that are in order one by one and make no sense together: costs, tiers, bounds, swaps.

`registry` runs these with the other checks. They share the money out as the worked example does,
and so speak of what the text would print.
"""

from collections.abc import Iterator

from ...domain.deal import as_table
from ...domain.findings import Edit, Finding, Fix, error, hint, warning
from ...domain.money.formats import money_text
from ...domain.money.methods import AGREED, WAYS, Method
from ...domain.money.split import split
from ...domain.words.phrases import joined
from ..asking.answer_kinds import AnswerKind
from ..asking.completeness import complete
from ..asking.questions import Question
from ..asking.roles import MEASURES, Role
from ..money.tables import terms_of
from ..money.terms import cell
from .subject import Subject, about


def costs_above_income(subject: Subject) -> Iterator[Finding]:
    """Nothing is left to share when what is spent is more than what comes in."""
    terms = terms_of(subject.scope)
    if terms is None or sum(terms.costs) <= terms.price:
        return
    currency = subject.deal.currency
    yield warning(
        "costs-above-income",
        subject.at(Role.COSTS),
        f"The approved costs of {money_text(sum(terms.costs), currency)} are more than the "
        f"{money_text(terms.price, currency)} that come in.",
        "Nothing is left to share; the parties begin with a loss.",
    )


def tier_out_of_reach(subject: Subject) -> Iterator[Finding]:
    """A first tier that takes everything leaves the second without use."""
    terms = terms_of(subject.scope)
    if terms is None or terms.method is not Method.TIERS:
        return
    left = terms.price - sum(terms.costs)
    if 0 <= left <= terms.tier_limit:
        currency = subject.deal.currency
        yield warning(
            "tier-out-of-reach",
            subject.at(Role.TIER_LIMIT),
            f"The first tier ends at {money_text(terms.tier_limit, currency)}, and only "
            f"{money_text(left, currency)} is there to share.",
            "The second percentages do nothing unless more comes in than is expected.",
        )


def shares_below_zero(subject: Subject) -> Iterator[Finding]:
    """Check 1: nobody gets less than nothing."""
    for question in subject.scope.template.questions:
        percent = {column.id for column in question.columns if column.kind is AnswerKind.PERCENTAGE}
        table = subject.value(question)
        if question.kind is not AnswerKind.PER_PARTY or not percent or not subject.shows(question):
            continue
        if below := _below_zero(subject, table, percent):
            yield error(
                "share-below-zero",
                subject.at_question(question.id),
                about(question, f"less than nothing for {joined(below)}."),
                "A party cannot get less than nothing of what is shared.",
            )


def _below_zero(subject: Subject, table: object, columns: set[str]) -> list[str]:
    rows = as_table(table)
    return [
        party.name
        for party in subject.deal.parties
        if any(_negative(cell(rows.get(party.key), column)) for column in columns)
    ]


def _negative(value: object) -> bool:
    return isinstance(value, int) and value < 0


def nothing_for_some(subject: Subject) -> Iterator[Finding]:
    """Parties that get nothing while others do: meant at times, forgotten at others."""
    terms = terms_of(subject.scope)
    if terms is None or not terms.settled() or terms.price <= sum(terms.costs):
        return
    rows = split(terms, terms.price).rows
    without = [subject.name(row.party) for row in rows if row.amount == 0]
    more = " beyond costs paid back" if sum(terms.costs) else ""
    if without:
        one = len(without) == 1
        yield hint(
            "gets-nothing",
            subject.at(Role.METHOD),
            f"{joined(without)} {'gets' if one else 'get'} nothing of the money{more}.",
            "A party that gives and gets nothing in return can be hard to hold to its word.",
        )


def nobody_has_a_part(subject: Subject) -> Iterator[Finding]:
    """W6: a table of zeros shares nothing, and no worked example can be made of it."""
    terms = terms_of(subject.scope)
    if terms is None or terms.method not in MEASURES:
        return
    question = subject.asked(MEASURES[terms.method])
    if question is None or any(WAYS[terms.method].measure(terms)):
        return
    if not terms.price and terms.method in AGREED:
        return  # nothing for nothing adds up; that nothing is paid is said at the price
    if complete(question, subject.scope.facts.answers):
        yield error(
            "nobody-has-a-part",
            subject.at(MEASURES[terms.method]),
            about(question, "all of it is zero, so nobody has a part of the money."),
            "The money is shared in proportion to these figures.",
        )


def bounds_hold(subject: Subject) -> Iterator[Finding]:
    """A least is not above its most, and all of them together fit what there is to share."""
    terms, question = terms_of(subject.scope), subject.asked(Role.BOUNDS)
    if terms is None or question is None or not any((*terms.least, *terms.most)):
        return
    bounds = zip(terms.parties, terms.least, terms.most, strict=True)
    for key in (key for key, low, high in bounds if high and low > high):
        yield error(
            "least-above-most",
            subject.at(Role.BOUNDS, key),
            about(question, f"the minimum of {subject.name(key)} is above its maximum."),
            "No sum keeps to both.",
        )
    left = max(terms.price - sum(terms.costs), 0)
    told = _together(sum(terms.least), sum(terms.most) if all(terms.most) else left, left)
    if told:
        there = money_text(left, subject.deal.currency)
        yield warning(
            "bounds-out-of-reach",
            subject.at(Role.BOUNDS),
            about(question, f"there is {there} to share, {told}."),
            "They cannot be kept even if all goes as expected.",
        )


def _together(least: int, most: int, left: int) -> str:
    if least > left:
        return "which is less than all minimums together"
    return "which is more than all maximums together" if most < left else ""


def swaps_between_two(subject: Subject) -> Iterator[Finding]:
    """What a party gives to itself is no swap."""
    terms, question = terms_of(subject.scope), subject.asked(Role.SWAPS)
    if terms is None or question is None:
        return
    for number, swap in enumerate(terms.swaps):
        if swap.giver and swap.giver == swap.receiver:
            name = subject.name(swap.giver)
            yield error(
                "swap-with-itself",
                subject.at(Role.SWAPS, swap.giver),
                about(question, f"{name} gives “{swap.what}” to itself."),
                "Each line names who gives and somebody else who receives.",
                _without(question, number),
            )


def _without(question: Question, number: int) -> Fix:
    return Fix("remove that line", (Edit((*question.path(), number), None),))
