"""The seam between the program and the process that drafts, renders and verifies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from ..domain.deal import Deal
from ..domain.edition import Edition
from ..domain.findings import Finding
from ..domain.frozen import FrozenEdition, Versions
from ..domain.sheets import Sheet
from ..domain.text import AgreementText
from ..rendering.result import Anchor, Rendered

if TYPE_CHECKING:
    from ..domain.verdicts import CopyClaim, Report
    from ..evidence.expected import KeptHere

__all__ = ["Anchor", "Compiled", "Rendered", "Worker"]


@dataclass(frozen=True, slots=True)
class Compiled:
    """A text and what was noticed; `places` names the clauses that each answer shapes."""

    text: AgreementText
    findings: tuple[Finding, ...]
    places: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Worker(Protocol):
    """Plain values in, plain values out; every method is safe to call from any thread.

    Raises WorkerStopped when the work was ended by its limits, and the errors of the work itself.
    """

    def compile(self, deal: Deal, agreement_id: str = "", revision: int = 0) -> Compiled:
        """Word the deal and check it."""

    def as_begun(self, deal: Deal) -> AgreementText:
        """The deal in the earlier wording that it names. Raises BadInput when it is not kept."""

    def render(self, text: AgreementText, edition: Edition, logos: Mapping[str, bytes]) -> Rendered:
        """The pages; logos by the SHA-256 of their PNG bytes."""

    def preview(
        self, text: AgreementText, edition: Edition, logos: Mapping[str, bytes]
    ) -> Rendered:
        """The same pages to look at while they change: quick, and no file to give away."""

    def sheet(self, sheet: Sheet, logos: Mapping[str, bytes]) -> bytes:
        """A list of associates, labels or a card as a PDF."""

    def versions(self) -> Versions:
        """What sets the pages here."""

    def guard(self, pdf: bytes, text: AgreementText, edition: FrozenEdition) -> tuple[str, ...]:
        """Sentences on what speaks against freezing these pages; raises what it could not check."""

    def look(self, pdf: bytes) -> CopyClaim:
        """Which copy a PDF claims to be; a file that is not ours is a result, not an error."""

    def verify(self, pdf: bytes, known: KeptHere) -> Report:
        """What a PDF is, beside what is kept here; doubt is a result, not an error."""

    def doctor(self) -> Mapping[str, str]:
        """Which libraries and fonts the work is done with, by name."""

    def cancel(self) -> None:
        """End the job that runs now, if any; who waits for it gets WorkerStopped."""

    def prewarm(self) -> None:
        """Get ready in the background, so that the first job does not wait."""

    def close(self) -> None:
        """End the work for good; asking for more raises WorkerStopped."""
