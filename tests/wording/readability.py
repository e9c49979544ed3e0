"""How hard a text is to read: the grade of Flesch and Kincaid, with our own count of syllables.

Answers are those of the base deal of the goldens, which are short and plain; what holds a digit
counts as one short word. Every item of a list counts as a sentence, and so does what leads to it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from microbiz_desktop.domain.text import SubClause, plain

from .syllables import syllables

_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[A-Z“(0-9])|\n")
_WORD = re.compile(r"[\w£€$%][\w’'.,£%/-]*")


@dataclass(frozen=True, slots=True)
class Grade:
    """The school year in which a text can be read, from its counts."""

    sentences: int
    words: int
    syllables: int

    @property
    def value(self) -> float:
        """Flesch and Kincaid, 1975."""
        if not self.words or not self.sentences:
            return 0.0
        long, hard = self.words / self.sentences, self.syllables / self.words
        return round(0.39 * long + 11.8 * hard - 15.59, 1)


def grade(texts: Iterable[str]) -> Grade:
    """The grade of these texts together; each begins a sentence of its own."""
    found = [words for text in texts for words in _sentences(text)]
    flat = [word for words in found for word in words]
    return Grade(len(found), len(flat), sum(map(syllables, flat)))


def _sentences(text: str) -> Iterator[list[str]]:
    for sentence in _SENTENCE.split(text.replace("\u00a0", " ").replace("\u2011", "-")):
        words = _WORD.findall(sentence)
        if words:
            yield words


def parts_of(lines: Iterable[SubClause]) -> list[str]:
    """The sentences of sub-clauses, items one by one."""
    return [
        plain(runs)
        for line in lines
        for runs in (line.runs, *(item.runs for item in line.items), line.closing)
        if runs
    ]


def words_in(texts: Iterable[str]) -> int:
    """How many words stand in these texts, as a reader counts them: by the spaces between."""
    return sum(len(text.replace("\u00a0", " ").split()) for text in texts)
