"""Every check: one deal that passes, one that does not, and what its mend does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pytest

from microbiz_desktop.domain.deal import (
    Deal,
    PersonSnapshot,
    Rewording,
    SpecialTerm,
    frozen,
    thawed,
)
from microbiz_desktop.domain.dealdata import apply_edits
from microbiz_desktop.domain.findings import Finding, Severity
from microbiz_desktop.drafting.asking.answer_kinds import AnswerKind
from microbiz_desktop.drafting.asking.questions import Question
from microbiz_desktop.drafting.checks.registry import CHECKS
from microbiz_desktop.drafting.compile import compile
from microbiz_desktop.drafting.templates.catalogue import Catalogue

Change = Callable[[Deal], Deal]


def answers(**changed: Any) -> Change:
    """Set answers; None takes one away."""

    def change(deal: Deal) -> Deal:
        kept = {**thawed(deal.answers), **changed}
        given = {name: value for name, value in kept.items() if value is not None}
        return replace(deal, answers=frozen(given))

    return change


def same(deal: Deal) -> Deal:
    """The sample as it is."""
    return deal


def project(**changed: Any) -> Change:
    """Set project facts."""
    return lambda deal: replace(deal, project=replace(deal.project, **changed))


def party(index: int, **changed: Any) -> Change:
    """Set fields of one party."""

    def change(deal: Deal) -> Deal:
        parties = list(deal.parties)
        parties[index] = replace(parties[index], **changed)
        return replace(deal, parties=tuple(parties))

    return change


def deliverable(index: int, **changed: Any) -> Change:
    """Set fields of one deliverable."""

    def change(deal: Deal) -> Deal:
        items = list(deal.project.deliverables)
        items[index] = replace(items[index], **changed)
        return replace(deal, project=replace(deal.project, deliverables=tuple(items)))

    return change


def deal_fields(**changed: Any) -> Change:
    """Set fields of the deal itself."""
    return lambda deal: replace(deal, **changed)


def several(*changes: Change) -> Change:
    """One change after the other."""

    def change(deal: Deal) -> Deal:
        for one in changes:
            deal = one(deal)
        return deal

    return change


def first_parties(count: int) -> Change:
    """Keep only so many parties."""
    return lambda deal: replace(deal, parties=deal.parties[:count])


def rewordings(*changed: tuple[str, str]) -> Change:
    """Own wording of these units."""
    return deal_fields(rewordings=tuple(Rewording(*pair) for pair in changed))


def special(heading: str, text: str) -> Change:
    """One special term."""
    return deal_fields(special_terms=(SpecialTerm(heading, text),))


UNSIGNED = (PersonSnapshot("Eilidh Fraser"),)
FEES = {"fernhill": 900000, "northlight": 300000, "whitcombe": 275000}


@dataclass(frozen=True)
class Case:
    """A finding's code, the deal that has it, one that has not, and whether a mend removes it."""

    code: str
    fails: Change
    passes: Change = same
    mends: bool = False
    severity: Severity = Severity.ERROR


CASES = [
    Case("too-few-parties", first_parties(1)),
    Case("too-many-parties", lambda deal: replace(deal, parties=deal.parties * 8)),
    Case("no-legal-name", party(0, legal_name=" ")),
    Case("no-address", party(1, address=""), severity=Severity.WARNING),
    Case(
        "same-party-twice",
        lambda deal: replace(deal, parties=(*deal.parties, replace(deal.parties[1], key="again"))),
        mends=True,
    ),
    Case("name-twice", party(1, trading_name="fernhill  design")),
    Case("own-side", party(0, own=False)),
    Case("own-side", party(1, own=True)),
    Case("no-signatory", party(1, people=UNSIGNED), mends=True),
    Case("no-signatory", party(1, people=())),
    Case("signatory-without-name", party(1, people=(PersonSnapshot(" ", may_sign=True),))),
    Case(
        "one-of-all",
        party(2, people=(PersonSnapshot("Dan", may_sign=True),)),
        severity=Severity.HINT,
    ),
    Case("missing-answer", answers(review_by="")),
    Case("missing-answer", project(brief=" ")),
    Case(
        "missing-answer",
        several(
            answers(split_method="milestones"),
            answers(milestones=[{"title": "x", "party": "fernhill", "amount": 1475000}]),
        ),
        several(
            answers(split_method="milestones"),
            answers(
                milestones=[
                    {"title": "x", "party": "fernhill", "amount": 1475000, "due": "2026-12-18"}
                ]
            ),
        ),
    ),
    Case("answer-misfit", answers(price="a lot")),
    Case("answer-misfit", answers(split_method="dice")),
    Case("answer-misfit", answers(pay_within="soon")),
    Case("outside-limits", deal_fields(title="x" * 200)),
    Case("outside-limits", answers(price=-5)),
    Case("outside-limits", answers(split_method="hours", hours={"fernhill": -5})),
    Case("outside-limits", answers(share_bounds={"fernhill": {"least": -500}})),
    Case("other-template-version", deal_fields(template_version="0.1"), severity=Severity.HINT),
    Case("deliverable-owner", deliverable(0, owner="")),
    Case("deliverable-owner", deliverable(0, owner="stranger")),
    Case("deliverable-date", deliverable(0, due="")),
    Case(
        "deliverable-late", deliverable(0, due="2027-03-05"), mends=True, severity=Severity.WARNING
    ),
    Case("deliverable-early", deliverable(0, due="2026-01-05"), severity=Severity.WARNING),
    Case("end-before-start", project(end="2026-01-01"), mends=True),
    Case(
        "review-before-end",
        answers(review_by="2027-01-01"),
        mends=True,
        severity=Severity.WARNING,
    ),
    Case("notice-too-long", answers(notice="120 days"), mends=True, severity=Severity.WARNING),
    Case("notice-too-long", answers(notice="9999 years"), mends=True, severity=Severity.WARNING),
    Case("review-before-end", project(end="9999-12-31"), mends=True, severity=Severity.WARNING),
    Case("not-a-day", project(end="2027-02-30")),
    Case("not-a-day", deliverable(0, due="2027-02-31")),
    Case(
        "shares-total",
        answers(shares={"fernhill": 425000, "northlight": 225000, "whitcombe": 335000}),
        mends=True,
    ),
    Case("party-left-out", answers(shares={"fernhill": 500000, "northlight": 500000})),
    Case(
        "stranger-in-table",
        answers(shares={"fernhill": 500000, "northlight": 250000, "whitcombe": 250000, "x": 0}),
        mends=True,
    ),
    Case(
        "sums-differ-from-price",
        answers(split_method="fixed_fees", fees={**FEES, "whitcombe": 1}),
        answers(split_method="fixed_fees", fees=FEES),
        mends=True,
        severity=Severity.WARNING,
    ),
    Case("no-inspection", answers(inspection=False), mends=True, severity=Severity.WARNING),
    Case(
        "partnership-risk",
        same,
        answers(split_method="fixed_fees", fees=FEES),
        severity=Severity.WARNING,
    ),
    Case(
        "cap-without-insurance",
        answers(liability_cap="insurance", insurance_minimum=0),
        answers(liability_cap="insurance"),
    ),
    Case(
        "insurance-below-price",
        answers(liability_cap="insurance", insurance_minimum=100),
        answers(liability_cap="insurance"),
        severity=Severity.WARNING,
    ),
    Case(
        "insurance-below-cap",
        answers(liability_cap="fixed_sum", liability_sum=900_000_000),
        answers(liability_cap="fixed_sum", liability_sum=900_000),
        mends=True,
        severity=Severity.WARNING,
    ),
    Case("no-currency", deal_fields(currency="£"), mends=True),
    Case("not-a-party", answers(lead_party="nobody")),
    Case("joint-rights", answers(ip_new_work="joint"), severity=Severity.WARNING),
    Case("joint-liability", answers(client_contract="all"), severity=Severity.WARNING),
    Case("law-not-chosen", deal_fields(pack=""), mends=True),
    Case("law-not-chosen", deal_fields(pack="atlantis"), mends=True),
    Case("never-limited-missing", answers(uncapped=["fraud", "law", "deliberate"]), mends=True),
    Case(
        "hard-word",
        deal_fields(special_terms=(SpecialTerm("Pace", "Payment is made forthwith."),)),
        deal_fields(special_terms=(SpecialTerm("Pace", "Payment is made at once."),)),
        mends=True,
        severity=Severity.HINT,
    ),
    Case("hidden-character", deal_fields(title="Pay \u202e001"), mends=True),
    Case("hidden-character", party(0, email="a\u200b@fernhill.example"), mends=True),
    Case("hidden-character", answers(good_case="Two\u2066 boards"), mends=True),
    Case("rewording-unknown", rewordings(("talk", "Talk.")), rewordings(("talks", "Talk.")), True),
    Case("rewording-unknown", rewordings(("zebra", "Talk.")), mends=True),
    Case("rewording-twice", rewordings(("talks", "A."), ("talks", "B.")), mends=True),
    Case("rewording-empty", rewordings(("talks", " \n")), mends=True),
    Case("rewording-off", rewordings(("ideas", "A.")), mends=True, severity=Severity.WARNING),
    Case("special-term-empty", special("Pace", "  "), special("Pace", "Fast."), True),
    Case("heading-twice", special("the money", "Fast."), special("Pace", "Fast.")),
    Case(
        "term-undefined",
        deal_fields(rewordings=(Rewording("split_method", "Money is shared."),)),
        deal_fields(),
    ),
]


def found(catalogue: Catalogue, deal: Deal, code: str) -> list[Finding]:
    """The findings with this code."""
    return [finding for finding in compile(catalogue, deal).findings if finding.code == code]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_a_check_finds_what_is_wrong_and_nothing_else(
    catalogue: Catalogue, sample: Deal, case: Case
) -> None:
    wrong = found(catalogue, case.fails(sample), case.code)
    assert wrong
    assert not found(catalogue, case.passes(sample), case.code) or case.passes(
        sample
    ) == case.fails(sample)
    for finding in wrong:
        assert finding.severity is case.severity
        assert finding.message.endswith(".")
        assert finding.reason.endswith(".")
        assert finding.place.label


def test_one_party_too_many_leads_to_a_party_that_can_be_taken_out(
    catalogue: Catalogue, sample: Deal
) -> None:
    crowded = replace(
        sample, parties=tuple(replace(sample.parties[0], key=f"p{n}") for n in range(40))
    )
    crowd = found(catalogue, crowded, "too-many-parties")
    assert [finding.place.party for finding in crowd] == ["p39"]


@pytest.mark.parametrize("case", [c for c in CASES if c.mends], ids=lambda case: case.code)
def test_one_click_mends_it(catalogue: Catalogue, sample: Deal, case: Case) -> None:
    deal = case.fails(sample)
    for _ in range(3):
        wrong = found(catalogue, deal, case.code)
        if not wrong:
            break
        assert wrong[0].mend is not None
        deal = apply_edits(deal, wrong[0].mend.edits)
    assert not found(catalogue, deal, case.code)


def changed_pack(catalogue: Catalogue, **changes: Any) -> Catalogue:
    """The catalogue with another pack under the same id."""
    packs = dict(catalogue.packs)
    packs["england-and-wales"] = replace(packs["england-and-wales"], **changes)
    return replace(catalogue, packs=packs)


def with_flags(catalogue: Catalogue, **flags: bool) -> Catalogue:
    """The catalogue with other flags in its pack."""
    return changed_pack(catalogue, flags={**catalogue.packs["england-and-wales"].flags, **flags})


PACK_CASES: list[tuple[str, Mapping[str, bool], Change]] = [
    (
        "pay-when-paid-banned",
        {"pay_when_paid_banned": True},
        answers(pay_when_paid=True),
    ),
    ("restraint-void", {"restraints_void": True}, answers(non_solicit="introduced")),
    ("no-deed-here", {"deed": False}, answers(execution="deed")),
]


@pytest.mark.parametrize(("code", "flags", "change"), PACK_CASES, ids=[c[0] for c in PACK_CASES])
def test_the_law_of_the_pack_decides(
    catalogue: Catalogue, sample: Deal, code: str, flags: Mapping[str, bool], change: Change
) -> None:
    deal = change(sample)
    assert not found(catalogue, deal, code)
    strict = with_flags(catalogue, **flags)
    (finding,) = found(strict, deal, code)
    assert finding.mend is not None
    assert not found(strict, apply_edits(deal, finding.mend.edits), code)


def test_only_options_of_the_pack_are_allowed(catalogue: Catalogue, sample: Deal) -> None:
    strict = changed_pack(catalogue, allowed=frozen({"disputes_forum": ["arbitration"]}))
    assert not found(catalogue, sample, "not-allowed-here")
    assert found(strict, sample, "not-allowed-here")


def changed_unit(catalogue: Catalogue, name: str, **changes: Any) -> Catalogue:
    """The catalogue with one unit changed."""
    return replace(
        catalogue, units={**catalogue.units, name: replace(catalogue.units[name], **changes)}
    )


def test_shared_data_needs_its_clause(catalogue: Catalogue, sample: Deal) -> None:
    items = [{"what": "x", "party": "fernhill", "purpose": "y", "basis": "z", "keep": "1 month"}]
    deal = answers(personal_data=True, personal_data_items=items)(sample)
    assert not found(catalogue, deal, "data-without-clause")
    without = changed_unit(catalogue, "personal_data", row=0)
    assert found(without, deal, "data-without-clause")


def test_something_must_say_what_goes_on_after_the_end(catalogue: Catalogue, sample: Deal) -> None:
    assert not found(catalogue, sample, "no-survivors")
    off = catalogue.units["leaving"].shown_when + catalogue.units["personal_data"].shown_when
    without = changed_unit(catalogue, "after_end", shown_when=off)
    (finding,) = found(without, sample, "no-survivors")
    clauses = catalogue.templates["joint-venture"].clauses
    assert finding.place.clause == next(c.id for c in clauses if "after_end" in c.units)
    assert (finding.place.section, finding.place.question) == ("extra", "rewordings/after_end")


def test_headings_and_terms_stand_once(catalogue: Catalogue, sample: Deal) -> None:
    assert not found(catalogue, sample, "term-twice")
    twice = changed_unit(catalogue, "talks", text="A thing (the **client**) is a client.")
    assert found(twice, sample, "term-twice")
    template = catalogue.templates["joint-venture"]
    same = tuple(replace(clause, heading="The money") for clause in template.clauses)
    doubled = replace(catalogue, templates={template.id: replace(template, clauses=same)})
    assert not found(catalogue, sample, "heading-twice")
    assert found(doubled, sample, "heading-twice")


def test_units_stand_with_those_they_depend_on(catalogue: Catalogue, sample: Deal) -> None:
    assert not found(catalogue, sample, "units-apart") + found(catalogue, sample, "units-clash")
    assert found(changed_unit(catalogue, "talks", depends=("referrals",)), sample, "units-apart")
    assert found(changed_unit(catalogue, "talks", excludes=("review",)), sample, "units-clash")


def test_a_term_that_own_wording_leaves_unused_is_a_hint(
    catalogue: Catalogue, sample: Deal
) -> None:
    """W14: one that the template itself leaves unused is not the user's business."""
    idle = changed_unit(catalogue, "talks", text="A thing (the **wombat**) is there.")
    assert found(idle, sample, "term-unused") == []
    elsewhere = rewordings(("law", "Nothing of the kind."))(sample)
    assert found(idle, elsewhere, "term-unused") == []
    using = changed_unit(idle, "law", text="A wombat.")
    assert found(using, sample, "term-unused") == []
    reworded = rewordings(("law", "Nothing of the kind."))(sample)
    (hint,) = found(using, reworded, "term-unused")
    assert "wombat" in hint.message and hint.severity is Severity.HINT


def changed_questions(catalogue: Catalogue, change: Callable[[Question], Question]) -> Catalogue:
    """The catalogue with every question of the joint venture changed."""
    template = catalogue.templates["joint-venture"]
    sections = tuple(
        replace(s, questions=tuple(change(q) for q in s.questions)) for s in template.sections
    )
    return replace(catalogue, templates={template.id: replace(template, sections=sections)})


def test_secrets_that_end_too_early_are_a_warning(catalogue: Catalogue, sample: Deal) -> None:
    """In a template that asks for a length counted from the start."""

    def as_length(question: Question) -> Question:
        named = question.id == "confidentiality_term"
        return replace(question, kind=AnswerKind.DURATION, options=()) if named else question

    other = changed_questions(catalogue, as_length)
    assert not found(catalogue, sample, "secrets-end-early")
    assert found(other, answers(confidentiality_term="1 month")(sample), "secrets-end-early")
    assert not found(other, answers(confidentiality_term="2 years")(sample), "secrets-end-early")


@pytest.mark.parametrize(
    "change",
    [deal_fields(parties=()), party(0, legal_name=" " * 50, trading_name="")],
    ids=["no party at all", "a name of blanks"],
)
def test_whoever_is_missing_is_told_and_nothing_fails(
    catalogue: Catalogue, sample: Deal, change: Change
) -> None:
    codes = {finding.code for finding in compile(catalogue, change(sample)).findings}
    assert codes & {"too-few-parties", "no-legal-name"}


def test_profit_needs_its_rules(catalogue: Catalogue, sample: Deal) -> None:
    bare = changed_questions(catalogue, lambda question: replace(question, default=None))
    deal = answers(split_method="equal")(sample)
    assert not found(catalogue, deal, "profit-rules")
    assert found(bare, deal, "profit-rules")
    joint = answers(ip_new_work="joint")(sample)
    assert not found(catalogue, joint, "joint-without-rule")
    assert found(bare, joint, "joint-without-rule")


def test_every_check_has_a_case() -> None:
    """Each check is a public function, named once in the registry."""
    assert len(set(CHECKS)) == len(CHECKS) >= 30


def test_findings_come_errors_first(catalogue: Catalogue, sample: Deal) -> None:
    deal = several(party(1, people=UNSIGNED), answers(notice="120 days"))(sample)
    order = [finding.severity for finding in compile(catalogue, deal).findings]
    assert order == sorted(order, key=["error", "warning", "hint"].index)
    assert order[0] is Severity.ERROR
