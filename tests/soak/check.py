"""What must hold after a kill: everything acknowledged is there, and nothing is half there."""

import sqlite3
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from microbiz_desktop.domain.deal import as_number
from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.domain.ledger import Executed, Offered
from microbiz_desktop.domain.signing import SignedOff
from microbiz_desktop.domain.states import AgreementState, EntryKind
from microbiz_desktop.evidence.chain import Entry, payload_of, verify_chain
from microbiz_desktop.evidence.replay import replay
from microbiz_desktop.files import write_atomically
from microbiz_desktop.records.agreement import Agreement, EvidenceFile, ExecutedCopy, Revision
from microbiz_desktop.services.program.backups import SUFFIX
from microbiz_desktop.services.signoff import ledgers
from microbiz_desktop.storage.backup import BACKUPS, check_backup
from microbiz_desktop.storage.header import DATABASE_NAME

from .keeping import outside_of
from .work import Tools, open_folder

Said = Mapping[str, Any]
KEYS = "keys"
#: Endings of what never lies outside the data folder.
_OURS = (".sqlite", ".sqlite-wal", ".sqlite-shm", ".pem")
Payloads = list[tuple[Entry, Any]]


def faults(folder: Path, tools: Tools, said: Iterable[Said]) -> list[str]:
    """Every promise broken, in words; none when all is well."""
    services = open_folder(folder, tools)
    try:
        with services.database.reading() as session:
            agreements = {a.id: a for a in session.scalars(select(Agreement))}
            chains = {key: ledgers.chain_of(session, a) for key, a in agreements.items()}
            found = [
                fault for a in agreements.values() for fault in _half(session, a, chains[a.id])
            ]
        names = {business.id: business.legal_name for business in services.businesses.own()}
    finally:
        services.close()
    prices = {key: as_number(a.deal.answers["price"]) for key, a in agreements.items()}
    said = list(said)
    found += [*_lost(said, names, prices, chains), *_unsound(folder), *_imports(folder, said)]
    return [*found, *_backups(folder, said), *_left_behind(folder)]


def _lost(
    said: Iterable[Said],
    names: Mapping[int, str],
    prices: Mapping[int, int],
    chains: Mapping[int, tuple[Entry, ...]],
) -> list[str]:
    found = []
    for line in said:
        if "business" in line and names.get(line["business"]) != line["name"]:
            found.append(f"lost: {line}")
        if "priced" in line and prices.get(line["priced"], -1) < line["price"]:
            found.append(f"lost: {line}")
        if "ledger" in line:
            chain = chains.get(line["ledger"], ())
            there = {entry.sequence: entry.hash for entry in chain}
            if there.get(line["sequence"]) != line["hash"]:
                found.append(f"lost: {line}")
    return found


def _half(session: Session, agreement: Agreement, chain: tuple[Entry, ...]) -> list[str]:
    """The ledger says one thing, every table the same thing."""
    verdict = verify_chain(chain)
    if not verdict.ok:
        return [f"agreement {agreement.id}: {verdict.reason}"]
    progress = replay(chain)
    payloads = [(entry, payload_of(entry)) for entry in chain]
    facts = {
        "state": (agreement.state, progress.state),
        "revision": (agreement.revision, progress.revision),
        "ignored": (progress.ignored, ()),
        "offers": (_revisions(session, agreement), _offers(payloads)),
        "evidence": (_files(session, agreement), _papers(payloads)),
        "executed": (_copies(session, agreement), _executions(payloads)),
        "done": (
            agreement.state is AgreementState.EXECUTED,
            chain[-1].kind is EntryKind.EXECUTED,
        ),
    }
    return [
        f"agreement {agreement.id}: {name} is {stored}, and by the ledger {told}"
        for name, (stored, told) in facts.items()
        if stored != told
    ]


def _offers(payloads: Payloads) -> list[tuple[Any, ...]]:
    return [
        (entry.revision, said.fingerprint, said.pdf_sha256)
        for entry, said in payloads
        if isinstance(said, Offered)
    ]


def _papers(payloads: Payloads) -> list[tuple[Any, ...]]:
    return sorted(
        (entry.revision, said.file)
        for entry, said in payloads
        if isinstance(said, SignedOff) and said.file
    )


def _executions(payloads: Payloads) -> list[tuple[Any, ...]]:
    return [
        (entry.revision, said.pdf_sha256) for entry, said in payloads if isinstance(said, Executed)
    ]


def _revisions(session: Session, agreement: Agreement) -> list[tuple[Any, ...]]:
    query = (
        select(Revision.number, Revision.fingerprint, Revision.pdf_sha256)
        .where(Revision.agreement_id == agreement.id)
        .order_by(Revision.number)
    )
    return [tuple(row) for row in session.execute(query)]


def _files(session: Session, agreement: Agreement) -> list[tuple[Any, ...]]:
    query = select(EvidenceFile.revision, EvidenceFile.sha256).where(
        EvidenceFile.agreement_id == agreement.id
    )
    return sorted(tuple(row) for row in session.execute(query))


def _copies(session: Session, agreement: Agreement) -> list[tuple[Any, ...]]:
    query = select(ExecutedCopy.revision, ExecutedCopy.pdf_sha256).where(
        ExecutedCopy.agreement_id == agreement.id
    )
    return [tuple(row) for row in session.execute(query)]


def _unsound(folder: Path) -> list[str]:
    """What SQLite itself says of the file."""
    with closing(sqlite3.connect(folder / DATABASE_NAME)) as raw:
        problems = [row[0] for row in raw.execute("PRAGMA integrity_check") if row[0] != "ok"]
        problems += [f"orphan: {row}" for row in raw.execute("PRAGMA foreign_key_check")]
    return problems


def _imports(folder: Path, said: list[Said]) -> list[str]:
    """All of an import or nothing; all of it when it was acknowledged."""
    found = []
    done = {line["imported"] for line in said if "imported" in line}
    query = "SELECT count(*) FROM business WHERE legal_name LIKE ? || ' %'"
    with closing(sqlite3.connect(folder / DATABASE_NAME)) as raw:
        for line in (line for line in said if "importing" in line):
            there = raw.execute(query, (line["importing"],)).fetchone()[0]
            if there not in ({line["count"]} if line["importing"] in done else {0, line["count"]}):
                found.append(f"{there} came in: {line}")
    return found


def _backups(folder: Path, said: list[Said]) -> list[str]:
    """A file that has the name of a backup is one, and the latest is checked to its last byte."""
    there = {path.name: path for path in outside_of(folder).glob(f"*{SUFFIX}")}
    lost = [line for line in said if "backed" in line and line["backed"] not in there]
    latest = sorted((folder / BACKUPS).glob("*.zip"))[-1:]
    latest += [there[line["backing"]] for line in said if line.get("backing") in there][-1:]
    found = [f"lost: {line}" for line in lost]
    for path in latest:
        try:
            check_backup(path, folder)
        except MicrobizError as error:
            found.append(f"{path.name}: {error.sentence()}")
    return found


def _left_behind(folder: Path) -> list[str]:
    """Nothing half made, empty or out of place, once the program was opened again.

    Beside files of the user's own it goes with the next one that is made there.
    """
    outside = outside_of(folder)
    write_atomically(outside / "next.txt", b"")
    inside, there = list(folder.rglob("*")), list(outside.rglob("*"))
    empty = [path for path in inside if path.is_dir() and not any(path.iterdir())]
    found = [path for path in empty if path.name not in (BACKUPS, KEYS)]  # there to be filled
    found += [path for path in inside if path.name.startswith((".", "restore-"))]
    found += [path for path in there if path.name.startswith(".") or path.suffix in _OURS]
    found += Path(tempfile.gettempdir()).iterdir()
    return [f"left behind: {path.relative_to(folder.parent)}" for path in found]
