"""Deals that real hands wrote: what must come out of each stands in cases/deals/expected.csv.

Every file is read, checked and worded; some go the whole way of the command line, to their pages,
and in the soak all of them.
"""

import csv
import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from microbiz_desktop.cli.main import main
from microbiz_desktop.domain.errors import BadInput
from microbiz_desktop.domain.findings import Finding, Severity
from microbiz_desktop.drafting.compile import compile as compile_deal
from microbiz_desktop.drafting.dealfile.reader import load_deal_file
from microbiz_desktop.drafting.templates.catalogue import Catalogue
from microbiz_desktop.rendering.reading.words import pieces
from tests.kept import begun_worker, worker_process  # noqa: F401 - fixtures
from tests.shipped import shipped
from tests.thinned import thinned

CASES = Path(__file__).parent / "cases" / "deals"


@dataclass(frozen=True)
class Said:
    """What must be among the findings, what must be printed, and what must be complained.

    A finding is told by its code (empty for any), its severity and words of its message.
    """

    findings: tuple[tuple[str, str, str], ...] = ()
    printed: tuple[str, ...] = ()
    complained: str = ""
    absent: tuple[str, ...] = ()


WANTED = {
    "02-word-vtab.toml": Said(printed=("Three desserts", "are made without nuts")),
    "03-excel-table.toml": Said(printed=("Plates 90 £13.00", "1.1 numbered pasted")),
    "08-same-email.toml": Said(
        findings=(("one-address", "hint", "Okafor Cakes and Hart Lane Pottery have one e-mail"),)
    ),
    "29-money-zero.toml": Said(
        findings=(("odd-answer", "warning", "nothing is paid for the work"),)
    ),
    "49-pay-zero-days.toml": Said(
        findings=(("odd-answer", "warning", "No time at all is left to pay"),)
    ),
    "55-share-0-100.toml": Said(
        findings=(("gets-nothing", "hint", "Northlight Film and Whitcombe Joinery get nothing"),)
    ),
    "56-share-neg.toml": Said(
        findings=(
            ("share-below-zero", "error", "Northlight Film"),
            ("share-below-zero", "error", "Whitcombe Joinery"),
        )
    ),
    "58-bad-email.toml": Said(findings=(("not-an-address", "warning", "orders at okaforcakes"),)),
    "60-year-3026.toml": Said(findings=(("odd-answer", "warning", "3027"),)),
    "65-special-empty.toml": Said(findings=(("special-term-empty", "error", "no words"),)),
    "23-uk-date.toml": Said(
        findings=(
            ("day-order", "hint", "“11/01/2027” was read as 11 January 2027"),
            ("day-order", "hint", "the order of days in England and Wales"),
        ),
        printed=("11 January 2027",),
    ),
    "31-jpy.toml": Said(printed=("¥3,480",), absent=("¥3,480.00", "¥348,000")),
    "33-currency-xyz.toml": Said(
        complained="33-currency-xyz.toml, line 5: there is no currency “XYZ”"
    ),
    "43-special-numbered.toml": Said(
        printed=("1.1 The client keeps the keys.", "1.2 See clause 99 and {{ ref.money }}.")
    ),
    "76-typo-question.toml": Said(
        complained="76-typo-question.toml, line 80: joint-venture has no answer “leaving_rules” "
        "here; perhaps “leaving_rule”."
    ),
    "79-mixed-tabs-crlf-nbsp.toml": Said(printed=("2 Hart Lane Ilkley LS29 8AB",)),
    "80-lrm.toml": Said(
        findings=(("direction-mark", "hint", "and keeps it: U+200F right-to-left mark"),),
        printed=("שלום",),
    ),
    "81-tab-only-trading.toml": Said(printed=("Hart Lane Pottery",)),
    "85-margin-comma.toml": Said(printed=("1.5 %",), absent=("15 %",)),
    "86-money-comma.toml": Said(printed=("£3,480.50", "£2,180.50", "£50.00")),
}


def _expected() -> dict[str, int]:
    with (CASES / "expected.csv").open(encoding="utf-8", newline="") as lines:
        return {row["file"]: int(row["exit"]) for row in csv.DictReader(lines)}


def _words(pdf: Path) -> str:
    """What stands on the pages, with every run of white space as one space."""
    done = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


@cache
def _shipped() -> Catalogue:
    return shipped()


def _read(name: str) -> tuple[list[Finding], str]:
    """What is found in a deal, and the words that its pages would print."""
    read = load_deal_file(CASES / name, _shipped())
    made = compile_deal(_shipped(), read.deal)
    words = " ".join(piece.text for piece in pieces(made.text))
    return [*read.notes, *made.findings], " ".join(words.split())


@pytest.mark.parametrize("name", sorted(WANTED))
def test_a_deal_is_read_and_worded_as_it_must_be(name: str) -> None:
    wanted, due = WANTED[name], _expected()[name]
    if due == 2:
        with pytest.raises(BadInput) as refused:
            _read(name)
        assert wanted.complained in refused.value.message
        return
    findings, words = _read(name)
    assert due == (Severity.ERROR in [found.severity for found in findings])
    _is_found(wanted, [(found.code, found.severity, found.message) for found in findings])
    _is_printed(wanted, words)


#: Those that end with each exit code, with what is found in reading, and signs of other scripts.
ON_PAGES = (
    *("23-uk-date.toml", "31-jpy.toml", "33-currency-xyz.toml", "65-special-empty.toml"),
    *("76-typo-question.toml", "80-lrm.toml"),
)


@pytest.mark.usefixtures("begun_worker")
@pytest.mark.parametrize("name", thinned(sorted(WANTED), kept=ON_PAGES))
def test_a_deal_gives_what_it_must(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code, findings, and words on the page."""
    wanted, out = WANTED[name], tmp_path / "out.pdf"
    code = main(["draft", str(CASES / name), "--out", str(out), "--json"])
    said = capsys.readouterr()
    assert code == _expected()[name], said.err
    assert wanted.complained in said.err
    assert out.exists() is (code != 2)
    if code == 2:
        return
    findings = json.loads(said.out)["findings"]
    _is_found(wanted, [(one["code"], one["severity"], one["message"]) for one in findings])
    _is_printed(wanted, _words(out))


def _is_found(wanted: Said, findings: Sequence[tuple[str, str, str]]) -> None:
    """All that must be, and nothing pasted is called hidden (F1 to F3)."""
    assert "hidden-character" not in {code for code, _, _ in findings}
    for kind, severity, words in wanted.findings:
        assert any(
            code == (kind or code) and found == severity and words in message
            for code, found, message in findings
        ), findings


def _is_printed(wanted: Said, page: str) -> None:
    assert [words for words in wanted.printed if words not in page] == []
    assert [words for words in wanted.absent if words in page] == []


def test_every_case_is_looked_at() -> None:
    """A deal file without an expectation, or the other way round, is an oversight."""
    files = {path.name for path in CASES.glob("*.toml")}
    assert files == set(_expected()) == set(WANTED)
