"""Typing into the search box over 100,000 associates, against asking every row with LIKE."""

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from itertools import islice

from microbiz_desktop.services.contacts.contacts import Contacts, Query
from microbiz_desktop.services.shared.clocks import SystemClock
from microbiz_desktop.storage.search import ROOM

from .associates import generate
from .contacts import MANY, filled, opened, p95, path
from .harness import Comparison, Contender, Target

# The words of each, gathered beforehand: better than asking the tables, and what a list would do.
_LIKE = f"SELECT id / {ROOM} FROM search_content WHERE {{each}} LIMIT 1000"
_EACH = "c0 || ' ' || c1 || ' ' || c2 || ' ' || c3 || ' ' || c4 || ' ' || c5 LIKE ?"
#: Asking every row takes about the same for any words: some of the keystrokes are enough.
_SOME = 9


def comparisons() -> Iterator[Comparison]:
    """The 95th in a hundred keystrokes; then words with a slip in them."""
    keys = keystrokes()
    with opened(filled()) as database, closing(sqlite3.connect(path(filled()))) as raw:
        contacts = Contacts(database, SystemClock())
        find = partial(_find, contacts)
        yield Comparison(
            f"95th in a hundred of {len(keys)} keystrokes over {MANY:,} associates",
            [
                Contender("LIKE", _figure(partial(_ask, raw), keys[:: len(keys) // _SOME])),
                Contender("search box", _figure(find, keys)),
                Contender("search box, with the 50 rows", _figure(partial(_show, contacts), keys)),
                Contender(
                    "how many there are, told after", _figure(partial(_count, contacts), keys)
                ),
            ],
            rounds=5,
            target=Target("search box", 0.07),
            notes=("the search box is to stay under 12 ms as well",),
        )
        slips = [_slipped(word) for word in _whole() if len(word) > 5 and word.isalpha()]
        yield Comparison(
            f"95th in a hundred of {len(slips)} words with a slip",
            [
                Contender("LIKE, finding nothing", _figure(partial(_ask, raw), slips[:_SOME])),
                Contender("search box", _figure(find, slips)),
            ],
            rounds=5,
        )


def _whole() -> list[str]:
    """What somebody looks for: a business, a person, a skill and a place, a number."""
    found = []
    for number, one in enumerate(islice(generate(MANY), 0, 4_000, 160)):
        person, skill = one.people[0].name, one.skills[0].name
        choices = (one.name, person, f"{skill} {one.place}", one.phone, one.place)
        found.append(choices[number % len(choices)].lower())
    return [words for words in found if words]


def keystrokes() -> list[str]:
    """Each of them as it grows, letter by letter, up to what nobody needs to type on from."""
    return [words[:end] for words in _whole() for end in range(1, min(len(words), 12) + 1)]


def _slipped(word: str) -> str:
    """Two letters in the middle changed places."""
    half = len(word) // 2
    return word[: half - 1] + word[half] + word[half - 1] + word[half + 1 :]


def _figure(ask: Callable[[str], object], typed: Sequence[str]) -> Callable[[], float]:
    def run() -> float:
        figures = []
        for words in typed:
            started = time.perf_counter()
            ask(words)
            figures.append(time.perf_counter() - started)
        return p95(figures)

    return run


def _find(contacts: Contacts, words: str) -> None:
    contacts.ids(Query(text=words))


def _count(contacts: Contacts, words: str) -> None:
    contacts.count(Query(text=words))


def _show(contacts: Contacts, words: str) -> None:
    contacts.rows(contacts.ids(Query(text=words)).ids[:50], words)


def _ask(raw: sqlite3.Connection, words: str) -> None:
    each = words.split()
    sql = _LIKE.format(each=" AND ".join([_EACH] * len(each)))
    raw.execute(sql, [f"%{word}%" for word in each]).fetchall()
