"""The register of pages: every screen is opened by one page, and a page leaves nothing out."""

import ast
from collections import Counter
from pathlib import Path

import pytest

import microbiz_desktop
from microbiz_desktop.domain.links import Screen
from microbiz_desktop.paths import resource
from microbiz_desktop.ui.shell.page_register import (
    SAMPLES,
    Page,
    icon_of,
    in_navigation,
    page_of,
    pages,
)

PACKAGE = Path(microbiz_desktop.__file__).parent
#: What the whole window does, or what depends on the state of the thing.
ACTS = {Screen.AGREEMENT, Screen.FORGET, Screen.RESTORE, Screen.SEARCH}


def test_every_screen_is_opened_by_exactly_one_page() -> None:
    opened = Counter(s for page in pages() for s in (page.screen, *page.opens))
    assert {screen: opened[screen] for screen in Screen} == {
        screen: 0 if screen in ACTS else 1 for screen in Screen
    }


def test_places_in_the_navigation_have_no_gaps() -> None:
    """The place is also the key: Ctrl and that number."""
    assert [page.place for page in in_navigation()] == list(range(1, len(in_navigation()) + 1))


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.screen.value)
def test_a_page_is_whole(page: Page) -> None:
    """Its class is there, its icons are, and it stands in the navigation or within such a page."""
    source = PACKAGE / "ui" / f"{page.module.replace('.', '/')}.py"
    tree = ast.parse(source.read_text(encoding="utf-8"))
    assert page.name in {node.name for node in tree.body if isinstance(node, ast.ClassDef)}
    assert bool(page.word) == bool(page.icon) == bool(page.place)
    assert page.within is None or page_of(page.within).place
    icons = [*filter(None, [page.icon]), *page.icons.values(), *(jump.icon for jump in page.jumps)]
    missing = [i for i in icons if not resource("resources", "icons", f"{i}.svg").is_file()]
    assert missing == []
    assert {picture.of for picture in page.pictures} <= {"", *SAMPLES}


def test_every_page_in_the_navigation_is_pictured_and_jumped_to() -> None:
    lacking = [p.screen for p in in_navigation() if not (p.pictures and p.jumps)]
    assert lacking == []
    names = [picture.name for page in pages() for picture in page.pictures]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("kind", ["associate", "own business", "project", "agreement"])
def test_every_kind_of_thing_has_an_icon(kind: str) -> None:
    assert icon_of(kind)
