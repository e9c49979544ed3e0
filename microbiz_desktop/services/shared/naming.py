"""What every copy of an agreement shares: attached text, name, fixed time, words."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from ...domain.clock import Moment
from ...domain.edition import Attachment, Edition, Standing
from ...domain.frozen import FrozenEdition, Said, Versions, freeze, with_edition_json
from ...domain.text import AgreementText
from ...domain.words.phrases import small
from ...evidence.derive import AGREEMENT, made

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')


@dataclass(frozen=True, slots=True)
class Frozen:
    """An edition to print, its data as a value and as bytes, and the SHA-256 of those."""

    edition: Edition
    value: FrozenEdition
    content: bytes
    sha256: str


def said_now(at: Moment, own_name: str = "") -> Said:
    """What a copy made at this moment says of itself, and nothing else shows."""
    return Said(made(at), at.zone, own_name)


def agreement_json(stored: bytes) -> Attachment:
    """The canonical bytes of the text, as they are stored."""
    return Attachment(AGREEMENT, stored, "application/json", "The agreement as data", "Data")


def with_data(
    edition: Edition, said: Said, key_line: str, logos: Mapping[str, bytes], versions: Versions
) -> Frozen:
    """The edition with `edition.json` among its files, to be printed and then frozen."""
    frozen = freeze(edition, said, key_line, logos, versions)
    whole, content = with_edition_json(edition, frozen)
    return Frozen(whole, frozen, content, hashlib.sha256(content).hexdigest())


def draft_edition(stored: bytes, made_text: str) -> Edition:
    """A draft: neither check code nor fingerprint, for nothing is frozen."""
    return Edition(Standing.DRAFT, made_text, attachments=(agreement_json(stored),))


def copy_name(text: AgreementText, which: str, ending: str = "pdf") -> str:
    """What a copy is called: the title, the kind of agreement and which copy it is, as a file.

    Every system takes the name. A title that says the kind is not told it again.
    """
    name, kind = plain_name(text.title, "Agreement"), plain_name(text.kind_title, "agreement")
    told = name if kind.casefold() in name.casefold() else f"{name}, {small(kind)}"
    return f"{told}, {which}.{ending}"


def plain_name(title: str, nameless: str) -> str:
    """A title as the beginning of a file name that every system takes."""
    clean = unicodedata.normalize("NFC", _FORBIDDEN.sub(" ", title))
    return " ".join(clean.split())[:80].strip(". ") or nameless
