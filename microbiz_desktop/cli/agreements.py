"""Agreements on the command line: `agreements list|spokes|export`."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..files import check_ending
from ..services.copies.forms import FORMS
from .common import (
    FINE,
    Commands,
    add_command,
    add_json,
    existing_data_dir,
    opened,
    print_json,
    say,
)
from .spokes import add_spokes

#: What may be written to --format: the forms under one word each.
_FORMATS = {name.replace(" ", "-"): form for name, form in FORMS.items()}


def add_agreements(commands: Commands) -> None:
    """`agreements` and the commands below it."""
    words = "list agreements, and save a copy of one"
    parser = commands.add_parser("agreements", help=words, description=words)
    below = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    add_json(add_command(below, "list", _list, "list agreements, the last changed first"))
    add_spokes(below)
    parser = add_command(below, "export", _export, "write a copy of one agreement to a file")
    parser.add_argument("number", type=int, metavar="NUMBER", help="as `agreements list` says it")
    parser.add_argument("--format", choices=tuple(_FORMATS), required=True)
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")


def _list(options: argparse.Namespace) -> int:
    with opened(existing_data_dir(options)) as services:
        rows = services.agreements.rows()
    if options.json:
        told = [
            {"number": row.id, "title": row.title, "kind": row.kind_title, "state": row.state}
            for row in rows
        ]
        print_json({"found": len(rows), "agreements": told})
        return FINE
    for row in rows:
        say(f"{row.id:>6}  {row.title or 'Untitled agreement'}, {row.kind_title}, {row.state}")
    if not rows:
        print("There is no agreement yet.")
    return FINE


def _export(options: argparse.Namespace) -> int:
    form = _FORMATS[options.format]
    check_ending(options.out, f".{form.ending}")
    with opened(existing_data_dir(options)) as services:
        copy = services.documents.copy(options.number, form.name)
        services.documents.save_copy(copy, options.out)
    say(f"{options.out}: {copy.file_name}", options.out)
    return FINE
