"""Files dropped anywhere on the window: contacts are taken, and of any other it is said where."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from microbiz_desktop.ui.widgets.drop_target import DropTarget

_ENDS = frozenset({".vcf", ".vcard", ".csv", ".tsv", ".txt"})
_TAKES = "Drop to see what these contacts would bring. Nothing is changed yet."
_REFUSES = (
    "Not taken here. Contacts (.vcf, .csv, .txt) may be dropped anywhere on this window, a PDF "
    "under Verify a PDF in the settings, a picture beside the logo of a business."
)


class ContactDrops(DropTarget):
    """Takes files of contacts on a window."""

    def __init__(self, window: QWidget, dropped: Callable[[str], object]) -> None:
        """`dropped` gets the paths, a line each."""

        def take(paths: list[Path]) -> None:
            dropped("\n".join(map(str, paths)))

        super().__init__(window, _TAKES, take, _ENDS, refusal=_REFUSES)
