"""Puts the services together; everything above gets them from here.

A window, a command and a test each build them once for a data folder and give them back at the
end. Each service is made, and its modules are read, when it is first asked for: most commands and
the first minute of the window use a few of them, and reading all of
them takes longer than opening the data.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ..domain.clock import Clock
from ..domain.states import Kind
from ..paths import resource
from .shared.clocks import SystemClock
from .shared.dragged import DraggedFiles
from .shared.made import Made

if TYPE_CHECKING:
    from ..storage.database import Database
    from ..worker.protocol import Worker
    from .agreements.agreements import Agreements
    from .agreements.drafts import Drafts
    from .agreements.offers import Offers
    from .agreements.spokes import Spokes
    from .agreements.which_paper import WhichPaper
    from .agreements.wordings import Wordings
    from .contacts.businesses import Businesses
    from .contacts.contacts import Contacts
    from .contacts.labels import Labels
    from .copies.documents import Documents
    from .home import Home
    from .network.decline_note import DeclineNotes
    from .network.events import Events
    from .network.map import Network
    from .network.referrals import Referrals
    from .network.skills import Skills
    from .network.strength import Strengths
    from .network.suggestions import Suggestions
    from .network.timeline import Timeline
    from .program.backups import Backups
    from .program.deleted import Deleted
    from .program.sample import Sample
    from .projects import Projects
    from .search import Search
    from .shared.choosing import Choosing
    from .shared.dependencies import Dependencies, TemplateCatalogue
    from .shared.settings import Settings
    from .signoff.record_checks import RecordChecks
    from .signoff.signoffs import SignOffs
    from .transfer.exports import Exports
    from .transfer.ideas import Ideas
    from .transfer.imports import Imports
    from .transfer.merging import Merging


def _businesses(s: Services) -> Businesses:
    from .contacts.businesses import Businesses

    return Businesses(s.database, s.clock, s.desk.shelf)


def _contacts(s: Services) -> Contacts:
    from .contacts.contacts import Contacts

    return Contacts(s.database, s.clock)


def _labels(s: Services) -> Labels:
    from .contacts.labels import Labels

    return Labels(s.database, s.clock)


def _projects(s: Services) -> Projects:
    from .projects import Projects

    return Projects(s.database, s.clock, s.desk.shelf)


def _agreements(s: Services) -> Agreements:
    from .agreements.agreements import Agreements

    return Agreements(s.desk)


def _which_paper(s: Services) -> WhichPaper:
    from .agreements.which_paper import WhichPaper

    return WhichPaper(s.desk)


def _drafts(s: Services) -> Drafts:
    from .agreements.drafts import Drafts

    return Drafts(s.desk)


def _wordings(s: Services) -> Wordings:
    from .agreements.wordings import Wordings

    return Wordings(s.desk, s.drafts)


def _offers(s: Services) -> Offers:
    from .agreements.offers import Offers

    return Offers(s.desk, s.drafts)


def _spokes(s: Services) -> Spokes:
    from .agreements.spokes import Spokes

    return Spokes(s.desk, s.drafts, s.settings)


def _signoffs(s: Services) -> SignOffs:
    from .signoff.signoffs import SignOffs

    return SignOffs(s.desk)


def _documents(s: Services) -> Documents:
    from .copies.documents import Documents

    return Documents(s.desk, s.drafts, s.offers)


def _search(s: Services) -> Search:
    from .search import Search

    return Search(s.database, s.clock, s.desk.shelf)


def _home(s: Services) -> Home:
    from .home import Home

    return Home(s.desk)


def _backups(s: Services) -> Backups:
    from .program.backups import Backups

    return Backups(s.data_dir, s.database, s.clock)


def _record_checks(s: Services) -> RecordChecks:
    from .signoff.record_checks import RecordChecks

    return RecordChecks(s.data_dir, s.database, s.clock)


def _imports(s: Services) -> Imports:
    from .transfer.imports import Imports

    return Imports(s.database, s.clock, s.backups)


def _merging(s: Services) -> Merging:
    from .transfer.merging import Merging

    return Merging(s.database, s.clock, s.desk.shelf)


def _exports(s: Services) -> Exports:
    from .transfer.exports import Exports

    return Exports(s.database, s.clock, s.worker)


def _ideas(s: Services) -> Ideas:
    from .transfer.ideas import Ideas

    return Ideas(s.desk)


def _sample(s: Services) -> Sample:
    from .program.sample import Sample

    return Sample(s.database, s.clock, s)


def _deleted(s: Services) -> Deleted:
    from .program.deleted import Deleted

    return Deleted(s.database, s.clock, s.desk.shelf)


def _settings(s: Services) -> Settings:
    from .shared.settings import Settings

    return Settings(s.database)


def _choosing(s: Services) -> Choosing:
    from .shared.choosing import Choosing

    return Choosing(s.database, s.clock, s.settings)


def _timeline(s: Services) -> Timeline:
    from .network.timeline import Timeline

    return Timeline(s.database, s.clock, s.desk.shelf)


def _network(s: Services) -> Network:
    from .network.map import Network

    return Network(s.database, s.settings)


def _referrals(s: Services) -> Referrals:
    from .network.referrals import Referrals

    return Referrals(s.database, s.clock, s.settings, s.worker)


def _decline_notes(s: Services) -> DeclineNotes:
    from .network.decline_note import DeclineNotes

    return DeclineNotes(s.database, s.settings)


def _events(s: Services) -> Events:
    from .network.events import Events

    return Events(s.database, s.clock)


def _skills(s: Services) -> Skills:
    from .network.skills import Skills

    return Skills(s.database, s.clock)


def _small_steps(s: Services) -> Suggestions:
    from .network.suggestions import Suggestions

    return Suggestions(s.database, s.clock, s.settings)


def _strength(s: Services) -> Strengths:
    from .network.strength import Strengths

    return Strengths(s.database, s.clock, s.skills)


class Services:
    """One attribute for each topic; methods are thread-safe and synchronous."""

    def __init__(self, data_dir: Path, desk: Dependencies) -> None:
        self.data_dir = data_dir
        self.desk = desk
        self.database: Database = desk.database
        self.clock: Clock = desk.clock
        self.dragged = DraggedFiles(data_dir)

    businesses = Made(_businesses)
    contacts = Made(_contacts)
    labels = Made(_labels)
    projects = Made(_projects)
    agreements = Made(_agreements)
    which_paper = Made(_which_paper)
    drafts = Made(_drafts)
    wordings = Made(_wordings)
    offers = Made(_offers)
    spokes = Made(_spokes)
    signoffs = Made(_signoffs)
    documents = Made(_documents)
    search = Made(_search)
    home = Made(_home)
    backups = Made(_backups)
    imports = Made(_imports)
    merging = Made(_merging)
    sample = Made(_sample)
    deleted = Made(_deleted)
    settings = Made(_settings)
    choosing = Made(_choosing)
    timeline = Made(_timeline)
    network = Made(_network)
    referrals = Made(_referrals)
    decline_notes = Made(_decline_notes)
    events = Made(_events)
    exports = Made(_exports)
    ideas = Made(_ideas)
    skills = Made(_skills)
    small_steps = Made(_small_steps)
    strength = Made(_strength)
    record_checks = Made(_record_checks)

    @property
    def worker(self) -> Worker:
        """Who drafts, lays out and verifies, in a process of its own."""
        return self.desk.worker

    def read_ahead(self) -> None:
        """Make every service and read the templates now, on a thread that may take its time. [slow]

        Raises BadTemplate.
        """
        for name, part in vars(type(self)).items():
            if isinstance(part, Made):
                getattr(self, name)
        self.desk.shelf.read_ahead()

    def subscribe(self, subscriber: Callable[[frozenset[Kind]], None]) -> Callable[[], None]:
        """Hear which kinds each commit changed, on the committing thread; the result ends it."""
        return self.database.subscribe(subscriber)

    def look_for_foreign_changes(self) -> None:
        """Announce everything when another program changed the data since the last look."""
        self.database.foreign_commits()

    def warm_up(self) -> None:
        """Start the worker before its first job is needed."""
        self.worker.prewarm()

    def leave(self) -> None:
        """What is made aside ends after the step it is in."""
        if Services.sample.made_in(self):
            self.sample.leave()

    def close(self) -> None:
        """End the worker, give the database back, leave no file that was dragged out."""
        self.dragged.clear()
        self.desk.close()


def build_services(
    data_dir: Path,
    *,
    clock: Clock | None = None,
    worker: Worker | None = None,
    shelf: TemplateCatalogue | None = None,
) -> Services:
    """Open the data folder and put the services together. Raises what opening it raises.

    One shelf can serve many: reading and checking every template takes a quarter of a second.
    """
    from ..storage.opening import open_database

    clock = clock or SystemClock()
    database, root = open_database(data_dir, clock), resource("templates", "agreements")
    from .shared.dependencies import Dependencies, TemplateCatalogue

    def make_worker() -> Worker:
        from ..worker.process import ProcessWorker

        return worker or ProcessWorker(root, data_dir / "fonts", data_dir=data_dir)

    return Services(
        data_dir,
        Dependencies(database, clock, shelf or TemplateCatalogue(root), data_dir, make_worker),
    )
