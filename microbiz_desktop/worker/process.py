"""The worker in a process of its own: each job by name, what it is given and what comes back.

The services ask it as a `Worker`; `child` starts the process, ends it and starts the next one. What
goes in and comes out are the frozen values of the domain, read strictly on both sides.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar, cast

from ..domain.deal import Deal
from ..domain.edition import Edition
from ..domain.errors import MicrobizError
from ..domain.frozen import FrozenEdition, Versions
from ..domain.plain import from_plain, to_plain
from ..domain.sheets import Sheet
from ..domain.text import AgreementText
from ..rendering.result import Rendered
from .child import Child, WorkerFault
from .protocol import Compiled

if TYPE_CHECKING:
    from ..domain.verdicts import CopyClaim, Report
    from ..evidence.expected import KeptHere

T = TypeVar("T")


class ProcessWorker(Child):
    """The jobs of the worker, done by the child."""

    def compile(self, deal: Deal, agreement_id: str = "", revision: int = 0) -> Compiled:
        """Word the deal and check it."""
        given = {"deal": deal, "agreement_id": agreement_id, "revision": revision}
        return self._done(Compiled, "compile", given)

    def as_begun(self, deal: Deal) -> AgreementText:
        """The deal in the earlier wording that it names."""
        return self._done(AgreementText, "as_begun", {"deal": deal})

    def render(self, text: AgreementText, edition: Edition, logos: Mapping[str, bytes]) -> Rendered:
        """The pages; logos by the SHA-256 of their PNG bytes."""
        return self._done(Rendered, "render", {"text": text, "edition": edition, "logos": logos})

    def preview(
        self, text: AgreementText, edition: Edition, logos: Mapping[str, bytes]
    ) -> Rendered:
        """The same pages to look at, from what is left of the last time."""
        return self._done(Rendered, "preview", {"text": text, "edition": edition, "logos": logos})

    def sheet(self, sheet: Sheet, logos: Mapping[str, bytes]) -> bytes:
        """A list of associates, labels or a card as a PDF."""
        return self._done(bytes, "sheet", {"sheet": sheet, "logos": logos})

    def versions(self) -> Versions:
        """What sets the pages here."""
        return self._done(Versions, "versions", {})

    def guard(self, pdf: bytes, text: AgreementText, edition: FrozenEdition) -> tuple[str, ...]:
        """What speaks against freezing these pages."""
        given = {"pdf": pdf, "text": text, "edition": edition}
        return self._done(tuple[str, ...], "guard", given)

    def look(self, pdf: bytes) -> CopyClaim:
        """Which copy a PDF claims to be; a file that is not ours is a result, not an error."""
        from ..domain.verdicts import CopyClaim

        return self._done(CopyClaim, "look", {"pdf": pdf})

    def verify(self, pdf: bytes, known: KeptHere) -> Report:
        """What a PDF is, beside what is kept here; doubt is a result, not an error."""
        from ..domain.verdicts import Report

        return self._done(Report, "verify", {"pdf": pdf, "known": known})

    def doctor(self) -> Mapping[str, str]:
        """Which libraries and fonts the work is done with, by name."""
        return cast("Mapping[str, str]", self.ask("doctor", {}))

    def pid(self, *, warm: bool = False) -> int:
        """The number of the process that answers, once it is there and perhaps has got ready."""
        return self._done(int, "ping", {"warm": warm})

    def prewarm(self) -> None:
        """Start and load in the background; a failure shows with the first real job."""
        threading.Thread(target=self._warm, name="worker-warm", daemon=True).start()

    def _warm(self) -> None:
        with contextlib.suppress(MicrobizError, WorkerFault):
            self.pid(warm=True)

    def _done(self, kind: type[T], job: str, given: Mapping[str, object]) -> T:
        return from_plain(kind, self.ask(job, to_plain(given)))
