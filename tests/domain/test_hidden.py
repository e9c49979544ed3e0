"""Tricks that hide or turn words are seen; ordinary words in any script are left alone."""

import pytest

from microbiz_desktop.domain.words.hidden import direction_marks, hidden_characters, without_hidden

TRICKS = [
    *("pay \u202e001", "pay \u202d100", "a\u202ab", "a\u202bb", "a\u202cb", "a\u2066b\u2069"),
    *("a\u2067b", "a\u2068b", "a\u200eb", "a\u200fb", "a\u061cb", "ze\u200bro", "a\u2060b"),
    *("a\ufeffb", "soft\u00adhyphen", "a\u200db", "a\u200cb", "a\u034fb", "a\u115fb", "a\u1160b"),
    *("a\u3164b", "a\uffa0b", "a\u2800b", "a\u17b4b", "a\u180eb", "a\u2061b", "a\u2063b"),
    *("a\ufff9b\ufffa", "a\ufffcb", "a\ufffdb", "a\ue000b", "a\U000f0001b", "a\U000e0041b"),
    *("bell\x07", "nul\x00", "esc\x1b[31m", "a\tb", "line\rreturn", "del\x7f", "a\x85b"),
    *("a\u2028b", "a\u2029b", "a\U000e0101b", "a\ufe0fb", "e" + "\u0301" * 9, "\u200dabc"),
]

ORDINARY = [
    *("Harbour Lane café", "£14,750.00 − 42.5 %", "90-second “film” – ok…", "O’Neill & Søn"),
    *("Ünïcødé Ltd", "naïve", "e\u0301te\u0301", "Zażółć gęślą", "Ελληνικά", "Кириллица"),
    *("עברית בע״מ", "استوديو النور", "می\u200cخواهم", "क्\u200dष", "ශ්\u200dරී", "日本語の名前"),
    *("한국어", "ภาษาไทย", "tiếng Việt", "葛\U000e0100飾区", "☎\ufe0e 01632", "❤\ufe0f Kitchen"),
    *("a\u00a0b", "fit\u2011out", "two\nlines", "1\u202f000", "全角\u3000空白", "नमस्ते", "தமிழ்"),
    *("বাংলা", "ಕನ್ನಡ", "ქართული", "Հայերեն", "አማርኛ", "ཞལ", "ကြိုဆို", "½ day", "H₂O", "№ 5"),
    *(
        "C++ & C#",
        "50 °C",
        "™ ®",
        "→ next",
        "٣ أيام",
        "x\u0323\u0307",
        "Ç",
        "ﬁrst",
        "٪",
        "₹500",
        "ﷺ",
    ),
]


@pytest.mark.parametrize("text", TRICKS)
def test_tricks_are_seen(text: str) -> None:
    assert hidden_characters(text)
    assert not hidden_characters(without_hidden(text))


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_words_are_left_alone(text: str) -> None:
    assert hidden_characters(text) == ()
    assert without_hidden(text) == text


def test_there_are_enough_of_both() -> None:
    assert len(TRICKS) >= 30
    assert len(ORDINARY) >= 50


def test_a_hidden_character_is_named() -> None:
    (found,) = hidden_characters("pay \u202e100")
    assert (found.index, found.name) == (4, "U+202E right-to-left override")


@pytest.mark.parametrize("text", ["שלום\u200f Ltd", "(\u200eעברית)", "استوديو\u200f!"])
def test_a_direction_mark_beside_a_right_to_left_letter_stays(text: str) -> None:
    """Keyboards of those scripts type it; it is named, not called hidden (80)."""
    assert hidden_characters(text) == ()
    assert without_hidden(text) == text
    (mark,) = direction_marks(text)
    assert mark.name in {"U+200F right-to-left mark", "U+200E left-to-right mark"}


@pytest.mark.parametrize("text", ["שלום \u200f5", "pay \u200f100", "ש\u202eabc", "ש\u2067a"])
def test_marks_elsewhere_and_overrides_never_stay(text: str) -> None:
    """An override reorders what stands near, whichever letter is beside it."""
    assert hidden_characters(text)
    assert direction_marks(text) == ()
