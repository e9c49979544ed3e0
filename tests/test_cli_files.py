"""What commands read and write: for the user alone, under true names, nothing elsewhere."""

# ruff: noqa: F811 - the fixtures are imported under their names

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from microbiz_desktop.cli.main import BAD_INPUT, FINE
from microbiz_desktop.services.wiring import build_services
from microbiz_desktop.storage.header import DATABASE_NAME
from tests.kept import MADE, Drafter, demo_folder, drafted, store, worker_process  # noqa: F401 - fixtures
from tests.test_cli import SAMPLES, Run, demo, executed, run, sentence  # noqa: F401 - fixtures


def _open_to_others(folder: Path) -> dict[str, str]:
    """What somebody else could read or enter in a folder."""
    return {
        path.relative_to(folder).as_posix(): f"{path.stat().st_mode & 0o777:o}"
        for path in (folder, *folder.rglob("*"))
        if path.stat().st_mode & 0o077
    }


@pytest.mark.parametrize("before", ["none", "empty, open", "ours, open", "with other things"])
def test_what_is_in_a_data_folder_is_for_the_user_alone(
    before: str, tmp_path: Path, demo: Path
) -> None:
    folder, umask = tmp_path / "data", os.umask(0o022)
    try:
        if before == "ours, open":
            shutil.copytree(demo / "data", folder)
            (folder / "settings.ini").touch()
            for path in (folder, *folder.rglob("*")):
                path.chmod(0o755)
        elif before != "none":
            folder.mkdir(mode=0o755)
        if before == "with other things":
            (folder / "letter.txt").write_text("mine")
        services = build_services(folder)
        services.sample.load()
        services.backups.automatic()
        assert (folder / f"{DATABASE_NAME}-wal").exists()
        others = {".": "755", "letter.txt": "644"} if before == "with other things" else {}
        assert _open_to_others(folder) == others
        services.close()
        assert _open_to_others(folder) == others
    finally:
        os.umask(umask)


@pytest.mark.parametrize(
    ("arguments", "form"),
    [
        (["draft", str(SAMPLES[0]), "--out", "terms.docx"], ".pdf"),
        (["contacts", "export", "--format", "csv", "--out", "all.vcf"], ".csv"),
        (["contacts", "export", "--format", "vcard4", "--out", "all.csv"], ".vcf"),
        (["backup", "--out", "all.pdf"], ".microbiz-backup or .zip"),
    ],
)
def test_a_wrong_ending_is_refused_before_anything_is_written(
    arguments: list[str],
    form: str,
    run: Run,
    demo: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    code, printed, complained = run("--data-dir", demo / "data", *arguments)
    assert (code, printed) == (BAD_INPUT, "")
    assert f"Choose a name that ends in {form}." in sentence(complained)
    assert list(tmp_path.iterdir()) == []


def test_out_to_standard_output_is_the_file_alone(
    demo: Path, tmp_path: Path, drafted: Drafter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    data = ["--data-dir", str(demo / "data")]
    for arguments, begins, said in (
        (["draft", str(SAMPLES[0]), *MADE, "--json"], b"%PDF", '"pages": '),
        (["contacts", "export", "--format", "vcard3"], b"BEGIN:VCARD", "associates"),
        (["backup"], b"PK", "checked and complete"),
    ):
        command = [sys.executable, "-m", "microbiz_desktop", *data, *arguments, "--out", "-"]
        done = subprocess.run(command, capture_output=True, timeout=120)
        assert done.returncode == FINE, done.stderr
        assert done.stdout.startswith(begins)
        assert said in done.stderr.decode()
        if arguments[0] == "draft":
            assert drafted(SAMPLES[0].stem).complained == ""
            assert done.stdout == drafted(SAMPLES[0].stem).pdf
    assert list(tmp_path.iterdir()) == []


def test_no_command_leaves_or_makes_anything_in_the_temporary_folder(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A temporary folder that nothing can be made in: who tries fails."""
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, "/proc")
    home = tmp_path / "data"
    (tmp_path / "out").mkdir()
    for arguments in (
        ["draft", str(SAMPLES[0]), "--out", str(tmp_path / "out" / "d.pdf")],
        ["demo", "--out", str(tmp_path / "out")],
        ["verify", str(executed(demo))],
        ["backup", "--out", str(tmp_path / "out" / "b.zip")],
        ["restore", str(tmp_path / "out" / "b.zip")],
        ["doctor"],
    ):
        command = [sys.executable, "-c", _ONLY_TMPDIR, "--data-dir", str(home), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, timeout=180)
        assert done.stderr == "", arguments
        expected = 4 if arguments[0] == "verify" else FINE  # nobody kept it there
        assert done.returncode == expected, (arguments, done.stdout)
    assert [path.name for path in home.iterdir() if path.name.startswith(".")] == []


#: The folder of `tempfile` as the environment says, without a look at what is usable.
_ONLY_TMPDIR = """
import os, sys, tempfile
tempfile.tempdir = os.environ["TMPDIR"]
from microbiz_desktop.cli.main import main
sys.exit(main(sys.argv[1:]))
"""
