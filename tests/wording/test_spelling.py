"""Every word that somebody reads is one of the list: a letter more or less is found."""

from pathlib import Path

import pytest

from tests.wording.spelling import (
    ROOT,
    TABLES,
    WORDS,
    known,
    of_pages,
    of_source,
    sources,
    unknown,
)
from tests.wording.test_british import texts

_KNOWN = known()


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_word_is_known(path: Path) -> None:
    said = of_source(path.read_bytes())
    assert [(line, found) for line, text in said if (found := unknown(text, _KNOWN))] == []


def test_every_word_of_the_templates_is_known() -> None:
    assert [(where, found) for where, text in texts() if (found := unknown(text, _KNOWN))] == []


def test_every_word_of_the_pages_is_known() -> None:
    assert [(where, found) for where, text in of_pages() if (found := unknown(text, _KNOWN))] == []


def test_the_list_is_in_order_and_holds_each_word_once() -> None:
    words = WORDS.read_text(encoding="utf-8").split()
    assert words == sorted(set(words))
    assert [word for word in words if len(word) == 1] == ["C", "I", "K", "R", "U", "a", "é"]


def test_tables_that_are_left_out_are_there() -> None:
    found = {path.name for path in (ROOT / "microbiz_desktop").rglob("*.py")}
    assert found >= TABLES


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('print("The page is misssing.")', ["misssing"]),
        ('print("The page is missing.x")', ["x"]),
        ('print(f"{many} pagess of {all}")', ["pagess"]),
        ('print("Cancell")', ["Cancell"]),
        ('print("Sign-ofs are here")', ["Sign-ofs"]),
        ('"""A docstrng says what it likes."""', []),
        ('"one twoo three".split()', []),
        ('base.execute("SELECT nme FROM business WHERE id = ?")', []),
        ('print("field_name of it")', []),
        ('headings = "raison sociale,ragione sociale"', []),
    ],
)
def test_a_letter_more_or_less_is_found(source: str, words: list[str]) -> None:
    assert [one for _, text in of_source(source.encode()) for one in unknown(text, _KNOWN)] == words
