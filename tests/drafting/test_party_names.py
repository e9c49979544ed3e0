"""P8: tables print short names, and the parties' page says whose they are."""

from dataclasses import replace

from microbiz_desktop.domain.text import Table
from microbiz_desktop.drafting.compile import compile as compile_deal
from microbiz_desktop.drafting.dealfile.reader import load_deal_file
from microbiz_desktop.drafting.templates.catalogue import Catalogue
from microbiz_desktop.paths import resource

GUILD = "The Most Excellent and Ancient Worshipful Guild of Makers, Menders and Musicians number"


def test_a_long_name_is_short_in_tables_and_whole_elsewhere(catalogue: Catalogue) -> None:
    read = load_deal_file(resource("resources", "sample") / "three-parties.toml", catalogue)
    first, second, third = read.deal.parties
    long = [replace(p, trading_name=f"{GUILD} {i}") for i, p in enumerate((first, second), 1)]
    text = compile_deal(catalogue, replace(read.deal, parties=(*long, third))).text
    assert [party.name for party in text.parties[:2]] == [f"{GUILD} 1", f"{GUILD} 2"]
    said = dict(text.parties[0].details)["In tables"]
    assert said == "The Most Excellent … number 1"
    assert "In tables" not in dict(text.parties[2].details)
    cells = [
        cell
        for schedule in text.schedules
        for table in schedule.blocks
        if isinstance(table, Table)
        for row in table.rows
        for cell in row.cells
    ]
    assert said in cells and third.name in cells
    assert not [cell for cell in cells if GUILD in cell]
