"""What is hidden, kept, looks alike or has too many lines is shown, and mended by one click."""

from dataclasses import replace
from typing import Any

import pytest

from microbiz_desktop.domain.deal import Deal, SpecialTerm, frozen, thawed
from microbiz_desktop.domain.dealdata import apply_edits
from microbiz_desktop.domain.findings import Finding, Severity
from microbiz_desktop.drafting.compile import compile
from microbiz_desktop.drafting.templates.catalogue import Catalogue


def of_kind(catalogue: Catalogue, deal: Deal, code: str) -> list[Finding]:
    return [finding for finding in compile(catalogue, deal).findings if finding.code == code]


def with_party(deal: Deal, **changed: Any) -> Deal:
    return replace(deal, parties=(replace(deal.parties[0], **changed), *deal.parties[1:]))


def with_answer(deal: Deal, name: str, value: object) -> Deal:
    return replace(deal, answers=frozen({**thawed(deal.answers), name: value}))


def test_a_mark_beside_a_right_to_left_letter_is_kept_and_told(
    catalogue: Catalogue, sample: Deal
) -> None:
    deal = with_party(sample, legal_name="שלום\u200f Ltd")
    (finding,) = of_kind(catalogue, deal, "direction-mark")
    assert finding.severity is Severity.HINT
    assert (finding.place.section, finding.place.party) == ("parties", deal.parties[0].key)
    assert not of_kind(catalogue, deal, "hidden-character")
    assert finding.mend is not None
    assert apply_edits(deal, finding.mend.edits).parties[0].legal_name == "שלום Ltd"


def test_everything_hidden_in_a_text_is_named_and_taken_out_at_once(
    catalogue: Catalogue, sample: Deal
) -> None:
    """A name that stands ten times does not hide another one (F2)."""
    deal = replace(sample, title="a" + "\u200bb" * 10 + "\u202ec")
    (finding,) = of_kind(catalogue, deal, "hidden-character")
    assert "U+200B" in finding.message
    assert "U+202E" in finding.message
    assert finding.mend is not None
    assert apply_edits(deal, finding.mend.edits).title == "a" + "b" * 10 + "c"


@pytest.mark.parametrize(
    ("deal_of", "said"),
    [
        (lambda deal: with_party(deal, trading_name="Оkafor Cakes"), "“Оkafor” mixes Cyrillic"),
        (lambda deal: with_answer(deal, "good_case", "pay £1O,OOO"), "has a letter among"),
        (
            lambda deal: replace(deal, special_terms=(SpecialTerm("Pay", "in １０ days"),)),
            "“１” is no plain digit: fullwidth digit one",
        ),
    ],
)
def test_look_alikes_are_shown(
    catalogue: Catalogue, sample: Deal, deal_of: object, said: str
) -> None:
    """R10: a warning that shows them."""
    assert callable(deal_of)
    assert not of_kind(catalogue, sample, "look-alike")
    (finding,) = of_kind(catalogue, deal_of(sample), "look-alike")
    assert finding.severity is Severity.WARNING
    assert said in finding.message


@pytest.mark.parametrize(
    "deal_of",
    [
        lambda deal: replace(deal, title="One\ntwo"),
        lambda deal: with_party(deal, email="a@fernhill.example\nPaid in full"),
        lambda deal: replace(deal, special_terms=(SpecialTerm("Keys\nand more", "Kept."),)),
        lambda deal: with_answer(deal, "good_case", "One\ntwo"),
        lambda deal: with_answer(deal, "goals", {"fernhill": "One\ntwo"}),
    ],
)
def test_a_second_line_where_one_belongs_is_shown(
    catalogue: Catalogue, sample: Deal, deal_of: object
) -> None:
    """R10: a line break in an e-mail address printed a second line."""
    assert callable(deal_of)
    assert not of_kind(catalogue, sample, "several-lines")
    deal = deal_of(sample)
    (finding,) = of_kind(catalogue, deal, "several-lines")
    assert finding.severity is Severity.WARNING
    assert finding.mend is not None
    assert not of_kind(catalogue, apply_edits(deal, finding.mend.edits), "several-lines")


def test_long_texts_may_have_lines(catalogue: Catalogue, sample: Deal) -> None:
    deal = replace(sample, project=replace(sample.project, brief="One\ntwo", client_address="a\nb"))
    assert not of_kind(catalogue, deal, "several-lines")
