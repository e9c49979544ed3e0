"""Figures are read as people mean them, by the locale of the pack; guesses are refused (F1, R5)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microbiz_desktop.domain.money.currencies import CODES
from microbiz_desktop.domain.money.figures import (
    BRITISH,
    Manner,
    Unreadable,
    read_money,
    read_number,
    read_percent,
    write_money,
    write_percent,
)
from microbiz_desktop.domain.money.money import WHOLE

GERMAN = Manner("EUR", ".", ",")
FRENCH = Manner("EUR", "\u202f", ",")


@pytest.mark.parametrize(
    ("typed", "minor"),
    [
        ("£1,234.50", 123450),
        ("1234.5", 123450),
        ("1 234,50", 123450),
        ("1\u202f234.50", 123450),
        ("1.234,50", 123450),
        ("1,234", 123400),
        ("12'500", 1250000),
        ("GBP 40", 4000),
        ("40 gbp", 4000),
        ("1.2k", 120000),
        ("12K", 1200000),
        (".5", 50),
        ("0", 0),
        ("-12.30", -1230),
        ("−£12.30", -1230),
        ("£-12.30", -1230),
        ("1,234,567.89", 123456789),
        ("3480,50", 348050),
        ("50,00", 5000),
        ("0,500", 50),
        ("3480.000000", 348000),
    ],
)
def test_money_is_read_tolerantly(typed: str, minor: int) -> None:
    """Signs, spaces, either decimal sign, thousands where the locale groups (F1)."""
    assert read_money(typed) == minor


@pytest.mark.parametrize(
    "typed",
    [
        *("", "lots", "12.345.6", "1.2.3", "£", "1" * 30, "12-3", "£5 each", "1e5", "NaN"),
        *("1,4,7,50", "1 4 7 50", "1,23,456", "1\n234", "£1O,OOO", "٣", "１００", "½", "--5"),
    ],
)
def test_no_sum_of_money_is_refused_with_an_example(typed: str) -> None:
    """Better to ask than to guess: commas anywhere, letters for digits, other digits (R5, R10)."""
    with pytest.raises(Unreadable, match=r"write it like £1,250\.00$"):
        read_money(typed)


@pytest.mark.parametrize(
    "typed", ["$14750", "14750 USD", "€5", "US$ 5", "5 kr", "₿1", "zł 5", "¥9"]
)
def test_a_sum_in_another_currency_is_refused(typed: str) -> None:
    """The sign of another currency is never dropped (R5)."""
    with pytest.raises(Unreadable, match="is in another currency than GBP"):
        read_money(typed)


def test_a_sign_that_several_countries_share_is_taken() -> None:
    """A dollar is a dollar of the deal's currency."""
    assert read_money("$5", BRITISH.of("CAD")) == read_money("C$5", BRITISH.of("CAD")) == 500
    with pytest.raises(Unreadable, match="another currency than CAD"):
        read_money("A$5", BRITISH.of("CAD"))


@pytest.mark.parametrize(
    ("typed", "manner", "both"),
    [
        ("1.234", BRITISH, "“1.234” can be 1,234 or 1.234"),
        ("1.500", BRITISH, "“1.500” can be 1,500 or 1.500"),
        ("1,234", GERMAN, "“1,234” can be 1.234 or 1,234"),
        ("1.234", FRENCH, "“1.234” can be 1\u202f234 or 1,234"),
        ("1,234", BRITISH.of("KWD"), "“1,234” can be 1,234 or 1.234"),
        ("1,234k", BRITISH, "“1,234k” can be 1,234 or 1.234"),
    ],
)
def test_where_two_readings_are_possible_both_are_shown(
    typed: str, manner: Manner, both: str
) -> None:
    """Three digits behind one sign: only the locale's group sign groups."""
    with pytest.raises(Unreadable) as refused:
        read_money(typed, manner)
    assert str(refused.value).startswith(both)


def test_the_locale_of_the_pack_decides() -> None:
    """The same figures, read as each country writes them."""
    assert read_money("1.234", GERMAN) == read_money("1,234") == 123_400
    assert read_money("1.234.567,5", GERMAN) == read_money("1,234,567.5") == 123_456_750
    assert read_money("1,50", GERMAN) == read_money("1.50", GERMAN) == 150
    with pytest.raises(Unreadable):
        read_money("1,234,567", GERMAN)
    assert read_percent("33,333", GERMAN) == read_percent("33.333") == 333_330
    assert read_number("1.250", GERMAN) == read_number("1,250") == 1250


def test_currencies_have_their_own_decimals() -> None:
    """Yen have none, dinars three."""
    yen, dinar = BRITISH.of("JPY"), BRITISH.of("KWD")
    assert read_money("¥1,200", yen) == read_money("1200.00", yen) == 1200
    assert read_money("1.234", dinar) == 1234
    assert write_money(1234, dinar) == "KWD 1.234"
    assert write_money(1200, yen) == "¥1,200"
    assert write_money(123450, GERMAN) == "€1.234,50"
    with pytest.raises(Unreadable, match="“12,5” has more decimals than JPY has"):
        read_money("12,5", yen)


@given(
    st.integers(-(10**13), 10**13),
    st.sampled_from(["GBP", "EUR", "USD", "JPY", "KWD", "PLN", "CHF", "INR", "SEK"]),
    st.sampled_from([BRITISH, GERMAN, FRENCH]),
)
def test_written_money_reads_back(minor: int, currency: str, manner: Manner) -> None:
    """What the field shows is what the field means."""
    assert read_money(write_money(minor, manner.of(currency)), manner.of(currency)) == minor


@given(st.text(max_size=30), st.sampled_from([BRITISH, GERMAN, FRENCH]))
def test_any_typing_is_read_or_refused(text: str, manner: Manner) -> None:
    """No typing raises another error."""
    for read in (read_money, read_percent, read_number):
        try:
            read(text, manner)
        except Unreadable as refused:
            assert "“" in str(refused)


@pytest.mark.parametrize(
    ("typed", "share"),
    [
        ("42.5 %", 425_000),
        ("42,5", 425_000),
        ("1,5", 15_000),
        ("100", WHOLE),
        ("101", 1_010_000),
        ("-1", -10_000),
        ("1/3", 333_333),
        ("33.3333", 333_333),
        ("0", 0),
        ("50 per cent", 500_000),
    ],
)
def test_percent_is_read_tolerantly(typed: str, share: int) -> None:
    """With or without the sign, point or comma, or as a fraction; limits are for others (F1)."""
    assert read_percent(typed) == share


@pytest.mark.parametrize("typed", ["", "half", "1/0", "33.33333", "1,234", "5 % 5", "٥"])
def test_no_percentage_is_refused_with_an_example(typed: str) -> None:
    """Four decimals at most; three digits behind a comma could be either."""
    with pytest.raises(Unreadable, match=r"write it like 42\.5 %$"):
        read_percent(typed)


@given(st.integers(-WHOLE, WHOLE), st.sampled_from([BRITISH, GERMAN, FRENCH]))
def test_written_percent_reads_back(share: int, manner: Manner) -> None:
    """No decimal is lost on the screen."""
    assert read_percent(write_percent(share, manner), manner) == share


@pytest.mark.parametrize("typed", ["12,5", "1.250", "five", "", "１２"])
def test_what_is_no_whole_number(typed: str) -> None:
    """A whole number has no decimals and no foreign digits."""
    with pytest.raises(Unreadable, match="write it like 1,250"):
        read_number(typed)


def test_what_is_no_currency() -> None:
    """Codes that look like one: test codes, metals, inventions."""
    assert {"GBP", "EUR", "USD", "JPY", "KWD", "CHF"} <= CODES
    assert not {"XYZ", "XTS", "XXX", "XAU", "gbp", "£"} & CODES
