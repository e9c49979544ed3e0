"""Keys: made once, readable by the user alone, and the same for everybody who comes at once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from microbiz_desktop.domain.errors import CannotSave, MicrobizError
from microbiz_desktop.evidence.identity import FileKeyStore, key_words


def test_a_key_is_made_once_and_kept_private(tmp_path: Path) -> None:
    store = FileKeyStore(tmp_path / "keys")
    key = store.key("1")
    assert store.key("1").key_id == key.key_id
    assert FileKeyStore(tmp_path / "keys").key("1").key_id == key.key_id
    assert store.key("2").key_id != key.key_id
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o700
    assert sorted(path.name for path in (tmp_path / "keys").iterdir()) == ["1.pem", "2.pem"]
    for path in (tmp_path / "keys").iterdir():
        assert path.stat().st_mode & 0o777 == 0o600
    Ed25519PublicKey.from_public_bytes(bytes.fromhex(key.key_id)).verify(key.sign(b"x"), b"x")
    assert "rivate" not in repr(key)


def test_a_key_that_lost_its_protection_gets_it_back(tmp_path: Path) -> None:
    store = FileKeyStore(tmp_path)
    store.key("1")
    (tmp_path / "1.pem").chmod(0o644)
    store.key("1")
    assert (tmp_path / "1.pem").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("owner", ["", "../1", "a/b", "a b", "x" * 65, "1.pem"])
def test_an_owner_cannot_name_a_path(tmp_path: Path, owner: str) -> None:
    with pytest.raises(ValueError, match="letters, digits and hyphens"):
        FileKeyStore(tmp_path).key(owner)


def test_a_damaged_or_other_key_is_a_sentence_and_is_kept(tmp_path: Path) -> None:
    other = X25519PrivateKey.generate().private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    for content in (b"", b"not a key", other):
        (tmp_path / "1.pem").write_bytes(content)
        with pytest.raises(MicrobizError, match="cannot be read"):
            FileKeyStore(tmp_path).key("1")
        assert (tmp_path / "1.pem").read_bytes() == content


def test_a_key_that_cannot_be_kept_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotSave, match="disk is full"):
        FileKeyStore(tmp_path).key("1")
    assert list(tmp_path.iterdir()) == []


def test_programs_that_come_at_once_get_the_same_key(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from microbiz_desktop.evidence.identity import FileKeyStore\n"
        "sys.stdin.readline(); print(FileKeyStore(Path(sys.argv[1])).key('1').key_id)"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    keys = {process.communicate("go\n", timeout=60)[0] for process in running}
    assert len(keys) == 1
    assert keys == {FileKeyStore(tmp_path).key("1").key_id + "\n"}


def test_a_key_that_came_into_being_meanwhile_is_the_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = FileKeyStore(tmp_path).key("1")
    monkeypatch.setattr(Path, "exists", lambda _: False)
    assert FileKeyStore(tmp_path).key("1").key_id == first.key_id


def test_a_disk_without_hard_links_keeps_keys_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    store = FileKeyStore(tmp_path)
    assert store.key("1").key_id == store.key("1").key_id
    assert [path.name for path in tmp_path.iterdir()] == ["1.pem"]


def test_the_words_of_a_key_are_stable() -> None:
    assert len(key_words("00" * 32)) == 8
    assert key_words("00" * 32) != key_words("00" * 31 + "01")
