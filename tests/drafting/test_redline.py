"""What changed between two texts and between two deals."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from microbiz_desktop.domain.deal import Deal, SpecialTerm, frozen
from microbiz_desktop.domain.text import AgreementText, RunKind
from microbiz_desktop.drafting.catalogue import Catalogue
from microbiz_desktop.drafting.compile import compile
from microbiz_desktop.drafting.redline import (
    Fate,
    compare,
    deal_differences,
    word_changes,
)


def changed(deal: Deal, **answers: object) -> Deal:
    """The deal with some answers changed."""
    return replace(deal, answers=frozen({**deal.answers, **answers}))


def test_the_same_text_has_no_changes(catalogue: Catalogue, sample: Deal) -> None:
    text = compile(catalogue, sample).text
    assert compare(text, text) == ()


def test_one_answer_changes_its_lines_word_by_word(catalogue: Catalogue, sample: Deal) -> None:
    old = compile(catalogue, sample).text
    new = compile(catalogue, changed(sample, notice="30 days")).text
    found = {change.anchor: change for change in compare(old, new)}
    assert "leaving.1" in found
    words = found["leaving.1"].words
    assert [part.text for part in words if part.fate is Fate.REMOVED] == ["14"]
    assert [part.text for part in words if part.fate is Fate.ADDED] == ["30"]
    assert found["leaving.1"].before.startswith("Clause ")
    assert "income.1" not in found


def test_clauses_that_only_move_are_not_changes(catalogue: Catalogue, sample: Deal) -> None:
    old = compile(catalogue, sample).text
    new = compile(catalogue, changed(sample, referrals=True)).text
    anchors = {change.anchor for change in compare(old, new)}
    assert anchors
    assert all(anchor.startswith("referrals") for anchor in anchors)


def test_a_reference_to_another_clause_is_a_change(tiny: Catalogue) -> None:
    """The number alone is none: clauses move, and the sense stays."""
    deal = Deal("tiny", pack="here", answers=frozen({"client": "C", "price": 5}))
    old = compile(tiny, deal).text
    first = old.clauses[0].subclauses[0]

    def with_reference(text: str, target: str) -> AgreementText:
        runs = tuple(
            replace(run, text=text, target=target) if run.kind is RunKind.REFERENCE else run
            for run in first.runs
        )
        line = replace(first, runs=runs)
        clause = replace(old.clauses[0], subclauses=(line, *old.clauses[0].subclauses[1:]))
        return replace(old, clauses=(clause, *old.clauses[1:]))

    assert compare(old, with_reference("clause 9.9", "pay.1")) == ()
    found = compare(old, with_reference("clause 2.1", "extra.1"))
    assert [change.anchor for change in found] == ["task.1"]


def test_what_is_new_has_no_place_before(catalogue: Catalogue, sample: Deal) -> None:
    old = compile(catalogue, sample).text
    special = replace(sample, special_terms=(SpecialTerm("Tea", "There is tea."),))
    (change,) = compare(old, compile(catalogue, special).text)
    assert (change.anchor, change.before) == ("special_1.1", "")
    assert [part.fate for part in change.words] == [Fate.ADDED]
    (gone,) = compare(compile(catalogue, special).text, old)
    assert (gone.after, [part.fate for part in gone.words]) == ("", [Fate.REMOVED])


@given(st.text(max_size=60), st.text(max_size=60))
def test_both_texts_can_be_read_out_of_the_changes(old: str, new: str) -> None:
    parts = word_changes(old, new)
    assert "".join(p.text for p in parts if p.fate is not Fate.ADDED) == old
    assert "".join(p.text for p in parts if p.fate is not Fate.REMOVED) == new


def test_figures_stay_whole() -> None:
    parts = word_changes("pays £14,750.00 soon", "pays £14,950.00 soon")
    assert [p.text for p in parts] == ["pays £", "14,750.00", "14,950.00", " soon"]


def test_deals_differ_in_plain_words(catalogue: Catalogue, sample: Deal) -> None:
    assert deal_differences(catalogue, sample, sample) == ()
    new = replace(changed(sample, price=2_000_000, decisions="by_head"), parties=sample.parties[:2])
    told = {d.place: (d.before, d.after) for d in deal_differences(catalogue, sample, new)}
    assert told["What does the client pay?"] == ("£14,750.00", "£20,000.00")
    assert told["How do you decide together?"][1] == "Majority, one vote each"
    assert told["Parties"][1] == "Fernhill Design and Northlight Film"
    assert "Party Whitcombe Joinery" in told
