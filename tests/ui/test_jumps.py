"""The command box over real services: actions by the beginnings of their words, then things."""

import pytest

from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.shell.jumps import JumpProvider


def titles(context: Context, typed: str) -> list[str]:
    return [target.title for target in JumpProvider(context)(typed)]


def test_nothing_typed_offers_every_main_action(context: Context) -> None:
    found = titles(context, "")
    for words in ("New agreement", "New associate", "New project", "Settings", "Back up now"):
        assert words in found


@pytest.mark.parametrize("typed", ["new agr", "agr new", "NEW AGREEMENT", "  new   agree "])
def test_an_action_is_found_by_the_beginnings_of_its_words(context: Context, typed: str) -> None:
    assert titles(context, typed)[0] == "New agreement"


@pytest.mark.usefixtures("offered")
def test_things_are_found_by_what_is_known_of_them(context: Context) -> None:
    assert "Northlight Film" in titles(context, "eilidh")
    assert any("Harbour Lane" in title for title in titles(context, "harbour"))
    assert titles(context, "zeppelin") == []


@pytest.mark.usefixtures("offered")
def test_a_target_leads_to_its_thing(context: Context) -> None:
    provider = JumpProvider(context)
    asked = ("northlight", "harbour", "fernhill", "verify pdf")
    assert [provider(typed)[0].link for typed in asked] == [
        ("associate", 2, ""),
        ("agreement", 1, ""),
        ("settings", 1, "own"),
        ("settings", 0, "verify"),
    ]


@pytest.mark.usefixtures("offered")
def test_what_was_open_last_comes_first(context: Context) -> None:
    context.services.search.touched("associate", 3)
    assert titles(context, "")[0] == "Whitcombe Joinery"
