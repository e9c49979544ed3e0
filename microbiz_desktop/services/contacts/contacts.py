"""The contact list: who is found, page by page; filters, saved lists, and who could do a job."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ...domain.states import Kind
from . import finding, smart_lists, who_can
from .facets import Facets, facets
from .finding import FoundContacts
from .list_rows import live_agreement_counts
from .query import Query
from .rows_shown import ContactRow, contact_rows
from .smart_lists import SmartListData
from .who_can import Ranked

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import Connection
    from sqlalchemy.orm import Session

    from ...domain.clock import Clock
    from ...storage.database import Database
    from ...storage.words import Term

__all__ = ["ContactRow", "Contacts", "Facets", "FoundContacts", "Query", "Ranked", "SmartListData"]


class Contacts:
    """What a user finds in the contact list. Own businesses are not part of it."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._changes = 0
        self._live: tuple[int, Counter[str]] = (-1, Counter())
        self._total: tuple[int, int] = (-1, 0)
        self._read: tuple[int, str, tuple[Term, ...]] = (-1, "", ())
        database.subscribe(self._changed)

    def ids(self, query: Query, *, whole: bool = False) -> FoundContacts:
        """Everybody the query finds, in its order; `whole` also those beyond the first thousand."""
        with self._database.reading() as session:
            connection = session.connection()
            wanted, ids = finding.find(connection, query, self._today(), whole=whole)
            self._read = (self._changes, query.text, wanted.reading.words)
            cut = not whole and bool(wanted.match()) and len(ids) >= finding.MOST
            return FoundContacts(ids, self._total_all(session), wanted.reading.fuzzy, cut)

    def count(self, query: Query) -> int:
        """How many the query finds: asked when the list is cut, as it takes longer than a key."""
        with self._database.reading() as session:
            return finding.count(session.connection(), query, self._today())

    def rows(self, ids: Sequence[int], text: str = "") -> tuple[ContactRow, ...]:
        """The rows of these ids in their order, with what matched `text`; 50 or so at a time."""
        with self._database.reading() as session:
            connection = session.connection()
            words = self._words(connection, text) if text else ()
            return contact_rows(connection, ids, words, self._live_counts(session))

    def _words(self, connection: Connection, text: str) -> tuple[Term, ...]:
        """As they were read when the ids were asked for: the rows of a text follow its ids."""
        changes, typed, words = self._read
        if (changes, typed) == (self._changes, text):
            return words
        return finding.forgivingly(connection, text).words

    def facets(self, query: Query | None = None) -> Facets:
        """What the filters can be set to, counted among those the query finds. [slow]"""
        with self._database.reading() as session:
            connection = session.connection()
            if query is None or query.empty:
                return facets(connection, None)
            return facets(connection, finding.find(connection, query, self._today())[1])

    def who_can(
        self, skills: Sequence[str], by: str = "", near: str = "", limit: int = 20
    ) -> tuple[Ranked, ...]:
        """Who has any of the skills, best first, with the reasons; `by` is ISO text or empty."""
        with self._database.reading() as session:
            connection = session.connection()
            keys = who_can.keys_of(connection, skills)
            job = who_can.Job(keys, by, near, self._today())
            return who_can.ranked(connection, job, limit) if keys else ()

    def smart_lists(self) -> tuple[SmartListData, ...]:
        """The saved searches by name, each with how many it finds now."""
        with self._database.reading() as session:
            return smart_lists.listed(session, self._today())

    def save_smart_list(self, name: str, query: Query) -> SmartListData:
        """Keep a search; the same name again replaces it. Raises BadInput without a name."""
        with self._database.transaction() as session:
            return smart_lists.save(session, name, query, self._today())

    def delete_smart_list(self, list_id: int) -> None:
        """The search goes, the people it found stay; saving its query again brings it back."""
        with self._database.transaction() as session:
            smart_lists.delete(session, list_id)

    def _changed(self, kinds: frozenset[Kind]) -> None:
        if kinds & {Kind.BUSINESS, Kind.AGREEMENT}:
            self._changes += 1

    def _total_all(self, session: Session) -> int:
        """Kept until something changes: counting a hundred thousand takes longer than a search."""
        if self._total[0] != self._changes:
            self._total = (self._changes, finding.total(session.connection()))
        return self._total[1]

    def _live_counts(self, session: Session) -> Counter[str]:
        """Kept until something changes: it reads every agreement under way."""
        if self._live[0] != self._changes:
            self._live = (self._changes, live_agreement_counts(session))
        return self._live[1]

    def _today(self) -> date:
        return self._clock.now().local().date()
