"""What comes from elsewhere is an ordinary file of a size we take, before a byte of it is read."""

import os
import socket
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from microbiz_desktop import foreign
from microbiz_desktop.domain.errors import BadInput, MicrobizError
from microbiz_desktop.drafting.dealfile.reader import read_deal_file
from microbiz_desktop.paths import resource
from microbiz_desktop.pictures import vetted
from microbiz_desktop.storage.backup import check_backup
from microbiz_desktop.storage.header import DATABASE_NAME, read_header
from tests.shipped import shipped

#: Whoever waits for a pipe or reads a device without end is ended here; the limit is no speed.
SOON = 20


def _odd(folder: Path) -> dict[str, Path]:
    """One of each that is no ordinary file."""
    os.mkfifo(folder / "pipe")
    (folder / "zero").symlink_to("/dev/zero")
    (folder / "null").symlink_to("/dev/null")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(folder / "socket"))
    return {name: folder / name for name in ("pipe", "zero", "null", "socket")}


@pytest.mark.timeout(SOON)
def test_what_is_no_ordinary_file_is_refused_at_once(tmp_path: Path) -> None:
    for path in _odd(tmp_path).values():
        with pytest.raises(BadInput) as refused:
            foreign.read(path, 100)
        said = refused.value.message
        assert said == f"{path}: not an ordinary file."
    with pytest.raises(BadInput, match="this is a folder"):
        foreign.read(tmp_path, 100)


@pytest.mark.timeout(SOON)
def test_every_command_refuses_a_pipe_and_a_device(tmp_path: Path) -> None:
    odd = _odd(tmp_path)
    out = ["--out", str(tmp_path / "x.pdf")]
    data = ["--data-dir", str(tmp_path / "data")]
    for path in (odd["pipe"], odd["zero"]):
        for command in (
            ["draft", str(path), *out],
            ["verify", str(path)],
            ["restore", str(path)],
            ["contacts", "import", str(path)],
        ):
            done = subprocess.run(
                [sys.executable, "-m", "microbiz_desktop", *data, *command],
                capture_output=True,
                text=True,
                timeout=SOON,
            )
            assert done.returncode == 2, command
            assert "not an ordinary file" in done.stderr
    assert not (tmp_path / "data").exists()


@pytest.mark.timeout(SOON)
def test_a_data_file_or_backup_that_is_none_is_a_sentence(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / DATABASE_NAME)
    with pytest.raises(MicrobizError, match="not an ordinary file"):
        read_header(tmp_path / DATABASE_NAME)
    with pytest.raises(MicrobizError, match="not an ordinary file"):
        check_backup(tmp_path / DATABASE_NAME, tmp_path)


def test_a_large_file_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "large"
    with path.open("wb") as file:
        file.truncate(2**40)  # a terabyte that takes no room, and no memory can hold
    with pytest.raises(BadInput, match="larger than 5 MB, so it was not read"):
        foreign.read(path, 5 * 2**20)
    path.write_bytes(b"12345")
    assert foreign.read(path, 5) == b"12345"
    with pytest.raises(BadInput, match="larger than 0 kB"):
        foreign.read(path, 4)


def test_a_file_that_says_less_than_it_holds_is_read_no_further() -> None:
    with pytest.raises(BadInput, match="larger than"):
        foreign.read(Path("/proc/self/maps"), 64)


def test_what_cannot_be_read_says_why(tmp_path: Path) -> None:
    (tmp_path / "round").symlink_to(tmp_path / "round")
    for path, why in (
        (tmp_path / "gone", "no such file"),
        (tmp_path / ("n" * 300), "the name or its path is too long"),
        (tmp_path / ("deep/" * 1000), "the name or its path is too long"),
        (tmp_path / "round", "it is a link that leads to itself"),
        (tmp_path / "zero\0byte", "no such file"),
    ):
        with pytest.raises(BadInput) as refused:
            foreign.read(path, 10)
        assert refused.value.message.endswith(f": {why}.")
        assert len(refused.value.message) < 300


DEAL = """
template = "joint-venture"
title = "Tea"
[[parties]]
key = "a"
legal_name = "A"
logo = "{logo}"
"""


def _deal(logo: str, base: Path) -> dict[str, bytes]:
    catalogue = shipped()
    return dict(read_deal_file(DEAL.format(logo=logo), "deal.toml", catalogue, base).logos)


@pytest.mark.timeout(SOON)
def test_a_logo_lies_beside_the_deal_file_or_below(tmp_path: Path) -> None:
    picture = (resource("resources", "sample", "logos") / "abara.png").read_bytes()
    home, away = tmp_path / "home", tmp_path / "away"
    (home / "logos").mkdir(parents=True)
    away.mkdir()
    for folder in (home, home / "logos", away):
        (folder / "a.png").write_bytes(picture)
    (home / "link.png").symlink_to(away / "a.png")
    os.mkfifo(home / "pipe.png")
    assert len(_deal("a.png", home)) == len(_deal("logos/../logos/a.png", home)) == 1
    for logo, why in (
        ("../away/a.png", "outside the folder"),
        (str(away / "a.png"), "outside the folder"),
        ("link.png", "outside the folder"),
        ("/dev/zero", "outside the folder"),
        ("pipe.png", "not an ordinary file"),
        (".", "this is a folder"),
    ):
        with pytest.raises(BadInput, match=why) as refused:
            _deal(logo, home)
        assert "deal.toml, line 7" in refused.value.message
        assert str(tmp_path) not in refused.value.message.replace(logo, "")


def test_a_logo_is_made_clean_as_those_of_contacts_are(tmp_path: Path) -> None:
    picture = (resource("resources", "sample", "logos") / "abara.png").read_bytes()
    chunk = b"\x00\x00\x00\x0btEXtName\x00Secret"
    chunk += zlib.crc32(chunk[4:]).to_bytes(4, "big")
    (tmp_path / "a.png").write_bytes(picture[:33] + chunk + picture[33:])
    ((sha256, png),) = _deal("a.png", tmp_path).items()
    assert b"Secret" not in png
    assert (sha256, png) == (vetted(picture).sha256, vetted(picture).png)
