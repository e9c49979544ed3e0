"""Rules of the records, without a session where none is needed."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import Session

from microbiz_desktop.domain.clock import Moment
from microbiz_desktop.domain.deal import (
    Deal,
    Deliverable,
    InsuranceSnapshot,
    PartySnapshot,
    ProjectDetails,
    frozen,
)
from microbiz_desktop.domain.errors import NotReady, StaleVersion
from microbiz_desktop.domain.states import AgreementState
from microbiz_desktop.records.agreement import Agreement, Revision
from microbiz_desktop.records.base import Base
from microbiz_desktop.records.business import Business, PaperRecord, Person
from microbiz_desktop.records.project import DeliverableRecord, Project

LONDON = Moment(datetime(2026, 7, 1, 9, 30, 0, 5, tzinfo=UTC), "Europe/London")


def _saved(tmp_path: Path, record: Base) -> Base:
    engine = create_engine(f"sqlite:///{tmp_path}/records.sqlite")
    try:
        Base.metadata.create_all(engine)
        with Session(engine) as session:
            session.add(record)
            session.commit()
        with Session(engine) as session:
            found: Base = session.get_one(type(record), 1)
            session.refresh(found)
            session.expunge_all()
    finally:
        engine.dispose()
    return found


def test_a_time_keeps_its_instant_and_its_zone(tmp_path: Path) -> None:
    tokyo = Moment(
        datetime(2026, 7, 1, 18, 30, 0, 5, tzinfo=timezone(timedelta(hours=9))), "Asia/Tokyo"
    )
    saved = _saved(
        tmp_path,
        Business(legal_name="A", created_at=LONDON, updated_at=LONDON, opened_at=tokyo),
    )
    assert isinstance(saved, Business)
    assert saved.created_at == LONDON
    assert saved.opened_at == tokyo
    assert saved.opened_at.zone == "Asia/Tokyo"
    with closing(sqlite3.connect(tmp_path / "records.sqlite")) as raw, raw:
        stored = raw.execute("SELECT created_at, opened_at FROM business").fetchone()
    raw.close()
    assert stored == (
        "2026-07-01T09:30:00.000005+00:00 Europe/London",
        "2026-07-01T09:30:00.000005+00:00 Asia/Tokyo",
    )


@pytest.mark.parametrize(
    "time",
    [datetime(2026, 7, 1), datetime(2026, 7, 1, tzinfo=UTC), "2026-07-01"],  # noqa: DTZ001 - refused
)
def test_a_bare_datetime_is_refused(tmp_path: Path, time: object) -> None:
    with pytest.raises(StatementError, match="only a Moment"):
        _saved(tmp_path, Business(legal_name="A", created_at=time, updated_at=LONDON))
    with pytest.raises(ValueError, match="without a zone"):
        Moment(datetime(2026, 7, 1))  # noqa: DTZ001 - refused


def test_a_snapshot_is_a_copy() -> None:
    business = Business(
        id=7,
        legal_name="Northlight Film Ltd",
        trading_name="Northlight Film",
        legal_form="limited-company",
        registration_number="01234567",
        tax_number="",
        address="18 Quay Street\nWhitby",
        email="hello@northlight.example",
        phone="",
        sign_rule="all",
        own=False,
        logo=None,
        people=[
            Person(name="Eilidh Fraser", role="owner", email="", phone="", may_sign=True),
            Person(
                name="Sam Okonjo", role="camera", email="", phone="", may_sign=True, contact=True
            ),
        ],
    )
    business.papers = [
        PaperRecord(
            sort="insurance",
            name="Public liability",
            details="£2 million, in the folder",
            expires="2027-05-01",
        ),
        PaperRecord(sort="licence", name="Drone flyer", details="£1", expires=""),
    ]
    copy = business.snapshot("northlight", role="film")
    assert copy.insurance == (InsuranceSnapshot("Public liability", "£2 million", "2027-05-01"),)
    business.legal_name = "Changed"
    business.people[0].name = "Changed"
    assert copy.name == "Northlight Film"
    assert copy.legal_name == "Northlight Film Ltd"
    assert copy.business_id == "7"
    assert [person.name for person in copy.signatories] == ["Eilidh Fraser", "Sam Okonjo"]
    assert business.contact is business.people[1]
    assert Business(legal_name="A").contact is None


def test_project_facts_name_owners_by_their_party_key() -> None:
    project = Project(
        name="Harbour Lane",
        brief="A café",
        client="Otley Council",
        client_address="",
        start="2026-11-30",
        end="",
        deliverables=[
            DeliverableRecord(title="Signs", owner_id=7, due="2026-12-11"),
            DeliverableRecord(title="Film", owner_id=8, due=""),
            DeliverableRecord(title="Photos", due=""),
        ],
    )
    assert project.facts({7: "northlight"}) == ProjectDetails(
        name="Harbour Lane",
        brief="A café",
        client="Otley Council",
        start="2026-11-30",
        deliverables=(
            Deliverable("Signs", "northlight", "2026-12-11"),
            Deliverable("Film"),
            Deliverable("Photos"),
        ),
    )


def test_a_deal_comes_back_as_it_was(tmp_path: Path) -> None:
    deal = Deal(
        template="joint-venture",
        title="Café “Zürich”",
        parties=(PartySnapshot("fernhill", "Fernhill Design", own=True),),
        answers=frozen(
            {"price": 1_475_000, "shares": {"fernhill": 425_000}, "uncapped": ["fraud"]}
        ),
    )
    record = Agreement(
        public_id="a1", template=deal.template, created_at=LONDON, updated_at=LONDON, deal_json=""
    )
    record.deal = deal
    saved = _saved(tmp_path, record)
    assert isinstance(saved, Agreement)
    assert saved.deal == deal


def test_an_agreement_takes_only_the_steps_of_its_life() -> None:
    agreement = Agreement(state=AgreementState.DRAFT)
    agreement.move_to(AgreementState.OFFERED)
    agreement.move_to(AgreementState.OFFERED)
    with pytest.raises(NotReady, match="offered cannot become ended"):
        agreement.move_to(AgreementState.ENDED)
    agreement.move_to(AgreementState.EXECUTED)
    with pytest.raises(NotReady):
        agreement.move_to(AgreementState.DRAFT)


def test_the_offered_revision_is_the_one_numbered_so() -> None:
    agreement = Agreement(revision=2, revisions=[Revision(number=1), Revision(number=2)])
    assert agreement.offered is agreement.revisions[1]
    assert Agreement(revision=0).offered is None


def test_a_form_that_showed_another_version_is_refused() -> None:
    record = Business(version=3)
    record.must_be_at(3)
    with pytest.raises(StaleVersion):
        record.must_be_at(2)


def test_words_are_stored_as_words(tmp_path: Path) -> None:
    _saved(
        tmp_path,
        Agreement(
            public_id="a1",
            template="joint-venture",
            state=AgreementState.PARTLY_SIGNED_OFF,
            deal_json="{}",
            created_at=LONDON,
            updated_at=LONDON,
        ),
    )
    engine = create_engine(f"sqlite:///{tmp_path}/records.sqlite")
    with engine.connect() as connection:
        assert connection.execute(text("SELECT state FROM agreement")).scalar() == (
            "partly signed off"
        )
    engine.dispose()
