"""Local logs without names, terms or keys: what happened to the program, not to the user's work."""

import logging
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType


class PrivateFormatter(logging.Formatter):
    """Faults as where they happened and of which kind: an exception's words may hold a name."""

    def format(self, record: logging.LogRecord) -> str:
        """Never the text that another handler has made of the same fault and left in the record."""
        kept, record.exc_text = record.exc_text, None
        try:
            return super().format(record)
        finally:
            record.exc_text = kept

    def formatException(  # noqa: N802 - the base class names it
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        """Frames, then the kinds of the fault and of what led to it, without their messages."""
        kinds = []
        error = ei[1]
        elsewhere = ""
        while error is not None:
            kinds.append(type(error).__name__)
            elsewhere += getattr(error, "frames", "")
            error = error.__cause__ or error.__context__
        return "".join(traceback.format_tb(ei[2])) + elsewhere + " from ".join(kinds)


def report(data_dir: Path, error: Exception) -> Path | None:
    """Write a fault into the log of this folder; where it is then, or None when it cannot be."""
    root, silent = logging.getLogger(), logging.NullHandler()
    before = list(root.handlers)
    root.addHandler(silent)  # with no handler at all, Python would print it
    try:
        start_logging(data_dir)
        logging.getLogger(__name__).error("A fault of the program", exc_info=error)
    finally:
        for handler in [one for one in root.handlers if one not in before]:
            root.removeHandler(handler)
            handler.close()
    path = data_dir / "logs" / "microbiz.log"
    return path if path.is_file() else None


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
    handler.setFormatter(PrivateFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    handler.setLevel(logging.WARNING)
    logging.getLogger().addHandler(handler)
