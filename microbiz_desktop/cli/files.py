"""Commands about whole files: `verify`, `backup` and `restore`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from .. import foreign
from ..domain.errors import MicrobizError
from ..files import STANDARD_OUTPUT, make_folder, write_atomically
from .common import (
    BAD_INPUT,
    FINE,
    NOT_FINE,
    Commands,
    add_command,
    add_json,
    as_file,
    data_dir,
    existing_data_dir,
    opened,
    opened_if_there,
    print_json,
    say,
)

if TYPE_CHECKING:
    from ..domain.verdicts import Report


#: What may come on standard input.
_LARGEST = 2**31


def add_verify(commands: Commands) -> None:
    """`verify FILE.pdf`."""
    words = "say what a PDF is and whether its text is whole"
    parser = add_command(commands, "verify", _verify, words)
    parser.add_argument("file", type=Path, metavar="FILE.pdf")
    words = "save each page that looks different into this folder, as it should be and as it is"
    parser.add_argument("--pictures", type=Path, metavar="DIR", help=words)
    add_json(parser)


def add_backup(commands: Commands) -> None:
    """`backup --out FILE` and `restore FILE`."""
    words = "save the whole data folder as one checked file"
    parser = add_command(commands, "backup", _backup, words)
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")
    words = "put a backup in place of the data folder"
    parser = add_command(commands, "restore", _restore, words)
    parser.add_argument("file", type=Path, metavar="FILE")


def _verify(options: argparse.Namespace) -> int:
    """The exit code is that of the verdict; --json gives an object for bad input too."""
    try:
        foreign.check(options.file)
        home = data_dir(options)
        with as_file(options.file, home, _LARGEST) as file, opened_if_there(home) as services:
            report = services.documents.verify(file)
    except MicrobizError as error:
        if not options.json:
            raise
        say(f"microbiz-desktop: {error.message} {error.hint}".strip(), STANDARD_OUTPUT)
        print_json({"file": str(options.file), **_bad_input(error)})
        return BAD_INPUT
    pictures = _save_pictures(report, options.pictures) if options.pictures else []
    if options.json:
        print_json({"file": str(options.file), **report.as_data(), "pictures": pictures})
    else:
        _print(report, pictures)
    return report.exit


def _bad_input(error: MicrobizError) -> dict[str, object]:
    from ..domain.verdicts import Outcome, Report

    said = Report(Outcome.BAD_INPUT, (error.message,)).as_data()
    return {**said, "next": error.hint, "error": {"message": error.message, "hint": error.hint}}


def _save_pictures(report: Report, folder: Path) -> list[str]:
    """Each page that looks different, as it should be and as it is, where both are known."""
    made = []
    for page in report.pages:
        for which, content in (("expected", page.expected), ("found", page.found)):
            if content:
                path = make_folder(folder) / f"page-{page.page:03}-{which}.png"
                write_atomically(path, content)
                made.append(str(path))
    return made


def _print(report: Report, pictures: list[str]) -> None:
    say(f"{report.verdict[:1].upper()}{report.verdict[1:]}. {report.sentence}")
    facts = (f"{name}: {fact}" for name, fact in report.facts)
    for line in (*report.details, *report.notes, *facts, *pictures):
        say(f"  {line}")
    if report.next:
        say(report.next)


def _backup(options: argparse.Namespace) -> int:
    with opened(existing_data_dir(options)) as services:
        services.backups.back_up(options.out)
        damage = services.backups.damage()
    say(f"{options.out}: checked and complete", options.out)
    return _told(damage, options.out)


def _told(damage: str, out: Path) -> int:
    """A record that does not hold is said, whatever else went well."""
    if damage:
        say(f"But: {damage}", out)
    return NOT_FINE if damage else FINE


def _restore(options: argparse.Namespace) -> int:
    from ..services.program.backups import damage_in, restore_into

    foreign.check(options.file)
    with as_file(options.file, data_dir(options).absolute().parent, _LARGEST) as file:
        kept = restore_into(data_dir(options), file)
    print(f"{data_dir(options)}: restored from {options.file}")
    if kept is not None:
        print(f"What was there before is kept in {kept}")
    return _told(damage_in(data_dir(options)), data_dir(options))
