"""Short names of parties in tables; the page of the parties says which are whose."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..domain.deal import PartySnapshot
from ..domain.text import Block, Table
from ..domain.words.short_names import short_names


def names_in_tables(parties: Sequence[PartySnapshot]) -> Mapping[str, str]:
    """What tables call each party, by its name."""
    names = [party.name for party in parties]
    return dict(zip(names, short_names(names), strict=True))


def with_short_names(
    blocks: Sequence[Block], parties: Sequence[PartySnapshot]
) -> tuple[Block, ...]:
    """The blocks with cells that name a party, alone or before a comma, in its short name."""
    shorter = {name: short for name, short in names_in_tables(parties).items() if short != name}
    if not shorter:
        return tuple(blocks)
    return tuple(_shortened(b, shorter) if isinstance(b, Table) else b for b in blocks)


def _shortened(table: Table, shorter: Mapping[str, str]) -> Table:
    rows = (
        replace(row, cells=tuple(_cell(cell, shorter) for cell in row.cells)) for row in table.rows
    )
    return replace(table, rows=tuple(rows))


def _cell(cell: str, shorter: Mapping[str, str]) -> str:
    for name, short in shorter.items():
        if cell == name or cell.startswith(f"{name}, "):
            return short + cell[len(name) :]
    return cell
