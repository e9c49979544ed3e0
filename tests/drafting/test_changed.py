"""Every departure from the usual is listed, by clause, and nothing that is not printed."""

from dataclasses import replace

from microbiz_desktop.domain.deal import Deal, Rewording, SpecialTerm
from microbiz_desktop.domain.text import RunKind, plain
from microbiz_desktop.drafting.compile import compile
from microbiz_desktop.drafting.templates.catalogue import Catalogue

from .options import with_answers


def told(catalogue: Catalogue, deal: Deal) -> list[str]:
    """The lines of page 1 on what was changed."""
    return [plain(runs).replace("\u00a0", " ") for runs in compile(catalogue, deal).text.changes]


def usual_order(order: Deal) -> Deal:
    """The sample with nothing unusual in it."""
    kept = {"hart": {"amount": 100, "what": "clay"}}
    both = ["product_liability", "public_liability"]
    return with_answers(order, cover=both, name_rules={}, outlay=kept)


def test_nothing_is_changed_where_all_is_usual(supply: Catalogue, order: Deal) -> None:
    assert told(supply, usual_order(order)) == []


def test_answers_of_every_kind_are_told_with_the_usual_ones(supply: Catalogue, order: Deal) -> None:
    deal = with_answers(
        usual_order(order),
        cover=["public_liability"],
        cover_sum=10000,
        settle_in="7 days",
        books_open=False,
        checking_time="12 months",
        name_rules={"hart": "Lane"},
        outlay={"hart": {"amount": 200}},
    )
    assert told(supply, deal) == [
        "clause 2, how long to check: 12 months (usual: 5 working days)",
        (
            "clause 3, outlay to pay back: Hart Lane Pottery: £2.00 (usual: Hart Lane Pottery: "
            "£1.00, clay); how soon: 7 days (usual: 14 days)"
        ),
        "clause 4, how to print names: Hart Lane Pottery: Lane (usual: none)",
        (
            "clause 7, which cover: public liability (usual: public liability, product liability); "
            "how much cover: £100.00 (usual: £1,000,000.00)"
        ),
        "may each see the books: no (usual: yes)",
    ]


def test_a_change_leads_to_its_clause(supply: Catalogue, order: Deal) -> None:
    deal = with_answers(usual_order(order), settle_in="7 days")
    (line,) = compile(supply, deal).text.changes
    assert [(run.text, run.target) for run in line if run.kind is RunKind.REFERENCE] == [
        ("clause\u00a03", "paying")
    ]


def test_a_question_that_is_not_asked_changes_nothing(supply: Catalogue, order: Deal) -> None:
    deal = with_answers(usual_order(order), way_of_pay="milestones", outlay={})
    assert not [line for line in told(supply, deal) if "outlay to" in line]


def test_an_answer_that_a_rewording_replaces_is_not_told(supply: Catalogue, order: Deal) -> None:
    deal = with_answers(usual_order(order), settle_in="7 days", checking_time="12 months")
    reworded = replace(
        deal, rewordings=(Rewording("invoicing", "Payment is made in 60 days.", "the bank asks"),)
    )
    assert told(supply, reworded) == [
        "clause 2, how long to check: 12 months (usual: 5 working days)",
        "clause 3.3 is worded for this agreement alone (reason: the bank asks)",
    ]


def test_what_is_changed_in_one_clause_stands_together(supply: Catalogue, order: Deal) -> None:
    deal = replace(
        with_answers(usual_order(order), settle_in="7 days"),
        rewordings=(
            Rewording("late_payment", "Late sums are late."),
            Rewording("understood", "All was read.", "clearer."),
        ),
        special_terms=(SpecialTerm("Glaze", "No lead.\nNo tin."), SpecialTerm("", "No plastic.")),
    )
    assert told(supply, deal) == [
        "clause 1.2 is worded for this agreement alone (reason: clearer)",
        (
            "clause 3.4 is worded for this agreement alone; clause 3, how soon: 7 days "
            "(usual: 14 days)"
        ),
        "clauses 10.1 and 10.2 are a special term: Glaze; clause 10.3 is a special term",
    ]
