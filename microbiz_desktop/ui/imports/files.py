"""Files on their way in: read elsewhere, with a limit before anything is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from microbiz_desktop import foreign
from microbiz_desktop.domain.contacts.contacts import ContactFile
from microbiz_desktop.domain.errors import BadInput
from microbiz_desktop.services.transfer.imports import (
    LARGEST_FILE,
    CsvLook,
    FileRead,
    ForeignTable,
    Imports,
    Use,
)

if TYPE_CHECKING:
    from microbiz_desktop.services.shared.progress import Cancelled, Progress
    from microbiz_desktop.services.transfer.values import Proposal

PASTED = "Clipboard"


@dataclass(slots=True)
class Coming:
    """A file with how it will be read. `look` is there for a table, `uses` when remembered."""

    name: str
    content: bytes
    look: CsvLook | None = None
    uses: tuple[Use, ...] | None = None
    table: ForeignTable | None = None
    refused: str = ""

    @property
    def asks(self) -> bool:
        """Whether the user must look at it first."""
        return self.table is None and bool(self.questions)

    @property
    def questions(self) -> tuple[str, ...]:
        """What is not sure about a table, in sentences."""
        return self.look.questions(remembered=self.uses is not None) if self.look else ()


def read_files(imports: Imports, paths: Sequence[Path], progress: Progress) -> list[Coming]:
    """The bytes of the files, and a look at those that are tables."""
    found = []
    for number, path in enumerate(paths):
        progress(number, len(paths), f"Reading {path.name}")
        try:
            content = foreign.read(path, LARGEST_FILE)
        except BadInput as error:
            found.append(Coming(path.name, b"", refused=error.sentence()))
        else:
            found.append(looked_at(imports, path.name, content))
    return found


def looked_at(imports: Imports, name: str, content: bytes, encoding: str = "") -> Coming:
    """A file with its table looked at, when it is one."""
    if not imports.is_table(name, content):
        return Coming(name, content)
    try:
        look = imports.look(content, encoding)
    except BadInput as refused:
        return Coming(name, content, refused=f"{name}: {refused.sentence()}")
    return Coming(name, content, look, imports.remembered_mapping(look.signature))


def proposal_of(
    imports: Imports, coming: Sequence[Coming], progress: Progress, cancelled: Cancelled
) -> Proposal:
    """Read everything as it is to be read, and compare it with what is here."""
    readings: list[FileRead] = []
    for one in coming:
        progress(0, 1, f"Reading {one.name}")
        if one.refused:
            readings.append(FileRead(one.name, ContactFile(()), one.refused))
        else:
            readings.append(imports.read(one.name, one.content, one.table, cancelled))
    return imports.propose(readings, progress, cancelled)
