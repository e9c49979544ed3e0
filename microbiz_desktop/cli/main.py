"""The command line: the same services as the window, for scripts and for machines without one.

Every start of the program comes through here, with a command or, for the window, without. Each
error ends in one sentence and an exit code, because a script can act on no more.

Exit codes: 0 fine, 1 findings of severity error or not verified, 2 bad input.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from .. import __version__, foreign
from ..domain.errors import BadInput, MicrobizError
from ..files import STANDARD_OUTPUT, check_ending, check_place, make_folder, write_atomically
from .common import (
    BAD_INPUT,
    FINE,
    NOT_FINE,
    Commands,
    add_command,
    add_json,
    data_dir,
    opened,
    opened_scratch,
    print_json,
    say,
)

if TYPE_CHECKING:
    from ..domain.findings import Finding
    from ..services.wiring import Services

__all__ = ["BAD_INPUT", "FINE", "NOT_FINE", "main"]

#: What somebody wrote into a file may be quoted, but not a page of it.
_LONGEST = 500
#: What a shell gives for a command ended by Ctrl+C.
_INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code; an error of the world is one sentence."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A file name may hold bytes that are no text, and a terminal may lack letters.
            stream.reconfigure(errors="backslashreplace")
    options = argparse.Namespace(data_dir=None, json="--json" in arguments)
    try:
        if _names_no_command(arguments):
            options.data_dir = Path(arguments[1]) if arguments else None
            return _window(options)
        _parser().parse_args(arguments, options)
        return int(options.run(options))
    except MicrobizError as error:
        return _refused(options, error.message, error.hint)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        # The reader of our output went away; nothing is left to say to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except Exception as error:  # what a user sees is never a traceback
        return _fault(options, error)


def _refused(options: argparse.Namespace, message: str, hint: str) -> int:
    """One sentence on standard error, and with --json one object as well."""
    message = message if len(message) <= _LONGEST else f"{message[:_LONGEST]}…"
    words = f"{message} {hint}".strip()
    say(f"microbiz-desktop: {words}", STANDARD_OUTPUT)
    out = getattr(options, "out", None)
    if getattr(options, "json", False) and out != STANDARD_OUTPUT:
        print_json({"error": {"message": message, "hint": hint}}, out)
    return BAD_INPUT


def _fault(options: argparse.Namespace, error: Exception) -> int:
    """The last border: what nobody took is our mistake, said in a sentence and kept in the log."""
    from ..logs import report

    try:
        kept = report(data_dir(options), error)
    except (MicrobizError, OSError, ValueError):
        kept = None
    hint = f"What happened is noted in {kept}." if kept else "It could not be noted in a log."
    return _refused(options, "That did not work, and it is our mistake.", hint)


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence, as every other refusal here does."""

    def error(self, message: str) -> NoReturn:
        raise BadInput(f"{message[:1].upper()}{message[1:]}.", f"Try `{self.prog} --help`.")


def _names_no_command(arguments: Sequence[str]) -> bool:
    """Whether the window opens: it must not wait for the words of every command to be read."""
    return not arguments or (
        len(arguments) == 2 and arguments[0] == "--data-dir" and arguments[1][:1] != "-"
    )


def _parser() -> argparse.ArgumentParser:
    from . import agreements, contacts, files, ideas, kinds

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
    files.add_verify(commands)
    contacts.add_contacts(commands)
    agreements.add_agreements(commands)
    kinds.add_kinds(commands)
    ideas.add_ideas(commands)
    _add_screenshots(commands)
    files.add_backup(commands)
    _add_doctor(commands)
    return parser


def _add_draft(commands: Commands) -> None:
    parser = add_command(commands, "draft", _draft, "make a draft PDF from a deal file")
    parser.add_argument("deal", type=Path, metavar="DEAL.toml")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.pdf")
    words = "the time that the file says it was made (now); with it the same deal gives same bytes"
    parser.add_argument("--made", default="", metavar="2026-11-30T09:00:00+00:00", help=words)
    add_json(parser)


def _add_demo(commands: Commands) -> None:
    words = "draft, offer, sign off and execute an agreement of the sample network"
    parser = add_command(commands, "demo", _demo, words)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    add_json(parser)


def _add_screenshots(commands: Commands) -> None:
    words = "save a picture of every screen, filled with the sample network"
    parser = add_command(commands, "screenshots", _screenshots, words)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--size", default="1440x900", metavar="WIDTHxHEIGHT")


def _add_doctor(commands: Commands) -> None:
    words = "say what is there, what is not, and what to do"
    parser = add_command(commands, "doctor", _doctor, words)
    add_json(parser)


@contextmanager
def _scratch_services(options: argparse.Namespace) -> Iterator[Services]:
    """Services on the named folder, else a scratch one: samples never mix with real data."""
    if options.data_dir is not None:
        with opened(Path(options.data_dir)) as services:
            yield services
    else:
        with opened_scratch(data_dir(options)) as services:
            yield services


def _window(options: argparse.Namespace) -> int:
    from ..app import run_window

    return run_window(data_dir(options))


def _draft(options: argparse.Namespace) -> int:
    from ..drafting.dealfile.reader import LARGEST_DEAL

    made_text = _moment(options.made)
    check_ending(options.out, ".pdf")
    content = foreign.read(options.deal, LARGEST_DEAL)
    check_place(options.out)
    with _scratch_services(options) as services:
        made = services.drafts.from_deal_file(content, options.deal, made_text)
        write_atomically(options.out, made.pages.pdf)
        errors = [f for f in made.view.findings if f.severity.value == "error"]
        if options.json:
            print_json(
                {
                    "file": str(options.out),
                    "title": made.view.text.title,
                    "kind": made.view.text.kind_title,
                    "parties": len(made.view.text.parties),
                    "pages": made.pages.count,
                    "findings": [_finding(finding) for finding in made.view.findings],
                },
                options.out,
            )
        else:
            text = made.view.text
            words = f"{options.out}: {made.pages.count} pages, {text.title}, {text.kind_title}"
            say(words, options.out)
            _print_findings(made.view.findings, options.out)
    return NOT_FINE if errors else FINE


def _moment(text: str) -> str:
    """A time with its offset as it was typed, or nothing. Raises BadInput for anything else."""
    if text:
        try:
            known = datetime.fromisoformat(text).utcoffset() is not None
        except ValueError:
            known = False
        if not known:
            raise BadInput(
                f"{text} is no time with its offset.", "Write 2026-11-30T09:00:00+00:00."
            )
    return text


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "place": finding.place.label,
        "message": finding.message,
        "reason": finding.reason,
        "mend": finding.mend.label if finding.mend else None,
    }


def _print_findings(findings: Sequence[Finding], out: Path) -> None:
    if not findings:
        say("Nothing to mend.", out)
    for finding in findings:
        say(f"{finding.severity.value}: {finding.place.label}: {finding.message}", out)


def _demo(options: argparse.Namespace) -> int:
    from .demo import run_demo

    out = make_folder(options.out)
    with _scratch_services(options) as services:
        outcome = run_demo(services, out)
    if options.json:
        print_json(outcome)
    else:
        what = f"{outcome['title']}, {outcome['kind']}"
        print(f"{outcome['executed']}: {what}, signed off by {outcome['parties']} parties")
        print(f"{outcome['data']}: the same agreement as data")
    return FINE


def _screenshots(options: argparse.Namespace) -> int:
    from ..app import save_screenshots

    width, _, height = str(options.size).partition("x")
    if not (width.isdigit() and height.isdigit() and int(width) >= 640 and int(height) >= 480):
        raise BadInput(
            f"--size {options.size} is not a window size.", "Write it as 1440x900, from 640x480 up."
        )
    for path in save_screenshots(
        make_folder(options.out), data_dir(options), options.theme, (int(width), int(height))
    ):
        print(path)
    return FINE


def _doctor(options: argparse.Namespace) -> int:
    from .doctor import examine

    findings = examine(data_dir(options))
    healthy = all(item["ok"] for item in findings)
    if options.json:
        print_json({"healthy": healthy, "checks": findings})
        return FINE if healthy else NOT_FINE
    for item in findings:
        print(f"{'ok     ' if item['ok'] else 'TO MEND'} {item['name']}: {item['what']}")
        if item["todo"]:
            print(f"        {item['todo']}")
    return FINE if healthy else NOT_FINE
