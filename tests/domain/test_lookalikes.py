"""What looks like something else is seen; ordinary words in any script are left alone (R10)."""

import pytest

from microbiz_desktop.domain.words.lookalikes import looks_alike

from .test_hidden import ORDINARY


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Оkafor Cakes", "“Оkafor” mixes Cyrillic and Latin letters: “О” is cyrillic capital"),
        ("Οkafor", "“Οkafor” mixes Greek and Latin letters"),
        ("Осса Cakes", "“Осса” is written in Cyrillic letters that look like Latin ones"),
        ("pay £1O,OOO", "“£1O,OOO” has a letter among its digits"),
        ("pay 1O,OOO", "“1O,OOO” has a letter among its digits"),
        ("£lOO", "“£lOO” has a letter among its digits"),
        ("price １０", "“１” is no plain digit: fullwidth digit one"),
        ("𝟏𝟎 days", "“𝟏” is no plain digit: mathematical bold digit one"),
        ("٣ days", "“٣” is no plain digit: arabic-indic digit three"),
        ("do n̶o̶t̶ pay", "letters are struck through"),
    ],
)
def test_look_alikes_are_seen(text: str, said: str) -> None:
    found = list(looks_alike(text))
    assert any(one.startswith(said) for one in found), found


@pytest.mark.parametrize(
    "text",
    [
        *ORDINARY,
        *("YO21 3AB", "10l tin", "O2 Ltd", "B2B", "£10, or less", "5 μm", "Studio Мария"),
        *("Мария и сын, Old Cakes", "Tシャツ", "ORDER-2O", "1st of May", "£5 only"),
    ],
)
def test_ordinary_words_are_left_alone(text: str) -> None:
    assert list(looks_alike(text)) == []
