"""The jobs themselves, on values: word a deal, lay it out, verify a file.

The child process calls them by name, and tests call them in their own process. What a job needs is
imported and loaded when it is first asked for, so that a process that only words a deal is there
soon.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from ..domain.deal import Deal
from ..domain.errors import BadInput
from ..domain.findings import Finding, Place, Severity
from ..domain.text import AgreementText
from .page_jobs import PageJobs
from .protocol import Compiled

if TYPE_CHECKING:
    from ..drafting.templates.catalogue import Catalogue


class Jobs(PageJobs):
    """All jobs; the templates too are loaded when they are first needed."""

    def __init__(self, root: Path, fonts: Path | None = None) -> None:
        super().__init__(fonts)
        self._root = root
        self._catalogue: Catalogue | None = None

    def catalogue(self) -> "Catalogue":
        """The templates below the root. Raises BadTemplate."""
        from ..drafting.templates.catalogue import load_catalogue

        if self._catalogue is None:
            self._catalogue = load_catalogue(self._root)
        return self._catalogue

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

    def doctor(self) -> dict[str, str]:
        """Versions of the libraries at work, and how many fonts there are."""
        from .health import versions

        return versions(self._fonts)


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
