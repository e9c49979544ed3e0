"""Each kind that is shipped, whole: every option, what meets, page 1, the deal file."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import product

import pytest

from microbiz_desktop.domain.deal import InsuranceSnapshot
from microbiz_desktop.domain.dealdata import apply_edits
from microbiz_desktop.domain.findings import Severity
from microbiz_desktop.drafting.asking.roles import Role
from microbiz_desktop.drafting.compile import compile
from microbiz_desktop.drafting.dealfile.reader import read_deal_file
from microbiz_desktop.drafting.dealfile.writer import write_deal_file
from microbiz_desktop.drafting.templates.catalogue import Catalogue

from .base_deal import ALL, KINDS, Settings, settings_of
from .conftest import ROOT, sample_of
from .golden import FOLDER
from .options import complete, every_option, with_answers
from .pairs import DECIDED, PairRuns, unread
from .test_cover import unsupported
from .test_wording import ARCHAIC, PERSONAL

#: The part of all pairs that the suite compiles; `make soak` compiles every one.
EVERY = 29

#: The first kind has a test of page 1 of its own, on more than one deal, in `test_cover`.
LATER_KINDS = KINDS[1:]


@pytest.fixture(scope="module", params=KINDS)
def runs(runs_of: Callable[[str], PairRuns], request: pytest.FixtureRequest) -> PairRuns:
    return runs_of(request.param)


def faults(runs: PairRuns, wanted: list[Settings]) -> list[str]:
    return [fault for settings in wanted for fault in runs.faults(settings)]


def test_every_option_alone_makes_a_whole_text(runs: PairRuns) -> None:
    every = [((q.id, state),) for q in runs.questions.values() for state in settings_of(q)]
    wanted = [*runs.singles(), *(one for one in every if one[0][1] == ALL)]
    assert len(wanted) > len(runs.questions)
    assert faults(runs, wanted) == []


def test_a_fixed_part_of_all_pairs_makes_whole_texts(runs: PairRuns) -> None:
    wanted = list(runs.every_pair())
    assert len(wanted) > 10 * EVERY
    assert faults(runs, wanted[::EVERY]) == []


@pytest.mark.soak
def test_every_pair_makes_a_whole_text(runs: PairRuns) -> None:
    assert faults(runs, list(runs.every_pair())) == []


def test_every_question_that_meets_another_was_read_and_every_option_of_it(runs: PairRuns) -> None:
    """Read with `python -m tests.drafting.pairs KIND`, decide, and write it into pairs.toml."""
    assert list(unread(runs)) == []


def test_the_base_deal_is_told_nothing_of_pairs(runs: PairRuns) -> None:
    assert [f.message for f in runs.compiled(()).findings if f.code in DECIDED] == []


def test_each_decision_is_told_on_its_deal_and_gone_after_its_mend(runs: PairRuns) -> None:
    for meeting in runs.base.template.meetings:
        for pair in meeting.pairs:
            for states in product(*pair.wanted()):
                deal = runs.base.deal(tuple(zip(meeting.questions, states, strict=True)))
                done = compile(runs.catalogue, deal)
                (found,) = [f for f in done.findings if f.message == pair.says]
                assert found.reason == pair.why
                assert (found.severity is Severity.WARNING) == (pair.decision == "warning")
                if found.mend is not None:
                    mended = compile(runs.catalogue, apply_edits(deal, found.mend.edits)).findings
                    assert pair.says not in [finding.message for finding in mended]


@pytest.mark.parametrize("kind", LATER_KINDS)
def test_page_one_is_borne_out_and_the_deal_reads_back_whatever_is_chosen(
    catalogue: Catalogue, kind: str
) -> None:
    template = catalogue.templates[kind]
    sample = sample_of(catalogue, kind)
    cover = (InsuranceSnapshot("Public liability", "£2 million", "2027-12-31"),)
    bare = replace(
        sample, parties=tuple(replace(p, logo="", insurance=cover) for p in sample.parties)
    )
    whole = complete(bare, template)
    for question, value in every_option(template):
        deal = with_answers(whole, **{question: value})
        assert unsupported(catalogue, deal) == [], (question, value)
        read = read_deal_file(write_deal_file(deal, catalogue), "deal.toml", catalogue, ROOT)
        assert read.deal == deal, (question, value)


@pytest.mark.parametrize("kind", LATER_KINDS)
def test_its_words_are_plain_and_stand_for_parties_without_pronouns(
    catalogue: Catalogue, kind: str
) -> None:
    shared = set(catalogue.templates[KINDS[0]].unit_ids())
    for unit in set(catalogue.templates[kind].unit_ids()) - shared:
        words = (FOLDER / "units" / f"{unit}.txt").read_text(encoding="utf-8")
        assert ARCHAIC.findall(words) == [], unit
        assert PERSONAL.findall(re.sub(r"“[^”]*”", "", words)) == [], unit


@pytest.mark.parametrize("kind", KINDS)
def test_the_big_defaults_are_named_to_be_seen_before_an_offer(
    catalogue: Catalogue, kind: str
) -> None:
    template = catalogue.templates[kind]
    big = (Role.LIABILITY_CAP, Role.INSURANCE_KINDS, Role.INSURANCE_MINIMUM, Role.NEW_WORK)
    asked = [template.question(template.playing(role)) for role in (*big, Role.LONG_STOP)]
    assert [q.id for q in asked if q is not None and not q.before_offer] == []
    named = [q for q in template.questions if q.before_offer]
    assert len({q.before_offer for q in named}) == len(named) >= 6
    assert [q.id for q in named if q.default is None] == []


@pytest.mark.parametrize("kind", LATER_KINDS)
def test_terms_are_defined_once_and_used(catalogue: Catalogue, kind: str) -> None:
    wrong = {"term-unused", "term-undefined", "term-twice", "reference-off", "heading-twice"}
    deal = replace(sample_of(catalogue, kind))
    found = [f.message for f in compile(catalogue, deal).findings if f.code in wrong]
    assert found == []
