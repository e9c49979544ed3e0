"""Local logs without names, terms or keys: what happened to the program, not to the user's work."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path


def start_logging(data_dir: Path) -> None:
    """Write warnings and faults into `logs/` of the data folder, three files of 500 kB at most.

    A folder that cannot be written is no reason not to start: then nothing is logged. A second
    call for the same folder changes nothing: the window may open again after a restore.
    """
    folder = data_dir / "logs"
    here = str((folder / "microbiz.log").absolute())
    if any(getattr(known, "baseFilename", "") == here for known in logging.getLogger().handlers):
        return
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler = RotatingFileHandler(
            folder / "microbiz.log", maxBytes=500_000, backupCount=2, encoding="utf-8", delay=True
        )
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    handler.setLevel(logging.WARNING)
    logging.getLogger().addHandler(handler)
