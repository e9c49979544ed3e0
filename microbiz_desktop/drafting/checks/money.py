"""Checks 1, 5, 17 and the tables of 29: shares, sums, and what profit is.

`registry` runs them with the other checks. They look at each answer by itself; sums that clash only
with one another are the part of `sums`.
"""

from collections.abc import Iterator, Mapping

from ...domain.deal import as_table, frozen
from ...domain.findings import EXTRA, Edit, Finding, Fix, Place, error, warning
from ...domain.money.currencies import CODES
from ...domain.money.formats import money_text, percent_text
from ...domain.money.methods import AGREED, SHARING, Method, MoneyTerms
from ...domain.money.money import WHOLE, equal_shares
from ...domain.words.phrases import joined
from ..asking.answer_kinds import AnswerKind
from ..asking.questions import Question, is_answered
from ..asking.register import ROWS
from ..asking.roles import MEASURES, Role
from ..money.tables import terms_of
from ..money.terms import cells
from .subject import Subject, about


def shares_total(subject: Subject) -> Iterator[Finding]:
    """Check 1: percentages of a table of parties total 100, or no more where a rest is left."""
    parties = [party.key for party in subject.deal.parties]
    for question in _percentage_tables(subject):
        given = subject.value(question)
        if not isinstance(given, Mapping) or not given:
            continue
        total = sum(cells({question.id: given}, question.id, parties))
        if total > WHOLE or (question.whole and total != WHOLE):
            yield error(
                "shares-total",
                subject.at_question(question.id),
                about(question, f"together {percent_text(total)}, {_difference(total)}."),
                "Everything must be given to somebody, and nothing twice.",
                _share_equally(question, parties) if question.whole and parties else None,
            )


def _percentage_tables(subject: Subject) -> Iterator[Question]:
    for question in subject.scope.template.questions:
        one = question.kind is AnswerKind.PER_PARTY and len(question.columns) == 1
        if one and question.columns[0].kind is AnswerKind.PERCENTAGE and subject.shows(question):
            yield question


def _difference(total: int) -> str:
    if total < WHOLE:
        return f"{percent_text(WHOLE - total)} still to share"
    return f"{percent_text(total - WHOLE)} too much"


def _share_equally(question: Question, parties: list[str]) -> Fix:
    shares = dict(zip(parties, equal_shares(len(parties)), strict=True))
    return Fix("share equally", (Edit(question.path(), frozen(shares)),))


def parties_in_tables(subject: Subject) -> Iterator[Finding]:
    """Check 29: a table of shares, fees or costs leaves nobody out and names no stranger."""
    by_value = subject.answer(Role.METHOD) == Method.BY_CONTRIBUTION
    roles = (*_WHOLE_TABLES, *((Role.CONTRIBUTIONS,) if by_value else ()))
    whole = {subject.scope.template.playing(role) for role in roles}
    for question in subject.scope.template.questions:
        table = subject.value(question)
        if question.kind is not AnswerKind.PER_PARTY or not isinstance(table, Mapping):
            continue
        if not subject.shows(question):
            continue
        for key in table:
            if subject.deal.party(key) is None:
                yield error(
                    "stranger-in-table",
                    subject.at_question(question.id),
                    about(question, "there is a row for somebody who is not a party."),
                    "Only parties can be bound.",
                    Fix("remove that row", (Edit((*question.path(), key), None),)),
                )
        if question.id in whole:
            yield from _left_out(subject, question, table)


_WHOLE_TABLES = (
    *(Role.SHARES, Role.FEES, Role.RATES, Role.FIRST_SHARES),
    *(Role.HOURS, Role.ROYALTIES, Role.COSTS),
)


def _left_out(
    subject: Subject, question: Question, table: Mapping[str, object]
) -> Iterator[Finding]:
    for party in subject.deal.parties:
        if not is_answered(table.get(party.key)):
            yield error(
                "party-left-out",
                subject.at_question(question.id, party.key),
                about(question, f"{subject.name(party.key)} is left out."),
                "Write zero when a party gets nothing; silence is not zero.",
            )


def sums_meet_price(subject: Subject) -> Iterator[Finding]:
    """Agreed sums add up to what there is; a difference changes every sum in proportion."""
    terms = terms_of(subject.scope)
    if terms is None or terms.method not in AGREED or not terms.settled():
        return
    total, there = sum(terms.weights()), terms.price - sum(terms.costs)
    if total != there:
        currency = subject.deal.currency
        yield warning(
            "sums-differ-from-price",
            subject.at(MEASURES[terms.method]),
            f"The sums add up to {money_text(total, currency)}, and "
            f"{money_text(there, currency)} comes in.",
            "The difference makes every sum rise or fall in the same proportion.",
            _price_from_sums(subject, terms, total),
        )


def _price_from_sums(subject: Subject, terms: MoneyTerms, total: int) -> Fix:
    return Fix("set the price", (subject.edit(Role.PRICE, total + sum(terms.costs)),))


def profit_rules(subject: Subject) -> Iterator[Finding]:
    """Check 5: who shares a result says which money, who bears a loss, and who may look."""
    if not _shares_a_result(subject):
        return
    missing = [
        role
        for role in (Role.PROFIT_DEFINITION, Role.LOSS)
        if subject.asked(role) and not subject.answered(role)
    ]
    for role in missing:
        yield error(
            "profit-rules",
            subject.at(role),
            "A share of the result needs a rule for this.",
            "Most quarrels about shares are about what is shared.",
        )
    if subject.asked(Role.INSPECTION) and subject.answer(Role.INSPECTION) is not True:
        yield warning(
            "no-inspection",
            subject.at(Role.INSPECTION),
            "The parties share a result, and nobody may look at the accounts.",
            "A share that cannot be checked rests on trust alone.",
            Fix("let each party look", (subject.edit(Role.INSPECTION, True),)),
        )


def partnership_risk(subject: Subject) -> Iterator[Finding]:
    """Check 5: sharing a result can make a partnership in law."""
    if _shares_a_result(subject):
        yield warning(
            "partnership-risk",
            subject.at(Role.METHOD),
            "Sharing what is left can look like a partnership, whatever the agreement says.",
            "Partners answer for each other’s debts. Fixed fees carry less of that risk.",
        )


def _shares_a_result(subject: Subject) -> bool:
    method = subject.answer(Role.METHOD)
    return subject.asked(Role.METHOD) is not None and method in {str(m) for m in SHARING}


def pay_when_paid(subject: Subject) -> Iterator[Finding]:
    """Check 17: no waiting for the client where the law does not allow it."""
    banned = subject.scope.pack.flags.get("pay_when_paid_banned", False)
    if banned and subject.answer(Role.PAY_WHEN_PAID) is True:
        yield error(
            "pay-when-paid-banned",
            subject.at(Role.PAY_WHEN_PAID),
            "Parties may not be made to wait until the client pays.",
            f"The law of {subject.text.law} does not allow it.",
            Fix("pay without waiting", (subject.edit(Role.PAY_WHEN_PAID, False),)),
        )


def long_stop_given(subject: Subject) -> Iterator[Finding]:
    """Check 17: a wait for a client ends some day, where the kind asks for that day."""
    question = subject.asked(Role.LONG_STOP)
    waits = subject.answer(Role.PAY_WHEN_PAID) is True
    if question is not None and waits and not subject.answered(Role.LONG_STOP):
        usual = question.usual or question.default
        edit = subject.edit(Role.LONG_STOP, usual)
        yield error(
            "no-long-stop",
            subject.at(Role.LONG_STOP),
            "Payment waits for the client, and nothing says for how long at most.",
            "If the client never pays, neither would the other party ever be paid.",
            Fix(str(usual), (edit,)) if usual else None,
        )


def currency_given(subject: Subject) -> Iterator[Finding]:
    """Check 29: no amount without a currency that there is."""
    if subject.deal.currency not in CODES:
        usual = subject.scope.pack.currency
        yield error(
            "no-currency",
            Place("The money", EXTRA, "currency"),
            "The amounts have no currency.",
            "A number alone is not a sum of money.",
            Fix(usual, (Edit(("currency",), usual),)),
        )


def lead_is_party(subject: Subject) -> Iterator[Finding]:
    """Check 3: whoever is named as a party in an answer is a party."""
    for question in subject.scope.template.questions:
        value = subject.value(question)
        for name in _named_parties(question, value):
            if subject.deal.party(name) is None:
                yield error(
                    "not-a-party",
                    subject.at_question(question.id),
                    about(question, "the answer names somebody who is not a party."),
                    f"Parties are {joined([p.name for p in subject.deal.parties])}.",
                )


def backup_is_another(subject: Subject) -> Iterator[Finding]:
    """Whoever takes over from the lead party is not the lead party itself."""
    lead, backup = subject.answer(Role.LEAD), subject.answer(Role.BACKUP)
    if backup and lead == backup:
        yield error(
            "backup-is-lead",
            subject.at(Role.BACKUP),
            f"{subject.name(str(lead))} cannot take over from itself.",
            "The back-up is for when the lead party stops.",
            Fix("name no back-up", (subject.edit(Role.BACKUP, None),)),
        )


def _named_parties(question: Question, value: object) -> Iterator[str]:
    """Who is named by the answer; who has a row of its own is looked at with the table."""
    if question.source:
        return
    rows = as_table(value)
    named = ROWS[question.kind].names(question, value)
    yield from (name for name in named if name not in rows)
