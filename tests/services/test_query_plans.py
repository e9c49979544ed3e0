"""What is asked at each look at Home does not go through every associate."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine, event

from microbiz_desktop.services.wiring import Services

#: Going through all of a table, or through an index that holds every associate.
_EVERYBODY = ("SCAN business", "ix_business_listed")
_FINE = ("count(*)", "own IS 1")


@contextmanager
def plans(engine: Engine) -> Iterator[list[str]]:
    """How SQLite goes about every SELECT meanwhile.

    A count has to see them all and is left out, and so is what looks for own businesses, of which
    there are few.
    """
    found: list[str] = []

    def explain(
        connection: Any, _cursor: object, statement: str, parameters: Any, *_: object
    ) -> None:
        if statement.startswith("SELECT") and not any(word in statement for word in _FINE):
            raw = connection.connection.driver_connection
            rows = raw.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
            found.extend(row[3] for row in rows)

    event.listen(engine, "before_cursor_execute", explain)
    try:
        yield found
    finally:
        event.remove(engine, "before_cursor_execute", explain)


@pytest.mark.parametrize("look", ["home", "recent", "small step"])
def test_no_look_goes_through_every_associate(services: Services, look: str) -> None:
    services.sample.load()
    looks: dict[str, Callable[[], object]] = {
        "home": services.home.view,
        "recent": services.search.recent,
        "small step": services.small_steps.today,
    }
    with plans(services.database._reader) as found:
        looks[look]()
    assert found
    assert [step for step in found if any(word in step for word in _EVERYBODY)] == []


def test_home_reads_nothing_that_it_does_not_show(services: Services) -> None:
    """It names businesses and projects, but neither their papers and skills nor their teams."""
    services.sample.load()
    asked: list[str] = []

    def note(*said: object) -> None:
        asked.append(str(said[2]))

    event.listen(services.database._reader, "before_cursor_execute", note)
    try:
        assert services.home.view().live
    finally:
        event.remove(services.database._reader, "before_cursor_execute", note)
    tables = {one.split("FROM")[1].split()[0] for one in asked if "FROM" in one}
    assert tables & {"paper", "skill", "team_member"} == set()
