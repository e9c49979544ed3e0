"""What Ctrl+F, Ctrl+N and Ctrl+P do on a page; each page says it, so that none is left out."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.ui.runtime.context import Context

Act = Callable[[], object]
_ON_PAPER = (
    "Nothing on this page is made for paper. An agreement, the list of associates and the card of "
    "a referral can be printed."
)


def add_page_keys(page: QWidget, *, find: Act, new: Act, printing: Act) -> None:
    """Heard wherever the keyboard is in the window, while the page is in sight."""
    for keys, act in (("Ctrl+F", find), ("Ctrl+N", new), ("Ctrl+P", printing)):
        QShortcut(QKeySequence(keys), page).activated.connect(act)


def find_anything(context: Context) -> Act:
    """For a page without a list: the search over everything."""
    return partial(context.go, Link(Screen.SEARCH))


def new_agreement(context: Context) -> Act:
    """For a page that holds nothing of its own that could be made new."""
    return partial(context.go, Link(Screen.NEW_AGREEMENT, 0, "new"))


def nothing_to_print(context: Context) -> Act:
    """For a page that is no paper: it says what can be printed."""
    return partial(context.messages.notice, _ON_PAPER)
