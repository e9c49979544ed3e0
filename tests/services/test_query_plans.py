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
