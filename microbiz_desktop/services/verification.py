"""What a file is: its own evidence put beside the files kept here."""

from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from .. import foreign
from ..evidence.verify import Identity, KeptFile, Verdict, against
from ..records.agreement import Agreement, ExecutedCopy, LedgerEntry, Revision
from . import phrases
from .desk import Desk
from .values import Report

#: No agreement of ours comes near this; a larger file is not read at all.
MAX_BYTES = 80 * 2**20


def must_verify(desk: Desk, pdf: bytes) -> None:
    """A copy that does not read back as what it should say is never frozen: the fault is ours."""
    verdict = desk.worker.verify(pdf).verdict
    if not verdict.ok:
        raise RuntimeError(f"the copy just made does not verify: {'; '.join(verdict.problems)}")


def report_on(desk: Desk, path: Path) -> Report:
    """What this file is, in plain words. Raises BadInput for a file that cannot be read."""
    pdf = foreign.read(path, MAX_BYTES)
    verdict = desk.worker.verify(pdf).verdict
    with desk.database.reading() as session:
        kept = _kept(session, verdict.agreement_id)
        verdict = against(verdict, pdf, kept, _hashes(session, verdict.agreement_id))
    return Report(
        verdict=str(verdict.identity),
        sentence=_SENTENCES[verdict.identity],
        details=verdict.problems,
        facts=_facts(verdict),
    )


def _kept(session: Session, public_id: str) -> list[KeptFile]:
    """Every offer and executed copy of this agreement that is kept here."""
    offers = session.execute(
        select(Revision.pdf, Revision.fingerprint)
        .join(Agreement, Agreement.id == Revision.agreement_id)
        .where(Agreement.public_id == public_id)
    )
    executed = session.execute(
        select(ExecutedCopy.pdf, Revision.fingerprint)
        .join(Agreement, Agreement.id == ExecutedCopy.agreement_id)
        .join(
            Revision,
            (Revision.agreement_id == ExecutedCopy.agreement_id)
            & (Revision.number == ExecutedCopy.revision),
        )
        .where(Agreement.public_id == public_id)
    )
    return [KeptFile(row.pdf, row.fingerprint) for row in (*offers, *executed)]


def _hashes(session: Session, public_id: str) -> frozenset[str]:
    """The hashes of this agreement's ledger here: a forged one ends with none of them."""
    found = select(LedgerEntry.hash).join(LedgerEntry.agreement)
    return frozenset(session.scalars(found.where(Agreement.public_id == public_id)))


_SENTENCES = {
    Identity.IDENTICAL: "This is the very file that was made here.",
    Identity.ADDITIONS: "This file begins with the one made here, and something was added.",
    Identity.RESAVED: "Not the very file, but the text and the data are those of one made here.",
    Identity.CONSISTENT: (
        "What this file says and what it carries fit together. No copy of it is kept here: "
        "compare the eight words with another party."
    ),
    Identity.CHANGED: "This file was changed, or is not the text that was offered.",
    Identity.CANNOT_TELL: (
        "This is no file of ours, or a scan. Compare the check code on each page with the offer."
    ),
}


def _facts(verdict: Verdict) -> dict[str, str]:
    """What is known of the file, as label and value; nothing that is not known."""
    text = verdict.text
    signed = phrases.counted(verdict.sign_offs, "sign-off")
    found = {
        "Agreement": text.title if text is not None else "",
        "Parties": phrases.joined([party.name for party in text.parties]) if text else "",
        "Agreement id": verdict.agreement_id,
        "Revision": str(verdict.revision) if verdict.revision else "",
        "Fingerprint": verdict.fingerprint,
        "Words": " ".join(verdict.words),
        "Check code": verdict.check_code if verdict.revision else "",
        "Signed off": f"{signed}, by every party" if verdict.complete else "",
        "Ledger head": verdict.head.hash,
        "Attached": phrases.joined(list(verdict.files)),
        "File SHA-256": verdict.sha256,
    }
    return {name: value for name, value in found.items() if value}
