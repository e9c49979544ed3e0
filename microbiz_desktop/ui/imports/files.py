"""Files on their way in: read elsewhere, with a limit before anything is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from microbiz_desktop.domain.contacts import ContactFile
from microbiz_desktop.domain.errors import BadInput
from microbiz_desktop.services.imports import CsvLook, Imports, Reading, Table, Use

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from microbiz_desktop.services.import_values import Cancelled, Progress, Proposal

#: Larger files are not read at all: the readers refuse all of them, and most far smaller ones.
_LARGEST = 201 * 1024 * 1024
PASTED = "Clipboard"


@dataclass(slots=True)
class Coming:
    """A file with how it will be read. `look` is there for a table, `uses` when remembered."""

    name: str
    content: bytes
    look: CsvLook | None = None
    uses: tuple[Use, ...] | None = None
    table: Table | None = None
    refused: str = ""

    @property
    def asks(self) -> bool:
        """Whether the user must say what the columns are."""
        known = self.look is None or self.look.program or self.uses is not None
        return not known and self.table is None


def read_files(imports: Imports, paths: Sequence[Path], progress: Progress) -> list[Coming]:
    """The bytes of the files, and a look at those that are tables."""
    found = []
    for number, path in enumerate(paths):
        progress(number, len(paths), f"Reading {path.name}")
        try:
            size = path.stat().st_size
            content = path.read_bytes() if size <= _LARGEST else b""
        except OSError as error:
            raise BadInput(
                f"{path.name} cannot be read: {error.strerror or 'the disk refused'}.",
                "Look whether it is still there.",
            ) from error
        if size > _LARGEST:
            refused = f"{path.name} is larger than 200 MB. Export fewer contacts at a time."
            found.append(Coming(path.name, b"", refused=refused))
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
    readings: list[Reading] = []
    for one in coming:
        progress(0, 1, f"Reading {one.name}")
        if one.refused:
            readings.append(Reading(one.name, ContactFile(()), one.refused))
        else:
            readings.append(imports.read(one.name, one.content, one.table, cancelled))
    return imports.propose(readings, progress, cancelled)
