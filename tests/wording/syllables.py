"""How many syllables a word has: a rule of a few lines, and a table of the words it gets wrong."""

import re
import tomllib
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("syllables.toml")

_VOWELS = re.compile("[aeiouyéè]+")
_LETTERS = re.compile("[a-zà-ÿ]+")
_OWNER = re.compile("['’]s?(?![a-z])")

#: Endings with an "e" that is not heard.
_SILENT = (
    re.compile("[^aeiouy](?<!l)e$|[aeiouy]le$"),
    re.compile("[^aeiouytd]ed$"),
    re.compile("[^aeiouysxzcgh](?<!l)es$|[aeiouy]les$"),
    re.compile("[aeiouy][^aeiouy]{1,2}e(?:ly|ment|ments|ful|less)$"),
)

#: Vowels side by side that are heard apart.
_APART = re.compile("i(?:a(?!l$|n$|lly$)|o(?!n|us)|ua)|ea(?:te|l$)|[^q]ua|sm$|uity|eo")


@cache
def exceptions() -> dict[str, int]:
    """The words the rule gets wrong, with their syllables."""
    return dict(tomllib.loads(TABLE.read_text(encoding="utf-8"))["syllables"])


def by_rule(word: str) -> int:
    """The syllables of one word of small letters, by the rule alone."""
    silent = sum(bool(ending.search(word)) for ending in _SILENT)
    return max(len(_VOWELS.findall(word)) - silent + len(_APART.findall(word)), 1)


def syllables(word: str) -> int:
    """The syllables of a word as it stands in a text; what holds a digit counts as one."""
    if any(char.isdigit() for char in word):
        return 1
    parts = _LETTERS.findall(_OWNER.sub("", word.lower()))
    return sum(exceptions().get(part) or by_rule(part) for part in parts) or 1
