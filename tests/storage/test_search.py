"""The search index says what the tables say, whatever is done to them, and finds by plain rules."""

import sqlite3
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select, text

from microbiz_desktop.domain.contacts.contacts import Address, CustomField, Supply, Way
from microbiz_desktop.domain.errors import CannotSave
from microbiz_desktop.records.business import Business, PaperRecord, Person, Skill
from microbiz_desktop.records.network import Referral, TimelineEntry
from microbiz_desktop.storage import triggers
from microbiz_desktop.storage.bulk import bulk_search
from microbiz_desktop.storage.check import thorough_problems
from microbiz_desktop.storage.database import Database
from microbiz_desktop.storage.indexed_words import ASSOCIATE, SEARCH_TABLE, search_differs
from microbiz_desktop.storage.search import ids_matching
from microbiz_desktop.storage.typos import mended
from microbiz_desktop.storage.words import matched_fact, spans, terms, words_of

from .conftest import StillClock
from .samples import business

_WORD = st.text("abcABC\u00e9\u00df\u0141\u0434\u5c71" + "12", min_size=1, max_size=4)
_WORDS = st.lists(_WORD, max_size=4).map(" ".join)


def _differs(database: Database) -> list[int]:
    with closing(sqlite3.connect(database.path)) as connection:
        return search_differs(connection)


def _found(database: Database, typed: str) -> set[int]:
    with database.reading() as session:
        return set(
            session.scalars(
                select(Business.id).where(Business.id.in_(ids_matching(ASSOCIATE, typed)))
            )
        )


def _plain_words(text_: str) -> list[str]:
    """Lower case, Latin letters without accents; what is no letter or digit parts words."""
    spread = unicodedata.normalize("NFD", text_.lower())
    bare = "".join(c for c in spread if not unicodedata.combining(c))
    return "".join(c if c.isalnum() else " " for c in bare).split()


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(_WORDS, _WORDS, _WORDS), min_size=1, max_size=4), _WORDS)
def test_the_index_finds_what_a_plain_matcher_finds(
    database: Database, things: list[tuple[str, str, str]], typed: str
) -> None:
    with database.transaction() as session:
        session.execute(delete(Person))
        session.execute(delete(Skill))
        session.execute(delete(Business))
        rows = [
            Business(
                legal_name=name,
                notes=notes,
                people=[Person(name="Q")],
                skills=[Skill(name=skill, key="")],
            )
            for name, notes, skill in things
        ]
        session.add_all(rows)
    expected = {
        row.id
        for row, told in zip(rows, things, strict=True)
        if all(
            any(word.startswith(start) for word in _plain_words(" ".join(told)))
            for start in _plain_words(typed)
        )
    }
    if _plain_words(typed):
        assert _found(database, typed) == expected
    assert _differs(database) == []


Change = Callable[[Business], object]
_CHANGES: dict[str, Change] = {
    "a name": lambda one: setattr(one, "trading_name", "Plan B"),
    "notes": lambda one: setattr(one, "notes", "Plan B"),
    "ways": lambda one: setattr(one, "ways", (Way("phone", "+44 (0)20 7946 0018"),)),
    "addresses": lambda one: setattr(one, "addresses", (Address("1 Weir", "Ilkley"),)),
    "supplies": lambda one: setattr(one, "supplies", (Supply("glue"),)),
    "custom": lambda one: setattr(one, "custom", (CustomField("a", "b"),)),
    "becoming our own": lambda one: setattr(one, "own", True),
    "a person's phone": lambda one: setattr(one.people[0], "phone", "0161 496 0000"),
    "no people": lambda one: one.people.clear(),
    "another person": lambda one: one.people.append(Person(name="Zed", nickname="Z")),
    "a skill": lambda one: one.skills.append(Skill(name="drone", key="drone", evidence="x")),
    "a paper": lambda one: one.papers.append(PaperRecord(sort="licence", name="L", details="D")),
}


@pytest.mark.parametrize("change", list(_CHANGES))
@pytest.mark.parametrize("bulk", [False, True])
def test_the_index_follows_every_change(
    database: Database, clock: StillClock, change: str, bulk: bool
) -> None:
    now = clock.now()
    with database.transaction() as session:
        session.add_all([business("One"), business("Two")])
        session.flush()
        made = Referral(associate_id=1, direction="given", created_at=now, updated_at=now)
        session.add(made)  # it is found by the name of One
    with database.transaction() as session:
        one = session.get_one(Business, 1)
        if bulk:
            with bulk_search(session) as changed:
                _CHANGES[change](one)
                changed.add(1)
        else:
            _CHANGES[change](one)
    assert _differs(database) == []
    assert thorough_problems(database.path) == []


def test_the_index_follows_the_bin_the_timeline_and_removal(
    database: Database, clock: StillClock
) -> None:
    with database.transaction() as session:
        session.add_all([business("One"), business("Two")])
        session.flush()
        session.add(TimelineEntry(business_id=1, sort="call", on="2026-01-01", words="kestrel"))
    assert _found(database, "kestrel") == {1}
    with database.transaction() as session:
        session.get_one(Business, 1).archived_at = clock.now()
    assert _found(database, "kestrel") == set()
    with database.transaction() as session:
        session.get_one(Business, 1).archived_at = None
        session.get_one(TimelineEntry, 1).archived_at = clock.now()
    assert (_found(database, "kestrel"), _found(database, "one")) == (set(), {1})
    with database.transaction() as session:
        session.execute(delete(TimelineEntry))
        session.delete(session.get_one(Business, 1))
    assert _found(database, "one eilidh") == set()
    assert _differs(database) == []


def test_a_look_does_not_write_the_index_anew(database: Database, clock: StillClock) -> None:
    with database.transaction() as session:
        session.add(business("One"))
    with database.transaction() as session:
        before = session.scalar(text("SELECT total_changes()"))
        session.execute(text("UPDATE business SET opened_at = '1', version = version + 1"))
        assert session.scalar(text("SELECT total_changes()")) == before + 1


def test_a_row_of_the_index_that_is_wrong_is_noticed(database: Database) -> None:
    with database.transaction() as session:
        session.add_all([business("One"), business("Two")])
    database.close()
    for fault, rows in (
        ("DELETE FROM search WHERE rowid = 17", [17]),
        ("UPDATE search SET rest = 'else' WHERE rowid = 33", [17, 33]),
        ("INSERT INTO search(rowid, title) VALUES (47, 'nobody')", [17, 33, 47]),
    ):
        with closing(sqlite3.connect(database.path)) as other:
            other.execute(fault)
            other.commit()
        assert _differs(database) == rows
        assert any("search index" in problem for problem in thorough_problems(database.path))


def test_an_index_that_lost_its_words_is_noticed(database: Database) -> None:
    """The rows it was made of are all there, and nobody would be found by them."""
    with database.transaction() as session:
        session.add_all([business("One"), business("Two")])
    database.close()
    assert thorough_problems(database.path) == []
    with closing(sqlite3.connect(database.path)) as other:
        other.execute("DELETE FROM search_data WHERE id > 10")  # its structure is in 1 and 10
        other.commit()
    assert _differs(database) == []
    assert thorough_problems(database.path) == ["search index: it does not fit together"]


def test_bulk_inserts_are_all_found_and_the_triggers_are_back(database: Database) -> None:
    with database.transaction() as session, bulk_search(session):
        session.add_all(business(f"Works {number}") for number in range(50))
        session.flush()
        assert session.scalar(text("SELECT count(*) FROM search")) == 0
    assert len(_found(database, "works eilidh")) == 50
    assert _differs(database) == []
    with closing(sqlite3.connect(database.path)) as connection:
        present = connection.execute("SELECT name, sql FROM sqlite_master WHERE type='trigger'")
        assert triggers.missing(present) == []


def test_a_bulk_into_an_almost_empty_file_makes_the_indexes_again(database: Database) -> None:
    with database.transaction() as session:
        session.add(business("One"))
    before = _dump(database.path)
    kept = {line for line in before if line.startswith("CREATE INDEX")}
    with database.transaction() as session, bulk_search(session, coming=60):
        assert not session.scalar(text("SELECT 1 FROM sqlite_master WHERE name = 'ix_skill_key'"))
        session.add_all(business(f"Works {number}") for number in range(60))
    assert {line for line in _dump(database.path) if line.startswith("CREATE INDEX")} == kept
    assert len(kept) > 8
    assert _differs(database) == []
    assert thorough_problems(database.path) == []


def test_indexes_stay_where_much_is_here_already(database: Database) -> None:
    with database.transaction() as session:
        session.add_all(business(f"Works {number}") for number in range(5))
    with database.transaction() as session, bulk_search(session, coming=60):
        assert session.scalar(text("SELECT 1 FROM sqlite_master WHERE name = 'ix_skill_key'"))


def test_a_word_that_is_looked_for_is_one_word_of_the_index() -> None:
    """Whatever letter or sign it has: the index knows no phrases, and would refuse to look."""
    alphabets = (*range(0x20, 0x3400), *range(0xA000, 0xAC00), *range(0xF900, 0x20000))
    signs = [chr(n) for n in alphabets if unicodedata.category(chr(n)) not in ("Cs", "Cn")]
    words = {word for sign in signs for word in words_of(f"a{sign}b {sign}")}
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(SEARCH_TABLE)
        connection.execute("CREATE VIRTUAL TABLE seen USING fts5vocab(search, instance)")
        connection.executemany("INSERT INTO search(title) VALUES (?)", ((one,) for one in words))
        rows = connection.execute("SELECT count(*), count(DISTINCT doc) FROM seen").fetchone()
    assert len(words) > 20_000
    assert rows == (len(words), len(words))


def test_a_bulk_that_fails_leaves_everything_as_it_was(database: Database) -> None:
    with database.transaction() as session:
        session.add(business("One"))
    before = _dump(database.path)
    with (
        pytest.raises(ZeroDivisionError),
        database.transaction() as session,
        bulk_search(session),
    ):
        session.add(business("Two"))
        raise ZeroDivisionError
    assert _dump(database.path) == before


def test_a_bulk_that_failed_cannot_be_committed(database: Database) -> None:
    with database.transaction() as session:
        session.add(business("One"))
    before = _dump(database.path)
    with (
        pytest.raises(Exception, match="inside context manager"),
        database.transaction() as session,
    ):
        with pytest.raises(ZeroDivisionError), bulk_search(session):
            raise ZeroDivisionError
        session.add(business("Two"))
        session.flush()
    assert _dump(database.path) == before


def _dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


@pytest.mark.parametrize(
    ("typed", "ways"),
    [
        ("07700 900342", ("07700900342", "7700900342", "447700900342")),
        ("+44 7700 900342", ("447700900342", "47700900342", "7700900342", "700900342")),
        ("0033 6 12 34 56 78", ("0033612345678", "33612345678", "3612345678", "612345678")),
        ("447700900342", ("447700900342", "7700900342")),
        ("90034", ("90034",)),
    ],
)
def test_a_number_is_read_in_every_way_it_may_be_written(typed: str, ways: tuple[str, ...]) -> None:
    (term,) = terms(typed)
    assert term.ways[: len(ways)] == ways


def test_words_and_numbers_are_told_apart() -> None:
    assert [term.typed for term in terms("b2b 24 hours  o'Brien")] == [
        *("b2b", "24", "hours", "o", "brien")
    ]
    assert [term.typed for term in terms("ann 0113 496 0123 leeds")] == [
        *("ann", "0113 496 0123", "leeds")
    ]
    assert terms("joinery joinery") == terms("joinery")
    assert terms(' " * - ') == ()


def test_what_matched_can_be_marked() -> None:
    assert spans("Café Zürich", terms("zur caf")) == ((0, 3), (5, 8))
    assert spans("Ruth, 07700 900342", terms("07700900342")) == ((6, 18),)
    assert words_of("Zo\u0308e's Ångström-café") == ["zoe", "s", "angstrom", "cafe"]


def test_a_long_fact_is_cut_between_words_around_what_matched() -> None:
    fact = " ".join(f"w{number}" for number in range(200))
    line = matched_fact([fact], terms("w100"), "")
    assert "w100" in line.strip("…").split()
    assert set(line.strip("…").split()) <= set(fact.split())
    assert line.startswith("…") and line.endswith("…") and len(line) <= 76
    assert matched_fact(["x" * 500 + " tail"], terms("xx"), "").startswith("x")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("fernhlil", "fernhill"),
        ("fernhil", None),
        ("vernhill", "fernhill"),
        ("efrnhill", "fernhill"),
        ("fern hill", None),
        ("hill", None),
        ("fren", "fern"),
        ("frn", None),
        ("12345", None),
    ],
)
def test_slips(database: Database, typed: str, read: str | None) -> None:
    with database.transaction() as session:
        session.add(business("Fernhill Design"))
    with database.reading() as session:
        words, said = mended(session.connection(), terms(typed), (ASSOCIATE,))
    assert [meant for _, meant in said] == ([read] if read else [])
    assert len(words) == len(terms(typed))


@pytest.fixture
def full(database: Database) -> Iterator[Database]:
    """A disk that has no page left."""
    with database.transaction() as session:
        session.add(business("One"))
    yield database


def test_a_bulk_that_finds_no_room_changes_nothing(full: Database) -> None:
    before = _dump(full.path)
    with pytest.raises(CannotSave), full.transaction() as session:
        pages = session.scalar(text("PRAGMA page_count"))
        session.execute(text(f"PRAGMA max_page_count = {pages}"))
        with bulk_search(session):
            session.add_all(business(f"Works {number}" * 50) for number in range(200))
    assert _dump(full.path) == before


def test_a_fact_does_not_begin_with_the_comma_of_what_was_taken_out() -> None:
    assert matched_fact([", insurance that each must have"], terms("insurance"), "") == (
        "insurance that each must have"
    )
