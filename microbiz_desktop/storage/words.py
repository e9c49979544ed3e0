"""What was typed into a search box as words the index knows, and where they stand in a text.

The search and the marks on what it found both ask here. A word of the index begins with what was
typed; a telephone number is met however it was written.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..domain.words.letters import unaccented

#: The country whose numbers are written without their code.
HOME_CODE = "44"
#: Digits with what people put between them; too short a run is no telephone number.
_NUMBER = re.compile(r"\+?\(?\d[\d\s().\-/\u00a0]*\d|\+?\d")
_NUMBER_DIGITS = 5
#: What is dialled in America for another country.
_FROM_AMERICA = "011"
#: So long a number has the code of its country in it, though nobody wrote a plus.
_WITH_CODE = 10
#: Behind a number the one of a desk, and before it what programs write: neither is looked for.
_EXTENSION = re.compile(r"\s*(?:x|ext\.?|extension|#)\s*\d+", re.IGNORECASE)
_LABEL = re.compile(r"(?:tel|fax|phone|mobile|mob)\s*:\s*$", re.IGNORECASE)
#: Letters and digits, with the accents that stand for themselves behind them; but for a joiner and
#: a few signs of New Tai Lue and Vedic, at which the index cuts a word.
_LETTER = r"[^\W_\u19b0-\u19c0\u19c8\u19c9\u1cf2\u1cf3]"
_WORD = re.compile(rf"{_LETTER}(?:{_LETTER}|[\u0300-\u034e\u0350-\u036f])*")
#: What is put between two facts of a column of the index.
FACT = " · "
#: A matched fact is shown on one line.
_LINE = 72


@dataclass(frozen=True, slots=True)
class Term:
    """One word as it was typed, the words of the index that will do for it, by their beginning.

    `apart` are the groups of a number that was typed with gaps: all of them will do as well.
    """

    typed: str
    ways: tuple[str, ...]
    apart: tuple[str, ...] = ()

    @property
    def number(self) -> bool:
        """Whether what was typed is digits only, as of a telephone number."""
        return all(way.isdigit() for way in self.ways)

    def expression(self) -> str:
        """This word in the index's own query language, quoted: nothing typed is read as it."""
        ways = [f'"{way}"*' for way in self.ways]
        if self.apart:
            # What stands before a gap is whole, and whole words are looked up faster.
            groups = [f'"{part}"' for part in self.apart]
            ways.append("(" + " AND ".join(groups) + "*)")
        return ways[0] if len(ways) == 1 else "(" + " OR ".join(ways) + ")"


def terms(typed: str) -> tuple[Term, ...]:
    """The words of what was typed, in order, each once; numbers with gaps become one."""
    typed = _plain_digits(typed)
    found: list[Term] = []
    place = 0
    for match in _NUMBER.finditer(typed):
        if len(_digits(match[0])) >= _NUMBER_DIGITS and _alone(typed, match):
            found += _plain(_LABEL.sub("", typed[place : match.start()]))
            found.append(_number(match[0]))
            extension = _EXTENSION.match(typed, match.end())
            place = extension.end() if extension else match.end()
    found += _plain(typed[place:])
    return tuple(dict.fromkeys(found))


def expression(words: Iterable[Term], columns: str = "") -> str:
    """All of the words, in any order; `columns` ("title names") keeps to some columns."""
    said = " AND ".join(word.expression() for word in words)
    return f"{{{columns}}} : ({said})" if said and columns else said


def words_of(text: str) -> list[str]:
    """The words of a text as the index cuts them, lower case and without accents."""
    return [word for word, _, _ in _cut(text)]


def spans(text: str, words: Sequence[Term]) -> tuple[tuple[int, int], ...]:
    """Where the beginnings that were typed stand in a text: (start, end) of each, in order."""
    found = _number_spans(text, words)
    numbers = tuple(found)
    for word, start, end in _cut(text):
        length = max((_reach(word, term) for term in words), default=0)
        if length and not any(low <= start < high for low, high in numbers):
            found.append((start, start + length if end - start == len(word) else end))
    return tuple(sorted(found))


def _number_spans(text: str, words: Sequence[Term]) -> list[tuple[int, int]]:
    """Numbers that were meant though they are written with other gaps."""
    ways = {
        way.lstrip("0")
        for word in words
        for way in word.ways
        if way.isdigit() and len(way) >= _NUMBER_DIGITS
    }
    if not ways:
        return []
    return [
        match.span()
        for match in _NUMBER.finditer(text)
        if _digits(match[0].replace("(0)", "")).lstrip("0").startswith(tuple(ways - {""}))
    ]


def matched_fact(columns: Sequence[str], words: Sequence[Term], shown: str) -> str:
    """The fact in which the words stand that `shown` does not show, cut to a line.

    Bare digits stand for the number before them. Nothing when all of them are to be seen.
    """
    unseen = [word for word in words if not spans(shown, (word,))]
    starts = [way for word in unseen for way in (*word.ways, *word.apart)]
    facts = [fact for column in columns for fact in column.split(FACT)] if unseen else []
    for number, fact in enumerate(facts):
        # Most facts hold nothing of it, which is seen sooner than where it stands.
        bare = _bare(fact)
        found = spans(fact, unseen) if any(start in bare for start in starts) else ()
        if found:
            as_typed = fact.isdigit() and number and _digits(facts[number - 1]).endswith(fact)
            return facts[number - 1] if as_typed else _line(fact, found[0][0])
    return ""


def _line(fact: str, place: int) -> str:
    """About a line of the fact with this place in it, cut between words."""
    start = max(0, min(place - _LINE // 3, len(fact) - _LINE))
    end = start + _LINE
    start = min(fact.find(" ", start) + 1, place) if start else 0
    end = max(fact.rfind(" ", start, end), place + 1) if end < len(fact) else len(fact)
    cut = " ".join(fact[start:end].split()).lstrip(",;: ")
    return f"{'…' if start else ''}{cut}{'…' if end < len(fact) else ''}"


def _reach(word: str, term: Term) -> int:
    """How much of a word of a text was typed; 0 when it was another word."""
    starts = (*term.ways, *term.apart)
    found = max((len(way) for way in starts if word.startswith(way)), default=0)
    if found or word.isascii():
        return found
    plain = unaccented(word)
    met = max((len(way) for way in starts if plain.startswith(way)), default=0)
    return min(met, len(word))


def _cut(text: str) -> list[tuple[str, int, int]]:
    return [(_bare(match[0]), *match.span()) for match in _WORD.finditer(text)]


def _bare(word: str) -> str:
    return word.lower() if word.isascii() else "".join(map(_bare_letter, word))


def _bare_letter(letter: str) -> str:
    """As the index's tokenizer has it: accents go from Latin letters, others keep theirs."""
    spread = unicodedata.normalize("NFD", letter)
    if unicodedata.combining(letter):
        return ""
    if spread[0].isascii() and all(map(unicodedata.combining, spread[1:])):
        return spread[0].lower()
    lower = letter.lower()
    return lower if len(lower) == 1 else letter


def _plain(text: str) -> list[Term]:
    """Words, in plain letters as well: the index has both of "Łódź"."""
    return [Term(word, _both_ways(word)) for word in words_of(text)]


def _both_ways(word: str) -> tuple[str, ...]:
    plain = unaccented(word)
    return (word, plain) if plain != word and plain.isascii() else (word,)


def _plain_digits(typed: str) -> str:
    """Digits of every script as those of a keypad."""
    if typed.isascii():
        return typed
    return "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in typed)


def _alone(typed: str, match: re.Match[str]) -> bool:
    """A run of digits inside a word ("b2b") is no number; an extension may follow one."""
    before = typed[match.start() - 1 : match.start()]
    after = typed[match.end() : match.end() + 1].isalpha()
    return not before.isalnum() and not (after and not _EXTENSION.match(typed, match.end()))


def _number(typed: str) -> Term:
    digits = _digits(typed.replace("(0)", ""))
    groups = tuple(_digits(part) for part in re.split(r"\D+", typed) if part)
    ways = [digits]
    if digits.startswith("00") or typed.lstrip("(").startswith("+"):
        ways += _from_abroad(digits.removeprefix("00"))
    elif digits.startswith("0") and len(digits) > _NUMBER_DIGITS:
        ways += [digits.lstrip("0"), HOME_CODE + digits.lstrip("0")]
    elif digits.startswith(HOME_CODE) and len(digits) > 9:
        ways.append(digits.removeprefix(HOME_CODE))
    if len(digits) > _WITH_CODE and not digits.startswith("0"):
        ways += _from_abroad(digits)
    if digits.startswith(_FROM_AMERICA) and len(digits) > _WITH_CODE + len(_FROM_AMERICA):
        ways += _from_abroad(digits.removeprefix(_FROM_AMERICA))
    kept = tuple(dict.fromkeys(way for way in ways if way))
    return Term(typed.strip(), kept, groups if len(groups) > 1 else ())


def _from_abroad(digits: str) -> list[str]:
    """A number with the code of its country, and without: codes have one to three digits."""
    national = (digits[n:].lstrip("0") for n in (1, 2, 3) if len(digits) >= n + 6)
    return [digits, *national]


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit() and c.isascii())
