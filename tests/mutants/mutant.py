"""The faults of a part, of changed lines, of a list; and those that are none."""

import random
import re
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .changes import Change, changes
from .parts import ROOT, Part, layer_of

_EQUIVALENT = Path(__file__).with_name("equivalent.txt")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A fault in a file, and the part whose tests have to notice it."""

    part: Part
    path: Path
    change: Change

    def __str__(self) -> str:
        """File, line, what became what: as it stands in the list of equivalents."""
        return f"{self.path.relative_to(ROOT)}:{self.change}"

    def key(self) -> str:
        """The same without the line's number, which moves."""
        return without_line(str(self))


def without_line(said: str) -> str:
    """A fault as it is told, but for the number of its line."""
    return re.sub(r"(\.py):\d+:", r"\1:", said)


def of_file(part: Part, path: Path) -> list[Mutant]:
    """All faults of a source."""
    painted = path.is_relative_to(ROOT / "microbiz_desktop" / "ui")
    return [Mutant(part, path, one) for one in changes(path.read_bytes(), painted=painted)]


def of_part(part: Part, chance: random.Random) -> list[Mutant]:
    """All faults of a part, shuffled by the seed."""
    known = equivalents()
    found = [one for path in part.files() for one in of_file(part, path) if one.key() not in known]
    chance.shuffle(found)
    return found


def equivalents() -> set[str]:
    """Faults that are none: the program does the same with them. A reason follows after ` # `."""
    lines = _EQUIVALENT.read_text(encoding="utf-8").splitlines()
    return {line.partition("  # ")[0] for line in lines if line and not line.startswith("#")}


def told_in(file: Path) -> set[str]:
    """The faults that an earlier run told as survivors, as their keys."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return {without_line(line.partition("] ")[2]) for line in lines if line.startswith("survived")}


def changed_lines(since: str) -> dict[Path, set[int]]:
    """Lines of the package that differ from a commit."""
    command = ["git", "diff", "--unified=0", since, "--", "microbiz_desktop"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[Path, set[int]] = {}
    path = ROOT
    for line in done.stdout.splitlines():
        if line.startswith("+++ b/"):
            path = ROOT / line.removeprefix("+++ b/")
        elif match := re.match(r"@@ \S+ \+(\d+)(?:,(\d+))? @@", line):
            first, many = int(match[1]), int(match[2] or 1)
            found.setdefault(path, set()).update(range(first, first + many))
    return found


def of_changes(since: str, chance: random.Random) -> list[Mutant]:
    """Faults in the lines changed since a commit, for the tests of their layers."""
    found = []
    for path, lines in changed_lines(since).items():
        part = layer_of(path)
        if part is not None and path.exists():
            found += [one for one in of_file(part, path) if one.change.line in lines]
    chance.shuffle(found)
    return found


def in_turns(lists: Iterable[list[Mutant]]) -> Iterator[Mutant]:
    """One of each in turn, so that time ends fairly."""
    waiting = [list(reversed(one)) for one in lists]
    while any(waiting):
        yield from (one.pop() for one in waiting if one)
