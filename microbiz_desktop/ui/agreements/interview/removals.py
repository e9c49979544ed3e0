"""What a change of a draft took out, in words for the notice that brings it back."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from microbiz_desktop.domain.deal import Deal
from microbiz_desktop.domain.words.phrases import joined

T = TypeVar("T")


def removed_words(before: Deal, after: Deal) -> str:
    """A sentence that names what is gone, or nothing where nothing is."""
    gone = [name for name in _gone(before, after) if name]
    return f"Taken out of this agreement: {joined(gone)}." if gone else ""


def _gone(before: Deal, after: Deal) -> Iterator[str]:
    left = {party.key for party in after.parties}
    parties = [party.name for party in before.parties if party.key not in left]
    yield from parties
    if parties:
        return  # what is theirs goes with them
    terms = _fewer(before.special_terms, after.special_terms)
    yield from (term.heading or "a special term" for term in terms)
    yield from ("your own wording" for _ in _fewer(before.rewordings, after.rewordings))
    items = _fewer(before.project.deliverables, after.project.deliverables)
    yield from (item.title or "a deliverable" for item in items)
    for name, rows in before.answers.items():
        if len(_rows(after.answers.get(name))) < len(_rows(rows)):
            yield "a line"


def _fewer(before: Sequence[T], after: Sequence[T]) -> list[T]:
    """Those that are missing where there are fewer: a changed one is not taken out."""
    return [one for one in before if one not in after] if len(after) < len(before) else []


def _rows(value: object) -> tuple[object, ...]:
    """The lines of a table; of any other answer none."""
    if isinstance(value, tuple) and value and not isinstance(value[0], str):
        return value
    return ()
