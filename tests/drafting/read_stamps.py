"""Which wordings were read whole: text, summary and words for page 1 side by side.

The file holds a stamp of each of the three. Whoever changes one reads all three again and says so:
`python -m tests.drafting.golden --read losses`, or `--read all`.
"""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from microbiz_desktop.drafting.templates.catalogue import Catalogue

from .unit_goldens import Wording, wordings

FILE = Path(__file__).parents[1] / "golden" / "units" / "read.txt"
_SAID = {"text": "clause", "summary": "summary", "cover": "words for page 1"}

Stamps = Mapping[str, str]


def stamps(wording: Wording) -> Stamps:
    """A stamp of each part of a wording; none for a part that is empty."""
    return {
        part: sha256(" ".join(words.split()).encode()).hexdigest()[:8]
        for part, words in wording.parts().items()
        if words
    }


def all_stamps(catalogue: Catalogue) -> dict[str, Stamps]:
    """The stamps of every wording of the clause library."""
    units = catalogue.units.values()
    return {wording.name: stamps(wording) for unit in units for wording in wordings(unit)}


def stamps_read() -> dict[str, Stamps]:
    """The stamps of what was read last."""
    found: dict[str, Stamps] = {}
    for line in FILE.read_text(encoding="utf-8").splitlines() if FILE.exists() else ():
        name, *parts = line.split()
        found[name] = dict(part.split("=", 1) for part in parts)
    return found


def unread(now: Mapping[str, Stamps], read: Mapping[str, Stamps]) -> Iterator[str]:
    """A sentence on each wording of which something changed since it was read."""
    for name, parts in now.items():
        if name not in read:
            yield f"{name} is new: {_what_to_do(name)}"
        elif changed := [p for p in _SAID if parts.get(p) != read[name].get(p)]:
            same = [_SAID[part] for part in _SAID if part in parts and part not in changed]
            rest = f", the {' and the '.join(same)} did not" if same else ""
            words = " and the ".join(_SAID[part] for part in changed)
            yield f"{name}: the {words} changed{rest}: {_what_to_do(name)}"
    yield from (f"{name} was read and is no more: --read all" for name in read if name not in now)


def _what_to_do(name: str) -> str:
    unit = name.partition("/")[0]
    return (
        f"read tests/golden/units/{unit}.txt whole, then run "
        f"python -m tests.drafting.golden --read {unit}"
    )


def write_read(catalogue: Catalogue, units: Iterable[str]) -> None:
    """Record that these units, or all, were read as they are now."""
    wanted, now = set(units), all_stamps(catalogue)
    kept = {name: parts for name, parts in stamps_read().items() if name in now}
    done = {n: p for n, p in now.items() if "all" in wanted or n.partition("/")[0] in wanted}
    lines = [
        " ".join((name, *(f"{part}={stamp}" for part, stamp in parts.items())))
        for name, parts in sorted({**kept, **done}.items())
    ]
    FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")
