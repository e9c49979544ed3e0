"""V6: whatever is done to a record in the data folder is found, and said in one sentence."""

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from microbiz_desktop.cli import doctor
from microbiz_desktop.cli.main import FINE, NOT_FINE, main
from microbiz_desktop.domain.errors import DamagedFile
from microbiz_desktop.domain.states import EntryKind
from microbiz_desktop.evidence.chain import Entry, verify_chain
from microbiz_desktop.evidence.identity import FileKeyStore, SigningKey
from microbiz_desktop.services.program.backups import SUFFIX, last_good
from microbiz_desktop.services.shared.dependencies import the_agreement
from microbiz_desktop.services.signoff import ledgers
from microbiz_desktop.services.signoff.record_checks import (
    CHECKED,
    broken,
    faults_in,
    faults_in_short,
    keys_in,
    told,
)
from microbiz_desktop.services.signoff.record_faults import Fault, FaultKind, fault_of
from microbiz_desktop.services.wiring import Services
from microbiz_desktop.storage.header import DATABASE_NAME
from microbiz_desktop.storage.triggers import definitions
from tests.builders import StillClock, returned, sign, understand_all
from tests.evidence.samples import signed
from tests.kept import Opener

Tamper = Callable[[sqlite3.Connection], object]
_TITLE = "Harbour Lane café: brand, fit-out and film"
_COLUMNS = "sequence, entry, revision, at, payload, previous, key_id, hash, signature, format, note"


@pytest.fixture(scope="session")
def executed_folder(
    tmp_path_factory: pytest.TempPathFactory, signed_folder: Path, open_at_start: Opener
) -> Path:
    """A data folder whose agreement 1 is executed; work on a copy."""
    folder = tmp_path_factory.mktemp("executed") / "data"
    shutil.copytree(signed_folder, folder)
    services = open_at_start(folder)
    try:
        services.signoffs.execute(1)
    finally:
        services.close()
    return folder


@pytest.fixture
def executed(executed_folder: Path, data_dir: Path) -> Path:
    """Its data file in a folder of its own."""
    return shutil.copytree(executed_folder, data_dir, dirs_exist_ok=True) / DATABASE_NAME


def _tamper(database: Path, act: Tamper) -> None:
    """Go round the triggers, and put them back as if nothing had been."""
    with closing(sqlite3.connect(database)) as connection, connection:
        for name in definitions():
            connection.execute(f"DROP TRIGGER {name}")
        act(connection)
        for statement in definitions().values():
            connection.execute(statement)


def _said(sql: str) -> Tamper:
    return lambda connection: connection.execute(sql)


def _entries(connection: sqlite3.Connection) -> list[Entry]:
    rows = connection.execute(
        f"SELECT (SELECT public_id FROM agreement WHERE id = 1), {_COLUMNS} FROM ledger_entry"
        " ORDER BY sequence"
    )
    return [Entry(row[0], row[1], EntryKind(row[2]), *row[3:]) for row in rows]


def _write(connection: sqlite3.Connection, entries: list[Entry]) -> None:
    connection.execute("DELETE FROM ledger_entry")
    for one in entries:
        said = (
            one.sequence, one.kind, one.revision, one.at, one.payload, one.previous, one.key_id,
            one.hash, one.signature, one.format, one.note,
        )  # fmt: skip
        connection.execute(
            f"INSERT INTO ledger_entry (agreement_id, {_COLUMNS})"
            f" VALUES (1, {', '.join('?' * 11)})",
            said,
        )


def _rebuilt(key: SigningKey, change: Callable[[Entry], Entry]) -> Tamper:
    """The whole chain made anew, each entry changed, linked and signed with this key."""

    def act(connection: sqlite3.Connection) -> None:
        made: list[Entry] = []
        for entry in _entries(connection):
            previous = made[-1].hash if made else ""
            new = replace(change(entry), previous=previous)
            if new.kind is EntryKind.EXECUTED:
                payload = json.loads(new.payload) | {"head": previous}
                text = json.dumps(payload, sort_keys=True, separators=(",", ":"))
                new = replace(new, payload=text)
            made.append(signed(new, key))
        assert verify_chain(made).ok
        _write(connection, made)

    return act


def _other_words(entry: Entry) -> Entry:
    return replace(entry, payload=entry.payload.replace("Priya Raman", "Priya Ramen"))


def _unsigned(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE ledger_entry SET signature = ?", ("00" * 64,))


def _by(entries: int, would_be: str, state: str = "executed") -> str:
    return (
        f"By its {entries} entries it would be {would_be}; it is {state} at revision 1. Entries"
        " were taken away, or that was changed."
    )


#: What was done -> what is said of it.
_QUICKLY: dict[str, tuple[Tamper, str]] = {
    "payload edited": (
        _said("UPDATE ledger_entry SET payload = replace(payload, 'Priya', 'Pria') WHERE id = 4"),
        "Entry 4 was changed.",
    ),
    "time edited": (
        _said("UPDATE ledger_entry SET at = replace(at, '2026', '2024') WHERE id = 5"),
        "Entry 5 was changed.",
    ),
    "time unreadable": (
        _said("UPDATE ledger_entry SET at = 'yesterday' WHERE id = 5"),
        "Entry 5 was changed.",
    ),
    "kind unknown": (
        _said("UPDATE ledger_entry SET entry = 'forgotten' WHERE id = 5"),
        "Entry 5 cannot be read.",
    ),
    "another type": (
        _said("UPDATE ledger_entry SET payload = x'00' WHERE id = 5"),
        "Entry 5 cannot be read.",
    ),
    "hash edited": (
        _said(f"UPDATE ledger_entry SET hash = '{'0' * 64}' WHERE id = 6"),
        "Entry 6 was changed.",
    ),
    "note added": (
        _said("UPDATE ledger_entry SET note = 'the clock moved back from 2027' WHERE id = 3"),
        "Entry 3 was changed.",
    ),
    "format lowered": (
        _said("UPDATE ledger_entry SET format = 1 WHERE id = 1"),
        "Entry 1 was changed.",
    ),
    "entry taken from the middle": (
        _said("DELETE FROM ledger_entry WHERE id = 5"),
        "Entry 5 is missing or out of order.",
    ),
    "end cut after the sign-offs": (
        _said("DELETE FROM ledger_entry WHERE entry = 'executed'"),
        _by(9, "partly signed off at revision 1"),
    ),
    "all entries taken": (
        _said("DELETE FROM ledger_entry"),
        _by(0, "draft at revision 0"),
    ),
    "state changed": (
        _said("UPDATE agreement SET state = 'declined'"),
        _by(10, "executed at revision 1", "declined"),
    ),
    "frozen text gone": (
        _said("DELETE FROM revision"),
        "The text offered by entry 2 is missing.",
    ),
    "another last day": (
        _said("UPDATE revision SET open_until = '2030-01-01'"),
        "The text or the pages kept of revision 1 are not those of entry 2.",
    ),
    "another text and its hash": (
        _said(
            "UPDATE revision SET text = x'7b7d', fingerprint ="
            " '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a'"
        ),
        "The text or the pages kept of revision 1 are not those of entry 2.",
    ),
    "executed copy gone": (
        _said("DELETE FROM executed_copy"),
        "The executed copy of entry 10 is missing.",
    ),
    "another executed copy and its hash": (
        _said(
            "UPDATE executed_copy SET pdf = x'7b7d', pdf_sha256 ="
            " '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a'"
        ),
        "The executed copy kept here is not the file of entry 10.",
    ),
    "a next entry made up": (
        _said(
            f"INSERT INTO ledger_entry (agreement_id, {_COLUMNS}) SELECT 1, 11, 'opened', revision,"
            f" at, payload, hash, key_id, '{'ab' * 32}', signature, format, note"
            " FROM ledger_entry WHERE id = 10"
        ),
        "Entry 11 was changed.",
    ),
    "entries of nobody": (
        _said("UPDATE ledger_entry SET agreement_id = 7"),
        _by(0, "draft at revision 0"),
    ),
}
_IN_FULL: dict[str, tuple[Tamper, str]] = {
    "signatures zeroed": (_unsigned, "The signature of entry 1 is not valid."),
    "another text under the old hash": (
        _said("UPDATE revision SET text = x'7b7d'"),
        "The text or the pages kept of revision 1 are not those of entry 2.",
    ),
    "other pages under the old hash": (
        _said("UPDATE revision SET pdf = x'7b7d'"),
        "The text or the pages kept of revision 1 are not those of entry 2.",
    ),
    "another executed copy under the old hash": (
        _said("UPDATE executed_copy SET pdf = x'7b7d'"),
        "The executed copy kept here is not the file of entry 10.",
    ),
}


def _quick(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as connection:
        return [fault.reason for fault in faults_in_short(connection, keys_in(database.parent))]


@pytest.mark.parametrize("what", _QUICKLY)
def test_what_was_done_to_a_record_is_found_by_the_quick_pass(what: str, executed: Path) -> None:
    tamper, reason = _QUICKLY[what]
    _tamper(executed, tamper)
    assert reason in _quick(executed)
    assert reason in [fault.reason for fault in faults_in(executed)]


@pytest.mark.parametrize("what", _IN_FULL)
def test_what_takes_signatures_or_bytes_is_found_in_full(what: str, executed: Path) -> None:
    tamper, reason = _IN_FULL[what]
    _tamper(executed, tamper)
    assert reason in [fault.reason for fault in faults_in(executed)]


def test_a_record_that_nobody_touched_holds(executed: Path) -> None:
    assert (_quick(executed), faults_in(executed)) == ([], [])


def test_a_record_made_anew_with_the_very_key_differs_from_the_executed_copy(
    executed: Path,
) -> None:
    key = FileKeyStore(executed.parent / "keys").key("business-1")
    _tamper(executed, _rebuilt(key, _other_words))
    (fault,) = faults_in(executed)
    assert fault.reason == "Entry 2 is not the one that the executed copy carries."


def test_an_executed_copy_that_is_none_is_told_whoever_made_the_record_anew(executed: Path) -> None:
    key = FileKeyStore(executed.parent / "keys").key("business-1")
    pdf = b"%PDF-1.7 and nothing behind it"
    mark = hashlib.sha256(pdf).hexdigest()

    def named(entry: Entry) -> Entry:
        if entry.kind is not EntryKind.EXECUTED:
            return entry
        return replace(entry, payload=json.dumps(json.loads(entry.payload) | {"pdf_sha256": mark}))

    def act(connection: sqlite3.Connection) -> None:
        connection.execute("UPDATE executed_copy SET pdf = ?, pdf_sha256 = ?", (pdf, mark))
        _rebuilt(key, named)(connection)

    _tamper(executed, act)
    (fault,) = faults_in(executed)
    assert fault.reason == "The executed copy kept here cannot be read."


def test_records_without_one_of_their_tables_cannot_be_read(executed: Path) -> None:
    with closing(sqlite3.connect(executed)) as connection, connection:
        connection.execute("ALTER TABLE evidence_file RENAME TO elsewhere")
    with pytest.raises(DamagedFile) as refused:
        faults_in(executed)
    said = refused.value
    assert (said.message, said.hint) == (
        "The records cannot be read.",
        "Restore the last good backup.",
    )


def test_a_record_made_anew_with_another_key_is_told(all_signed: Services, data_dir: Path) -> None:
    """No executed copy yet to compare with: the key is what differs."""
    private = Ed25519PrivateKey.from_private_bytes(bytes([7]) * 32)
    key = SigningKey(private.public_key().public_bytes_raw().hex(), private)
    _tamper(data_dir / DATABASE_NAME, _rebuilt(key, _other_words))
    (fault,) = faults_in(data_dir / DATABASE_NAME)
    assert (fault.kind, fault.entry) == (FaultKind.KEY, 9)
    assert fault.sentence == (
        f"The record of “{_TITLE}” may not be the one made here. Entry 9 is signed with a key that"
        " is not kept here."
    )
    with pytest.raises(DamagedFile, match="a key that is not kept here"):
        all_signed.signoffs.execute(1)


def test_an_entry_of_a_newer_format_is_not_called_changed(executed: Path) -> None:
    key = FileKeyStore(executed.parent / "keys").key("business-1")

    def newer(connection: sqlite3.Connection) -> None:
        entries = _entries(connection)
        _write(connection, [*entries[:-1], signed(replace(entries[-1], format=3), key)])

    _tamper(executed, newer)
    (fault,) = faults_in(executed)
    assert (fault.kind, fault.entry) == (FaultKind.UNKNOWN, 10)
    assert fault.sentence == (
        f"The record of “{_TITLE}” cannot be checked. Entry 10 has a format this program does not"
        " know."
    )
    assert fault.hint == "Open it with the newer program that wrote it."
    assert _quick(executed) == ["Entry 10 has a format this program does not know."]


def test_rows_that_are_gone_from_the_middle_are_counted(executed: Path) -> None:
    """Cut where nothing else shows it: other records go on behind."""

    def cut(connection: sqlite3.Connection) -> None:
        connection.execute("UPDATE ledger_entry SET id = id + 3 WHERE id > 9")

    _tamper(executed, cut)
    assert _quick(executed) == ["3 entries are missing."]
    assert faults_in(executed)[0].sentence == "The record does not hold. 3 entries are missing."


def test_a_returned_paper_that_is_gone_or_changed_is_told(
    offered: Services, data_dir: Path
) -> None:
    returned(offered, 1, "northlight-film", "Eilidh Fraser")
    assert faults_in(data_dir / DATABASE_NAME) == []
    _tamper(data_dir / DATABASE_NAME, _said("UPDATE evidence_file SET content = x'00'"))
    (fault,) = faults_in(data_dir / DATABASE_NAME)
    assert fault.reason == "The paper that entry 4 names is missing or changed."


def test_a_channel_of_a_newer_program_leads_to_that_program(
    offered: Services, data_dir: Path
) -> None:
    understand_all(offered, 1, "fernhill-design", "Priya Raman")
    sign(offered, 1, "fernhill-design", "Priya Raman", "director")
    with offered.database.reading() as session:
        agreement = the_agreement(session, 1)
        last = ledgers.chain_of(session, agreement)[-1]
        key = FileKeyStore(data_dir / "keys").key(ledgers.owner_of(agreement))
    faxed = signed(replace(last, payload=last.payload.replace('"screen"', '"fax"')), key)

    def tamper(connection: sqlite3.Connection) -> None:
        connection.execute(
            "UPDATE ledger_entry SET payload = ?, hash = ?, signature = ? WHERE sequence = ?",
            (faxed.payload, faxed.hash, faxed.signature, faxed.sequence),
        )

    _tamper(data_dir / DATABASE_NAME, tamper)
    (fault,) = faults_in(data_dir / DATABASE_NAME)
    assert fault.reason == "Entry 4 says something this program does not know."
    with pytest.raises(DamagedFile) as refused:
        offered.signoffs.room(1)
    assert fault.hint == refused.value.hint == "Open it with the newer program that wrote it."


def test_nobody_signs_on_a_record_that_does_not_hold(offered: Services, data_dir: Path) -> None:
    understand_all(offered, 1, "fernhill-design", "Priya Raman")
    _tamper(
        data_dir / DATABASE_NAME,
        _said("UPDATE ledger_entry SET payload = replace(payload, 'Priya', 'Pria') WHERE id = 3"),
    )
    said = (
        f"The record of “{_TITLE}” does not hold. Entry 3 was changed. Keep a copy of the data"
        " folder as it is, then restore the last good backup."
    )
    room = offered.signoffs.room(1)
    assert room.problem == said
    with pytest.raises(DamagedFile, match="Entry 3 was changed"):
        sign(offered, 1, "fernhill-design", "Priya Raman", "director")
    with pytest.raises(DamagedFile, match="Entry 3 was changed"):
        offered.signoffs.opened(1, "northlight-film")
    with pytest.raises(DamagedFile, match="Entry 3 was changed"):
        offered.offers.withdraw(1)
    assert offered.signoffs.room(1).history == room.history


def test_nobody_signs_when_an_earlier_entry_does_not_hold(
    offered: Services, data_dir: Path
) -> None:
    """What follows is whole, and goes on a record that is not."""
    understand_all(offered, 1, "fernhill-design", "Priya Raman")
    _tamper(data_dir / DATABASE_NAME, _said("UPDATE ledger_entry SET signature = '' WHERE id = 1"))
    with pytest.raises(DamagedFile, match="The signature of entry 1 is not valid"):
        sign(offered, 1, "fernhill-design", "Priya Raman", "director")
    with pytest.raises(DamagedFile, match="The signature of entry 1 is not valid"):
        offered.documents.copy(1, "sign-off sheet")
    assert len(offered.signoffs.room(1).history) == 3


def test_a_record_that_cannot_be_read_stops_its_own_room_and_nothing_else(
    offered: Services, data_dir: Path, still: StillClock
) -> None:
    _tamper(data_dir / DATABASE_NAME, _said("UPDATE ledger_entry SET at = 'once' WHERE id = 2"))
    with pytest.raises(DamagedFile, match=r"does not hold\. An entry of it cannot be read"):
        offered.signoffs.room(1)
    assert [row.title for row in offered.agreements.rows()] == [_TITLE]
    assert offered.home.view().live_total == 1
    still.forward(days=30)
    assert offered.offers.expire_due() == ()


def test_the_doctor_names_agreement_entry_and_what_to_do(
    executed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def line() -> doctor.Check:
        (found,) = doctor._records(executed.parent)
        return found

    assert line()["what"] == "10 entries of 1 agreement, signatures checked"
    _tamper(executed, _unsigned)
    assert line()["ok"] is False
    assert line()["what"] == (
        f"The record of “{_TITLE}” does not hold. The signature of entry 1 is not valid."
    )
    assert "restore the last good backup" in line()["todo"]
    assert main(["--data-dir", str(executed.parent), "doctor"]) == NOT_FINE
    assert "The signature of entry 1 is not valid." in capsys.readouterr().out


def test_the_check_at_the_start_is_quick_and_once_a_week_in_full(
    offered: Services, data_dir: Path, still: StillClock
) -> None:
    assert offered.record_checks.is_due()
    assert offered.record_checks.at_start() == ""
    assert (data_dir / CHECKED).read_text() == "2026-11-21"
    assert (data_dir / CHECKED).stat().st_mode & 0o777 == 0o600
    _tamper(data_dir / DATABASE_NAME, _unsigned)
    still.forward(days=6)
    assert offered.record_checks.at_start() == ""
    still.forward(days=1)
    said = offered.record_checks.at_start()
    assert said.startswith(f"The record of “{_TITLE}” does not hold. The signature of entry 1")
    assert said.endswith("then restore the last good backup.")
    assert not offered.record_checks.is_due()
    still.forward(days=-1)
    assert offered.record_checks.is_due(), "a mark from a day to come is none"


def test_an_automatic_backup_of_a_damaged_record_takes_no_good_ones_place(
    offered: Services, data_dir: Path, still: StillClock
) -> None:
    assert offered.backups.automatic()
    good = sorted((data_dir / "backups").iterdir())
    _tamper(data_dir / DATABASE_NAME, _unsigned)
    for _ in range(30):
        still.forward(days=1)
        offered.businesses.save(replace(offered.businesses.get(1), notes=str(still.now().utc)))
        assert offered.backups.automatic()
        assert not offered.backups.automatic(), "nothing has changed since"
    kept = sorted((data_dir / "backups").iterdir())
    assert [path.name for path in kept if path not in good] == ["damaged-20261221T100000Z.zip"]
    assert set(good) <= set(kept)
    found = last_good(data_dir)
    assert found is not None
    assert found.path in good


def test_backup_and_restore_say_it_and_are_done_all_the_same(
    executed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here = ["--data-dir", str(executed.parent)]
    good, bad = tmp_path / f"good{SUFFIX}", tmp_path / f"bad{SUFFIX}"
    assert main([*here, "backup", "--out", str(good)]) == FINE
    _tamper(executed, _unsigned)
    assert main([*here, "backup", "--out", str(bad)]) == NOT_FINE
    said = f"But: The record of “{_TITLE}” does not hold. The signature of entry 1 is not valid."
    out = capsys.readouterr().out
    assert "checked and complete" in out
    assert said in out
    assert main([*here, "restore", str(good)]) == FINE
    assert faults_in(executed) == []
    assert said not in capsys.readouterr().out
    assert main([*here, "restore", str(bad)]) == NOT_FINE
    assert said in capsys.readouterr().out


def test_an_earlier_programs_records_hold(data_dir: Path) -> None:
    from tests.earlier.kept import data_folder_of_then

    assert faults_in(data_folder_of_then(data_dir)) == []
    assert _quick(data_dir / DATABASE_NAME) == []


def test_entries_without_their_agreement_are_a_fault_of_the_whole_record(executed: Path) -> None:
    with closing(sqlite3.connect(executed)) as connection:
        found = fault_of(connection, 99, ())
    assert found == Fault(99, "", "There are entries without their agreement.", 0)


def test_one_record_is_told_whole_and_the_others_are_counted() -> None:
    first = Fault(3, "Dessert table", "Entry 2 was changed.", 2)
    assert told([]) == ""
    said = "The record of “Dessert table” does not hold. Entry 2 was changed."
    to_do = "Keep a copy of the data folder as it is, then restore the last good backup."
    assert told([first]) == f"{said} {to_do}"
    two = "The same goes for 2 more records."
    assert told([first, first, first]) == f"{said} {two} {to_do}"
    assert told([first, first]) == f"{said} The same goes for 1 more record. {to_do}"
    unnamed = Fault(4, "", "It cannot be read to its end.")
    assert unnamed.sentence == (
        "The record of “Untitled agreement” does not hold. It cannot be read to its end."
    )
    assert not broken([Fault(3, "", "", kind=FaultKind.KEY)])
    assert broken([Fault(3, "", "", kind=FaultKind.KEY), Fault(3, "", "", kind=FaultKind.UNKNOWN)])
