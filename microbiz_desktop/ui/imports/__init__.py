"""Contacts in: files to a proposal to a report; duplicates made one; somebody forgotten."""

from microbiz_desktop.domain.links import Screen
from microbiz_desktop.ui.shell.page_register import Page

PAGES = (
    Page(Screen.IMPORT, "imports.page", "ImportPage", within=Screen.ASSOCIATES),
    Page(Screen.DUPLICATES, "imports.duplicates_page", "DuplicatesPage", within=Screen.ASSOCIATES),
)
