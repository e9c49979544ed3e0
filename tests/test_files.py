"""A file is written whole or not at all, whatever the disk says at whichever step."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from microbiz_desktop.domain.errors import CannotSave
from microbiz_desktop.files import check_place, replacing, write_atomically

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
        if step == "open" and not str(arguments[0]).endswith(".part"):
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
