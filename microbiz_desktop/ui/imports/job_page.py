"""What the import and the duplicates pages share: head, bar of the job, one stack, taking back."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QWidget

from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.services.transfer.values import Undone
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.records.job import JobBar
from microbiz_desktop.ui.records.page_heading import PageHeading
from microbiz_desktop.ui.records.page_keys import add_page_keys, find_anything, nothing_to_print
from microbiz_desktop.ui.records.undo import add_undo_keys
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.layouts import column, wide


class JobPage(QWidget):
    """A page within Associates that runs one long thing at a time."""

    def __init__(self, context: Context, head: PageHeading) -> None:
        super().__init__()
        self.context = context
        self.head = head
        self.job = JobBar(context)
        self.stack = QStackedWidget()
        head.back_asked.connect(lambda: context.go(Link(Screen.ASSOCIATES)))
        column(head, column(self.job, pad=(20, 0, 24, 8)), wide(self.stack), gap=0, of=self)
        add_undo_keys(self, context)
        add_page_keys(
            self,
            find=find_anything(context),
            new=lambda: context.go(Link(Screen.ASSOCIATE, 0, "new")),
            printing=nothing_to_print(context),
        )

    def minimumSizeHint(self) -> QSize:
        """Its parts scroll."""
        return QSize(theme().px(640), theme().px(420))

    def undo(self, step_id: int) -> None:
        """Take an import or a merge back."""
        imports = self.context.services.imports
        self.job.run(
            "Taking back",
            lambda _progress, stop: imports.undo(step_id, stop),
            self.undone,
            changes=True,
        )

    def undone(self, undone: Undone) -> None:
        """It has been taken back, but for what had changed since."""
        raise NotImplementedError
