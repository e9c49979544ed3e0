"""What every page is made with; built once by the main window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...services.wiring import Services
    from .messages import Messages
    from .notifier import Notifier
    from .tasks import TaskRunner
    from .window_settings import SettingsFile

#: Where a link leads: screen, id of the thing, and a detail inside it.
#: Screens: home, associate, project, agreements, studio, signoff, settings, new-agreement,
#: network (detail map, skills, referrals or events), referral, event.
Go = Callable[[str, int, str], None]


@dataclass(frozen=True)
class Context:
    """Services below, and the ways to run work, say something, hear of changes and go elsewhere."""

    services: Services
    tasks: TaskRunner
    messages: Messages
    notifier: Notifier
    settings: SettingsFile
    go: Go
