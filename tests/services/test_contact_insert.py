"""Entries written by the thousand are the entries that were given, whatever they say."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from microbiz_desktop.domain.contacts.contacts import (
    Address,
    BusinessData,
    Closeness,
    Level,
    Paper,
    PersonData,
    SkillData,
    Stage,
    Way,
)
from microbiz_desktop.services.contacts.reading import data_by_id
from microbiz_desktop.services.shared.clocks import SystemClock
from microbiz_desktop.services.transfer.contact_insert import ContactInsert
from microbiz_desktop.services.wiring import Services
from microbiz_desktop.storage.bulk import bulk_search

_FULL = BusinessData(
    legal_name="O'Hara & “Sons”",
    trading_name="O'Hara",
    legal_form="limited-company",
    notes="a\x00b\n" + "long " * 40,
    place="100%; DROP TABLE business --",
    stage=Stage.TRUSTED,
    closeness=Closeness.CLOSE,
    ways=(Way("phone", "0113 496 0101"),),
    addresses=(Address("1 Weir", "Otley"),),
    people=(PersonData("Ann O'Hara", may_sign=True), PersonData("Bo", role="")),
    skills=(SkillData("joinery", Level.GOOD), SkillData("Joinery's", Level.UNSAID)),
    papers=(Paper("licence", "L'1", "d", "2027-01-01"),),
)
_PLAIN = BusinessData(legal_name="Plain")


@pytest.mark.parametrize(
    "given",
    [
        [_FULL],
        [_PLAIN],
        [_PLAIN, _PLAIN],
        [_FULL, _PLAIN, _FULL],
        [replace(_PLAIN, place="Leeds"), replace(_FULL, place="Leeds")],
    ],
    ids=["one", "all at their defaults", "alike", "mixed", "a column alike"],
)
def test_what_is_written_is_what_was_given(services: Services, given: list[BusinessData]) -> None:
    with services.database.transaction() as session, bulk_search(session):
        insert = ContactInsert(session, SystemClock().now())
        ids = [insert.add(data) for data in given]
        insert.write()
        insert.write()  # nothing left
        session.expire_all()
        back = data_by_id(session, tuple(ids))
        assert insert.count == len(given) == session.scalar(text("SELECT count(*) FROM business"))
    for key, data in zip(ids, given, strict=True):
        saved = services.businesses.save(data)
        assert replace(back[key], id=0, version=0) == replace(saved, id=0, version=0)
