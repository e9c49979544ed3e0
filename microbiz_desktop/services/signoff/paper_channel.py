"""Returned paper and scans: kept byte for byte, and refused when the page belongs elsewhere."""

import hashlib
import mimetypes
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...domain.errors import BadInput
from ...domain.ledger import SignedOff
from ...evidence.fingerprint import check_code_problem
from ...evidence.progress import Progress
from ...records.agreement import Agreement, EvidenceFile
from ..shared import words
from ..shared.desk import Desk
from .status import moment, the_offer

#: Scans are larger than anything else that is kept; more than this is a mistake.
MAX_BYTES = 20 * 2**20


@dataclass(frozen=True, slots=True)
class Paper:
    """A returned file and what is told about it: the day signed, how it came, who received it."""

    name: str
    content: bytes
    signed_on: str
    received_how: str
    received_by: str
    check_code: str


def refuse_foreign(desk: Desk, progress: Progress, paper: Paper) -> None:
    """Refuse a paper that is not of this revision or cannot have been signed on that day."""
    if problem := check_code_problem(paper.check_code, the_offer(progress).fingerprint):
        raise BadInput(
            f"The check code “{paper.check_code.strip()}” does not fit revision "
            f"{progress.revision}. {problem}",
            "Compare the foot of each returned page with the offer.",
        )
    if not paper.content:
        raise BadInput(f"{paper.name} is empty.", "Choose the scan again.")
    if len(paper.content) > MAX_BYTES:
        raise BadInput(f"{paper.name} is larger than 20 MB.", "Scan it with fewer dots.")
    _refuse_day(desk, progress, paper.signed_on)


def _refuse_day(desk: Desk, progress: Progress, signed_on: str) -> None:
    try:
        day = date.fromisoformat(signed_on)
    except ValueError:
        raise BadInput(f"“{signed_on}” is not a date.", "Write it as 2026-11-19.") from None
    if day > desk.clock.now().local().date():
        raise BadInput("The signing day is in the future.", "Look at the date on the paper.")
    offered = moment(progress.offered_at).local().date()
    if day < offered:
        raise BadInput(
            f"The signing day is before revision {progress.revision} was offered on "
            f"{words.day(offered)}.",
            "Look at the date and the revision on the paper.",
        )


def keep(session: Session, desk: Desk, agreement: Agreement, paper: Paper) -> str:
    """Store the file once for each agreement; gives its SHA-256."""
    name = hashlib.sha256(paper.content).hexdigest()
    there = session.scalar(
        select(EvidenceFile.id).where(
            EvidenceFile.agreement_id == agreement.id, EvidenceFile.sha256 == name
        )
    )
    if there is None:
        session.add(_record(desk, agreement, paper, name))
        session.flush()
    return name


def _record(desk: Desk, agreement: Agreement, paper: Paper, sha256: str) -> EvidenceFile:
    now = desk.clock.now()
    return EvidenceFile(
        agreement_id=agreement.id,
        revision=agreement.revision,
        sha256=sha256,
        name=PurePath(paper.name).name or "scan",
        mime=mimetypes.guess_type(paper.name)[0] or "application/octet-stream",
        content=paper.content,
        received_on=now.local().date().isoformat(),
        received_by=paper.received_by,
        how=paper.received_how,
        filed_at=now,
    )


def signed_off(
    bound: dict[str, Any], party: str, signatory: str, capacity: str, paper: Paper, sha256: str
) -> SignedOff:
    """The sign-off as it stands on paper: its date is the paper's, the entry's the filing time."""
    return SignedOff(
        **bound,
        party=party,
        signatory=signatory,
        capacity=capacity,
        method="paper",
        statement="Signed on the printed pages of this revision.",
        signed_on=paper.signed_on,
        file=sha256,
        file_name=PurePath(paper.name).name or "scan",
        received_how=paper.received_how,
        received_by=paper.received_by,
    )
