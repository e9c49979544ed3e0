"""Where an agreement stands follows from its ledger, whatever the order and however often told."""

import random
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microbiz_desktop.domain.errors import BadInput
from microbiz_desktop.domain.ledger import OfferedParty, OfferedSignatory
from microbiz_desktop.domain.states import AgreementState, Answered, EntryKind
from microbiz_desktop.evidence.chain import Entry
from microbiz_desktop.evidence.progress import Block, Progress
from microbiz_desktop.evidence.replay import advance, replay

from .samples import AGREEMENT, CLAUSES, FERNHILL, Story


@pytest.fixture
def story() -> Story:
    return Story().created().offered()


def _block(story: Story, party: str = "fernhill", signatory: str = "Priya") -> Block | None:
    return replay(story.entries).block(party, signatory)


def test_from_the_first_draft_to_the_executed_copy(story: Story) -> None:
    states = [replay(story.entries[:count]).state for count in range(3)]
    assert states == [AgreementState.DRAFT, AgreementState.DRAFT, AgreementState.OFFERED]
    for party in ("fernhill", "whitcombe"):
        story.opened(party)
        story.understood(party)
    story.signs("fernhill", "Priya")
    story.signs("whitcombe", "Ruth")
    progress = replay(story.entries)
    assert progress.state is AgreementState.PARTLY_SIGNED_OFF
    assert (progress.signed, progress.complete) == (1, False)
    assert not progress.parties["whitcombe"].done
    story.signs("whitcombe", "Dan")
    progress = replay(story.entries)
    assert (progress.signed, progress.complete) == (2, True)
    assert [item.given.signatory for item in progress.sign_offs] == ["Priya", "Ruth", "Dan"]
    story.executes()
    assert replay(story.entries).state is AgreementState.EXECUTED
    assert replay(story.entries).ignored == ()


def test_every_clause_must_be_understood_before_the_sign_off(story: Story) -> None:
    assert _block(story) is Block.NOT_UNDERSTOOD
    story.understood("fernhill", CLAUSES[:2])
    early = story.signs("fernhill", "Priya")
    assert replay(story.entries).ignored == ((early, Block.NOT_UNDERSTOOD),)
    story.understood("fernhill", CLAUSES[2:])
    assert _block(story) is None


def test_a_question_blocks_until_it_is_answered_and_the_answer_acknowledged(story: Story) -> None:
    story.understood("fernhill")
    asked = story.asks("fernhill", "money")
    party = replay(story.entries).parties["fernhill"]
    assert (party.word_on("money"), party.waiting("money")) == (Answered.QUESTION, False)
    assert _block(story) is Block.QUESTION
    assert _block(story, "whitcombe", "Dan") is Block.NOT_UNDERSTOOD
    story.understood("fernhill", ["money"])
    assert _block(story) is Block.QUESTION
    story.answers(asked)
    party = replay(story.entries).parties["fernhill"]
    assert (party.word_on("money"), party.waiting("money")) == (Answered.QUESTION, True)
    assert _block(story) is Block.ANSWER
    story.understood("fernhill", ["leaving"])
    assert _block(story) is Block.ANSWER
    story.understood("fernhill", ["money"])
    assert _block(story) is None
    (matter,) = replay(story.entries).parties["fernhill"].matters
    assert (matter.outcome, matter.reply, matter.acknowledged) == (
        "answered",
        "Everyone waits.",
        True,
    )


def test_a_wanted_change_blocks_until_it_is_kept_and_acknowledged(story: Story) -> None:
    story.understood("fernhill")
    wanted = story.wants("fernhill", "money")
    assert _block(story) is Block.CHANGE
    wrong = story.answers(wanted)
    assert replay(story.entries).ignored == ((wrong, Block.NO_SUCH_MATTER),)
    story.keeps(wanted)
    assert _block(story) is Block.ANSWER
    story.understood("fernhill", ["money"])
    assert _block(story) is None
    assert replay(story.entries).parties["fernhill"].word_on("money") is Answered.UNDERSTOOD


def test_of_two_matters_on_one_clause_both_must_be_closed(story: Story) -> None:
    story.understood("fernhill")
    asked, wanted = story.asks("fernhill", "money"), story.wants("fernhill", "money")
    story.answers(asked)
    story.understood("fernhill", ["money"])
    assert _block(story) is Block.CHANGE
    assert not replay(story.entries).parties["fernhill"].waiting("money")
    story.keeps(wanted)
    story.understood("fernhill", ["money"])
    assert _block(story) is None


def test_a_change_of_text_voids_every_sign_off(story: Story) -> None:
    story.signed_by_all()
    signed = replay(story.entries).sign_offs
    story.closes(EntryKind.REOPENED)
    progress = replay(story.entries)
    assert (progress.state, progress.sign_offs, progress.void) == (
        AgreementState.DRAFT,
        (),
        signed,
    )
    late = story.signs("fernhill", "Priya")
    story.offered()
    progress = replay(story.entries)
    assert (progress.state, progress.revision) == (AgreementState.OFFERED, 2)
    assert progress.parties["fernhill"].understood == frozenset()
    assert progress.void == signed
    assert progress.ignored == ((late, Block.NOT_OPEN),)


def test_who_is_in_the_way_of_whom_can_be_asked_of_anybody(story: Story) -> None:
    assert _block(story, "harbour", "Priya") is Block.NOT_A_PARTY
    assert _block(story, "fernhill", "Dan") is Block.NOT_A_SIGNATORY
    assert _block(story) is Block.NOT_UNDERSTOOD
    story.closes(EntryKind.WITHDRAWN)
    assert _block(story, "harbour", "Priya") is _block(story) is Block.NOT_OPEN


def test_a_sign_off_binds_agreement_revision_text_and_file(story: Story) -> None:
    story.understood("fernhill")
    wrong = [
        story.signs("fernhill", "Priya", fingerprint="0" * 64),
        story.signs("fernhill", "Priya", pdf_sha256="0" * 64),
        story.signs("fernhill", "Priya", agreement="another"),
    ]
    story.revision = 0
    old = story.signs("fernhill", "Priya")
    story.revision = 1
    stranger = story.signs("fernhill", "Dan")
    nobody = story.signs("harbour", "Priya")
    progress = replay(story.entries)
    assert progress.sign_offs == ()
    assert progress.ignored == (
        *((sequence, Block.OTHER_TEXT) for sequence in wrong),
        (old, Block.OTHER_REVISION),
        (stranger, Block.NOT_A_SIGNATORY),
        (nobody, Block.NOT_A_PARTY),
    )


def test_nobody_signs_twice_but_two_people_of_one_name_may() -> None:
    twins = OfferedParty(
        "smith", "Smith and Son", (OfferedSignatory("John Smith", "father"),) * 2, 2
    )
    story = Story().created().offered((FERNHILL, twins))
    for party, name in (("fernhill", "Priya"), ("smith", "John Smith")):
        story.understood(party)
        story.signs(party, name)
    second, third = story.signs("smith", "John Smith"), story.signs("smith", "John Smith")
    again = story.signs("fernhill", "Priya")
    progress = replay(story.entries)
    assert [item.sequence for item in progress.parties["smith"].sign_offs][-1] == second
    assert progress.complete
    assert progress.ignored == ((third, Block.SIGNED), (again, Block.SIGNED))


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        (EntryKind.WITHDRAWN, AgreementState.WITHDRAWN),
        (EntryKind.EXPIRED, AgreementState.EXPIRED),
        (EntryKind.DECLINED, AgreementState.DECLINED),
    ],
)
def test_after_the_offer_ended_nothing_counts_until_a_new_one(
    story: Story, kind: EntryKind, state: AgreementState
) -> None:
    story.understood("fernhill")
    if kind is EntryKind.DECLINED:
        story.declines("whitcombe")
    else:
        story.closes(kind)
    assert replay(story.entries).state is state
    late = story.signs("fernhill", "Priya")
    assert replay(story.entries).ignored == ((late, Block.NOT_OPEN),)
    assert _block(story) is Block.NOT_OPEN
    story.closes(EntryKind.REOPENED)
    assert replay(story.entries).state is AgreementState.DRAFT
    again = story.closes(EntryKind.REOPENED)
    story.offered()
    assert replay(story.entries).revision == 2
    assert replay(story.entries).ignored[-1] == (again, Block.NOT_OPEN)


def test_an_executed_agreement_never_changes(story: Story) -> None:
    story.understood("fernhill")
    early = story.executes()
    assert replay(story.entries).ignored == ((early, Block.NOT_COMPLETE),)
    story.understood("whitcombe")
    story.signs("fernhill", "Priya")
    story.signs("whitcombe", "Dan")
    story.signs("whitcombe", "Ruth")
    story.executes()
    executed = replay(story.entries)
    for kind in (EntryKind.WITHDRAWN, EntryKind.EXPIRED, EntryKind.REOPENED):
        story.closes(kind)
    story.declines("fernhill")
    story.asks("fernhill", "money")
    story.offered()
    after = replay(story.entries)
    assert after.state is AgreementState.EXECUTED
    assert after.sign_offs == executed.sign_offs
    assert len(after.ignored) == 1 + 6
    story.revision = 1
    story.add(EntryKind.ENDED, {"reason": "done"})
    assert replay(story.entries).state is AgreementState.ENDED


def test_an_offer_number_is_never_used_again(story: Story) -> None:
    story.closes(EntryKind.WITHDRAWN)
    story.closes(EntryKind.REOPENED)
    story.revision = 0
    story.offered()
    assert replay(story.entries).ignored[-1][1] is Block.OTHER_REVISION


def test_two_different_entries_of_one_number_are_refused(story: Story) -> None:
    other = Story().created()
    other.opened("fernhill")
    with pytest.raises(BadInput, match="two different entries 2"):
        replay([*story.entries, other.entries[1]])


_ACTS = st.one_of(
    st.tuples(st.just("opened"), st.sampled_from(["fernhill", "whitcombe"]), st.none()),
    st.tuples(
        st.just("understood"),
        st.sampled_from(["fernhill", "whitcombe"]),
        st.sampled_from([*[(clause,) for clause in CLAUSES], CLAUSES]),
    ),
    st.tuples(
        st.sampled_from(["asks", "wants"]),
        st.sampled_from(["fernhill", "whitcombe"]),
        st.sampled_from([*CLAUSES, "no-clause"]),
    ),
    st.tuples(st.sampled_from(["answers", "keeps"]), st.integers(1, 30), st.none()),
    st.tuples(
        st.just("signs"),
        st.sampled_from(["fernhill", "whitcombe", "nobody"]),
        st.sampled_from(["Priya", "Dan", "Ruth"]),
    ),
    st.tuples(
        st.just("closes"),
        st.sampled_from([EntryKind.REOPENED, EntryKind.WITHDRAWN, EntryKind.EXPIRED]),
        st.none(),
    ),
    st.tuples(st.sampled_from(["offered", "executes"]), st.none(), st.none()),
)


def _told(acts: list[tuple[str, object, object]]) -> list[Entry]:
    story = Story().created().offered()
    for name, first, second in acts:
        arguments = [item for item in (first, second) if item is not None]
        getattr(story, name)(*arguments)
    return story.entries


@given(acts=st.lists(_ACTS, max_size=25), seed=st.randoms(use_true_random=False))
def test_any_order_and_doubled_entries_give_the_same_state(
    acts: list[tuple[str, object, object]], seed: random.Random
) -> None:
    entries = _told(acts)
    shuffled = [*entries, *seed.choices(entries, k=len(entries))]
    seed.shuffle(shuffled)
    assert replay(shuffled) == replay(entries)
    step = Progress()
    for entry in entries:
        step = advance(step, entry)
    assert step == replay(entries)


@given(acts=st.lists(_ACTS, max_size=25))
def test_whatever_happens_no_sign_off_counts_over_an_open_matter(
    acts: list[tuple[str, object, object]],
) -> None:
    progress = Progress()
    for entry in _told(acts):
        before, progress = progress, advance(progress, entry)
        for party in progress.parties.values():
            old = before.parties.get(party.party.key)
            new = party.sign_offs if old is None else party.sign_offs[len(old.sign_offs) :]
            for sign_off in new:
                assert old is not None
                assert old.block() is None
                assert old.understood >= set(CLAUSES)
                assert sign_off.given.agreement == AGREEMENT
            names = [item.given.signatory for item in party.sign_offs]
            assert len(set(names)) == len(names)
        if entry.kind in (EntryKind.REOPENED, EntryKind.OFFERED) and progress != before:
            unchanged = progress.revision == before.revision and progress.state is before.state
            assert unchanged or not progress.sign_offs
        if progress.state is AgreementState.EXECUTED:
            assert progress.complete


@given(st.permutations(["fernhill", "whitcombe"] * 3))
def test_parties_do_not_wait_for_each_other(order: list[str]) -> None:
    story = Story().created().offered()
    waiting = {party: list(CLAUSES) for party in ("fernhill", "whitcombe")}
    for party in order:
        story.understood(party, [waiting[party].pop()])
    progress = replay(story.entries)
    assert [party.block() for party in progress.parties.values()] == [None, None]


def test_a_sign_off_after_the_last_day_does_not_count() -> None:
    """By its own day, or by a later one that the record knows; a later offer begins anew."""
    for moved in ((timedelta(days=20),), (timedelta(days=20), timedelta(days=1))):
        story = Story().created().offered(open_until="2026-12-05")
        story.understood("fernhill")
        for by in moved:
            story.moved = by
            last = story.opened("fernhill")
        late = story.signs("fernhill", "Priya")
        assert (last, replay(story.entries).ignored) == (late - 1, ((late, Block.TOO_LATE),))
        story.closes(EntryKind.REOPENED)
        story.moved = timedelta(days=2)
        story.offered(open_until="2026-12-05")
        story.understood("fernhill")
        story.signs("fernhill", "Priya")
        assert replay(story.entries).signed == 1


def test_what_counted_in_a_ledger_of_format_1_still_counts() -> None:
    story = Story(old=99).created().offered(open_until="2026-12-05")
    story.understood("fernhill")
    story.moved = timedelta(days=20)
    story.opened("fernhill")
    story.moved = timedelta(days=1)
    story.signs("fernhill", "Priya")
    assert [item.clock_back for item in replay(story.entries).sign_offs] == [True]
