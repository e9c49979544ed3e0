"""What a file is said to be: by its bytes, beside what is kept here, and by itself."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from microbiz_desktop.domain.edition import Mark
from microbiz_desktop.domain.errors import WorkerStopped
from microbiz_desktop.domain.verdicts import Compared, Outcome, Report
from microbiz_desktop.evidence.carried import carried, opened
from microbiz_desktop.evidence.identity import FileKeyStore, key_words
from microbiz_desktop.services.shared.forms import Copy
from microbiz_desktop.services.wiring import Services
from microbiz_desktop.worker.verifying import to_print
from tests.kept import Opener

from .altered import ALTERED, RESAVED, edited, locked

Said = Callable[[bytes], Report]


@pytest.fixture
def executed(all_signed: Services) -> tuple[Services, Copy]:
    """The folder that keeps the executed copy, and the copy."""
    return all_signed, all_signed.signoffs.execute(1)


@pytest.fixture
def here(executed: tuple[Services, Copy], tmp_path: Path) -> Said:
    """What the folder that keeps the copy says of a file."""
    return lambda pdf: executed[0].documents.verify(_file(tmp_path, pdf))


@pytest.fixture
def elsewhere(open_services: Opener, tmp_path: Path) -> Said:
    """What a stranger's computer says of a file."""
    services = open_services(tmp_path / "elsewhere")
    return lambda pdf: services.documents.verify(_file(tmp_path, pdf))


def _file(folder: Path, pdf: bytes) -> Path:
    path = folder / "file.pdf"
    path.write_bytes(pdf)
    return path


@pytest.mark.parametrize("name", ALTERED)
def test_what_was_altered_is_told_where_the_copy_is_kept(
    executed: tuple[Services, Copy], here: Said, name: str
) -> None:
    change, word = ALTERED[name]
    report = here(edited(executed[1].content, change))
    assert (report.outcome, report.verified) == (Outcome.CHANGED, False)
    assert any(word in line for line in report.details), report.details


#: Tried at a stranger's as well, which takes longer; `tests/tampering` tries all that there are.
ELSEWHERE = (
    "a white box",
    "an alternative text",
    "a link led elsewhere",
    "the edition gone",
    "the record cut",
    "a year on the certificate",
)


@pytest.mark.parametrize("name", ELSEWHERE)
def test_what_was_altered_does_not_agree_with_itself(
    executed: tuple[Services, Copy], elsewhere: Said, name: str
) -> None:
    report = elsewhere(edited(executed[1].content, ALTERED[name][0]))
    assert (report.outcome, report.verified) == (Outcome.CHANGED, False)
    assert report.details


@pytest.mark.parametrize("name", RESAVED)
def test_what_was_only_saved_again_is_said_to_be_so(
    executed: tuple[Services, Copy], here: Said, elsewhere: Said, name: str
) -> None:
    pdf = RESAVED[name](executed[1].content)
    report = here(pdf)
    assert (report.outcome, report.compared, report.details) == (
        Outcome.RESAVED,
        Compared.KEPT,
        (),
    )
    assert not report.verified
    report = elsewhere(pdf)
    assert (report.outcome, report.compared, report.details) == (
        Outcome.AGREES,
        Compared.FRESH,
        (),
    )


def test_a_changed_page_comes_with_both_pictures(
    executed: tuple[Services, Copy], here: Said
) -> None:
    change, _ = ALTERED["a white box"]
    (page,) = here(edited(executed[1].content, change)).pages
    assert page.page == 5
    assert page.expected.startswith(b"\x89PNG")
    assert page.found.startswith(b"\x89PNG")
    assert page.expected != page.found


def test_the_very_file_is_known_before_anything_reads_it(
    executed: tuple[Services, Copy], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    services, copy = executed

    def never(*given: object) -> None:
        raise AssertionError(f"asked for {len(given)} things")

    for job in ("look", "verify", "render"):
        monkeypatch.setattr(services.worker, job, never)
    for pdf in (copy.content, services.offers.offered_pdf(1).content):
        report = services.documents.verify(_file(tmp_path, pdf))
        assert (report.outcome, report.exit, report.verified) == (Outcome.THE_VERY_FILE, 0, True)


def test_a_sheet_given_out_while_signing_off_is_known_by_its_hash(
    offered: Services, tmp_path: Path
) -> None:
    copy = offered.documents.copy(1, "sign-off sheet")
    path = offered.documents.save_copy(copy, tmp_path / "sheet.pdf")
    report = offered.documents.verify(path)
    assert report.outcome is Outcome.THE_VERY_FILE
    assert dict(report.facts)["Copy"] == "a sign-off sheet, which is not the agreement"
    assert {"Made", "Attached"}.isdisjoint(dict(report.facts))


def test_what_was_added_after_the_end_is_counted_and_said(
    executed: tuple[Services, Copy], here: Said
) -> None:
    report = here(executed[1].content + b"\n%1234")
    assert (report.outcome, report.exit) == (Outcome.ADDITIONS, 5)
    assert report.details == ("6 bytes were added after the end of our file.",)


def test_a_stranger_is_shown_the_key_and_what_only_the_file_says(
    executed: tuple[Services, Copy], elsewhere: Said
) -> None:
    services, copy = executed
    report = elsewhere(copy.content)
    assert (report.exit, report.verified) == (4, False)
    key = FileKeyStore(services.data_dir / "keys").key("business-1").key_id
    assert dict(report.facts)["Words of the key"] == " ".join(key_words(key))
    assert dict(report.facts)["Made"] == "21 November 2026, 10:00 GMT (+00:00), as the file says"


def test_a_locked_copy_is_said_to_be_locked(
    executed: tuple[Services, Copy], here: Said, elsewhere: Said
) -> None:
    for pdf in (locked(executed[1].content), locked(executed[1].content, owner_only=True)):
        for said in (here, elsewhere):
            report = said(pdf)
            assert (report.outcome, report.exit) == (Outcome.CANNOT_TELL, 6)
            assert "locked with a password" in report.details[0]


def test_a_draft_and_a_scan_cannot_be_told(
    services: Services, draft: object, tmp_path: Path
) -> None:
    del draft
    pdf = services.documents.copy(1, "draft").content
    report = services.documents.verify(_file(tmp_path, pdf))
    assert (report.outcome, report.details) == (
        Outcome.CANNOT_TELL,
        ("This is a draft: it was never offered, so there is nothing to compare it with.",),
    )


def test_a_check_that_takes_too_long_is_no_verdict(
    executed: tuple[Services, Copy], here: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    services, copy = executed

    def slow(*given: object) -> None:
        del given
        raise WorkerStopped("The pages took too long and were stopped.", "Shorten it.")

    monkeypatch.setattr(services.worker, "verify", slow)
    report = here(edited(copy.content, lambda document: None))
    assert report.outcome is Outcome.CANNOT_TELL
    assert report.details[0].startswith("Looking at this file took too long")


@pytest.mark.allow_logs
def test_any_fault_on_the_way_is_no_verdict(
    executed: tuple[Services, Copy], here: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    services, copy = executed

    def broken(*given: object) -> None:
        raise RuntimeError(f"{len(given)} things")

    monkeypatch.setattr(services.worker, "verify", broken)
    report = here(edited(copy.content, lambda document: None))
    assert (report.outcome, report.verified) == (Outcome.CANNOT_TELL, False)
    assert report.details == (
        "Something went wrong while the file was looked at; it is noted in the log.",
    )


def _by_hand(services: Services, *statements: str) -> None:
    """Someone goes round the program."""
    with closing(sqlite3.connect(services.database.path)) as raw, raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            raw.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            raw.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_entry SET payload = replace(payload, 'Priya', 'Pria') WHERE sequence = 4",
        "UPDATE ledger_entry SET signature = replace(signature, '1', '2') WHERE sequence = 5",
        "DELETE FROM ledger_entry WHERE sequence = 3",
    ],
)
def test_by_a_record_that_does_not_hold_nothing_is_verified(
    executed: tuple[Services, Copy], here: Said, statement: str
) -> None:
    services, copy = executed
    _by_hand(services, statement)
    for pdf in (copy.content, copy.content + b"%", edited(copy.content, lambda document: None)):
        report = here(pdf)
        assert (report.outcome, report.verified) == (Outcome.CANNOT_TELL, False)
        assert "does not hold" in report.details[0]
        assert report.details[1].startswith("So nothing can be said by it.")


def test_a_kept_copy_that_was_exchanged_verifies_nothing(
    executed: tuple[Services, Copy], here: Said
) -> None:
    """Bytes and hash exchanged in the table alone: the record names others."""
    services, copy = executed
    other = edited(copy.content, ALTERED["a white box"][0])
    with closing(sqlite3.connect(services.database.path)) as raw, raw:
        raw.execute("DROP TRIGGER executed_copy_no_update")
        raw.execute("UPDATE executed_copy SET pdf = ?", (other,))
    for pdf in (other, copy.content, edited(other, lambda document: None)):
        report = here(pdf)
        assert (report.outcome, report.verified) == (Outcome.CANNOT_TELL, False), report


def _printed_otherwise(executed: tuple[Services, Copy], change: Callable[[Mark], Mark]) -> bytes:
    """The same text and files, and other words in the first execution block."""
    services, copy = executed
    with opened(copy.content) as document:
        held = carried(document)
    assert held.edition is not None
    edition, logos = to_print(held, held.edition)
    first, *rest = edition.marks
    other = replace(edition, marks=(change(first), *rest))
    return services.worker.render(held.text, other, logos).pdf


@pytest.mark.parametrize(
    "change",
    [
        lambda mark: replace(mark, when="21 November 2025, 10:00 GMT (+00:00)"),
        lambda mark: replace(mark, typed="Petra Raman"),
        lambda mark: replace(mark, how="Signed on paper; copy kept"),
    ],
    ids=["another year", "another name", "another way"],
)
def test_an_execution_block_that_says_something_else_is_told(
    executed: tuple[Services, Copy],
    here: Said,
    elsewhere: Said,
    change: Callable[[Mark], Mark],
) -> None:
    pdf = _printed_otherwise(executed, change)
    for said in (here, elsewhere):
        report = said(pdf)
        assert report.outcome is Outcome.CHANGED
        assert any("Not on the pages" in line for line in report.details), report.details
