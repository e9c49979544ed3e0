"""A full disk or a locked file: a sentence, the old state whole, and it works once mended."""

import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from microbiz_desktop.domain.errors import CannotSave, MicrobizError
from microbiz_desktop.services.wiring import Services
from tests.builders import SCAN, northlight, returned, sign, sign_all, understand_all

Act = Callable[[Services], object]


def _fill_disk(services: Services) -> None:
    """The file may not grow by a page: what SQLite then says is what a full disk makes it say."""
    with services.database.transaction() as session:
        session.connection().exec_driver_sql("PRAGMA max_page_count = 1")


def _make_room(services: Services) -> None:
    with services.database.transaction() as session:
        session.connection().exec_driver_sql("PRAGMA max_page_count = 1000000")


def _everything(services: Services) -> list[str]:
    with closing(sqlite3.connect(services.database.path)) as raw, raw:
        return list(raw.iterdump())


def _save(services: Services) -> object:
    many = northlight()
    return [services.businesses.save(many) for _ in range(40)]


def _file_paper(services: Services) -> object:
    return returned(services, 1, "whitcombe-joinery", "Dan Whitcombe", content=SCAN * 2000)


def _offer_again(services: Services) -> object:
    shown = services.agreements.get(1)
    return services.offers.offer(1, shown.version)


def _reopen(services: Services) -> None:
    services.offers.change_text(1)


def _sign_everybody(services: Services) -> None:
    sign_all(services, 1)


@pytest.mark.parametrize(
    ("before", "act"),
    [
        (lambda _services: None, _file_paper),
        (_reopen, _offer_again),
        (_sign_everybody, lambda services: services.signoffs.execute(1)),
    ],
    ids=["file a paper", "offer", "execute"],
)
def test_a_full_disk_changes_nothing(offered: Services, before: Act, act: Act) -> None:
    before(offered)
    _fill_disk(offered)
    old = _everything(offered)
    with pytest.raises(CannotSave, match="full"):
        act(offered)
    assert _everything(offered) == old
    _make_room(offered)
    act(offered)
    assert _everything(offered) != old


def test_a_full_disk_keeps_every_save_before_it(services: Services) -> None:
    services.businesses.save(northlight())
    _fill_disk(services)
    with pytest.raises(CannotSave):
        _save(services)
    kept = services.businesses.count()
    assert kept >= 1
    _make_room(services)
    _save(services)
    assert services.businesses.count() == kept + 40


def test_a_file_that_another_program_holds_is_said_so(offered: Services) -> None:
    understand_all(offered, 1, "fernhill-design", "Priya Raman")
    holder = sqlite3.connect(offered.database.path, isolation_level=None)
    try:
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(MicrobizError) as refused:
            sign(offered, 1, "fernhill-design", "Priya Raman", "director")
        assert "database is locked" not in refused.value.sentence()
        assert offered.signoffs.room(1).signed == 0
        holder.execute("ROLLBACK")
    finally:
        holder.close()
    assert sign(offered, 1, "fernhill-design", "Priya Raman", "director").signed == 1
