"""Page 1 is one page whatever is chosen: every two options together, and the most words at once."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import combinations, product

import pytest

from microbiz_desktop.domain.text import AgreementText, plain
from microbiz_desktop.drafting.compile import compile as compile_deal
from microbiz_desktop.drafting.templates.states import State
from microbiz_desktop.rendering import boxes
from microbiz_desktop.rendering.pdf import Renderer
from tests import builders_text as build
from tests.drafting.base_deal import Base, Settings, settings_of
from tests.drafting.pairs import said
from tests.drafting.whole_deals import usual
from tests.shipped import shipped
from tests.thinned import thinned

KIND = "associate"

#: What is done, in as many words as in the samples.
BRIEF = "the shelves of a bookshop and its counter, made of ash and fitted in three long nights"

#: One state of one question.
Chosen = tuple[str, State]


@cache
def _base() -> Base:
    """The usual deal between two businesses with logos, from which every other one is made."""
    deal, _ = usual(shipped(), KIND, 2)
    return Base(shipped(), deal)


@cache
def _states() -> Mapping[str, tuple[State, ...]]:
    """Each question that has options or may be left empty, with its states."""
    found = {q.id: settings_of(q) for q in _base().template.questions if q.kind != "parties"}
    return {name: states for name, states in found.items() if len(states) > 1}


@cache
def deals() -> tuple[Settings, ...]:
    """Few settings of all questions, in which every two states of two questions meet."""
    left = set[frozenset[Chosen]]()
    for one, other in combinations(_states(), 2):
        left |= {
            frozenset({(one, a), (other, b)}) for a, b in product(_states()[one], _states()[other])
        }
    found = list[Settings]()
    while left:
        chosen = dict(min(left, key=lambda pair: sorted(map(str, pair))))
        for name in _states():
            if name not in chosen:
                chosen[name] = _best(name, chosen, left)
        found.append(tuple(chosen.items()))
        left -= set(_pairs(found[-1]))
    return tuple(found)


def _pairs(settings: Settings) -> Iterator[frozenset[Chosen]]:
    yield from map(frozenset, combinations(settings, 2))


def _best(name: str, chosen: Mapping[str, State], left: set[frozenset[Chosen]]) -> State:
    """The state of a question that meets most of what has not met yet."""

    def new(state: State) -> int:
        return sum(frozenset({(name, state), one}) in left for one in chosen.items())

    return max(_states()[name], key=new)


def _text(settings: Settings) -> AgreementText:
    deal = _base().deal(settings, among=2)
    deal = replace(deal, project=replace(deal.project, brief=BRIEF))
    return compile_deal(shipped(), deal, "page 1", 1).text


def _letters(settings: Settings) -> int:
    return sum(len(plain(row.runs)) for row in _text(settings).cover)


def most_said() -> Settings:
    """Of each question in turn the state with which page 1 says the most; all of them twice."""
    chosen = {name: states[0] for name, states in _states().items()}
    for name in (*chosen, *chosen):
        tried = [{**chosen, name: state} for state in _states()[name]]
        chosen = max(tried, key=lambda one: _letters(tuple(one.items())))
    return tuple(chosen.items())


def _one_page(renderer: Renderer, settings: Settings) -> None:
    """The cover, with what was changed or without it, ends where the next page begins."""
    _, logos = usual(shipped(), KIND, 2)
    text = _text(settings)
    short = replace(text, clauses=text.clauses[:1], schedules=())
    pages = renderer.layout(short, build.offered(), logos).pages
    starts = boxes.starts(pages)
    after = {starts[name] for name in ("changes", "parties") if name in starts}
    assert 1 in after, said(settings)


def test_every_two_options_meet() -> None:
    met = {pair for settings in deals() for pair in _pairs(settings)}
    for one, other in combinations(_states(), 2):
        for a, b in product(_states()[one], _states()[other]):
            assert frozenset({(one, a), (other, b)}) in met
    assert len(_states()) > 25


def test_page_1_is_one_page_with_all_that_it_can_say(renderer: Renderer) -> None:
    _one_page(renderer, most_said())


@pytest.mark.parametrize("number", thinned(range(len(deals())), kept=(0, 22, 23)))
def test_page_1_is_one_page_with_every_two_options(renderer: Renderer, number: int) -> None:
    _one_page(renderer, deals()[number])
