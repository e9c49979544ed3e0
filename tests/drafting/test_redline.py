"""What changed between two texts and between two deals."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microbiz_desktop.domain.deal import Deal, SpecialTerm, frozen
from microbiz_desktop.domain.text import (
    AgreementText,
    Block,
    Clause,
    Run,
    RunKind,
    Table,
)
from microbiz_desktop.drafting.comparing.differences import deal_differences
from microbiz_desktop.drafting.comparing.redline import (
    Change,
    Fate,
    by_group,
    compare,
    line_changes,
    word_changes,
)
from microbiz_desktop.drafting.comparing.text_lines import lines_of
from microbiz_desktop.drafting.compile import compile
from microbiz_desktop.drafting.templates.catalogue import Catalogue, load_catalogue

from .changed_wording import changed_copy


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


def test_only_the_glossary_is_left_out(catalogue: Catalogue, sample: Deal) -> None:
    """A table whose first column happens to be called a term is compared like any other."""
    old = compile(catalogue, sample).text
    first, *others = old.schedules
    table = next(block for block in first.blocks if isinstance(block, Table))
    named = replace(table, columns=(replace(table.columns[0], heading="Term"), *table.columns[1:]))
    rows = (replace(named.rows[0], cells=("changed", *named.rows[0].cells[1:])), *named.rows[1:])

    def with_table(block: Table) -> AgreementText:
        return replace(old, schedules=(replace(first, blocks=(block,)), *others))

    (change,) = compare(with_table(named), with_table(replace(named, rows=rows)))
    assert change.anchor.startswith(first.id)
    glossary = next(block for block in old.schedules[-1].blocks if isinstance(block, Table))
    told = {line.text for line in lines_of(old) if line.part == old.schedules[-1].id}
    assert told and not any(glossary.rows[0].cells[0] in words for words in told)


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


# Two wordings of one deal: units come and go, paragraphs move, rows have other names.

Texts = tuple[AgreementText, AgreementText]


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory, sample: Deal) -> Texts:
    """The sample worded by 1.0.0 and by a wording that differs in the places it names."""
    root = changed_copy(tmp_path_factory.mktemp("wordings"))
    old = load_catalogue(root.with_name("earlier") / "joint-venture-1.0.0", kept=True)
    return compile(old, sample).text, compile(load_catalogue(root, kept=True), sample).text


def _said(change: Change, *fates: Fate) -> str:
    return "".join(part.text for part in change.words if part.fate in fates)


def _old(change: Change) -> str:
    return _said(change, Fate.SAME, Fate.REMOVED)


def _new(change: Change) -> str:
    return _said(change, Fate.SAME, Fate.ADDED)


def test_two_wordings_differ_where_they_do_and_nowhere_else(texts: Texts) -> None:
    found = [(one.before, one.after, one.heading) for one in compare(*texts)]
    assert found == [
        ("Page 1", "Page 1", "Who decides"),
        ("Page 1", "Page 1", "Note"),
        ("Clause 3.5", "Clause 3.5", "Who does what"),
        ("Clause 5.4", "", "Dealing with the client and each other"),
        ("", "Clause 11.7", "If something goes wrong"),
    ]


def test_each_group_is_one_clause_and_stands_once(texts: Texts) -> None:
    groups = by_group(compare(*texts))
    assert [name for name, _ in groups] == [
        "Page 1",
        "3. Who does what",
        "5. Dealing with the client and each other",
        "11. If something goes wrong",
    ]
    assert [len(changes) for _, changes in groups] == [2, 1, 1, 1]


def test_every_line_of_both_texts_is_the_same_or_told(texts: Texts) -> None:
    """Nothing is dropped: what is not in the list is in both texts, word for word."""
    for old, new in (texts, texts[::-1]):
        changes = compare(old, new)
        removed = sorted(_old(one) for one in changes if one.before)
        added = sorted(_new(one) for one in changes if one.after)
        was, now = ([line.text for line in lines_of(text)] for text in (old, new))
        told = {*removed, *added}
        same_before = sorted(_numberless(line) for line in was if line not in told)
        same_after = sorted(_numberless(line) for line in now if line not in told)
        assert same_before == same_after
        assert set(removed) <= set(was)
        assert set(added) <= set(now)


def _numberless(line: str) -> str:
    """Without numbers of clauses: they move when a unit comes or goes."""
    return re.sub(r"\b(clause|Schedule) [\dA-H.]+", r"\1", line)


def _with_clause(text: AgreementText, number: int, change: Callable[[Clause], Clause]) -> Texts:
    clauses = list(text.clauses)
    clauses[number] = change(clauses[number])
    return text, replace(text, clauses=tuple(clauses))


def test_a_paragraph_put_in_front_leaves_the_others_as_they_are(texts: Texts) -> None:
    def front(clause: Clause) -> Clause:
        new = replace(clause.subclauses[0], runs=(Run("Something quite new begins here."),))
        lines = enumerate((new, *clause.subclauses), start=1)
        return replace(
            clause, subclauses=tuple(replace(line, id=f"duration.{n}") for n, line in lines)
        )

    (change,) = compare(*_with_clause(texts[0], 3, front))
    assert (change.before, _new(change)) == ("", "Something quite new begins here.")


def test_a_paragraph_that_moves_to_another_unit_is_no_change(texts: Texts) -> None:
    def moved(clause: Clause) -> Clause:
        *rest, last = clause.subclauses
        return replace(clause, subclauses=(*rest, replace(last, id="new.1", unit="new")))

    assert compare(*_with_clause(texts[0], 5, moved)) == ()


def test_a_paragraph_changed_on_its_way_is_told_as_one(texts: Texts) -> None:
    def moved(clause: Clause) -> Clause:
        *rest, last = clause.subclauses
        runs = (*last.runs, Run(" And so on."))
        return replace(clause, subclauses=(*rest, replace(last, id="n.1", unit="n", runs=runs)))

    (change,) = compare(*_with_clause(texts[0], 5, moved))
    assert change.before == change.after
    assert _said(change, Fate.ADDED) == " And so on."
    assert _said(change, Fate.REMOVED) == ""


def test_a_clause_that_is_gone_is_told_after_the_one_it_followed(texts: Texts) -> None:
    old = texts[0]
    new = replace(old, clauses=(*old.clauses[:7], *old.clauses[8:]))
    found = [one for one in compare(old, new) if not one.after]
    assert {one.group for one in found} == {"Before: 8. Names and publicity"}
    assert [one.before for one in found] == ["Clause 8", "Clause 8.1", "Clause 8.2"]
    first = compare(old, replace(old, clauses=old.clauses[1:]))
    assert first[0].group == "Before: 1. The parties"


def test_headings_captions_and_notes_of_schedules_are_compared(texts: Texts) -> None:
    old = texts[0]
    schedule = next(s for s in old.schedules if s.id == "schedule_money")
    changed = replace(schedule, blocks=tuple(map(_renamed, schedule.blocks)))
    schedules = tuple(changed if s is schedule else s for s in old.schedules)
    words = " ".join(_new(one) for one in compare(old, replace(old, schedules=schedules)))
    assert "A note of its own" in words
    assert "A heading of its own" in words


def _renamed(block: Block) -> Block:
    if isinstance(block, Table):
        heads = (replace(block.columns[0], heading="A heading of its own"), *block.columns[1:])
        return replace(block, columns=heads, note="A note of its own")
    return block


def test_the_heading_of_a_clause_is_a_line_of_its_own(texts: Texts) -> None:
    old, new = _with_clause(texts[0], 3, lambda clause: replace(clause, heading="When"))
    (change,) = compare(old, new)
    assert [part.text for part in change.words] == ["Start and end", "When"]
    assert (change.before, change.group) == ("Clause 4", "4. When")


def test_what_stands_around_the_clauses_is_compared(texts: Texts) -> None:
    old = texts[0]
    more = (Run("More."),)
    new = replace(old, parties_intro=more, agreed_line=more, signing_intro=more, notices=("More.",))
    changes = compare(old, new)
    assert [one.group for one in changes if one.after] == [
        "Page 1",
        "The parties",
        "Background",
        "Signing",
    ]
    assert {_new(one) for one in changes if one.after} == {"More."}
    assert [_old(one) for one in changes if not one.after] == list(old.notices)


def test_a_line_worded_anew_is_told_in_two_pieces() -> None:
    old, new = "The lead keeps the books of the work.", "Nobody may sell a party’s van or tools."
    assert [(p.fate, p.text) for p in line_changes(old, new)] == [
        (Fate.REMOVED, old),
        (Fate.ADDED, new),
    ]


def test_a_word_that_stays_between_two_changes_is_read_with_them() -> None:
    parts = word_changes(
        "They meet on every Monday at nine here.", "They meet each Monday by ten here."
    )
    assert [part.text for part in parts] == [
        "They meet ",
        "on every Monday at nine",
        "each Monday by ten",
        " here.",
    ]
