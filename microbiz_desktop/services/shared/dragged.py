"""Files that are dragged out of the window: made in the data folder, gone when the program ends.

Whoever takes such a file copies it, often a while after it was let go of, so that it has to stay.
"""

from __future__ import annotations

from contextlib import ExitStack
from secrets import token_hex
from typing import TYPE_CHECKING

from ...files import PRIVATE, make_folder, write_atomically
from ...workshop import workshop

if TYPE_CHECKING:
    from pathlib import Path


class DraggedFiles:
    """For the user alone, each in a folder of its own, as two may have one name."""

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir
        self._held = ExitStack()
        self._folder: Path | None = None

    def file(self, name: str, content: bytes) -> Path:
        """A file of that name. Raises CannotSave."""
        if self._folder is None:
            self._folder = self._held.enter_context(workshop(self._data_dir))
        place = self._folder / token_hex(8)
        make_folder(place, private=True)
        write_atomically(place / name, content, mode=PRIVATE)
        return place / name

    def clear(self) -> None:
        """None is left: the program ends, or somebody who may be in one is forgotten."""
        self._folder = None
        self._held.close()
