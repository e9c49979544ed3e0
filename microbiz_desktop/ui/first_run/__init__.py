"""The first run: your business, or the sample network."""

from microbiz_desktop.domain.links import Screen
from microbiz_desktop.ui.shell.page_register import Page

PAGES = (Page(Screen.FIRST_RUN, "first_run.page", "FirstRunPage", within=Screen.HOME),)
