"""Associates on their way out: contact cards, tables, and pages to print.

Each form is a row in `forms.py`. Private fields stay here unless `include_private` says otherwise,
in every form alike; pages never carry them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from ...domain.contacts.contacts import BusinessData, Contact, without_private
from ...domain.errors import BadInput
from ...domain.sheets import Sheet
from ...domain.words.names import fold
from ...files import check_ending, replacing
from ...records.business import Business, Image
from ..contacts.reading import data_by_id
from ..shared.progress import Cancelled, Progress, never, silent
from .forms import FORMS
from .outgoing_pictures import named_pictures, with_pictures_as_came

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ...domain.clock import Clock
    from ...storage.database import Database
    from ...worker.protocol import Worker

#: Associates read at a time: memory stays small however many go out.
_BATCH = 200
#: More associates than one list or set of labels is printed for.
MOST_PRINTED = 2000


class Exports:
    """What leaves the contact list, in every form."""

    def __init__(self, database: Database, clock: Clock, worker: Worker) -> None:
        self._database = database
        self._clock = clock
        self._worker = worker

    def contacts(
        self, ids: Sequence[int], *, include_private: bool = False, as_came: bool = False
    ) -> Iterator[Contact]:
        """The associates of these ids in this order, with their pictures, without what is gone.

        `as_came` gives each picture as its card brought it, not as it is shown.
        """
        for at in range(0, len(ids), _BATCH):
            with self._database.reading() as session:
                found = _batch(session, ids[at : at + _BATCH])
                pictures = _pictures(session, found)
            for data in found:
                shown = data if include_private else without_private(data)
                shown = with_pictures_as_came(shown, pictures) if as_came else shown
                own = {sha: pictures[sha] for sha in named_pictures(shown) if sha in pictures}
                yield Contact(shown, tuple(own.items()))

    def content(self, form: str, ids: Sequence[int], *, include_private: bool = False) -> bytes:
        """All of a file [slow]. Raises BadInput when there is nothing to print."""
        return b"".join(FORMS[form].pieces(self, [ids], include_private))

    def pages(
        self,
        make: Callable[[Sequence[BusinessData], date], Sheet],
        batches: Iterable[Sequence[int]],
        *,
        logo: bool = False,
    ) -> bytes:
        """Pages of associates; with `logo` the pictures of the first one are on them."""
        ids = [key for batch in batches for key in batch]
        if len(ids) > MOST_PRINTED:
            raise BadInput(
                f"{len(ids):,} associates are too many to print at once.",
                f"Filter the list to {MOST_PRINTED:,} or fewer.",
            )
        contacts = tuple(self.contacts(ids))
        if not contacts:
            raise BadInput("There is nobody to print.", "Choose at least one associate.")
        today = self._clock.now().local().date()
        sheet = make(tuple(contact.data for contact in contacts), today)
        return self._worker.sheet(sheet, dict(contacts[0].pictures) if logo else {})

    def file_name(self, form: str, ids: Sequence[int]) -> str:
        """A name for the file: of the associate when it is one, else of the day."""
        ending = FORMS[form].ending
        if len(ids) == 1:
            with self._database.reading() as session:
                found = session.get(Business, ids[0])
                name = fold(found.name).replace(" ", "-") if found is not None else ""
            return f"{name or 'associate'}.{ending}"
        day = self._clock.now().local().date().isoformat()
        return f"{FORMS[form].stem}-{day}.{ending}"

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
        check_ending(path, f".{FORMS[form].ending}")

        def batches() -> Iterator[Sequence[int]]:
            for at in range(0, len(ids), _BATCH):
                if cancelled():
                    raise BadInput("The export was stopped.", "Nothing was written.")
                progress(at, len(ids), f"Writing {len(ids):,} associates")
                yield ids[at : at + _BATCH]

        with replacing(path) as file:
            for piece in FORMS[form].pieces(self, batches(), include_private):
                file.write(piece)
        progress(len(ids), len(ids), "Written")
        return path


def _batch(session: Session, ids: Sequence[int]) -> list[BusinessData]:
    """Those that are in the list now, in the order asked."""
    gone = select(Business.id).where(Business.id.in_(list(ids)), Business.archived_at.is_not(None))
    found = data_by_id(session, set(ids).difference(session.scalars(gone)))
    return [found[key] for key in ids if key in found]


def _pictures(session: Session, found: Sequence[BusinessData]) -> dict[str, bytes]:
    wanted = {sha for data in found for sha in named_pictures(data)}
    rows = session.execute(select(Image.sha256, Image.png).where(Image.sha256.in_(wanted)))
    return {str(sha): bytes(png) for sha, png in rows}
