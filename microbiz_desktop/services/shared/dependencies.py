"""What the agreement services share: database, clock, worker, keys and the catalogue of templates.

`wiring` builds it once and hands it to each of them. They get it rather than make it, so that a
test can give another clock or folder; the catalogue is read late, as reading it delays the start.
"""

import tomllib
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...domain.clock import Clock
from ...domain.deal import Deal
from ...domain.errors import BadInput, NotReady, RevisionFrozen
from ...domain.papers import AgreementKind, usual_kind
from ...domain.plain import from_plain
from ...domain.states import LIVE, AgreementState
from ...records.agreement import Agreement, Revision
from ...records.business import Business, Image
from .made import Made

if TYPE_CHECKING:
    from ...drafting.templates.catalogue import Catalogue
    from ...drafting.templates.earlier import WordingStatus
    from ...drafting.templates.model import Pack, Template
    from ...evidence.identity import KeyStore
    from ...storage.database import Database
    from ...worker.protocol import Worker


class TemplateCatalogue:
    """The catalogue of templates, loaded when first asked for and then kept."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._lock = Lock()
        self._catalogue: Catalogue | None = None
        self._manifests: dict[str, dict[str, object]] = {}

    def catalogue(self) -> "Catalogue":
        """All templates, units and packs. Raises BadTemplate naming file and line."""
        with self._lock:
            if self._catalogue is None:
                from ...drafting.templates.catalogue import load_catalogue

                self._catalogue = load_catalogue(self.root)
            return self._catalogue

    def read_ahead(self) -> None:
        """Read all of it, and how each pack writes figures and days. Raises BadTemplate."""
        from ...drafting.asking.printing import manner_of

        for pack in self.catalogue().packs.values():
            manner_of(pack, "")

    def template(self, template: str) -> "Template":
        """One template. Raises BadInput when it is not on the shelf."""
        found = self.catalogue().templates.get(template)
        if found is None:
            raise BadInput(f"There is no template “{template}”.", "Choose one from the list.")
        return found

    def pack(self, deal: Deal) -> "Pack":
        """The pack that words this deal, the first its template fits when its own is not here."""
        return self.catalogue().pack(deal)

    def standing(self, deal: Deal) -> "WordingStatus":
        """How the wording this deal names stands to the one that is here."""
        from ...drafting.templates.earlier import wording_status

        return wording_status(deal, self.template(deal.template), self.pack(deal))

    def earlier(self, deal: Deal) -> "Catalogue | None":
        """The wording this deal names, when it is an earlier one that is kept."""
        from ...drafting.templates.earlier import folder_of, load_earlier

        folder = folder_of(self.root, deal.template, deal.template_version)
        return load_earlier(folder) if folder is not None else None

    def unit_heading(self, deal: Deal, unit: str) -> str:
        """What a unit is called, here or in the wording the deal names; else its id in words."""
        found = self.catalogue().units.get(unit)
        if found is None and (then := self.earlier(deal)) is not None:
            found = then.units.get(unit)
        return found.heading if found else unit.replace("_", " ").capitalize()

    def flags(self, pack: str) -> Mapping[str, bool]:
        """The flags of a pack, none when it is not on the shelf."""
        found = self.catalogue().packs.get(pack)
        return {} if found is None else found.flags

    def kind_title(self, template: str) -> str:
        """The kind of agreement as printed; its id when the template is not on the shelf.

        Lists ask for nothing else, and must not wait for every text to be read and checked.
        """
        return str(self._manifest(template).get("title") or template)

    def kinds(self) -> tuple[AgreementKind, ...]:
        """Every kind on the shelf, by title, without reading its texts."""
        ids = (path.parent.name for path in self.root.glob("*/template.toml"))
        found = (_kind(name, self._manifest(name)) for name in ids)
        return tuple(sorted(found, key=lambda kind: kind.title))

    def usual_kind(self) -> str:
        """The kind that is begun where nobody chose another."""
        return usual_kind(self.kinds()).id

    def _manifest(self, template: str) -> dict[str, object]:
        """A template's manifest alone; empty when it is not on the shelf."""
        with self._lock:
            if template not in self._manifests:
                path = self.root / template / "template.toml"
                self._manifests[template] = {}
                with suppress(OSError, ValueError):
                    self._manifests[template] = tomllib.loads(path.read_text(encoding="utf-8"))
            return self._manifests[template]


def _kind(name: str, manifest: Mapping[str, object]) -> AgreementKind:
    """What a manifest says of its kind; what is wrong in it is said when its texts are read."""
    told = {key: manifest[key] for key in ("title", "use_when", "usual") if key in manifest}
    counts = {"least": "min_parties", "most": "max_parties"}
    told |= {key: manifest[said] for key, said in counts.items() if said in manifest}
    with suppress(BadInput):
        told = {"title": name, **told, "id": name, "fits": manifest.get("fits", ())}
        return from_plain(AgreementKind, told)
    return AgreementKind(name, str(manifest.get("title") or name))


def _keys(desk: "Dependencies") -> "KeyStore":
    from ...evidence.identity import FileKeyStore

    return FileKeyStore(desk.data_dir / "keys")


class Dependencies:
    """The parts a service works with; built once by `wiring`."""

    def __init__(
        self,
        database: "Database",
        clock: Clock,
        shelf: TemplateCatalogue,
        data_dir: Path,
        make_worker: Callable[[], "Worker"],
    ) -> None:
        """The worker and the keys are made when they are first asked for."""
        self.database = database
        self.clock = clock
        self.shelf = shelf
        self.data_dir = data_dir
        self.make_worker = make_worker
        #: What is left in the drafts compiled lately: by agreement id, the version and how much.
        self.left: dict[int, tuple[int, int]] = {}

    worker: "Made[Dependencies, Worker]" = Made(lambda desk: desk.make_worker())
    keys: "Made[Dependencies, KeyStore]" = Made(_keys)

    def counted_left(self) -> Mapping[int, tuple[int, int]]:
        """That of now; what is compiled meanwhile on another thread does not change it."""
        return dict(self.left)

    def close(self) -> None:
        """End the worker, if there is one, and give the database back."""
        if Dependencies.worker.made_in(self):
            self.worker.close()
        self.database.close()


def the_agreement(session: Session, agreement_id: int) -> Agreement:
    """The agreement with this id. Raises BadInput when there is none."""
    found = session.get(Agreement, agreement_id)
    if found is None:
        raise BadInput("That agreement is not here any more.", "Go back to the list of agreements.")
    return found


def the_draft(session: Session, agreement_id: int, shown: int) -> Agreement:
    """The agreement as a draft at the version shown. Raises RevisionFrozen or StaleVersion."""
    agreement = the_agreement(session, agreement_id)
    if agreement.state is not AgreementState.DRAFT:
        raise RevisionFrozen(
            f"Revision {agreement.revision} is {agreement.state} and never changes.",
            "Change the text to start a new revision."
            if agreement.state in LIVE
            else "Start a new agreement from it.",
        )
    agreement.must_be_at(shown)
    return agreement


def the_revision(session: Session, agreement: Agreement, number: int = 0) -> Revision:
    """An offered revision, the last one for 0. Raises NotReady when there is none."""
    wanted = number or agreement.revision
    found = session.scalar(
        select(Revision).where(Revision.agreement_id == agreement.id, Revision.number == wanted)
    )
    if found is None:
        raise NotReady("This agreement has not been offered yet.", "Offer it for sign-off first.")
    return found


def the_business(session: Session, business_id: int) -> Business:
    """The business with this id. Raises BadInput when there is none."""
    found = session.get(Business, business_id)
    if found is None:
        raise BadInput("That business is not in the contact list any more.", "Choose another one.")
    return found


def pictures(session: Session, names: frozenset[str]) -> dict[str, bytes]:
    """The stored PNGs of these SHA-256 names; what is missing is left out."""
    if not names:
        return {}
    found = session.execute(select(Image.sha256, Image.png).where(Image.sha256.in_(names)))
    return {row.sha256: row.png for row in found}
