"""The main job on the sample network: drafted, offered, questioned, signed off, executed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..services.program.sample_deals import offered_room, sample_agreement, sign_off

if TYPE_CHECKING:
    from ..services.wiring import Services


def run_demo(services: Services, out: Path) -> dict[str, str | int]:
    """Execute an agreement of the sample network and save PDF and data below `out`."""
    services.sample.load()
    agreement = sample_agreement(services, services.desk.shelf.usual_kind())
    room = offered_room(services, agreement)
    asker = room.parties[1]
    room = services.signoffs.ask(
        room.agreement_id,
        asker.key,
        room.clauses[5].id,
        "If the client pays late, does everybody wait, or does the lead party pay first?",
        asker.signatories[0].name,
    )
    answer = "Everybody waits. The days count from the day on which the client’s money arrives."
    services.signoffs.answer(room.agreement_id, room.exchanges[0].sequence, answer)
    for party in room.parties:
        sign_off(services, room, party)
    copy = services.signoffs.execute(room.agreement_id)
    executed, data = out / copy.file_name, out / "agreement.json"
    services.documents.save_copy(copy, executed)
    services.documents.save_copy(services.documents.copy(room.agreement_id, "data"), data)
    return {
        "title": room.title,
        "kind": room.kind_title,
        "parties": len(room.parties),
        "executed": str(executed),
        "data": str(data),
        "sha256": copy.sha256,
    }
