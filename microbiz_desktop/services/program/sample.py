"""The sample network: something to try the program with, marked as sample and removable.

The first run and Settings bring it in, Home and Settings take it out. It is made by the same
services that a user works with, so that it holds nothing that could not have been typed.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import select

from ...domain.errors import MicrobizError
from ...domain.projects import TeamMemberData
from ...domain.states import ProjectState
from ...paths import resource
from ...records.agreement import Agreement
from ...records.business import Business
from ...records.network import Event, Referral, SkillNeed
from ...records.project import Project
from ...records.setting import SettingRow
from . import sample_deals

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from ...domain.clock import Clock
    from ...storage.database import Database
    from ..network.events import Events
    from ..network.map import Network
    from ..network.referrals import Referrals
    from ..network.skills import Skills
    from ..network.timeline import Timeline
    from ..projects import Projects
    from .sample_rows import Row

#: Under what the ids of sample records without a mark of their own are kept.
_PARTS = "sample parts"
_FOLDER = resource("resources", "sample")
_Record = Agreement | Project | Business | Referral | Event | SkillNeed


class Keepers(sample_deals.DealKeepers, Protocol):
    """The services that keep what the sample is made of; asked for when it is brought in."""

    @property
    def projects(self) -> Projects: ...
    @property
    def network(self) -> Network: ...
    @property
    def timeline(self) -> Timeline: ...
    @property
    def referrals(self) -> Referrals: ...
    @property
    def events(self) -> Events: ...
    @property
    def skills(self) -> Skills: ...


class Sample:
    """Bring the sample network in, and take it out again."""

    def __init__(self, database: Database, clock: Clock, keepers: Keepers) -> None:
        self._database = database
        self._clock = clock
        self._keepers = keepers
        #: Another one each time the network is brought in, taken out or left; so what is made of
        #: an earlier one is known to be wanted no more.
        self._turn = object()

    def load(self) -> object | None:
        """Add the sample network and a draft for its first project; None when it is there already.

        What it gives is for `load_agreements()`.
        """
        if self.present():
            return None
        self._turn = object()
        folder, data = _FOLDER, _network()
        ids = {row["key"]: self._business(row, folder) for row in data["businesses"]}
        for row in data["businesses"]:
            self._introduce(row, ids)
        projects = [self._project(row, ids) for row in data["projects"]]
        own = next(ids[row["key"]] for row in data["businesses"] if row.get("own"))
        title = data["projects"][0].get("title", "")
        self._keepers.agreements.create(
            own, project_id=projects[0], title=title, sample=lambda: True
        )
        self._connect(data, ids)
        return self._turn

    def load_agreements(self, turn: object | None = None) -> None:
        """Add agreements that are offered and executed: pages are made, which takes seconds.

        `turn` is what `load()` gave. It ends early once that network was taken out or left.
        """
        turn = turn or self._turn

        def wanted() -> bool:
            return turn is self._turn

        try:
            for row in _network()["agreements"]:
                if not (wanted() and self.present() and self._add_agreement(row, wanted)):
                    return
        except MicrobizError:
            if wanted():
                raise

    def _add_agreement(self, row: Row, wanted: Callable[[], bool]) -> bool:
        """Make one as far as its row says; whether more are wanted."""
        made = sample_deals.sample_agreement(self._keepers, row["deal"], wanted)
        steps = sample_deals.go_on(self._keepers, made, row)
        return wanted() and all(wanted() for _step in steps)

    def leave(self) -> None:
        """What is being made ends after the step it is in: the program is closing."""
        self._turn = object()

    def _business(self, row: Row, folder: Path) -> int:
        from . import sample_rows

        today = self._clock.now().local().date()
        saved = self._keepers.businesses.save(sample_rows.business(row, today))
        if row.get("logo"):
            logo = (folder / row["logo"]).read_bytes()
            self._keepers.businesses.set_logo(saved.id, saved.version, logo)
        return saved.id

    def _introduce(self, row: Row, ids: dict[str, int]) -> None:
        if "introduced_by" in row:
            data = self._keepers.businesses.get(ids[row["key"]])
            self._keepers.businesses.save(replace(data, introduced_by_id=ids[row["introduced_by"]]))

    def _project(self, row: Row, ids: dict[str, int]) -> int:
        from . import sample_rows

        team = (TeamMemberData(ids[m["business"]], role=m.get("role", "")) for m in row["team"])
        saved = self._keepers.projects.save(
            replace(
                sample_rows.project(row),
                state=ProjectState(row.get("state", ProjectState.IDEA)),
                team=tuple(team),
                deliverables=tuple(
                    sample_rows.deliverable(item, ids) for item in row.get("deliverables", ())
                ),
            )
        )
        self._keepers.skills.save_needs(sample_rows.needs(row.get("needs", [])), saved.id)
        return saved.id

    def _connect(self, data: Row, ids: dict[str, int]) -> None:
        """Ties, timelines, referrals, events and needs."""
        from . import sample_rows

        today = self._clock.now().local().date()
        for row in data["ties"]:
            a, b = (ids[key] for key in row["between"])
            self._keepers.network.tie(a, b, row["how"], private=row.get("private", False))
        for row in data["timeline"]:
            on = sample_rows.day(row["on"], today)
            self._keepers.timeline.add(ids[row["with"]], row["kind"], on, row["words"])
        referrals = [
            self._keepers.referrals.save(sample_rows.referral(row, ids, today)).id
            for row in data["referrals"]
        ]
        events = [
            self._keepers.events.save(sample_rows.event(row, ids, today)).id
            for row in data["events"]
        ]
        kept = self._keepers.skills.needs()
        mine = {need.id for need in kept}
        wanted = [*kept, *sample_rows.needs(data["needs"])]
        needs = [need.id for need in self._keepers.skills.save_needs(wanted) if need.id not in mine]
        self._remember({"referrals": referrals, "events": events, "needs": needs})

    def _remember(self, parts: dict[str, list[int]]) -> None:
        """Beside those of a network that was brought in and taken out before."""
        with self._database.transaction() as session:
            row = session.get(SettingRow, _PARTS)
            before = json.loads(row.value) if row is not None else {}
            known = {kind: [*before.get(kind, ()), *ids] for kind, ids in parts.items()}
            session.merge(SettingRow(key=_PARTS, value=json.dumps(known)))

    def present(self) -> bool:
        """Whether anything of the sample network is in the lists."""
        kinds = (Agreement, Project, Business)
        here = [select(kind.id).where(kind.sample, kind.archived_at.is_(None)) for kind in kinds]
        with self._database.reading() as session:
            return any(session.scalar(query.limit(1)) is not None for query in here)

    def remove(self) -> None:
        """Take the sample network out of every list, in one step."""
        now = self._clock.now()
        with self._database.transaction() as session:
            self._turn = object()
            for record in _samples(session):
                record.archived_at = record.archived_at or now

    def bring_back(self) -> None:
        """Undo `remove()`: what was taken out last comes back, unless it is there again."""
        if self.present():
            return
        with self._database.transaction() as session:
            samples = _samples(session)
            last = max(map(_removed_at, samples), default="")
            for record in samples:
                if _removed_at(record) == last:
                    record.archived_at = None


def _network() -> Row:
    return tomllib.loads((_FOLDER / "network.toml").read_text(encoding="utf-8"))


def _samples(session: Session) -> list[_Record]:
    return [
        *session.scalars(select(Agreement).where(Agreement.sample)),
        *session.scalars(select(Project).where(Project.sample)),
        *session.scalars(select(Business).where(Business.sample)),
        *_parts(session),
    ]


def _parts(session: Session) -> list[_Record]:
    """Sample records that have no mark of their own."""
    row = session.get(SettingRow, _PARTS)
    ids = json.loads(row.value) if row is not None else {}
    return [
        *session.scalars(select(Referral).where(Referral.id.in_(ids.get("referrals", ())))),
        *session.scalars(select(Event).where(Event.id.in_(ids.get("events", ())))),
        *session.scalars(select(SkillNeed).where(SkillNeed.id.in_(ids.get("needs", ())))),
    ]


def _removed_at(record: _Record) -> str:
    return "" if record.archived_at is None else record.archived_at.to_text()
