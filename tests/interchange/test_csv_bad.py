"""What is no table of contacts is refused with a sentence; a bad row costs that row."""

import csv
import io
import random
import time

import pytest

from microbiz_desktop.domain.errors import BadInput
from microbiz_desktop.interchange.csv_decode import LARGEST, lines_of
from microbiz_desktop.interchange.csv_look import look
from microbiz_desktop.interchange.csv_ours import write_csv
from microbiz_desktop.interchange.csv_read import MOST_ROWS, read_csv

from . import csv_samples as samples


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 40, "picture"),
        (b"PK\x03\x04" + bytes(400), "spreadsheet"),
        (bytes(range(256)) * 400, "not a table"),
        (b"Name\nAda\nBen\n", "one column"),
        (b"just a sentence", "one column"),
        (b"BEGIN:VCARD\nN:Hart;Ada\nEND:VCARD\n", "vCards"),
        (b"a,b\n" * (LARGEST // 4 + 1), "larger than 20 MB"),
        (b"x" * (LARGEST * 3 // 2), "larger than 20 MB"),
        (b",".join([b"a"] * 5000) + b"\n", "columns"),
    ],
    ids=range(11),
)
def test_a_sentence_for_what_is_no_table(content: bytes, words: str) -> None:
    for way in (look, read_csv):
        with pytest.raises(BadInput, match=words) as caught:
            way(content)
        assert caught.value.hint


def test_too_many_rows_are_refused() -> None:
    with pytest.raises(BadInput, match="rows"):
        read_csv(b"Name,E-mail\n" + b"a,b\n" * (MOST_ROWS + 1))


def test_reading_can_be_stopped() -> None:
    with pytest.raises(BadInput, match="stopped"):
        read_csv(samples.GERMAN.encode(), cancelled=lambda: True)


def test_an_unknown_encoding_is_refused() -> None:
    with pytest.raises(BadInput, match="encoding"):
        look(samples.GERMAN.encode(), "klingon")


def test_a_chosen_encoding_is_used_and_never_fails() -> None:
    content = "Name;Ort\nŁukasz;Łódź\n".encode("cp1250")
    assert look(content, "cp1250").preview[0] == ("Łukasz", "Łódź")
    assert "�" in "".join(look(content, "utf-8").preview[0])


def test_ragged_rows_nul_and_blank_rows() -> None:
    found = read_csv(
        b"Name,E-mail,Phone\n"
        b"Ada\n"
        b"\n"
        b",,\n"
        b"Ben,b@b.example,01632 1,extra,more\n"
        b"C\x00y,c@c.example,\n"
        b",, \n"
    )
    assert [c.data.legal_name for c in found.contacts] == ["Ada", "Ben", "Cy"]
    assert [(t.line, "more cells" in t.words) for t in found.troubles] == [(5, True)]


def test_a_row_that_names_nobody_is_reported() -> None:
    found = read_csv(b"Name,E-mail,Skills\n,,pottery\nAda,,\n")
    assert [c.line for c in found.contacts] == [3]
    assert [t.line for t in found.troubles] == [2]


def test_a_quote_that_never_closes_costs_its_row_only() -> None:
    found = read_csv(b'Name,Notes\nAda,"open\nBen,b\nCy,"two\nlines"\nDee,d\n')
    assert [c.data.legal_name for c in found.contacts] == ["Ben", "Cy", "Dee"]
    assert [t.line for t in found.troubles] == [2]
    found = read_csv(b'Name,Notes\nAda,a\nBen,"open\nCy,c\nDee,d\n')
    assert [c.data.legal_name for c in found.contacts] == ["Ada", "Cy", "Dee"]
    assert [t.line for t in found.troubles] == [3]


def test_a_stray_quote_is_read_as_spreadsheets_do() -> None:
    found = read_csv(b'Name,Notes\nAda,"5" pipe"\nBen,3" nail\nCy,"open')
    assert [c.data.notes for c in found.contacts] == ['5 pipe"', '3" nail', "open"]


def test_a_field_of_more_than_a_megabyte_costs_its_row() -> None:
    huge = b"x" * (1024 * 1024 + 10)
    found = read_csv(b"Name,Notes\nAda,a\nBen," + huge + b"\nCy,c\n")
    assert [c.data.legal_name for c in found.contacts] == ["Ada", "Cy"]
    assert [t.line for t in found.troubles] == [3]


def test_a_spoiled_cell_of_our_own_costs_its_row() -> None:
    from microbiz_desktop.domain.contacts.contacts import BusinessData

    content = write_csv([BusinessData(legal_name="Ada", fit=3)], include_private=True)
    rows = list(csv.reader(content.decode("utf-8-sig").splitlines()))
    rows[1][rows[0].index("Fit")] = "very"
    text = "\r\n".join(",".join(row) for row in rows)
    found = read_csv(b"\xef\xbb\xbf" + text.encode())
    assert (found.contacts, [t.line for t in found.troubles]) == ((), [2])


def test_troubles_have_an_end() -> None:
    found = read_csv(b"Name,E-mail\n" + b"a,b,c\n" * 5000)
    assert len(found.troubles) == 1001
    assert "4,000 more" in found.troubles[-1].words


#: No reading of a damaged table may take longer, in seconds of the processor.
_LIMIT = 2.0
_SEEDS = [
    samples.GOOGLE_OLD.encode(),
    samples.GOOGLE_NEW.encode("utf-16"),
    samples.OUTLOOK.encode("cp1252"),
    samples.THUNDERBIRD.encode(),
    samples.LINKEDIN.encode(),
    samples.GERMAN.encode("utf-8-sig"),
]


def mutant(rng: random.Random, content: bytes) -> bytes:
    """A file with a few bytes changed, cut, doubled or strewn with what matters to tables."""
    data = bytearray(content)
    for _ in range(rng.randint(1, 12)):
        at = rng.randrange(len(data) + 1)
        kind = rng.randrange(5)
        if kind == 0:
            data[at : at + 1] = bytes([rng.randrange(256)])
        elif kind == 1:
            del data[at : at + rng.randint(1, 60)]
        elif kind == 2:
            data[at:at] = rng.choice(
                [b'"', b"\n", b"\r", b"\0", b",", b";", b"\t", b"'=", b" ::: ", b"\xff\xfe", b"\\"]
            ) * rng.randint(1, 40)
        elif kind == 3:
            data[at:at] = data[at : at + 300]
        else:
            data = data[:at] + data[rng.randrange(len(data) + 1) :]
    return bytes(data)


def _try_all(count: int, seed: int) -> tuple[int, int, float]:
    """How many were read, how many refused, and the longest time one of them took."""
    rng = random.Random(seed)
    seeds = [*_SEEDS, write_csv(read_csv(samples.GERMAN.encode()).contacts, include_private=True)]
    read = refused = 0
    longest = 0.0
    for number in range(count):
        content = mutant(rng, seeds[number % len(seeds)])
        last = content.count(b"\n") + content.count(b"\r") + 1
        start = time.process_time()
        try:
            found = read_csv(content)
        except BadInput as error:
            assert error.message.endswith(".") and error.hint, (seed, number)
            refused += 1
        else:
            lines = [trouble.line for trouble in found.troubles if trouble.words]
            assert len(lines) == len(found.troubles), (seed, number)
            lines += [contact.line for contact in found.contacts]
            assert all(1 <= line <= last for line in lines), (seed, number)
            read += 1
        longest = max(longest, time.process_time() - start)
    return read, refused, longest


def test_mutants_are_read_or_refused_and_none_hangs() -> None:
    read, refused, longest = _try_all(1_000, seed=18)
    assert read > 500
    assert refused > 0
    assert longest < _LIMIT


@pytest.mark.soak
@pytest.mark.timeout(0)
def test_100000_mutants() -> None:
    read, refused, longest = _try_all(100_000, seed=9)
    print(f"{read:,} read, {refused:,} refused, the longest took {longest:.3f} s")
    assert read > 50_000
    assert longest < _LIMIT


@pytest.mark.parametrize("at_once", [1, 2, 3, 7, 1000])
def test_lines_are_the_same_however_many_letters_are_taken_at_once(at_once: int) -> None:
    for text in (
        "",
        "a",
        "\n",
        "a\r\nb\rc\nd",
        "\r\r\n\n\r",
        "a\x0bb\u2028c\x85d\n",
        "x" * 50 + "\r",
    ):
        assert lines_of(text, at_once) == list(io.StringIO(text, newline=""))
