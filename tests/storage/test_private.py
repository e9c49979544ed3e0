"""What a data folder holds is closed to others; what is not the program's stays as it is."""

from pathlib import Path

import pytest

from microbiz_desktop.storage.private import keep_private


def _mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def _make(path: Path, mode: int) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.touch()
    path.chmod(mode)
    return path


@pytest.mark.parametrize("name", ["microbiz.sqlite", "settings.ini", "keys/1.pem", "logs/a.log"])
def test_what_is_ours_is_closed_to_others(tmp_path: Path, name: str) -> None:
    path = _make(tmp_path / name, 0o664)
    tmp_path.chmod(0o755)
    keep_private(tmp_path)
    assert _mode(path) == 0o600
    assert _mode(tmp_path) == 0o700


def test_a_folder_with_other_things_keeps_their_modes(tmp_path: Path) -> None:
    """Somebody may name a home folder as data folder: its hidden files are not ours."""
    hidden = _make(tmp_path / ".profile", 0o644)
    script = _make(tmp_path / "backups" / "nightly.sh", 0o755)
    tmp_path.chmod(0o755)
    keep_private(tmp_path)
    assert _mode(hidden) == 0o644
    assert _mode(script) == 0o700  # still to be run by its owner
    assert _mode(tmp_path) == 0o755
