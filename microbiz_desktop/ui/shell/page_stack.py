"""The pages of the frame: each made when first opened, saved before it is left."""

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from microbiz_desktop.domain.errors import MicrobizError

#: Milliseconds from one page made ahead to the next: what the user does comes in between.
_BETWEEN = 200


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page by key: in the navigation when it has a label, else reached from `within`."""

    key: str
    make: Callable[[], QWidget]
    label: str = ""
    icon: str = ""
    within: str = ""


class PageStack(QStackedWidget):
    """Holds the pages; what they may have is called where it is there.

    `flush()` saves what is typed before the page is left, `panes()` gives the parts F6 walks
    through, `foot()` says how high the buttons at its foot reach, `opened()` is called each time
    the page comes to the front, `make_more()` makes a part of it that has not been needed so far.
    """

    def __init__(self, specs: Sequence[PageSpec]) -> None:
        super().__init__()
        self._specs = {spec.key: spec for spec in specs}
        self._made: dict[str, QWidget] = {}
        self._current = ""

    def add(self, spec: PageSpec) -> None:
        """Make a page known later than the others."""
        self._specs[spec.key] = spec

    def knows(self, key: str) -> bool:
        """Whether there is such a page."""
        return key in self._specs

    def labels(self) -> list[str]:
        """The words of the pages in the navigation, in order."""
        return [spec.label for spec in self._specs.values() if spec.label and not spec.within]

    def current_key(self) -> str:
        """The key of the page in front; empty before the first."""
        return self._current

    def nav_key(self) -> str:
        """The key of the page in the navigation that the page in front belongs to."""
        spec = self._specs.get(self._current)
        return (spec.within or spec.key) if spec is not None else ""

    def open(self, key: str) -> QWidget:
        """Bring a page to the front, after what was typed in the others is saved."""
        if key != self._current:
            self.flush()
        page: QWidget = self.page(key)
        self._current = key
        self.setCurrentWidget(page)
        opened = getattr(page, "opened", None)
        if callable(opened):
            opened()
        return page

    def page(self, key: str) -> Any:
        """The page, made the first time, without bringing it to the front."""
        if key not in self._made:
            page = self._specs[key].make()
            self._made[key] = page
            self.addWidget(page)
        return self._made[key]

    def make_ahead(self) -> None:
        """Make what nobody has opened yet, a page at a time: its first opening takes less then.

        At the end all that is there is left out of later looks for garbage.
        """
        if self._make_one():
            QTimer.singleShot(_BETWEEN, self, self.make_ahead)
        else:
            gc.freeze()

    def _make_one(self) -> bool:
        """A page, or a part of one that is made of parts; whether there was any left."""
        left = [key for key in self._specs if key not in self._made]
        if left:
            self.page(left[0])
            return True
        more = (getattr(page, "make_more", None) for page in self._made.values())
        return any(make() for make in more if callable(make))

    def flush(self) -> None:
        """Let every page save what waits; one that cannot does not keep the others from it."""
        refused: list[MicrobizError] = []
        for page in self._made.values():
            flush = getattr(page, "flush", None)
            try:
                if callable(flush):
                    flush()
            except MicrobizError as error:
                refused.append(error)
        if refused:
            raise refused[0]

    def foot(self) -> int:
        """Height of the buttons at the foot of the page in front, which no notice may cover."""
        own = getattr(self._made.get(self._current), "foot", None)
        return int(own()) if callable(own) else 0

    def panes(self) -> list[QWidget]:
        """The parts the page in front names itself, else the page as one."""
        page = self._made.get(self._current)
        own = getattr(page, "panes", None)
        if callable(own):
            return list(own())
        return [page] if page is not None else []
