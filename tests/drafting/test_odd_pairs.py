"""Answers that were once found not to go together stay decided (W7, W9, W10).

The decisions are data (`pairs.toml`): one that gets lost there is missed here.
"""

from dataclasses import replace

import pytest

from microbiz_desktop.domain.deal import Deal, Rewording
from microbiz_desktop.drafting.compile import compile
from microbiz_desktop.drafting.templates.catalogue import Catalogue

from .options import complete, with_answers

APART, MEET = "answers-apart", "answers-meet"
RESULT = ("equal", "percentages", "by_contribution", "hours", "costs_first", "lead_margin", "tiers")
GROWING = ("equal", "by_contribution", "hours", "in_kind")
PERCENT = ("costs_first", "percentages", "lead_margin", "tiers", "royalty")

Decided = tuple[str, dict[str, object], str, int]


def _each(code: str, words: str, ways: tuple[str, ...], **beside: object) -> list[Decided]:
    """The same decision for several ways of sharing the money."""
    return [(code, {"split_method": way, **beside}, words, 3) for way in ways]


#: The code, the answers that meet, words of what is said, and how many parties there are.
DECIDED: list[Decided] = [
    *_each(MEET, "before it is known", RESULT, pay_when_paid=False),
    *_each(APART, "shrink", GROWING, joining="lead_joinder"),
    *_each(MEET, "lead party’s own", PERCENT, joining="lead_joinder"),
    (APART, {"client_contract": "own_product", "ip_new_work": "client_on_payment"}, "nobody to", 3),
    (APART, {"client_contract": "own_product", "ip_new_work": "open_licence"}, "hard to sell", 3),
    (MEET, {"client_contract": "lead", "ip_new_work": "open_licence"}, "open to everyone", 3),
    (MEET, {"client_contract": "all", "loss_share": "lead"}, "only the lead party bears", 3),
    (MEET, {"client_contract": "each", "loss_share": "lead"}, "not its own", 3),
    (MEET, {"decisions": "by_head"}, "a majority means both", 2),
    (MEET, {"decisions": "weighted"}, "a majority means both", 2),
    (MEET, {"decisions": "rotating"}, "the chair alone decides", 2),
]


def told(catalogue: Catalogue, deal: Deal) -> list[tuple[str, str]]:
    """What is said of answers that do not go together."""
    found = compile(catalogue, deal).findings
    return [(f.code, f.message) for f in found if f.code in (APART, MEET)]


@pytest.mark.parametrize(("code", "answers", "words", "count"), DECIDED)
def test_what_does_not_go_together_is_told(
    catalogue: Catalogue,
    sample: Deal,
    code: str,
    answers: dict[str, object],
    words: str,
    count: int,
) -> None:
    whole = complete(sample, catalogue.templates["joint-venture"])
    calm = with_answers(replace(whole, parties=whole.parties[:count]), building=False)
    assert told(catalogue, calm) == []
    found = told(catalogue, with_answers(calm, **answers))
    assert [kind for kind, said in found if words in said] == [code], found


def test_one_party_with_most_of_the_votes_is_told(catalogue: Catalogue, sample: Deal) -> None:
    """W10: votes by the sums expected, and one party expects more than all others together."""
    shares = {"fernhill": 600000, "northlight": 200000, "whitcombe": 200000}
    weighted = with_answers(sample, decisions="weighted")
    deal = with_answers(weighted, shares=shares)
    assert "votes-of-one" not in {f.code for f in compile(catalogue, weighted).findings}
    (found,) = [f for f in compile(catalogue, deal).findings if f.code == "votes-of-one"]
    assert found.message.startswith("Fernhill Design has more than half")


@pytest.mark.parametrize("cap", ["own_fee", "none"])
def test_what_may_never_be_limited_is_missed_in_own_wording(
    catalogue: Catalogue, sample: Deal, cap: str
) -> None:
    """W10: own wording that names none of it, where liability is limited; no limit needs none."""
    deal = with_answers(sample, liability_cap=cap)
    own = replace(
        deal, rewordings=(Rewording("liability_limits", "No party pays for lost profit."),)
    )
    missing = [f for f in compile(catalogue, own).findings if f.code == "never-limited-missing"]
    assert bool(missing) is (cap != "none")
    assert "never-limited-missing" not in {f.code for f in compile(catalogue, deal).findings}
