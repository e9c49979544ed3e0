"""The jobs themselves, on values: word a deal, lay it out, verify a file.

The child process calls them by name, and tests call them in their own process. What a job needs is
imported and loaded when it is first asked for, so that a process that only words a deal is there
soon.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ..domain.deal import Deal
from ..domain.edition import Edition
from ..domain.errors import BadInput, MicrobizError
from ..domain.findings import Finding, Place, Severity
from ..domain.frozen import FrozenEdition, Versions
from ..domain.sheets import Sheet
from ..domain.text import AgreementText
from ..evidence.expected import Known
from ..evidence.verify import Look, Verdict
from ..rendering.result import Rendered
from .protocol import Compiled

if TYPE_CHECKING:
    from ..drafting.templates.catalogue import Catalogue
    from ..evidence.carried import Carried
    from ..rendering.pdf import Renderer


class Jobs:
    """Loads what a job needs when it is first needed, and keeps it warm."""

    def __init__(self, root: Path, fonts: Path | None = None) -> None:
        self._root = root
        self._fonts = fonts
        self._catalogue: Catalogue | None = None
        self._renderer: Renderer | None = None

    def catalogue(self) -> "Catalogue":
        """The templates below the root. Raises BadTemplate."""
        from ..drafting.templates.catalogue import load_catalogue

        if self._catalogue is None:
            self._catalogue = load_catalogue(self._root)
        return self._catalogue

    def renderer(self) -> "Renderer":
        """The page maker. Raises MicrobizError naming the library that is missing."""
        if self._renderer is None:
            self._renderer = _renderer(self._fonts)
        return self._renderer

    def warm(self) -> None:
        """Load everything now."""
        self.renderer().warm()
        self.catalogue()

    def compile(self, deal: Deal, agreement_id: str, revision: int) -> Compiled:
        """Draft and check, and notice characters that no font here can draw."""
        from ..drafting.compile import compile as draft
        from ..rendering.reading.words import all_words

        done = draft(self.catalogue(), deal, agreement_id, revision)
        missing = no_font(all_words(done.text), self._fonts)
        return Compiled(done.text, (*done.findings, *missing), dict(done.places))

    def as_begun(self, deal: Deal) -> AgreementText:
        """Word the deal by the earlier wording that it names, to compare. Raises BadInput."""
        from ..drafting.compile import compile as draft
        from ..drafting.templates.earlier import folder_of, load_earlier

        folder = folder_of(self._root, deal.template, deal.template_version)
        if folder is None:
            raise BadInput(
                f"The wording {deal.template_version} of this agreement is not kept here.",
                "What it said cannot be shown.",
            )
        return draft(load_earlier(folder), deal).text

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
        """What sets the pages here."""
        from ..rendering.versions import versions

        return versions(self._fonts)

    def look(self, pdf: bytes) -> Look:
        """Which copy a file claims to be."""
        from .verifying import look

        return look(pdf)

    def verify(self, pdf: bytes, known: Known) -> Verdict:
        """Say what a file is."""
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

    def doctor(self) -> dict[str, str]:
        """Versions of the libraries at work, and how many fonts there are."""
        from .health import versions

        return versions(self._fonts)


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


def no_font(words: str, fonts: Path | None) -> tuple[Finding, ...]:
    """A finding for each writing system with characters that no font here can draw."""
    from ..rendering.fonts import script, uncovered

    scripts: dict[str, list[str]] = {}
    for char in sorted(uncovered(words, fonts)):
        scripts.setdefault(script(char), []).append(char)
    return tuple(_no_font(name, chars, fonts) for name, chars in scripts.items())


def _no_font(name: str, chars: list[str], fonts: Path | None) -> Finding:
    from ..rendering.fonts import left_out

    others = left_out(fonts)
    unused = f" Only .ttf fonts are used; left out: {', '.join(others)}." if others else ""
    shown = " ".join(f"{c} (U+{ord(c):04X})" for c in chars[:5])
    folder = f"into {fonts}" if fonts else "into the folder “fonts” of the data folder"
    return Finding(
        "no-font",
        Severity.ERROR,
        Place("The words"),
        f"No font here can draw these characters ({name}): {shown}.",
        "They would print as empty boxes. Write them in another way, or put a font that has them "
        f"{folder}: for example “Noto Sans {name}”, a free font, as a .ttf file.{unused}",
    )
