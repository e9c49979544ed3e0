"""What was agreed, listed before the worked example: milestones, swaps, the least and the most."""

from collections.abc import Callable, Mapping
from functools import partial

from ...domain.money.formats import kept_together
from ...domain.money.methods import Method, MoneyTerms
from ...domain.text import Align, Column, Row, Table
from ...domain.words.phrases import joined
from ..asking.roles import Role
from ..names import Scope

_RIGHT = Align.RIGHT


def lists(terms: MoneyTerms, scope: Scope) -> tuple[Table, ...]:
    """The table that a method adds to the schedule of money: milestones, or what is swapped."""
    made = _LISTS.get(terms.method)
    return made(terms, scope) if made else ()


def _milestones(terms: MoneyTerms, scope: Scope) -> tuple[Table, ...]:
    printer = scope.printer
    heading = partial(scope.heading, Role.MILESTONES)
    columns = (
        Column(heading("title"), width=3),
        Column("Party", width=2),
        Column(heading("due"), width=2),
        Column(heading("amount"), align=_RIGHT),
    )
    rows = [
        Row((m.title, printer.party(m.party), printer.date(m.due), printer.money(m.amount)))
        for m in terms.milestones
    ]
    total = printer.money(sum(m.amount for m in terms.milestones))
    asked = scope.playing(Role.MILESTONES)
    total_row = Row(("Total", "", "", total), total=True)
    return (Table(asked.label if asked else "", columns, (*rows, total_row)),)


def _swaps(terms: MoneyTerms, scope: Scope) -> tuple[Table, ...]:
    """Who gives what to whom at which value, and whether the values balance."""
    return (_given(terms, scope), _balance(terms, scope))


def _given(terms: MoneyTerms, scope: Scope) -> Table:
    printer = scope.printer
    heading = partial(scope.heading, Role.SWAPS)
    columns = (
        Column(heading("giver"), width=3),
        Column(heading("what"), width=5),
        Column(heading("receiver"), width=3),
        Column(heading("value"), align=_RIGHT, width=2),
    )
    rows = [
        Row((printer.party(s.giver), kept_together(s.what), printer.party(s.receiver), value))
        for s in terms.swaps
        for value in (printer.money(s.value),)
    ]
    total = printer.money(sum(swap.value for swap in terms.swaps))
    return Table("Who gives what", columns, (*rows, Row(("Total", "", "", total), total=True)))


def _balance(terms: MoneyTerms, scope: Scope) -> Table:
    money = scope.printer.money
    given = [sum(s.value for s in terms.swaps if s.giver == key) for key in terms.parties]
    got = [sum(s.value for s in terms.swaps if s.receiver == key) for key in terms.parties]
    sums = list(zip(terms.parties, given, got, strict=True))
    columns = (
        Column("Party", width=2),
        *(Column(heading, align=_RIGHT) for heading in ("Gives", "Receives", "Difference")),
    )
    rows = [
        Row((scope.printer.party(key), money(gives), money(gets), money(gets - gives)))
        for key, gives, gets in sums
    ]
    total = (money(sum(given)), money(sum(got)), money(sum(got) - sum(given)))
    short = [scope.printer.party(key) for key, gives, gets in sums if gets < gives]
    table_rows = (*rows, Row(("Total", *total), total=True))
    return Table("What each gives and receives", columns, table_rows, _balance_note(short))


def _balance_note(short: list[str]) -> str:
    if not short:
        return "The values balance: each party receives as much as it gives."
    one = len(short) == 1
    more = "gives more than it receives" if one else "give more than they receive"
    return f"{joined(short)} {more}. The difference is agreed: no money is owed for it."


_LISTS: Mapping[Method, Callable[[MoneyTerms, Scope], tuple[Table, ...]]] = {
    Method.MILESTONES: _milestones,
    Method.IN_KIND: _swaps,
}


def bounds(terms: MoneyTerms, scope: Scope) -> tuple[Table, ...]:
    """The least and the most of the shares that have them, and what they are bounds of."""
    money = scope.printer.money
    rows = [
        Row((scope.printer.party(key), *(money(sum_) if sum_ else "none" for sum_ in (low, high))))
        for key, low, high in zip(terms.parties, terms.least, terms.most, strict=True)
        if low or high
    ]
    if not rows:
        return ()
    heading = partial(scope.heading, Role.BOUNDS)
    columns = (
        Column("Party", width=2),
        Column(heading("least"), align=_RIGHT),
        Column(heading("most"), align=_RIGHT),
    )
    return (Table("Minimum and maximum of a share", columns, tuple(rows), _bounds_note(terms)),)


def _bounds_note(terms: MoneyTerms) -> str:
    besides = ", besides the costs paid back" if any(terms.costs) else ""
    told = [f"They apply to shares{besides}, not to a loss."]
    if all(terms.most):
        told.append("When all are at their maximum, what is above is shared in proportion.")
    return " ".join(told)
