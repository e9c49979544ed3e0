"""Every check has a deal on which it fires and one on which it does not: one table of them all."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from microbiz_desktop.domain.deal import (
    Deal,
    Deliverable,
    InsuranceSnapshot,
    PersonSnapshot,
    frozen,
)
from microbiz_desktop.domain.findings import EXTRA, Place
from microbiz_desktop.drafting import checks
from microbiz_desktop.drafting.asking.answer_kinds import AnswerKind
from microbiz_desktop.drafting.asking.questions import Question
from microbiz_desktop.drafting.checks.registry import CHECKS
from microbiz_desktop.drafting.checks.subject import Subject
from microbiz_desktop.drafting.compile import assemble
from microbiz_desktop.drafting.templates.catalogue import Catalogue

from .conftest import sample_of
from .test_checks import (
    CASES,
    FEES,
    Change,
    answers,
    changed_pack,
    changed_questions,
    changed_unit,
    party,
    project,
    rewordings,
    same,
    several,
    special,
    with_flags,
)

Law = Callable[[Catalogue], Catalogue]


def as_shipped(catalogue: Catalogue) -> Catalogue:
    """The templates, units and packs that are shipped."""
    return catalogue


def words(unit: str, text: str, **fields: Any) -> Law:
    """A catalogue in which a unit says something else."""
    return lambda catalogue: changed_unit(catalogue, unit, text=text, **fields)


def asked(change: Callable[[Question], Question]) -> Law:
    """A catalogue whose questions are others."""
    return lambda catalogue: changed_questions(catalogue, change)


@dataclass(frozen=True)
class Row:
    """A code, the deal that has it, one that has not, and the catalogue of the first.

    `kind` is the sample that both deals start from; `silent` the catalogue of the second.
    """

    code: str
    fires: Change
    passes: Change = same
    kind: str = "joint-venture"
    law: Law = as_shipped
    silent: Law = as_shipped


def pack(**flags: bool) -> Law:
    """A test pack that differs from the shipped one in these flags."""
    return lambda catalogue: with_flags(catalogue, **flags)


def only(**allowed: list[str]) -> Law:
    """A test pack that allows these options alone."""
    return lambda catalogue: changed_pack(catalogue, allowed=frozen(allowed))


def _length(question: Question) -> Question:
    named = question.id == "confidentiality_term"
    return replace(question, kind=AnswerKind.DURATION, options=()) if named else question


SHARES = {"fernhill": 1000000, "northlight": 0, "whitcombe": 0}
MILESTONE = {"title": "All", "party": "fernhill", "amount": 1475000, "due": "2027-06-01"}
DUE = {"split_method": "milestones", "milestones": [{**MILESTONE, "due": "2027-02-01"}]}
DATA = {"what": "x", "party": "fernhill", "purpose": "y", "basis": "z", "keep": "1 month"}
TIERS = {"split_method": "tiers", "tier_first": SHARES, "tier_limit": 100000}
SWAP = {"giver": "fernhill", "what": "Signs", "receiver": "fernhill", "value": 5000}
#: Each of the three gives something.
SWAPS = [
    {**SWAP, "receiver": "northlight", "value": 400_000_00},
    {**SWAP, "giver": "northlight", "receiver": "whitcombe"},
    {**SWAP, "giver": "whitcombe"},
]
BOUNDS = {"fernhill": {"least": 100, "most": 50}}
TIMED = {"rate_unit": "day", "time_rate": 320_00, "time_cap": 3_840_00}

PRIYA = PersonSnapshot("Priya Raman", "director", may_sign=True)
DAN = PersonSnapshot("Dan  whitcombe", may_sign=True)


def insured(name: str, cover: str, ends: str) -> Change:
    """The second party with this insurance."""
    return party(1, insurance=(InsuranceSnapshot(name, cover, ends),))


ROWS = [
    *(Row(case.code, case.fails, case.passes) for case in CASES),
    Row(
        "backup-is-lead",
        answers(lead_party="fernhill", backup_lead="fernhill"),
        answers(lead_party="fernhill", backup_lead="northlight"),
    ),
    Row(
        "employment-hours",
        special("Times", "Each party works from 9 to 5 on weekdays."),
        special("Times", "The café opens from 9 to 5 on 26 February 2027."),
    ),
    Row(
        "employment-substitute",
        special("People", "Northlight Film must do the filming personally."),
        special("People", "Northlight Film may send a skilled substitute."),
    ),
    Row(
        "employment-substitute",
        rewordings(("own_affairs", "Each uses its own tools and sets its own hours.")),
        rewordings(
            ("own_affairs", "Own tools, own hours, and a substitute whenever a party wants one.")
        ),
    ),
    Row(
        "employment-tools",
        answers(details="Whitcombe works with the client’s tools."),
        answers(details="Whitcombe works with its own tools."),
    ),
    Row(
        "employment-pay",
        special("Holidays", "Holiday pay is due for five weeks."),
        special("Holidays", "There is no holiday pay."),
    ),
    Row(
        "employment-orders",
        party(1, role="Film, under the direction of Fernhill"),
        party(1, role="Film, with a director"),
    ),
    Row("place-holder", special("Pace", "Paid by TBC."), special("Pace", "Paid by May.")),
    Row(
        "torn-sentence",
        answers(good_case=""),
        law=words("understood", "Each read “{{ a.good_case }}”."),
        silent=words("understood", "Each read “{{ a.price }}”."),
    ),
    Row(
        "blank",
        lambda deal: replace(deal, project=replace(deal.project, client="")),
        law=words("understood", "Each knows {{ project.client }}."),
        silent=words("understood", "Each knows {{ project.client }}."),
    ),
    Row(
        "empty-cell",
        answers(confidential_items=[{"what": "", "party": "fernhill"}]),
        answers(confidential_items=[{"what": "Prices", "party": "fernhill"}]),
    ),
    Row(
        "joint-without-rule",
        answers(ip_new_work="joint", joint_exploitation=""),
        answers(ip_new_work="joint"),
    ),
    Row(
        "data-without-clause",
        answers(personal_data=True, personal_data_items=[DATA]),
        answers(personal_data=True, personal_data_items=[DATA]),
        law=lambda catalogue: changed_unit(catalogue, "personal_data", row=0),
    ),
    Row(
        "data-clause-reworded",
        several(
            answers(personal_data=True, personal_data_items=[DATA]),
            rewordings(("personal_data", "Data is shared freely.")),
        ),
        answers(personal_data=True, personal_data_items=[DATA]),
    ),
    Row(
        "no-deed-here",
        answers(execution="deed"),
        answers(execution="deed"),
        law=pack(deed=False),
    ),
    Row(
        "deed-by-one-partner",
        several(answers(execution="deed"), party(2, sign_rule="one")),
        answers(execution="deed"),
    ),
    Row(
        "restraint-void",
        answers(non_solicit="introduced"),
        answers(non_solicit="introduced"),
        law=pack(restraints_void=True),
    ),
    Row("not-allowed-here", same, same, law=only(disputes_forum=["arbitration"])),
    Row(
        "pay-when-paid-banned",
        answers(pay_when_paid=True),
        answers(pay_when_paid=True),
        law=pack(pay_when_paid_banned=True),
    ),
    Row("profit-rules", answers(loss_share="")),
    Row("direction-mark", party(1, legal_name="שלום\u200f Ltd"), party(1, legal_name="שלום Ltd")),
    Row("look-alike", party(1, legal_name="Оkafor Cakes"), party(1, legal_name="Okafor Cakes")),
    Row("several-lines", party(1, email="a@b.example\nc@d.example")),
    Row("odd-answer", answers(pay_within="0 days")),
    Row("odd-answer", answers(price=0)),
    Row(
        "odd-answer",
        answers(liability_cap="fixed_sum", liability_sum=40_000),
        several(
            answers(liability_cap="fixed_sum", liability_sum=40_000),
            lambda deal: replace(deal, currency="JPY"),  # bounds are sums of the pack's currency
        ),
    ),
    Row(
        "reworded-part",
        rewordings(("supply_buyer", "The buyer buys.")),
        kind="supply",
    ),
    Row(
        "reference-nowhere", special("Pace", "As clause 99 says."), special("Pace", "See clause 1.")
    ),
    Row("reference-nowhere", special("Pace", "In Schedule Z."), special("Pace", "In Schedule A.")),
    Row(
        "reference-nowhere",
        special("Pace", "See SCHEDULE Z."),
        special("Pace", "The schedule I sent, and a schedule a week."),
    ),
    Row("answers-apart", answers(client_contract="own_product", ip_new_work="client_on_payment")),
    Row(
        "answers-meet",
        several(
            lambda deal: replace(deal, parties=deal.parties[:2]),
            answers(decisions="by_head"),
        ),
        answers(decisions="by_head"),
    ),
    Row("not-an-address", party(1, email="eilidh at northlight")),
    Row("one-address", party(1, email="hello@fernhill.example")),
    Row("template-rule", answers(guest_told=True), kind="supply"),
    Row("costs-above-income", answers(price=100)),
    Row("tier-out-of-reach", answers(**{**TIERS, "tier_limit": 10**9}), answers(**TIERS)),
    Row("gets-nothing", answers(shares=SHARES)),
    Row("cap-of-nothing", answers(shares=SHARES)),
    Row("cap-of-nothing", answers(shares=SHARES), answers(shares=SHARES, liability_cap="none")),
    Row(
        "cap-of-nothing",
        answers(split_method="in_kind", swaps=[{**SWAP, "receiver": "northlight"}]),
        answers(split_method="in_kind", swaps=SWAPS),
    ),
    Row("no-insurance", answers(insurance_kinds=[])),
    Row(
        "insurance-below-cap",
        answers(split_method="in_kind", swaps=SWAPS, insurance_minimum=10_000),
        answers(split_method="in_kind", swaps=SWAPS),
    ),
    Row(
        "nobody-has-a-part",
        answers(split_method="fixed_fees", fees=dict.fromkeys(FEES, 0)),
        answers(split_method="fixed_fees", fees=FEES),
    ),
    Row("least-above-most", answers(share_bounds=BOUNDS)),
    Row("bounds-out-of-reach", answers(share_bounds={"fernhill": {"least": 10**9}})),
    Row("share-below-zero", answers(shares={**SHARES, "northlight": -5})),
    Row(
        "swap-with-itself",
        answers(split_method="in_kind", swaps=[SWAP]),
        answers(split_method="in_kind", swaps=[{**SWAP, "receiver": "northlight"}]),
    ),
    Row(
        "votes-of-one",
        answers(decisions="weighted", shares=SHARES),
        answers(decisions="weighted"),
    ),
    Row(
        "no-survivors",
        rewordings(("after_end", "All is over.")),
        rewordings(("after_end", "Clauses 6 and 7 go on.")),
    ),
    Row(
        "term-unused",
        rewordings(("understood", "All was read.")),
        law=lambda catalogue: words("understood", "A wombat.")(
            words("talks", "Talk first (the **wombat**).")(catalogue)
        ),
    ),
    Row("term-twice", same, same, law=words("talks", "A thing (the **client**) is a client.")),
    Row("units-apart", same, law=lambda c: changed_unit(c, "talks", depends=("referrals",))),
    Row("units-clash", same, law=lambda c: changed_unit(c, "talks", excludes=("review",))),
    Row(
        "party-without-deliverable",
        lambda deal: replace(
            deal, project=replace(deal.project, deliverables=deal.project.deliverables[:1])
        ),
    ),
    Row(
        "secrets-end-early",
        answers(confidentiality_term="1 month"),
        answers(confidentiality_term="2 years"),
        law=asked(_length),
        silent=asked(_length),
    ),
    Row(
        "cover-ends-early",
        insured("Public liability", "£2 million", "2027-02-25"),
        insured("Public and product liability", "", "2027-02-26"),
        kind="associate",
    ),
    Row(
        "cover-ends-early",
        insured("Public liability", "", "2027-01-01"),
        insured("Employers’ liability", "", "2020-01-01"),
    ),
    Row(
        "cover-too-low",
        insured("Public liability", "£500,000", ""),
        insured("Public liability", "£1 million", ""),
        kind="associate",
    ),
    Row(
        "cover-too-low",
        insured("Professional indemnity", "GBP 250k", "2030-01-01"),
        insured("Professional indemnity", "", "2030-01-01"),
        kind="associate",
    ),
    Row("no-long-stop", answers(long_stop=""), kind="associate"),
    Row("odd-answer", answers(long_stop="90 days"), answers(long_stop="60 days"), kind="associate"),
    Row("odd-answer", answers(pay_within="90 days"), kind="associate"),
    Row("answers-meet", answers(client_kind="consumer"), kind="associate"),
    Row(
        "party-without-deliverable",
        project(deliverables=(Deliverable("Prints", "fernhill", "2027-02-15"),)),
        kind="associate",
    ),
    Row(
        "lead-hands-over",
        project(
            deliverables=(
                Deliverable("Drawings", "fernhill", "2027-02-15"),
                Deliverable("Film", "northlight", "2027-02-24"),
            )
        ),
        kind="associate",
    ),
    Row(
        "lead-hands-over",
        several(
            answers(lead_party="northlight"),
            project(deliverables=(Deliverable("Film", "northlight", "2027-02-24"),)),
        ),
        answers(lead_party="fernhill"),
        kind="associate",
    ),
    Row(
        "answers-meet",
        answers(presentation="lead_team", fee_method="time", **TIMED),
        answers(presentation="lead_team"),
        kind="associate",
    ),
    Row(
        "employment-hours",
        answers(details="The associate is on site from 9 to 5 on weekdays."),
        answers(details="The café opens from 9 to 5 on 26 February 2027."),
        kind="associate",
    ),
    Row(
        "employment-hours",
        rewordings(("associate_status", "Its own tools, and a substitute when it likes.")),
        rewordings(("associate_status", "The associate has its own hours and own tools.")),
        kind="associate",
    ),
    Row(
        "employment-tools",
        rewordings(("associate_status", "The associate sets its own hours.")),
        kind="associate",
    ),
    Row(
        "employment-substitute",
        rewordings(("substitution", "The associate does the work.")),
        rewordings(("substitution", "The associate may send a substitute.")),
        kind="associate",
    ),
    Row("client-is-a-party", project(client="Northlight Film"), kind="associate"),
    Row("signs-for-two", party(1, people=(PRIYA,)), kind="associate"),
    Row("client-is-a-party", project(client="eilidh  fraser")),
    Row("client-is-a-party", project(client="Whitcombe Joinery")),
    Row("signs-for-two", party(1, people=(PRIYA,))),
    Row(
        "signs-for-two",
        party(0, people=(PRIYA, DAN), sign_rule="all"),
        party(0, people=(replace(DAN, may_sign=False), PRIYA)),
    ),
    Row(
        "secret-of-receiver",
        answers(who_shares="one_way", sharer="hart"),
        answers(
            who_shares="one_way",
            sharer="hart",
            confidential_items=[{"what": "Glazes", "party": "hart"}],
        ),
        kind="mutual-nda",
    ),
    Row(
        "secret-of-receiver",
        answers(who_shares="one_way", sharer="okafor"),
        answers(who_shares="mutual", sharer="okafor"),  # not asked, so it does not count
        kind="mutual-nda",
    ),
    Row(
        "things-out-of-place",
        project(deliverables=(Deliverable("Jugs", "hart"),)),
        kind="mutual-nda",
    ),
    Row(
        "sum-out-of-place",
        special("Fee", "Okafor Cakes pays £200 for the afternoon."),
        special("Pace", "Talk in May."),
        kind="mutual-nda",
    ),
    Row(
        "sum-out-of-place",
        rewordings(("no_duty", "Talking costs 50 pounds.")),
        special("Pace", "At 10 Mill Lane."),
        kind="mutual-nda",
    ),
    Row(
        "milestone-outside",
        answers(split_method="milestones", milestones=[MILESTONE]),
        answers(**DUE),
    ),
]


def subject_of(catalogue: Catalogue, deal: Deal) -> Subject:
    """What the checks look at, as the compiler hands it to them."""
    writer, text = assemble(catalogue, deal, "", 0)
    places = {question: tuple(seats) for question, seats in writer.places.items()}
    return Subject(catalogue, writer.scope, text, places, tuple(writer.gaps), writer.said)


@pytest.fixture(scope="module")
def told(catalogue: Catalogue, supply: Catalogue, sample: Deal, order: Deal) -> "Told":
    """For each row what each check says of the deal that must fire and of the one that must not."""
    made = {}
    others = {
        name: (catalogue, sample_of(catalogue, name))
        for name in {row.kind for row in ROWS}
        if name not in {"supply", "joint-venture"}
    }
    starts = {"supply": (supply, order), "joint-venture": (catalogue, sample), **others}
    for number, row in enumerate(ROWS):
        known, deal = starts[row.kind]
        fires = _said(subject_of(row.law(known), row.fires(deal)))
        made[number] = (fires, _said(subject_of(row.silent(known), row.passes(deal))))
    return made


@dataclass(frozen=True)
class Said:
    """What each check says of one deal: its codes, and places that are nowhere."""

    codes: dict[str, set[str]]
    lost: list[str]


def _said(subject: Subject) -> Said:
    found = {check.__name__: list(check(subject)) for check in CHECKS}
    lost = [
        f"{one.code}: {one.place}"
        for findings in found.values()
        for one in findings
        if _is_lost(subject, one.place)
    ]
    return Said({name: {one.code for one in said} for name, said in found.items()}, lost)


def _is_lost(subject: Subject, place: Place) -> bool:
    """Whether it names a section that is not there, or a question that its section does not ask."""
    asked = {s.id: {q.id for q in s.questions} for s in subject.scope.template.sections}
    if place.section in ("", *FIXED):
        return False
    return place.section not in asked or place.question not in ("", *asked[place.section])


Told = dict[int, tuple[Said, Said]]
#: Sections that are there in every window.
FIXED = ("parties", "project", EXTRA)


@pytest.mark.parametrize("number", range(len(ROWS)), ids=lambda n: ROWS[n].code)
def test_a_check_fires_on_one_deal_and_not_on_the_other(told: Told, number: int) -> None:
    fires, silent = told[number]
    code = ROWS[number].code
    assert code in set().union(*fires.codes.values())
    assert code not in set().union(*silent.codes.values())


@pytest.mark.parametrize("number", range(len(ROWS)), ids=lambda n: ROWS[n].code)
def test_a_finding_leads_to_a_place_that_is_there(told: Told, number: int) -> None:
    assert [line for said in told[number] for line in said.lost] == []


def test_every_check_fires_somewhere_and_is_silent_somewhere(told: Told) -> None:
    """A check that never fires is none; one that always fires says nothing."""
    for check in CHECKS:
        name = check.__name__
        assert any(one.codes[name] for one, _ in told.values()), f"{name} fires on no deal"
        assert any(not one.codes[name] for _, one in told.values()), f"{name} is never silent"


#: What makes a finding; its first argument is the code.
_MAKERS = {"Finding", "error", "warning", "hint"}


def codes_in_checks() -> Iterator[str]:
    """Every code that the checks may give, as it stands in their source."""
    for path in Path(checks.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in _MAKERS:
                parts = ast.walk(node.args[0])
                yield from (str(p.value) for p in parts if isinstance(p, ast.Constant))


def test_every_code_has_a_row() -> None:
    """A new finding needs a deal that has it, and one that has not."""
    codes = set(codes_in_checks())
    assert codes, "the codes are looked for in another way than they are written"
    assert codes - {row.code for row in ROWS} == set()
