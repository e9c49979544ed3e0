"""One key for each own business, made at first use: it signs the entries of the ledger."""

import os
import re
import secrets
from contextlib import suppress
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

from ..domain.errors import MicrobizError
from ..files import cannot_save, sync_folder
from .fingerprint import sha256, words


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
        try:
            if not path.exists():
                self._make(path)
            # A folder that was copied or unpacked may have lost its protection.
            path.chmod(0o600)
            content = path.read_bytes()
        except OSError as error:
            raise cannot_save(error, path) from error
        return _loaded(content, path)

    def _make(self, path: Path) -> None:
        """Two programs may come here at once: the first one's key is the key."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        pem = Ed25519PrivateKey.generate().private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
        )
        beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
        flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY
        try:
            with os.fdopen(os.open(beside, flags, 0o600), "wb") as file:
                file.write(pem)
                file.flush()
                os.fsync(file.fileno())
            _take_name(beside, path)
            sync_folder(self._folder)
        finally:
            with suppress(OSError):
                beside.unlink(missing_ok=True)


def _take_name(beside: Path, path: Path) -> None:
    """Give the finished file its name unless another has it; some disks know no hard links."""
    try:
        path.hardlink_to(beside)
    except FileExistsError:
        return
    except OSError:
        beside.rename(path)


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
