"""Labels put on and taken off the chosen associates, from the menu of the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.services.contacts.labels import LabelData, RemovedLabel
from microbiz_desktop.ui.records.ask_words import ask_words
from microbiz_desktop.ui.records.undo import tell
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.menus import Menu

#: Of a longer selection it is not looked up who has a label already.
_LOOKED_AT = 50


class Labelling:
    """Fills the menu and does what is chosen in it, aside; both ways can be undone."""

    def __init__(self, context: Context, page: QWidget) -> None:
        self._context = context
        self._page = page
        #: The labels there are, by name.
        self.names: tuple[str, ...] = ()

    def read(self) -> None:
        """Read which there are, whatever the list is narrowed to."""
        all_labels = self._context.services.labels.all
        self._context.tasks.run(all_labels, done=self._know, key="label names", owner=self._page)

    def fill(self, menu: Menu, ids: Sequence[int]) -> None:
        """A menu of the labels there are, those that all of these have ticked, and a new one."""
        own = menu.submenu("Labels")
        had = self._had(ids)
        for name in self.names:
            action = own.addAction(name)
            action.setCheckable(True)
            action.setChecked(name in had)
            turn = self._take_off if name in had else self._put_on
            action.triggered.connect(lambda _=False, name=name, turn=turn: turn(ids, name))
        if self.names:
            own.addSeparator()
        put = partial(self._put_on, ids)
        own.addAction("New label…", lambda: ask_words(self._page, "New label", "Put on", put))
        settings = Link(Screen.SETTINGS, 0, "labels")
        own.addAction("Names and colours…", lambda: self._context.go(settings))

    def _know(self, found: Sequence[LabelData]) -> None:
        self.names = tuple(one.name for one in found)

    def _had(self, ids: Sequence[int]) -> frozenset[str]:
        """The labels that all of them have."""
        if not ids or len(ids) > _LOOKED_AT:
            return frozenset()
        rows = self._context.services.contacts.rows(ids)
        return frozenset.intersection(frozenset(self.names), *(set(row.labels) for row in rows))

    def _put_on(self, ids: Sequence[int], name: str) -> None:
        labels = self._context.services.labels

        def say(bare: tuple[int, ...]) -> None:
            self._say(f"“{name}” put on", bare, lambda: labels.take_off(name, bare))

        self._context.tasks.run(lambda: labels.put_on(ids, name), done=say, owner=self._page)

    def _take_off(self, ids: Sequence[int], name: str) -> None:
        labels = self._context.services.labels

        def say(taken: RemovedLabel) -> None:
            self._say(f"“{name}” taken off", taken.ids, lambda: labels.bring_back(taken))

        self._context.tasks.run(lambda: labels.take_off(name, ids), done=say, owner=self._page)

    def _say(self, done: str, ids: Sequence[int], undo: Callable[[], object]) -> None:
        many = f"{len(ids):,} associates" if len(ids) != 1 else "1 associate"
        tell(self._context, f"{done} {many}", undo)
