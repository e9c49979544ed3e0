"""`--columns` of `contacts import`: what is in the columns of a table, said on the command line.

A table that would be asked about in the window is read by it, so that scripts can answer too.
"""

from __future__ import annotations

import codecs
import csv
import re
from typing import TYPE_CHECKING

from ..domain.errors import BadInput
from ..interchange.csv_decode import ENCODINGS
from ..interchange.csv_targets import TARGETS, Use

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..interchange.csv_look import CsvLook
    from ..interchange.csv_targets import Mapping

#: The word that takes the columns as they were guessed.
GUESSED = "guessed"
_KEYS = {target.key: target for target in TARGETS if target.key != "ours"}
_BY_TITLE = {target.title.casefold(): target.key for target in _KEYS.values()}
_MEANING = re.compile(r"\s*(?P<word>[^:]*?)\s*(?P<number>\d{1,2})?\s*(:\s*(?P<label>.*?)\s*)?")
HELP = (
    "what is in the columns of a table: a meaning for each, parted by commas, or HEADING=MEANING "
    f"for some (“Kunde=business,Handy=phone:mobile,Info=ignore”); “{GUESSED}” takes them as they "
    "were guessed"
)


def refuse_unknown(encoding: str) -> None:
    """Raises BadInput for the name of an encoding that is none."""
    try:
        codecs.lookup(encoding or "utf-8")
    except LookupError:
        known = ", ".join(name for name, _ in ENCODINGS)
        raise BadInput(f"“{encoding}” is no encoding we know.", f"One of {known}.") from None


def chosen(seen: CsvLook, text: str) -> Mapping:
    """The columns as the option says; those it does not name stay as they were proposed."""
    if text.strip().casefold() == GUESSED:
        return seen.mapping
    words = next(csv.reader([text], skipinitialspace=True), [])
    if all("=" in word for word in words):
        return _by_heading(seen, words)
    if any("=" in word for word in words) or len(words) != len(seen.headers):
        raise BadInput(
            f"“--columns” names {len(words)} columns and the table has {len(seen.headers)}.",
            "Give a meaning for each, or HEADING=MEANING for some.",
        )
    return _numbered([_use(word, header) for word, header in zip(words, seen.headers, strict=True)])


def _by_heading(seen: CsvLook, words: Sequence[str]) -> Mapping:
    uses = list(seen.mapping)
    plain = [" ".join(header.split()).casefold() for header in seen.headers]
    for word in words:
        heading, _, meaning = word.rpartition("=")
        wanted = " ".join(heading.split()).casefold()
        if wanted not in plain:
            raise BadInput(
                f"The table has no column “{heading.strip()}”.",
                f"It has {', '.join(seen.headers)}.",
            )
        place = plain.index(wanted)
        uses[place] = _use(meaning, seen.headers[place])
    return _numbered(uses)


def _use(text: str, header: str) -> Use:
    found = _MEANING.fullmatch(text)
    word = found["word"].casefold() if found else ""
    key = word if word in _KEYS else _BY_TITLE.get(word, word.replace(" ", "_").replace("-", "_"))
    if found is None or key not in _KEYS:
        raise BadInput(
            f"“{text.strip()}” is no meaning of a column.", f"One of {', '.join(_KEYS)}."
        )
    label = found["label"] or (header if key == "custom" else "")
    return Use(key, int(found["number"] or 1), label)


def _numbered(uses: Sequence[Use]) -> Mapping:
    """Ways and fields of one's own each have a number of their own; an address has one for all."""
    taken: set[tuple[str, int]] = set()
    found = []
    for use in uses:
        number = use.number
        while use.target in _APART and (use.target, number) in taken:
            number += 1
        taken.add((use.target, number))
        found.append(Use(use.target, number, use.label))
    return tuple(found)


_APART = frozenset({"email", "phone", "website", "custom"})
