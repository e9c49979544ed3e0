"""What is a question first: prose, tables without a heading, headings nobody knows."""

import random

import pytest

from microbiz_desktop.interchange.csv_look import look

from . import csv_samples as samples

_SENTENCES = (
    "It was a quiet spring, and the mill stood still.",
    "The miller, a tall man, counted his sacks",
    "and, as it happens, there were nine of them; one was torn.",
    "Nobody in the village said a word about it, of course, not even the baker.",
    "Then came the rain.",
    "“Well,” said the miller, “we shall see.”",
    "Name, address, phone: he asked for all of it, and wrote nothing down.",
)


def _prose(seed: int) -> bytes:
    rng = random.Random(seed)
    return "\n".join(rng.choice(_SENTENCES) for _ in range(2000)).encode()


@pytest.mark.parametrize("seed", range(12))
def test_a_text_is_no_list_of_people(seed: int) -> None:
    assert look(_prose(seed)).questions() != ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (samples.NO_HEADER, "no heading"),
        ("Kunde;Wo;Erreichbar\nOak;York;o@o.example\n", "None of its headings is one we know"),
        ("Colour,Town,Phone\nred,York,0113 496 0001\n", "No column is a name"),
        ("Name,E-mail\nAda,a@a.example\nBo,b,c,d\nCy,d,e,f\n", "differ in their number of cells"),
    ],
)
def test_a_table_that_has_to_be_guessed_is_asked_about(text: str, words: str) -> None:
    seen = look(text.encode())
    assert words in " ".join(seen.questions())
    assert seen.questions(remembered=True) == ()


@pytest.mark.parametrize(
    "text",
    [
        *(samples.GERMAN, samples.GOOGLE_OLD, samples.GOOGLE_NEW, samples.OUTLOOK),
        *(samples.LINKEDIN, samples.THUNDERBIRD, "Name,Phone\nAda,0113 496 0001\n"),
    ],
)
def test_a_table_that_says_what_it_holds_is_not(text: str) -> None:
    assert look(text.encode()).questions() == ()
