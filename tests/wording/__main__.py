"""`make wording`: how hard, how long and how many pages the wording is, against the limits."""

from collections.abc import Iterator, Mapping

from microbiz_desktop.drafting.templates.catalogue import Catalogue, load_catalogue
from microbiz_desktop.paths import resource
from microbiz_desktop.rendering.pdf import Renderer

from .measures import (
    HARDER,
    SUMMARY_LIMIT,
    SUMMARY_MEAN,
    TERMS_LIMITS,
    UNIT_LIMIT,
    Copy,
    Measured,
    Measures,
)
from .terms import terms


def _readability(measures: Measures) -> Iterator[str]:
    yield f"Readability (grade; units at most {UNIT_LIMIT:g}, summaries {SUMMARY_LIMIT:g}), words"
    for found in measures.wordings:
        figures = f"{found.text:5.1f} {found.summary:5.1f} {found.words:5}"
        yield f"  {found.name:32} {figures}{_marks(found)}"
    mean = sum(found.summary for found in measures.wordings) / len(measures.wordings)
    yield f"  mean of the summaries: {mean:.1f} (at most {SUMMARY_MEAN:g})"
    yield from (f"  {name} stays harder: {reason}" for name, reason in HARDER.items())


def _marks(found: Measured) -> str:
    over = [("text", found.text > UNIT_LIMIT), ("summary", found.summary > SUMMARY_LIMIT)]
    listed = " (listed)" if found.name in HARDER else ""
    said = " and ".join(name for name, is_over in over if is_over)
    return f"  <- {said} too hard{listed}" if said else ""


def _lengths(measures: Measures) -> Iterator[str]:
    for kind, limit in TERMS_LIMITS.items():
        yield from _length(kind, measures.lengths(kind), limit)


def _length(kind: str, lengths: Mapping[str, int], limit: int) -> Iterator[str]:
    total = sum(lengths.values())
    mark = "" if total <= limit else "  <- too many words"
    yield f"\nLength by unit of {kind}, usual answers: {total} words of {limit} in all{mark}"
    yield from (f"  {unit:24} {words:4}" for unit, words in lengths.items())


def _pages(measures: Measures) -> Iterator[str]:
    renderer = Renderer()
    yield "\nOffers with the usual answers, by parties: pages, and words in the terms"
    yield from map(_copy, measures.offers(renderer))
    yield "\nExecuted copies of the samples: pages, and words in the terms"
    yield from map(_copy, measures.copies(renderer))


def _copy(copy: Copy) -> str:
    mark = "" if copy.pages <= copy.most else "  <- too many pages"
    return f"  {copy.name:24} {copy.pages:3} of {copy.most:3} {copy.words:6}{mark}"


def _terms(catalogue: Catalogue) -> Iterator[str]:
    found = terms(catalogue)
    for heading, lines in (
        ("Undefined or twice defined terms, references that lead nowhere", found.wrong),
        ("Terms used nowhere but where they are defined", found.used(0)),
        ("Terms used once besides, at the most", found.used(1)),
    ):
        yield f"\n{heading}: {len(lines) or 'none'}"
        yield from (f"  {line}" for line in lines)


def main() -> None:
    """Print it all."""
    catalogue = load_catalogue(resource("templates", "agreements"))
    measures = Measures(catalogue)
    for part in (_readability(measures), _lengths(measures), _pages(measures), _terms(catalogue)):
        print("\n".join(part))
    print("\nAlternatives and branches without a golden:", len(measures.missing) or "none")
    print("\n".join(f"  {line}" for line in measures.missing))


if __name__ == "__main__":
    main()
