"""Agreements as frozen values: what the studio opens and what the lists show.

Home, the list of agreements and the page of a business get their rows here, the studio its draft.
They are made from the records inside of a transaction, because no record leaves it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...domain.clock import Moment
from ...domain.states import LIVE, AgreementState
from ...records.agreement import Agreement, Revision
from ..shared import words
from ..shared.dependencies import TemplateCatalogue
from .values import AgreementData, AgreementRow

if TYPE_CHECKING:
    from ...evidence.progress import Progress

UNTITLED = "Untitled agreement"


def agreement_data(agreement: Agreement, shelf: TemplateCatalogue) -> AgreementData:
    """The agreement as its studio opens it."""
    section, question, looked_at = _resumed(agreement.resume)
    return AgreementData(
        id=agreement.id,
        version=agreement.version,
        public_id=agreement.public_id,
        title=agreement.title,
        kind_title=shelf.kind_title(agreement.template),
        state=agreement.state,
        revision=agreement.revision,
        deal=agreement.deal,
        resume=(section, question),
        project_id=agreement.project_id or 0,
        own_business_id=agreement.own_business_id or 0,
        saved=agreement.updated_at,
        started_from=agreement.started_from_id or 0,
        once_empty=tuple(agreement.once_empty.split()),
        looked_at=looked_at,
    )


def resume_text(section: str, question: str, before: str) -> str:
    """Section and question left last, and every section opened so far, as the record keeps it."""
    looked_at = {*_resumed(before)[2], section} - {""}
    return f"{section}/{question}/{' '.join(sorted(looked_at))}"


def _resumed(text: str) -> tuple[str, str, frozenset[str]]:
    """The other way; one that names no sections was left in the one it names."""
    section, _, rest = text.partition("/")
    question, _, looked_at = rest.partition("/")
    return section, question, frozenset(looked_at.split() or filter(None, (section,)))


def agreement_rows(
    session: Session,
    agreements: list[Agreement],
    shelf: TemplateCatalogue,
    left: Mapping[int, tuple[int, int]],
) -> tuple[AgreementRow, ...]:
    """List rows; `left` is what is known to be left, by agreement id: of a version, how much."""
    progress = progress_of(session, agreements)
    open_until = _open_until(session, agreements)
    return tuple(
        _row(
            agreement,
            shelf.kind_title(agreement.template),
            progress.get(agreement.id),
            left_in(agreement, left),
            open_until.get(agreement.id, ""),
        )
        for agreement in agreements
    )


def left_in(agreement: Agreement, left: Mapping[int, tuple[int, int]]) -> int:
    """What is left in a draft as it stands; 0 where that is not known of this version."""
    version, count = left.get(agreement.id, (0, 0))
    return count if version == agreement.version else 0


def progress_of(session: Session, agreements: Iterable[Agreement]) -> Mapping[int, Progress]:
    """Where those open for sign-off stand, by agreement id.

    While nothing is offered no record is read, nor the modules in that read and check records.
    """
    offered = [agreement for agreement in agreements if agreement.state in LIVE]
    if not offered:
        return {}
    from ..signoff.ledgers import progresses

    return progresses(session, offered)


def _row(
    agreement: Agreement, kind_title: str, progress: Progress | None, left: int, until: str
) -> AgreementRow:
    deal = json.loads(agreement.deal_json)
    parties = len(progress.parties) if progress and progress.parties else len(deal["parties"])
    done = agreement.state in {AgreementState.EXECUTED, AgreementState.ENDED}
    return AgreementRow(
        id=agreement.id,
        title=agreement.title or deal["project"]["name"] or UNTITLED,
        kind_title=kind_title,
        party_count=parties,
        state=agreement.state,
        revision=agreement.revision,
        signed=progress.signed if progress else parties if done else 0,
        expected=parties,
        left=left if agreement.state is AgreementState.DRAFT else 0,
        note=_note(agreement, deal["project"]["start"], until),
        changed=agreement.updated_at,
    )


def _note(agreement: Agreement, start: str, until: str) -> str:
    """The one date or fact worth a glance in this state."""
    when = words.day_of(agreement.updated_at)
    match agreement.state:
        case AgreementState.DRAFT:
            return f"Revision {agreement.revision + 1} in the making" if agreement.revision else ""
        case AgreementState.OFFERED | AgreementState.PARTLY_SIGNED_OFF:
            return f"Open until {words.iso_day(until)}" if until else "Open for sign-off"
        case AgreementState.EXECUTED:
            return (
                f"Starts {words.iso_day(start)}" if _ahead(start, agreement) else f"Executed {when}"
            )
        case other:
            return f"{other.capitalize()} {when}"


def _ahead(start: str, agreement: Agreement) -> bool:
    """Whether the work starts after the agreement was executed."""
    return bool(start) and start > _iso(agreement.updated_at)


def _iso(moment: Moment) -> str:
    return moment.local().date().isoformat()


def _open_until(session: Session, agreements: list[Agreement]) -> Mapping[int, str]:
    live = [agreement.id for agreement in agreements if agreement.state in LIVE]
    if not live:
        return {}
    query = (
        select(Revision.agreement_id, Revision.open_until)
        .join(Agreement, Agreement.id == Revision.agreement_id)
        .where(Revision.agreement_id.in_(live), Revision.number == Agreement.revision)
    )
    return {row.agreement_id: row.open_until for row in session.execute(query)}
