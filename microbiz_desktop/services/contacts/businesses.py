"""Own businesses and associates: list, edit, quick-add, logos, delete and bring back.

Every page on which a business is shown or changed calls it. Agreements hold copies of their
parties, so that an entry may change or go here without touching what was agreed.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Connection, Select, select

from ...domain.contacts.contacts import BusinessData
from ...domain.errors import BadInput
from ...domain.projects import ProjectRow
from ...pictures import vetted
from ...records.business import Business, Image
from ...records.project import Project, TeamMember
from ..agreements.rows import agreement_rows
from ..agreements.values import AgreementRow
from . import finding, list_rows, typed_line
from .checks import contact_warnings
from .mapping import data_of, fill
from .query import Query
from .rows_shown import ContactRow, contact_rows
from .typed_duplicates import duplicates_of

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from ...domain.clock import Clock
    from ...storage.database import Database
    from ..shared.dependencies import TemplateCatalogue


@dataclass(frozen=True, slots=True)
class BusinessRow:
    """One row of the associates list."""

    id: int
    name: str
    second_line: str
    place: str
    logo: str
    live_agreements: int = 0


class Businesses:
    """What a user does with the businesses in the contact list."""

    def __init__(self, database: Database, clock: Clock, shelf: TemplateCatalogue) -> None:
        self._database = database
        self._clock = clock
        self._shelf = shelf

    def own(self) -> tuple[BusinessData, ...]:
        """The user's own businesses, by name."""
        with self._database.reading() as session:
            found = session.scalars(_live(own=True).order_by(_sort_name(), Business.id))
            return tuple(data_of(business) for business in found)

    def get(self, business_id: int) -> BusinessData:
        """One business as its editor shows it. Raises BadInput when there is none."""
        with self._database.reading() as session:
            return data_of(_the(session, business_id))

    def rows(self, text: str = "", offset: int = 0, limit: int = 50) -> tuple[BusinessRow, ...]:
        """A page of associates found by `text`, as `Contacts.ids()` finds and orders them."""
        with self._database.reading() as session:
            connection = session.connection()
            page = self._page(connection, text, offset, limit)
            live = list_rows.live_agreement_counts(session)
            return tuple(
                BusinessRow(
                    row.id, row.name, row.second_line, row.place, row.logo, row.live_agreements
                )
                for row in contact_rows(connection, page, (), live)
            )

    def count(self, text: str = "") -> int:
        """How many associates `rows()` would give without a limit."""
        with self._database.reading() as session:
            return finding.count(session.connection(), Query(text=text), self._today())

    def _page(self, connection: Connection, text: str, offset: int, limit: int) -> array[int]:
        if not text.strip():
            return finding.page(connection, offset, limit)
        whole = offset + limit > finding.MOST
        found = finding.find(connection, Query(text=text), self._today(), whole=whole)
        return found[1][offset : offset + limit]

    def _today(self) -> date:
        return self._clock.now().local().date()

    def save(self, data: BusinessData) -> BusinessData:
        """Make a new business (id 0) or change one. Raises StaleVersion, or BadInput unnamed."""
        if not (data.legal_name.strip() or data.trading_name.strip()):
            raise BadInput("A business needs a name.", "Type its legal or trading name.")
        with self._database.transaction() as session:
            business = self._opened(session, data)
            fill(business, data, self._clock.now().local().date().isoformat())
            business.updated_at = self._clock.now()
            session.flush()
            return data_of(business)

    def _opened(self, session: Session, data: BusinessData) -> Business:
        if data.id:
            business = _the(session, data.id)
            business.must_be_at(data.version)
            return business
        now = self._clock.now()
        business = Business(
            legal_name=data.legal_name, created_at=now, updated_at=now, sample=data.sample
        )
        session.add(business)
        return business

    def add_typed(self, line: str, *, own: bool = False) -> BusinessData:
        """A business from one typed line: name, person, e-mail and phone in any order."""
        return self.save(replace(typed_line.read(line), own=own))

    def said_of_typed(self, line: str) -> str:
        """What a typed line would become, in a sentence; empty while it names nobody."""
        return typed_line.said(line)

    def typed_duplicates(self, line: str) -> tuple[ContactRow, ...]:
        """Associates in the list that a typed line may mean; none while it names nobody."""
        try:
            data = typed_line.read(line)
        except BadInput:
            return ()
        with self._database.reading() as session:
            connection = session.connection()
            ids = duplicates_of(connection, data, self._today())
            return contact_rows(connection, ids, (), {})

    def set_logo(self, business_id: int, version: int, content: bytes) -> BusinessData:
        """Keep a clean copy of the picture as the logo. Raises BadInput for what is no picture."""
        picture = vetted(content)
        with self._database.transaction() as session:
            business = _the(session, business_id)
            business.must_be_at(version)
            if session.get(Image, picture.sha256) is None:
                session.add(Image(**asdict(picture)))
                session.flush()
            return self._with_logo(session, business, picture.sha256)

    def clear_logo(self, business_id: int, version: int) -> BusinessData:
        """Take the logo off; the picture stays for the agreements that show it."""
        with self._database.transaction() as session:
            business = _the(session, business_id)
            business.must_be_at(version)
            return self._with_logo(session, business, None)

    def _with_logo(self, session: Session, business: Business, sha256: str | None) -> BusinessData:
        business.logo = sha256
        business.updated_at = self._clock.now()
        session.flush()
        return data_of(business)

    def image(self, sha256: str) -> bytes:
        """The PNG of a stored picture, or nothing when there is none."""
        with self._database.reading() as session:
            return session.scalar(select(Image.png).where(Image.sha256 == sha256)) or b""

    def logos(self, ids: Iterable[int]) -> dict[int, bytes]:
        """The PNGs of the logos of these businesses, by id; one without is left out."""
        wanted = select(Business.id, Image.png).join(Image, Image.sha256 == Business.logo)
        with self._database.reading() as session:
            found = session.execute(wanted.where(Business.id.in_(list(ids))))
            return {row.id: row.png for row in found}

    def delete(self, business_id: int) -> None:
        """Put a business in the bin; agreements keep their copies, and it can come back."""
        with self._database.transaction() as session:
            _the(session, business_id).archived_at = self._clock.now()

    def undelete(self, business_id: int) -> None:
        """Bring a business back from the bin."""
        with self._database.transaction() as session:
            _the(session, business_id).archived_at = None

    def involved(self, business_id: int) -> tuple[AgreementRow, ...]:
        """The agreements this business is a party of, latest first."""
        with self._database.reading() as session:
            found = list_rows.agreements_with(session, business_id)
            return agreement_rows(session, found, self._shelf, {})

    def projects_of(self, business_id: int) -> tuple[ProjectRow, ...]:
        """The projects this business is in the team of, latest first."""
        with self._database.reading() as session:
            wanted = (
                select(Project)
                .join(TeamMember)
                .where(TeamMember.business_id == business_id, Project.archived_at.is_(None))
                .order_by(Project.updated_at.desc())
            )
            return tuple(
                list_rows.project_row(session, project) for project in session.scalars(wanted)
            )

    def may_save_warnings(self, data: BusinessData) -> tuple[str, ...]:
        """Sentences on what looks odd; nothing typed is ever refused for its looks."""
        return contact_warnings(data)


def _the(session: Session, business_id: int) -> Business:
    found = session.get(Business, business_id)
    if found is None:
        raise BadInput("That business is not here any more.", "Go back to the list.")
    return found


def _live(*, own: bool) -> Select[Business]:
    return select(Business).where(Business.own.is_(own), Business.archived_at.is_(None))


def _sort_name() -> ColumnElement[str]:
    return Business.sort_name.expression
