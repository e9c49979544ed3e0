"""Names for narrow places: short, whole words, and never two of the same."""

from hypothesis import given
from hypothesis import strategies as st

from microbiz_desktop.domain.words.short_names import LONGEST, short_names

GUILD = "The Most Excellent and Ancient Worshipful Guild of Makers, Menders and Musicians number"
WORDS = st.lists(st.text("abcdefgh", min_size=1, max_size=30), min_size=1, max_size=14)


def test_short_names_stay_and_long_ones_end_at_a_word() -> None:
    assert short_names(("Fernhill Design", f"{GUILD} 1")) == (
        "Fernhill Design",
        "The Most Excellent and Ancient…",
    )


def test_names_that_begin_alike_keep_their_ends() -> None:
    """P8: names of 120 characters that differ in a number."""
    assert short_names((f"{GUILD} 1", f"{GUILD} 2")) == (
        "The Most Excellent … number 1",
        "The Most Excellent … number 2",
    )


def test_names_that_differ_in_the_middle_are_told_apart_by_number() -> None:
    names = [f"{GUILD} {i} of the whole of the Upper Dale and beyond" for i in range(3)]
    assert len(set(short_names(names))) == 3
    assert short_names(names)[0].endswith(" (1)")


def test_a_name_of_many_blanks_stays_for_the_checks_to_name() -> None:
    blanks = " " * (LONGEST + 5)
    assert short_names((blanks, f"{GUILD} 1"))[0] == blanks


@given(st.lists(WORDS.map(" ".join), min_size=1, max_size=22))
def test_different_names_stay_different_and_short(names: list[str]) -> None:
    short = short_names(names)
    assert len(set(short)) == len(set(names))
    assert all(len(s) <= LONGEST + 1 for s in short)
    assert short_names(names) == short
