"""The tables of money as plain text, for the golden file of the old ways of sharing.

`python -m tests.drafting.money_goldens --write` writes it anew. It holds what deals of the first
wording print, so a difference is a change to agreements that exist.
"""

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from microbiz_desktop.domain.deal import Answer, Deal, frozen
from microbiz_desktop.domain.money.methods import AGREED, Method
from microbiz_desktop.drafting.asking.questions import Circumstances
from microbiz_desktop.drafting.compile import compile
from microbiz_desktop.drafting.money.terms import money_terms
from microbiz_desktop.drafting.templates.catalogue import Catalogue, load_catalogue

from .golden import FOLDER, _block
from .till import costs, till_deal, write_till

FILE = FOLDER / "money-tables.txt"

OLD = (
    *(Method.FIXED_FEES, Method.TIME_RATES, Method.MILESTONES, Method.EQUAL, Method.PERCENTAGES),
    *(Method.BY_CONTRIBUTION, Method.COSTS_FIRST, Method.LEAD_MARGIN, Method.TIERS),
)


def printed(catalogue: Catalogue, deal: Deal) -> str:
    """The blocks of the schedule of money."""
    (schedule,) = compile(catalogue, deal).text.schedules
    lines = (line for block in schedule.blocks for line in _block(block))
    return "\n".join(lines).replace("\u00a0", "~").replace("\u2011", "-")


def rendered(catalogue: Catalogue) -> str:
    """Every old way with three parties, and with twenty-two."""
    return "".join(_all(catalogue))


def _all(catalogue: Catalogue) -> Iterator[str]:
    for method in OLD:
        for name, (count, more) in _variants().items():
            deal = _priced(till_deal(count, method, **more))
            yield f"=== {method}, {name}\n{printed(catalogue, deal)}\n\n"


def _variants() -> dict[str, tuple[int, dict[str, Answer]]]:
    own = {"good_income": 1_600_000, "bad_income": 20_000, "bad_case": "Rain"}
    paid = {"approved_costs": frozen(costs(3))}
    return {
        "three parties": (3, own),
        "with costs": (3, paid),
        "a loss is the lead’s": (3, {**paid, "loss_share": "lead"}),
        "a loss is shared equally": (3, {**paid, "loss_share": "equally"}),
        "twenty-two parties": (22, {}),
    }


def _priced(deal: Deal) -> Deal:
    """Agreed sums and costs make the price."""
    terms = money_terms([party.key for party in deal.parties], Circumstances(deal.answers, {}))
    if terms is None or terms.method not in AGREED:
        return deal
    price = sum(terms.weights()) + sum(terms.costs)
    return replace(deal, answers=frozen({**deal.answers, "price": price}))


def main() -> None:
    """Write the golden file when told so."""
    if "--write" not in sys.argv:
        raise SystemExit("nothing written: say --write")
    with tempfile.TemporaryDirectory() as folder:
        FILE.write_text(rendered(load_catalogue(write_till(Path(folder)))), encoding="utf-8")


if __name__ == "__main__":
    main()
