"""Earlier wordings, kept whole: each a catalogue of its own, read only when a deal names it.

They lie beside the templates: `earlier/<template>-<version>/` holds template, clauses and packs
as they were. The wording of a template has one version, whatever file of it changes.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from ...domain.deal import Deal
from .catalogue import Catalogue, load_catalogue
from .model import Pack, Template
from .toml_source import read_toml
from .versions import release

EARLIER = "earlier"


class WordingStatus(StrEnum):
    """How the wording a deal names stands to the one that is here."""

    CURRENT = "current"
    EARLIER = "earlier"
    NEWER = "newer"


@dataclass(frozen=True, slots=True)
class OtherVersion:
    """A version that a deal names, and the one that is here; `of` is the title of a pack."""

    named: str
    here: str
    of: str = ""

    @property
    def newer(self) -> bool:
        """Whether the one named comes after the one here."""
        return release(self.named) > release(self.here)


def other_versions(deal: Deal, template: Template, pack: Pack) -> tuple[OtherVersion, ...]:
    """What the deal names in another version than the one here: its wording, its pack.

    Naming none is naming the one here.
    """
    found = [OtherVersion(deal.template_version, template.version)]
    if deal.pack in ("", pack.id):
        found.append(OtherVersion(deal.pack_version, pack.version, pack.title))
    return tuple(one for one in found if one.named not in ("", one.here))


def wording_status(deal: Deal, template: Template, pack: Pack) -> WordingStatus:
    """Where the wording this deal was begun with stands.

    What is no version at all was not made by a newer program, so it counts as earlier.
    """
    others = other_versions(deal, template, pack)
    if not others:
        return WordingStatus.CURRENT
    return WordingStatus.NEWER if any(one.newer for one in others) else WordingStatus.EARLIER


def folder_of(root: Path, template: str, version: str) -> Path | None:
    """Where an earlier wording is kept, or None. The names may come from anywhere."""
    if not (release(version) and re.fullmatch(r"[\w-]+", template)):
        return None
    folder = root.with_name(EARLIER) / f"{template}-{version}"
    return folder if folder.is_dir() else None


@lru_cache(maxsize=4)
def load_earlier(folder: Path) -> Catalogue:
    """The catalogue of an earlier wording. Raises BadTemplate."""
    return load_catalogue(folder, kept=True)


def empty_meant_usual(folder: Path) -> bool:
    """Whether an emptied answer meant the usual value to the program that had this wording."""
    path = folder / "reading.toml"
    return path.is_file() and bool(read_toml(path, folder).data.get("empty_means_usual", False))
