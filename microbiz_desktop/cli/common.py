"""What every group of commands needs: exit codes, arguments, services, files, and what is said."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TextIO

from ..domain.errors import BadInput
from ..files import STANDARD_OUTPUT, make_folder, write_atomically
from ..foreign import STANDARD_INPUT, cannot_read, read
from ..workshop import scratch

if TYPE_CHECKING:
    from ..services.wiring import Services

FINE, NOT_FINE, BAD_INPUT = 0, 1, 2


class Commands(Protocol):
    """Where commands are added: argparse has no public name for what does it."""

    def add_parser(self, name: str, *, help: str, description: str) -> argparse.ArgumentParser:
        """One more."""


def add_command(
    commands: Commands, name: str, run: Callable[[argparse.Namespace], int], words: str
) -> argparse.ArgumentParser:
    """A command with the function it runs and what its help says."""
    parser = commands.add_parser(name, help=words, description=words)
    parser.set_defaults(run=run)
    return parser


def add_json(parser: argparse.ArgumentParser) -> None:
    """Let a command print one JSON object instead of sentences."""
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def data_dir(options: argparse.Namespace) -> Path:
    """The folder named by --data-dir, else the user's own. Raises BadInput for no possible name."""
    from ..paths import data_dir as usual

    folder = Path(options.data_dir) if options.data_dir is not None else usual()
    try:
        folder.stat()
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        pass  # whoever needs it says so
    except (OSError, ValueError) as error:
        raise cannot_read(error, folder) from error
    return folder


def existing_data_dir(options: argparse.Namespace) -> Path:
    """The data folder of a command that only reads. Raises BadInput: none is made for it."""
    folder = data_dir(options)
    if not folder.is_dir():
        raise BadInput(f"There is no data folder at {folder}.", "Name the right one by --data-dir.")
    return folder


@contextmanager
def opened(folder: Path) -> Iterator[Services]:
    """Services on a data folder, which is made when it is not there."""
    from ..services.wiring import build_services

    services = build_services(folder)
    try:
        yield services
    finally:
        services.close()


@contextmanager
def opened_scratch(home: Path) -> Iterator[Services]:
    """Services on a folder inside this data folder that is gone afterwards."""
    with scratch(home) as folder, opened(folder) as services:
        yield services


@contextmanager
def opened_if_there(folder: Path) -> Iterator[Services]:
    """Services for a command that only looks: no folder is left where there was none."""
    with opened(folder) if folder.is_dir() else opened_scratch(folder) as services:
        yield services


@contextmanager
def as_file(path: Path, home: Path, most: int) -> Iterator[Path]:
    """The file itself; what comes on standard input as a file inside this data folder, for now."""
    if path != STANDARD_INPUT:
        yield path
        return
    content = read(path, most)
    with scratch(home) as folder:
        received = make_folder(folder, private=True) / "standard input"
        write_atomically(received, content)
        yield received


def print_json(data: Mapping[str, object], out: Path | None = None) -> None:
    """One object and nothing else; on standard error when the file `out` is standard output."""
    import json

    print(json.dumps(data, ensure_ascii=False, indent=2), file=_where(out))


def say(words: str, out: Path | None = None) -> None:
    """One line: what came with a file never moves the cursor or changes the terminal.

    When the file itself (`out`) is standard output, words go to standard error.
    """
    from ..domain.words.hidden import without_hidden

    print(without_hidden(" ".join(words.splitlines())), file=_where(out))


def _where(out: Path | None) -> TextIO:
    return sys.stderr if out == STANDARD_OUTPUT else sys.stdout
