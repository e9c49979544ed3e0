"""The command line: the same services as the window, for scripts and for machines without one.

Exit codes: 0 fine, 1 findings of severity error or not verified, 2 bad input.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from . import __version__
from .domain.errors import BadInput, MicrobizError

if TYPE_CHECKING:
    from .domain.findings import Finding
    from .services.wiring import Services

FINE, NOT_FINE, BAD_INPUT = 0, 1, 2
#: What a shell gives for a command ended by Ctrl+C.
_INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code; an error of the world is one sentence."""
    try:
        options = _parser().parse_args(argv)
        return int(options.run(options))
    except MicrobizError as error:
        print(f"microbiz-desktop: {error.sentence()}", file=sys.stderr)
        return BAD_INPUT
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        # The reader of our output went away; nothing is left to say to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence, as every other refusal here does."""

    def error(self, message: str) -> NoReturn:
        raise BadInput(f"{message[:1].upper()}{message[1:]}.", f"Try `{self.prog} --help`.")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="microbiz-desktop",
        description="Draft, sign off and keep the terms of one piece of work together. "
        "Without a command the window opens.",
    )
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument("--data-dir", type=Path, help="keep everything in this folder instead")
    parser.set_defaults(run=_window)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _add_draft(commands)
    _add_demo(commands)
    _add_verify(commands)
    _add_screenshots(commands)
    _add_backup(commands)
    _add_doctor(commands)
    return parser


Commands = Any  # argparse gives its sub-parser registry no public type


def _command(
    commands: Commands, name: str, run: Callable[[argparse.Namespace], int], words: str
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=words, description=words)
    parser.set_defaults(run=run)
    return parser


def _add_draft(commands: Commands) -> None:
    parser = _command(commands, "draft", _draft, "make a draft PDF from a deal file")
    parser.add_argument("deal", type=Path, metavar="DEAL.toml")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.pdf")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def _add_demo(commands: Commands) -> None:
    words = "draft, offer, sign off and execute an agreement of the sample network"
    parser = _command(commands, "demo", _demo, words)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def _add_verify(commands: Commands) -> None:
    parser = _command(
        commands, "verify", _verify, "say what a PDF is and whether its text is whole"
    )
    parser.add_argument("file", type=Path, metavar="FILE.pdf")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def _add_screenshots(commands: Commands) -> None:
    words = "save a picture of every screen, filled with the sample network"
    parser = _command(commands, "screenshots", _screenshots, words)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--size", default="1440x900", metavar="WIDTHxHEIGHT")


def _add_backup(commands: Commands) -> None:
    parser = _command(commands, "backup", _backup, "save the whole data folder as one checked file")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")
    parser = _command(commands, "restore", _restore, "put a backup in place of the data folder")
    parser.add_argument("file", type=Path, metavar="FILE")


def _add_doctor(commands: Commands) -> None:
    words = "say what is there, what is not, and what to do"
    parser = _command(commands, "doctor", _doctor, words)
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def _data_dir(options: argparse.Namespace) -> Path:
    if options.data_dir is not None:
        return Path(options.data_dir)
    from .paths import data_dir

    return data_dir()


@contextmanager
def _services(data_dir: Path) -> Iterator[Services]:
    from .services.wiring import build_services

    services = build_services(data_dir)
    try:
        yield services
    finally:
        services.close()


@contextmanager
def _scratch_services(options: argparse.Namespace) -> Iterator[Services]:
    """Services on the named folder, else a scratch one: samples never mix with real data."""
    if options.data_dir is not None:
        with _services(Path(options.data_dir)) as services:
            yield services
    else:
        with _empty_services() as services:
            yield services


@contextmanager
def _empty_services() -> Iterator[Services]:
    """Services on a folder that is gone afterwards."""
    import tempfile

    with (
        tempfile.TemporaryDirectory(prefix="microbiz-") as folder,
        _services(Path(folder)) as services,
    ):
        yield services


def _print_json(data: dict[str, Any]) -> None:
    import json

    print(json.dumps(data, ensure_ascii=False, indent=2))


def _window(options: argparse.Namespace) -> int:
    from .app import run_window

    return run_window(_data_dir(options))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        raise BadInput(f"{path}: {reason}.", "Check the name and try again.") from error


def _make_folder(path: Path) -> Path:
    from .files import cannot_save

    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_save(error, path) from error
    return path


def _draft(options: argparse.Namespace) -> int:
    from .files import write_atomically

    content = _read(options.deal)
    with _scratch_services(options) as services:
        made = services.drafts.from_deal_file(content, options.deal)
        write_atomically(options.out, made.pages.pdf)
        errors = [f for f in made.view.findings if f.severity.value == "error"]
        if options.json:
            _print_json(
                {
                    "file": str(options.out),
                    "title": made.view.text.title,
                    "parties": len(made.view.text.parties),
                    "pages": made.pages.count,
                    "findings": [_finding(finding) for finding in made.view.findings],
                }
            )
        else:
            print(f"{options.out}: {made.pages.count} pages, {made.view.text.title}")
            _print_findings(made.view.findings)
    return NOT_FINE if errors else FINE


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "place": finding.place.label,
        "message": finding.message,
        "reason": finding.reason,
        "mend": finding.mend.label if finding.mend else None,
    }


def _print_findings(findings: Sequence[Finding]) -> None:
    if not findings:
        print("Nothing to mend.")
    for finding in findings:
        print(f"{finding.severity.value}: {finding.place.label}: {finding.message}")


def _demo(options: argparse.Namespace) -> int:
    from .demo import run_demo

    out = _make_folder(options.out)
    with _scratch_services(options) as services:
        outcome = run_demo(services, out)
    if options.json:
        _print_json(outcome)
    else:
        print(
            f"{outcome['executed']}: {outcome['title']}, signed off by {outcome['parties']} parties"
        )
        print(f"{outcome['data']}: the same agreement as data")
    return FINE


def _verify(options: argparse.Namespace) -> int:
    _read(options.file)
    folder = _data_dir(options)
    with _services(folder) if folder.is_dir() else _empty_services() as services:
        report = services.documents.verify(options.file)
    if options.json:
        _print_json(
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


def _screenshots(options: argparse.Namespace) -> int:
    from .app import save_screenshots

    width, _, height = str(options.size).partition("x")
    if not (width.isdigit() and height.isdigit() and int(width) >= 640 and int(height) >= 480):
        raise BadInput(
            f"--size {options.size} is not a window size.", "Write it as 1440x900, from 640x480 up."
        )
    for path in save_screenshots(
        _make_folder(options.out), options.theme, (int(width), int(height))
    ):
        print(path)
    return FINE


def _backup(options: argparse.Namespace) -> int:
    folder = _data_dir(options)
    if not folder.is_dir():
        raise BadInput(f"There is no data folder at {folder}.", "Name the right one by --data-dir.")
    with _services(folder) as services:
        print(f"{services.backups.back_up(options.out)}: checked and complete")
    return FINE


def _restore(options: argparse.Namespace) -> int:
    from .services.backups import restore_into

    _read(options.file)
    kept = restore_into(_data_dir(options), options.file)
    print(f"{_data_dir(options)}: restored from {options.file}")
    if kept is not None:
        print(f"What was there before is kept in {kept}")
    return FINE


def _doctor(options: argparse.Namespace) -> int:
    from .doctor import examine

    findings = examine(_data_dir(options))
    healthy = all(item["ok"] for item in findings)
    if options.json:
        _print_json({"healthy": healthy, "checks": findings})
        return FINE if healthy else NOT_FINE
    for item in findings:
        print(f"{'ok     ' if item['ok'] else 'MISSING'} {item['name']}: {item['what']}")
        if item["todo"]:
            print(f"        {item['todo']}")
    return FINE if healthy else NOT_FINE
