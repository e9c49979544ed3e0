"""Two texts side by side: which sentences only the one has, which words only the other."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

#: Letters that a page stores in another order than the text.
_REORDERED = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
#: What a sign-off adds before the name of its signatory: how, when, what was typed.
_WIDEST_GAP = 600
#: After a difference, so many sentences and letters are looked through for the next agreement.
_SENTENCES, _LETTERS = 60, 6000
#: A sentence shorter than this agrees only together with the one after it.
_TELLING = 12


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as people read it, and squeezed; the other fields are those of its piece."""

    words: str
    wanted: str
    gap: bool = False
    again: str = ""
    optional: bool = False


#: Whether a sentence is missing on the pages (else it stands only there), and its words.
Difference = tuple[bool, str]


def differences(
    printed: str, expected: Sequence[Sentence], open_end: bool, enough: int
) -> list[Difference]:
    """Where the two part, in order; at most about `enough`."""
    found: list[Difference] = []
    spot = index = 0
    while index < len(expected) and len(found) < enough:
        sentence = expected[index]
        spot = _past_repeats(printed, spot, sentence)
        length = _here(printed, spot, sentence.wanted)
        if length is not None:
            spot, index = spot + length, index + 1
            continue
        if sentence.optional:
            index += 1
            continue
        skipped, later = _agreement(printed, spot, expected, index)
        missing = expected[index : index + skipped]
        found += [(True, gone.words) for gone in missing if not gone.optional]
        index += skipped
        known = index < len(expected) and expected[index].gap
        if later > spot and not known:
            found.append((False, printed[spot:later]))
        spot = later
    if index == len(expected) and printed[spot:] and not open_end:
        found.append((False, printed[spot:]))
    return found


def _agreement(
    printed: str, spot: int, expected: Sequence[Sentence], index: int
) -> tuple[int, int]:
    """How many sentences are missing here, and where the next one stands: the nearest agreement.

    None within reach: this one sentence is missing.
    """
    best, nearest = (1, spot), _LETTERS
    lost = 0
    for skipped, sentence in enumerate(expected[index : index + _SENTENCES]):
        following = expected[index + skipped + 1 : index + skipped + 2]
        later = _later(printed, spot, sentence, following)
        extra = 0 if sentence.gap else later - spot
        if later >= 0 and lost + extra < nearest:
            best, nearest = (skipped, later), lost + extra
        lost += len(sentence.wanted)
        if lost >= nearest:
            break
    return best


def _past_repeats(printed: str, spot: int, sentence: Sentence) -> int:
    """Step over the head of a table that goes on in the next column or on the next page."""
    head = sentence.again
    repeated = head and _here(printed, spot, sentence.wanted) is None
    return spot + len(head) if repeated and _here(printed, spot, head) is not None else spot


def _here(printed: str, spot: int, wanted: str) -> int | None:
    """How many letters the wanted words take at this spot, or None when others stand here."""
    if printed.startswith(wanted, spot) or _reordered(printed[spot : spot + len(wanted)], wanted):
        return len(wanted)
    return None


def _reordered(there: str, wanted: str) -> bool:
    return bool(_REORDERED.search(wanted)) and sorted(there) == sorted(wanted)


def _later(printed: str, spot: int, sentence: Sentence, following: Sequence[Sentence]) -> int:
    """Where the sentence stands next, or -1; a gap before right-to-left words is short."""
    wanted, end = sentence.wanted, spot + _LETTERS
    if len(wanted) < _TELLING and following:
        whole = printed.find(wanted + following[0].wanted, spot, end)
        return whole if whole >= 0 or not sentence.gap else printed.find(wanted, spot, end)
    found = printed.find(wanted, spot, end)
    if found >= 0 or not sentence.gap or not _REORDERED.search(wanted):
        return found
    size, letters = len(wanted), sorted(wanted)
    starts = range(spot, min(len(printed) - size, spot + _WIDEST_GAP) + 1)
    return next((i for i in starts if sorted(printed[i : i + size]) == letters), -1)


def without_words(page: str, words: str) -> str:
    """The page's loose words without these, where they stand."""
    if words in page:
        return page.replace(words, "", 1)
    if _reordered(page[: len(words)], words):
        return page[len(words) :]
    return page
