"""Every two options of the joint venture make a whole text, without an error of the wording."""

from dataclasses import replace
from itertools import product

import pytest

from microbiz_desktop.domain.dealdata import apply_edits
from microbiz_desktop.domain.findings import Severity
from microbiz_desktop.drafting.compile import compile
from microbiz_desktop.drafting.templates.catalogue import Catalogue, load_catalogue
from microbiz_desktop.drafting.templates.pairs import Pair

from .base_deal import Settings
from .golden import ROOT
from .meeting import Meetings
from .pairs import DECIDED, PairRuns, unread

#: The part of all pairs that the suite compiles; `make soak` compiles every one.
EVERY = 29


@pytest.fixture(scope="module")
def runs(catalogue: Catalogue) -> PairRuns:
    return PairRuns(catalogue)


def faults(runs: PairRuns, wanted: list[Settings]) -> list[str]:
    return [fault for settings in wanted for fault in runs.faults(settings)]


def test_every_option_alone_makes_a_whole_text(runs: PairRuns) -> None:
    wanted = list(runs.singles())
    assert len(wanted) > 100
    assert faults(runs, wanted) == []


def test_a_fixed_part_of_all_pairs_makes_whole_texts(runs: PairRuns) -> None:
    wanted = list(runs.every_pair())
    assert len(wanted) > 5000
    assert faults(runs, wanted[::EVERY]) == []


@pytest.mark.soak
def test_every_pair_makes_a_whole_text(runs: PairRuns) -> None:
    assert faults(runs, list(runs.every_pair())) == []


@pytest.mark.parametrize(
    ("one", "other", "place"),
    [
        ("client_contract", "ip_new_work", "unit ip_client"),
        ("split_method", "loss_share", "table money_expected"),
        ("split_method", "pay_when_paid", "invoicing uses “share” of split_method"),
        ("client_contract", "loss_share", "client_contract refers to losses"),
        ("ip_new_work", "joint_exploitation", "check joint_rights"),
        ("deadlock", "leaving_rule", "leaving refers to deadlock"),
        ("client_contract", "pay_when_paid", "pay_when_paid is asked"),
    ],
)
def test_questions_meet_where_the_data_says_so(
    runs: PairRuns, one: str, other: str, place: str
) -> None:
    assert place in runs.meetings.pairs[one, other]


def test_what_goes_through_all_questions_ties_none_together(runs: PairRuns) -> None:
    assert ("exclusivity", "execution") not in runs.meetings.pairs
    assert len(runs.meetings.pairs) < 150


def test_a_fault_that_two_options_make_together_is_named(catalogue: Catalogue) -> None:
    """A reference to a unit that only one option turns on, planted in another option's text."""
    old = catalogue.units["losses"]
    text = "The lead party bears it as {{ ref.ip_product }} says."
    choices = tuple(replace(a, text=text) if a.value == "lead" else a for a in old.alternatives)
    units = {**catalogue.units, "losses": replace(old, alternatives=choices)}
    broken = PairRuns(replace(catalogue, units=units))
    assert broken.faults((("client_contract", "own_product"), ("loss_share", "lead"))) == []
    found = broken.faults((("client_contract", "lead"), ("loss_share", "lead")))
    assert found[0].startswith("client_contract = lead, loss_share = lead: reference-off: ")
    assert any("a blank in “losses: The lead party bears it as" in fault for fault in found)


def test_meetings_are_found_anew_for_another_library(runs: PairRuns, catalogue: Catalogue) -> None:
    """Nothing is listed by hand: a text that reads another answer makes two questions meet."""
    pair = ("competition", "execution")
    assert pair not in runs.meetings.pairs
    unit = catalogue.units["competition"]
    text = unit.text + "{% if v.execution == 'deed' %} By deed.{% endif %}"
    changed = replace(catalogue, units={**catalogue.units, unit.id: replace(unit, text=text)})
    assert "unit competition" in Meetings(changed).pairs[pair]


def test_every_question_that_meets_another_was_read_and_every_option_of_it(runs: PairRuns) -> None:
    """Read with `python -m tests.drafting.pairs`, decide, and write it into pairs.toml."""
    assert list(unread(runs)) == []


def test_a_new_option_without_a_decision_is_named(runs: PairRuns, catalogue: Catalogue) -> None:
    meetings = runs.base.template.meetings
    first = meetings[1]
    kept = replace(first, options=(first.options[0][1:], *first.options[1:]), pairs=())
    template = replace(runs.base.template, meetings=(kept, *meetings[2:]))
    changed = PairRuns(replace(catalogue, templates={template.id: template}))
    changed.meetings = runs.meetings
    name, state = first.questions[0], first.options[0][0]
    assert list(unread(changed)) == [f"{name} = {state} beside {first.questions[1]}"]
    without = replace(template, meetings=meetings[:1] + meetings[2:])
    changed = PairRuns(replace(catalogue, templates={template.id: without}))
    changed.meetings = runs.meetings
    (said,) = unread(changed)
    assert said.startswith(f"{' and '.join(first.questions)} meet (")


def _decided() -> list[tuple[tuple[str, ...], Pair]]:
    meetings = load_catalogue(ROOT).templates["joint-venture"].meetings
    return [(meeting.questions, pair) for meeting in meetings for pair in meeting.pairs]


@pytest.mark.parametrize(("names", "pair"), _decided(), ids=lambda v: getattr(v, "says", ""))
def test_each_decision_is_told_on_its_deal_and_gone_after_its_mend(
    runs: PairRuns, names: tuple[str, ...], pair: Pair
) -> None:
    for states in product(*pair.wanted()):
        deal = runs.base.deal(tuple(zip(names, states, strict=True)))
        (found,) = [f for f in compile(runs.catalogue, deal).findings if f.message == pair.says]
        assert found.reason == pair.why
        assert (found.severity is Severity.WARNING) == (pair.decision == "warning")
        if found.mend is not None:
            mended = compile(runs.catalogue, apply_edits(deal, found.mend.edits)).findings
            assert pair.says not in [finding.message for finding in mended]


def test_the_base_deal_is_told_nothing_of_pairs(runs: PairRuns) -> None:
    assert [f.message for f in runs.compiled(()).findings if f.code in DECIDED] == []
