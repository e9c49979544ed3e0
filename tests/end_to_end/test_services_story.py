"""The whole main job on the real services and the real worker process, with a restart half-way."""

import io
import json
from pathlib import Path

import pikepdf
import pytest

from microbiz_desktop.domain.projects import DeliverableData, ProjectData, TeamMemberData
from microbiz_desktop.domain.states import AgreementState, ProjectState
from microbiz_desktop.evidence.chain import read_ledger, verify_chain
from microbiz_desktop.services.agreements.values import AgreementData
from microbiz_desktop.services.wiring import Services, build_services
from tests.builders import (
    ANSWERS,
    SCAN,
    StillClock,
    blockers,
    fernhill,
    northlight,
    returned,
    sign,
    understand_all,
    whitcombe,
)


def _begin(services: Services) -> AgreementData:
    """Three businesses, a project, and a draft from it."""
    own, film, joinery = (
        services.businesses.save(data).id for data in (fernhill(), northlight(), whitcombe())
    )
    project = services.projects.save(
        ProjectData(
            name="Harbour Lane café",
            brief="the brand, the fit-out of the café, and a 90-second opening film",
            client="Harbour Lane Coffee Ltd",
            start="2026-11-30",
            end="2027-02-26",
            state=ProjectState.TEAM_FOUND,
            team=(
                TeamMemberData(own, role="design"),
                TeamMemberData(film, role="film"),
                TeamMemberData(joinery, role="fit-out"),
            ),
            deliverables=(DeliverableData("Opening film", film, "2027-02-19"),),
        )
    )
    return services.agreements.create(own, project_id=project.id)


def _answer_all(services: Services, draft: AgreementData) -> AgreementData:
    """The answers one by one, as an interview gives them."""
    for question, value in ANSWERS.items():
        draft = services.agreements.answer(draft.id, draft.version, question, value)
    return draft


def _first_round(services: Services, agreement_id: int) -> AgreementData:
    """A question, a sign-off, a change wanted, and the text changed for it."""
    signoffs = services.signoffs
    money = next(c.id for c in signoffs.room(agreement_id).clauses if c.heading == "The money")
    room = signoffs.ask(agreement_id, "northlight-film", money, "Do we wait?", "Eilidh Fraser")
    signoffs.answer(agreement_id, room.exchanges[0].sequence, "Everyone waits.")
    understand_all(services, agreement_id, "fernhill-design", "Priya Raman")
    sign(services, agreement_id, "fernhill-design", "Priya Raman", "director")
    signoffs.want_change(agreement_id, "whitcombe-joinery", money, "21 days", "Dan Whitcombe")
    draft = services.offers.change_text(agreement_id)
    changed = services.agreements.answer(agreement_id, draft.version, "pay_within", "21 days")
    return services.offers.offer(agreement_id, changed.version, "2026-12-19")


def _second_round(services: Services, agreement_id: int) -> None:
    """Two on this screen, the couple on paper."""
    for party, name, role in (
        ("fernhill-design", "Priya Raman", "director"),
        ("northlight-film", "Eilidh Fraser", "owner"),
    ):
        understand_all(services, agreement_id, party, name)
        sign(services, agreement_id, party, name, role)
    for name in ("Dan Whitcombe", "Ruth Whitcombe"):
        facts = {"capacity": "partner", "name": "signed pages.pdf", "signed_on": "2026-11-22"}
        returned(services, agreement_id, "whitcombe-joinery", name, **facts)


@pytest.mark.timeout(600)
def test_from_an_empty_folder_to_an_executed_copy(data_dir: Path, tmp_path: Path) -> None:
    clock = StillClock()
    services = build_services(data_dir, clock=clock)
    try:
        draft = _answer_all(services, _begin(services))
        assert blockers(services, draft.id) == []
        offered = services.offers.offer(draft.id, draft.version, "2026-12-05")
        clock.forward(days=1)
        second = _first_round(services, offered.id)
        assert second.revision == 2
    finally:
        services.close()

    clock.forward(hours=2)
    services = build_services(data_dir, clock=clock)
    try:
        agreement_id = services.agreements.rows()[0].id
        assert services.signoffs.room(agreement_id).signed == 0
        _second_round(services, agreement_id)
        copy = services.signoffs.execute(agreement_id)
        path = services.documents.save_copy(copy, tmp_path / copy.file_name)
        report = services.documents.verify(path)
        room = services.signoffs.room(agreement_id)
        row = services.agreements.rows()[0]
    finally:
        services.close()

    assert (report.verdict, report.verified, report.details) == ("the very file", True, ())
    assert (room.revision, room.signed, room.executed) == (2, 3, True)
    assert row.state is AgreementState.EXECUTED
    with pikepdf.open(io.BytesIO(path.read_bytes())) as document:
        files = {a.filename: a.get_file().read_bytes() for a in document.attachments.values()}
    text = json.loads(files["agreement.json"])
    assert (text["revision"], text["title"]) == (2, "Harbour Lane café")
    entries = read_ledger(files["ledger.json"])
    assert verify_chain(entries).ok
    assert [entry.revision for entry in entries if entry.kind.value == "offered"] == [1, 2]
    assert files["evidence-1-signed pages.pdf"] == SCAN
