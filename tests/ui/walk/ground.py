"""What the walks walk over: the sample network with an agreement in each state, made once in a run.

Whoever starts a walk by hand names no folder, and has one made.
"""

import json
import shutil
from dataclasses import asdict
from pathlib import Path

from microbiz_desktop.cli.screenshots import Shown, fill
from microbiz_desktop.paths import resource
from microbiz_desktop.services.wiring import Services, build_services
from microbiz_desktop.worker.process import ProcessWorker
from tests.builders import StillClock

#: Seconds for pages to be laid out where the machine is busy with other things.
PATIENCE = 300.0
_DATA, _SHOWN = "data", "shown.json"


def open_folder(folder: Path) -> Services:
    """Services with a worker of their own, at the moment where every test begins."""
    worker = ProcessWorker(resource("templates", "agreements"), timeout=PATIENCE, data_dir=folder)
    return build_services(folder, clock=StillClock(), worker=worker)


def make_filled(folder: Path, services: Services) -> None:
    """Fill the services of the folder's data, and note beside them what is what."""
    try:
        shown = fill(services)
    finally:
        services.close()
    (folder / _SHOWN).write_text(json.dumps(asdict(shown)), encoding="utf-8")


def data_of(folder: Path) -> Path:
    """Where the data of a filled folder lies."""
    return folder / _DATA


def open_filled(filled: Path | None, folder: Path) -> tuple[Services, Shown]:
    """A copy of what was filled, opened; what a walk does to it touches no other walk."""
    own = folder / "filled"
    if filled is None:
        make_filled(own, open_folder(data_of(own)))
    else:
        shutil.copytree(filled, own)
    said = json.loads((own / _SHOWN).read_text(encoding="utf-8"))
    return open_folder(data_of(own)), Shown(**said)
