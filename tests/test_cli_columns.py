"""`contacts import` with tables that are a question: --columns and --encoding answer it."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from microbiz_desktop.cli.main import BAD_INPUT, FINE, NOT_FINE, main
from microbiz_desktop.domain.contacts.contacts import BusinessData
from microbiz_desktop.services.wiring import build_services
from tests.interchange import csv_samples

Run = Callable[..., tuple[int, str, str]]
_KUNDEN = "Kunde;Wo;Nr\nLow Moor Sound;Bradford;0113 496 0001\n"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """`contacts import` on a data folder of the test: exit code, output, complaints."""

    def run(*arguments: object) -> tuple[int, str, str]:
        command = ["--data-dir", str(tmp_path / "data"), "contacts", "import"]
        code = main([*command, *map(str, arguments)])
        return (code, *capsys.readouterr())

    return run


def _file(tmp_path: Path, content: str | bytes, name: str = "table.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def _list(tmp_path: Path) -> Sequence[BusinessData]:
    services = build_services(tmp_path / "data")
    try:
        return [services.businesses.get(row.id) for row in services.businesses.rows()]
    finally:
        services.close()


def _told(printed: str) -> dict[str, Any]:
    found = json.loads(printed)
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (csv_samples.NO_HEADER, "It has no heading"),
        (_KUNDEN, "None of its headings is one we know"),
        ("One, two\nthree, four, five, six\nseven, eight, nine, ten\n" * 30, "no table"),
        ("Name,E-mail\nHőgyész,a@a.example\n".encode("cp1250"), "“Hőgyész” or “Hõgyész”"),
    ],
    ids=["no heading", "unknown headings", "prose", "letters"],
)
def test_what_the_window_asks_applies_nothing_and_ends_with_1(
    content: str | bytes, words: str, run: Run, tmp_path: Path
) -> None:
    table = _file(tmp_path, content)
    code, printed, complained = run(table, "--apply")
    assert (code, complained) == (NOT_FINE, "")
    assert words in printed
    assert "Nothing was changed: somebody has to look first." in printed
    assert not (tmp_path / "data").exists()
    code, printed, _ = run(table, "--apply", "--json")
    found = _told(printed)
    assert (code, found["applied"], found["outcome"]) == (NOT_FINE, False, None)
    assert words in " ".join(found["files"][0]["questions"])


@pytest.mark.parametrize(
    "columns",
    [
        "business, place, phone",
        "Business name,Place,phone:main",
        "Kunde=business,Wo=place,Nr=phone",
    ],
)
def test_columns_that_are_said_are_read_so(columns: str, run: Run, tmp_path: Path) -> None:
    code, printed, _ = run(_file(tmp_path, _KUNDEN), "--columns", columns, "--apply")
    assert (code, printed.splitlines()[-1]) == (FINE, "1 added.")
    (moor,) = _list(tmp_path)
    assert (moor.name, moor.place, moor.phone) == ("Low Moor Sound", "Bradford", "0113 496 0001")


def test_a_guess_can_be_taken_as_it_is(run: Run, tmp_path: Path) -> None:
    table = _file(tmp_path, csv_samples.NO_HEADER)
    assert run(table, "--columns", "guessed", "--apply")[0] == FINE
    assert [one.name for one in _list(tmp_path)] == ["Ada Hart", "Ben Oak", "Cy Elm"]


def test_some_columns_can_be_said_and_left_out(run: Run, tmp_path: Path) -> None:
    table = _file(tmp_path, csv_samples.GERMAN)
    said = "Schuhgröße=ignore,Bemerkungen=custom:Gut zu wissen,Telefon=phone:mobile"
    assert run(table, "--columns", said, "--apply")[0] == FINE
    (one,) = _list(tmp_path)
    assert [(field.name, field.value) for field in one.custom] == [("Gut zu wissen", "gut")]
    assert [way.label for way in one.ways if way.kind == "phone"] == ["mobile"]
    assert one.place == "Köln"


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ("business,place", "names 2 columns and the table has 3"),
        ("business,place,shoe size", "“shoe size” is no meaning of a column"),
        ("Colour=business", "The table has no column “Colour”"),
    ],
)
def test_columns_that_cannot_be_are_bad_input(
    columns: str, words: str, run: Run, tmp_path: Path
) -> None:
    code, printed, complained = run(_file(tmp_path, _KUNDEN), "--columns", columns, "--apply")
    assert (code, printed) == (BAD_INPUT, "")
    assert words in complained


def test_an_encoding_that_is_said_is_used(run: Run, tmp_path: Path) -> None:
    table = _file(tmp_path, "Name,E-mail\nHőgyész,a@a.example\n".encode("cp1250"))
    code, printed, _ = run(table, "--encoding", "cp1250", "--apply")
    assert (code, "Central European (Windows)" in printed) == (FINE, True)
    assert [one.name for one in _list(tmp_path)] == ["Hőgyész"]
    code, _, complained = run(table, "--encoding", "klingon")
    assert (code, "“klingon” is no encoding we know" in complained) == (BAD_INPUT, True)


def test_cells_that_went_nowhere_are_told_with_their_line(run: Run, tmp_path: Path) -> None:
    table = _file(tmp_path, "Name,E-mail\nAda,a@a.example,lost\n")
    code, printed, _ = run(table, "--apply")
    assert code == NOT_FINE
    assert f"{table}, line 2: This row has more cells than the heading" in printed
    assert "“lost”" in printed
