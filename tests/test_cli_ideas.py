"""`idea`: what is kept is listed and never told, and one that is shown is checked by exit codes."""

# ruff: noqa: F811 - the fixtures are imported under their names

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from microbiz_desktop.cli.main import BAD_INPUT, FINE, NOT_FINE
from microbiz_desktop.domain.ideas import KEY_BYTES, MOST_BYTES, idea_number
from microbiz_desktop.paths import resource
from microbiz_desktop.services.shared.dependencies import TemplateCatalogue
from microbiz_desktop.services.wiring import build_services
from tests.kept import shelf, store, warm_worker  # noqa: F401 - fixtures
from tests.services.sealed import CANARY, draft_with, idea
from tests.test_cli import Run, run, sentence  # noqa: F401 - fixtures

GUIDE = resource("templates").parent / "docs" / "sealed-ideas.md"


@pytest.fixture
def folder(tmp_path: Path, shelf: TemplateCatalogue) -> Iterator[Path]:
    """A data folder with an idea whose number stands in a draft, and its file beside it."""
    services = build_services(tmp_path / "data", shelf=shelf)
    made = idea(services)
    draft_with(services, made.number)
    services.ideas.save_file(made.id, tmp_path / "shown.idea")
    services.close()
    yield tmp_path


def _json(printed: str) -> dict[str, object]:
    found = json.loads(printed)
    assert isinstance(found, dict)
    return found


def test_the_idea_behind_a_number_is_found_and_told_where(run: Run, folder: Path) -> None:
    file = folder / "shown.idea"
    code, printed, complained = run("--data-dir", folder / "data", "idea", "check", file)
    assert (code, complained) == (FINE, "")
    number, said = printed.splitlines()
    shown = file.read_bytes()
    assert number == f"Its idea number is {idea_number(shown[:-32], shown[-32:])}"
    assert said.startswith("It is the idea “An idea for the autumn” of Hart Lane Pottery in “Talks")
    assert CANARY[:14] not in printed
    code, printed, _ = run("--data-dir", folder / "data", "idea", "check", file, "--json")
    told = _json(printed)
    assert (code, told["idea_number"]) == (FINE, number.split()[-1])
    assert told["found"] == [
        {
            "agreement": 1,
            "title": "Talks about a travelling workshop",
            "revision": 0,
            "standing": "a draft that was offered to nobody with it",
            "name": "An idea for the autumn",
            "party": "Hart Lane Pottery",
        }
    ]


def test_another_byte_is_not_the_idea_and_ends_with_1(run: Run, folder: Path) -> None:
    file = folder / "shown.idea"
    file.write_bytes(file.read_bytes().replace(b"plum", b"Plum"))
    code, printed, complained = run("--data-dir", folder / "data", "idea", "check", file)
    assert (code, complained) == (NOT_FINE, "")
    assert "does not stand in any agreement here" in printed
    code, printed, _ = run("--data-dir", folder / "data", "idea", "check", file, "--json")
    assert (code, _json(printed)["found"]) == (NOT_FINE, [])


def test_one_agreement_alone_can_be_asked(run: Run, folder: Path) -> None:
    at = ("--data-dir", folder / "data", "idea", "check", folder / "shown.idea", "--agreement")
    assert run(*at, 1)[0] == FINE
    code, printed, complained = run(*at, 2)
    assert (code, printed) == (BAD_INPUT, "")
    assert "agreement" in sentence(complained)


def test_a_stranger_needs_the_file_and_the_number_alone(run: Run, folder: Path) -> None:
    file = folder / "shown.idea"
    content = file.read_bytes()
    number = idea_number(content[:-KEY_BYTES], content[-KEY_BYTES:])
    none = folder / "none"
    at = ("--data-dir", none, "idea", "check")
    assert run(*at, file, "--number", f"{number[:32].upper()} {number[32:]}")[0] == FINE
    code, printed, _ = run(*at, file, "--number", number[:-1] + "0" * 1, "--json")
    assert code == (FINE if number[-1] == "0" else NOT_FINE)
    assert _json(printed)["same"] is (number[-1] == "0")
    plain = folder / "idea.txt"
    plain.write_bytes(content[:-KEY_BYTES])
    key = content[-KEY_BYTES:].hex()
    assert run(*at, plain, "--key", key, "--number", number)[0] == FINE
    assert run(*at, plain, "--key", key[:-1], "--number", number)[0] == BAD_INPUT
    assert run(*at, file)[0] == NOT_FINE
    assert not none.exists()


@pytest.mark.parametrize("content", [b"", bytes(KEY_BYTES), bytes(MOST_BYTES + KEY_BYTES + 1)])
def test_what_cannot_be_a_sealed_idea_is_bad_input(
    run: Run, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "shown.idea"
    file.write_bytes(content)
    code, printed, complained = run("--data-dir", tmp_path / "no", "idea", "check", file)
    assert (code, printed) == (BAD_INPUT, "")
    assert sentence(complained)


def test_add_list_and_export_make_what_check_finds(run: Run, folder: Path) -> None:
    data, drawing = folder / "data", folder / "kiln drawing.png"
    drawing.write_bytes(bytes(range(256)))
    at = ("--data-dir", data, "idea")
    code, printed, _ = run(*at, "add", drawing, "--title", "A drawing", "--json")
    told = _json(printed)
    assert (code, told["number"], told["bytes"], told["agreements"]) == (FINE, 2, 256, [])
    code, printed, _ = run(*at, "list")
    assert code == FINE
    assert printed.splitlines()[0].endswith(f"A drawing, Fernhill Design: {told['idea_number']}")
    assert "kiln" not in printed and CANARY[:14] not in printed
    out = folder / "drawing.idea"
    assert run(*at, "export", 2, "--out", out)[0] == FINE
    assert out.read_bytes()[:-KEY_BYTES] == drawing.read_bytes()
    alone = folder / "drawing again.png"
    code, printed, _ = run(*at, "export", 2, "--alone", "--out", alone)
    assert (code, alone.read_bytes()) == (FINE, drawing.read_bytes())
    assert "drawing again.png: the idea without its key" in printed
    number = str(told["idea_number"])
    assert run(*at, "check", out, "--number", number)[0] == FINE
    assert run(*at, "check", out)[0] == NOT_FINE
    code, _, complained = run(*at, "export", 2, "--out", folder / "drawing.png")
    assert code == BAD_INPUT and "ends in .idea" in sentence(complained)
    code, _, complained = run(*at, "export", 9, "--out", folder / "nine.idea")
    assert code == BAD_INPUT and "not kept here any more" in sentence(complained)


def test_a_sealed_file_comes_on_standard_input(folder: Path) -> None:
    command = [sys.executable, "-m", "microbiz_desktop", "--data-dir", str(folder / "data")]
    content = (folder / "shown.idea").read_bytes()
    done = subprocess.run([*command, "idea", "check", "-"], input=content, capture_output=True)
    assert (done.returncode, done.stderr) == (FINE, b"")


def test_the_commands_of_the_guide_give_the_number(tmp_path: Path) -> None:
    """A stranger follows the guide: each command as it stands there, and the number it gives."""
    words = GUIDE.read_text(encoding="utf-8")
    said = re.search(r"the text `(.+?)` has the number\n`([0-9a-f]{64})`", words)
    assert said is not None
    text, number = said.groups()
    (tmp_path / "An idea for the autumn.txt.idea").write_bytes(text.encode() + bytes(range(32)))
    commands = re.findall(r"```sh\n(.+?)\n```", words, re.DOTALL)
    printed = [_run_in(tmp_path, command) for command in commands]
    assert [one.split()[0] if one else "" for one in printed] == [number, "", number, number]


def _run_in(folder: Path, command: str) -> str:
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
        env=os.environ,
    )
    return done.stdout


def test_large_files_are_read_no_further_than_needed(
    monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    class _Endless(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            assert 0 < size <= MOST_BYTES + KEY_BYTES + 1
            return bytes(size)

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(_Endless()))  # type: ignore[type-var]  # a stream without end
    code, _, complained = run("idea", "check", "-", "--number", "0" * 64)
    assert code == BAD_INPUT and "more than 8 MB" in sentence(complained)
