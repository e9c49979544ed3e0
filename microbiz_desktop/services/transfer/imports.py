"""Bringing contacts in: read, look at the proposal, apply it as one step, take it back later.

The import page and `contacts import` take these steps in order. Reading and proposing change
nothing, so that what a file would do is seen and chosen before the list is touched.
"""

from __future__ import annotations

import json
import logging
import re
from dataclasses import asdict, dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from sqlalchemy import select

from ...domain.contacts.contacts import ContactFile
from ...domain.errors import BadInput
from ...domain.states import Kind
from ...interchange.csv_doubts import NAMING
from ...interchange.csv_look import CsvLook, look
from ...interchange.csv_read import read_csv
from ...interchange.csv_targets import ADDRESS, LABELLED, TARGETS, Mapping, Target, Use
from ...interchange.vcard_read import read_vcards
from ...records.network import UndoStep
from ...records.setting import SettingRow
from ...runtime.garbage import without_garbage_rounds
from ...storage.bulk import bulk_search
from ...storage.database import announce
from ..contacts.reading import data_by_id
from ..shared.progress import Cancelled, Progress, never, silent
from . import field_words, undo
from .applying import Applying, new_only
from .proposing import propose
from .values import (
    FieldDifference,
    ImportOutcome,
    ItemChoice,
    Proposal,
    ProposalItem,
    StepRow,
    Undone,
)

if TYPE_CHECKING:
    from collections.abc import Mapping as Choices
    from collections.abc import Sequence

    from ...domain.clock import Clock
    from ...storage.database import Database
    from ..program.backups import Backups

_log = logging.getLogger(__name__)
__all__ = [
    "ADDRESS",
    "LABELLED",
    "LARGEST_FILE",
    "NAMING",
    "TARGETS",
    "CsvLook",
    "FileRead",
    "ForeignTable",
    "Imports",
    "Target",
    "Use",
]

#: Larger files are not read at all: the readers refuse all of them, and most far smaller ones.
LARGEST_FILE = 200 * 2**20
_MAPPING = "table mapping: "
#: What is brought into a list that holds something already, and is larger, is backed up before.
_LARGE = 500
_ODD = "Something in it could not be read, and that is our mistake. Nothing of it was taken."
#: A card begins where a line does; a cell may hold the words, and one of ours a whole card.
_CARD = re.compile(rb"(?is)(?!\W{0,4}Legal name,)(?:.*[\r\n])?\W{0,4}BEGIN:VCARD")
_TABLE_ENDS = frozenset({".csv", ".tsv", ".txt", ".tab"})


@dataclass(frozen=True, slots=True)
class ForeignTable:
    """How a table is to be read: the encoding, and what becomes of each column."""

    encoding: str
    mapping: Mapping


@dataclass(frozen=True, slots=True)
class FileRead:
    """What was read from one file, or why it was not."""

    name: str
    file: ContactFile
    refused: str = ""


class Imports:
    """What a user does to bring contacts in, and what they take back of it."""

    def __init__(self, database: Database, clock: Clock, backups: Backups) -> None:
        self._database = database
        self._clock = clock
        self._backups = backups

    def is_table(self, name: str, content: bytes) -> bool:
        """Whether a file is to be read as a table: by its beginning, then by its name."""
        if _CARD.match(content[:4096].replace(b"\0", b"")):
            return False
        # What comes on standard input has no ending: what is no card is a table there.
        return PurePath(name).suffix.lower() in _TABLE_ENDS or name == "-"

    def look(self, content: bytes, encoding: str = "") -> CsvLook:
        """The first rows of a table and a proposed mapping. Raises BadInput."""
        return look(content, encoding)

    def remembered_mapping(self, signature: str) -> Mapping | None:
        """The mapping last used for a table with this heading."""
        with self._database.reading() as session:
            row = session.get(SettingRow, _MAPPING + signature)
        if row is None:
            return None
        return tuple(Use(**use) for use in json.loads(row.value))

    def remember_mapping(self, signature: str, mapping: Mapping) -> None:
        """Offer this mapping the next time a table with this heading comes."""
        value = json.dumps([asdict(use) for use in mapping])
        with self._database.transaction() as session:
            session.merge(SettingRow(key=_MAPPING + signature, value=value))

    def read(
        self,
        name: str,
        content: bytes,
        table: ForeignTable | None = None,
        cancelled: Cancelled = never,
    ) -> FileRead:
        """The contacts of one file; what cannot be used is a sentence in `refused`. [slow]"""
        try:
            if table is not None or self.is_table(name, content):
                how = look(content, table.encoding if table else "")
                mapping = table.mapping if table else self.remembered_mapping(how.signature)
                return FileRead(name, read_csv(content, how, mapping, cancelled))
            return FileRead(name, read_vcards(content, cancelled=cancelled))
        except BadInput as refused:
            return FileRead(name, ContactFile(()), f"{name}: {refused.sentence()}")
        except Exception:  # a library's error on foreign bytes costs this file and no other
            _log.exception("a file of contacts could not be read")
            return FileRead(name, ContactFile(()), f"{name}: {_ODD}")

    @without_garbage_rounds()
    def propose(
        self,
        readings: Sequence[FileRead],
        progress: Progress = silent,
        cancelled: Cancelled = never,
    ) -> Proposal:
        """What bringing these in would do; changes nothing. [slow]

        Raises BadInput when there is nobody in the files, or when it is cancelled.
        """
        refused = " ".join(reading.refused for reading in readings if reading.refused)
        if not any(reading.file.contacts for reading in readings):
            if refused:
                raise BadInput(refused)
            raise BadInput("There is nobody in this file.", "Choose another one.")
        if len(readings) > 1:
            readings = [_named(reading) for reading in readings]
        contacts = tuple(one for reading in readings for one in reading.file.contacts)
        troubles = tuple(one for reading in readings for one in reading.file.troubles)
        notes = [reading.file.note for reading in readings if reading.file.note]
        file = ContactFile(contacts, troubles, " ".join((refused, *notes)).strip())
        title = ", ".join(reading.name for reading in readings if reading.file.contacts)
        with self._database.reading() as session:
            return propose(session, file, title, progress, cancelled)

    def differences(self, item: ProposalItem) -> tuple[FieldDifference, ...]:
        """The fields in which an item differs from the entry here, side by side."""
        if not item.existing_id:
            return ()
        with self._database.reading() as session:
            here = data_by_id(session, (item.existing_id,)).get(item.existing_id)
        return field_words.differences(here, item.contact.data) if here is not None else ()

    @without_garbage_rounds()
    def apply(
        self,
        proposal: Proposal,
        choices: Choices[int, ItemChoice] | None = None,
        progress: Progress = silent,
        cancelled: Cancelled = never,
    ) -> ImportOutcome:
        """Carry the proposal out as one step: all of it, or nothing when cancelled. [slow]

        `choices` names items by their place; the others are done as proposed.
        """
        if len(proposal.items) > _LARGE and self._holds_somebody():
            progress(0, len(proposal.items), "Backing up first")
            self._backups.automatic()
        coming = new_only(proposal, choices or {})
        with (
            self._database.transaction() as session,
            bulk_search(session, coming=coming) as changed,
        ):
            applying = Applying(session, self._clock)
            outcome = applying.run(proposal, choices or {}, progress, cancelled)
            changed |= applying.changed
        return outcome

    def _holds_somebody(self) -> bool:
        with self._database.reading() as session:
            found = session.connection().exec_driver_sql("SELECT 1 FROM business LIMIT 1").first()
        return found is not None

    def history(self) -> tuple[StepRow, ...]:
        """Imports and merges, the latest first."""
        with self._database.reading() as session:
            steps = session.scalars(select(UndoStep).order_by(UndoStep.id.desc()))
            return tuple(
                StepRow(step.id, step.sort, step.title, step.made_at, step.undone_at is not None)
                for step in steps
            )

    def undo(self, step_id: int, cancelled: Cancelled = never) -> Undone:
        """Take an import or a merge back, except what was changed since. [slow]

        Raises BadInput when it was taken back already, or stopped with nothing changed.
        """
        with self._database.transaction() as session:
            step = session.get(UndoStep, step_id)
            if step is None or step.undone_at is not None:
                raise BadInput("This was taken back already.", "The list shows how things are now.")
            undone = undo.undo(session, step, self._clock.now(), cancelled)
            announce(session, Kind.BUSINESS)
            return undone


def _named(reading: FileRead) -> FileRead:
    """With the name of the file in whatever is said of a line of it."""
    name, file = reading.name, reading.file
    contacts = tuple(replace(one, file=name) for one in file.contacts)
    troubles = tuple(replace(one, file=name) for one in file.troubles)
    return replace(reading, file=replace(file, contacts=contacts, troubles=troubles))


def report(proposal: Proposal, outcome: ImportOutcome) -> str:
    """What was done and what was not, with line numbers, as text to be saved."""
    lines = [proposal.title, outcome.sentence()]
    if proposal.note:
        lines.append(proposal.note)
    lines.append("")
    lines += [trouble.sentence() for trouble in outcome.troubles]
    if not outcome.troubles:
        lines.append("Everything in the file could be read.")
    return "\n".join(lines) + "\n"
