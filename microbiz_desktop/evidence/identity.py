"""One key for each own business, made at first use: it signs the entries of the ledger."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from .. import foreign
from ..domain.errors import MicrobizError
from ..files import MEND, PRIVATE, as_a_whole, make_folder, write_once
from .fingerprint import sha256, words

#: A key takes 120 bytes.
_LARGEST_KEY = 16 * 2**10


@dataclass(frozen=True, slots=True)
class SigningKey:
    """An Ed25519 key; `key_id` is its public half in hex. Never printed, never logged."""

    key_id: str
    _private: Ed25519PrivateKey

    def __repr__(self) -> str:
        """The public half only."""
        return f"SigningKey({self.key_id})"

    def sign(self, message: bytes) -> bytes:
        """The 64 bytes of the signature."""
        return self._private.sign(message)


class KeyStore(Protocol):
    """Where keys are kept: files, a keychain, or memory in tests."""

    def key(self, owner: str) -> SigningKey:
        """The key of this own business, made when there is none yet."""
        ...


def key_words(key_id: str) -> tuple[str, ...]:
    """Eight words for a public key, read out to each other once and then compared for ever."""
    return words(sha256(bytes.fromhex(key_id)))


class FileKeyStore:
    """Keys as PKCS#8 files that only the user may read, in a folder that backups include."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def key(self, owner: str) -> SigningKey:
        """Raises CannotSave when a new key cannot be kept, MicrobizError for a damaged file."""
        if not re.fullmatch(r"[A-Za-z0-9-]{1,64}", owner):
            raise ValueError("an owner is named by letters, digits and hyphens")
        path = self._folder / f"{owner}.pem"
        with as_a_whole("The key that signs your record cannot be saved.", MEND):
            if not path.exists():
                self._make(path)
            # A folder that was copied or unpacked may have lost its protection.
            path.chmod(PRIVATE)
            content = foreign.read(path, _LARGEST_KEY)
        return _loaded(content, path)

    def _make(self, path: Path) -> None:
        """Two programs may come here at once: the first one's key is the key."""
        make_folder(self._folder, private=True)
        pem = Ed25519PrivateKey.generate().private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
        )
        write_once(path, pem)


def _loaded(content: bytes, path: Path) -> SigningKey:
    try:
        private = load_pem_private_key(content, password=None)
    except (ValueError, TypeError) as error:
        raise _damaged(path) from error
    if not isinstance(private, Ed25519PrivateKey):
        raise _damaged(path)
    raw = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return SigningKey(raw.hex(), private)


def _damaged(path: Path) -> MicrobizError:
    return MicrobizError(
        f"The key file {path.name} cannot be read.",
        "Restore the last good backup, or move the file away to begin with a new key.",
    )
