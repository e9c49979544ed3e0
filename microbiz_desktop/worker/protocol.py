"""The seam between the program and the process that drafts, renders and verifies."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from ..domain.deal import Deal
from ..domain.edition import Edition
from ..domain.findings import Finding
from ..domain.sheets import Sheet
from ..domain.text import AgreementText
from ..evidence.verify import Identity, Verdict
from ..rendering.result import Anchor, Rendered

__all__ = ["Anchor", "Compiled", "Rendered", "Verified", "Worker"]

#: The name under which every file of ours carries its text as data.
TEXT_NAME = "agreement.json"


NOT_LOOKED_AT = Verdict(Identity.CANNOT_TELL, "")


@dataclass(frozen=True, slots=True)
class Compiled:
    """A text and what was noticed; `places` names the clauses that each answer shapes."""

    text: AgreementText
    findings: tuple[Finding, ...]
    places: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verified:
    """What a PDF holds: its text as data, its other attachments, and whether the words agree.

    `canonical` is the stored text byte for byte, empty when the file carries none; `differences`
    are plain lines on where the printed words and that text part, none when they are the same.
    `verdict` puts data, ledger and pages together; which files we kept only the caller knows.
    """

    text: AgreementText | None
    canonical: bytes
    attachments: tuple[tuple[str, bytes], ...]
    differences: tuple[str, ...]
    pages: int = 0
    verdict: Verdict = NOT_LOOKED_AT


class Worker(Protocol):
    """Plain values in, plain values out; every method is safe to call from any thread.

    Raises WorkerStopped when the work was ended by its limits, and the errors of the work itself.
    """

    def compile(self, deal: Deal, agreement_id: str = "", revision: int = 0) -> Compiled:
        """Word the deal and check it."""
        ...

    def as_begun(self, deal: Deal) -> AgreementText:
        """The deal in the earlier wording that it names. Raises BadInput when it is not kept."""
        ...

    def render(self, text: AgreementText, edition: Edition, logos: Mapping[str, bytes]) -> Rendered:
        """The pages; logos by the SHA-256 of their PNG bytes."""
        ...

    def preview(
        self, text: AgreementText, edition: Edition, logos: Mapping[str, bytes]
    ) -> Rendered:
        """The same pages to look at while they change: quick, and no file to give away."""
        ...

    def sheet(self, sheet: Sheet, logos: Mapping[str, bytes]) -> bytes:
        """A list of associates, labels or a card as a PDF."""
        ...

    def verify(self, pdf: bytes) -> Verified:
        """Read a PDF back; a file that is not ours is a result, not an error."""
        ...

    def doctor(self) -> Mapping[str, str]:
        """Which libraries and fonts the work is done with, by name."""
        ...

    def prewarm(self) -> None:
        """Get ready in the background, so that the first job does not wait."""
        ...

    def close(self) -> None:
        """End the work for good; asking for more raises WorkerStopped."""
        ...
