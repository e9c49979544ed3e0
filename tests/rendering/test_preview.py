"""The preview's pages are those of a layout of the whole document, edit after edit."""

import io
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import pikepdf
import pytest
from weasyprint import css
from weasyprint.layout import inline

from microbiz_desktop.domain.edition import Edition, Standing
from microbiz_desktop.domain.errors import BadInput
from microbiz_desktop.domain.text import AgreementText, Run, SubClause
from microbiz_desktop.rendering import boxes, lines, styles
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


def _everywhere(text: AgreementText, said: str) -> AgreementText:
    """The same sentence on page 1, in a recital, in clauses, in an item and in a schedule."""
    runs = (Run(said),)
    cover = (replace(text.cover[0], runs=runs), *text.cover[1:])
    recitals = tuple(replace(recital, runs=runs) for recital in text.recitals)
    clauses = tuple(
        replace(clause, subclauses=tuple(_saying(sub, runs) for sub in clause.subclauses))
        for clause in text.clauses
    )
    return replace(
        text,
        cover=cover,
        changes=(runs, runs),
        recitals=recitals,
        clauses=clauses,
        signing_intro=runs,
        agreed_line=runs,
        parties_intro=runs,
    )


def _saying(sub: SubClause, runs: tuple[Run, ...]) -> SubClause:
    items = tuple(replace(item, runs=runs) for item in sub.items)
    return replace(sub, runs=runs, items=items, closing=runs if sub.closing else ())


def test_the_same_words_are_set_as_the_place_asks(renderer: Renderer) -> None:
    """Lines are kept by what they are made of: width, letters, indent, and what surrounds them."""
    said = "One sentence that is long enough for more than one line wherever it may stand, " * 2
    text, quick = sample("three")[0], Renderer()
    logos = sample("three")[1]
    for words in (said, said + "and a word more", said):
        _same(quick, renderer, _everywhere(text, words), logos)
    foreign = replace(_everywhere(text, said), language="de")
    _same(quick, renderer, foreign, logos)


def test_what_was_changed_moves_to_page_2_and_back(renderer: Renderer) -> None:
    """What follows page 1 starts a page, or goes on under the changes, as it should."""
    text, quick = build.agreement(3), Renderer()
    change = (Run("clause 6.5 pays within 30 days of the client’s money arriving (usual: 14)"),)
    for times in (1, 45, 2):
        _same(quick, renderer, replace(text, changes=(change,) * times), build.logos(3))


def test_after_an_edit_nearly_all_lines_are_those_of_before() -> None:
    text, logos = sample("three")
    quick = Renderer()
    quick.preview(text, DRAFT, logos)
    assert quick._previewer is not None
    laid = quick._previewer._lines.laid
    whole = len(laid)
    quick.preview(_longer(3, 1)(text), DRAFT, logos)
    assert 0 < len(laid) - whole < whole / 20


def test_a_preview_changes_nothing_in_a_file_made_after_it(renderer: Renderer) -> None:
    text, quick = build.agreement(3), Renderer()
    before = quick.render(text, DRAFT, build.logos(3)).pdf
    quick.preview(_longer(0, 2)(text), DRAFT, build.logos(3))
    assert inline.get_next_linebox is lines._stock
    assert css.ComputedStyle is styles._stock
    assert quick.render(text, DRAFT, build.logos(3)).pdf == before


def _pictures(pdf: bytes) -> list[tuple[bytes, ...]]:
    """The bytes of every picture, with those of its mask, page by page."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        things = [
            thing for page in file.pages for thing in sorted(page.resources["/XObject"].items())
        ]
        found = [thing for _, thing in things if thing["/Subtype"] == "/Image"]
        masked = [(image, image.get("/SMask")) for image in found]
        return [tuple(p.read_raw_bytes() for p in pair if p is not None) for pair in masked]


def test_pictures_are_whole_in_every_preview() -> None:
    text, logos, quick = build.agreement(3), build.logos(3), Renderer()
    first = _pictures(quick.preview(text, DRAFT, logos).pdf)
    assert len(first) > 3
    for title in ("Another title", "A third title"):
        changed = replace(text, title=title)
        assert _pictures(quick.preview(changed, DRAFT, logos).pdf) == first


def test_the_preview_refuses_what_the_file_refuses(renderer: Renderer) -> None:
    with pytest.raises(BadInput, match="missing"):
        renderer.preview(build.agreement(3), DRAFT, {})
