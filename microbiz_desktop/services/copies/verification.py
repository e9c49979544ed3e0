"""What a file is: its bytes put beside those kept here, then what it is by itself."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from sqlalchemy.orm import Session

from ... import foreign
from ...domain.errors import WorkerStopped
from ...domain.ledger import SIGN_OFF_SHEET
from ...domain.states import EntryKind
from ...domain.verdicts import Compared, Outcome, Report
from ...evidence.expected import KeptHere
from ...evidence.fingerprint import sha256
from ...evidence.verify import cannot_tell, described, notes
from ..shared.dependencies import Dependencies
from . import kept

_log = logging.getLogger(__name__)
#: No agreement of ours comes near this; a larger file is not read at all.
MAX_BYTES = 80 * 2**20


class Checking:
    """Says what a file is; a check can be ended before it is done."""

    def __init__(self, desk: Dependencies) -> None:
        self._desk = desk
        self._asking = False

    def report_on(self, path: Path) -> Report:
        """What this file is, in plain words. Raises BadInput for a file that cannot be read."""
        pdf = foreign.read(path, MAX_BYTES)
        digest = sha256(pdf)
        try:
            report = self._of_bytes(pdf, digest) or self._of_content(pdf)
        except WorkerStopped:
            report = cannot_tell(_STOPPED)
        except Exception:
            _log.exception("A file could not be checked")
            report = cannot_tell(_FAULT)
        return replace(report, facts=(*report.facts, ("File SHA-256", digest)))

    def stop(self) -> None:
        """End the check that runs now, if any."""
        if self._asking:
            self._desk.worker.cancel()

    def _of_bytes(self, pdf: bytes, digest: str) -> Report | None:
        """The very file, or one that begins with it: known by hash, before anything is read."""
        with self._desk.database.reading() as session:
            known = kept.recorded(session)
            if (place := known.get(digest)) is not None:
                return _the_very_file(session, place)
            begins = kept.beginning(session, pdf, known)
            if begins is None:
                return None
            place, length = begins
            if faults := kept.why_not_sound(session, place.agreement_id):
                return cannot_tell(*faults)
        return self._with_more(pdf, length)

    def _with_more(self, pdf: bytes, length: int) -> Report:
        """What was added is looked at, and takes nothing away from how the file begins."""
        said = f"{len(pdf) - length:,} bytes were added after the end of our file."
        try:
            report = self._ask(pdf, KeptHere(pdf=pdf[:length]))
        except WorkerStopped:
            return Report(Outcome.ADDITIONS, (said, _STOPPED))
        return replace(report, outcome=Outcome.ADDITIONS, details=(said, *report.details))

    def _of_content(self, pdf: bytes) -> Report:
        """Other bytes: compared with what is kept of that copy, else taken by itself."""
        with self._busy():
            look = self._desk.worker.look(pdf)
        with self._desk.database.reading() as session:
            agreement_id, known = kept.claimed(session, look)
            if agreement_id and (faults := kept.why_not_sound(session, agreement_id)):
                return cannot_tell(*faults)
        return self._ask(pdf, known)

    def _ask(self, pdf: bytes, known: KeptHere) -> Report:
        with self._busy():
            return self._desk.worker.verify(pdf, known)

    @contextmanager
    def _busy(self) -> Iterator[None]:
        self._asking = True
        try:
            yield
        finally:
            self._asking = False


def _the_very_file(session: Session, place: kept.KeptPlace) -> Report:
    """The bytes are those of the record; it counts when record and kept copy hold themselves."""
    if faults := kept.why_not_sound(session, place.agreement_id):
        return cannot_tell(*faults)
    carried = kept.as_carried(session, place)
    said = dict(described(carried))
    if place.kind is EntryKind.EXPORTED:
        for label in ("Made", "Attached"):
            said.pop(label, None)
        said["Copy"] = _NO_AGREEMENT if place.standing == SIGN_OFF_SHEET else _EARLY
    return Report(
        Outcome.THE_VERY_FILE,
        notes=notes(carried),
        facts=tuple(said.items()),
        compared=Compared.KEPT,
    )


_NO_AGREEMENT = "a sign-off sheet, which is not the agreement"
_EARLY = "a copy given out before everyone had signed off"
_STOPPED = (
    "Looking at this file took too long, or needed more memory than a file may, and was stopped."
)
_FAULT = "Something went wrong while the file was looked at; it is noted in the log."
