"""Backups as settings and rescue tell of them: names, what is in one, when the last was made."""

from dataclasses import replace
from pathlib import Path

import pytest

from microbiz_desktop.domain.contacts.contacts import BusinessData
from microbiz_desktop.domain.errors import BadInput
from microbiz_desktop.services.program.backups import (
    SUFFIX,
    damage_in,
    last_good,
    restore_into,
)
from microbiz_desktop.services.wiring import Services
from microbiz_desktop.storage.header import DATABASE_NAME
from tests.builders import StillClock, fernhill
from tests.kept import Opener


@pytest.fixture
def one(services: Services) -> Services:
    """A folder with one associate."""
    services.businesses.save(replace(fernhill(), own=False))
    return services


def test_a_backup_is_offered_under_the_day_of_the_wall_clock(
    services: Services, still: StillClock
) -> None:
    assert services.backups.suggested_name() == "Microbiz 2026-11-21.microbiz-backup"
    still.forward(days=1)
    assert services.backups.suggested_name() == "Microbiz 2026-11-22.microbiz-backup"


def test_the_last_automatic_backup_is_told_in_a_sentence(one: Services, data_dir: Path) -> None:
    assert one.backups.last() is None
    assert one.backups.last_line() == (
        "No automatic backup yet; one is made when something has changed."
    )
    assert last_good(data_dir) is None
    assert one.backups.automatic()
    assert not one.backups.automatic()
    made = one.backups.last()
    assert made is not None
    assert made.to_text().startswith("2026-11-21T10:00:00")
    assert one.backups.last_line() == (
        "Last automatic backup: 21 November 2026, 10:00 GMT (+00:00). "
        "Seven days, four weeks and twelve months are kept."
    )
    found = last_good(data_dir)
    assert found is not None
    assert found.path.parent == data_dir / "backups"
    assert found.words == one.backups.describe(found.path)


def test_a_backup_says_when_it_was_made_and_what_it_holds(one: Services, tmp_path: Path) -> None:
    target = one.backups.back_up(tmp_path / f"mine{SUFFIX}")
    assert target == tmp_path / f"mine{SUFFIX}"
    assert one.backups.describe(target) == (
        "Made on 21 November 2026, 10:00 GMT (+00:00), "
        "with 0 agreements, 1 associate and 0 projects."
    )
    assert one.backups.damage() == damage_in(one.data_dir) == ""
    with pytest.raises(BadInput):
        one.backups.back_up(tmp_path / "mine.pdf")
    assert not (tmp_path / "mine.pdf").exists()


def test_what_is_restored_takes_the_place_of_what_is_kept_beside_it(
    one: Services, tmp_path: Path, data_dir: Path, open_services: Opener
) -> None:
    target = one.backups.back_up(tmp_path / f"mine{SUFFIX}")
    business = one.businesses.get(1)
    one.businesses.save(replace(business, notes="later"))
    one.close()
    kept = restore_into(data_dir, target)
    assert kept is not None
    assert kept.parent == data_dir
    assert kept.name.startswith("before-restore-")
    assert (kept / DATABASE_NAME).is_file()
    assert open_services(data_dir).businesses.get(1).notes == business.notes == ""
    assert restore_into(tmp_path / "new", target) is None


def test_who_is_no_associate_is_not_counted_as_one(one: Services, tmp_path: Path) -> None:
    one.businesses.save(BusinessData(trading_name="Ida Moor", outside=True))
    said = one.backups.describe(one.backups.back_up(tmp_path / f"mine{SUFFIX}"))
    assert "1 associate " in said
