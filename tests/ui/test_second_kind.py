"""A kind with ids of its own has its share table in the window without a line of Python."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from microbiz_desktop.domain.deal import Deal
from microbiz_desktop.domain.money.figures import BRITISH
from microbiz_desktop.drafting.dealfile.reader import load_deal_file
from microbiz_desktop.services.agreements.figures import figures
from microbiz_desktop.services.agreements.interview import Asked, circumstances_of
from microbiz_desktop.services.shared.dependencies import TemplateCatalogue
from microbiz_desktop.ui.agreements.interview.sections import InterviewPages
from microbiz_desktop.ui.forms.share_table import ShareTable
from tests.drafting.conftest import write_supply

SAMPLE = Path(__file__).parents[1] / "drafting" / "supply" / "sample.toml"


def interview_of(qtbot: QtBot, shelf: TemplateCatalogue, deal: Deal) -> InterviewPages:
    """The interview of this deal with its section of money open."""
    template, facts = shelf.template(deal.template), circumstances_of(shelf, deal)
    interview = InterviewPages(template.sections, BRITISH, {})
    qtbot.addWidget(interview)
    shown = frozenset(q.id for q in template.questions if facts.hold(q.shown_when))
    interview.show_answers(Asked(shown, facts.answers), deal.parties)
    interview.set_totals(figures(shelf, deal).shared)
    interview.open("sums")
    return interview


def test_the_share_table_shows_each_partys_part(qtbot: QtBot, tmp_path: Path) -> None:
    shelf = TemplateCatalogue(write_supply(tmp_path))
    deal = load_deal_file(SAMPLE, shelf.catalogue()).deal
    interview = interview_of(qtbot, shelf, deal)
    qtbot.waitUntil(lambda: "parts" in interview.blocks)
    table = interview.blocks["parts"].editor
    assert isinstance(table, ShareTable)
    assert [row.amount.text() for row in table.rows()] == ["£340.00", "£1,700.00", "£1,360.00"]
    assert table.verdict() == "Adds up exactly"
