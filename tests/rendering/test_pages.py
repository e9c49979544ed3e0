"""How the pages fill: nothing overflows, nothing is torn apart, page 1 is one page."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from microbiz_desktop.domain.text import AgreementText, Block, Run, Table
from microbiz_desktop.rendering import boxes
from microbiz_desktop.rendering.fetching import RecordingFetcher
from microbiz_desktop.rendering.html import html
from microbiz_desktop.rendering.logos import vetted
from microbiz_desktop.rendering.pdf import Renderer
from tests import builders_text as build
from tests.thinned import thinned

from .conftest import Make, sample
from .looking import faults, leaves
from .test_lines import ended_early

LONG = "The Upper Wharfedale and Nidderdale Hedge Layers, Wallers and Willow Weavers Co-operative"


def _between(count: int) -> tuple[AgreementText, Mapping[str, bytes]]:
    """The sample of twenty-two parties with so many of them, in its parties and its tables."""
    text, logos = sample("twenty-two")
    gone = {party.name for party in text.parties[count:]}
    schedules = tuple(
        replace(schedule, blocks=tuple(_without(block, gone) for block in schedule.blocks))
        for schedule in text.schedules
    )
    parties = text.parties[:count]
    return replace(text, revision=1, parties=parties, schedules=schedules), logos


def _without(block: Block, names: set[str]) -> Block:
    if not isinstance(block, Table):
        return block
    return replace(
        block, rows=tuple(row for row in block.rows if not names & {_name(c) for c in row.cells})
    )


def _name(cell: str) -> str:
    return cell.split(", ", maxsplit=1)[0]


def _look(renderer: Renderer, text: AgreementText, logos: Mapping[str, bytes]) -> Any:
    """The executed copy, and nothing wrong with any of its pages."""
    document = renderer.layout(text, build.executed(text), logos)
    assert faults(document) == []
    starts = boxes.starts(document.pages)
    assert starts["changes"] == 0 or boxes.fill(document.pages[0]) > 0.6
    assert 1 in (starts["parties"], starts["changes"]), "page 1 is one page"
    assert starts["certificate"] > starts["signing"]
    return document


#: With long names, as a deed, and with neither; few, and as many as there can be.
@pytest.mark.parametrize("count", thinned(range(2, 23), kept=(2, 6, 8, 22)))
def test_every_number_of_parties_fits(renderer: Renderer, count: int) -> None:
    _fits(renderer, count)


@pytest.mark.soak
@pytest.mark.parametrize("count", range(2, 23))
def test_every_number_of_parties_of_a_sample_fits(renderer: Renderer, count: int) -> None:
    _look(renderer, *_between(count))


def _fits(renderer: Renderer, count: int) -> None:
    names = (LONG,) if count % 3 == 0 else ()
    text = build.agreement(count, names=names, deed=count % 4 == 0)
    _look(renderer, text, build.logos(count))


@pytest.mark.parametrize("name", ["two", "three", "seven", "twenty-two"])
def test_every_page_of_every_sample_is_well_filled(renderer: Renderer, name: str) -> None:
    """And no line ends though the next word would fit: before a link one was broken early."""
    text, logos = sample(name)
    document = _look(renderer, replace(text, revision=1), logos)
    assert list(ended_early(document)) == []


@pytest.mark.parametrize("filler", thinned([1, 3, 6], kept=(3,)))
def test_long_clauses_keep_head_note_and_first_lines_together(
    renderer: Renderer, filler: int
) -> None:
    _look(renderer, build.agreement(3, filler=filler), build.logos(3))


def _pages_of(document: Any, kinds: set[str]) -> dict[Any, set[int]]:
    """The pages on which each element with one of these classes, or of this section, stands."""
    found: dict[Any, set[int]] = {}
    for number, page in enumerate(document.pages, 1):
        for part in boxes.sections_on(page):
            for _, trail in leaves(part):
                for box in trail:
                    if box.element is not None and kinds & set(
                        (box.element.get("class") or "").split()
                    ):
                        found.setdefault(box.element, set()).add(number)
    return found


@pytest.mark.parametrize(
    ("count", "filler"), thinned(product([2, 3, 4], [0, 2, 4]), kept=((2, 0), (3, 4), (4, 2)))
)
def test_few_signing_blocks_stay_with_their_heading(
    renderer: Renderer, count: int, filler: int
) -> None:
    """One block came alone on a page, and a deed's statement was parted from what it is about."""
    text = build.agreement(count, filler=filler, deed=filler == 2 and count != 3)
    document = renderer.layout(text, build.offered(), build.logos(count))
    pages = _pages_of(document, {"signing", "block"})
    assert len(pages) == count + 1
    assert len(set.union(*pages.values())) == 1


@pytest.mark.parametrize("lines", thinned(range(30, 46, 3), kept=(30, 36, 42)))
def test_a_recital_stands_on_one_page(renderer: Renderer, lines: int) -> None:
    text = build.agreement(4)
    long = replace(text.recitals[0], runs=(Run("The parties have met and talked. " * 12),))
    text = replace(text, recitals=(long,) * (lines // 3))
    document = renderer.layout(text, build.offered(), build.logos(4))
    where = _pages_of(document, {"hang"})
    assert all(len(pages) == 1 for element, pages in where.items() if "met and" in _said(element))
    assert len({n for e, pages in where.items() if "met and" in _said(e) for n in pages}) > 1


def _said(element: Any) -> str:
    return "".join(element.itertext())


def test_the_looking_sees_what_is_wrong(renderer: Renderer) -> None:
    """Each fault it looks for is found when it is made."""
    text, logos = build.agreement(3, filler=3), build.logos(3)
    for rule, words in (
        ("h3 { break-after: page }", "stands alone"),
        (".clause { break-after: page; break-before: page }", "% full"),
        (".singles { width: 500mm }", "is out"),
        ("tbody tr { break-after: page }", "one row of a table"),
        (
            ".band .mark, .band .mark::before { height: 0; margin: 0 }",
            "a picture lies",
        ),
        (".note { break-inside: auto; line-height: 700pt }", "note is split"),
        (".short { width: 190mm }", "is out"),
        (".quiet { font-size: 7.5pt }", "is too small"),
    ):
        html_source = html(text, build.executed(text), logos)
        spoilt = html_source.replace("</head>", f"<style>{rule}</style></head>")
        fetcher = RecordingFetcher(vetted(logos))
        found = faults(renderer._lay_out(spoilt, fetcher))
        assert any(words in fault for fault in found), rule


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_both_papers_have_the_same_type_block(renderer: Renderer, paper: str) -> None:
    document = renderer.layout(build.agreement(3, paper=paper), build.offered(), build.logos(3))
    width = {page._page_box.width for page in document.pages}
    assert {round(w / 96 * 25.4, 1) for w in width} == {162.0}
    assert faults(document) == []


@pytest.mark.parametrize("count", thinned([3, 5, 6, 9, 22], kept=(3, 6, 22)))
def test_a_crowded_cover_still_takes_one_page(renderer: Renderer, count: int) -> None:
    """P3: no logo on a name, no letter under 8 pt, and what was changed moves on whole."""
    title = "A very long title of a piece of work that goes on and on " * 3
    text = build.agreement(count, title=title, names=(LONG,) * 4)
    change = (Run("clause 6.5 pays within 30 days of the client’s money arriving (usual: 14)"),)
    few, many = replace(text, changes=(change,) * 6), replace(text, changes=(change,) * 45)
    for crowded in (few, many):
        document = _look(renderer, crowded, build.logos(count))
    assert boxes.starts(document.pages)["changes"] == 1
    assert boxes.starts(document.pages)["parties"] == 1, "the parties follow at once"


def test_the_fit_does_not_depend_on_what_was_rendered_before(renderer: Renderer) -> None:
    text, edition = build.agreement(12), build.offered()
    first = Renderer().render(text, edition, build.logos(12)).pdf
    renderer.render(build.agreement(3), edition, build.logos(3))
    assert renderer.render(text, edition, build.logos(12)).pdf == first
    assert renderer.render(text, edition, build.logos(12)).pdf == first


def test_anchors_say_where_each_clause_stands(made: Make) -> None:
    text, _, file = made(3, "offered")
    by_id = {anchor.id: anchor for anchor in reversed(file.anchors)}
    for clause in text.clauses:
        anchor = by_id[clause.id]
        assert 0 < anchor.page < file.pages
        assert 60 < anchor.top < anchor.bottom < 842
    order = [(by_id[c.id].page, by_id[c.id].left, by_id[c.id].top) for c in text.clauses]
    assert order == sorted(order)
    assert len({by_id[c.id].left for c in text.clauses}) == 2, "two columns"
    assert {s.id for s in text.schedules} <= by_id.keys()
