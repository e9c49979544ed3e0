"""Associates on their way out: contact cards, tables, and pages to print.

Private fields stay here unless `include_private` says otherwise, in every form alike; pages never
carry them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from ...domain.contacts.contacts import BusinessData, Contact, without_private
from ...domain.errors import BadInput
from ...domain.sheets import Sheet
from ...domain.words.names import fold
from ...files import check_ending, replacing, write_atomically
from ...interchange.csv_ours import write_csv
from ...interchange.vcard_write import Version, write_vcards
from ...records.business import Business, Image
from ..contacts.reading import data_by_id
from ..shared.progress import Cancelled, Progress, never, silent
from . import printed

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ...domain.clock import Clock
    from ...storage.database import Database
    from ...worker.protocol import Worker

#: Associates read at a time: memory stays small however many go out.
_BATCH = 200
#: More associates than one list or set of labels is printed for.
MOST_PRINTED = 2000
#: What can be written: name of the form -> ending of its file.
FORMS = {
    "vcard": "vcf",
    "vcard4": "vcf",
    "csv": "csv",
    "list": "pdf",
    "labels": "pdf",
    "sheet": "pdf",
}


class Exports:
    """What leaves the contact list, in every form."""

    def __init__(self, database: Database, clock: Clock, worker: Worker) -> None:
        self._database = database
        self._clock = clock
        self._worker = worker

    def contacts(self, ids: Sequence[int], *, include_private: bool = False) -> Iterator[Contact]:
        """The associates of these ids in this order, with their pictures, without what is gone."""
        for at in range(0, len(ids), _BATCH):
            with self._database.reading() as session:
                found = _batch(session, ids[at : at + _BATCH])
                pictures = _pictures(session, found)
            for data in found:
                shown = data if include_private else without_private(data)
                own = {sha: pictures[sha] for sha in _named(shown) if sha in pictures}
                yield Contact(shown, tuple(own.items()))

    def vcards(
        self, ids: Sequence[int], version: Version = "3.0", *, include_private: bool = False
    ) -> bytes:
        """Contact cards, one an associate (RFC 2426 for "3.0", RFC 6350 for "4.0")."""
        contacts = self.contacts(ids, include_private=include_private)
        return write_vcards(contacts, version, include_private=include_private)

    def pdf(self, form: str, ids: Sequence[int]) -> bytes:
        """A list, labels or a capability sheet [slow]. Raises BadInput when there is nothing."""
        if len(ids) > MOST_PRINTED:
            raise BadInput(
                f"{len(ids):,} associates are too many to print at once.",
                f"Filter the list to {MOST_PRINTED:,} or fewer.",
            )
        contacts = tuple(self.contacts(ids))
        if not contacts:
            raise BadInput("There is nobody to print.", "Choose at least one associate.")
        sheet = self._sheet(form, tuple(contact.data for contact in contacts))
        pictures = {sha: png for contact in contacts[:1] for sha, png in contact.pictures}
        return self._worker.sheet(sheet, pictures if form == "sheet" else {})

    def file_name(self, form: str, ids: Sequence[int]) -> str:
        """A name for the file: of the associate when it is one, else of the day."""
        ending = FORMS[form]
        if len(ids) == 1:
            with self._database.reading() as session:
                found = session.get(Business, ids[0])
                name = fold(found.name).replace(" ", "-") if found is not None else ""
            return f"{name or 'associate'}.{ending}"
        day = self._clock.now().local().date().isoformat()
        return f"{'labels' if form == 'labels' else 'associates'}-{day}.{ending}"

    def save(
        self,
        form: str,
        ids: Sequence[int],
        path: Path,
        *,
        include_private: bool = False,
        progress: Progress = silent,
        cancelled: Cancelled = never,
    ) -> Path:
        """Write a file whole or not at all [slow]. Raises CannotSave; the old file survives.

        Raises BadInput when it was stopped.
        """
        check_ending(path, f".{FORMS[form]}")
        if FORMS[form] == "pdf":
            write_atomically(path, self.pdf(form, ids))
            return path

        def batches() -> Iterator[Sequence[int]]:
            for at in range(0, len(ids), _BATCH):
                if cancelled():
                    raise BadInput("The export was stopped.", "Nothing was written.")
                progress(at, len(ids), f"Writing {len(ids):,} associates")
                yield ids[at : at + _BATCH]

        if form == "csv":
            write_atomically(path, self._table(batches(), include_private=include_private))
        else:
            version: Version = "4.0" if form == "vcard4" else "3.0"
            with replacing(path) as file:
                for batch in batches():
                    file.write(self.vcards(batch, version, include_private=include_private))
        progress(len(ids), len(ids), "Written")
        return path

    def _table(self, batches: Iterator[Sequence[int]], *, include_private: bool) -> bytes:
        """All rows at once: how many columns there are shows only at the last one."""
        contacts = (
            contact
            for batch in batches
            for contact in self.contacts(batch, include_private=include_private)
        )
        return write_csv(contacts, include_private=include_private)

    def _sheet(self, form: str, found: Sequence[BusinessData]) -> Sheet:
        today = self._clock.now().local().date()
        if form == "labels":
            return printed.labels(found)
        if form == "sheet":
            return printed.capability(found[0], today)
        return printed.listing(found, today)


def _batch(session: Session, ids: Sequence[int]) -> list[BusinessData]:
    """Those that are in the list now, in the order asked."""
    gone = select(Business.id).where(Business.id.in_(list(ids)), Business.archived_at.is_not(None))
    found = data_by_id(session, set(ids).difference(session.scalars(gone)))
    return [found[key] for key in ids if key in found]


def _named(data: BusinessData) -> list[str]:
    return [sha for sha in (data.logo, *(person.photo for person in data.people)) if sha]


def _pictures(session: Session, found: Sequence[BusinessData]) -> dict[str, bytes]:
    wanted = {sha for data in found for sha in _named(data)}
    rows = session.execute(select(Image.sha256, Image.png).where(Image.sha256.in_(wanted)))
    return {str(sha): bytes(png) for sha, png in rows}
