"""No blank, no empty cell, no place-holder and no torn sentence can be offered (W6, check 22)."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from microbiz_desktop.domain.deal import Deal, SpecialTerm
from microbiz_desktop.domain.findings import Finding, Severity
from microbiz_desktop.domain.text import AgreementText, Table
from microbiz_desktop.drafting.compile import compile
from microbiz_desktop.drafting.gaps import gaps_in
from microbiz_desktop.drafting.paragraphs import MarkdownReader
from microbiz_desktop.drafting.templates.catalogue import Catalogue
from microbiz_desktop.drafting.templates.model import Template

from .options import with_answers


def found(catalogue: Catalogue, deal: Deal, code: str) -> list[Finding]:
    """The findings with this code."""
    return [finding for finding in compile(catalogue, deal).findings if finding.code == code]


def rows_of(text: AgreementText, schedule: str) -> list[tuple[str, ...]]:
    """The rows of the tables of a schedule."""
    blocks = next(s.blocks for s in text.schedules if s.id == schedule)
    return [row.cells for block in blocks if isinstance(block, Table) for row in block.rows]


def with_text(catalogue: Catalogue, unit: str, text: str) -> Catalogue:
    """The catalogue with other words for a unit."""
    changed = replace(catalogue.units[unit], text=text)
    return replace(catalogue, units={**catalogue.units, unit: changed})


def test_a_table_of_zeros_is_an_error_at_its_question(supply: Catalogue, order: Deal) -> None:
    deal = with_answers(order, way_of_pay="fixed_fees", sums_each=dict.fromkeys(KEYS, 0))
    (finding,) = found(supply, deal, "nobody-has-a-part")
    assert (finding.place.question, finding.severity) == ("sums_each", Severity.ERROR)
    paid = with_answers(deal, sums_each=dict.fromkeys(KEYS, 1))
    assert found(supply, paid, "nobody-has-a-part") == []


KEYS = ("feast", "hart", "okafor")


def test_a_blank_that_no_question_explains_is_an_error(supply: Catalogue, order: Deal) -> None:
    assert found(supply, order, "blank") == []
    naming = with_text(supply, "supply_aside", "Nothing of {{ project.client }} is passed on.")
    assert found(naming, order, "blank") == []
    nobody = replace(order, project=replace(order.project, client=""))
    (finding,) = found(naming, nobody, "blank")
    assert finding.place.clause == "the_rest"
    assert finding.message.endswith("has a blank: [the client].")
    missing = with_answers(order, order_value="")
    assert found(supply, missing, "blank") == []
    assert found(supply, missing, "missing-answer")


_FOR = "For {{ project.client }}."


@pytest.mark.parametrize(
    "with_client",
    [
        lambda template: replace(template, parties_intro=_FOR),
        lambda template: replace(template, agreed_line=_FOR),
        lambda template: replace(template, signing_intro=_FOR),
    ],
)
def test_a_blank_around_the_clauses_is_an_error_too(
    supply: Catalogue, order: Deal, with_client: Callable[[Template], Template]
) -> None:
    template = supply.templates[order.template]
    naming = replace(supply, templates={template.id: with_client(template)})
    nobody = replace(order, project=replace(order.project, client=""))
    assert found(naming, order, "blank") == []
    (finding,) = found(naming, nobody, "blank")
    assert finding.message.endswith("has a blank: [the client].")


def test_a_cell_that_may_be_empty_prints_a_dash(supply: Catalogue, order: Deal) -> None:
    party = replace(order.parties[2], role=" ")
    deal = replace(order, parties=(*order.parties[:2], party))
    deal = with_answers(
        deal, lent={"okafor": {"value": 500}}, hopes={"hart": "a name", "okafor": ""}
    )
    text = compile(supply, deal).text
    assert ("Okafor Cakes", "–", "£5.00") in rows_of(text, "annex_lent")
    assert ("Okafor Cakes", "–", "–") in rows_of(text, "annex_things")
    assert found(supply, deal, "empty-cell") == []


def test_an_empty_cell_that_must_say_something_is_an_error(supply: Catalogue, order: Deal) -> None:
    deal = with_answers(order, recipes=[{"what": "", "party": "hart"}])
    (finding,) = found(supply, deal, "empty-cell")
    assert finding.message == "Schedule E has an empty cell under “Recipe”."
    assert finding.place.clause == "annex_recipes"
    assert found(supply, order, "empty-cell") == []


@pytest.mark.parametrize(
    ("words", "severity"),
    [
        ("Payment by TBC.", Severity.ERROR),
        ("A price to be agreed later.", Severity.ERROR),
        ("On [●] the keys are given.", Severity.ERROR),
        ("To [insert name].", Severity.ERROR),
        ("Within ____ days.", Severity.ERROR),
        ("Why???", Severity.ERROR),
        ("The [red] door.", Severity.WARNING),
        ("The red door (left), 3.5 m, tbch.", None),
        ("Seven of ten, as x[1.", None),
    ],
)
def test_a_place_holder_is_found(
    supply: Catalogue, order: Deal, words: str, severity: Severity | None
) -> None:
    deal = replace(order, special_terms=(SpecialTerm("Doors", words),))
    assert [f.severity for f in found(supply, deal, "place-holder")] == (
        [severity] if severity else []
    )


def test_a_place_holder_leads_to_its_question(supply: Catalogue, order: Deal) -> None:
    deal = with_answers(order, hopes={"hart": "TBC"})
    (finding,) = found(supply, deal, "place-holder")
    assert (finding.place.question, finding.place.party) == ("hopes", "hart")
    hidden = with_answers(order, way_of_pay="fixed_fees", outlay={"hart": {"what": "TBC"}})
    assert found(supply, hidden, "place-holder") == []


@pytest.mark.parametrize(
    ("text", "torn"),
    [
        ("Clients: {{ a.brand_rules | joined }}.", True),
        (
            "These: {% for r in a.brand_rules %}{{ r.party }}, {{ r.value }}; {% endfor %}.",
            True,
        ),
        ("Each keeps ({{ a.good_case }}) apart.", True),
        ("Each keeps “{{ a.good_case }}” apart.", True),
        ("Each keeps {{ a.good_case }} . That is all.", True),
        ("{{ a.good_case }}, or not.", True),
        ("It is {{ a.good_case }}, {{ a.bad_case }}, and so on.", True),
        ("Each keeps these:", True),
        ("Each keeps {{ a.lead_party }}, {{ a.client }}; (a) or “b”: e.g. 9:30, 1.5 … so.", False),
    ],
)
def test_a_sentence_that_an_empty_answer_tears_is_an_error(
    supply: Catalogue, order: Deal, text: str, torn: bool
) -> None:
    empty = with_answers(order, more_because="", less_because="", name_rules={})
    changed = with_text(supply, "supply_aside", text)
    gaps = found(changed, empty, "torn-sentence")
    assert bool(gaps) is torn
    assert all(f.severity is Severity.ERROR for f in gaps)


def test_a_torn_sentence_leads_to_the_empty_answer(supply: Catalogue, order: Deal) -> None:
    changed = with_text(supply, "supply_aside", "Each keeps “{{ a.bad_case }}” apart.")
    (finding,) = found(changed, with_answers(order, less_because=""), "torn-sentence")
    assert finding.place.question == "less_because"
    assert "“Each keeps “”" in finding.message


def test_what_somebody_typed_tears_nothing(supply: Catalogue, order: Deal) -> None:
    """Only the template's own punctuation counts: answers are words of their own."""
    deal = with_answers(order, more_because="cups , plates ;; and .. more")
    changed = with_text(supply, "supply_aside", "Because of {{ a.good_case }}.")
    assert found(changed, deal, "torn-sentence") == []


def test_a_party_of_which_nothing_is_said_is_left_out_of_the_sentence(
    supply: Catalogue, order: Deal
) -> None:
    each = "{{ r.party }}, {{ r.rule }}{{ '' if loop.last else '; ' }}"
    text = f"Rules: {{% for r in a.brand_rules %}}{each}{{% endfor %}}."
    changed = with_text(supply, "supply_aside", text)
    deal = with_answers(order, name_rules={"feast": "", "hart": "in full", "okafor": " "})
    words = str(compile(changed, deal).text)
    assert "Rules: Hart Lane Pottery, in full." in words
    assert found(changed, deal, "torn-sentence") == []


def test_lists_must_follow_their_colon() -> None:
    read = MarkdownReader().read
    assert list(gaps_in(read("Each must:\n- go;\n- stay."), lists=True)) == []
    assert list(gaps_in(read("Each must:"), lists=True)) == ["Each must:"]
    assert list(gaps_in(read("Each must:"), lists=False)) == []
