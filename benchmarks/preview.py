"""One change to the pages on the screen, against laying out and writing the whole document."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count, pairwise

from microbiz_desktop.domain.text import AgreementText, Run
from microbiz_desktop.drafting.compile import compile as compile_deal
from microbiz_desktop.rendering.pdf import Renderer
from tests import builders_text

from .harness import Comparison, Contender, Target
from .samples import catalogue, deals

#: What is reached for at so many pages; between them on a straight line.
_REACHED_FOR = ((3, 1.1), (9, 0.45), (12, 0.35))


def comparisons() -> Iterator[Comparison]:
    """A document of three pages, and every sample deal; each edit is a new one."""
    renderer = Renderer()
    short = replace(builders_text.agreement(2, with_logos=False), clauses=(), schedules=())
    yield _comparison(renderer, short, {})
    for _, read in sorted(deals().items()):
        text = compile_deal(catalogue(), read.deal).text
        yield _comparison(renderer, text, dict(read.logos))


def _target(pages: int) -> float:
    """A change redoes a page or two, which is more of a short document than of a long one."""
    for (few, loose), (many, strict) in pairwise(_REACHED_FOR):
        if pages <= many:
            part = max(0, pages - few) / (many - few)
            return round(loose + (strict - loose) * part, 2)
    return _REACHED_FOR[-1][1]


def _comparison(renderer: Renderer, text: AgreementText, logos: dict[str, bytes]) -> Comparison:
    pages = renderer.preview(text, builders_text.draft(), logos).pages
    number = count(1)

    def edited(change: Callable[[AgreementText, int], AgreementText]) -> Callable[[], None]:
        return lambda: _run(renderer, change(text, next(number)), logos)

    return Comparison(
        f"preview of {pages} pages, {len(text.parties)} parties",
        [
            Contender("warm whole render", lambda: _whole(renderer, text, logos)),
            Contender("after words on page 1", edited(_on_page_1)),
            Contender("after words in the middle", edited(_in_the_middle)),
        ],
        rounds=5,
        target=Target("after words in the middle", _target(pages)),
    )


def _whole(renderer: Renderer, text: AgreementText, logos: dict[str, bytes]) -> None:
    renderer.render(text, builders_text.draft(), logos)


def _run(renderer: Renderer, text: AgreementText, logos: dict[str, bytes]) -> None:
    renderer.preview(text, builders_text.draft(), logos)


def _on_page_1(text: AgreementText, number: int) -> AgreementText:
    first, *others = text.cover
    return replace(text, cover=(replace(first, runs=(Run(f"Words, number {number}."),)), *others))


def _in_the_middle(text: AgreementText, number: int) -> AgreementText:
    """Another sub-clause each time; a text without clauses gets another first recital."""
    if not text.clauses:
        first, *rest = text.recitals
        words = (Run(f"Words, number {number}."),)
        return replace(text, recitals=(replace(first, runs=words), *rest))
    place = number % len(text.clauses)
    clauses = list(text.clauses)
    sub, *others = clauses[place].subclauses
    longer = replace(sub, runs=(*sub.runs, Run(f" And so on, number {number}.")))
    clauses[place] = replace(clauses[place], subclauses=(longer, *others))
    return replace(text, clauses=tuple(clauses))
