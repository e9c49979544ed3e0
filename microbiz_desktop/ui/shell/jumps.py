"""What the command box offers: actions by their words, everything else by the search index."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from microbiz_desktop.services.shared.values import Hit
from microbiz_desktop.ui.shell.command_box import JumpTarget

if TYPE_CHECKING:
    from microbiz_desktop.ui.runtime.context import Context

_ICONS = {
    "associate": "users",
    "own business": "building-2",
    "project": "folder-kanban",
    "agreement": "file-text",
}
#: Words, icon, and where they lead: screen and detail.
_ACTIONS = (
    ("New agreement", "file-plus", "new-agreement", "new"),
    ("New associate", "user-plus", "associate", "new"),
    ("New project", "folder-plus", "project", "new"),
    ("Home", "house", "home", ""),
    ("Associates", "users", "associates", ""),
    ("Projects", "folder-kanban", "projects", ""),
    ("Agreements", "file-text", "agreements", ""),
    ("Network", "share-2", "network", "map"),
    ("Settings", "settings", "settings", ""),
    ("Back up now", "database-backup", "settings", "backup"),
    ("Restore a backup", "archive-restore", "settings", "restore"),
    ("Check a PDF", "shield-check", "settings", "verify"),
    ("Your own businesses", "building-2", "settings", "own"),
    ("Skills and needs", "target", "network", "skills"),
    ("Referrals", "repeat-2", "network", "referrals"),
    ("Events and networks", "calendar-days", "network", "events"),
    ("New referral", "plus", "network", "new-referral"),
    ("New event", "plus", "network", "new-event"),
)
_MOST = 12


class JumpProvider:
    """Called with what is typed; gives targets, recent things for nothing typed."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def __call__(self, typed: str) -> Sequence[JumpTarget]:
        """Recent things and all actions for nothing; else actions that match, then things."""
        search = self._context.services.search
        if not typed.strip():
            return [*map(_target, search.recent(5)), *_actions("")][:_MOST]
        return [*_actions(typed), *map(_target, search.jump(typed))][:_MOST]

    def follow(self, target: JumpTarget) -> None:
        """Go where the target leads."""
        key, _, detail = target.key.partition("/")
        self._context.go(target.action, int(key or 0), detail)


def _actions(typed: str) -> list[JumpTarget]:
    """Actions in which every typed word begins some word."""
    wanted = typed.casefold().split()
    return [
        JumpTarget("Action", words, "", icon, screen, f"0/{detail}")
        for words, icon, screen, detail in _ACTIONS
        if all(any(w.startswith(part) for w in words.casefold().split()) for part in wanted)
    ]


def _target(hit: Hit) -> JumpTarget:
    kind = hit.kind.capitalize()
    if hit.kind == "own business":
        return JumpTarget(
            kind, hit.title, hit.second_line, "building-2", "settings", f"{hit.id}/own"
        )
    return JumpTarget(kind, hit.title, hit.second_line, _ICONS[hit.kind], hit.kind, f"{hit.id}/")
