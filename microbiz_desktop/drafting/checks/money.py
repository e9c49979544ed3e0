"""Checks 1, 5, 7, 17 and the tables of 29: shares, sums, what profit is, and the insurance."""

from collections.abc import Iterator, Mapping

from ...domain.deal import frozen
from ...domain.findings import Edit, Finding, Mend, Severity
from ...domain.formats import joined, money_text, percent_text
from ...domain.money import WHOLE, equal_shares
from ...domain.split import SHARING, Method, MoneyTerms
from ..questions import Question, is_answered
from ..terms import cell, cells, money_terms
from .subject import Subject, about


def shares_total(subject: Subject) -> Iterator[Finding]:
    """Check 1: percentages of a table of parties total exactly 100."""
    parties = [party.key for party in subject.deal.parties]
    for question in _percentage_tables(subject):
        given = subject.answer(question.id)
        if not isinstance(given, Mapping) or not given:
            continue
        total = sum(cells({question.id: given}, question.id, parties))
        if total != WHOLE:
            yield Finding(
                "shares-total",
                Severity.ERROR,
                subject.at(question.id),
                about(question, f"together {percent_text(total)}, {_difference(total)}."),
                "Everything must be given to somebody, and nothing twice.",
                _share_equally(question, parties),
            )


def _percentage_tables(subject: Subject) -> Iterator[Question]:
    for question in subject.scope.template.questions:
        one = question.kind == "per_party" and len(question.columns) == 1
        if one and question.columns[0].kind == "percentage" and subject.asked(question.id):
            yield question


def _difference(total: int) -> str:
    if total < WHOLE:
        return f"{percent_text(WHOLE - total)} still to share"
    return f"{percent_text(total - WHOLE)} too much"


def _share_equally(question: Question, parties: list[str]) -> Mend:
    shares = dict(zip(parties, equal_shares(len(parties)), strict=True))
    return Mend("share equally", (Edit(question.path(), frozen(shares)),))


def parties_in_tables(subject: Subject) -> Iterator[Finding]:
    """Check 29: a table of shares, fees or rates leaves nobody out and names no stranger."""
    for question in subject.scope.template.questions:
        table = subject.answer(question.id)
        if question.kind != "per_party" or not isinstance(table, Mapping):
            continue
        if subject.asked(question.id) is None:
            continue
        for key in table:
            if subject.deal.party(key) is None:
                yield Finding(
                    "stranger-in-table",
                    Severity.ERROR,
                    subject.at(question.id),
                    about(question, "there is a row for somebody who is not a party."),
                    "Only parties can be bound.",
                    Mend("remove that row", (Edit((*question.path(), key), None),)),
                )
        if question.id in _WHOLE_TABLES:
            yield from _left_out(subject, question, table)


_WHOLE_TABLES = frozenset({"shares", "fees", "rates", "tier_first"})


def _left_out(
    subject: Subject, question: Question, table: Mapping[str, object]
) -> Iterator[Finding]:
    for party in subject.deal.parties:
        if not is_answered(table.get(party.key)):
            yield Finding(
                "party-left-out",
                Severity.ERROR,
                subject.at(question.id, party.key),
                about(question, f"{subject.name(party.key)} is left out."),
                "Write zero when a party gets nothing; silence is not zero.",
            )


def sums_meet_price(subject: Subject) -> Iterator[Finding]:
    """Agreed sums add up to what there is; a difference changes every sum in proportion."""
    terms = money_terms([party.key for party in subject.deal.parties], subject.facts)
    if terms is None or terms.method in SHARING or not terms.settled():
        return
    total, there = sum(terms.weights()), terms.price - sum(terms.costs)
    if total != there:
        currency = subject.deal.currency
        question = _SUMS[terms.method]
        yield Finding(
            "sums-differ-from-price",
            Severity.WARNING,
            subject.at(question),
            f"The sums add up to {money_text(total, currency)}, and "
            f"{money_text(there, currency)} comes in.",
            "The difference makes every sum rise or fall in the same proportion.",
            _price_from_sums(terms, total),
        )


_SUMS = {
    Method.FIXED_FEES: "fees",
    Method.TIME_RATES: "rates",
    Method.MILESTONES: "milestones",
}


def _price_from_sums(terms: MoneyTerms, total: int) -> Mend:
    return Mend("set the price", (Edit(("answers", "price"), total + sum(terms.costs)),))


def profit_rules(subject: Subject) -> Iterator[Finding]:
    """Check 5: who shares a result says which money, who bears a loss, and who may look."""
    if not _shares_a_result(subject):
        return
    missing = [
        question
        for question in ("profit_definition", "loss_share")
        if subject.asked(question) and not is_answered(subject.answer(question))
    ]
    for question in missing:
        yield Finding(
            "profit-rules",
            Severity.ERROR,
            subject.at(question),
            "A share of the result needs a rule for this.",
            "Most quarrels about shares are about what is shared.",
        )
    if subject.asked("inspection") and subject.answer("inspection") is not True:
        yield Finding(
            "no-inspection",
            Severity.WARNING,
            subject.at("inspection"),
            "The parties share a result, and nobody may look at the accounts.",
            "A share that cannot be checked rests on trust alone.",
            Mend("let each party look", (Edit(("answers", "inspection"), True),)),
        )


def partnership_risk(subject: Subject) -> Iterator[Finding]:
    """Check 5: sharing a result can make a partnership in law."""
    if _shares_a_result(subject):
        yield Finding(
            "partnership-risk",
            Severity.WARNING,
            subject.at("split_method"),
            "Sharing what is left can look like a partnership, whatever the agreement says.",
            "Partners answer for each other’s debts. Fixed fees carry less of that risk.",
        )


def _shares_a_result(subject: Subject) -> bool:
    method = subject.answer("split_method")
    return subject.asked("split_method") is not None and method in {str(m) for m in SHARING}


def insurance_covers_cap(subject: Subject) -> Iterator[Finding]:
    """Check 7: where liability goes up to the insurance, there is enough of it."""
    least, price = subject.answer("insurance_minimum"), subject.answer("price")
    insured = least if isinstance(least, int) else 0
    if subject.answer("liability_cap") != "insurance":
        return
    if insured <= 0:
        yield Finding(
            "cap-without-insurance",
            Severity.ERROR,
            subject.at("insurance_minimum"),
            "Liability goes up to the sum insured, and no sum is given.",
            "The limit would be nothing at all, or open to dispute.",
        )
    elif isinstance(price, int) and insured < price:
        yield Finding(
            "insurance-below-price",
            Severity.WARNING,
            subject.at("insurance_minimum"),
            "The sum insured is smaller than the price of the work.",
            "A mistake can cost the others more than the work is worth.",
        )


def insurance_reaches_limit(subject: Subject) -> Iterator[Finding]:
    """Check 7: a limit in figures is not above what an insurer would pay."""
    limit, least = subject.answer("liability_sum"), subject.answer("insurance_minimum")
    fixed = subject.answer("liability_cap") == "fixed_sum"
    if fixed and isinstance(limit, int) and isinstance(least, int) and 0 < least < limit:
        yield Finding(
            "insurance-below-cap",
            Severity.WARNING,
            subject.at("insurance_minimum"),
            "The sum insured is smaller than the limit on liability.",
            "A party may owe more than any insurer pays.",
            Mend("raise the cover", (Edit(("answers", "insurance_minimum"), limit),)),
        )


def pay_when_paid(subject: Subject) -> Iterator[Finding]:
    """Check 17: no waiting for the client where the law does not allow it."""
    banned = subject.scope.pack.flags.get("pay_when_paid_banned", False)
    if banned and subject.answer("pay_when_paid") is True:
        yield Finding(
            "pay-when-paid-banned",
            Severity.ERROR,
            subject.at("pay_when_paid"),
            "Parties may not be made to wait until the client pays.",
            f"The law of {subject.text.law} does not allow it.",
            Mend("pay without waiting", (Edit(("answers", "pay_when_paid"), False),)),
        )


def currency_given(subject: Subject) -> Iterator[Finding]:
    """Check 29: no amount without a currency."""
    currency = subject.deal.currency
    if not (
        len(currency) == 3 and currency.isascii() and currency.isalpha() and currency.isupper()
    ):
        usual = subject.scope.pack.currency
        yield Finding(
            "no-currency",
            Severity.ERROR,
            subject.at("price"),
            "The amounts have no currency.",
            "A number alone is not a sum of money.",
            Mend(usual, (Edit(("currency",), usual),)),
        )


def lead_is_party(subject: Subject) -> Iterator[Finding]:
    """Check 3: whoever is named as a party in an answer is a party."""
    for question in subject.scope.template.questions:
        value = subject.answer(question.id)
        for name in _named_parties(question, value):
            if subject.deal.party(name) is None:
                yield Finding(
                    "not-a-party",
                    Severity.ERROR,
                    subject.at(question.id),
                    about(question, "the answer names somebody who is not a party."),
                    f"Parties are {joined([p.name for p in subject.deal.parties])}.",
                )


def _named_parties(question: Question, value: object) -> Iterator[str]:
    if question.kind == "party" and isinstance(value, str):
        yield value
    elif question.kind == "several_parties" and isinstance(value, tuple):
        yield from value
    elif question.kind == "rows" and isinstance(value, tuple) and not question.source:
        columns = [column.id for column in question.columns if column.kind == "party"]
        named = (cell(row, column) for row in value for column in columns)
        yield from (name for name in named if isinstance(name, str) and name)
