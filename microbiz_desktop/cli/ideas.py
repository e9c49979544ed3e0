"""Sealed ideas on the command line: `idea list|add|export|check`.

For scripts, and for whoever was shown an idea and has no window. What is kept is told by name and
number alone: an idea leaves only as the file that `export` writes, and never in what is printed.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ..domain.errors import BadInput
from ..domain.ideas import (
    ENDING,
    KEY_BYTES,
    MOST_BYTES,
    idea_number,
    opened_file,
    read_key,
    read_number,
    whole_idea,
)
from ..files import check_ending
from ..foreign import read
from .common import (
    FINE,
    NOT_FINE,
    Commands,
    add_command,
    add_json,
    data_dir,
    existing_data_dir,
    opened,
    opened_if_there,
    print_json,
    say,
)

if TYPE_CHECKING:
    from ..services.transfer.idea_places import IdeaPlace
    from ..services.transfer.ideas import IdeaRow


def add_ideas(commands: Commands) -> None:
    """`idea` and the commands below it."""
    words = "keep ideas that are not told yet, and check one that was shown"
    parser = commands.add_parser("idea", help=words, description=words)
    below = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    add_json(add_command(below, "list", _list, "list the ideas kept here, never what they are"))
    parser = add_command(below, "add", _add, "keep the bytes of a file with a key; say its number")
    parser.add_argument("file", type=Path, metavar="FILE")
    words = "a name that gives nothing away; an agreement may print it"
    parser.add_argument("--title", required=True, help=words)
    add_json(parser)
    parser = add_command(below, "export", _export, "write an idea and its key to one file")
    parser.add_argument("number", type=int, metavar="NUMBER", help="as `idea list` says it")
    parser.add_argument("--out", type=Path, required=True, metavar=f"FILE.{ENDING}")
    words = "write the text or file alone, byte for byte, without its key; FILE may end in anything"
    parser.add_argument("--alone", action="store_true", help=words)
    _add_check(below)


def _add_check(below: Commands) -> None:
    words = "say whether a file is the idea behind a number in an agreement"
    parser = add_command(below, "check", _check, words)
    parser.add_argument("file", type=Path, metavar="FILE", help="a sealed file: idea, then key")
    words = "the key as 64 letters and figures, where FILE is the idea alone"
    parser.add_argument("--key", metavar="KEY", help=words)
    words = "look in this agreement alone, numbered as by `agreements list`"
    parser.add_argument("--agreement", type=int, metavar="NUMBER", help=words)
    words = "compare with this idea number, copied from a page, and look nowhere else"
    parser.add_argument("--number", metavar="IDEA-NUMBER", help=words)
    add_json(parser)


def _list(options: argparse.Namespace) -> int:
    with opened(existing_data_dir(options)) as services:
        rows = services.ideas.rows()
    if options.json:
        print_json({"found": len(rows), "kept": [_told(row) for row in rows]})
        return FINE
    for row in rows:
        say(f"{row.id:>6}  {row.title}, {row.owner}: {row.number}")
    if not rows:
        print("There is no sealed idea yet.")
    return FINE


def _add(options: argparse.Namespace) -> int:
    with opened(existing_data_dir(options)) as services:
        own = services.settings.current_business()
        if not own:
            raise BadInput("There is no business of your own yet.", "Open the window to add one.")
        row = services.ideas.make_of_file(own, options.title, options.file)
    if options.json:
        print_json(_told(row))
    else:
        say(f"“{row.title}” is kept as number {row.id}. Its idea number is {row.number}")
    return FINE


def _told(row: IdeaRow) -> dict[str, object]:
    return {
        "number": row.id,
        "title": row.title,
        "owner": row.owner,
        "bytes": row.size,
        "idea_number": row.number,
        "agreements": list(row.uses),
    }


def _export(options: argparse.Namespace) -> int:
    if not options.alone:
        check_ending(options.out, f".{ENDING}")
    with opened(existing_data_dir(options)) as services:
        services.ideas.save_file(options.number, options.out, alone=options.alone)
    what = "the idea without its key" if options.alone else "the idea and its key"
    say(f"{options.out}: {what}. Whoever has this file can read it.", options.out)
    return FINE


def _check(options: argparse.Namespace) -> int:
    """Fine only when the bytes give a number that stands where one looked."""
    content, key = _shown(options)
    if options.number is not None:
        return _compare(options, idea_number(content, key), read_number(options.number))
    with opened_if_there(data_dir(options)) as services:
        wanted = options.agreement
        if wanted is not None:
            services.agreements.get(wanted)  # raises for one that is not here
        found = services.ideas.check(content, key)
    places = [one for one in found.places if wanted in (None, one.agreement_id)]
    if options.json:
        told = [_place(one) for one in places]
        print_json({"file": str(options.file), "idea_number": found.number, "found": told})
    else:
        say(f"Its idea number is {found.number}")
        for one in places:
            say(one.sentence())
        if not places:
            where = "any agreement here" if wanted is None else f"agreement {wanted}"
            say(f"This number does not stand in {where}: it is not an idea recorded there.")
    return FINE if places else NOT_FINE


def _compare(options: argparse.Namespace, number: str, wanted: str) -> int:
    same = number == wanted
    if options.json:
        print_json({"file": str(options.file), "idea_number": number, "same": same})
    else:
        say(f"Its idea number is {number}")
        say(
            "It is the idea behind the number given."
            if same
            else "It is not the idea behind the number given."
        )
    return FINE if same else NOT_FINE


def _shown(options: argparse.Namespace) -> tuple[bytes, bytes]:
    if options.key is None:
        return opened_file(read(options.file, MOST_BYTES + KEY_BYTES))
    return whole_idea(read(options.file, MOST_BYTES)), read_key(options.key)


def _place(one: IdeaPlace) -> dict[str, object]:
    return {
        "agreement": one.agreement_id,
        "title": one.agreement,
        "revision": one.revision,
        "standing": one.standing,
        "name": one.name,
        "party": one.party,
    }
