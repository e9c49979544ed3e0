"""A file is written whole or not at all, whatever the disk says at whichever step."""

import errno
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from microbiz_desktop.domain.errors import BadInput, CannotSave
from microbiz_desktop.files import (
    STANDARD_OUTPUT,
    check_ending,
    check_place,
    make_folder,
    replacing,
    sweep_parts,
    write_atomically,
)
from microbiz_desktop.workshop import scratch, sweep, workshop

_CODES = (errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES, errno.EDQUOT)


def test_a_new_file_has_the_usual_rights_and_leaves_nothing_beside(tmp_path: Path) -> None:
    umask = os.umask(0o022)
    try:
        write_atomically(tmp_path / "terms.pdf", b"%PDF-")
        write_atomically(tmp_path / "key", b"secret", mode=0o600)
    finally:
        os.umask(umask)
    assert (tmp_path / "terms.pdf").read_bytes() == b"%PDF-"
    assert (tmp_path / "terms.pdf").stat().st_mode & 0o777 == 0o644
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["key", "terms.pdf"]


@pytest.mark.parametrize("code", _CODES)
@pytest.mark.parametrize("step", ["open", "fsync", "replace"])
def test_the_old_file_survives_a_refusal_at_every_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, code: int
) -> None:
    path = tmp_path / "terms.pdf"
    path.write_bytes(b"old")
    real: Callable[..., Any] = getattr(os, step)

    def refuse(*arguments: Any, **options: Any) -> Any:
        if step == "open" and not str(arguments[0]).endswith("-part"):
            return real(*arguments, **options)
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, step, refuse)
    with pytest.raises(CannotSave) as caught:
        write_atomically(path, b"new")
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert [item.name for item in tmp_path.iterdir()] == ["terms.pdf"]
    assert caught.value.message.startswith("terms.pdf cannot be saved. ")
    assert caught.value.hint


def test_the_order_is_content_file_name_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    for step in ("fsync", "replace"):
        monkeypatch.setattr(os, step, _telling(said, step, getattr(os, step)))
    write_atomically(tmp_path / "terms.pdf", b"new")
    assert said == ["fsync", "replace", "fsync"]


def _telling(said: list[str], step: str, real: Callable[..., Any]) -> Callable[..., Any]:
    def tell(*arguments: Any) -> Any:
        said.append(step)
        return real(*arguments)

    return tell


def test_an_error_while_writing_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "terms.pdf"
    path.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), replacing(path) as file:
        file.write(b"half")
        raise ZeroDivisionError
    assert path.read_bytes() == b"old"
    assert [item.name for item in tmp_path.iterdir()] == ["terms.pdf"]


def test_a_missing_folder_and_a_folder_in_the_way_are_sentences(tmp_path: Path) -> None:
    with pytest.raises(CannotSave, match="not there any more"):
        write_atomically(tmp_path / "gone" / "terms.pdf", b"")
    (tmp_path / "terms.pdf").mkdir()
    with pytest.raises(CannotSave, match="A folder has this name"):
        write_atomically(tmp_path / "terms.pdf", b"")


def test_a_place_is_refused_before_the_work_as_it_would_be_after(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("in the way")
    for path in (tmp_path / "gone" / "a.pdf", tmp_path / "folder", tmp_path / "file" / "a.pdf"):
        with pytest.raises(CannotSave) as before:
            check_place(path)
        with pytest.raises(CannotSave) as after:
            write_atomically(path, b"new")
        assert (before.value.message, before.value.hint) == (after.value.message, after.value.hint)


def test_asking_for_a_place_leaves_it_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "old.pdf").write_bytes(b"old")
    check_place(tmp_path / "old.pdf")
    check_place(tmp_path / "new.pdf")
    assert [item.name for item in tmp_path.iterdir()] == ["old.pdf"]
    assert (tmp_path / "old.pdf").read_bytes() == b"old"


def test_a_very_long_name_still_has_room_for_its_twin(tmp_path: Path) -> None:
    path = tmp_path / ("a" * 250 + ".pdf")
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"


def test_a_device_a_pipe_and_a_socket_are_left_as_they_are(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "null").symlink_to("/dev/null")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "socket"))
    for name, sort in (("pipe", "a pipe"), ("null", "a device"), ("socket", "a socket")):
        before = (tmp_path / name).lstat()
        for refusing in (check_place, lambda path: write_atomically(path, b"new")):
            with pytest.raises(CannotSave, match=f"{name} is no ordinary file but {sort}"):
                refusing(tmp_path / name)
        assert os.path.samestat(before, (tmp_path / name).lstat())
    assert Path("/dev/null").is_char_device()
    assert len(list(tmp_path.iterdir())) == 3


@pytest.mark.parametrize("there", [True, False])
def test_a_link_is_written_through_to_what_it_names(tmp_path: Path, there: bool) -> None:
    (tmp_path / "far").mkdir()
    target = tmp_path / "far" / "real.pdf"
    if there:
        target.write_bytes(b"old")
        target.chmod(0o640)
    (tmp_path / "second").symlink_to(target)
    (tmp_path / "first").symlink_to("second")
    check_place(tmp_path / "first")
    write_atomically(tmp_path / "first", b"new")
    assert target.read_bytes() == b"new"
    assert (tmp_path / "first").is_symlink()
    assert (tmp_path / "second").is_symlink()
    assert [path.name for path in (tmp_path / "far").iterdir()] == ["real.pdf"]
    assert not there or target.stat().st_mode & 0o777 == 0o640


def test_a_link_to_itself_and_a_path_too_long_are_true_sentences(tmp_path: Path) -> None:
    (tmp_path / "round").symlink_to(tmp_path / "round")
    for path, why in (
        (tmp_path / "round", "leads to itself"),
        (tmp_path / ("n" * 300), "too long"),
        (tmp_path / ("deep/" * 1000) / "a", "too long"),
    ):
        for refusing in (check_place, lambda path: write_atomically(path, b"new")):
            with pytest.raises(CannotSave, match=why) as refused:
                refusing(path)
            assert len(refused.value.sentence()) < 250


@pytest.mark.parametrize("umask", [0o022, 0o077, 0o002])
def test_an_export_has_the_rights_of_what_it_replaces_else_the_usual(
    tmp_path: Path, umask: int
) -> None:
    before = os.umask(umask)
    try:
        for old in (0o600, 0o644, 0o660, 0o640):
            path = tmp_path / f"{old:o}"
            path.write_bytes(b"old")
            path.chmod(old)
            write_atomically(path, b"new")
            assert path.stat().st_mode & 0o777 == old
            write_atomically(path, b"private", mode=0o600)
            assert path.stat().st_mode & 0o777 == 0o600
        write_atomically(tmp_path / "fresh", b"new")
        assert (tmp_path / "fresh").stat().st_mode & 0o777 == 0o666 & ~umask
    finally:
        os.umask(before)


def test_what_is_being_made_is_never_open_to_more_than_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "private.csv"
    path.write_bytes(b"old")
    path.chmod(0o600)
    with replacing(path) as file:
        assert Path(file.name).stat().st_mode & 0o777 == 0o600
        file.write(b"new")


def test_standard_output_gets_the_whole_file_or_nothing(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    check_place(STANDARD_OUTPUT)
    write_atomically(STANDARD_OUTPUT, b"%PDF-\x00\xff")
    assert capfdbinary.readouterr().out == b"%PDF-\x00\xff"
    with pytest.raises(ZeroDivisionError), replacing(STANDARD_OUTPUT) as file:
        file.write(b"half")
        raise ZeroDivisionError
    assert capfdbinary.readouterr().out == b""
    assert not Path("-").exists()
    with pytest.raises(BadInput, match="need a folder"):
        make_folder(STANDARD_OUTPUT)


def test_a_name_says_what_the_file_is() -> None:
    for name in ("a.pdf", "A.PDF", "a", ".pdf", "v1.2.pdf", "-"):
        check_ending(Path(name), ".pdf")
    for name in ("a.docx", "a.toml", "a.pdf.zip", "v1.2"):
        with pytest.raises(BadInput, match="not be what its name says") as refused:
            check_ending(Path(name), ".pdf", ".zip2")
        assert refused.value.hint == "Choose a name that ends in .pdf or .zip2."


_KILLED = """
import os, sys
from pathlib import Path
from microbiz_desktop.files import replacing
from microbiz_desktop.workshop import workshop
folder = Path(sys.argv[1])
with workshop(folder) as passing, replacing(folder / "terms.pdf") as file:
    (passing / "private.pem").write_bytes(b"key")
    file.write(b"half")
    print("now", flush=True)
    sys.stdin.read()
"""


def test_what_a_kill_leaves_goes_and_what_is_in_use_stays(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _KILLED, str(tmp_path)]
    (tmp_path / ".mine.part").write_bytes(b"not of the program")
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"now\n"
        making = {path.name for path in tmp_path.iterdir()} - {".mine.part"}
        assert len(making) == 2
        assert (sweep(tmp_path), sweep_parts(tmp_path)) == (0, 0)
        assert making <= {path.name for path in tmp_path.iterdir()}
        child.kill()
    write_atomically(tmp_path / "another.pdf", b"new")
    assert sweep(tmp_path) == 1
    assert {path.name for path in tmp_path.iterdir()} == {".mine.part", "another.pdf"}


def test_a_name_as_long_as_the_disk_allows_is_written(tmp_path: Path) -> None:
    """Letters of four bytes, and no room beside the name for anything more."""
    name = "\N{BENTO BOX}" * 62 + ".pdf"
    write_atomically(tmp_path / name, b"new")
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_workshop_is_private_and_gone_afterwards(tmp_path: Path) -> None:
    with workshop(tmp_path) as folder:
        assert folder.parent == tmp_path
        assert folder.stat().st_mode & 0o777 == 0o700
        (folder / "deep").mkdir()
    assert list(tmp_path.iterdir()) == []
    with scratch(tmp_path / "new" / "data") as folder:
        assert folder.is_relative_to(tmp_path / "new" / "data")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "kept").mkdir()
    with scratch(tmp_path / "kept"):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
