"""The preview's pages are those of a layout of the whole document, edit after edit."""

import io
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import pikepdf
import pytest

from microbiz_desktop.domain.edition import Edition, Standing
from microbiz_desktop.domain.errors import BadInput
from microbiz_desktop.domain.text import AgreementText, Run
from microbiz_desktop.rendering import boxes
from microbiz_desktop.rendering.pdf import Renderer
from tests import builders_text as build

from .conftest import sample

Drawn = Counter[tuple[str, str]]
Edit = Callable[[AgreementText], AgreementText]
DRAFT = Edition(Standing.DRAFT, build.MADE)
#: These only nest what is drawn; pictures are found by the matrix that places them.
_NESTING = ("q", "Q", "Do")


def _operand(value: object) -> str:
    """Letters without the kerning between them: its last digit depends on the whole file."""
    if isinstance(value, pikepdf.Array):
        return " ".join(bytes(part).hex() for part in value if isinstance(part, pikepdf.String))
    return str(value)


def _operations(content: pikepdf.Page | pikepdf.Object) -> list[tuple[str, str]]:
    return [
        (str(step.operator), " ".join(map(_operand, step.operands)))
        for step in pikepdf.parse_content_stream(content)
        if str(step.operator) not in _NESTING
    ]


def _drawn(pdf: bytes) -> Iterator[Drawn]:
    """For each page all letters, lines and colours with their places, furniture included."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        for number, page in enumerate(file.pages):
            found = _operations(page)
            edge = page.resources["/XObject"].get(f"/Edge{number}")
            # Furniture brings the two matrices of its own page.
            yield Counter(found + (_operations(edge)[2:] if edge is not None else []))


def _same(quick: Renderer, whole: Renderer, text: AgreementText, logos: Mapping[str, bytes]) -> int:
    """The number of pages, after comparing each with that of the whole layout."""
    preview = quick.preview(text, DRAFT, logos)
    document = whole.layout(text, DRAFT, logos)
    assert preview.pages == len(document.pages)
    assert preview.anchors == boxes.anchors(map(boxes.sketch, document.pages))
    pairs = zip(_drawn(preview.pdf), _drawn(document.write_pdf()), strict=True)
    for number, (ours, theirs) in enumerate(pairs, 1):
        assert ours == theirs, f"page {number}"
    return preview.pages


def _longer(index: int, times: int) -> Edit:
    def edit(text: AgreementText) -> AgreementText:
        clauses = list(text.clauses)
        first, *others = clauses[index].subclauses
        words = Run(" And some more words about it." * times)
        longer = replace(first, runs=(*first.runs, words))
        clauses[index] = replace(clauses[index], subclauses=(longer, *others))
        return replace(text, clauses=tuple(clauses))

    return edit


def _without(index: int) -> Edit:
    def edit(text: AgreementText) -> AgreementText:
        clauses = list(text.clauses)
        del clauses[index]
        return replace(text, clauses=tuple(clauses))

    return edit


def _renamed(text: AgreementText) -> AgreementText:
    first, *others = text.parties
    return replace(text, parties=(replace(first, name="Another name"), *others))


def _retitled(text: AgreementText) -> AgreementText:
    return replace(text, title="Another title", short_title="Another title")


#: A total that moves, and a name that stands everywhere; the other edits take minutes.
FEW: Mapping[str, tuple[Edit, ...]] = {
    "two": (_longer(0, 1),),
    "three": (_longer(6, 40), _renamed),
    "seven": (_longer(2, 30),),
}
MORE: Mapping[str, tuple[Edit, ...]] = {
    "two": (_retitled, _longer(-1, 3), _without(0)),
    "three": (_longer(3, 1), _without(8), _retitled, _longer(-1, 12), _longer(0, 5)),
    "seven": (_renamed, _without(-1), _longer(7, 2)),
    "twenty-two": (_longer(5, 1), _renamed, _longer(9, 50), _without(4)),
}


@pytest.mark.parametrize("name", FEW)
def test_after_an_edit_the_pages_are_those_of_the_whole_document(
    renderer: Renderer, name: str
) -> None:
    _edited(renderer, name, FEW[name])


@pytest.mark.soak
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("name", MORE)
def test_after_many_edits_the_pages_are_those_of_the_whole_document(
    renderer: Renderer, name: str
) -> None:
    _edited(renderer, name, MORE[name])


def _edited(whole: Renderer, name: str, edits: tuple[Edit, ...]) -> None:
    """One edit upon the other."""
    text, logos = sample(name)
    quick = Renderer()
    quick.preview(text, DRAFT, logos)
    for edit in edits:
        text = edit(text)
        _same(quick, whole, text, logos)


@pytest.mark.parametrize("index", [0, -1])
def test_the_edit_that_takes_a_clause_away_takes_that_one_alone(index: int) -> None:
    """The last one, too: with clauses twice in it, the whole layout warns of every anchor."""
    text = build.agreement(2)
    left = [clause.id for clause in text.clauses if clause is not text.clauses[index]]
    assert [clause.id for clause in _without(index)(text).clauses] == left


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_edits_upon_edits_leave_nothing_stale(renderer: Renderer, paper: str) -> None:
    text, quick = build.agreement(3, paper=paper), Renderer()
    counts = set()
    for times in (1, 160, 9):
        counts.add(_same(quick, renderer, _longer(1, times)(text), build.logos(3)))
    assert len(counts) > 1, "the total moved on the way"


def test_one_edit_lays_out_few_pages() -> None:
    text, logos = build.agreement(3, filler=3), build.logos(3)
    quick = Renderer()
    total = quick.preview(text, DRAFT, logos).pages
    previewer = quick._previewer
    assert previewer is not None, "this version of the library is known"
    before = _laid_out(quick)
    quick.preview(text, DRAFT, logos)
    assert _laid_out(quick) == before
    quick.preview(_longer(1, 1)(text), DRAFT, logos)
    assert 0 < len(_laid_out(quick) - before) <= total // 3


def _laid_out(renderer: Renderer) -> set[int]:
    assert renderer._previewer is not None
    return {id(page) for pages in renderer._previewer._store.pages.values() for page in pages}


def test_the_preview_refuses_what_the_file_refuses(renderer: Renderer) -> None:
    with pytest.raises(BadInput, match="missing"):
        renderer.preview(build.agreement(3), DRAFT, {})
