"""The command line by its own contract: exit codes, one sentence on standard error, one object."""

import io
import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from microbiz_desktop.cli.main import BAD_INPUT, FINE, NOT_FINE, main
from microbiz_desktop.paths import resource
from microbiz_desktop.services.wiring import build_services
from microbiz_desktop.storage.header import DATABASE_NAME
from microbiz_desktop.ui.look.fonts import FALLBACKS
from tests.kept import (  # noqa: F401 - fixtures
    Drafter,
    begun_worker,
    demo_folder,
    drafted,
    store,
    worker_process,
)

SAMPLES = sorted(
    path for path in resource("resources", "sample").glob("*.toml") if path.stem != "network"
)
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in this process: exit code, what was printed, what was complained."""

    def call(*arguments: object) -> tuple[int, str, str]:
        code = main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture(scope="module")
def demo(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:  # noqa: F811 - the fixture
    """A folder `out` with what the demo makes, beside its data folder `data`."""
    return Path(shutil.copytree(demo_folder, tmp_path_factory.mktemp("demo") / "copy"))


def sentence(complained: str) -> str:
    """The one line on standard error."""
    (line,) = complained.splitlines()
    assert line.startswith("microbiz-desktop: ")
    assert line.endswith(".")
    assert "Traceback" not in line
    return line


def executed(demo: Path) -> Path:
    (pdf,) = (demo / "out").glob("*.pdf")
    return pdf


@pytest.mark.parametrize("sample", [path.stem for path in SAMPLES])
def test_every_sample_becomes_a_draft_without_errors(
    sample: str,
    drafted: Drafter,  # noqa: F811 - the fixture
) -> None:
    made = drafted(sample)
    assert (made.code, made.complained) == (FINE, "")
    found = json.loads(made.printed)
    assert not [f for f in found["findings"] if f["severity"] == "error"]
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        assert len(pdf.pages) == found["pages"]
    assert found["file"] == made.out
    assert found["parties"] >= 2


@pytest.mark.usefixtures("begun_worker")
def test_a_draft_with_errors_is_made_and_ends_with_1(run: Run, tmp_path: Path) -> None:
    whole = (resource("resources", "sample") / "three-parties.toml").read_text(encoding="utf-8")
    deal = tmp_path / "deal.toml"
    deal.write_text(whole.replace("may_sign = true", "may_sign = false"), encoding="utf-8")
    shutil.copytree(resource("resources", "sample", "logos"), tmp_path / "logos")
    code, printed, complained = run("draft", deal, "--out", tmp_path / "draft.pdf")
    assert (code, complained) == (NOT_FINE, "")
    assert (tmp_path / "draft.pdf").read_bytes().startswith(b"%PDF")
    assert "error: " in printed


@pytest.mark.parametrize("name", ["draft.docx", "draft.PDF.doc", "draft.txt"])
def test_a_name_that_says_another_form_is_refused(name: str, run: Run, tmp_path: Path) -> None:
    """P9: `--out x.docx` wrote a PDF of that name."""
    code, printed, complained = run("draft", SAMPLES[0], "--out", tmp_path / name)
    assert (code, printed) == (BAD_INPUT, "")
    assert "name that ends in .pdf" in complained and name in sentence(complained)
    assert not (tmp_path / name).exists()
    code, _, complained = run(
        "--data-dir", tmp_path, "contacts", "export", "--format", "csv", "--out", tmp_path / "a.vcf"
    )
    assert code == BAD_INPUT and "name that ends in .csv" in complained


@pytest.mark.usefixtures("begun_worker")
def test_a_draft_says_when_it_was_made_and_repeats_for_the_same_time(
    run: Run, tmp_path: Path
) -> None:
    """P9: every draft was made on 1 January 2026."""
    before = datetime.now(UTC).replace(microsecond=0)
    first, second, now = (tmp_path / f"{name}.pdf" for name in ("first", "second", "now"))
    for out in (first, second):
        code, _, _ = run("draft", SAMPLES[0], "--out", out, "--made", "2027-03-04T05:06:07+01:00")
        assert code == FINE
    assert first.read_bytes() == second.read_bytes()
    run("draft", SAMPLES[0], "--out", now)
    with pikepdf.open(first) as pdf:
        assert str(pdf.docinfo["/CreationDate"]) == "D:20270304050607+01'00"
    with pikepdf.open(now) as pdf:
        digits = str(pdf.docinfo["/CreationDate"]).removeprefix("D:")[:14]
        zone = str(pdf.docinfo["/CreationDate"])[16:].replace("'", "")
    made = datetime.strptime(f"{digits}{zone}", "%Y%m%d%H%M%S%z")
    assert before <= made <= datetime.now(UTC)


def test_a_time_without_offset_is_refused(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "draft.pdf"
    for wrong in ("yesterday", "2026-11-30T09:00:00", "2026-11-30"):
        code, _, complained = run("draft", SAMPLES[0], "--out", out, "--made", wrong)
        assert code == BAD_INPUT and wrong in sentence(complained)
    assert not out.exists()


def test_a_deal_file_that_is_no_toml_names_file_and_line(run: Run, tmp_path: Path) -> None:
    deal = tmp_path / "deal.toml"
    deal.write_text('template = "joint-venture"\n\ncurrency = GBP pounds\n', encoding="utf-8")
    code, printed, complained = run("draft", deal, "--out", tmp_path / "draft.pdf")
    assert (code, printed) == (BAD_INPUT, "")
    assert "deal.toml, line 3:" in sentence(complained)
    assert not (tmp_path / "draft.pdf").exists()


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00", b"", b"template = 3", b"parties = []", b'template = "no-such"']
)
def test_no_content_of_a_deal_file_ends_in_a_traceback(
    content: bytes, run: Run, tmp_path: Path
) -> None:
    deal = tmp_path / "deal.toml"
    deal.write_bytes(content)
    code, _, complained = run("draft", deal, "--out", tmp_path / "draft.pdf")
    assert code == BAD_INPUT
    assert "deal.toml" in sentence(complained)


@pytest.mark.parametrize("command", ["draft", "verify", "restore"])
def test_a_missing_file_is_named(command: str, run: Run, tmp_path: Path) -> None:
    more = ["--out", tmp_path / "x.pdf"] if command == "draft" else []
    code, _, complained = run("--data-dir", tmp_path / "d", command, tmp_path / "gone", *more)
    assert code == BAD_INPUT
    assert "gone: no such file" in sentence(complained)
    assert not (tmp_path / "d").exists()


@pytest.mark.parametrize("command", ["draft", "demo", "backup", "screenshots"])
def test_a_folder_that_cannot_be_written_is_said(
    command: str, run: Run, tmp_path: Path, demo: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    out = tmp_path / "file" / "below"
    before = [SAMPLES[0]] if command == "draft" else []
    data = demo / "data" if command == "backup" else tmp_path / "data"
    code, _, complained = run("--data-dir", data, command, *before, "--out", out)
    assert code == BAD_INPUT
    assert "cannot be saved" in sentence(complained)
    assert not (tmp_path / "data").exists(), "said before any work was done"
    assert (tmp_path / "file").read_text() == "in the way"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["screenshots", "--out", "x", "--size", "big"], "--size big is not a window size"),
        (["screenshots", "--out", "x", "--size", "10x10"], "Write it as 1440x900"),
        (["screenshots", "--out", "x", "--theme", "pink"], "invalid choice: 'pink'"),
        (["verify"], "are required: FILE.pdf"),
        (["no-such-command"], "no-such-command"),
        (["draft", "x.toml"], "are required: --out"),
    ],
)
def test_an_option_that_cannot_be_is_one_sentence(
    arguments: list[str], said: str, run: Run
) -> None:
    code, printed, complained = run(*arguments)
    assert (code, printed) == (BAD_INPUT, "")
    assert said in sentence(complained)


def test_the_demo_gives_an_executed_copy_and_its_data(demo: Path) -> None:
    with pikepdf.open(executed(demo)) as pdf:
        assert set(pdf.attachments) == {
            "agreement.json",
            "edition.json",
            "ledger.json",
            "offered.pdf",
        }
    data = json.loads((demo / "out" / "agreement.json").read_text(encoding="utf-8"))
    assert data


def test_agreements_are_listed_and_saved_in_the_form_asked_for(
    demo: Path, run: Run, tmp_path: Path
) -> None:
    code, printed, _ = run("--data-dir", demo / "data", "agreements", "list", "--json")
    (one,) = [row for row in json.loads(printed)["agreements"] if row["state"] == "executed"]
    code, printed, _ = run("--data-dir", demo / "data", "agreements", "list")
    assert f"{one['number']:>6}  {one['title']}, {one['kind']}, executed\n" in printed
    assert one["kind"] == "Joint-venture agreement"
    command = ("--data-dir", demo / "data", "agreements", "export", one["number"], "--format")
    for form, begins in (("text", "# "), ("deal", "template = "), ("data", "{")):
        out = tmp_path / form
        code, printed, complained = run(*command, form, "--out", out)
        assert (code, complained) == (FINE, ""), form
        assert printed.startswith(f"{out}: ")
        assert out.read_text(encoding="utf-8").startswith(begins)
    code, _, complained = run(*command, "nonsense", "--out", tmp_path / "draft.txt")
    assert (code, "'executed', 'draft', 'sign-off-sheet'" in complained) == (BAD_INPUT, True)
    code, _, complained = run(*command, "draft", "--out", tmp_path / "draft.txt")
    assert (code, "ends in .pdf" in complained) == (BAD_INPUT, True)
    code, _, complained = run(*command, "changes", "--out", tmp_path / "changes.md")
    assert (code, "no offer before this one" in complained) == (BAD_INPUT, True)


@pytest.mark.usefixtures("begun_worker")
def test_the_demo_can_be_run_again_on_the_same_folder(demo: Path, run: Run, tmp_path: Path) -> None:
    shutil.copytree(demo / "data", tmp_path / "data")
    code, printed, complained = run(
        "--data-dir", tmp_path / "data", "demo", "--out", tmp_path / "out", "--json"
    )
    assert (code, complained) == (FINE, "")
    assert json.loads(printed)["parties"] == 3
    with closing(sqlite3.connect(tmp_path / "data" / DATABASE_NAME)) as connection:
        (copies,) = connection.execute("SELECT count(*) FROM executed_copy").fetchone()
    assert copies == 2


@pytest.mark.usefixtures("begun_worker")
def test_an_executed_copy_is_verified_where_it_was_made_and_elsewhere(
    demo: Path, run: Run, tmp_path: Path
) -> None:
    code, printed, _ = run("--data-dir", demo / "data", "verify", executed(demo), "--json")
    here: dict[str, Any] = json.loads(printed)
    assert (code, here["verified"]) == (FINE, True)
    assert (here["verdict"], here["exit"], here["pages_compared"]) == ("the very file", 0, "kept")
    code, printed, _ = run("--data-dir", tmp_path / "other", "verify", executed(demo))
    assert code == 4
    assert printed.startswith("Agrees with itself, kept by nobody here. ")
    assert f"  Words of the key: {here['facts']['Words of the key']}\n" in printed
    assert here["facts"]["Fingerprint"] in printed
    assert not (tmp_path / "other").exists()


@pytest.mark.usefixtures("begun_worker")
def test_a_changed_copy_is_not_verified(demo: Path, run: Run, tmp_path: Path) -> None:
    changed = tmp_path / "changed.pdf"
    with pikepdf.open(executed(demo)) as pdf:
        data = json.loads(pdf.attachments["agreement.json"].get_file().read_bytes())
        data["title"] = "Another title"
        pdf.attachments["agreement.json"] = json.dumps(data).encode()
        pdf.save(changed)
    code, printed, _ = run("--data-dir", demo / "data", "verify", changed, "--json")
    report = json.loads(printed)
    assert (code, report["exit"], report["verdict"]) == (1, 1, "changed")
    assert (report["verified"], report["pages_compared"]) == (False, "kept")
    assert "This is not the text that was offered." in report["details"]


@pytest.mark.usefixtures("begun_worker")
def test_pages_that_look_different_are_saved_as_pictures(
    demo: Path, run: Run, tmp_path: Path
) -> None:
    changed, pictures = tmp_path / "changed.pdf", tmp_path / "pictures"
    with pikepdf.open(executed(demo)) as pdf:
        pdf.pages[4].contents_add(b"Q q 1 1 1 rg 60 300 220 120 re f Q q")
        pdf.save(changed)
    code, printed, _ = run(
        *("--data-dir", demo / "data", "verify", changed, "--json", "--pictures", pictures)
    )
    report = json.loads(printed)
    assert (code, [page["page"] for page in report["pages"]]) == (1, [5])
    made = [pictures / "page-005-expected.png", pictures / "page-005-found.png"]
    assert report["pictures"] == [str(path) for path in made]
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in made)
    assert sorted(pictures.iterdir()) == made


@pytest.mark.parametrize("name", ["nowhere.pdf", "folder.pdf"])
def test_bad_input_is_an_object_too(name: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "folder.pdf").mkdir()
    code, printed, complained = run("verify", tmp_path / name, "--json")
    said = json.loads(printed)
    assert (code, said["exit"], said["verdict"], said["verified"]) == (2, 2, "bad input", False)
    assert said["pages_compared"] == "no"
    assert said["error"]["message"] == said["details"][0]
    assert said["details"][0] in complained
    code, printed, complained = run("verify", tmp_path / name)
    assert (code, printed) == (2, "")
    assert complained.startswith("microbiz-desktop: ")


@pytest.mark.usefixtures("begun_worker")
def test_a_foreign_file_is_not_verified_and_left_alone(run: Run, tmp_path: Path) -> None:
    foreign = tmp_path / "letter.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(foreign)
    before = foreign.read_bytes()
    for path in (foreign, resource("resources", "fonts", "inter", "OFL.txt")):
        code, printed, complained = run("verify", path, "--json")
        said = json.loads(printed)
        assert (code, said["exit"], complained) == (6, 6, "")
        assert (said["verified"], said["pages_compared"]) == (False, "no")
        assert said["details"][0] in (
            "The file carries no agreement as data: a scan, or another program’s file.",
            "The file is no PDF.",
        )
    assert foreign.read_bytes() == before


@pytest.mark.usefixtures("begun_worker")
def test_a_backup_restored_elsewhere_is_the_same_data(demo: Path, run: Run, tmp_path: Path) -> None:
    backup, other = tmp_path / "all.microbiz-backup", tmp_path / "other"
    assert run("--data-dir", demo / "data", "backup", "--out", backup)[0] == FINE
    assert run("--data-dir", other, "restore", backup)[0] == FINE
    assert _titles(other) == _titles(demo / "data") != []
    code, printed, _ = run("--data-dir", other, "restore", backup)
    assert code == FINE
    kept = Path(printed.splitlines()[-1].rpartition(" kept in ")[2])
    assert (kept / DATABASE_NAME).is_file()
    code, printed, _ = run("--data-dir", other, "verify", executed(demo), "--json")
    assert json.loads(printed)["verified"] is True


def _titles(data_dir: Path) -> list[str]:
    services = build_services(data_dir)
    try:
        return [row.title for row in services.agreements.rows()]
    finally:
        services.close()


def test_what_is_no_backup_is_not_restored(demo: Path, run: Run, tmp_path: Path) -> None:
    shutil.copytree(demo / "data", tmp_path / "data")
    before = _titles(tmp_path / "data")
    code, _, complained = run("--data-dir", tmp_path / "data", "restore", executed(demo))
    assert code == BAD_INPUT
    assert "not a whole backup" in sentence(complained)
    assert _titles(tmp_path / "data") == before


def test_without_a_data_folder_there_is_nothing_to_back_up(run: Run, tmp_path: Path) -> None:
    code, _, complained = run("--data-dir", tmp_path / "no", "backup", "--out", tmp_path / "b")
    assert code == BAD_INPUT
    assert "no data folder" in sentence(complained)
    assert not (tmp_path / "no").exists()


@pytest.mark.parametrize("kind", ["newer", "foreign", "damaged"])
def test_a_data_file_that_is_not_for_this_program_is_left_untouched(
    kind: str, run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "data" / DATABASE_NAME
    path.parent.mkdir()
    build_services(path.parent).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        if kind != "damaged":
            name = "user_version" if kind == "newer" else "application_id"
            connection.execute(f"PRAGMA {name} = 99")
    if kind == "damaged":
        path.write_bytes(b"not a database" * 100)
    before = path.read_bytes()
    code, _, complained = run("--data-dir", path.parent, "backup", "--out", tmp_path / "b")
    assert code == BAD_INPUT
    words = {"newer": "newer", "foreign": "not made by", "damaged": "damaged"}
    assert words[kind] in sentence(complained)
    assert path.read_bytes() == before
    code, printed, _ = run("--data-dir", path.parent, "doctor", "--json")
    (line,) = (c for c in json.loads(printed)["checks"] if c["name"] == "database")
    assert (code, line["ok"]) == (NOT_FINE, False)
    assert words[kind] in line["what"]
    assert path.read_bytes() == before


@pytest.mark.timeout(600)
@pytest.mark.usefixtures("begun_worker")
def test_pictures_of_every_screen_are_saved(run: Run, tmp_path: Path) -> None:
    code, printed, complained = run(
        "screenshots", "--out", tmp_path, "--theme", "dark", "--size", "1100x700"
    )
    assert (code, complained) == (FINE, "")
    saved = [Path(line) for line in printed.splitlines()]
    assert {path.name.removesuffix("-dark-1100x700.png") for path in saved} >= {
        "first-run", "home", "associates", "projects", "agreements", "studio", "signoff",
        "reading", "executed", "settings", "backups", "jump",
    }  # fmt: skip
    for path in saved:
        head = path.read_bytes()[:24]
        assert head[:8] == b"\x89PNG\r\n\x1a\n"
        assert (int.from_bytes(head[16:20]), int.from_bytes(head[20:24])) == (1100, 700)


def test_pictures_are_taken_with_the_fonts_of_every_script(tmp_path: Path) -> None:
    """In a program of its own, stopped at its first picture: here they may be loaded already."""
    (tmp_path / "file").write_text("in the way")
    program = (
        "import sys; from pathlib import Path; from PySide6.QtGui import QFontDatabase\n"
        "from microbiz_desktop.cli.screenshots import take_all\n"
        "from microbiz_desktop.domain.errors import CannotSave\n"
        "out, home = Path(sys.argv[1]), Path(sys.argv[2])\n"
        "try: take_all(out, home, 'light', (1100, 700))\n"
        "except CannotSave: print('\\n'.join(QFontDatabase.families()))\n"
    )
    arguments = [str(tmp_path / "file" / "below"), str(tmp_path / "home")]
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, timeout=300
    )
    assert set(FALLBACKS) <= set(done.stdout.splitlines()), done.stderr


def test_the_command_as_installed_gives_its_exit_code(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "microbiz_desktop", "verify", str(tmp_path / "no.pdf")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == BAD_INPUT
    sentence(done.stderr)
    assert subprocess.run([*command[:3], "--version"], capture_output=True).returncode == FINE


def test_without_a_display_the_window_is_refused_with_a_hint(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    code, _, complained = run("--data-dir", tmp_path / "data")
    assert code == BAD_INPUT
    assert "no display" in sentence(complained)
    assert not (tmp_path / "data").exists()
