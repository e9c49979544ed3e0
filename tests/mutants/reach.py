"""The map: which tests reach which line, and how long each takes. Learned once, kept in a folder.

Lines are kept with the text of the source as it was: in a source that has changed or moved since,
equal lines are found again, and changed ones are as their function was.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from difflib import SequenceMatcher
from hashlib import sha256
from pathlib import Path

from coverage.numbits import numbits_to_nums, numbits_union

from .noting import IMPORT, KEPT
from .parts import ROOT

#: Kept in the tree and by no one else; copy it to another tree rather than learn it again.
MAP = ROOT / ".mutants" / "map.sqlite"
_IN_A_ROW = 3
_TABLES = """
create table if not exists files (path text primary key, hash text);
create table if not exists sources (id integer primary key, path text, text text,
    unique (path, text));
create table if not exists tests (name text primary key, file text, seconds real, passed integer);
create table if not exists reach (name text, source integer, bits blob,
    primary key (source, name)) without rowid;
create table if not exists uses (name text, kept text, primary key (name, kept)) without rowid;
"""


class Reach:
    """What was learned."""

    def __init__(self, path: Path = MAP, root: Path = ROOT) -> None:
        self._root = root
        path.parent.mkdir(exist_ok=True)
        self._base = sqlite3.connect(path)
        self._base.executescript(_TABLES)
        self._lines: dict[Path, dict[int, set[str]]] = {}
        self._users: dict[str, set[str]] = defaultdict(set)
        self._kept: dict[str, set[str]] = defaultdict(set)
        self.seconds: dict[str, float] = {}
        self._read()

    def _read(self) -> None:
        for name, kept in self._base.execute("select name, kept from uses"):
            self._users[kept].add(name)
            self._kept[name].add(kept)
        self.seconds = dict(self._base.execute("select name, seconds from tests where passed"))

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()

    def unknown(self, tests: Iterable[Path], root: Path | None = None) -> list[str]:
        """Test files that are new or have changed since they were looked on."""
        root = root or self._root
        known = dict(self._base.execute("select path, hash from files"))
        named = ((str(path.relative_to(root)), path) for path in tests)
        return [name for name, path in named if known.get(name) != _hash(path)]

    def failed(self) -> set[str]:
        """Tests that did not pass while they were looked on."""
        rows = self._base.execute("select name from tests where not passed")
        return {name for (name,) in rows}

    def passed(self, tests: Iterable[str]) -> None:
        """They pass after all."""
        with self._base:
            asked = "update tests set passed = 1 where name = ?"
            self._base.executemany(asked, [(test,) for test in tests])
        self._read()

    def changed(self) -> list[str]:
        """Sources that differ from what was looked on last."""
        texts: dict[str, set[str]] = defaultdict(set)
        for path, text in self._base.execute("select path, text from sources"):
            texts[path].add(text)
        files = (self._root / "microbiz_desktop").rglob("*.py")
        named = {
            str(path.relative_to(self._root)): path.read_text("utf-8")
            for path in files
            if path.name != "__init__.py"
        }
        return sorted(name for name, text in named.items() if text not in texts[name])

    def at(self, path: Path, lines: Iterable[int]) -> set[str] | None:
        """The tests that reach one of these lines; None where none of them is known."""
        known = self._names_at(path, lines)
        return None if known is None else self._with_users(known)

    def kept_at(self, path: Path, lines: Iterable[int]) -> set[str]:
        """Names in the store (`tests/kept.py`) whose making reaches one of these lines."""
        known = self._names_at(path, lines) or set()
        new = {name for name in known if name.startswith(KEPT)}
        found = set(new)
        while new:
            users = {user for name in new for user in self._users[name] if user.startswith(KEPT)}
            new = users - found
            found |= new
        begin = f"{KEPT}store:"
        return {name.removeprefix(begin) for name in found if name.startswith(begin)}

    def imported(self, path: Path, lines: Iterable[int]) -> bool:
        """Whether one of the lines runs when the package is imported."""
        return IMPORT in (self._names_at(path, lines) or set())

    def _names_at(self, path: Path, lines: Iterable[int]) -> set[str] | None:
        if path not in self._lines:
            self._lines[path] = dict(self._found(path))
        known = [found for line in lines if (found := self._lines[path].get(line)) is not None]
        return {name for found in known for name in found} if known else None

    def cost(self, test: str, paid: set[str]) -> float:
        """Seconds that a test takes, with what is made for it and is not made yet."""
        needed = self._needed(test) - paid
        return self.seconds[test] + sum(self.seconds.get(name, 0) for name in needed)

    def _needed(self, test: str) -> set[str]:
        found: set[str] = set()
        new = {test}
        while new:
            new = {kept for name in new for kept in self._kept[name]} - found
            found |= new
        return found

    def pay(self, test: str, paid: set[str]) -> None:
        """What this test needs is made."""
        paid |= self._needed(test)

    def _with_users(self, names: set[str]) -> set[str]:
        """Tests among the names, and the tests that use what is kept under the others."""
        found, new = set(names), set(names)
        while new:
            new = {user for name in new if name.startswith(KEPT) for user in self._users[name]}
            new -= found
            found |= new
        return {name for name in found if name in self.seconds and "::" in name}

    def _found(self, path: Path) -> Iterator[tuple[int, set[str]]]:
        """The names at each line of a source as it is now."""
        text = path.read_text("utf-8")
        found: dict[int, set[str]] = {}
        versions = self._versions(str(path.relative_to(self._root)), text)
        for number, old in versions:
            names = self._names(number)
            for now, before in same_lines(old, text):
                found.setdefault(now, set()).update(names[before])
        # Of a text that a few tests were looked on with, nobody knows what the others reach.
        yield from ((line, names) for line, names in found.items() if names or len(versions) == 1)

    def _versions(self, name: str, text: str) -> list[tuple[int, str]]:
        """A source as it was looked on, whatever it was called then."""
        found = list(self._base.execute("select id, text from sources where path = ?", (name,)))
        if found:
            return found
        now = set(text.splitlines())
        gone = [
            (len(now & set(old.splitlines())), number, old)
            for number, path, old in self._base.execute("select id, path, text from sources")
            if not (self._root / path).exists()
        ]
        best = max(gone, default=(0, 0, ""))
        return [(best[1], best[2])] if best[0] * 2 > len(now) else []

    def _names(self, source: int) -> dict[int, set[str]]:
        found = defaultdict(set)
        rows = self._base.execute("select name, bits from reach where source = ?", (source,))
        for name, bits in rows:
            for line in numbits_to_nums(bits):
                found[line].add(name)
        return found

    def add(self, out: Path, tree: Path, files: Iterable[str]) -> None:
        """Take in what `noting` left in a folder about test files or single tests of `tree`."""
        noted = json.loads((out / "noted.json").read_text("utf-8"))
        with self._base:
            for path in (path for path in files if "::" not in path):
                self._forget(path)
                row = (path, _hash(tree / path))
                self._base.execute("insert or replace into files values (?, ?)", row)
            for name, seconds in noted["seconds"].items():
                test = (name, name.partition("::")[0], seconds, name not in noted["failed"])
                self._base.execute("insert or replace into tests values (?, ?, ?, ?)", test)
            self._base.executemany("insert or ignore into uses values (?, ?)", noted["uses"])
            for lines in out.glob("lines*"):
                self._add_lines(lines, tree)
        self._lines.clear()
        self._read()

    def _forget(self, path: str) -> None:
        ours = "(select name from tests where file = ?)"
        for table in ("reach", "uses", "tests"):
            self._base.execute(f"delete from {table} where name in {ours}", (path,))

    def _add_lines(self, lines: Path, tree: Path) -> None:
        # A killed process leaves a file with nothing in it.
        rows = []
        with closing(sqlite3.connect(lines)) as base, suppress(sqlite3.OperationalError):
            rows = base.execute(
                "select path, context, numbits from line_bits"
                " join file on file.id = file_id join context on context.id = context_id"
            ).fetchall()
        sources: dict[str, int] = {}
        for path, context, bits in rows:
            name = context.removeprefix(f"{IMPORT}|")
            if path not in sources:
                sources[path] = self._source(Path(path), tree)
            self._reached(name, sources[path], bits)

    def _source(self, path: Path, tree: Path) -> int:
        row = (str(path.relative_to(tree)), path.read_text("utf-8"))
        self._base.execute("insert or ignore into sources (path, text) values (?, ?)", row)
        asked = "select id from sources where path = ? and text = ?"
        return int(self._base.execute(asked, row).fetchone()[0])

    def _reached(self, name: str, source: int, bits: bytes) -> None:
        asked = "select bits from reach where name = ? and source = ?"
        if before := self._base.execute(asked, (name, source)).fetchone():
            bits = numbits_union(before[0], bits)
        row = (name, source, bits)
        self._base.execute("insert or replace into reach values (?, ?, ?)", row)


def same_lines(old: str, new: str) -> Iterator[tuple[int, int]]:
    """Pairs of equal lines, counted from 1: in the new text, in the old one.

    Of a text that has changed, three in a row: fewer are alike by chance. Empty lines say nothing.
    """
    before, now = old.splitlines(), new.splitlines()
    for here, there, size in SequenceMatcher(
        None, before, now, autojunk=False
    ).get_matching_blocks():
        said = [step for step in range(size) if before[here + step].strip()]
        if old == new or len(said) >= _IN_A_ROW:
            yield from ((there + step + 1, here + step + 1) for step in said)


def _hash(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest() if path.exists() else ""
