"""Builds the services once; everything above gets them from here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..domain.clock import Clock
from ..domain.states import Kind
from ..paths import resource
from .shared.clocks import SystemClock
from .shared.desk import Desk, Shelf

if TYPE_CHECKING:
    from ..storage.database import Database
    from ..worker.protocol import Worker
    from .agreements.agreements import Agreements
    from .agreements.drafts import Drafts
    from .agreements.offers import Offers
    from .agreements.wordings import Wordings
    from .contacts.businesses import Businesses
    from .contacts.contacts import Contacts
    from .copies.documents import Documents
    from .home import Home
    from .network.events import Events
    from .network.map import Network
    from .network.referrals import Referrals
    from .network.skills import Skills
    from .network.strength import Strengths
    from .network.suggestions import SmallSteps
    from .network.timeline import Timeline
    from .program.backups import Backups
    from .program.sample import Sample
    from .projects import Projects
    from .search import Search
    from .shared.settings import Settings
    from .signoff.record_checks import RecordChecks
    from .signoff.signoffs import SignOffs
    from .transfer.exports import Exports
    from .transfer.imports import Imports
    from .transfer.merging import Merging


@dataclass(frozen=True, slots=True)
class Services:
    """One attribute for each topic; methods are thread-safe and synchronous."""

    data_dir: Path
    clock: Clock
    worker: Worker
    database: Database
    businesses: Businesses
    contacts: Contacts
    projects: Projects
    agreements: Agreements
    drafts: Drafts
    wordings: Wordings
    offers: Offers
    signoffs: SignOffs
    documents: Documents
    search: Search
    home: Home
    backups: Backups
    imports: Imports
    merging: Merging
    sample: Sample
    settings: Settings
    timeline: Timeline
    network: Network
    referrals: Referrals
    events: Events
    exports: Exports
    skills: Skills
    small_steps: SmallSteps
    strength: Strengths
    record_checks: RecordChecks

    def subscribe(self, subscriber: Callable[[frozenset[Kind]], None]) -> Callable[[], None]:
        """Hear which kinds each commit changed, on the committing thread; the result ends it."""
        return self.database.subscribe(subscriber)

    def look_for_foreign_changes(self) -> None:
        """Announce everything when another program changed the data since the last look."""
        self.database.foreign_commits()

    def warm_up(self) -> None:
        """Start the worker before its first job is needed."""
        self.worker.prewarm()

    def close(self) -> None:
        """End the worker and give the database back."""
        self.worker.close()
        self.database.close()


def build_services(
    data_dir: Path,
    *,
    clock: Clock | None = None,
    worker: Worker | None = None,
    shelf: Shelf | None = None,
) -> Services:
    """Open the data folder and put the services together. Raises what opening it raises.

    One shelf can serve many: reading and checking every template takes a quarter of a second.
    """
    from ..evidence.identity import FileKeyStore
    from ..storage.opening import open_database
    from ..worker.process import ProcessWorker

    clock = clock or SystemClock()
    database = open_database(data_dir, clock)
    root = resource("templates", "agreements")
    desk = Desk(
        database=database,
        clock=clock,
        worker=worker or ProcessWorker(root, data_dir / "fonts", data_dir=data_dir),
        keys=FileKeyStore(data_dir / "keys"),
        shelf=shelf or Shelf(root),
    )
    return _services(data_dir, desk)


def _services(data_dir: Path, desk: Desk) -> Services:
    from .program.sample import Keepers, Sample
    from .shared.settings import Settings

    settings = Settings(desk.database)
    parts = {
        **_deals(desk),
        **_contact_list(data_dir, desk),
        **_network(desk, settings),
    }
    keepers = Keepers(**{field.name: parts[field.name] for field in fields(Keepers)})
    return Services(
        data_dir=data_dir,
        clock=desk.clock,
        worker=desk.worker,
        database=desk.database,
        settings=settings,
        sample=Sample(desk.database, desk.clock, keepers),
        **parts,
    )


def _deals(desk: Desk) -> dict[str, Any]:
    """Projects and agreements, from the first draft to the executed copy."""
    from .agreements.agreements import Agreements
    from .agreements.drafts import Drafts
    from .agreements.offers import Offers
    from .agreements.wordings import Wordings
    from .copies.documents import Documents
    from .home import Home
    from .projects import Projects
    from .search import Search
    from .signoff.signoffs import SignOffs

    database, clock, shelf = desk.database, desk.clock, desk.shelf
    drafts = Drafts(desk)
    offers = Offers(desk, drafts)
    return {
        "projects": Projects(database, clock, shelf),
        "agreements": Agreements(desk, drafts),
        "drafts": drafts,
        "wordings": Wordings(desk, drafts),
        "offers": offers,
        "signoffs": SignOffs(desk),
        "documents": Documents(desk, drafts, offers),
        "search": Search(database, clock, shelf),
        "home": Home(database, clock, shelf, drafts),
    }


def _contact_list(data_dir: Path, desk: Desk) -> dict[str, Any]:
    """Businesses: found, brought in, tidied up, sent out, kept safe."""
    from .contacts.businesses import Businesses
    from .contacts.contacts import Contacts
    from .program.backups import Backups
    from .signoff.record_checks import RecordChecks
    from .transfer.exports import Exports
    from .transfer.imports import Imports
    from .transfer.merging import Merging

    database, clock, shelf = desk.database, desk.clock, desk.shelf
    backups = Backups(data_dir, database, clock)
    return {
        "businesses": Businesses(database, clock, shelf),
        "contacts": Contacts(database, clock),
        "backups": backups,
        "record_checks": RecordChecks(data_dir, database, clock),
        "imports": Imports(database, clock, backups),
        "merging": Merging(database, clock, shelf),
        "exports": Exports(database, clock, desk.worker),
    }


def _network(desk: Desk, settings: Settings) -> dict[str, Any]:
    """Who knows whom, what happened, what is needed, and one small step."""
    from .network.events import Events
    from .network.map import Network
    from .network.referrals import Referrals
    from .network.skills import Skills
    from .network.strength import Strengths
    from .network.suggestions import SmallSteps
    from .network.timeline import Timeline

    database, clock = desk.database, desk.clock
    skills = Skills(database, clock)
    return {
        "timeline": Timeline(database, clock),
        "network": Network(database, settings),
        "referrals": Referrals(database, clock, settings, desk.worker),
        "events": Events(database, clock),
        "skills": skills,
        "small_steps": SmallSteps(database, clock, settings),
        "strength": Strengths(database, clock, skills),
    }
