"""What was kept from the program whose wording was 1.0.0; `make_backup.py` says what is in it."""

import zipfile
from pathlib import Path

from microbiz_desktop.storage.header import DATABASE_NAME

BACKUP = Path(__file__).with_name("as-of-1.0.0.microbiz-backup")
DRAFT, OFFERED, EXECUTED = 1, 2, 3


def data_folder_of_then(folder: Path) -> Path:
    """A data folder as that program left it, before any update."""
    with zipfile.ZipFile(BACKUP) as archive:
        archive.extractall(folder)
    (folder / "manifest.json").unlink()
    return folder / DATABASE_NAME
