"""What the command box offers: actions by their words, everything else by the search index."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.shell.command_box import JumpTarget
from microbiz_desktop.ui.shell.page_register import icon_of, pages

_MOST = 12

if TYPE_CHECKING:
    from microbiz_desktop.services.search import Hit


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


def _actions(typed: str) -> list[JumpTarget]:
    """Actions in which every typed word begins some word."""
    wanted = typed.casefold().split()
    jumps = sorted((jump for page in pages() for jump in page.jumps), key=lambda jump: jump.rank)
    return [
        JumpTarget("Action", jump.words, jump.link, icon=jump.icon)
        for jump in jumps
        if all(any(w.startswith(part) for w in jump.words.casefold().split()) for part in wanted)
    ]


def _target(hit: Hit) -> JumpTarget:
    kind = hit.kind.capitalize()
    return JumpTarget(kind, hit.title, hit.link, hit.second_line, icon_of(hit.kind))
