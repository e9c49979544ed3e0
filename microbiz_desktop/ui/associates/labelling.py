"""Labels put on and taken off the chosen associates, from the menu of the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.ui.records.ask_words import ask_words
from microbiz_desktop.ui.records.undo import tell
from microbiz_desktop.ui.runtime.context import Context

#: Of a longer selection it is not looked up who has a label already.
_LOOKED_AT = 50


class Labelling:
    """Fills the menu and does what is chosen in it; both ways can be undone."""

    def __init__(self, context: Context, page: QWidget) -> None:
        self._context = context
        self._page = page

    def fill(self, menu: QMenu, ids: Sequence[int], names: Sequence[str]) -> None:
        """A menu of the labels there are (`names`), those that all have ticked, and a new one."""
        own = menu.addMenu("Labels")
        had = self._had(ids, names)
        for name in names:
            action = own.addAction(name)
            action.setCheckable(True)
            action.setChecked(name in had)
            turn = self._take_off if name in had else self._put_on
            action.triggered.connect(lambda _=False, name=name, turn=turn: turn(ids, name))
        if names:
            own.addSeparator()
        put = partial(self._put_on, ids)
        own.addAction("New label…", lambda: ask_words(self._page, "New label", "Put on", put))
        settings = Link(Screen.SETTINGS, 0, "labels")
        own.addAction("Names and colours…", lambda: self._context.go(settings))

    def _had(self, ids: Sequence[int], names: Sequence[str]) -> frozenset[str]:
        """The labels that all of them have."""
        if not ids or len(ids) > _LOOKED_AT:
            return frozenset()
        rows = self._context.services.contacts.rows(ids)
        return frozenset.intersection(*(frozenset(row.labels) for row in rows), frozenset(names))

    def _put_on(self, ids: Sequence[int], name: str) -> None:
        labels = self._context.services.labels
        bare = labels.put_on(ids, name)

        def undo() -> None:
            labels.take_off(name, bare)

        self._say(f"“{name}” put on", bare, undo)

    def _take_off(self, ids: Sequence[int], name: str) -> None:
        labels = self._context.services.labels
        taken = labels.take_off(name, ids)
        self._say(f"“{name}” taken off", taken.ids, lambda: labels.bring_back(taken))

    def _say(self, done: str, ids: Sequence[int], undo: Callable[[], None]) -> None:
        many = f"{len(ids):,} associates" if len(ids) != 1 else "1 associate"
        tell(self._context, f"{done} {many}", undo)
