"""Fingerprints and the forms people read out."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microbiz_desktop.evidence.fingerprint import (
    check_code,
    check_code_problem,
    fingerprint,
    qr_text,
    shortened,
    spaced,
    word_list,
    words,
)

DIGEST = "9f3c7a10b2e455d80c61ee941f7b83a24d0e96cf72b5a81d3e5fc0476b9a12d8"


def test_the_words_are_eleven_bits_each_of_the_standard_list() -> None:
    listed = word_list()
    assert (len(listed), listed[0], listed[-1]) == (2048, "abandon", "zoo")
    assert hashlib.sha256(("\n".join(listed) + "\n").encode()).hexdigest() == (
        "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda"
    )
    bits = f"{int(DIGEST, 16):0256b}"
    expected = tuple(listed[int(bits[i : i + 11], 2)] for i in range(0, 88, 11))
    assert words(DIGEST) == expected
    assert words("0" * 64) == ("abandon",) * 8
    assert words("f" * 64) == ("zoo",) * 8


@given(st.binary())
def test_the_fingerprint_is_the_sha256_anybody_can_compute(content: bytes) -> None:
    assert fingerprint(content) == hashlib.sha256(content).hexdigest()


@given(st.binary(min_size=1))
def test_a_check_code_is_accepted_as_printed_and_as_people_type_it(content: bytes) -> None:
    digest = fingerprint(content)
    code = check_code(digest)
    assert check_code_problem(code, digest) == ""
    assert check_code_problem(f"  {code.upper().replace(' ', ', ')} ", digest) == ""


def test_a_wrong_code_says_what_is_wrong_with_it() -> None:
    first, second, digit = check_code(DIGEST).split()
    assert "two words and a digit" in check_code_problem("hello", DIGEST)
    assert "two words and a digit" in check_code_problem(f"{first} xyzzy {digit}", DIGEST)
    wrong = (int(digit) + 1) % 10
    assert "do not belong together" in check_code_problem(f"{first} {second} {wrong}", DIGEST)
    foreign = check_code(fingerprint(b"another text"))
    assert "another text or revision" in check_code_problem(foreign, DIGEST)


def test_most_slips_of_reading_are_noticed_by_the_digit() -> None:
    first, second, digit = check_code(DIGEST).split()
    slips = [(word, second) for word in word_list() if word != first]
    slips += [(first, word) for word in word_list() if word != second]
    unnoticed = [
        pair
        for pair in slips
        if "do not belong" not in check_code_problem(f"{pair[0]} {pair[1]} {digit}", DIGEST)
    ]
    assert len(unnoticed) / len(slips) < 0.13
    assert all(check_code_problem(f"{a} {b} {digit}", DIGEST) for a, b in unnoticed)


def test_long_forms() -> None:
    assert spaced("9f3c7a10") == "9f3c 7a10"
    assert shortened(DIGEST) == "9f3c 7a10 b2e4 55d8 … 6b9a 12d8"
    assert qr_text("a1", 3, DIGEST) == f"MICROBIZ AGREEMENT a1\nREVISION 3\nSHA-256 {DIGEST}"
    assert qr_text("a1", 3, DIGEST, "e1").endswith("\nLEDGER e1")


@pytest.mark.parametrize("typed", ["", "7", "copper lantern", "copper lantern x", "a b 7 8"])
def test_half_a_code_is_no_code(typed: str) -> None:
    assert check_code_problem(typed, DIGEST)
