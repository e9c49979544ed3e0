"""Finding duplicates among 100,000 associates, against the straightforward way to do it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, partial
from itertools import combinations

from microbiz_desktop.domain.contacts.duplicate_entry import ComparedEntry, entry_of
from microbiz_desktop.domain.contacts.duplicates import likely_pairs

from .associates import labelled
from .harness import Comparison, Contender, Target

Found = set[frozenset[int]]
#: An odd seed for tuning, these for measuring: nothing was fitted to them.
_SIZES = ((2_000, 11), (100_000, 12))


def comparisons() -> Iterator[Comparison]:
    """Time, and in the notes how many planted pairs were found and how many finds are right."""
    for n, seed in _SIZES:
        entries, truth = planted(n, seed)
        yield Comparison(
            f"find the duplicates among {len(entries):,} associates ({len(truth):,} planted)",
            [
                Contender("score threshold", partial(_timed, score_threshold, entries)),
                Contender("likely_pairs()", partial(_timed, reasoned, entries)),
            ],
            rounds=5,
            # The target is set for the large list; the small one shows the growth.
            target=Target("likely_pairs()", 1.4) if n == _SIZES[-1][0] else None,
            notes=[
                f"score threshold: {quality(score_threshold(entries), truth)}",
                f"likely_pairs(): {quality(reasoned(entries), truth)}",
                "wanted: recall 0.95, precision 0.98",
            ],
        )


@cache
def planted(n: int, seed: int) -> tuple[Sequence[ComparedEntry], Found]:
    """The labelled set as it is compared."""
    rows, truth = labelled(n, seed)
    return [entry_of(row) for row in rows], truth


def reasoned(entries: Sequence[ComparedEntry]) -> Found:
    """The program's own way."""
    return {frozenset((pair.first, pair.second)) for pair in likely_pairs(entries)}


def quality(found: Found, truth: Found) -> str:
    """Recall and precision in words."""
    right = len(found & truth)
    return f"recall {right / len(truth):.3f}, precision {right / max(1, len(found)):.3f}"


def _timed(way: object, entries: Sequence[ComparedEntry]) -> None:
    assert callable(way)
    way(entries)


def score_threshold(entries: Sequence[ComparedEntry]) -> Found:
    """Names alike by a library's score within a town, or behind one number or address."""
    from rapidfuzz import fuzz, utils

    names = [utils.default_process(entry.names[0]) for entry in entries]
    groups: defaultdict[object, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        groups[names[number][:3], entry.place].append(number)
        for key in (*entry.phones, *entry.emails):
            groups[key].append(number)
    found: Found = set()
    for group in groups.values():
        for a, b in combinations(group, 2):
            if fuzz.token_sort_ratio(names[a], names[b]) >= 85:
                found.add(frozenset((entries[a].id, entries[b].id)))
    return found
