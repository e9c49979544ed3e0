"""Decisions on pairs of answers: read with file and line, told as findings, left out of offers."""

from pathlib import Path
from typing import Any

import pytest

from microbiz_desktop.domain.deal import Deal, PartySnapshot
from microbiz_desktop.domain.dealdata import apply_edits
from microbiz_desktop.domain.errors import BadTemplate
from microbiz_desktop.domain.findings import Finding, Severity
from microbiz_desktop.drafting.asking.questions import circumstances
from microbiz_desktop.drafting.compile import compile
from microbiz_desktop.drafting.templates.catalogue import Catalogue, defects, load_catalogue
from microbiz_desktop.drafting.templates.pairs import left_out, undecided
from microbiz_desktop.drafting.templates.states import states, states_of

from .tiny import write_tiny

PAIRS = """
[[meet]]
questions = ["notes", "way"]
options = [["filled", "empty"], ["fast", "slow"]]
fine = "Notes belong to either."

[[meet.pairs]]
values = ["empty", "slow"]
decision = "not_offered"
reason = "Slow work is told only in the notes."
says = "Slow work without notes says nothing."
why = "Nobody could tell what is done."
mend = { question = "way", value = "fast", label = "work fast" }

[[meet]]
questions = ["parties"]
options = [["two", "more"]]
fine = "Any number."

[[meet.pairs]]
values = ["more"]
decision = "warning"
reason = "The tiny text was written for two."
says = "Three parties are a crowd."
why = "The text speaks of two."
"""


PARTIES = """
[[sections.questions]]
id = "parties"
kind = "parties"
source = "parties"
label = "Who takes part?"
no_usual = "Each has its own."
"""


def with_pairs(root: Path, old: str = "", new: str = "") -> Path:
    """The tiny template with decisions on pairs, one text of them replaced."""
    assert old in PAIRS
    write_tiny(root)
    with (root / "tiny" / "questions.toml").open("a") as questions:
        questions.write(PARTIES)
    (root / "tiny" / "pairs.toml").write_text(PAIRS.replace(old, new, 1) if old else PAIRS)
    return root


@pytest.fixture
def paired(tmp_path: Path) -> Catalogue:
    return load_catalogue(with_pairs(tmp_path))


def deal(count: int = 2, **answers: Any) -> Deal:
    keys = "abc"[:count]
    parties = tuple(PartySnapshot(key, f"Party {key}", email=f"{key}@x.example") for key in keys)
    return Deal("tiny", "here", "A title", parties=parties, answers=answers)


def about_pairs(catalogue: Catalogue, of: Deal) -> list[Finding]:
    found = compile(catalogue, of).findings
    return [finding for finding in found if finding.code in {"answers-apart", "answers-meet"}]


def test_an_option_not_offered_is_an_error_once_it_was_chosen_and_one_click_mends_it(
    paired: Catalogue,
) -> None:
    bad = deal(way="slow", reason="care")
    (found,) = about_pairs(paired, bad)
    assert (found.code, found.severity) == ("answers-apart", Severity.ERROR)
    assert found.message == "Slow work without notes says nothing."
    assert found.reason == "Nobody could tell what is done."
    assert found.place.question == "way"
    assert found.mend is not None and found.mend.label == "work fast"
    assert about_pairs(paired, apply_edits(bad, found.mend.edits)) == []
    assert about_pairs(paired, deal(way="slow", reason="care", notes="Oak.")) == []


def test_a_single_state_can_be_decided_and_warned_of(paired: Catalogue) -> None:
    (found,) = about_pairs(paired, deal(3))
    assert (found.code, found.severity) == ("answers-meet", Severity.WARNING)
    assert found.mend is None
    assert about_pairs(paired, deal(2)) == []


@pytest.mark.parametrize(
    ("answers", "out"),
    [
        ({"way": "fast"}, {"slow"}),
        ({"way": "slow"}, set()),
        ({"way": "fast", "notes": "Oak."}, set()),
    ],
)
def test_the_last_question_of_a_pair_does_not_offer_it_and_keeps_what_is_chosen(
    paired: Catalogue, answers: dict[str, Any], out: set[str]
) -> None:
    template = paired.templates["tiny"]
    facts = circumstances(template.sections, deal(**answers), {})
    by_id = {question.id: question for question in template.questions}
    assert left_out(template.meetings, by_id, facts).get("way", frozenset()) == out


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"notes", "way"', '"notes", "wy"', "line 3: there is no question “wy”."),
        ('"fast", "slow"]]', '"fast", "slaw"]]', "line 3: “way” is never slaw."),
        ('[["two", "more"]]', "[]", "line 16: there is one list of options for each question."),
        ('fine = "Any number."', "", "line 16: “fine” says why the other pairs go together."),
        ('["parties"]', '["way", "notes"]', "line 16: these questions meet twice."),
        ('["notes", "way"]', '["parties"]', "line 3: there is one list of options for each"),
        ('["empty", "slow"]', '["slow"]', "line 8: a pair has one value for each question."),
        ('["empty", "slow"]', '["empty", "slaw"]', "line 8: “slaw” is not among the options of"),
        ('"warning"', '"maybe"', "line 21: “maybe” is not a decision"),
        (
            'says = "Three parties are a crowd."',
            'says = ""',
            "line 21: a pair that is not fine has",
        ),
        ('question = "way", value', 'question = "wy", value', "line 8: the mend names “wy”"),
        ('"warning"', '"not_offered"', "line 21: only an option can be left out, and “parties”"),
        ("reason =", "raeson =", "line 10: “raeson” is not a field"),
    ],
)
def test_a_defect_of_the_pairs_names_file_and_line(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    found = [said for said in defects(with_pairs(tmp_path, old, new)) if "pairs.toml" in said]
    assert any(said.startswith(f"tiny/pairs.toml, {message}") for said in found), found


def test_a_template_with_a_defect_in_its_pairs_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadTemplate, match="pairs"):
        load_catalogue(with_pairs(tmp_path, '"warning"', '"maybe"'))


def test_an_option_that_nobody_read_is_named(tmp_path: Path) -> None:
    catalogue = load_catalogue(with_pairs(tmp_path, '["two", "more"]', '["more"]'))
    template = catalogue.templates["tiny"]
    by_id = {question.id: question for question in template.questions}
    said = [line for meeting in template.meetings for line in undecided(meeting, by_id)]
    assert said == ["parties = two beside nothing"]


def test_states_of_every_kind(catalogue: Catalogue) -> None:
    by_id = {q.id: q for q in catalogue.templates["joint-venture"].questions}
    assert states(by_id["execution"]) == ("simple", "deed")
    assert states(by_id["portfolio"]) == (True, False)
    assert states(by_id["conduct"])[-1] == "empty"
    assert states(by_id["shares"]) == ()
    assert states(by_id["brand_rules"]) == ("filled", "empty")
    assert states_of(by_id["conduct"], ("equality", "ai_use")) == {"equality", "ai_use"}
    assert states_of(by_id["conduct"], ()) == {"empty"}
    assert states_of(by_id["brand_rules"], {"ash": " "}) == {"empty"}
    assert states_of(by_id["portfolio"], False) == {False}
    assert states_of(by_id["parties"], ("a", "b")) == {"two"}
