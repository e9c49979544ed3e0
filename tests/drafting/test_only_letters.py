"""A question or column that names its letters: checked, read from files, and a defect elsewhere."""

from dataclasses import replace
from pathlib import Path

import pytest

from microbiz_desktop.domain.deal import Answer, Deal, frozen, thawed
from microbiz_desktop.domain.errors import BadInput
from microbiz_desktop.domain.findings import Finding, Severity
from microbiz_desktop.drafting.asking.roles import Role
from microbiz_desktop.drafting.compile import compile
from microbiz_desktop.drafting.dealfile.reader import read_deal_file
from microbiz_desktop.drafting.templates.catalogue import Catalogue, defects

from .conftest import ROOT, sample_of
from .tiny import write_tiny

RULE = "64 letters and figures, all of them from 0 to 9 or from a to f"


@pytest.fixture(scope="module")
def talks(catalogue: Catalogue) -> Deal:
    """A complete deal with numbers that are made of certain letters."""
    return sample_of(catalogue, "mutual-nda")


def _with_number(catalogue: Catalogue, deal: Deal, number: str) -> Deal:
    question = catalogue.templates[deal.template].playing(Role.SEALED_IDEAS)
    rows = thawed(deal.answers[question])
    assert isinstance(rows, list)
    changed: list[Answer] = [{**rows[0], "number": number}, *rows[1:]]
    return replace(deal, answers={**deal.answers, question: frozen(changed)})


def _errors(catalogue: Catalogue, deal: Deal) -> list[Finding]:
    return [f for f in compile(catalogue, deal).findings if f.severity is Severity.ERROR]


def test_a_whole_number_is_no_error(catalogue: Catalogue, talks: Deal) -> None:
    assert _errors(catalogue, talks) == []
    assert _errors(catalogue, _with_number(catalogue, talks, "0f" * 32)) == []


@pytest.mark.parametrize("number", ["0f" * 31, "0F" * 32, "g" * 64, "my idea", "0f" * 32 + " "])
def test_an_answer_of_other_letters_stops_the_offer_and_says_the_rule(
    catalogue: Catalogue, talks: Deal, number: str
) -> None:
    found = _errors(catalogue, _with_number(catalogue, talks, number))
    (one,) = [f for f in found if f.code == "outside-limits"]
    assert f"“Idea number (SHA-256)” must be {RULE}." in one.message


def test_a_row_without_its_number_stops_the_offer(catalogue: Catalogue, talks: Deal) -> None:
    assert _errors(catalogue, _with_number(catalogue, talks, ""))


def _file(number: str) -> str:
    text = (ROOT / "mutual-nda" / "sample.toml").read_text(encoding="utf-8")
    start = text.index('\nnumber = "') + len('\nnumber = "')
    return text[:start] + number + text[start + 64 :]


def test_a_deal_file_takes_it_as_pasted_and_names_the_line_of_a_wrong_one(
    catalogue: Catalogue, talks: Deal
) -> None:
    base = ROOT / "mutual-nda"
    deal = read_deal_file(_file(" ".join(["0F0F"] * 16)), "talks.toml", catalogue, base).deal
    assert deal == _with_number(catalogue, talks, "0f" * 32)
    with pytest.raises(BadInput, match=f"should be {RULE}") as refused:
        read_deal_file(_file("0f" * 31 + "0x"), "talks.toml", catalogue, base)
    assert "talks.toml, line" in refused.value.message


def test_letters_of_what_is_no_short_text_are_a_defect(tmp_path: Path) -> None:
    root = write_tiny(tmp_path)
    questions = root / "tiny" / "questions.toml"
    text = questions.read_text(encoding="utf-8")
    assert 'kind = "money"' in text
    questions.write_text(text.replace('kind = "money"', 'kind = "money"\nletters = "01"', 1))
    (defect,) = defects(root)
    assert "names letters, and is no short text" in defect
    assert "questions.toml, line" in defect
