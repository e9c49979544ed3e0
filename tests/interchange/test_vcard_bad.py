"""What is no card, too large, nested, cut or hostile: a sentence or a line number, in no time."""

import base64
import gc
import time
from pathlib import Path

import pytest

from microbiz_desktop.domain.contacts.contacts import ContactFile
from microbiz_desktop.domain.errors import BadInput
from microbiz_desktop.interchange.vcard_read import MOST_LINES, read_vcards

CARDS = Path(__file__).parent / "cards"
MEGABYTE = 1024 * 1024


def _card(*lines: str) -> bytes:
    return "\r\n".join(["BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD", ""]).encode()


def _lines(found: ContactFile) -> list[int]:
    return [trouble.line for trouble in found.troubles]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b" \r\n\r\n", "empty"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(range(256)) * 9, "JPEG"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "PNG"),
        (b"Name,E-mail\r\nAda,ada@a.example\r\n", "not a vCard"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "not a vCard"),
        ("Dear all".encode("utf-16-le"), "not a vCard"),
        (b"B\0E\0G\0I\0\x00\xd8", "UTF-16"),
        (b"BEGIN:VCARD\r\n" + b"x" * 20 * MEGABYTE, "20 MB"),
        (_card("FN:A") * 20_001, "20,000"),
        (b"BEGIN:VCARD\n" * 30_000, "20,000"),
    ],
)
def test_what_is_no_file_of_cards_gets_a_sentence(content: bytes, words: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_vcards(content)
    assert words in refused.value.message
    assert refused.value.message.endswith(".")
    assert refused.value.hint.endswith(".")


def test_20000_cards_are_read() -> None:
    assert len(read_vcards(_card("FN:A") * 20_000).contacts) == 20_000


def test_a_field_larger_than_1_mb_is_left_out() -> None:
    found = read_vcards(_card("FN:A", "NOTE:" + "x" * (MEGABYTE + 1), "TEL:1"))
    assert _lines(found) == [4]
    assert "NOTE" in found.troubles[0].words
    assert (found.contacts[0].data.notes, found.contacts[0].data.phone) == ("", "1")


@pytest.mark.parametrize(("size", "kept"), [(5 * MEGABYTE, True), (5 * MEGABYTE + 1, False)])
def test_a_picture_may_have_5_mb(size: int, kept: bool) -> None:
    packed = base64.b64encode(b"\xff\xd8" + bytes(size - 2)).decode()
    found = read_vcards(_card("FN:A", "PHOTO;ENCODING=b:" + packed))
    assert bool(found.contacts[0].pictures) is kept
    assert _lines(found) == ([] if kept else [4])


def test_a_huge_picture_is_left_out_before_it_is_decoded() -> None:
    found = read_vcards(_card("FN:A", "PHOTO;ENCODING=b:" + "A" * 9 * MEGABYTE))
    assert _lines(found) == [4]
    assert found.contacts[0].pictures == ()


@pytest.mark.parametrize("value", ["", "****", "=", "data:image/png,plain"])
def test_a_picture_that_is_none_is_reported(value: str) -> None:
    found = read_vcards(_card("FN:A", f"PHOTO;ENCODING=b:{value}"))
    assert _lines(found) == [4]
    assert found.contacts[0].data.people[0].photo == ""


def test_a_card_without_end_keeps_what_it_has() -> None:
    found = read_vcards(b"BEGIN:VCARD\nFN:A\nTEL:1\nBEGIN:VCARD\nFN:B\n")
    assert [one.data.legal_name for one in found.contacts] == ["A", "B"]
    assert _lines(found) == [1, 4]


def test_an_end_without_beginning_and_words_outside_are_reported() -> None:
    found = read_vcards(b"hello\nworld\nEND:VCARD\n" + _card("FN:A") + b"bye\n")
    assert _lines(found) == [1, 3, 8]
    assert len(found.contacts) == 1


def test_an_empty_card_is_reported_and_left_out() -> None:
    found = read_vcards(_card() + _card("FN:A"))
    assert _lines(found) == [1]
    assert [one.line for one in found.contacts] == [4]


def test_a_soft_break_never_swallows_the_end() -> None:
    found = read_vcards(_card("FN:A", "NOTE;QUOTED-PRINTABLE:cut=") + _card("FN:B"))
    assert [one.data.legal_name for one in found.contacts] == ["A", "B"]
    assert found.contacts[0].data.notes == "cut"


def test_a_card_of_very_many_lines_is_cut() -> None:
    found = read_vcards(_card("FN:A", *["TEL:1"] * (MOST_LINES + 3)))
    assert len(found.contacts) == 1
    assert _lines(found) == [MOST_LINES + 2]
    assert len(found.contacts[0].data.ways) == MOST_LINES - 3


def test_troubles_end_with_a_word_of_more() -> None:
    found = read_vcards(_card("FN:A", *["rubbish"] * 3_000))
    assert len(found.troubles) == 1_001
    assert "further" in found.troubles[-1].words


def test_reading_stops_when_told() -> None:
    asked: list[bool] = []

    def cancelled() -> bool:
        asked.append(True)
        return len(asked) == 3

    found = read_vcards(_card("FN:A") * 10, cancelled=cancelled)
    assert len(found.contacts) == 3
    assert found.note


_SIZE = MEGABYTE // 2


@pytest.mark.parametrize(
    "bomb",
    [
        b"BEGIN:VCARD\n" + b"AGENT:\nBEGIN:VCARD\n" * 19_000,
        b"BEGIN:VCARD\nFN:" + b"\\" * (MEGABYTE - 9) + b"\nEND:VCARD",
        b"BEGIN:VCARD\nADR:" + b";" * (MEGABYTE - 9) + b"\nEND:VCARD",
        b"BEGIN:VCARD\nCATEGORIES:" + b"a," * (MEGABYTE // 2 - 9) + b"\nEND:VCARD",
        b"BEGIN:VCARD\nFN;" + b'X="";' * (_SIZE // 5) + b":x\nEND:VCARD",
        b"BEGIN:VCARD\nFN;" + b'"' * _SIZE + b":x\nEND:VCARD",
        b"BEGIN:VCARD\n" + b'FN;X="\n' * (_SIZE // 7) + b"END:VCARD",
        b"BEGIN:VCARD\n" + b'FN;X=":\n' * (_SIZE // 8) + b"END:VCARD",
        b"BEGIN:VCARD\nNOTE;QUOTED-PRINTABLE:" + b"=\n" * (_SIZE // 2),
        b"BEGIN:VCARD\nPHOTO;BASE64:\n" + b"A\n" * (_SIZE // 2),
        b"BEGIN:VCARD\nFN:" + b"\n " * (_SIZE // 2),
        b"BEGIN:VCARD\n" + b"\n" * _SIZE,
        b"BEGIN:VCARD\n" + b"TEL:1\n" * (_SIZE // 6),
        b"BEGIN:VCARD\n" + b"".join(b"i%d.X-ABLABEL:x\n" % n for n in range(_SIZE // 20)),
        b"BEGIN:VCARD\nNOTE;CHARSET=punycode:" + b"a" * (MEGABYTE - 9) + b"\nEND:VCARD",
        b"BEGIN:VCARD\nNOTE;CHARSET=idna:" + b"." * (MEGABYTE - 9) + b"\nEND:VCARD",
        b"BEGIN:VCARD\nTEL;PREF=" + b"9" * 60_000 + b":1\nFN:A\nEND:VCARD",
        b"BEGIN:VCARD\nFN:A\nX-MICROBIZ-FIT:" + b"9" * 100_000 + b"\nEND:VCARD",
    ],
    ids=range(18),
)
def test_no_bomb_takes_two_seconds(bomb: bytes) -> None:
    start = time.process_time()
    try:
        found = read_vcards(bomb)
    except BadInput as refused:
        assert refused.message
    else:
        assert all(trouble.line >= 1 for trouble in found.troubles)
    assert time.process_time() - start < 2


def test_our_own_properties_with_wrong_values_cost_their_line() -> None:
    found = read_vcards(
        _card(
            "FN:A",
            *("X-MICROBIZ-FIT:many", "X-MICROBIZ-STAGE:no-such", "X-MICROBIZ-PRIVATE:perhaps"),
            *("X-MICROBIZ-SKILL:Joinery;9;;", "mbp9.X-MICROBIZ-PERSON-ROLE:Cook"),
            *("X-MICROBIZ-SIZE:2-5", "X-MICROBIZ-SKILL:Tiling"),
        )
    )
    assert _lines(found) == [4, 5, 6, 7, 8]
    data = found.contacts[0].data
    assert (data.size, [skill.name for skill in data.skills]) == ("2-5", ["Tiling"])
    assert [person.name for person in data.people] == ["A"]


def test_the_collector_of_garbage_is_on_again_after_a_refusal() -> None:
    gc.enable()
    with pytest.raises(BadInput):
        read_vcards(b"nothing")
    assert gc.isenabled()
