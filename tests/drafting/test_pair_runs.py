"""Every two options of the joint venture make a whole text, without an error of the wording."""

from dataclasses import replace

import pytest

from microbiz_desktop.drafting.catalogue import Catalogue

from .base_deal import Settings
from .meeting import Meetings
from .pairs import DECIDED, PairRuns

#: The part of all pairs that the suite compiles; `make soak` compiles every one.
EVERY = 13


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
    assert [fault.partition(": ")[2].partition(":")[0] for fault in found] == [
        "reference-off",
        "a blank in “losses",
    ]


def test_meetings_are_found_anew_for_another_library(catalogue: Catalogue) -> None:
    """Nothing is listed by hand: a text that reads another answer makes two questions meet."""
    pair = ("competition", "execution")
    assert pair not in Meetings(catalogue).pairs
    unit = catalogue.units["competition"]
    text = unit.text + "{% if v.execution == 'deed' %} By deed.{% endif %}"
    changed = replace(catalogue, units={**catalogue.units, unit.id: replace(unit, text=text)})
    assert "unit competition" in Meetings(changed).pairs[pair]


def test_the_base_deal_is_told_nothing_of_pairs(runs: PairRuns) -> None:
    assert [f.message for f in runs.compiled(()).findings if f.code in DECIDED] == []
