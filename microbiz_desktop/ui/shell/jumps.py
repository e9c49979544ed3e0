"""What the command box offers: actions by their words, everything else by the search index."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.shell.command_box import JumpTarget
from microbiz_desktop.ui.shell.page_register import icon_of, pages
from microbiz_desktop.ui.shell.synonyms import words_for

#: Of nothing typed, so many are shown; of a word that many have, what anybody looks through.
_MOST, _MOST_TYPED = 12, 30
#: So many actions by other words for them stand among the things that are found.
_BY_OTHER_WORDS = 5

if TYPE_CHECKING:
    from microbiz_desktop.services.search import Hit


class JumpProvider:
    """Called with what is typed; gives targets, recent things for nothing typed."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def __call__(self, typed: str) -> Sequence[JumpTarget]:
        """Recent things and actions for nothing; else what is called so, is meant, or holds it.

        An action that another word stands for comes before things that hold the word somewhere.
        """
        search = self._context.services.search
        if not typed.strip():
            return [*map(_target, search.recent(5)), *_actions()][:_MOST]
        named, meant = _matching(typed)
        hits = search.jump(typed)
        called = [_target(hit) for hit in hits if not hit.matched]
        holding = [_target(hit) for hit in hits if hit.matched]
        meant = meant[: _BY_OTHER_WORDS if hits else _MOST]
        room = _MOST_TYPED - len(called) - len(holding) - len(meant)
        return [*named[:room], *called, *meant, *holding]


def _actions() -> list[JumpTarget]:
    jumps = sorted((jump for page in pages() for jump in page.jumps), key=lambda jump: jump.rank)
    return [JumpTarget("Action", jump.words, jump.link, icon=jump.icon) for jump in jumps]


def copies() -> list[JumpTarget]:
    """Every form in which an agreement or associates leave, by what the menus call it."""
    # Nobody types before the window is there.
    from microbiz_desktop.services.copies.forms import FORMS as COPIES
    from microbiz_desktop.services.transfer.forms import FORMS as CONTACTS

    of_agreement, of_contacts = Link(Screen.AGREEMENTS), Link(Screen.ASSOCIATES)
    found = [
        JumpTarget("Copy", form.menu, of_agreement, "Choose the agreement", "download")
        for form in COPIES.values()
    ]
    for form in CONTACTS.values():
        words = f"{form.title}: {form.menu}"
        found.append(JumpTarget("Copy", words, of_contacts, "Choose the associates", "download"))
    return found


def _matching(typed: str) -> tuple[list[JumpTarget], list[JumpTarget]]:
    """Actions and copies with every typed word in their name; and those by other words for it."""
    wanted = typed.casefold().split()
    named, meant = [], []
    for target in (*_actions(), *copies()):
        words, others = words_for(target.title)
        if _begin(wanted, words):
            named.append(target)
        elif _begin(wanted, words | others):
            meant.append(target)
    return named, meant


def _begin(wanted: Sequence[str], words: frozenset[str]) -> bool:
    """Whether each typed word begins one of these, or is one of them with an s."""
    return all(any(f"{word}s".startswith(part) for word in words) for part in wanted)


def _target(hit: Hit) -> JumpTarget:
    kind = hit.kind.capitalize()
    second = hit.second_line
    if hit.matched and hit.matched not in second:
        # First, as a row shows no more than its width.
        second = f"{hit.matched} · {second}" if second else hit.matched
    return JumpTarget(kind, hit.title, hit.link, second, icon_of(hit.kind))
