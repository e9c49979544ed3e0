"""Where things stand on the map: always the same, never on top of each other."""

from itertools import combinations
from math import dist

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microbiz_desktop.domain.network.layout import APART, place

_GRAPHS = st.integers(1, 14).flatmap(
    lambda count: st.tuples(
        st.just(list(range(1, count + 1))),
        st.lists(st.tuples(st.integers(1, count), st.integers(1, count)), max_size=20),
    )
)


@settings(max_examples=40)
@given(_GRAPHS)
def test_everybody_has_a_place_of_their_own(
    graph: tuple[list[int], list[tuple[int, int]]],
) -> None:
    ids, pairs = graph
    at = place(ids, pairs)
    assert at.keys() == set(ids)
    for one, other in combinations(ids, 2):
        assert dist(at[one], at[other]) > APART * 0.7


@settings(max_examples=20)
@given(_GRAPHS)
def test_the_same_graph_gives_the_same_map(graph: tuple[list[int], list[tuple[int, int]]]) -> None:
    ids, pairs = graph
    assert place(ids, pairs) == place(ids[::-1], [(b, a) for a, b in pairs[::-1]])


def test_neighbours_stand_nearer_than_strangers() -> None:
    ids = list(range(1, 9))
    ring = [(n, n + 1) for n in range(1, 5)] + [(5, 6), (6, 7), (7, 8), (8, 5)]
    at = place(ids, ring)
    ties = [dist(at[a], at[b]) for a, b in ring]
    apart = [dist(at[a], at[b]) for a, b in combinations(ids, 2) if (a, b) not in ring]
    assert sum(ties) / len(ties) < sum(apart) / len(apart)


@pytest.mark.parametrize("count", [0, 1])
def test_nobody_and_one_alone(count: int) -> None:
    assert len(place(list(range(count)), [])) == count


def test_five_hundred_do_not_overlap() -> None:
    ids = list(range(1, 501))
    pairs = [(n, n // 3 + 1) for n in range(2, 501)] + [(n, n * 7 % 500 + 1) for n in range(1, 200)]
    at = place(ids, pairs)
    crowded = [1 for a, b in combinations(ids, 2) if dist(at[a], at[b]) < APART * 0.5]
    assert len(crowded) <= 5
