"""The doctor names what is there and what is not, and looks without changing anything."""

from pathlib import Path

import pytest

from microbiz_desktop.cli import doctor
from microbiz_desktop.domain.errors import WorkerStopped
from microbiz_desktop.services.wiring import build_services


def _by_name(lines: list[doctor.Check]) -> dict[str, doctor.Check]:
    return {line["name"]: line for line in lines}


def test_a_computer_with_everything_is_healthy(data_dir: Path) -> None:
    build_services(data_dir).close()
    lines = doctor.examine(data_dir)
    assert [line for line in lines if not line["ok"]] == []
    assert not any(line["todo"] for line in lines)
    found = _by_name(lines)
    assert "quick check passed" in found["database"]["what"]
    assert "weasyprint" in found["worker"]["what"]
    assert {"Python", "SQLAlchemy", "pango-1.0", "font inter", "templates"} <= set(found)
    assert "61 units" in found["wording joint-venture-1.0.0"]["what"]


def test_an_unused_folder_is_neither_made_nor_complained_about(tmp_path: Path) -> None:
    found = _by_name(doctor.examine(tmp_path / "none"))
    assert found["data folder"]["ok"]
    assert found["database"]["what"] == "none yet"
    assert not (tmp_path / "none").exists()


def test_what_is_missing_is_named_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "LIBRARIES", ("no-such-library",))
    monkeypatch.setattr(doctor, "SYSTEM", {"no-such-thing": "libno-such"})
    monkeypatch.setattr(doctor, "FONTS", ("no-such-font",))
    found = _by_name(doctor.examine(tmp_path))
    assert found["no-such-library"]["todo"] == "Run `make setup`."
    assert found["no-such-thing"]["todo"].endswith("apt-get install libno-such")
    assert not found["font no-such-font"]["ok"]


def test_a_check_that_fails_does_not_stop_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ours() -> list[doctor.Check]:
        raise RuntimeError("odd")

    def theirs(_folder: Path) -> list[doctor.Check]:
        raise WorkerStopped("The worker ended.", "Try again.")

    monkeypatch.setattr(doctor, "_templates", ours)
    monkeypatch.setattr(doctor, "_worker", theirs)
    lines = doctor.examine(tmp_path)
    assert lines[-1]["what"] == "The worker ended."
    assert lines[-1]["todo"] == "Try again."
    assert any(line["what"] == "RuntimeError: odd" for line in lines)
