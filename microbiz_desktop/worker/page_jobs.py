"""The jobs on pages and files: lay out, verify, guard what is about to be frozen."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ..domain.edition import Edition
from ..domain.errors import MicrobizError
from ..domain.frozen import FrozenEdition, Versions
from ..domain.sheets import Sheet
from ..domain.text import AgreementText
from ..domain.verdicts import CopyClaim, Report
from ..evidence.expected import KeptHere
from ..rendering.result import Rendered

if TYPE_CHECKING:
    from ..evidence.carried import Carried
    from ..rendering.pdf import Renderer


class PageJobs:
    """Loads the page maker when it is first needed, and keeps it warm."""

    def __init__(self, fonts: Path | None = None) -> None:
        self._fonts = fonts
        self._renderer: Renderer | None = None

    def renderer(self) -> "Renderer":
        """The page maker. Raises MicrobizError naming the library that is missing."""
        if self._renderer is None:
            self._renderer = _renderer(self._fonts)
        return self._renderer

    def render(self, text: AgreementText, edition: Edition, logos: Mapping[str, bytes]) -> Rendered:
        """The pages."""
        return self.renderer().render(text, edition, logos)

    def preview(
        self, text: AgreementText, edition: Edition, logos: Mapping[str, bytes]
    ) -> Rendered:
        """The pages to look at."""
        return self.renderer().preview(text, edition, logos)

    def sheet(self, sheet: Sheet, logos: Mapping[str, bytes]) -> bytes:
        """A list, labels or a card."""
        return self.renderer().sheet(sheet, logos)

    def versions(self) -> Versions:
        """The versions of the library and the fonts that set pages on this machine."""
        from ..rendering.versions import versions

        return versions(self._fonts)

    def look(self, pdf: bytes) -> CopyClaim:
        """Which copy a file claims to be."""
        from .verifying import look

        return look(pdf)

    def verify(self, pdf: bytes, known: KeptHere) -> Report:
        """Whether a file is a copy of ours, whole and unchanged; `known` is what is kept here."""
        from .verifying import verify

        return verify(pdf, known, self._fresh)

    def _fresh(self, copy: "Carried") -> bytes | None:
        """The pages made anew, where the same versions set them here."""
        from .verifying import to_print

        if copy.edition is None or copy.edition.versions != self.versions():
            return None
        edition, logos = to_print(copy, copy.edition)
        return self.renderer().render(copy.text, edition, logos).pdf

    def guard(self, pdf: bytes, text: AgreementText, edition: FrozenEdition) -> tuple[str, ...]:
        """What speaks against keeping these pages; nothing when they say what they must."""
        from .guarding import guard

        return guard(pdf, text, edition, self._fonts)


def _renderer(fonts: Path | None) -> "Renderer":
    try:
        from ..rendering.pdf import Renderer

        return Renderer(fonts)
    except OSError as missing:
        raise MicrobizError(
            f"The library that sets the pages cannot be loaded: {missing}.",
            "Install Pango (on Debian and Ubuntu: libpango-1.0-0, libpangoft2-1.0-0, "
            "libharfbuzz-subset0); everything else works without it.",
        ) from missing
