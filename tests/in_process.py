"""The worker without a process: for tests that may wait and trust their input."""

from collections.abc import Mapping
from pathlib import Path
from threading import Lock

from microbiz_desktop.domain.deal import Deal
from microbiz_desktop.domain.edition import Edition
from microbiz_desktop.domain.errors import WorkerStopped
from microbiz_desktop.domain.frozen import FrozenEdition, Versions
from microbiz_desktop.domain.sheets import Sheet
from microbiz_desktop.domain.text import AgreementText
from microbiz_desktop.domain.verdicts import CopyClaim, Report
from microbiz_desktop.evidence.expected import KeptHere
from microbiz_desktop.rendering.result import Rendered
from microbiz_desktop.worker.jobs import Jobs
from microbiz_desktop.worker.protocol import Compiled


class InProcessWorker:
    """Runs every job in the calling thread, one at a time."""

    def __init__(self, root: Path, fonts: Path | None = None) -> None:
        self._jobs = Jobs(root, fonts)
        self._lock = Lock()
        self._closed = False

    def _open(self) -> Jobs:
        if self._closed:
            raise WorkerStopped("The program is closing.")
        return self._jobs

    def compile(self, deal: Deal, agreement_id: str = "", revision: int = 0) -> Compiled:
        """Word the deal and check it."""
        with self._lock:
            return self._open().compile(deal, agreement_id, revision)

    def as_begun(self, deal: Deal) -> AgreementText:
        """The deal in the earlier wording that it names."""
        with self._lock:
            return self._open().as_begun(deal)

    def render(self, text: AgreementText, edition: Edition, logos: Mapping[str, bytes]) -> Rendered:
        """The pages."""
        with self._lock:
            return self._open().render(text, edition, logos)

    def preview(
        self, text: AgreementText, edition: Edition, logos: Mapping[str, bytes]
    ) -> Rendered:
        """The pages to look at."""
        with self._lock:
            return self._open().preview(text, edition, logos)

    def sheet(self, sheet: Sheet, logos: Mapping[str, bytes]) -> bytes:
        """A list, labels or a card."""
        with self._lock:
            return self._open().sheet(sheet, logos)

    def versions(self) -> Versions:
        """What sets the pages here."""
        with self._lock:
            return self._open().versions()

    def guard(self, pdf: bytes, text: AgreementText, edition: FrozenEdition) -> tuple[str, ...]:
        """What speaks against freezing these pages."""
        with self._lock:
            return self._open().guard(pdf, text, edition)

    def look(self, pdf: bytes) -> CopyClaim:
        """Which copy a file claims to be."""
        with self._lock:
            return self._open().look(pdf)

    def verify(self, pdf: bytes, known: KeptHere) -> Report:
        """Say what a file is."""
        with self._lock:
            return self._open().verify(pdf, known)

    def doctor(self) -> Mapping[str, str]:
        """Versions of the libraries at work."""
        with self._lock:
            return self._open().doctor()

    def cancel(self) -> None:
        """Nothing: a job in this process cannot be ended from outside."""

    def prewarm(self) -> None:
        """Nothing: whoever runs without a process may wait."""

    def close(self) -> None:
        """Refuse further jobs."""
        self._closed = True
