"""The step between a table and its proposal: which column holds what, and in which encoding."""

from PySide6.QtCore import QObject, Signal

from microbiz_desktop.ui.imports.files import Coming, looked_at
from microbiz_desktop.ui.imports.mapping import MappingView
from microbiz_desktop.ui.runtime.context import Context


class ColumnsStep(QObject):
    """One table at a time; `taken` says that its columns are known now."""

    taken = Signal()

    def __init__(self, context: Context, view: MappingView) -> None:
        super().__init__(view)
        self._context = context
        self._view = view
        self._asked: Coming | None = None
        view.encoding_asked.connect(self._read_again)

    @property
    def name(self) -> str:
        """The file that is asked about."""
        return self._asked.name if self._asked else ""

    def forget(self) -> None:
        """No table is asked about any more."""
        self._asked = None

    def ask(self, coming: Coming) -> bool:
        """Show a table; whether it is one."""
        if coming.look is None:
            return False
        self._asked = coming
        if coming.table is not None:
            coming.uses = coming.table.mapping
        self._view.show_table(coming.look, coming.uses)
        self._view.show_doubts(coming.questions)
        return True

    def take(self) -> None:
        """The columns are as they should be; without a name they cannot be."""
        if self._asked is None:
            return
        if not self._view.has_name():
            self._context.messages.problem(
                "No column is a name yet.", "Choose which column holds the names."
            )
            return
        self._asked.table = table = self._view.table()
        if self._view.remember.value():
            imports, signature = self._context.services.imports, self._view.signature()
            self._context.tasks.run(
                lambda: imports.remember_mapping(signature, table.mapping),
                done=lambda _none: None,
                owner=self,
            )
        self.taken.emit()

    def _read_again(self, encoding: str) -> None:
        """The same table in another encoding."""
        asked, imports = self._asked, self._context.services.imports
        if asked is None:
            return

        def done(found: Coming) -> None:
            if found.look is None:
                self._context.messages.problem(found.refused)
                return
            asked.look, asked.uses = found.look, found.uses
            self._view.show_table(found.look, found.uses)
            self._view.show_doubts(asked.questions)

        self._context.tasks.run(
            lambda: looked_at(imports, asked.name, asked.content, encoding),
            done=done,
            key="import-look",
            owner=self,
        )
