"""Returned paper and scans: kept byte for byte, and refused when the page belongs elsewhere."""

import hashlib
import mimetypes
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from sqlalchemy import select

from ...domain.errors import BadInput
from ...domain.signing import Channel, SignedOff
from ...evidence.fingerprint import check_code_problem
from ...records.agreement import EvidenceFile
from ..shared import words
from .channels import Given, Here
from .status import moment, the_offer

#: Scans are larger than anything else that is kept; more than this is a mistake.
MAX_BYTES = 20 * 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedPaper(Given):
    """A returned file and what is told of it: the day signed (ISO), how it came, who received it.

    `check_code` is the one at the foot of its pages.
    """

    channel = Channel.PAPER
    name: str
    content: bytes
    signed_on: str
    received_how: str
    received_by: str
    check_code: str

    def refuse(self, here: Here, /) -> None:
        """A paper that is not of this revision or cannot have been signed on that day."""
        progress = here.progress
        if problem := check_code_problem(self.check_code, the_offer(progress).fingerprint):
            raise BadInput(
                f"The check code “{self.check_code.strip()}” does not fit revision "
                f"{progress.revision}. {problem}",
                "Compare the foot of each returned page with the offer.",
            )
        if not self.content:
            raise BadInput(f"{self.name} is empty.", "Choose the scan again.")
        if len(self.content) > MAX_BYTES:
            raise BadInput(f"{self.name} is larger than 20 MB.", "Scan it with fewer dots.")
        self._refuse_day(here)
        if not self.received_how.strip() or not self.received_by.strip():
            raise BadInput(
                "How the paper came, and to whom, is part of the record.", "Fill in both."
            )

    def signed_off(self, here: Here, /) -> SignedOff:
        """As it stands on paper: its date is the paper's, the entry's the filing time."""
        offer = the_offer(here.progress)
        return SignedOff(
            agreement=offer.agreement,
            fingerprint=offer.fingerprint,
            pdf_sha256=offer.pdf_sha256,
            party=self.party,
            signatory=self.signatory,
            capacity=self.capacity,
            method=self.channel,
            statement="Signed on the printed pages of this revision.",
            signed_on=self.signed_on,
            file=self._keep(here),
            file_name=self._file_name(),
            received_how=self.received_how,
            received_by=self.received_by,
        )

    def _refuse_day(self, here: Here) -> None:
        try:
            day = date.fromisoformat(self.signed_on)
        except ValueError:
            raise BadInput(
                f"“{self.signed_on}” is not a date.", "Write it as 2026-11-19."
            ) from None
        if day > here.desk.clock.now().local().date():
            raise BadInput("The signing day is in the future.", "Look at the date on the paper.")
        offered = moment(here.progress.offered_at).local().date()
        if day < offered:
            raise BadInput(
                f"The signing day is before revision {here.progress.revision} was offered on "
                f"{words.day(offered)}.",
                "Look at the date and the revision on the paper.",
            )

    def _keep(self, here: Here) -> str:
        """Store the file once for each agreement; gives its SHA-256."""
        digest = hashlib.sha256(self.content).hexdigest()
        there = select(EvidenceFile.id).where(
            EvidenceFile.agreement_id == here.agreement.id, EvidenceFile.sha256 == digest
        )
        if here.session.scalar(there) is None:
            now = here.desk.clock.now()
            record = EvidenceFile(
                agreement_id=here.agreement.id,
                revision=here.agreement.revision,
                sha256=digest,
                name=self._file_name(),
                mime=mimetypes.guess_type(self.name)[0] or "application/octet-stream",
                content=self.content,
                received_on=now.local().date().isoformat(),
                received_by=self.received_by,
                how=self.received_how,
                filed_at=now,
            )
            here.session.add(record)
            here.session.flush()
        return digest

    def _file_name(self) -> str:
        return PurePath(self.name).name or "scan"
