"""What a paste brings along becomes plain text; nothing of it is called hidden (F2)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microbiz_desktop.domain.words.hidden import hidden_characters
from microbiz_desktop.domain.words.pasted import cleaned, cleaned_data, one_line


@pytest.mark.parametrize(
    ("pasted", "plain"),
    [
        ("Plates\t90\t£13.00", "Plates 90 £13.00"),
        ("one\vtwo", "one\ntwo"),
        ("one\r\ntwo\rthree\n", "one\ntwo\nthree\n"),
        ("one\u2028two\u2029three\x85four\ffive", "one\ntwo\nthree\nfour\nfive"),
        ("LS29\u00a08AB, LS29\u202f8AB, a\u2009b", "LS29 8AB, LS29 8AB, a b"),
    ],
)
def test_tabs_lines_and_spaces_become_plain(pasted: str, plain: str) -> None:
    """Tables of a spreadsheet, lines of a word processor, spaces of a web page."""
    assert cleaned(pasted) == plain
    assert hidden_characters(cleaned(pasted)) == ()
    assert one_line(pasted) == plain.replace("\n", " ")


@pytest.mark.parametrize("text", ["plain", "café", "全角\u3000空白", "שלום\u200f Ltd", "a\u200bb"])
def test_everything_else_stays(text: str) -> None:
    """What is really hidden is left to be shown and taken out by the writer."""
    assert cleaned(text) == text


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    """No letter is lost, and no line."""
    assert cleaned(cleaned(text)) == cleaned(text)
    assert "".join(cleaned(text).split()) == "".join(text.split())


def test_every_text_of_plain_data_is_cleaned() -> None:
    """However deep it stands; everything that is no text stays as it is."""
    data = {"a": ["x\ty", {"b": "c\r\nd"}], "n": 5, "yes": True}
    assert cleaned_data(data) == {"a": ["x y", {"b": "c\nd"}], "n": 5, "yes": True}
