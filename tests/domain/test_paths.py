"""The cheapest chain of introductions, against trying every one."""

from collections.abc import Iterable, Iterator
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from microbiz_desktop.domain.network.paths import US, AcquaintedPair, best_chain, chains, without

_PEOPLE = range(1, 6)
_LINKS = st.lists(
    st.builds(
        AcquaintedPair,
        st.sampled_from((US, *_PEOPLE)),
        st.sampled_from(tuple(_PEOPLE)),
        st.integers(1, 5),
    ).filter(lambda link: link.first != link.second),
    max_size=12,
)


def _every_chain(
    links: Iterable[AcquaintedPair], goal: int
) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """Cost, length and ids of every chain there is."""
    cost: dict[tuple[int, int], int] = {}
    for link in links:
        for pair in ((link.first, link.second), (link.second, link.first)):
            cost[pair] = min(link.cost, cost.get(pair, link.cost))
    others = [one for one in _PEOPLE if one != goal]
    for size in range(len(others) + 1):
        for between in permutations(others, size):
            ids = (*between, goal)
            steps = list(zip((US, *ids), ids, strict=False))
            if all(step in cost for step in steps):
                yield sum(cost[step] for step in steps), len(ids), ids


@given(_LINKS, st.sampled_from(tuple(_PEOPLE)))
def test_no_chain_is_better(links: list[AcquaintedPair], goal: int) -> None:
    found = best_chain(links, goal)
    best = min(_every_chain(links, goal), default=None)
    assert (found and (found.cost, len(found.ids), found.ids)) == best


@given(_LINKS, st.sampled_from(tuple(_PEOPLE)))
def test_the_order_in_which_links_are_told_does_not_matter(
    links: list[AcquaintedPair], goal: int
) -> None:
    found, again = best_chain(links, goal), best_chain(links[::-1], goal)
    assert (found and found.ids) == (again and again.ids)


@given(_LINKS, st.sampled_from(tuple(_PEOPLE)))
def test_each_further_chain_begins_with_somebody_else(
    links: list[AcquaintedPair], goal: int
) -> None:
    found = chains(links, goal, 3)
    firsts = [chain.ids[0] for chain in found]
    assert len(set(firsts)) == len(firsts)
    assert [chain.cost for chain in found] == sorted(chain.cost for chain in found)
    for chain in found:
        assert len(set(chain.ids)) == len(chain.ids)
        assert [link.other(a) for link, a in zip(chain.links, (US, *chain.ids), strict=False)] == [
            *chain.ids
        ]


@given(_LINKS, st.sampled_from(tuple(_PEOPLE)), st.sampled_from(tuple(_PEOPLE)))
def test_whoever_is_left_out_is_in_no_chain(
    links: list[AcquaintedPair], goal: int, hidden: int
) -> None:
    for chain in chains(without(links, lambda key: key == hidden), goal, 3):
        assert hidden not in chain.ids


def test_of_two_ways_that_cost_the_same_the_shorter_is_taken() -> None:
    links = [AcquaintedPair(US, 1, 1), AcquaintedPair(1, 5, 1), AcquaintedPair(US, 5, 2)]
    found = best_chain(links, 5)
    assert found is not None
    assert found.ids == (5,)
