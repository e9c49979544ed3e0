"""What every copy of an agreement shares: attached text, name, fixed time, words."""

import hashlib
import re
import unicodedata

from ..domain.clock import Moment
from ..domain.edition import Attachment, Edition, Standing
from ..domain.text import AgreementText
from ..evidence.fingerprint import qr_text, words
from ..evidence.verify import AGREEMENT
from .values import Copy

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')


def made(moment: Moment) -> str:
    """The fixed time of a copy: ISO text with the offset of the zone it was recorded in."""
    return moment.local().isoformat(timespec="seconds")


def words_of(fingerprint: str) -> tuple[str, ...]:
    """The eight words people read out to each other."""
    return words(fingerprint)


def qr_of(text: AgreementText, fingerprint: str, head: str) -> str:
    """What the QR code of a certificate says."""
    return qr_text(text.agreement_id, text.revision, fingerprint, head)


def agreement_json(stored: bytes) -> Attachment:
    """The canonical bytes of the text, as they are stored."""
    return Attachment(AGREEMENT, stored, "application/json", "The agreement as data", "Data")


def draft_edition(stored: bytes, made_text: str) -> Edition:
    """A draft: neither check code nor fingerprint, for nothing is frozen."""
    return Edition(Standing.DRAFT, made_text, attachments=(agreement_json(stored),))


def file_name(title: str, which: str) -> str:
    """A file name that every system takes: `Harbour Lane cafe, revision 3.pdf`."""
    clean = unicodedata.normalize("NFC", _FORBIDDEN.sub(" ", title))
    clean = " ".join(clean.split())[:80].strip(". ") or "Agreement"
    return f"{clean}, {which}.pdf"


def copy_of(standing: Standing, name: str, pdf: bytes, agreement_id: int = 0) -> Copy:
    """A copy with the SHA-256 of its bytes."""
    return Copy(str(standing), name, pdf, hashlib.sha256(pdf).hexdigest(), agreement_id)
