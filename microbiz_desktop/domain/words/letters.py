"""Any letter as plain Latin ones, so that a name is met by whoever types it on another keyboard.

The search and the comparing of names ask here. Latin letters lose what is added to them; Cyrillic
and Greek ones become the Latin letters that are most often written for them.
"""

import re
import unicodedata
from functools import lru_cache

#: Latin letters whose names do not say which plain ones they stand for.
_TOLD = (
    "ß ss ẞ SS ı i ð d Ð D þ th Þ Th ŋ n Ŋ N ə e Ə E ɛ e Ɛ E ɔ o Ɔ O ĸ k ʒ z Ʒ Z ƿ w ſ s ɣ g Ɣ G "
    "ʊ u Ʊ U"
)
_LATIN = dict(zip(_TOLD.split()[::2], _TOLD.split()[1::2], strict=True))
#: Letters of African alphabets, and of Azerbaijan.
_ELSEWHERE = "əƏɛƐɔƆɓƁɗƊɖƉƙƘƴƳɣƔƒƑɲƝʋƲɩƖ"
#: "LATIN SMALL LETTER L WITH STROKE" is an L, "LATIN CAPITAL LETTER AE" both of its letters.
_NAMED = re.compile(r"LATIN (SMALL|CAPITAL) (?:LETTER|LIGATURE) ([A-Z]{1,2})(?: WITH .+)?")
_RUSSIAN = (
    "а a б b в v г g д d е e ё e ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х kh "
    "ц ts ч ch ш sh щ shch ы y э e ю yu я ya і i ї yi є ye ґ g ў u ђ dj ј j љ lj њ nj ћ c џ dz "
    "ѓ gj ќ kj ѕ dz ѣ e"
)
_CYRILLIC = {"ъ": "", "ь": ""} | dict(
    zip(_RUSSIAN.split()[::2], _RUSSIAN.split()[1::2], strict=True)
)
_LETTERS = (
    "α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch "
    "ψ ps ω o"
)
_GREEK = dict(zip(_LETTERS.split()[::2], _LETTERS.split()[1::2], strict=True))
_GREEK_PAIRS = {"ου": "ou", "αυ": "av", "ευ": "ev", "μπ": "b", "ντ": "nt", "γκ": "gk", "γγ": "ng"}
_CYRILLIC_CODES = str.maketrans(_CYRILLIC)
_GREEK_CODES = str.maketrans(_GREEK)
_GREEK_PAIR = re.compile("|".join(_GREEK_PAIRS))


def unaccented(text: str) -> str:
    """The text with every Latin letter as a plain one; capitals and other scripts stay."""
    if text.isascii():
        return text
    spread = unicodedata.normalize("NFKD", text)
    return "".join(_plain_latin(char) for char in spread if not unicodedata.combining(char))


def own_letters() -> dict[str, str]:
    """Letters of the Latin alphabets in use that are no plain ones with an accent, as plain ones.

    A tokenizer takes accents off by itself, and leaves the ł of Łódź and the ß of Straße.
    """
    written = (*map(chr, range(0xC0, 0x180)), *_ELSEWHERE)
    return {char: unaccented(char) for char in written if _of_its_own(char)}


def _of_its_own(char: str) -> bool:
    apart = unicodedata.normalize("NFD", char)[0]
    return char.isalpha() and not apart.isascii() and unaccented(char).isascii()


def latin(text: str) -> str:
    """Small plain Latin letters for the letters of Latin, Cyrillic and Greek; others stay."""
    small = text.casefold()
    if small.isascii():
        return small
    # Before accents go: й and ё are letters of their own.
    small = unaccented(small.translate(_CYRILLIC_CODES))
    if small.isascii():
        return small
    paired = _GREEK_PAIR.sub(lambda match: _GREEK_PAIRS[match[0]], small)
    return paired.translate(_GREEK_CODES)


@lru_cache(maxsize=4096)
def _plain_latin(char: str) -> str:
    if char.isascii():
        return char
    if char in _LATIN:
        return _LATIN[char]
    named = _NAMED.fullmatch(unicodedata.name(char, ""))
    if named is None:
        return char
    return named[2] if named[1] == "CAPITAL" else named[2].lower()


def other_script(text: str) -> bool:
    """Whether Cyrillic or Greek letters stand in it, for which others write Latin ones."""
    return not text.isascii() and any("\u0370" <= char <= "\u052f" for char in text)
