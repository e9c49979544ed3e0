"""Contacts in: files to a proposal to a report; duplicates made one; somebody forgotten."""

from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.ui.shell.page_register import Jump, Page

PAGES = (
    Page(
        *(Screen.IMPORT, "imports.page", "ImportPage"),
        within=Screen.ASSOCIATES,
        jumps=(
            Jump("Import contacts from a file", "download", Link(Screen.IMPORT, 0, "choose"), 6),
            Jump("Paste contact cards", "inbox", Link(Screen.IMPORT, 0, "paste"), 6),
            Jump("Imports and merges", "history", Link(Screen.IMPORT, 0, "history"), 6),
        ),
    ),
    Page(
        *(Screen.DUPLICATES, "imports.duplicates_page", "DuplicatesPage"),
        within=Screen.ASSOCIATES,
        jumps=(Jump("Find duplicates", "copy", Link(Screen.DUPLICATES, 0, "look"), 6),),
    ),
)
