"""Asking before somebody is forgotten for good: what goes, what stays, and that it stays done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.buttons import DangerButton, SecondaryButton
from microbiz_desktop.ui.widgets.cards import IconMark
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import SPRING, TOP, column, row, wide
from microbiz_desktop.ui.widgets.main_step import Dialog

if TYPE_CHECKING:
    from microbiz_desktop.services.transfer.forgetting import Forgotten


class ForgetDialog(Dialog):
    """Esc and the default button leave everything as it is."""

    def __init__(self, name: str, consequences: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        question = f"Forget {name} for good?"
        self.setWindowTitle(question)
        self.setFixedWidth(theme().px(480))
        lines = column(Label(question, "section", wrap=True), gap=12, pad=(24, 20, 24, 20), of=self)
        for number, words in enumerate(consequences):
            mark = IconMark("trash-2" if number == 0 else "info", "text_2")
            text = Label(words, "form", "text" if number == 0 else "text_2", wrap=True)
            text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
            lines.addLayout(row((mark, 0, TOP), wide(text), gap=10))
        self.setAccessibleDescription(" ".join(consequences))
        self.leave = SecondaryButton("Keep", act=self.reject)
        self.act = DangerButton(f"Forget {name}" if len(name) <= 24 else "Forget for good")
        self.act.clicked.connect(self.accept)
        lines.addLayout(row(SPRING, self.leave, self.act, gap=8))
        self.leave.setFocus(Qt.FocusReason.OtherFocusReason)


def ask_forget(context: Context, parent: QWidget, business_id: int) -> None:
    """Read what would happen, ask, and do it; nothing holds the window."""
    merging, businesses = context.services.merging, context.services.businesses

    def forgotten(done: Forgotten) -> None:
        _leave_no_trace(context)
        _tell(context, done)
        context.go(Link(Screen.ASSOCIATES))

    _ask(
        context,
        parent,
        lambda: (businesses.get(business_id).name, merging.forget_consequence(business_id)),
        lambda: merging.forget(business_id),
        forgotten,
    )


def ask_forget_person(
    context: Context, parent: QWidget, business_id: int, name: str, then: Callable[[], object]
) -> None:
    """The same for one person of a business; `then` is called when it is done."""
    merging = context.services.merging

    def forgotten(done: Forgotten) -> None:
        _leave_no_trace(context)
        _tell(context, done)
        then()

    _ask(
        context,
        parent,
        lambda: (name, merging.forget_person_consequence(business_id, name)),
        lambda: merging.forget_person(business_id, name),
        forgotten,
    )


def ask_forget_idea(context: Context, parent: QWidget, idea_id: int, title: str) -> None:
    """The same for a sealed idea."""
    ideas = context.services.ideas

    def forgotten(done: Forgotten) -> None:
        _leave_no_trace(context)
        _tell(context, done)

    _ask(
        context,
        parent,
        lambda: (f"“{title}”", ideas.forget_consequence(idea_id)),
        lambda: ideas.forget(idea_id),
        forgotten,
    )


def _ask(
    context: Context,
    parent: QWidget,
    read: Callable[[], tuple[str, tuple[str, ...]]],
    act: Callable[[], Forgotten],
    done: Callable[[Forgotten], None],
) -> None:
    def say(error: Exception) -> None:
        _say(context, error)

    def ask(found: tuple[str, tuple[str, ...]]) -> None:
        dialog = ForgetDialog(*found, parent)
        dialog.accepted.connect(lambda: context.tasks.run(act, done=done, failed=say, owner=parent))
        dialog.open()

    context.tasks.run(read, done=ask, failed=say, owner=parent)


def _leave_no_trace(context: Context) -> None:
    """No step back brings anything of them again, and no file that was dragged out is left."""
    context.undo.clear()
    context.services.dragged.clear()


def _tell(context: Context, forgotten: Forgotten) -> None:
    context.messages.warn(
        f"Removed: {' '.join(forgotten.removed)} Still there: {' '.join(forgotten.kept)}"
    )


def _say(context: Context, error: Exception) -> None:
    if not isinstance(error, MicrobizError):
        raise error
    context.messages.problem(error.message, error.hint)
