"""Reads rows of the sample network: days are counted from the day it is brought in.

Only `sample` calls it, with what the sample's file says. With fixed dates the sample would be out
of date within weeks, and Home would have nothing coming up to show.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from ...domain.contacts.contacts import (
    BusinessData,
    Closeness,
    CustomField,
    Level,
    Paper,
    PersonData,
    SkillData,
    Stage,
    StageChange,
    Supply,
)
from ...domain.network.referring import (
    Consent,
    Direction,
    EventDecision,
    EventSort,
    ReferralOutcome,
)
from ...domain.projects import DeliverableData, ProjectData
from ..network.values import EventData, Met, NeedData, ReferralData

#: Fields of a business in the file that a form shows under the same name.
_PLAIN = (
    "own",
    "legal_name",
    "trading_name",
    "legal_form",
    "registration_number",
    "tax_number",
    "address",
    "place",
    "email",
    "phone",
    "website",
    "strapline",
    "notes",
    "sign_rule",
    "size",
    "sector",
    "best_at",
    "credit_as",
    "mission",
    "outside",
    "met_how",
    "next_action",
    "fit",
)
_LISTS = ("colours", "languages", "relations", "labels", "ask_about")

Row = Mapping[str, Any]
Ids = Mapping[str, int]


def day(offset: int | None, today: date) -> str:
    """The ISO day that many days from today; empty for none."""
    return "" if offset is None else (today + timedelta(days=offset)).isoformat()


def business(row: Row, today: date) -> BusinessData:
    """A business, without whoever introduced it."""
    plain = {name: row[name] for name in _PLAIN if name in row}
    plain |= {name: tuple(row[name]) for name in _LISTS if name in row}
    return BusinessData(
        skills=tuple(_skill(skill, today) for skill in row.get("skills", ())),
        people=tuple(PersonData(**person) for person in row.get("people", ())),
        papers=tuple(_paper(paper, today) for paper in row.get("papers", ())),
        supplies=tuple(Supply(**supply) for supply in row.get("supplies", ())),
        custom=tuple(CustomField(**field) for field in row.get("custom", ())),
        stage=Stage(row.get("stage", Stage.PROSPECT)),
        stage_history=tuple(
            StageChange(Stage(stage), day(on, today)) for stage, on in row.get("stages", ())
        ),
        closeness=Closeness(row.get("closeness", 0)),
        met_on=day(row.get("met_on"), today),
        next_on=day(row.get("next_on"), today),
        free_months=tuple(_month(ahead, today) for ahead in row.get("free_months", ())),
        sample=True,
        **plain,
    )


def _skill(row: Row, today: date) -> SkillData:
    level, used = Level(row.get("level", 0)), day(row.get("last_used"), today)
    return SkillData(row["name"], level, row.get("evidence", ""), used)


def _paper(row: Row, today: date) -> Paper:
    return Paper(row["kind"], row["name"], row.get("details", ""), day(row.get("expires"), today))


def _month(ahead: int, today: date) -> str:
    year, month = divmod(today.year * 12 + today.month - 1 + ahead, 12)
    return f"{year:04d}-{month + 1:02d}"


def deliverable(row: Row, ids: Ids) -> DeliverableData:
    """Something handed over."""
    return DeliverableData(row["title"], ids[row["owner"]], str(row.get("due", "")))


def project(row: Row) -> ProjectData:
    """A project without its team and deliverables."""
    return ProjectData(
        name=row["name"],
        brief=row.get("brief", ""),
        client=row.get("client", ""),
        client_address=row.get("client_address", ""),
        start=str(row.get("start", "")),
        end=str(row.get("end", "")),
        sample=True,
    )


def needs(rows: list[Row]) -> list[NeedData]:
    """Skills that are asked for."""
    return [
        NeedData(row["name"], Level(row.get("level", 0)), str(row.get("by", ""))) for row in rows
    ]


def referral(row: Row, ids: Ids, today: date) -> ReferralData:
    """Somebody passed on."""
    return ReferralData(
        direction=Direction(row["direction"]),
        associate_id=ids[row["associate"]],
        referred_id=ids.get(row.get("referred_business", ""), 0),
        referred=row.get("referred", ""),
        reach=row.get("reach", ""),
        what_for=row.get("what_for", ""),
        consent=Consent(row["consent"]),
        outcome=ReferralOutcome(row["outcome"]),
        on=day(row["on"], today),
        worth=row.get("worth", 0),
    )


def event(row: Row, ids: Ids, today: date) -> EventData:
    """Something attended."""
    return EventData(
        sort=EventSort(row["sort"]),
        name=row["name"],
        on=day(row["on"], today),
        place=row.get("place", ""),
        cost=row.get("cost", 0),
        hours=row.get("hours", 0),
        verdict=EventDecision(row.get("verdict", "")),
        notes=row.get("notes", ""),
        met=tuple(Met(ids[key], useful=useful) for key, useful in row.get("met", ())),
    )
