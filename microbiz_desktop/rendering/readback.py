r"""Do the printed words of a PDF equal its structured text?

Compared under this normalisation: Unicode NFKC; white space, invisible joiners and combining marks
left out (a line may end anywhere, and fonts draw a letter and its mark as one); all hyphens are
one hyphen. Words with right-to-left letters are compared letter by letter in any order, because
a page stores them as they are seen. Indic letters are left out: their shapes stand for whole
syllables, and a page does not say which letters a shape was made of.
"""

import re
import unicodedata
from functools import lru_cache

import pikepdf

from ..domain.edition import Edition
from ..domain.text import AgreementText
from .extract import Extract, extract
from .words import Piece, foot, furniture, pieces

_LEFT_OUT = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Mn", "Mc", "Me"})
_HYPHENS = str.maketrans(dict.fromkeys("‐‑⁃﹣－", "-"))
#: Letters that a page stores in another order than the text.
_REORDERED = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_SYLLABIC = range(0x0900, 0x0E00)
#: The left foot, when the edition is not known: two words and a digit, and what is still open.
_FOOT = re.compile(r"Checkcode:[a-z]{4,24}\w{0,2}(?:·\d+of\d+signedoff)?")
_DRAFT = "Draft,notyetoffered"
#: More differences than these help nobody.
_ENOUGH = 20
_SHOWN = 60
#: What a sign-off adds before the name of its signatory: how, when, what was typed.
_WIDEST_GAP = 600


@lru_cache(maxsize=4096)
def squeezed(text: str) -> str:
    """The words under the normalisation above."""
    folded = unicodedata.normalize("NFKC", text).translate(_HYPHENS)
    return "".join(c for c in folded if not _left_out(c))


def _left_out(char: str) -> bool:
    return unicodedata.category(char) in _LEFT_OUT or ord(char) in _SYLLABIC


def text_matches(
    pdf: bytes, text: AgreementText, edition: Edition | None = None
) -> tuple[str, ...]:
    """Plain lines where the printed words and the text part; none when they are the same.

    With the edition every word must be known; without it the words of sign-offs are passed over.
    Raises pikepdf.PdfError for a file that cannot be read.
    """
    import io

    with pikepdf.open(io.BytesIO(pdf)) as document:
        return compare(extract(document), text, edition)


def compare(found: Extract, text: AgreementText, edition: Edition | None = None) -> tuple[str, ...]:
    """The same on a file already read."""
    differences = _in_order(squeezed(found.tagged), list(pieces(text, edition)), edition is None)
    return (*differences, *_outside(found, text, edition))[:_ENOUGH]


def _in_order(printed: str, expected: list[Piece], open_end: bool) -> list[str]:
    differences: list[str] = []
    spot = 0
    for piece in expected:
        wanted = squeezed(piece.text)
        spot = _past_repeats(printed, spot, squeezed(piece.again), wanted)
        length = _here(printed, spot, wanted)
        if length is not None:
            spot += length
            continue
        later = _later(printed, spot, wanted)
        if later < 0:
            differences.append(f"Not on the pages: “{_short(piece.text)}”")
        else:
            if not piece.gap:
                differences.append(f"Only on the pages: “{_short(printed[spot:later])}”")
            spot = later + len(wanted)
        if len(differences) >= _ENOUGH:
            return differences
    if printed[spot:] and not open_end:
        differences.append(f"Only on the pages: “{_short(printed[spot:])}”")
    return differences


def _past_repeats(printed: str, spot: int, head: str, wanted: str) -> int:
    """Step over the head of a table that goes on on the next page."""
    if head and _here(printed, spot, wanted) is None and (_here(printed, spot, head) is not None):
        return spot + len(head)
    return spot


def _here(printed: str, spot: int, wanted: str) -> int | None:
    """How many letters the wanted words take at this spot, or None when others stand here."""
    if printed.startswith(wanted, spot):
        return len(wanted)
    there = printed[spot : spot + len(wanted)]
    if _REORDERED.search(wanted) and sorted(there) == sorted(wanted):
        return len(wanted)
    return None


def _later(printed: str, spot: int, wanted: str) -> int:
    """Where the wanted words stand next, or -1; a gap before right-to-left words is short."""
    found = printed.find(wanted, spot)
    if found >= 0 or not _REORDERED.search(wanted):
        return found
    size, letters = len(wanted), sorted(wanted)
    starts = range(spot, min(len(printed) - size, spot + _WIDEST_GAP) + 1)
    return next((i for i in starts if sorted(printed[i : i + size]) == letters), -1)


def _outside(found: Extract, text: AgreementText, edition: Edition | None) -> list[str]:
    """Words that no tag holds may only be the furniture of the page."""
    return [
        f"Page {number}: words that belong to nothing: “{_short(rest)}”"
        for number, page in enumerate(found.untagged, 1)
        if (rest := _without_furniture(squeezed(page), text, edition, (number, found.pages)))
    ]


def _without_furniture(
    page: str, text: AgreementText, edition: Edition | None, place: tuple[int, int]
) -> str:
    number, count = place
    known = furniture(text)
    # The foot of a draft first: it begins like its revision.
    page = page.replace(_DRAFT, "", 1) if edition is None else _take(page, squeezed(foot(edition)))
    page = page.removesuffix(squeezed(f"{number} of {count}"))
    for words in (known["head"], known["revision"]) if number > 1 else ():
        page = _take(page, squeezed(words))
    return page if edition else _FOOT.sub("", page, count=1)


def _take(page: str, words: str) -> str:
    if words in page:
        return page.replace(words, "", 1)
    if _REORDERED.search(words) and sorted(page[: len(words)]) == sorted(words):
        return page[len(words) :]
    return page


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
