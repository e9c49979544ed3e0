"""Words made of certain letters only: what is read, refused and said is one rule."""

import pytest

from microbiz_desktop.domain.words.alphabet import Alphabet

HEX = Alphabet("0123456789abcdef", 64, 64)
NUMBER = "5b0a4f0b4dd9b2b0c6a4d0fd2f5c0a6d8e7f1b3c9a2e4d6f8091a3b5c7d9e1f2"


@pytest.mark.parametrize(
    "typed",
    [
        NUMBER,
        NUMBER.upper(),
        f"  {NUMBER[:32]}\n{NUMBER[32:]}\u00a0",
        "\t".join(NUMBER),
    ],
)
def test_blanks_and_capitals_of_a_paste_are_no_fault(typed: str) -> None:
    assert HEX.read(typed) == NUMBER
    assert HEX.refused(HEX.read(typed)) == ""


@pytest.mark.parametrize(
    "text",
    ["", "5b0a", NUMBER[:-1], NUMBER + "0", NUMBER[:-1] + "g", NUMBER[:-1] + "\u0660", "x" * 64],
)
def test_anything_else_is_told_what_it_must_be(text: str) -> None:
    said = "64 letters and figures, all of them from 0 to 9 or from a to f"
    assert HEX.refused(text) == said


def test_the_rule_is_worded_from_the_letters() -> None:
    assert Alphabet("0123456789", 8, 8).words() == "8 figures, all of them from 0 to 9"
    assert Alphabet("ABC", most=3).words() == "at most 3 letters, all of them from A to C"
    assert Alphabet("AX", 1, 3).words() == "1 to 3 letters, all of them “A” or “X”"
    assert Alphabet("0-", 2).words() == "at least 2 letters and figures, all of them “-” or “0”"
    assert Alphabet("AB ").read("a b") == "A B"
