"""The contact list on the command line: `contacts import|export|find|duplicates`.

`main` adds these commands; scripts and machines without a screen use them. What they do is done by
the services of the window, so that both find the same and write the same files.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ..domain.errors import BadInput
from ..files import check_ending
from ..services.transfer.forms import FORMS
from .common import (
    FINE,
    NOT_FINE,
    Commands,
    add_command,
    add_json,
    existing_data_dir,
    opened,
    print_json,
    say,
)
from .imports import add_import

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..domain.contacts.duplicates import LikelyPair
    from ..services.contacts.rows_shown import ContactRow
    from ..services.wiring import Services

#: What may be written to --format.
_FORMATS = {form.command: form for form in FORMS.values() if form.command}
_ROWS_AT_ONCE = 500


def add_contacts(commands: Commands) -> None:
    """`contacts` and the commands below it."""
    words = "bring contacts in and out, find them, and find duplicates"
    parser = commands.add_parser("contacts", help=words, description=words)
    below = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    add_import(below)
    _add_export(below)
    _add_find(below)
    words = "list associates that may be one business twice, with reasons"
    add_json(add_command(below, "duplicates", _duplicates, words))


def _add_export(commands: Commands) -> None:
    words = "write every associate to one file"
    parser = add_command(commands, "export", _export, words)
    parser.add_argument("--format", choices=tuple(_FORMATS), required=True)
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")
    words = "notes, stage, closeness and whatever else is private too"
    parser.add_argument("--private", action="store_true", help=words)


def _add_find(commands: Commands) -> None:
    words = "list the associates that words are found in, the best first"
    parser = add_command(commands, "find", _find, words)
    parser.add_argument("text", nargs="+", metavar="TEXT")
    add_json(parser)


def _export(options: argparse.Namespace) -> int:
    form = _FORMATS[options.format]
    check_ending(options.out, f".{form.ending}")
    with opened(existing_data_dir(options)) as services:
        ids = _everybody(services)
        services.exports.save(form.name, ids, options.out, include_private=options.private)
    private = " with what is private" if options.private else ""
    many = f"{len(ids):,} {'associate' if len(ids) == 1 else 'associates'}"
    say(f"{options.out}: {many}{private}", options.out)
    return FINE


def _everybody(services: Services) -> Sequence[int]:
    from ..services.contacts.query import Query

    ids = services.contacts.ids(Query(order="name"), whole=True).ids
    if not ids:
        raise BadInput("There is nobody in the contact list.", "Nothing was written.")
    return ids


def _find(options: argparse.Namespace) -> int:
    from ..services.contacts.query import Query

    text = " ".join(options.text)
    if not any(char.isalnum() for char in text):
        raise BadInput("There is no word to look for.", "Name at least one letter or number.")
    with opened(existing_data_dir(options)) as services:
        found = services.contacts.ids(Query(text=text), whole=True)
        rows = list(_rows(services, found.ids, text))
    if options.json:
        print_json(
            {
                "text": text,
                "read_as": list(found.fuzzy),
                "found": len(rows),
                "of": found.total_all,
                "associates": [_row_plain(row) for row in rows],
            }
        )
        return FINE if rows else NOT_FINE
    for note in found.fuzzy:
        say(note)
    for row in rows:
        say(_row_words(row))
    if not rows:
        say(f"Nobody is found by “{text}” among {found.total_all:,}.")
    return FINE if rows else NOT_FINE


def _rows(services: Services, ids: Sequence[int], text: str = "") -> Iterator[ContactRow]:
    for at in range(0, len(ids), _ROWS_AT_ONCE):
        yield from services.contacts.rows(ids[at : at + _ROWS_AT_ONCE], text)


def _row_plain(row: ContactRow) -> dict[str, object]:
    return {
        "id": row.id,
        "name": row.name,
        "second_line": row.second_line,
        "place": row.place,
        "matched": row.matched,
        "labels": list(row.labels),
    }


def _row_words(row: ContactRow) -> str:
    facts = ", ".join(filter(None, (row.name, row.second_line, row.place)))
    matched = f" (matches {row.matched})" if row.matched else ""
    return f"{row.id:>6}  {facts}{matched}"


def _duplicates(options: argparse.Namespace) -> int:
    with opened(existing_data_dir(options)) as services:
        pairs = services.merging.duplicates()
        ids = sorted({key for pair in pairs for key in (pair.first, pair.second)})
        names = {row.id: row.name for row in _rows(services, ids)}
    if options.json:
        print_json({"found": len(pairs), "pairs": [_pair_plain(pair, names) for pair in pairs]})
    else:
        for pair in pairs:
            say(_pair_words(pair, names))
        if not pairs:
            print("No two entries seem to be one business.")
    return NOT_FINE if pairs else FINE


def _pair_plain(pair: LikelyPair, names: dict[int, str]) -> dict[str, object]:
    return {
        "ids": [pair.first, pair.second],
        "names": [names.get(pair.first, ""), names.get(pair.second, "")],
        "score": pair.score,
        "reasons": list(pair.reasons),
    }


def _pair_words(pair: LikelyPair, names: dict[int, str]) -> str:
    first, second = (f"{names.get(key, '')} ({key})" for key in (pair.first, pair.second))
    return f"{pair.score:>3}  {first} = {second}: {'; '.join(pair.reasons)}"
