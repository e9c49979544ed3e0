"""Executed copies to alter: of two and of twenty-two parties, and copies forged by our own code."""

import io
import json
import tempfile
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pikepdf

from microbiz_desktop.domain.edition import Edition
from microbiz_desktop.domain.findings import Edit
from microbiz_desktop.domain.text import AgreementText
from microbiz_desktop.paths import resource
from microbiz_desktop.rendering.pdf import Renderer
from microbiz_desktop.rendering.result import Rendered
from microbiz_desktop.services.program.sample_deals import offered_room, sample_agreement, sign_off
from microbiz_desktop.services.shared.dependencies import TemplateCatalogue
from microbiz_desktop.services.wiring import Services, build_services
from tests.builders import StillClock
from tests.in_process import InProcessWorker

OWN, STRANGER = "own", "stranger"
SAMPLES = {"two": "two-parties", "many": "twenty-two-parties"}
_TEMPLATES = ("templates", "agreements")


@dataclass(frozen=True, slots=True)
class Copies:
    """A folder in which the executed copies are kept, and one of a stranger."""

    folder: Path

    def copy(self, name: str) -> bytes:
        """An executed copy by its short name."""
        return (self.folder / f"{name}.pdf").read_bytes()

    @contextmanager
    def own(self) -> Iterator[Services]:
        """The folder that keeps the copies."""
        with opened(self.folder / OWN) as services:
            yield services

    @contextmanager
    def stranger(self) -> Iterator[Services]:
        """A folder that keeps nothing."""
        with opened(self.folder / STRANGER) as services:
            yield services


class RememberingRenderer(Renderer):
    """Makes the same pages once: a hundred altered files are compared with one rendering."""

    def __init__(self) -> None:
        super().__init__()
        self._made: dict[str, Rendered] = {}

    def render(self, text: AgreementText, edition: Edition, logos: Mapping[str, bytes]) -> Rendered:
        """The pages, from the memory where they were made before."""
        key = repr((text, edition, sorted(logos)))
        if key not in self._made:
            self._made[key] = super().render(text, edition, logos)
        return self._made[key]


class RememberingWorker(InProcessWorker):
    """A worker in this process that makes the same pages once."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self._jobs._renderer = RememberingRenderer()


@contextmanager
def opened(folder: Path, start: datetime | None = None) -> Iterator[Services]:
    """Services on a data folder, the worker in this process."""
    clock = StillClock(start) if start else StillClock()
    templates = resource(*_TEMPLATES)
    services = build_services(
        folder, clock=clock, worker=RememberingWorker(templates), shelf=TemplateCatalogue(templates)
    )
    try:
        yield services
    finally:
        services.close()


def make(folder: Path) -> Copies:
    """Fill a new folder with executed copies, kept by the one and not by the other."""
    folder.mkdir(parents=True, exist_ok=True)
    with opened(folder / OWN) as services:
        services.sample.load()
        for name in SAMPLES:
            _executed(services, folder, name)
    with opened(folder / STRANGER):
        pass
    return Copies(folder)


def _executed(services: Services, folder: Path, name: str, title: str = "") -> None:
    """Drafted, offered, signed off and executed; the copy's file bears the name."""
    made = sample_agreement(services, SAMPLES.get(name, SAMPLES["two"]))
    if title:
        made = services.agreements.edit(made.id, made.version, [Edit(("title",), title)])
    room = offered_room(services, made)
    for party in room.parties:
        sign_off(services, room, party)
    (folder / f"{name}.pdf").write_bytes(services.signoffs.execute(room.agreement_id).content)


@contextmanager
def _known_as(public_id: str) -> Iterator[None]:
    """The forger's next agreement bears the name of ours."""
    made = uuid.uuid4
    uuid.uuid4 = (lambda: uuid.UUID(public_id)) if public_id else made
    try:
        yield
    finally:
        uuid.uuid4 = made


@dataclass(frozen=True, slots=True)
class Forgery:
    """The agreement of two made by our own code with other keys, and what else is other."""

    title: str = ""
    start: datetime | None = None


FORGED = {
    "forged by another key": Forgery(),
    "forged with another title": Forgery(title="Dessert table, on credit"),
    "forged on other days": Forgery(start=datetime(2025, 3, 1, 9, tzinfo=UTC)),
}


def forged(copies: Copies, name: str) -> bytes:
    """A whole copy that bears the name of ours; the folder that keeps ours knows nothing of it."""
    out = copies.folder / f"{name}.pdf"
    if not out.exists():
        forgery = FORGED[name]
        with tempfile.TemporaryDirectory() as made, opened(Path(made), forgery.start) as services:
            services.sample.load()
            with _known_as(_public_id(copies.copy("two"))):
                _executed(services, copies.folder, name, forgery.title)
    return out.read_bytes()


def _public_id(pdf: bytes) -> str:
    """What the agreement of a copy is known by."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        data = document.attachments["agreement.json"].get_file().read_bytes()
    return str(json.loads(data)["agreement_id"])
