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

from ...domain.edition import Edition
from ...domain.text import AgreementText
from .aligning import Sentence, differences, without_words
from .extract import Extract
from .words import edges, pieces

_LEFT_OUT = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Mn", "Mc", "Me"})
_HYPHENS = str.maketrans(dict.fromkeys("‐‑⁃﹣－", "-"))
_SYLLABIC = range(0x0900, 0x0E00)
#: Where a sentence ends and another begins.
_SENTENCES = re.compile(r"(?<=[.!?])\s+|(?<=:)\s+(?=[A-Z])")
#: The left foot, when the edition is not known: two words and a digit, and what is still open.
_FOOT = re.compile(r"Checkcode:[a-z]{4,24}\w{0,2}(?:·\d+of\d+signedoff)?|Draft,notyetoffered")
#: More differences than these help nobody.
_ENOUGH = 20
_SHOWN = 200


@lru_cache(maxsize=4096)
def squeezed(text: str) -> str:
    """The words under the normalisation above."""
    folded = unicodedata.normalize("NFKC", text).translate(_HYPHENS)
    return "".join(c for c in folded if not _left_out(c))


def _left_out(char: str) -> bool:
    return unicodedata.category(char) in _LEFT_OUT or ord(char) in _SYLLABIC


def compare(found: Extract, text: AgreementText, edition: Edition | None = None) -> tuple[str, ...]:
    """The same on a file already read: a line for each sentence that only one side has."""
    printed = squeezed(found.tagged)
    parted = differences(printed, _expected(text, edition), edition is None, _ENOUGH)
    if parted and not differences(
        printed, _expected(text, edition, first=True), edition is None, _ENOUGH
    ):
        parted = []
    said = {True: "Not on the pages", False: "Only on the pages"}
    lines = [f"{said[missing]}: “{_short(words)}”" for missing, words in parted]
    return (*lines, *_outside(found, text, edition))[:_ENOUGH]


def _expected(text: AgreementText, edition: Edition | None, first: bool = False) -> list[Sentence]:
    """The pieces cut at the end of each sentence."""
    return [
        Sentence(
            words.strip(),
            squeezed(words),
            piece.gap and not part,
            squeezed(piece.again),
            piece.optional,
        )
        for piece in pieces(text, edition, first)
        for part, words in enumerate(_SENTENCES.split(piece.text))
        if squeezed(words)
    ]


def _outside(found: Extract, text: AgreementText, edition: Edition | None) -> list[str]:
    """Words that no tag holds may only be the furniture of the page."""
    return [
        f"Page {number}: words that belong to nothing: “{_short(rest)}”"
        for number, page in enumerate(found.untagged, 1)
        if (rest := _without_edges(squeezed(page), text, edition, (number, found.pages)))
    ]


def _without_edges(
    page: str, text: AgreementText, edition: Edition | None, place: tuple[int, int]
) -> str:
    number, *others = map(squeezed, edges(text, edition, *place))
    page = page.removesuffix(number)
    if edition is None:
        page = _FOOT.sub("", page, count=1)
    for words in others:
        page = without_words(page, words)
    return page


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
