"""A search asks once for the rows it shows; how many there are in all is counted in SQL."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import event
from sqlalchemy.engine import Engine

from microbiz_desktop.ui.agreements.list_page import AgreementsPage
from microbiz_desktop.ui.network.events_part import EventsPart
from microbiz_desktop.ui.network.referrals_part import ReferralsPart
from microbiz_desktop.ui.projects.page import ProjectsPage
from microbiz_desktop.ui.runtime.context import Context

PAGES: dict[str, Callable[[Context], QWidget]] = {
    "project": ProjectsPage,
    "referral": ReferralsPart,
    "event": EventsPart,
    "agreement": AgreementsPage,
}


@pytest.mark.parametrize("table", PAGES)
def test_a_search_asks_for_its_rows_once(table: str, context: Context, qtbot: QtBot) -> None:
    context.services.sample.load()
    page = PAGES[table](context)
    qtbot.addWidget(page)
    asked: list[str] = []

    def note(*said: object) -> None:
        asked.append(str(said[2]))

    page.pane.search.set_value("nobody is called so")  # type: ignore[attr-defined]  # of all four
    event.listen(Engine, "before_cursor_execute", note)
    try:
        page.reload()  # type: ignore[attr-defined]  # of all four
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    mine = [one for one in asked if "FROM" in one and one.split("FROM")[1].split()[0] == table]
    counts = [one for one in mine if "count(" in one]
    rows = [one for one in mine if one not in counts]
    assert (len(rows), len(counts)) == (1, 1), asked
