"""The way to somebody: who to ask in which order, why that should work, and what to write."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from microbiz_desktop.services.network.values import Path, Step
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.buttons import LinkButton, TonalButton
from microbiz_desktop.ui.widgets.cards import Card, Sunken
from microbiz_desktop.ui.widgets.copy_label import CopyLabel
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import LEFT, TOP, column, empty, held, put, row, wide
from microbiz_desktop.ui.widgets.marks import NumberMark


class WayCard(Card):
    """The best way first; another one begins with somebody else."""

    chosen = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__("The way there", "Another way")
        self._context = context
        self._paths: tuple[Path, ...] = ()
        self._at = 0
        self._business = 0
        self.link_clicked.connect(self._next)
        self.body = column(gap=10)
        self.column.addLayout(self.body)

    def show_business(self, key: int, name: str) -> None:
        """Ways to this one, looked for beside the window."""
        self.setAccessibleName(f"The way to {name}")
        network = self._context.services.network
        if key != self._business:
            self._business = key
            self._take(())
        self._context.tasks.run(
            lambda: network.paths(key), done=self._take, key="network way", owner=self
        )

    def request(self) -> str:
        """The draft now shown."""
        return self._paths[self._at].request if self._paths else ""

    def _take(self, paths: tuple[Path, ...]) -> None:
        self._paths, self._at = paths, 0
        self.link.setVisible(len(paths) > 1)
        self._show()

    def _next(self) -> None:
        self._at = (self._at + 1) % len(self._paths)
        self._show()

    def _show(self) -> None:
        empty(self.body)
        if not self._paths:
            return
        path = self._paths[self._at]
        if not path.steps:
            self.body.addWidget(Label(path.none, "form", "text_2", wrap=True))
            return
        for number, step in enumerate(path.steps, start=1):
            self.body.addWidget(self._step(number, step, last=number == len(path.steps)))
        quote = Sunken()
        text = CopyLabel(path.request, "form", by_keys=True)
        put(quote.column, Label(f"Draft to {path.steps[0].name}", "header", "text_2"), text)
        self.body.addWidget(quote)
        copy = TonalButton("Copy the draft", "copy", act=self._copy)
        self.body.addWidget(copy, 0, Qt.AlignmentFlag.AlignLeft)

    def _step(self, number: int, step: Step, *, last: bool) -> QWidget:
        name = LinkButton(step.name, act=lambda: self.chosen.emit(step.id))
        return held(
            row(
                (NumberMark(number, "accent" if last else "neutral"), 0, TOP),
                wide(
                    column((name, 0, LEFT), Label(step.why, "second", "text_2", wrap=True), gap=1)
                ),
                gap=12,
            )
        )

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.request())
        self._context.messages.notice("The draft is on the clipboard")
