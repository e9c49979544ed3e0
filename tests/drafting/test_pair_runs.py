"""How pairs of options are found, compiled and told of, shown on the joint venture.

That every one makes a whole text is asked of every kind in `test_kinds`.
"""

from collections.abc import Callable
from dataclasses import replace

import pytest

from microbiz_desktop.drafting.templates.catalogue import Catalogue

from .base_deal import KINDS
from .meeting import Meetings
from .pairs import PairRuns, unread


@pytest.fixture(scope="module")
def runs(runs_of: Callable[[str], PairRuns]) -> PairRuns:
    return runs_of(KINDS[0])


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
