"""`contacts import`: what files of contacts would bring, and bringing it in.

`contacts` adds it to its commands, for scripts and machines without a screen. Without `--apply` it
changes nothing and only says what would be done, so that one can look before it is.
"""

from __future__ import annotations

import argparse
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from .. import foreign
from ..domain.errors import BadInput
from .columns import GUESSED, HELP, chosen, refuse_unknown
from .common import (
    FINE,
    NOT_FINE,
    Commands,
    add_command,
    add_json,
    data_dir,
    opened,
    opened_if_there,
    print_json,
    say,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..domain.contacts.contacts import Trouble
    from ..interchange.csv_look import CsvLook
    from ..services.transfer.imports import FileRead, Imports
    from ..services.transfer.values import ImportOutcome, Proposal, ProposalItem


def add_import(commands: Commands) -> None:
    """`contacts import FILE...`."""
    words = "say what bringing these files in would do; with --apply, do it"
    parser = add_command(commands, "import", _import, words)
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="vCard (.vcf) or CSV")
    parser.add_argument("--apply", action="store_true", help="bring them in as proposed")
    parser.add_argument("--columns", metavar="COLUMNS", default="", help=HELP)
    parser.add_argument(
        "--encoding", metavar="NAME", default="", help="how a table was written (“cp1250”)"
    )
    add_json(parser)


@dataclass(frozen=True, slots=True)
class _Source:
    """A file as it was named, what was read from it, and how its columns were understood.

    `questions` say what somebody has to look at before it may come in.
    """

    path: Path
    reading: FileRead
    note: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Done:
    """An import: the files, the proposal, what was done if it was, and what could not be read."""

    sources: Sequence[_Source]
    proposal: Proposal
    outcome: ImportOutcome | None
    troubles: Sequence[tuple[str, Trouble]]


def _import(options: argparse.Namespace) -> int:
    from ..services.transfer.imports import LARGEST_FILE

    refuse_unknown(options.encoding)
    files = [(path, foreign.read(path, LARGEST_FILE)) for path in options.files]
    folder = data_dir(options)
    known, outcome = folder.is_dir(), None
    # A folder that is not there is made only after the files turned out to hold somebody.
    with opened_if_there(folder) as services:
        sources = [_source(services.imports, path, content, options) for path, content in files]
        proposal = _proposal(services.imports, sources)
        apply = options.apply and not _questions(sources)
        if apply and known:
            outcome = services.imports.apply(proposal)
    if apply and not known:
        with opened(folder) as services:
            outcome = services.imports.apply(proposal)
    troubles = outcome.troubles if outcome is not None else proposal.troubles
    done = _Done(sources, proposal, outcome, list(_placed(sources, troubles)))
    if options.json:
        print_json(_import_plain(done))
    else:
        _print_import(done)
    bad = done.troubles or _refusals(sources) or _questions(sources)
    return NOT_FINE if bad else FINE


def _proposal(imports: Imports, sources: Sequence[_Source]) -> Proposal:
    """What they would bring; nobody, where a table has to be looked at and names nobody yet."""
    from ..services.transfer.values import Proposal

    readings = [source.reading for source in sources]
    if _questions(sources) and not any(reading.file.contacts for reading in readings):
        return Proposal((), tuple(one for reading in readings for one in reading.file.troubles))
    return imports.propose(readings)


def _source(imports: Imports, path: Path, content: bytes, options: argparse.Namespace) -> _Source:
    """A file as it is read, a table by what was said of it."""
    # A name that is no text (its bytes may be anything) could not be kept in the history.
    name = os.fsencode(path.name).decode("utf-8", "replace")
    if not imports.is_table(name, content):
        reading = imports.read(name, content)
        return _Source(path, reading, reading.file.note)
    try:
        seen = imports.look(content, options.encoding)
    except BadInput:
        return _Source(path, imports.read(name, content))
    return _table(imports, path, name, content, seen, options.columns)


def _table(
    imports: Imports, path: Path, name: str, content: bytes, seen: CsvLook, said: str
) -> _Source:
    """Columns of a table nobody knows are told: the meanings were guessed from the headings."""
    from ..interchange.csv_targets import title
    from ..services.transfer.imports import ForeignTable

    before = None if said else imports.remembered_mapping(seen.signature)
    mapping = chosen(seen, said) if said else before or seen.mapping
    reading = imports.read(name, content, ForeignTable(seen.encoding, mapping))
    note = reading.file.note
    if reading.refused or said:
        return _Source(path, reading, note)
    questions = seen.questions(remembered=before is not None)
    if before is not None:
        return _Source(path, reading, f"{note} Columns as chosen the last time.", (), questions)
    if seen.program:
        return _Source(path, reading, note, (), questions)
    meanings = (title(use.target) for use in seen.mapping)
    columns = tuple(zip(seen.headers, meanings, strict=False))
    note = f"{note} Its columns are not those of a program we know; they were guessed."
    return _Source(path, reading, note, columns, questions)


def _placed(
    sources: Sequence[_Source], troubles: Iterable[Trouble]
) -> Iterator[tuple[str, Trouble]]:
    """Troubles in the order of the files, each with its file; a picture's by where it stands."""
    left = list(dict.fromkeys(replace(one, file="") for one in troubles))
    for source in sources:
        own = list(source.reading.file.troubles)
        contacts = [one for one in source.reading.file.contacts if one.pictures]
        lines = {line for one in contacts for line in (one.line, *dict(one.places).values())}
        own += [one for one in left if one.line in lines and one not in own]
        for trouble in sorted(own, key=lambda one: one.line):
            yield str(source.path), trouble
        left = [one for one in left if one not in own]
    for trouble in left:
        yield "", trouble


def _questions(sources: Iterable[_Source]) -> bool:
    return any(source.questions for source in sources)


def _refusals(sources: Iterable[_Source]) -> list[str]:
    return [source.reading.refused for source in sources if source.reading.refused]


def _import_plain(done: _Done) -> dict[str, object]:
    return {
        "applied": done.outcome is not None,
        "files": [_source_plain(source) for source in done.sources],
        "counts": {str(kind): count for kind, count in done.proposal.counts().items()},
        "items": [_item_plain(item) for item in done.proposal.items],
        "troubles": [
            {"file": file, "line": trouble.line, "message": trouble.words}
            for file, trouble in done.troubles
        ],
        "outcome": _outcome_plain(done.outcome) if done.outcome is not None else None,
    }


def _item_plain(item: ProposalItem) -> dict[str, object]:
    return {
        "kind": str(item.kind),
        "name": item.name,
        "line": item.contact.line,
        "existing_id": item.existing_id or None,
        "existing_name": item.existing_name or None,
        "reasons": list(filter(None, item.reasons)),
        "proposed": str(item.choices[0]),
    }


def _outcome_plain(outcome: ImportOutcome) -> dict[str, object]:
    return {
        "step": outcome.step_id or None,
        "added": outcome.made,
        "changed": outcome.changed,
        "skipped": outcome.skipped,
    }


def _source_plain(source: _Source) -> dict[str, object]:
    return {
        "file": str(source.path),
        "contacts": len(source.reading.file.contacts),
        "note": source.note,
        "guessed": [{"column": column, "as": meaning} for column, meaning in source.columns],
        "questions": list(source.questions),
        "refused": source.reading.refused or None,
    }


def _print_import(done: _Done) -> None:
    for source in done.sources:
        say(source.reading.refused or _source_words(source))
        for column, meaning in source.columns:
            say(f"  {column}: {meaning}")
        for question in source.questions:
            say(f"{source.path}: {question}")
    for item in done.proposal.items:
        if item.kind in {"differs", "possible"}:
            here = f" (here: {item.existing_name})" if item.existing_name else ""
            say(f"{item.kind}: {item.name}{here}: {'; '.join(filter(None, item.reasons))}")
    for file, trouble in done.troubles:
        place = f"{file}, line {trouble.line}" if trouble.line else file
        say(f"{place}: {trouble.words}" if place else trouble.words)
    counts = ", ".join(f"{count:,} {kind}" for kind, count in done.proposal.counts().items())
    print(f"{counts}.")
    print(done.outcome.sentence() if done.outcome else _undone(done.sources))


def _undone(sources: Iterable[_Source]) -> str:
    """Why nothing was done, and what does it."""
    if not _questions(sources):
        return "Nothing was changed. --apply does it."
    return (
        "Nothing was changed: somebody has to look first. --columns says what is in the columns "
        f"(“--columns {GUESSED}” takes them as told above), --encoding how the letters are read."
    )


def _source_words(source: _Source) -> str:
    many = len(source.reading.file.contacts)
    said = f"{source.path}: {many:,} {'contact' if many == 1 else 'contacts'}. {source.note}"
    return said.rstrip()
