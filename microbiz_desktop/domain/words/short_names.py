"""Names for narrow places: each short enough for one or two lines, and still nobody else's."""

from collections import Counter
from collections.abc import Sequence

#: Letters up to which a name stays as it is.
LONGEST = 36
#: Above this many parties, or letters of all their names, page 1 prints short names.
_IN_FULL, _LETTERS_IN_FULL = 12, 480
#: Letters of a short name on page 1.
_ON_COVER = 32
#: The part of a shortened name that its beginning takes, when the end tells it from another.
_BEGINNING = 0.55


def short_names(names: Sequence[str], longest: int = LONGEST) -> tuple[str, ...]:
    """The names in their order, shortened at words; what is short or the same stays the same.

    Two different names never become one: where their beginnings agree, their ends stay, and
    where those agree too, a number tells them apart.
    """
    short = [name for name in names if len(name) <= longest or not name.strip()]
    made = {name: name if name in short else _begun(name, longest) for name in names}
    made |= {name: _both_ends(name, longest) for name in _clashing(made)}
    for place, name in enumerate(_clashing(made), 1):
        made[name] = f"{_begun(name, longest - 4)} ({place})"
    return tuple(made[name] for name in names)


def on_cover(names: Sequence[str]) -> tuple[str, ...]:
    """Names as page 1 prints them: short ones where there are many, or many long ones."""
    many = len(names) > _IN_FULL or sum(map(len, names)) > _LETTERS_IN_FULL
    return short_names(names, _ON_COVER) if many else tuple(names)


def _clashing(made: dict[str, str]) -> list[str]:
    """Shortened names that another one has too."""
    often = Counter(short.casefold() for short in made.values())
    return [n for n, short in made.items() if short != n and often[short.casefold()] > 1]


def _begun(name: str, longest: int) -> str:
    return _words(name.split(), longest - 1) + "…"


def _both_ends(name: str, longest: int) -> str:
    words = name.split()
    begin = _words(words, int(longest * _BEGINNING))
    backwards = _words([word[::-1] for word in reversed(words)], longest - len(begin) - 3)
    return f"{begin} … {backwards[::-1]}"


def _words(words: list[str], longest: int) -> str:
    """As many whole words as fit; of a single long word a part."""
    kept = words[0][:longest]
    for word in words[1:]:
        if len(kept) + 1 + len(word) > longest:
            break
        kept += f" {word}"
    return kept.rstrip(" ,;:-–(&")
