"""Answers of the joint venture that make no sense are told where they can be mended (W12).

Which answers are odd is data beside each question: a row that gets lost there is missed here.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from microbiz_desktop.domain.dates import parse_day, parse_duration
from microbiz_desktop.domain.deal import Answer, Deal
from microbiz_desktop.domain.text import Paragraph, Table, plain
from microbiz_desktop.drafting.asking.questions import ColumnSpec, Odd, Question
from microbiz_desktop.drafting.checks.odd import gravest
from microbiz_desktop.drafting.compile import compile
from microbiz_desktop.drafting.templates.catalogue import Catalogue

from .options import with_answers

PARTIES = ("fernhill", "northlight", "whitcombe")
LATE = {"title": "All", "party": "fernhill", "amount": 1475000, "due": "3026-12-18"}
SWAP = {"giver": "fernhill", "what": "Signs", "receiver": "northlight", "value": 0}
DATA = {"what": "x", "party": "fernhill", "purpose": "y", "basis": "z", "keep": "11 years"}
NOTHING = dict.fromkeys(PARTIES, 0)
TIER = dict(zip(PARTIES, (500000, 250000, 250000), strict=True))


def by(method: str, **more: object) -> dict[str, object]:
    """Another way of sharing the money."""
    return {"split_method": method, **more}


def up_to(cap: str, **more: object) -> dict[str, object]:
    """Another limit on liability."""
    return {"liability_cap": cap, **more}


#: Answers, the question at which they are told, and words of the message.
ODD: list[tuple[dict[str, object], str, str]] = [
    ({"notice": "0 days"}, "notice", "without any notice"),
    ({"notice": "9 months"}, "notice", "leave is 9 months"),
    ({"pay_within": "0 days"}, "pay_within", "No time at all"),
    ({"pay_within": "9 weeks"}, "pay_within", "wait 9 weeks"),
    ({"pay_within": "24 months"}, "pay_within", "wait 24 months"),
    ({"pay_within": "25 months"}, "pay_within", "hardly meant"),
    ({"acceptance": "0 days"}, "acceptance", "any time to check"),
    ({"acceptance": "12 months"}, "acceptance", "wait 12 months"),
    (by("lead_margin", lead_margin=1000000), "lead_margin", "leaves nothing to share"),
    (by("lead_margin", lead_margin=600000), "lead_margin", "more than half"),
    (by("lead_margin", lead_margin=0), "lead_margin", "is zero"),
    (by("tiers", tier_limit=0), "tier_limit", "ends at zero"),
    (by("hours", hours=NOTHING), "hours", "no hours"),
    (by("royalty", royalty_term="1 month"), "royalty_term", "end 1 month"),
    (by("royalty", royalty_term="21 years"), "royalty_term", "21 years"),
    (by("in_kind", swaps=[SWAP]), "swaps", "value of zero"),
    (by("milestones", milestones=[LATE]), "milestones", "18 December 3026"),
    (up_to("fixed_sum", liability_sum=100), "liability_sum", "only £1.00"),
    (up_to("none"), "liability_cap", "Nothing limits"),
    (up_to("insurance"), "liability_cap", "whole sum insured"),
    ({"insurance_minimum": 100}, "insurance_minimum", "only £1.00"),
    ({"non_solicit": "introduced", "non_solicit_months": 24}, "non_solicit_months", "24 months"),
    ({"personal_data": True, "personal_data_items": [DATA]}, "personal_data_items", "ten years"),
    ({"price": 0}, "price", "nothing is paid"),
    (by("fixed_fees", price=0, fees=NOTHING), "price", "nothing is paid"),
    ({"review_by": "3026-12-18"}, "review_by", "far in the future"),
    ({"review_by": "2004-12-18"}, "review_by", "long past"),
]
#: The same for what no single answer is to blame for, with the code first.
APART: list[tuple[str, dict[str, object], str, str]] = [
    ("nobody-has-a-part", by("fixed_fees", fees=NOTHING), "fees", "all of it is zero"),
    ("milestone-outside", by("milestones", milestones=[LATE]), "milestones", "after the work"),
    ("costs-above-income", {"price": 100000}, "approved_costs", "£2,318.35 are more than the"),
    ("tier-out-of-reach", by("tiers", tier_first=TIER, tier_limit=10**8), "tier_limit", "only"),
    ("gets-nothing", {"shares": {**NOTHING, "fernhill": 1000000}}, "split_method", "get nothing"),
    (
        "insurance-below-cap",
        up_to("fixed_sum", liability_sum=10**9),
        "insurance_minimum",
        "£10,000,000.00",
    ),
    (
        "insurance-below-cap",
        up_to("multiple", liability_multiple=10, insurance_minimum=10**6),
        "insurance_minimum",
        "£52,834.50",
    ),
    (
        "insurance-below-cap",
        up_to("own_fee", insurance_minimum=10**5),
        "insurance_minimum",
        "£5,283.45",
    ),
    (
        "party-left-out",
        {"approved_costs": {"fernhill": {"amount": 5, "what": "x"}}},
        "approved_costs",
        "Northlight Film is left out",
    ),
]


def told(catalogue: Catalogue, deal: Deal) -> list[tuple[str, str, str]]:
    """Code, question and message of everything found."""
    found = compile(catalogue, deal).findings
    return [(f.code, f.place.question, f.message.replace("\u00a0", " ")) for f in found]


@pytest.mark.parametrize(
    ("code", "answers", "question", "words"), [*(("odd-answer", *row) for row in ODD), *APART]
)
def test_what_makes_no_sense_is_told_at_its_question(
    catalogue: Catalogue,
    sample: Deal,
    code: str,
    answers: dict[str, object],
    question: str,
    words: str,
) -> None:
    def same(deal: Deal) -> list[str]:
        found = told(catalogue, deal)
        return [said for c, q, said in found if (c, q) == (code, question) and words in said]

    assert same(sample) == []
    assert same(with_answers(sample, **answers))


@pytest.mark.parametrize("field", ["start", "end", "due"])
@pytest.mark.parametrize(("year", "words"), [("3026", "far in the future"), ("2004", "long past")])
def test_a_day_of_the_project_in_another_age_is_told(
    catalogue: Catalogue, sample: Deal, field: str, year: str, words: str
) -> None:
    project = sample.project
    if field == "due":
        first = replace(project.deliverables[0], due=f"{year}-12-18")
        changed = replace(project, deliverables=(first, *project.deliverables[1:]))
    else:
        changed = replace(project, **{field: f"{year}-12-18"})  # type: ignore[arg-type]  # a day
    place = {"due": "deliverables"}.get(field, field)
    found = told(catalogue, replace(sample, project=changed))
    assert [q for code, q, said in found if code == "odd-answer" and words in said] == [place]


def test_costs_above_the_price_leave_nothing_to_share(catalogue: Catalogue, sample: Deal) -> None:
    """“The −£1,318.35 left is shared” stood in the schedule."""
    text = compile(catalogue, with_answers(sample, price=100000)).text
    blocks = [block for schedule in text.schedules for block in schedule.blocks]
    words = [plain(block.runs) for block in blocks if isinstance(block, Paragraph)]
    words += [block.note for block in blocks if isinstance(block, Table)]
    assert not [said for said in words if "to share" in said and "−" in said]
    assert [said for said in words if "does not pay the costs" in said]


def test_a_currency_that_is_none_is_told(catalogue: Catalogue, sample: Deal) -> None:
    for currency in ("XYZ", "XXX", "£", "", "gbp"):
        found = told(catalogue, replace(sample, currency=currency))
        assert "no-currency" in {code for code, _, _ in found}, currency
    for currency in ("GBP", "EUR", "JPY"):
        found = told(catalogue, replace(sample, currency=currency))
        assert "no-currency" not in {code for code, _, _ in found}, currency


def test_each_row_of_odd_answers_can_be_told(catalogue: Catalogue) -> None:
    """A row that another one always outdoes says nothing to anybody."""
    questions = catalogue.templates["joint-venture"].questions
    specs: list[Question | ColumnSpec] = []
    for question in questions:
        specs += [question, *question.columns]
    rows = [(spec, odd) for spec in specs for odd in spec.odd]
    assert len(rows) > 25
    assert [odd.says for spec, odd in rows if not any(told_of(spec, odd))] == []


def told_of(spec: Question | ColumnSpec, odd: Odd) -> Iterator[bool]:
    """Whether the row is told of the answers that it is just about."""
    for limit, step in ((odd.below, -1), (odd.above, 1)):
        if limit is not None:
            yield gravest(spec.odd, spec.kind, _beside(limit, step)) is odd
    yield from (gravest(spec.odd, spec.kind, value) is odd for value in odd.among)


def _beside(limit: Answer, step: int) -> Answer:
    """The next value of the same kind."""
    if isinstance(limit, int):
        return limit + step
    if (day := parse_day(str(limit))) is not None:
        return (day + timedelta(days=step)).isoformat()
    length = parse_duration(str(limit))
    assert length is not None
    return replace(length, count=length.count + step).to_text()
