"""The command box over real services: actions by the beginnings of their words, then things."""

import pytest

from microbiz_desktop.services.copies.forms import FORMS as COPIES
from microbiz_desktop.services.transfer.forms import FORMS as CONTACTS
from microbiz_desktop.ui.network.page import _PARTS as NETWORK
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.settings_page.page import _PARTS as SETTINGS
from microbiz_desktop.ui.shell.command_box import JumpTarget
from microbiz_desktop.ui.shell.jumps import JumpProvider, copies
from microbiz_desktop.ui.shell.page_register import in_navigation, pages
from microbiz_desktop.ui.shell.synonyms import OTHER_WORDS, words_for


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


def _offered_actions() -> list[JumpTarget]:
    jumps = [jump for page in pages() for jump in page.jumps]
    return [*(JumpTarget("Action", jump.words, jump.link) for jump in jumps), *copies()]


@pytest.mark.parametrize("target", _offered_actions(), ids=lambda target: target.title)
def test_every_action_and_copy_is_found_by_each_of_its_words(
    context: Context, target: JumpTarget
) -> None:
    """The program's own words, and those that people have for the same elsewhere."""
    words, others = words_for(target.title)
    assert words
    provider = JumpProvider(context)
    for word in sorted((words | others) - {""}):
        found = [(one.title, one.link) for one in provider(word)]
        assert (target.title, target.link) in found, word


def _words_of_pages() -> set[str]:
    """What pages, their parts and their menus are called."""
    named = {page.word for page in in_navigation()}
    named |= {title for _, title, _ in (*SETTINGS, *NETWORK)}
    return named | {form.menu for form in (*COPIES.values(), *CONTACTS.values())}


@pytest.mark.parametrize("words", sorted(_words_of_pages()))
def test_whatever_a_page_a_part_or_a_menu_is_called_finds_something(
    context: Context, words: str
) -> None:
    for word in words_for(words)[0] - {""}:
        assert titles(context, word), word


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("verify", "Verify a PDF"),
        ("check", "Verify a PDF"),
        ("check a pdf", "Verify a PDF"),
        ("seal", "Verify a PDF"),
        ("certificate", "Verify a PDF"),
        ("fingerprint", "Verify a PDF"),
        ("invoice", "New agreement"),
        ("nda", "New agreement"),
        ("NDA", "Agreements"),
        ("terms", "Agreements"),
        ("contract", "New agreement"),
        ("trash", "Bin: what was deleted"),
        ("dark", "Look and size"),
        ("csv", "Import contacts from a file"),
        ("redline", "Save what changed since the last offer"),
        ("signed", "Save the executed copy"),
        ("tags", "Labels and their colours"),
    ],
)
@pytest.mark.usefixtures("offered")
def test_other_words_find_what_is_meant(context: Context, typed: str, title: str) -> None:
    assert title in titles(context, typed)


@pytest.mark.usefixtures("offered")
def test_a_word_of_a_clause_finds_its_agreement_and_shows_where(context: Context) -> None:
    (target,) = [one for one in JumpProvider(context)("insolvent") if one.kind == "Agreement"]
    shown = " ".join(target.subtitle.split()[:8])  # a row is cut at its end
    assert "insolvent" in shown


@pytest.mark.usefixtures("offered")
def test_what_is_meant_stands_before_things_that_only_hold_the_word(context: Context) -> None:
    found = [(one.kind, one.title) for one in JumpProvider(context)("check")]
    kinds = [kind for kind, _ in found]
    assert found[0] == ("Action", "Verify a PDF")
    assert kinds.index("Agreement") > 0


def test_other_words_are_those_of_names_that_are_there() -> None:
    """A row for a word that no action and no copy has any more would be dead."""
    used = {word for target in _offered_actions() for word in words_for(target.title)[0]}
    used |= {word[:-1] for word in used if word.endswith("s")}
    assert set(OTHER_WORDS) <= used
