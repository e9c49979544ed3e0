"""Money terms of a deal, and the terms that an agreement defines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...domain.deal import Answer, Deliverable, as_number, as_table, as_tables, as_text
from ...domain.money.methods import LossRule, Method, Milestone, MoneyTerms, Rate, Swap
from ...domain.text import Clause, Recital, RunKind
from ..asking.questions import Circumstances
from ..asking.roles import Role

Answers = Mapping[str, Answer]


def money_terms(parties: Sequence[str], roles: Circumstances) -> MoneyTerms | None:
    """The terms of the split, or None while the method, the price or the parties are not given.

    `roles` are the answers by role.
    """
    answers = roles.answers
    method, price = answers.get(Role.METHOD), answers.get(Role.PRICE)
    if method == Method.IN_KIND and price is None:
        price = 0  # nothing need come in where the parties pay each other in kind
    if not isinstance(method, str) or method not in set(Method):
        return None
    if not isinstance(price, int) or not parties:
        return None
    loss = as_text(answers.get(Role.LOSS))
    return MoneyTerms(
        Method(method),
        tuple(parties),
        max(price, 0),
        costs=cells(answers, Role.COSTS, parties, "amount"),
        shares=cells(answers, Role.SHARES, parties),
        fees=cells(answers, Role.FEES, parties),
        values=cells(answers, Role.CONTRIBUTIONS, parties, "value"),
        rates=_rates(answers, parties),
        milestones=milestones(answers),
        lead=as_text(answers.get(Role.LEAD)),
        margin=_count(answers.get(Role.MARGIN)),
        tier_limit=_count(answers.get(Role.TIER_LIMIT)),
        first_shares=cells(answers, Role.FIRST_SHARES, parties),
        loss=LossRule(loss) if loss in set(LossRule) else LossRule.SAME_SHARES,
        hours=cells(answers, Role.HOURS, parties),
        royalties=cells(answers, Role.ROYALTIES, parties),
        swaps=_swaps(answers),
        least=cells(answers, Role.BOUNDS, parties, "least"),
        most=cells(answers, Role.BOUNDS, parties, "most"),
    )


def cells(
    answers: Answers, question: str, parties: Sequence[str], column: str = ""
) -> tuple[int, ...]:
    """One number a party; nothing given, or less than nothing, counts as zero."""
    rows = as_table(answers.get(question))
    return tuple(_count(cell(rows.get(party), column)) for party in parties)


def cell(row: Answer, column: str = "") -> Answer:
    """A cell of a row: the named column, or the only one when a row is a bare value."""
    if not isinstance(row, Mapping):
        return row
    if column:
        return row.get(column)
    return next(iter(row.values()), None)


def milestones(answers: Answers) -> tuple[Milestone, ...]:
    """The milestones as they stand, unfinished rows included."""
    return tuple(
        Milestone(
            as_text(row.get("title")),
            as_text(row.get("party")),
            _count(row.get("amount")),
            as_text(row.get("due")),
        )
        for row in as_tables(answers.get(Role.MILESTONES))
    )


def _swaps(answers: Answers) -> tuple[Swap, ...]:
    return tuple(
        Swap(
            as_text(row.get("giver")),
            as_text(row.get("what")),
            as_text(row.get("receiver")),
            _count(row.get("value")),
        )
        for row in as_tables(answers.get(Role.SWAPS))
    )


def deliverables(answers: Answers) -> tuple[Deliverable, ...]:
    """What is handed over, unfinished rows included."""
    return tuple(
        Deliverable(as_text(row.get("title")), as_text(row.get("owner")), as_text(row.get("due")))
        for row in as_tables(answers.get(Role.DELIVERABLES))
    )


def _rates(answers: Answers, parties: Sequence[str]) -> tuple[Rate, ...]:
    rows = as_table(answers.get(Role.RATES))
    return tuple(_rate(rows.get(party)) for party in parties)


def _rate(row: Answer) -> Rate:
    data = as_table(row)
    return Rate(
        as_text(data.get("unit")) or "day",
        _count(data.get("rate")),
        _count(data.get("quantity")),
        _count(data.get("cap")),
    )


def _count(value: Answer) -> int:
    return max(as_number(value), 0)


@dataclass(frozen=True, slots=True)
class DefinedTerm:
    """A term and where it gets its meaning: the printed place and the anchor."""

    term: str
    where: str
    anchor: str


def defined_terms(
    clauses: Sequence[Clause], recitals: Sequence[Recital] = ()
) -> tuple[DefinedTerm, ...]:
    """Every term in the order of its definition; a term defined twice stands twice."""
    found = [
        DefinedTerm(run.text, f"Recital\u00a0{recital.number}", "")
        for recital in recitals
        for run in recital.runs
        if run.kind is RunKind.DEFINED
    ]
    for clause in clauses:
        for line in clause.subclauses:
            texts = (line.runs, *(item.runs for item in line.items), line.closing)
            found += [
                DefinedTerm(run.text, f"Clause\u00a0{line.number}", line.id)
                for runs in texts
                for run in runs
                if run.kind is RunKind.DEFINED
            ]
    return tuple(found)
