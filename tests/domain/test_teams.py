"""The smallest team, against trying every one."""

from itertools import chain, combinations

from hypothesis import given
from hypothesis import strategies as st

from microbiz_desktop.domain.network.teams import EXACT_UP_TO, TeamCandidate, smallest_team

_NEEDS = st.sets(st.integers(0, 5), min_size=1)
_COVERS = st.dictionaries(st.integers(0, 5), st.integers(1, 4), max_size=4)


def _candidates(most: int) -> st.SearchStrategy[list[TeamCandidate]]:
    return st.lists(st.tuples(_COVERS, st.integers(0, 8)), max_size=most).map(
        lambda rows: [TeamCandidate(n, covers, s) for n, (covers, s) in enumerate(rows, start=1)]
    )


def _open(needs: set[int], candidates: list[TeamCandidate]) -> set[int]:
    return needs & set(chain.from_iterable(one.covers for one in candidates))


def _size(needs: set[int], candidates: list[TeamCandidate]) -> int:
    """The size of the smallest team, by trying all."""
    wanted = _open(needs, candidates)
    return next(
        size
        for size in range(len(candidates) + 1)
        for team in combinations(candidates, size)
        if wanted <= set(chain.from_iterable(one.covers for one in team))
    )


@given(_NEEDS, _candidates(7))
def test_few_candidates_give_the_smallest_team(needs: set[int], them: list[TeamCandidate]) -> None:
    found = smallest_team(sorted(needs), them)
    assert found.exact
    assert len(found.ids) == _size(needs, them)


@given(_NEEDS, _candidates(18))
def test_every_team_covers_what_can_be_covered(needs: set[int], them: list[TeamCandidate]) -> None:
    found = smallest_team(sorted(needs), them)
    team = [one for one in them if one.id in found.ids]
    assert _open(needs, team) == _open(needs, them)
    assert found.exact == (found.candidates <= EXACT_UP_TO)


@given(_NEEDS, _candidates(18))
def test_nobody_in_a_team_is_superfluous(needs: set[int], them: list[TeamCandidate]) -> None:
    found = smallest_team(sorted(needs), them)
    for left_out in found.ids:
        rest = [one for one in them if one.id in found.ids and one.id != left_out]
        assert _open(needs, rest) != _open(needs, them)


@given(_NEEDS, _candidates(16))
def test_the_order_of_candidates_does_not_matter(
    needs: set[int], them: list[TeamCandidate]
) -> None:
    assert smallest_team(sorted(needs), them[::-1]) == smallest_team(sorted(needs), them)


def test_between_equals_the_better_skill_then_the_better_known_is_taken() -> None:
    weak, strong = TeamCandidate(1, {0: 2}, standing=8), TeamCandidate(2, {0: 3})
    assert smallest_team([0], [weak, strong]).ids == (2,)
    known = TeamCandidate(3, {0: 3}, standing=1)
    assert smallest_team([0], [weak, strong, known]).ids == (3,)
