"""Tries alterations, re-saves, scans and flipped bits, and prints what was said of each.

`python -m tests.tampering.runner --help`; the suite runs a fixed tenth of it, `make soak` all.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from microbiz_desktop.services.wiring import Services

from .alterations import ALTERATIONS
from .copies import FORGED, OWN, STRANGER, Copies, make
from .copies import forged as forgery
from .resaves import PRINTED, RESAVES
from .tools import Kind, NotHere

VIEWS = (OWN, STRANGER)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Told:
    """What was said of one file: the exit code of the verdict, and whether that is true of it."""

    name: str
    view: str
    exit: int
    true: bool
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Desk:
    """One folder and a place to put a file for it to look at."""

    services: Services
    view: str
    path: Path

    def told(self, name: str, pdf: bytes, true: Callable[[int], bool]) -> Told:
        """Look at a file."""
        self.path.write_bytes(pdf)
        report = self.services.documents.verify(self.path)
        return Told(name, self.view, report.exit, true(report.exit), report.details)


def tenth(names: Iterable[T], part: int = 0) -> list[T]:
    """Every tenth, always the same ones."""
    return list(names)[part % 10 :: 10]


def fits(kind: Kind, view: str) -> Callable[[int], bool]:
    """Which exit codes are true of an alteration of this kind.

    Nothing altered is the very file or only re-saved. Where the bytes are kept it does not "agree
    with itself" either; a stranger may be told so of a whole copy made by somebody else, and of
    what changes nothing that is seen, read, attached or linked.
    """
    if kind is Kind.HIDDEN:
        return lambda code: code != 0
    if kind is Kind.REBUILT and view == STRANGER:
        return lambda code: code in (1, 4, 6)
    return lambda code: code not in (0, 3, 4)


def alterations(desk: Desk, pdf: bytes, names: Iterable[str]) -> Iterator[Told]:
    """Each alteration that this copy has something for."""
    for name in names:
        one = ALTERATIONS[name]
        try:
            changed = one.change(pdf)
        except NotHere:
            continue
        if changed != pdf:
            yield desk.told(name, changed, fits(one.kind, desk.view))


def resaves(desk: Desk, pdf: bytes, names: Iterable[str]) -> Iterator[Told]:
    """Each re-save: the same pages and data, said to be so."""
    due = 3 if desk.view == OWN else 4
    for name in names:
        changed = RESAVES[name](pdf)
        yield desk.told(name, changed, {0 if changed == pdf else due}.__contains__)


def printed(desk: Desk, pdf: bytes, names: Iterable[str]) -> Iterator[Told]:
    """Each printed or scanned copy: nothing can be said of it."""
    for name in names:
        yield desk.told(name, PRINTED[name](pdf), lambda code: code == 6)


def forged(desk: Desk, copies: Copies, names: Iterable[str] = FORGED) -> Iterator[Told]:
    """Whole copies made by our own code under another key."""
    for name in names:
        yield desk.told(name, forgery(copies, name), fits(Kind.REBUILT, desk.view))


def flips(desk: Desk, pdf: bytes, count: int, seed: int = 8) -> Iterator[Told]:
    """One bit flipped at a time: never the very file, re-saved only when nothing is seen."""
    chance = random.Random(seed)
    for _ in range(count):
        place, bit = chance.randrange(len(pdf)), chance.randrange(8)
        torn = bytearray(pdf)
        torn[place] ^= 1 << bit
        changed = bytes(torn)
        yield desk.told(f"bit {bit} of byte {place}", changed, partial(_flipped, pdf, changed))


def _flipped(pdf: bytes, changed: bytes, code: int) -> bool:
    return code not in (0, 4) and (code != 3 or seen(changed) == seen(pdf))


def seen(pdf: bytes) -> bytes:
    """The pages as another program draws them."""
    command = ["pdftoppm", "-r", "60", "-gray", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=False, timeout=120).stdout


_FAMILIES: Mapping[str, Mapping[str, object]] = {
    "alterations": ALTERATIONS,
    "resaves": RESAVES,
    "printed": PRINTED,
    "forged": FORGED,
}


def run(
    copies: Copies,
    name: str,
    view: str,
    families: Iterable[str],
    part: int | None,
    count: int,
    seed: int = 8,
) -> Iterator[tuple[str, Told]]:
    """Everything of these families on one copy; a part of ten, or all."""
    pdf = copies.copy(name)
    with (
        tempfile.TemporaryDirectory() as folder,
        copies.own() if view == OWN else copies.stranger() as services,
    ):
        desk = Desk(services, view, Path(folder) / "file.pdf")
        for family in families:
            if family == "flips":
                yield from ((family, told) for told in flips(desk, pdf, count, seed))
                continue
            listed = list(_FAMILIES[family])
            names = listed if part is None else tenth(listed, part)
            acts = {"alterations": alterations, "resaves": resaves, "printed": printed}
            found = (
                forged(desk, copies, names)
                if family == "forged"
                else acts[family](desk, pdf, names)
            )
            yield from ((family, told) for told in found)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.tampering.runner")
    parser.add_argument("--folder", type=Path, help="keep the copies here, for the next run")
    parser.add_argument("--copy", choices=("two", "many"), default="two")
    parser.add_argument("--view", choices=VIEWS, default=OWN)
    parser.add_argument("--families", nargs="*", default=["alterations", "printed", "forged"])
    parser.add_argument("--part", type=int, help="only this tenth, 0 to 9")
    parser.add_argument("--flips", type=int, default=100)
    parser.add_argument("--seed", type=int, default=8, help="of the flips: other bits")
    parser.add_argument("--all", action="store_true", help="print those that are right as well")
    return parser.parse_args()


def main() -> int:
    """Print a line for each, then how many were told what."""
    options = _arguments()
    folder = options.folder or Path(tempfile.mkdtemp())
    copies = Copies(folder) if (folder / "stranger").exists() else make(folder)
    counted: Counter[tuple[str, int]] = Counter()
    wrong, begun = 0, time.monotonic()
    for family, told in run(
        copies,
        options.copy,
        options.view,
        options.families,
        options.part,
        options.flips,
        options.seed,
    ):
        counted[family, told.exit] += 1
        wrong += not told.true
        if options.all or not told.true:
            mark = " " if told.true else "!"
            said = told.details[0] if told.details else ""
            print(
                f"{mark} {told.view:8} exit {told.exit}  {family}: {told.name}  [{said}]",
                flush=True,
            )
    for (family, code), number in sorted(counted.items()):
        print(f"{options.copy} {options.view} {family}: exit {code}: {number}")
    print(f"{wrong} not true, {time.monotonic() - begun:.0f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
