"""What may be in a backup: known names of known sizes, listed with their hashes, and no more."""

import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..domain.clock import Moment
from ..domain.errors import BadInput, DamagedFile
from .header import DATABASE_NAME, SCHEMA

MANIFEST = "manifest.json"
FORMAT = "microbiz-backup/1"
_PART = r"[^/\\\0.][^/\\\0]{0,99}"
#: Names a backup may hold, and how large each may be.
_ALLOWED = (
    (re.compile(re.escape(DATABASE_NAME)), 20 * 2**30),
    (re.compile(r"settings\.ini"), 2**20),
    (re.compile(r"keys/[A-Za-z0-9-]{1,64}\.pem"), 16 * 2**10),
    (re.compile(rf"fonts/(?:{_PART}/){{0,4}}{_PART}\.[to]tf", re.IGNORECASE), 64 * 2**20),
)
_MOST_FILES, _LARGEST_LIST = 2_000, 2**20
#: What is packed shrinks to a tenth at the best; what grows more was made to fill the disk.
_GROWTH, _GROWTH_FREE = 100, 64 * 2**20
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@dataclass(frozen=True, slots=True)
class Listed:
    """A file in a backup as the list has it."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """The list in a backup, of the right kind throughout."""

    made: Moment
    program: str
    schema: int
    counts: tuple[tuple[str, int], ...]
    files: Mapping[str, Listed]

    def plain(self) -> dict[str, object]:
        """The manifest as the data that is written into the backup."""
        files = sorted(self.files.items())
        return {
            "format": FORMAT,
            "program": self.program,
            "schema": self.schema,
            "made": self.made.to_text(),
            "counts": dict(self.counts),
            "files": {name: {"sha256": one.sha256, "size": one.size} for name, one in files},
        }


def most_of(name: str) -> int:
    """The largest size of a file of this name in a backup; 0 when there may be none."""
    return next((most for known, most in _ALLOWED if known.fullmatch(name)), 0)


def read_manifest(archive: zipfile.ZipFile, packed: int, shown: Path) -> Manifest:
    """The list, once everything in the archive is as it says. `packed` is the archive's size.

    Raises BadInput for what is no backup of this program or one of a newer, DamagedFile for one
    that holds anything else; other errors of the library for an archive that is not whole.
    """
    found = {item.filename: item for item in archive.infolist()}
    if MANIFEST not in found:
        raise BadInput(f"{shown.name} is not a backup of this program.", "Choose another file.")
    if len(found) != len(archive.infolist()) or len(found) > _MOST_FILES:
        raise ValueError("names are there twice, or there are too many")
    if found[MANIFEST].file_size > _LARGEST_LIST:
        raise ValueError("the list is too long")
    manifest = _read(json.loads(archive.read(MANIFEST)), shown)
    if {MANIFEST, *manifest.files} != set(found):
        raise _odd(shown, min(set(found) ^ {MANIFEST, *manifest.files}))
    for name, listed in manifest.files.items():
        _refuse_odd(found[name], listed, shown)
    if sum(one.size for one in manifest.files.values()) > _GROWTH_FREE + _GROWTH * packed:
        raise _odd(shown, max(manifest.files, key=lambda name: manifest.files[name].size))
    return manifest


def _refuse_odd(item: zipfile.ZipInfo, listed: Listed, shown: Path) -> None:
    known = item.file_size == listed.size <= most_of(item.filename)
    if not known or item.compress_type not in _METHODS or item.flag_bits & 1:
        raise _odd(shown, item.filename)


def _odd(shown: Path, name: str) -> DamagedFile:
    return DamagedFile(
        f"{shown.name} holds what no backup of this program holds: “{name[:60]}”.",
        "Choose another backup.",
    )


def _read(data: object, shown: Path) -> Manifest:
    """Raises KeyError, TypeError or ValueError for a list of another kind."""
    table = _table(data)
    schema = _whole(table["schema"])
    if table["format"] != FORMAT or schema > SCHEMA:
        raise BadInput(
            f"{shown.name} was made by a newer Microbiz Desktop.",
            "Install the newer program first.",
        )
    files = {str(name): _listed(one) for name, one in _table(table["files"]).items()}
    if schema < 1 or DATABASE_NAME not in files:
        raise ValueError("there is no data file in it")
    counts = sorted(
        (str(name)[:40], _whole(count)) for name, count in _table(table["counts"]).items()
    )
    made = Moment.from_text(str(table["made"]))
    return Manifest(made, str(table["program"])[:40], schema, tuple(counts), files)


def _table(data: object) -> dict[str, object]:
    if not isinstance(data, dict):
        raise TypeError("a list is a table")
    return data


def _listed(data: object) -> Listed:
    table = _table(data)
    sha256 = table["sha256"]
    if not isinstance(sha256, str):
        raise TypeError("a hash is text")
    return Listed(sha256, _whole(table["size"]))


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError("a number is whole and not below nought")
    return value
