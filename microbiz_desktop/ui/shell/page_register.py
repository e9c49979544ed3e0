"""The register of pages: what each page folder says of its pages, in one table.

The navigation, the command box, the keys, the first look of the window and the pictures of every
screen read it. A folder of `ui` joins by naming `PAGES` in its `__init__`, which imports nothing of
Qt, because the first paint reads the register and must not wait for pages.
"""

import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import NamedTuple

from microbiz_desktop import ui
from microbiz_desktop.domain.links import Link, Screen


class Jump(NamedTuple):
    """An action that the command box offers by the words of its name, lower ranks first."""

    words: str
    icon: str
    link: Link
    rank: int = 5


class PictureOfPage(NamedTuple):
    """A picture of a page over the sample; `of` says what its link leads to, see `SAMPLES`."""

    name: str
    link: Link
    of: str = ""


#: What of the sample network a picture may show: an agreement in a state, an associate, a project.
SAMPLES = ("associate", "project", "draft", "offered", "many", "executed")


@dataclass(frozen=True, slots=True)
class Page:
    """One page: where its class is, how it is reached, and what it opens.

    `place` orders the pages with a word in the navigation, which have Ctrl and that number as their
    key; others belong `within` one of those. `opens` are the screens that it shows besides its own,
    with the detail that stands for no detail. `remembers` are the kinds of things whose opening is
    remembered, by screen; `icons` how things of a kind are drawn in the command box.
    """

    screen: Screen
    module: str
    name: str
    word: str = ""
    icon: str = ""
    place: int = 0
    within: Screen | None = None
    opens: Mapping[Screen, str] = field(default_factory=dict)
    remembers: Mapping[Screen, str] = field(default_factory=dict)
    icons: Mapping[str, str] = field(default_factory=dict)
    jumps: tuple[Jump, ...] = ()
    pictures: tuple[PictureOfPage, ...] = ()


@cache
def pages() -> tuple[Page, ...]:
    """Every page, those in the navigation first and in their order."""
    found: list[Page] = []
    for folder in pkgutil.iter_modules(ui.__path__, f"{ui.__name__}."):
        if folder.ispkg:
            found += getattr(import_module(folder.name), "PAGES", ())
    return tuple(sorted(found, key=lambda page: page.place or len(found)))


def in_navigation() -> tuple[Page, ...]:
    """The pages with a word of their own, in order."""
    return tuple(page for page in pages() if page.place)


def icon_of(kind: str) -> str:
    """How things of a kind are drawn: associate, own business, project, agreement."""
    return next(page.icons[kind] for page in pages() if kind in page.icons)


def page_of(screen: Screen) -> Page:
    """The page that shows a screen."""
    return next(page for page in pages() if screen == page.screen or screen in page.opens)
