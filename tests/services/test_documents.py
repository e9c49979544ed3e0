"""Copies as files: what each says and carries, the executed copy, and what a file is."""

import io
import json
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from microbiz_desktop.domain.errors import BadInput, CannotSave, DamagedFile, NotReady
from microbiz_desktop.domain.ledger import Exported
from microbiz_desktop.domain.states import AgreementState, EntryKind
from microbiz_desktop.domain.verdicts import Compared
from microbiz_desktop.evidence.chain import latest_entry, read_ledger, verify_chain
from microbiz_desktop.evidence.fingerprint import shortened
from microbiz_desktop.records.agreement import Agreement
from microbiz_desktop.rendering.reading.extract import extract
from microbiz_desktop.services.agreements.values import AgreementData
from microbiz_desktop.services.shared.forms import Copy
from microbiz_desktop.services.signoff.ledgers import append
from microbiz_desktop.services.signoff.screen_channel import OnScreen
from microbiz_desktop.services.wiring import Services
from tests.builders import (
    SCAN,
    StillClock,
    draft_of_three,
    fernhill,
    returned,
    sign,
    sign_all,
    understand_all,
)


def _attached(pdf: bytes) -> dict[str, bytes]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return {
            item.filename: item.get_file().read_bytes() for item in document.attachments.values()
        }


def _words(pdf: bytes) -> str:
    """The words of the pages in reading order; where lines break counts for nothing."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return _run_together(extract(document).tagged)


def _run_together(words: str) -> str:
    return "".join(words.split())


def test_which_copies_there_are_follows_the_state(
    offered: Services,
) -> None:
    documents = offered.documents
    assert documents.copies(1) == ("sign-off sheet", "offered", "text", "deal", "data")
    for form in ("changes", "changes as PDF"):
        with pytest.raises(NotReady, match="no offer before this one"):
            documents.copy(1, form)
    offered.offers.change_text(1)
    assert documents.copies(1) == (
        *("draft", "offered", "changes", "changes as PDF", "text", "deal", "data"),
    )
    with pytest.raises(NotReady, match="no offer is open"):
        documents.copy(1, "sign-off sheet")
    with pytest.raises(BadInput, match="no copy called"):
        documents.copy(1, "progress")
    with pytest.raises(NotReady, match="no executed copy yet"):
        documents.copy(1, "executed")
    with pytest.raises(BadInput, match="no copy called"):
        documents.copy(1, "sealed")


def test_the_data_in_a_file_is_what_is_stored(offered: Services) -> None:
    stored = offered.documents.copy(1, "data").content
    files = _attached(offered.documents.copy(1, "offered").content)
    assert (set(files), files["agreement.json"]) == ({"agreement.json", "edition.json"}, stored)
    assert json.loads(stored)["revision"] == 1


def test_a_draft_carries_its_data_too(services: Services, draft: AgreementData) -> None:
    copy = services.documents.copy(draft.id, "draft")
    assert (
        copy.file_name
        == "Harbour Lane café brand, fit-out and film, joint-venture agreement, draft.pdf"
    )
    assert _attached(copy.content) == {
        "agreement.json": services.documents.copy(draft.id, "data").content
    }
    assert services.documents.copies(draft.id) == ("draft", "text", "deal", "data")


def test_the_sign_off_sheet_says_who_and_when_and_is_not_the_agreement(
    offered: Services, still: StillClock
) -> None:
    signoffs = offered.signoffs
    understand_all(offered, 1, "fernhill-design", "Priya Raman")
    sign(offered, 1, "fernhill-design", "Priya Raman", "director")
    understand_all(offered, 1, "whitcombe-joinery", "Dan Whitcombe")
    sign(offered, 1, "whitcombe-joinery", "Dan Whitcombe", "partner")
    clauses = [clause.id for clause in signoffs.room(1).clauses]
    room = signoffs.ask(1, "northlight-film", clauses[5], "Do we wait?", "Eilidh Fraser")
    copy = offered.documents.copy(1, "sign-off sheet")
    assert copy.file_name.endswith(", sign-off sheet, 1 of 3 signed off.pdf")
    record = f"up to entry 7 ({shortened(room.history[6].hash)})"
    said = "".join(
        (
            "Sign-off sheet · 1 of 3 parties has signed off",
            "Harbour Lane café: brand, fit-out and film",
            "This is not the agreement, and it binds nobody.",
            "It only says who has signed off so far.",
            "The agreement is made when the last party has signed off.",
            "What is being signed off",
            "Agreement Joint-venture agreement: Harbour Lane café: brand, fit-out and film",
            "Revision 1, offered 21 November 2026, open until 5 December 2026",
            f"Fingerprint, in words {' '.join(room.words)}",
            f"Check code {room.check_code}, at the foot of each page of the offer",
            "Who has signed off",
            "Party Clauses understood Questions and wanted changes Signed off",
            "Fernhill Design 14 of 14 None Priya Raman, director",
            "On this screen, 21 November 2026, 10:00 GMT (+00:00)",
            "Northlight Film 0 of 14 1 question, 1 open Eilidh Fraser, owner Has not signed off",
            "Whitcombe Joinery 14 of 14 None Dan Whitcombe, partner",
            "On this screen, 21 November 2026, 10:00 GMT (+00:00)",
            "Ruth Whitcombe, partner Has not signed off",
            f"From the record of one computer, {record}; times are those of that computer.",
            "What was recorded later is not here.",
        )
    )
    assert _words(copy.content) == _run_together(said)
    assert _attached(copy.content) == {}
    still.forward(days=3)
    assert offered.documents.copy(1, "sign-off sheet") == copy


def test_a_sign_off_sheet_of_a_whole_offer_could_not_serve_as_the_agreement(
    all_signed: Services, tmp_path: Path
) -> None:
    """Not one sentence of the clauses or of the execution blocks is in it."""
    copy = all_signed.documents.copy(1, "sign-off sheet")
    words = _words(copy.content)
    text = all_signed.signoffs.room(1).text
    sentences = [
        "".join(run.text for run in sub.runs)
        for clause in text.clauses
        for sub in clause.subclauses
    ]
    assert len(sentences) > 40
    assert not [one for one in sentences if _run_together(one) in words]
    assert "Signed for" not in words
    path = all_signed.documents.save_copy(copy, tmp_path / "sheet.pdf")
    report = all_signed.documents.verify(path)
    assert dict(report.facts)["Copy"] == "a sign-off sheet, which is not the agreement"


@pytest.fixture
def executed(offered: Services, still: StillClock) -> tuple[Services, Copy]:
    """Two parties on this screen, one of them after a question; the third on paper."""
    signoffs = offered.signoffs
    clause = signoffs.room(1).clauses[5].id
    room = signoffs.ask(1, "northlight-film", clause, "Do we wait?", "Eilidh Fraser")
    signoffs.answer(1, room.exchanges[0].sequence, "Everyone waits.")
    for party, name, role in (
        ("fernhill-design", "Priya Raman", "director"),
        ("northlight-film", "Eilidh Fraser", "owner"),
    ):
        understand_all(offered, 1, party, name)
        given = OnScreen(
            party=party,
            signatory=name,
            capacity=role,
            typed="" if party == "fernhill-design" else name,
            strokes=(((10, 200), (400, 100), (900, 220)),) if party == "fernhill-design" else (),
            statement=signoffs.statement(1, party),
            pages_seen=True,
        )
        signoffs.sign(1, given)
    still.forward(days=1)
    for name in ("Dan Whitcombe", "Ruth Whitcombe"):
        facts = {"signed_on": "2026-11-21", "received_how": "by e-mail", "capacity": "partner"}
        returned(offered, 1, "whitcombe-joinery", name, **facts)
    return offered, signoffs.execute(1)


def test_an_executed_copy_says_and_carries_everything(executed: tuple[Services, Copy]) -> None:
    services, copy = executed
    assert services.agreements.get(1).state is AgreementState.EXECUTED
    assert services.documents.copies(1) == ("executed", "offered", "text", "deal", "data")
    assert services.documents.copy(1, "executed") == copy
    assert services.signoffs.execute(1) == copy
    words = _words(copy.content)
    for line in (
        "All three parties have signed off revision 1",
        "This copy was executed on 22 November 2026.",
        "14 of 14 clauses; 1 question",
        "On this screen, drawn",
        "On this screen, typed",
        "Paper, scan kept",
        "Signed on paper; received by e-mail",
        "21 November 2026, filed 22 November",
        "Fernhill Design: ",
    ):
        assert _run_together(line) in words, line
    room = services.signoffs.room(1)
    assert all(word in words for word in room.words)
    assert room.executed
    assert room.next_steps == ("The executed copy is made. It can be saved for every party.",)

    files = _attached(copy.content)
    assert set(files) == {
        *("agreement.json", "ledger.json", "offered.pdf", "evidence-1-scan.pdf", "edition.json")
    }
    assert files["offered.pdf"] == services.documents.copy(1, "offered").content
    assert files["agreement.json"] == services.documents.copy(1, "data").content
    assert files["evidence-1-scan.pdf"] == SCAN
    prefix = read_ledger(files["ledger.json"])
    assert verify_chain(prefix).ok
    live = services.signoffs.room(1).history
    assert [entry.hash for entry in prefix] == [line.hash for line in live[:-1]]
    assert _run_together(shortened(latest_entry(prefix).hash)) in words


def test_the_very_file_is_known_and_a_changed_one_too(
    executed: tuple[Services, Copy], tmp_path: Path
) -> None:
    services, copy = executed
    path = services.documents.save_copy(copy, tmp_path / copy.file_name)
    assert path.read_bytes() == copy.content
    report = services.documents.verify(path)
    assert (report.verdict, report.verified, report.details) == ("the very file", True, ())
    assert dict(report.facts)["Signed off"] == "4 sign-offs, by every party"
    path.write_bytes(copy.content + b"\n% more")
    report = services.documents.verify(path)
    assert (report.verdict, report.verified) == ("ours, with additions", False)
    other = pikepdf.open(io.BytesIO(copy.content))
    del other.pages[3]
    other.save(path)
    report = services.documents.verify(path)
    assert (report.verdict, report.verified) == ("changed", False)
    assert report.details
    path.write_bytes(SCAN)
    assert services.documents.verify(path).verdict == "cannot tell"
    with pytest.raises(BadInput, match="no such file"):
        services.documents.verify(tmp_path / "nowhere.pdf")


def test_a_file_that_nobody_kept_here_can_only_agree_with_itself(
    offered: Services, services_elsewhere: Services, tmp_path: Path
) -> None:
    path = offered.documents.save_copy(offered.documents.copy(1, "offered"), tmp_path / "x.pdf")
    report = services_elsewhere.documents.verify(path)
    assert (report.verdict, report.exit, report.verified) == (
        "agrees with itself, kept by nobody here",
        4,
        False,
    )
    assert (report.compared, report.details) == (Compared.FRESH, ())
    assert "read out" in report.next


@pytest.fixture
def services_elsewhere(tmp_path: Path, open_services: object) -> Services:
    """Another computer."""
    assert callable(open_services)
    made = open_services(tmp_path / "elsewhere")
    assert isinstance(made, Services)
    return made


def test_a_file_is_written_whole_or_not_at_all(offered: Services, tmp_path: Path) -> None:
    copy = offered.documents.copy(1, "offered")
    path = tmp_path / "kept.pdf"
    path.write_bytes(b"old")
    with pytest.raises(CannotSave):
        offered.documents.save_copy(copy, tmp_path / "no folder" / "copy.pdf")
    with pytest.raises(CannotSave):
        offered.documents.save_copy(copy, tmp_path)
    assert path.read_bytes() == b"old"
    assert sorted(found.name for found in tmp_path.glob("*.pdf")) == ["kept.pdf"]


def test_what_left_is_recorded_and_a_draft_is_not(offered: Services, tmp_path: Path) -> None:
    documents = offered.documents
    first = documents.copy(1, "sign-off sheet")
    for copy in (documents.copy(1, "offered"), first):
        documents.save_copy(copy, tmp_path / f"{copy.form}.pdf")
    with pytest.raises(CannotSave):
        documents.save_copy(first, tmp_path / "no folder" / "copy.pdf")
    history = offered.signoffs.room(1).history
    assert [line.what for line in history[-2:]] == [
        "The offered copy was saved as offered.pdf",
        "The sign-off sheet was saved as sign-off sheet.pdf",
    ]
    assert documents.copy(1, "sign-off sheet").sha256 == first.sha256
    offered.offers.change_text(1)
    reopened = len(offered.signoffs.room(1).history)
    documents.save_copy(documents.copy(1, "draft"), tmp_path / "draft.pdf")
    assert len(offered.signoffs.room(1).history) == reopened


def test_a_progress_copy_that_an_earlier_program_saved_still_reads(offered: Services) -> None:
    with offered.database.transaction() as session:
        agreement = session.get_one(Agreement, 1)
        said = Exported("progress", "0" * 64, "x.pdf")
        append(session, offered.signoffs._desk, agreement, EntryKind.EXPORTED, said)
    line = offered.signoffs.room(1).history[-1]
    assert line.what == "The progress copy was saved as x.pdf"


def test_a_copy_is_made_anew_when_the_record_grows_meanwhile(
    all_signed: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file cannot hold the hash of what came after it: the head it prints is the last before."""
    real = all_signed.worker.render
    made: list[bytes] = []

    def meanwhile(*given: object) -> object:
        if not made:
            all_signed.signoffs.opened(1, "northlight-film")
        done = real(*given)  # type: ignore[arg-type]  # passed on as it came
        made.append(done.pdf)
        return done

    monkeypatch.setattr(all_signed.worker, "render", meanwhile)
    copy = all_signed.signoffs.execute(1)
    history = all_signed.signoffs.room(1).history
    ledger = read_ledger(_attached(copy.content)["ledger.json"])
    assert latest_entry(ledger).sequence == len(history) - 1


def test_a_copy_that_does_not_read_back_is_never_kept(
    all_signed: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = all_signed.worker.render

    def another_word(text: object, *rest: object) -> object:
        wrong = replace(text, short_title="Another name")  # type: ignore[type-var]  # a text
        return real(wrong, *rest)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(all_signed.worker, "render", another_word)
    with pytest.raises(NotReady, match="so nothing was kept"):
        all_signed.signoffs.execute(1)
    assert all_signed.agreements.get(1).state is AgreementState.PARTLY_SIGNED_OFF
    monkeypatch.undo()
    assert all_signed.signoffs.execute(1).form == "executed"


def test_a_record_that_does_not_hold_together_is_never_printed(all_signed: Services) -> None:
    """Whoever goes round the triggers is found out by the chain."""
    import sqlite3

    with closing(sqlite3.connect(all_signed.database.path)) as raw, raw:
        raw.execute("DROP TRIGGER ledger_entry_no_update")
        raw.execute(
            "UPDATE ledger_entry SET payload = replace(payload, 'Priya', 'Pria') WHERE sequence = 4"
        )
    with pytest.raises(DamagedFile, match="Entry 4 was changed"):
        all_signed.signoffs.execute(1)


def test_everything_is_there_after_a_restart(
    offered: Services, open_services: object, data_dir: Path
) -> None:
    sign_all(offered, 1)
    copy = offered.signoffs.execute(1)
    offered.close()
    assert callable(open_services)
    again = open_services(data_dir)
    assert isinstance(again, Services)
    assert again.documents.copy(1, "executed") == copy
    assert [row.state for row in again.agreements.rows()] == [AgreementState.EXECUTED]


def _logo(colour: str) -> bytes:
    picture = io.BytesIO()
    Image.new("RGB", (120, 80), colour).save(picture, "PNG")
    return picture.getvalue()


def test_a_new_logo_never_reaches_what_was_offered(services: Services) -> None:
    """The executed copy is the frozen text: with the logo as it was, whatever it is now."""
    own = services.businesses.save(fernhill())
    services.businesses.set_logo(own.id, own.version, _logo("teal"))
    draft = draft_of_three(services, services.businesses.get(own.id))
    offered = services.offers.offer(draft.id, draft.version)
    frozen = offered.deal.parties[0].logo
    assert frozen
    shown = services.businesses.get(own.id)
    services.businesses.set_logo(own.id, shown.version, _logo("maroon"))
    assert services.businesses.get(own.id).logo != frozen
    sign_all(services, offered.id)
    copy = services.signoffs.execute(offered.id)
    text = json.loads(_attached(copy.content)["agreement.json"])
    assert text["parties"][0]["logo"] == frozen
    assert services.signoffs.room(offered.id).parties[0].logo == frozen


def test_what_changed_between_two_revisions_is_told_word_by_word_and_as_pages(
    offered: Services,
) -> None:
    draft = offered.offers.change_text(1)
    assert offered.documents.revisions(1) == (0, 1)
    changed = offered.agreements.answer(1, draft.version, "pay_within", "21 days")
    waiting = offered.documents.changes(1, 1, 0)
    assert waiting.words == "Revision 1 to the draft"
    offered.offers.offer(1, changed.version)
    assert offered.documents.revisions(1) == (2, 1)
    found = offered.documents.changes(1, 1, 2)
    lines = [line for _, group in found.groups for line in group]
    told = {
        (run.fate.value, run.text) for line in lines for run in line.words if run.fate != "same"
    }
    assert {("removed", "14"), ("added", "21")} <= told
    assert (found.count, found.words) == (len(lines), "Revision 1 to revision 2")
    back = offered.documents.changes(1, 2, 1)
    assert {("removed", "21"), ("added", "14")} <= {
        (run.fate.value, run.text)
        for _, group in back.groups
        for line in group
        for run in line.words
    }
    assert offered.documents.changes(1, 2, 2).groups == ()
    copy = offered.documents.changes_pdf(1, 1, 2)
    assert copy.file_name.endswith("what changed, Revision 1 to revision 2.pdf")
    assert copy.agreement_id == 0  # nothing frozen leaves, so nothing is recorded
    said = _words(copy.content)
    for words in (
        "This is not the agreement.",
        "What changed · Revision 1 to revision 2",
        "within 14 21 days",
        f"{found.count} lines have changed.",
    ):
        assert _run_together(words) in said, said
