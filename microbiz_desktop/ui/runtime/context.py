"""What every page is made with; built once by the main window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoStack

from microbiz_desktop.domain.links import Link

if TYPE_CHECKING:
    from ...services.wiring import Services
    from .messages import Messages
    from .notifier import Notifier
    from .tasks import TaskRunner
    from .window_settings import SettingsFile

#: Opens what a link leads to.
Go = Callable[[Link], None]


@dataclass(frozen=True)
class Context:
    """Services below, and the ways to run work, say something, hear of changes and go elsewhere.

    `undo` holds the steps of every page but the studio, which has a stack for each draft.
    """

    services: Services
    tasks: TaskRunner
    messages: Messages
    notifier: Notifier
    settings: SettingsFile
    go: Go
    undo: QUndoStack = field(default_factory=QUndoStack)
