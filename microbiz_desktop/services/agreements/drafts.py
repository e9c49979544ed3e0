"""Turns a draft into its text, findings and pages, made in the worker process and kept by version.

The studio asks for them after each answer, offers and copies when something leaves. What was made
for a version stays true until the next edit, so the same work is never done twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from ...domain.deal import Deal
from ...domain.errors import BadInput
from ...domain.findings import Finding
from ...domain.plain import canonical
from ...evidence.derive import made
from ..shared.dependencies import Dependencies, pictures, the_agreement
from ..shared.naming import draft_edition
from . import figures
from .beside import Beside, beside, findings_beside
from .file_deals import read_as_meant
from .left import left
from .values import DraftView, PageAnchor, Pages
from .wording_findings import draft_findings, file_findings, said_of_then

if TYPE_CHECKING:
    from ...worker.protocol import Compiled, Rendered

T = TypeVar("T")

#: Drafts kept: the one being written, its neighbours, and those Home counts errors of.
_KEPT = 64


@dataclass(frozen=True, slots=True)
class _Look:
    """One consistent look at a draft."""

    agreement_id: int
    version: int
    public_id: str
    deal: Deal
    made: str
    once_empty: tuple[str, ...]
    beside: Beside
    logos: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class FileDraft:
    """What a deal file gives: the view of its text, and its pages."""

    view: DraftView
    pages: Pages


class Drafts:
    """Compiles and renders; results are kept for the version they belong to."""

    def __init__(self, desk: Dependencies) -> None:
        self._desk = desk
        self._lock = Lock()
        self._compiled: dict[tuple[int, int], Compiled] = {}
        self._pages: dict[tuple[int, int], Pages] = {}

    def compile(self, agreement_id: int) -> DraftView:
        """Text, findings, progress and figures of the draft as it is now."""
        return self._view(self._look(agreement_id))

    def preview(self, agreement_id: int) -> tuple[DraftView, Pages]:
        """The same and its pages to look at: those of the draft's PDF, made from what changed."""
        look = self._look(agreement_id)
        view = self._view(look)
        key = (look.agreement_id, look.version)
        pages = self._kept(self._pages, key)
        if pages is None:
            edition = draft_edition(canonical(view.text), look.made)
            pages = _pages(self._desk.worker.preview(view.text, edition, look.logos))
            self._keep(self._pages, key, pages, 4)
        return view, pages

    def whole(self, agreement_id: int) -> tuple[DraftView, Pages]:
        """The same as one whole file, to give away: laid out at once, archival and accessible."""
        look = self._look(agreement_id)
        view = self._view(look)
        return view, self._render(view, look.made, look.logos)

    def from_deal_file(self, content: bytes, path: Path, made_text: str = "") -> FileDraft:
        """Compile and render a deal file; logos lie beside it. Raises BadInput naming the line.

        `made_text` is the time its pages say they were made, ISO text with offset, or empty for
        now: the same file with the same time gives the same bytes, whenever and wherever.
        """
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            raise BadInput(f"{path.name} is not UTF-8 text.", "Save it as UTF-8.") from None
        shelf = self._desk.shelf
        read = read_as_meant(shelf, text, path)
        said = file_findings(shelf, read.deal, read.once_empty, read.unasked)
        compiled = self._desk.worker.compile(read.deal, "", 0)
        view = self._viewed(0, read.deal, compiled, (*said, *read.notes))
        return FileDraft(
            view, self._render(view, made_text or made(self._desk.clock.now()), read.logos)
        )

    def compile_revision(
        self, agreement_id: int, deal: Deal, public_id: str, number: int
    ) -> DraftView:
        """The view of the text as the offer `number` will freeze it."""
        look = self._look(agreement_id)
        compiled = self._desk.worker.compile(deal, public_id, number)
        return self._viewed(look.version, deal, compiled, self._beside(look))

    def unit_texts(self, agreement_id: int) -> tuple[tuple[str, str, str], ...]:
        """Unit, heading and plain words of each unit in the text, for the reword editor."""
        view = self.compile(agreement_id)
        headings = {unit.id: unit.heading for unit in self._desk.shelf.catalogue().units.values()}
        return figures.unit_texts(view.text, headings)

    def _look(self, agreement_id: int) -> _Look:
        shelf = self._desk.shelf
        with self._desk.database.reading() as session:
            agreement = the_agreement(session, agreement_id)
            deal = agreement.deal
            return _Look(
                agreement_id,
                agreement.version,
                agreement.public_id,
                deal,
                made(agreement.updated_at),
                tuple(agreement.once_empty.split()),
                beside(session, agreement, shelf, self._desk.clock.now().local().date()),
                pictures(session, frozenset(party.logo for party in deal.parties if party.logo)),
            )

    def _view(self, look: _Look) -> DraftView:
        key = (look.agreement_id, look.version)
        compiled = self._kept(self._compiled, key)
        if compiled is None:
            compiled = self._desk.worker.compile(look.deal, look.public_id, 0)
            self._keep(self._compiled, key, compiled, _KEPT)
        view = self._viewed(look.version, look.deal, compiled, self._beside(look))
        self._desk.left[look.agreement_id] = (look.version, left(view.findings))
        return view

    def _beside(self, look: _Look) -> tuple[Finding, ...]:
        """What only the stored draft knows of: its wording, its parties, its project."""
        wording = draft_findings(self._desk.shelf, look.deal, look.once_empty)
        return (*wording, *findings_beside(look.deal, look.beside, self._desk.shelf))

    def _viewed(
        self, version: int, deal: Deal, compiled: "Compiled", beside: tuple[Finding, ...] = ()
    ) -> DraftView:
        findings = (*beside, *said_of_then(self._desk.shelf, deal, compiled.findings))
        sums = figures.figures(self._desk.shelf, deal)
        return DraftView(
            version=version,
            text=compiled.text,
            findings=findings,
            progress=figures.progress(self._desk.shelf, deal, findings),
            receives=sums.receives,
            shared=sums.shared,
            places=compiled.places,
        )

    def _render(self, view: DraftView, made_text: str, logos: Mapping[str, bytes]) -> Pages:
        edition = draft_edition(canonical(view.text), made_text)
        return _pages(self._desk.worker.render(view.text, edition, logos))

    def _kept(self, where: dict[tuple[int, int], T], key: tuple[int, int]) -> T | None:
        with self._lock:
            return where.get(key)

    def _keep(
        self, where: dict[tuple[int, int], T], key: tuple[int, int], value: T, most: int
    ) -> None:
        """Older versions of the same draft go first, then whatever came first."""
        with self._lock:
            for old in [k for k in where if k[0] == key[0]]:
                del where[old]
            while len(where) >= most:
                del where[next(iter(where))]
            where[key] = value


def _pages(done: "Rendered") -> Pages:
    anchors = tuple(
        PageAnchor(a.id, a.page, a.top, a.bottom, a.left, a.right) for a in done.anchors
    )
    return Pages(done.pdf, done.pages, anchors)
