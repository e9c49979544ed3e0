"""From answers to a numbered text: what an answer holds can never become more than words."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from microbiz_desktop.domain.deal import (
    Deal,
    Deliverable,
    PartySnapshot,
    PersonSnapshot,
    ProjectDetails,
    Rewording,
    SpecialTerm,
    frozen,
)
from microbiz_desktop.domain.findings import Severity
from microbiz_desktop.domain.money.methods import Method
from microbiz_desktop.domain.plain import canonical, from_plain, to_plain
from microbiz_desktop.domain.text import AgreementText, Paragraph, RunKind, Table, plain
from microbiz_desktop.drafting.comparing.differences import deal_differences
from microbiz_desktop.drafting.compile import Drafted, compile
from microbiz_desktop.drafting.dealfile.writer import write_deal_file
from microbiz_desktop.drafting.filling import Filler
from microbiz_desktop.drafting.money.terms import DefinedTerm
from microbiz_desktop.drafting.opaque import Opaque
from microbiz_desktop.drafting.tables import _glossary
from microbiz_desktop.drafting.templates.catalogue import Catalogue

PARTIES = (
    PartySnapshot("a", "Ann Ltd", own=True, people=(PersonSnapshot("Ann", may_sign=True),)),
    PartySnapshot("b", "Bo Ltd", "Bo", people=(PersonSnapshot("Bo", may_sign=True),)),
)
DEAL = Deal(
    "tiny",
    pack="here",
    title="Tea: a pot",
    parties=PARTIES,
    answers=frozen({"client": "Mrs Tea", "price": 5000}),
)


def lines(text: AgreementText) -> dict[str, str]:
    """The words of each sub-clause by its number."""
    return {line.number: plain(line.runs) for clause in text.clauses for line in clause.subclauses}


def with_answers(deal: Deal, **answers: object) -> Deal:
    """The deal with some answers changed."""
    return replace(deal, answers=frozen({**deal.answers, **answers}))


def test_numbers_items_references_and_terms(tiny: Catalogue) -> None:
    text = compile(tiny, DEAL).text
    work, money = text.clauses
    assert (work.number, money.number) == ("1", "2")
    first, second = work.subclauses
    assert (
        plain(first.runs) == "The parties work for Mrs Tea (the client), as clause\u00a02.1 says."
    )
    assert [run.text for run in first.runs if run.kind is RunKind.DEFINED] == ["client"]
    assert [run.target for run in first.runs if run.kind is RunKind.REFERENCE] == ["pay.1"]
    assert [(item.number, plain(item.runs)) for item in second.items] == [
        ("(a)", "start on time;"),
        ("(b)", "tell the client."),
    ]
    assert plain(second.closing) == "Nobody waits."
    assert money.subclauses[0].id == "pay.1"
    assert lines(text)["2.1"] == "The client pays £50.00 within 14\u00a0days."


def test_page_one(tiny: Catalogue) -> None:
    text = compile(tiny, with_answers(DEAL, way="slow", reason="it rains")).text
    (row,) = text.cover
    assert plain(row.runs) == "£50.00 within 14\u00a0days."
    assert row.where == ("Clauses\u00a01, 2", "Schedule\u00a0A")
    assert [plain(runs) for runs in text.changes] == [
        "clause\u00a01.1: slow and careful (usual: fast)"
    ]
    assert text.short_title == "Tea"
    assert text.notices == ("Made for 2\u00a0parties.",)
    assert plain(text.parties_intro) == "The parties are Ann Ltd and Bo."


def test_an_emptied_answer_is_not_the_usual_one(catalogue: Catalogue, sample: Deal) -> None:
    """W3: no insurance of one million pounds where somebody took it out."""
    none = compile(catalogue, with_answers(sample, insurance_kinds=[]))
    assert "schedule_insurance" not in {schedule.id for schedule in none.text.schedules}
    assert "£1,000,000" not in str(none.text)
    assert "missing-answer" not in {finding.code for finding in none.findings}
    bare = compile(catalogue, with_answers(sample, uncapped=[]))
    assert "Deliberate breach" not in str(bare.text).replace("\u00a0", " ")
    assert [f.place.question for f in bare.findings if f.code == "missing-answer"] == ["uncapped"]
    blank = compile(catalogue, with_answers(sample, pay_within=""))
    assert [f.place.question for f in blank.findings if f.code == "missing-answer"] == [
        "pay_within"
    ]


def test_a_unit_that_is_off_leaves_no_number_behind(tiny: Catalogue) -> None:
    assert list(lines(compile(tiny, DEAL).text)) == ["1.1", "1.2", "2.1"]
    slow = with_answers(DEAL, way="slow", reason="it rains")
    assert list(lines(compile(tiny, slow).text)) == ["1.1", "1.2", "2.1"]
    assert "because it rains." in lines(compile(tiny, slow).text)["1.1"]


def test_a_hidden_question_counts_as_not_asked(tiny: Catalogue) -> None:
    done = compile(tiny, with_answers(DEAL, reason="ignored"))
    assert "ignored" not in str(done.text)
    assert not [f for f in done.findings if f.place.question == "reason"]


def test_gaps_give_blanks_and_findings_never_an_error(
    tiny: Catalogue, catalogue: Catalogue
) -> None:
    done = compile(tiny, Deal("tiny"))
    first = done.text.clauses[0].subclauses[0]
    assert [run.text for run in first.runs if run.kind is RunKind.BLANK] == ["[Who is the client]"]
    assert "missing-answer" in {finding.code for finding in done.findings}
    empty = compile(catalogue, Deal("joint-venture"))
    assert empty.text.clauses
    assert {"missing-answer", "too-few-parties"} <= {finding.code for finding in empty.findings}


HOSTILE = [
    *("**bold**", "- item\n- item", "# Heading", "1. one", "+ plus", "\n\nnew paragraph"),
    *("{{ a.price }}", "{% if x %}", "[x](javascript:alert(1))", "<b>x</b>", "`code`", "> quote"),
    *("\U000f0000\U000f0001", "\ue000", "___", "***", "a\\b", "&amp;", "| a | b |", "![](x)"),
]


@pytest.mark.parametrize("words", HOSTILE)
def test_an_answer_stays_words(tiny: Catalogue, words: str) -> None:
    was = compile(tiny, DEAL).text
    now = compile(tiny, with_answers(DEAL, client=words)).text
    assert list(lines(now)) == list(lines(was))
    first = now.clauses[0].subclauses[0]
    assert [run.text for run in first.runs if run.kind is RunKind.DEFINED] == ["client"]
    assert len(first.items) == 0
    assert " ".join(words.split()).replace("-", "") in plain(first.runs).replace("-", "")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1, max_size=40))
def test_any_answer_at_all_keeps_the_shape(tiny: Catalogue, words: str) -> None:
    now = compile(tiny, with_answers(DEAL, client=words, notes=words)).text
    assert list(lines(now)) == ["1.1", "1.2", "2.1"]
    assert len(now.recitals) == 1


def test_private_characters_in_an_answer_are_findings(tiny: Catalogue) -> None:
    done = compile(tiny, with_answers(DEAL, client="x\U000f0003y"))
    assert "hidden-character" in {finding.code for finding in done.findings}
    assert "x\U000f0003y" in lines(done.text)["1.1"]


def test_a_long_answer_keeps_its_paragraphs_in_a_schedule(tiny: Catalogue) -> None:
    text = compile(tiny, with_answers(DEAL, notes="One.\n\nTwo - here.")).text
    notes = text.schedules[0]
    assert [(b.number, plain(b.runs)) for b in notes.blocks if isinstance(b, Paragraph)] == [
        ("A1", "One."),
        ("A2", "Two - here."),
    ]


def test_a_glossary_lists_where_terms_are_defined(tiny: Catalogue) -> None:
    (table,) = [b for b in compile(tiny, DEAL).text.schedules[0].blocks if isinstance(b, Table)]
    assert [row.cells for row in table.rows] == [("Client", "Clause\u00a01.1")]


def test_a_long_glossary_stands_in_three_columns_with_every_term_once() -> None:
    terms = [DefinedTerm(f"term {n:02}", f"Clause {n}", "") for n in range(11)]
    table = _glossary(terms)
    pairs = [row.cells[i : i + 2] for i in (0, 2, 4) for row in table.rows]
    assert [p for p in pairs if p[0]] == [(f"Term {n:02}", f"Clause {n}") for n in range(11)]
    assert len(table.rows) == 4
    assert {len(row.cells) for row in table.rows} == {len(table.columns)} == {6}


def test_an_answer_with_its_own_full_stop_does_not_get_a_second(tiny: Catalogue) -> None:
    """“… and a film.” typed where the text goes on with a full stop."""
    opaque = Opaque()
    filler = Filler(opaque)
    spans = ((f"It is {opaque.text('a film.')}. Next.", False),)
    assert plain(filler.runs(spans)) == "It is a film. Next."


def test_special_terms_and_own_wording_are_marked_and_listed(tiny: Catalogue) -> None:
    deal = replace(
        DEAL,
        special_terms=(SpecialTerm("Biscuits", "There are **biscuits**.\n\n- Always."),),
        rewordings=(Rewording("pay", "The client pays in cake.", " They bake.\nWell. "),),
    )
    text = compile(tiny, deal).text
    special = text.clauses[-1]
    assert (special.heading, special.number) == ("Special terms", "3")
    assert plain(special.subclauses[0].runs) == "Biscuits. There are **biscuits**."
    assert plain(special.subclauses[1].runs) == "- Always."
    assert all(line.changed for line in special.subclauses)
    assert lines(text)["2.1"] == "The client pays in cake."
    assert text.clauses[1].subclauses[0].changed
    assert [plain(runs) for runs in text.changes] == [
        "clause\u00a02.1 is worded for this agreement alone (reason: They bake. Well)",
        "clauses\u00a03.1 and 3.2 are a special term: Biscuits",
    ]


def test_a_text_that_fails_is_a_finding(tiny: Catalogue) -> None:
    broken = replace(
        tiny.units["pay"], text="{{ a.price }} {% for r in a.client %}{{ r.x }}{% endfor %}"
    )
    units = {**tiny.units, "pay": broken}
    done = compile(replace(tiny, units=units), DEAL)
    (finding,) = [f for f in done.findings if f.code == "template-text"]
    assert finding.severity is Severity.ERROR
    assert "does not work" in lines(done.text)["2.1"]


def test_a_reference_to_what_is_off_is_a_finding(tiny: Catalogue) -> None:
    pointing = replace(tiny.units["pay"], text="As {{ ref.extra }} says.")
    done = compile(replace(tiny, units={**tiny.units, "pay": pointing}), DEAL)
    (finding,) = [f for f in done.findings if f.code == "reference-off"]
    assert finding.place.clause == "money"
    assert "Extra" in finding.message


def test_places_say_which_clauses_a_question_shapes(tiny: Catalogue) -> None:
    places = compile(tiny, with_answers(DEAL, notes="x")).places
    assert places["price"] == ("money",)
    assert places["client"] == ("work",)
    assert places["notes"] == ("notes",)


def test_the_result_is_plain_data_and_the_same_each_time(
    catalogue: Catalogue, sample: Deal
) -> None:
    done = compile(catalogue, sample, "id", 3)
    assert from_plain(Drafted, to_plain(done)) == done
    assert canonical(done.text) == canonical(compile(catalogue, sample, "id", 3).text)
    assert (done.text.agreement_id, done.text.revision) == ("id", 3)


def test_the_worked_example_of_the_sample(catalogue: Catalogue, sample: Deal) -> None:
    text = compile(catalogue, sample).text
    tables = [b for s in text.schedules for b in s.blocks if isinstance(b, Table)]
    expected = next(t for t in tables if t.caption == "If all goes as expected")
    assert expected.rows[0].cells == (
        "Fernhill Design", "£640.00", "42.5\u00a0%", "£5,283.45", "£5,923.45"
    )  # fmt: skip
    assert expected.rows[-1].total
    assert expected.rows[-1].cells[-1] == "£14,750.00"
    four = next(t for t in tables if t.caption == "The same steps in four situations")
    assert four.rows[-1].cells == (
        "Adds up to", "£14,506.65", "£12,431.65", "−£418.35", "−£2,318.35"
    )  # fmt: skip


def test_dates_and_money_follow_the_pack(tiny: Catalogue) -> None:
    packs = {"here": replace(tiny.packs["here"], locale="en-US")}
    american = replace(tiny, packs=packs)
    deal = replace(DEAL, currency="USD", project=ProjectDetails(end="2026-11-21"))
    unit = replace(tiny.units["pay"], text="{{ a.price }} by {{ project.end }}.")
    american = replace(american, units={**tiny.units, "pay": unit})
    said = lines(compile(american, deal).text)["2.1"]
    assert said == "$50.00 by November\u00a021,\u00a02026."


def many(sample: Deal, count: int) -> Deal:
    """The sample with so many parties, shared equally."""
    parties = tuple(
        replace(sample.parties[0], key=f"p{i}", legal_name=f"Party {i} Ltd", trading_name=f"P{i}",
                registration_number=f"N{i}", own=i == 0)
        for i in range(count)
    )  # fmt: skip
    facts = replace(sample.project, deliverables=(Deliverable("Tea", "p0", sample.project.end),))
    answers = frozen({**sample.answers, "split_method": "equal", "lead_party": "p0"})
    return replace(sample, parties=parties, project=facts, answers=answers)


@pytest.mark.parametrize("count", [2, 5, 22])
def test_any_number_of_parties(catalogue: Catalogue, sample: Deal, count: int) -> None:
    done = compile(catalogue, many(sample, count))
    assert not [f for f in done.findings if f.severity is Severity.ERROR]
    assert len(done.text.parties) == count


CELLS = st.none() | st.booleans() | st.integers(-5, 5) | st.sampled_from(["", "x", "fernhill"])
ROWS = st.dictionaries(st.sampled_from(["amount", "title", "party", "due", "unit"]), CELLS)
JUNK = CELLS | st.lists(CELLS | ROWS, max_size=3) | st.dictionaries(
    st.sampled_from(["fernhill", "northlight", "stranger"]), CELLS | ROWS | st.lists(CELLS)
)  # fmt: skip
METHODS = st.sampled_from([*Method])


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data(), METHODS)
def test_no_answer_whatever_brings_it_down(
    catalogue: Catalogue, sample: Deal, data: st.DataObject, method: Method
) -> None:
    """Stored answers may be of any shape: an old template, a script, a damaged import."""
    names = [question.id for question in catalogue.templates["joint-venture"].questions]
    wild = data.draw(st.dictionaries(st.sampled_from(names), JUNK, max_size=8))
    deal = with_answers(sample, **{"split_method": str(method), **wild})
    done = compile(catalogue, deal)
    assert done.text.clauses
    assert deal_differences(catalogue, sample, deal) is not None
    assert write_deal_file(deal, catalogue)
