"""An agreement as a PDF from the running program, against programs started for it."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from microbiz_desktop.domain.text import AgreementText
from microbiz_desktop.paths import resource
from microbiz_desktop.rendering.html import html
from microbiz_desktop.worker.process import ProcessWorker
from tests import builders_text

from .harness import Comparison, Contender

#: What else makes a PDF of a page, where it is installed; {page} and {folder} are filled in.
_PEERS = {
    "Chromium": (
        ("chromium", "google-chrome"),
        ("--headless", "--no-sandbox", "--print-to-pdf={folder}/chromium.pdf", "{page}"),
    ),
    "LibreOffice": (
        ("soffice", "libreoffice"),
        ("--headless", "--convert-to", "pdf", "--outdir", "{folder}", "{page}"),
    ),
}


def comparisons() -> Iterator[Comparison]:
    """Short and long; the peers get our page with its stylesheet, and no logos."""
    worker = ProcessWorker(resource("templates", "agreements"))
    try:
        for parties in (3, 21):
            with tempfile.TemporaryDirectory() as folder:
                yield _comparison(worker, parties, Path(folder))
    finally:
        worker.close()


def _comparison(worker: ProcessWorker, parties: int, folder: Path) -> Comparison:
    text = builders_text.agreement(parties, with_logos=False)
    page = _page(text, folder)
    command = [sys.executable, "-m", "weasyprint", str(page), str(folder / "cold.pdf")]
    contenders = [Contender("weasyprint, started for it", _start(command))]
    missing = []
    for name, (programs, options) in _PEERS.items():
        program = next(filter(None, map(shutil.which, programs)), None)
        if program is None:
            missing.append(f"{name} is not installed here: left out")
            continue
        filled = [option.format(page=page, folder=folder) for option in options]
        contenders.append(Contender(name, _start([program, *filled])))
    contenders.append(Contender("Microbiz, warm", _ours(worker, text)))
    return Comparison(
        f"an agreement of {parties} parties as a PDF",
        contenders,
        rounds=5,
        notes=missing,
    )


def _page(text: AgreementText, folder: Path) -> Path:
    """Our page as one file that any program can open."""
    sheet = resource("templates", "agreements", "layout", "agreement.css")
    style = f"<style>{sheet.read_text(encoding='utf-8')}</style></head>"
    source = str(html(text, builders_text.draft(), {})).replace("</head>", style)
    page = folder / "agreement.html"
    page.write_text(source, encoding="utf-8")
    return page


def _start(command: list[str]) -> Callable[[], None]:
    def run() -> None:
        subprocess.run(command, check=True, capture_output=True, timeout=120)

    return run


def _ours(worker: ProcessWorker, text: AgreementText) -> Callable[[], None]:
    def run() -> None:
        worker.render(text, builders_text.draft(), {})

    return run
