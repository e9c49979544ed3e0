"""A name taken apart for comparing two: its words in order, and what makes it somebody else's.

`name_relations` compares them. "Junior", a number or another company form means another person or
business, however much else is alike.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from ..words.letters import other_script
from .name_keys import COMPANY_FORMS, FULL_NAMES, TITLES, folded
from .name_tables import FEMALE, GENERATIONS, MALE, MAY_TRADE, NUMBERS, SPELLINGS, TRADING_AS

_TOKENS = re.compile(r"[^\W_]+")
#: Ways to write one company form; a form of any other word is itself.
_SAME_FORM = {"limited": "ltd", "incorporated": "inc", "pty": "ltd", "pte": "ltd"}
#: Forms that go with others, and little words: they tell no two companies apart.
_ANY_FORM = frozenset({"co", "company", "corp", "corporation", "and", "und", "et", "the"})
_MARKS = COMPANY_FORMS | TITLES | GENERATIONS.keys()
#: What stands between the name of somebody and the name they trade under.
_TRADING_AS = re.compile(rf"(?i)\s+(?:{TRADING_AS})\s+")
_MAY_TRADE = re.compile(MAY_TRADE)
_SPELLINGS = tuple((re.compile(said), plain) for said, plain in SPELLINGS)


class NameForm(NamedTuple):
    """A name as it is compared. `words` are as written, in order; `keys` the full forms of each."""

    words: tuple[str, ...]
    keys: tuple[str, ...]
    generation: str
    forms: frozenset[str]
    sex: str
    foreign: bool


def names_told(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names of an entry, "J Smith t/a Smith Plumbing" being two."""
    for name in names:
        # Few have any of it, and looking for a pattern in each takes longer than all the rest.
        if _MAY_TRADE.search(name):
            return tuple(part for each in names for part in _TRADING_AS.split(each) if part)
    return names


@lru_cache(maxsize=1 << 14)
def name_form(name: str) -> NameForm:
    """A name taken apart."""
    said = _TOKENS.findall(folded(_in_order(name)))
    marks = _MARKS.intersection(said)
    if not marks:
        return NameForm(tuple(said), _full(said), "", frozenset(), "", other_script(name))
    generation = next((GENERATIONS[word] for word in said[1:] if word in GENERATIONS), "")
    words = [word for word in said if word not in COMPANY_FORMS] or said
    words = [word for word in words if word not in TITLES] or words
    words = [word for at, word in enumerate(words) if not at or word not in GENERATIONS]
    forms = frozenset(_SAME_FORM.get(word, word) for word in marks & COMPANY_FORMS) - _ANY_FORM
    sex = "m" if marks & MALE else "f" if marks & FEMALE else ""
    return NameForm(tuple(words), _full(words), generation, forms, sex, other_script(name))


def _full(words: list[str]) -> tuple[str, ...]:
    return tuple([FULL_NAMES.get(word, word) for word in words])


def _in_order(name: str) -> str:
    """ "Carter, Helen" is written as she is called."""
    family, comma, given = name.partition(",")
    return f"{given} {family}" if comma and given.strip() and "," not in given else name


def parted(one: NameForm, other: NameForm) -> bool:
    """Whether something says that these are two: generation, form of company, Mr and Mrs."""
    return (
        one.generation != other.generation
        or bool(one.forms and other.forms and one.forms.isdisjoint(other.forms))
        or bool(one.sex and other.sex and one.sex != other.sex)
    )


def numbered(word: str) -> bool:
    """Whether a word counts: "Unit 1" and "Unit 2" are two."""
    return not word.isalpha() or word in NUMBERS


@lru_cache(maxsize=1 << 14)
def sound(word: str) -> str:
    """A word as it sounds, roughly: Julia, Yulia and Юлия are one."""
    for said, plain in _SPELLINGS:
        word = said.sub(plain, word)
    return word
