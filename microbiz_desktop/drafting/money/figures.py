"""The columns of the worked example: one drawing for each figure that a method has.

`tables` puts them side by side and `words` tells what has no room in them. A method lists its
figures in `domain.money.methods`; how a figure looks in print is said here once, whatever method
shows it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ...domain.money.formats import NBSP, percent_places, percent_text
from ...domain.money.methods import WAYS, Figure, MoneyTerms, padded
from ...domain.money.money import WHOLE
from ...domain.money.split import Split, SplitRow
from ...domain.text import Align, Column
from ..asking.roles import Role
from ..names import Scope


@dataclass(frozen=True, slots=True)
class Worked:
    """An income shared out by the terms of a deal, and the scope that prints it."""

    terms: MoneyTerms
    shared: Split
    scope: Scope

    def money(self, minor: int) -> str:
        """A sum in print."""
        return self.scope.printer.money(minor)

    def each(self, part: Callable[[SplitRow], int]) -> list[int]:
        """One number of each party's row."""
        return [part(row) for row in self.shared.rows]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A column of the worked example: its heading, each party's figure, and the sum of them."""

    column: Column
    cells: tuple[str, ...]
    total: str


def figures(work: Worked) -> tuple[Drawn, ...]:
    """Costs paid back, what the method has to show, what bounds or a loss change, and the sum."""
    found: list[Drawn | None] = []
    if work.shared.costs:
        found.append(_sums(work, "Costs", "paid back", work.each(lambda row: row.costs_back)))
    if work.shared.left < 0:
        found.append(_sums(work, "Loss", "borne", work.each(lambda row: row.rest)))
    else:
        found += [_DRAWINGS[figure](work) for figure in WAYS[work.terms.method].figures]
        found.append(_moved(work))
    found.append(_sums(work, "Receives", "", work.each(lambda row: row.receives)))
    return tuple(drawn for drawn in found if drawn is not None)


def _sums(work: Worked, heading: str, note: str, sums: Sequence[int]) -> Drawn:
    return _drawn(heading, note, [work.money(value) for value in sums], work.money(sum(sums)))


def _drawn(heading: str, note: str, cells: Sequence[str], total: str = "") -> Drawn:
    return Drawn(Column(heading, note, Align.RIGHT), tuple(cells), total)


def _percents(heading: str, note: str, values: Sequence[int]) -> Drawn:
    places = max(percent_places(values), 1)
    cells = [percent_text(value, places) for value in values]
    return _drawn(heading, note, cells, percent_text(sum(values), places))


def _shares(work: Worked, note: str) -> Drawn:
    return _percents("Share", note, work.each(lambda row: row.share))


def _rest_only(work: Worked) -> str:
    return "of the rest" if work.shared.costs else ""


def _amount(work: Worked) -> Drawn | None:
    """What would be received if nothing came before it or after it needs no column of its own."""
    if not work.shared.costs and not any(work.each(lambda row: row.moved)):
        return None
    return _sums(work, "Amount", _rest_only(work), work.each(lambda row: row.rest))


def _moved(work: Worked) -> Drawn | None:
    moves = work.each(lambda row: row.moved)
    if not any(moves):
        return None
    cells = [f"{'+' if move > 0 else ''}{work.money(move)}" for move in moves]
    return _drawn("Change", "by minimum, maximum", cells, work.money(sum(moves)))


def _agreed(role: Role, column: str = "") -> Callable[[Worked], Drawn]:
    """The agreed sums under the heading of the question that asks for them."""
    return lambda work: _sums(
        work, work.scope.heading(role, column), "agreed", work.terms.weights()
    )


def _rates(column: str, cells: Callable[[Worked], Sequence[str]]) -> Callable[[Worked], Drawn]:
    return lambda work: _drawn(work.scope.heading(Role.RATES, column), "", cells(work))


#: "An hour", "a day", on one line.
_A = {"hour": f"an{NBSP}hour", "day": f"a{NBSP}day"}


def _quantity(count: int, unit: str) -> str:
    return f"{count:,}{NBSP}{unit}{'' if count == 1 else 's'}"


def _hours(work: Worked) -> Drawn:
    hours = work.terms.weights()
    heading = work.scope.heading(Role.HOURS)
    return _drawn(heading, "", [f"{count:,}" for count in hours], f"{sum(hours):,}")


def _royalties(work: Worked) -> Drawn:
    """What each was promised; the lead gets what the others leave, with a royalty of its own."""
    given = padded(work.terms.royalties, len(work.terms.parties))
    places = max(percent_places(given), 1)
    cells = [
        _with_rest(percent_text(share, places) if share else "", key == work.terms.lead)
        for key, share in zip(work.terms.parties, given, strict=True)
    ]
    if sum(given) == WHOLE:
        cells = [percent_text(share, places) for share in given]
    return _drawn(work.scope.heading(Role.ROYALTIES), "", cells)


def _with_rest(share: str, lead: bool) -> str:
    if not lead:
        return share or "none"
    return f"{share} and the{NBSP}rest" if share else f"the{NBSP}rest"


_DRAWINGS: Mapping[Figure, Callable[[Worked], Drawn | None]] = {
    Figure.FEE: _agreed(Role.FEES),
    Figure.MILESTONES: _agreed(Role.MILESTONES, "amount"),
    Figure.RATE: _rates(
        "rate",
        lambda work: [f"{work.money(r.rate)} {_A.get(r.unit, r.unit)}" for r in work.terms.rates],
    ),
    Figure.EXPECTED: _rates(
        "quantity", lambda work: [_quantity(r.quantity, r.unit) for r in work.terms.rates]
    ),
    Figure.CAP: _rates(
        "cap", lambda work: [work.money(r.cap) if r.cap else "none" for r in work.terms.rates]
    ),
    Figure.EARNED: lambda work: _sums(work, "Earned", "", work.terms.weights()),
    Figure.VALUE: lambda work: _sums(work, "Agreed", "value", work.terms.weights()),
    Figure.GIVEN: lambda work: _sums(work, "Gives", "agreed value", work.terms.weights()),
    Figure.HOURS: _hours,
    Figure.ROYALTY: _royalties,
    Figure.SHARE: lambda work: _shares(work, _rest_only(work)),
    Figure.AMOUNT: _amount,
    Figure.MARGIN: lambda work: _sums(
        work, "Margin", "comes first", work.each(lambda row: row.first)
    ),
    Figure.REST_SHARE: lambda work: _shares(work, "of the rest"),
    Figure.REST: lambda work: _sums(work, "Amount", "of the rest", work.each(lambda row: row.rest)),
    Figure.FIRST_SHARE: lambda work: _percents("Share", _up_to(work), work.terms.first_shares),
    Figure.FIRST: lambda work: _sums(
        work, "Amount", _up_to(work), work.each(lambda row: row.first)
    ),
    Figure.ABOVE_SHARE: lambda work: _shares(work, "above"),
    Figure.ABOVE: lambda work: _sums(work, "Amount", "above", work.each(lambda row: row.rest)),
}


#: A heading of a narrow column takes no longer sum than this.
_SHORT = 11


def limit_is_long(work: Worked) -> bool:
    """Whether the end of the first tier has no room in a heading and is told in words."""
    return len(work.money(work.terms.tier_limit)) > _SHORT


def _up_to(work: Worked) -> str:
    return "first tier" if limit_is_long(work) else f"up to {work.money(work.terms.tier_limit)}"
