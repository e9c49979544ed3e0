"""Commands about whole files: `verify`, `backup` and `restore`."""

from __future__ import annotations

import argparse
from pathlib import Path

from . import foreign
from .cli_common import (
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


def add_verify(commands: Commands) -> None:
    """`verify FILE.pdf`."""
    words = "say what a PDF is and whether its text is whole"
    parser = add_command(commands, "verify", _verify, words)
    parser.add_argument("file", type=Path, metavar="FILE.pdf")
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
    foreign.check(options.file)
    with opened_if_there(data_dir(options)) as services:
        report = services.documents.verify(options.file)
    if options.json:
        print_json(
            {
                "file": str(options.file),
                "verdict": report.verdict,
                "verified": report.fine,
                "sentence": report.sentence,
                "details": list(report.details),
                "facts": dict(report.facts),
            }
        )
    else:
        print(report.sentence)
        for line in (*report.details, *(f"{name}: {fact}" for name, fact in report.facts.items())):
            print(f"  {line}")
    return FINE if report.fine else NOT_FINE


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
    from .services.backups import damage_in, restore_into

    foreign.check(options.file)
    kept = restore_into(data_dir(options), options.file)
    print(f"{data_dir(options)}: restored from {options.file}")
    if kept is not None:
        print(f"What was there before is kept in {kept}")
    return _told(damage_in(data_dir(options)), data_dir(options))
