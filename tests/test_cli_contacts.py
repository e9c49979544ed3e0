"""The contact list on the command line: what is printed, what is changed, what is refused."""

import io
import json
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar

import pytest

from microbiz_desktop.cli.main import BAD_INPUT, FINE, NOT_FINE, main
from microbiz_desktop.domain.contacts.contacts import BusinessData, PersonData, SkillData, Stage
from microbiz_desktop.interchange.csv_targets import Use
from microbiz_desktop.services.wiring import Services, build_services
from microbiz_desktop.storage.header import DATABASE_NAME
from tests.interchange import csv_samples

Run = Callable[..., tuple[int, str, str]]
T = TypeVar("T")

_CARDS = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Bowen;Rhys;;;\r\nFN:Rhys Bowen\r\nORG:Low Moor Sound\r\n"
    "EMAIL:hello@lowmoor.example\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Zoë Northlight\r\nTEL:01632 960101\r\nEND:VCARD\r\n"
)
#: The second card has a line that is none.
_TORN = _CARDS.replace("TEL:01632 960101", "this is no property")
_LATER = _CARDS.replace("EMAIL:", "TITLE:Engineer\r\nEMAIL:")
_TABLE = "First Name,Last Name,Company,Email\nAda,Hart,Hart Joinery,ada@hart.example\n"
_ADA = BusinessData(
    legal_name="Hart Joinery Ltd",
    trading_name="Hart Joinery",
    email="ada@hart.example",
    phone="01632 960001",
    place="Alnford",
    people=(PersonData("Ada Hart", contact=True),),
    skills=(SkillData("Staircases"),),
    notes="CANARY in the notes",
    stage=Stage.TRUSTED,
)
_BEN = BusinessData(legal_name="Oakbourne Tiling", place="Exby", strapline="=1+1")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], data_dir: Path) -> Run:
    """Runs `contacts ...` on the data folder: exit code, what was printed, what was complained."""

    def call(*arguments: object) -> tuple[int, str, str]:
        code = main(["--data-dir", str(data_dir), "contacts", *map(str, arguments)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


def _keep(data_dir: Path, *entries: BusinessData) -> list[int]:
    return _with(data_dir, lambda services: [services.businesses.save(one).id for one in entries])


def _with(data_dir: Path, action: Callable[[Services], T]) -> T:
    services = build_services(data_dir)
    try:
        return action(services)
    finally:
        services.close()


def _list(data_dir: Path) -> list[BusinessData]:
    def everybody(services: Services) -> list[BusinessData]:
        return [services.businesses.get(row.id) for row in services.businesses.rows()]

    return _with(data_dir, everybody)


def _everything(data_dir: Path) -> list[str]:
    """Every row of every table."""
    if not (data_dir / DATABASE_NAME).exists():
        return []
    with closing(sqlite3.connect(data_dir / DATABASE_NAME)) as raw:
        return list(raw.iterdump())


def _file(tmp_path: Path, name: str, content: str | bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def _sentence(complained: str) -> str:
    """The one line on standard error."""
    (line,) = complained.splitlines()
    assert line.startswith("microbiz-desktop: ")
    assert line.endswith(".")
    assert "Traceback" not in line
    return line


def _object(printed: str) -> dict[str, Any]:
    """The one JSON object that is all of what was printed."""
    found = json.loads(printed)
    assert isinstance(found, dict)
    return found


def test_without_apply_an_import_is_told_and_nothing_changes(
    run: Run, tmp_path: Path, data_dir: Path
) -> None:
    _keep(data_dir, _ADA)
    before = _everything(data_dir)
    files = _file(tmp_path, "phone.vcf", _CARDS), _file(tmp_path, "table.csv", _TABLE)
    code, printed, complained = run("import", *files)
    assert (code, complained) == (FINE, "")
    assert "phone.vcf: 2 contacts" in printed
    assert "table.csv: 1 contact." in printed
    assert "Nothing was changed." in printed
    assert "2 new" in printed
    assert _everything(data_dir) == before


def test_an_import_with_apply_brings_in_what_both_kinds_of_file_hold(
    run: Run, tmp_path: Path, data_dir: Path
) -> None:
    files = _file(tmp_path, "phone.vcf", _CARDS), _file(tmp_path, "table.csv", _TABLE)
    code, printed, complained = run("import", *files, "--apply")
    assert (code, complained) == (FINE, "")
    assert printed.splitlines()[-2:] == [
        "3 new, 0 same, 0 differs, 0 possible.",
        "3 added.",
    ]
    names = {one.legal_name for one in _list(data_dir)}
    assert names == {"Low Moor Sound", "Zoë Northlight", "Hart Joinery"}


def test_an_import_made_again_changes_nothing(run: Run, tmp_path: Path, data_dir: Path) -> None:
    files = _file(tmp_path, "phone.vcf", _CARDS), _file(tmp_path, "table.csv", _TABLE)
    assert run("import", *files, "--apply")[0] == FINE
    before = _everything(data_dir)
    code, printed, _ = run("import", *files, "--apply", "--json")
    found = _object(printed)
    assert code == FINE
    assert found["applied"] is True
    assert found["counts"] == {"new": 0, "same": 3, "differs": 0, "possible": 0}
    assert found["outcome"] == {"step": None, "added": 0, "changed": 0, "skipped": 3}
    assert _everything(data_dir) == before


def test_the_object_of_an_import_says_everything(run: Run, tmp_path: Path) -> None:
    first, later = _file(tmp_path, "phone.vcf", _CARDS), _file(tmp_path, "later.vcf", _LATER)
    run("import", first, "--apply")
    code, printed, complained = run("import", later, "--json")
    found = _object(printed)
    assert (code, complained) == (FINE, "")
    assert set(found) == {"applied", "files", "counts", "items", "troubles", "outcome"}
    assert (found["applied"], found["outcome"], found["troubles"]) == (False, None, [])
    (file,) = found["files"]
    assert (file["file"], file["contacts"], file["refused"]) == (str(later), 2, None)
    differs, same = found["items"]
    assert (differs["kind"], differs["name"], differs["line"]) == ("differs", "Low Moor Sound", 1)
    assert (differs["existing_name"], differs["proposed"]) == ("Low Moor Sound", "merge")
    assert differs["existing_id"] > 0
    assert "Same name and e-mail" in differs["reasons"]
    assert same["kind"] == "same"


def test_what_differs_is_told_with_its_reason_and_merged(
    run: Run, tmp_path: Path, data_dir: Path
) -> None:
    run("import", _file(tmp_path, "phone.vcf", _CARDS), "--apply")
    code, printed, _ = run("import", _file(tmp_path, "later.vcf", _LATER), "--apply")
    assert code == FINE
    assert "differs: Low Moor Sound (here: Low Moor Sound): Same name and e-mail" in printed
    moor = next(one for one in _list(data_dir) if one.name == "Low Moor Sound")
    assert moor.people[0].role == "Engineer"


def test_a_line_that_cannot_be_read_is_told_with_its_place_and_ends_with_1(
    run: Run, tmp_path: Path, data_dir: Path
) -> None:
    torn = _file(tmp_path, "torn.vcf", _TORN)
    table = _file(tmp_path, "torn.csv", "Name,E-mail,Phone\nBen,b@b.example,1,more\n,,\n")
    code, printed, complained = run("import", torn, table)
    assert (code, complained) == (NOT_FINE, "")
    assert f"{torn}, line 11: " in printed
    assert f"{table}, line 2: This row has more cells than the heading" in printed
    code, printed, _ = run("import", torn, table, "--apply", "--json")
    found = _object(printed)
    assert (code, found["outcome"]["added"]) == (NOT_FINE, 3)
    assert [(one["file"], one["line"]) for one in found["troubles"]] == [
        (str(torn), 11),
        (str(table), 2),
    ]
    assert len(_list(data_dir)) == 3


def test_a_picture_that_is_none_is_told_by_its_line(run: Run, tmp_path: Path) -> None:
    photo = "FN:Zoë Northlight\r\nPHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRg=="
    cards = _file(tmp_path, "pictures.vcf", _CARDS.replace("FN:Zoë Northlight", photo))
    code, printed, _ = run("import", _file(tmp_path, "a.csv", _TABLE), cards, "--apply", "--json")
    found = _object(printed)
    assert (code, found["outcome"]["added"]) == (NOT_FINE, 3)
    (trouble,) = found["troubles"]
    assert (trouble["file"], trouble["line"]) == (str(cards), 11)
    assert "picture" in trouble["message"]


def test_the_meanings_of_unknown_columns_are_told(run: Run, tmp_path: Path) -> None:
    table = _file(tmp_path, "liste.csv", csv_samples.GERMAN)
    code, printed, _ = run("import", table, "--json")
    (file,) = _object(printed)["files"]
    assert code == FINE
    assert "guessed" in file["note"]
    assert {"column": "Firma", "as": "Business name"} in file["guessed"]
    assert "  Schuhgröße: A field of its own" in run("import", table)[1].splitlines()
    google = _file(tmp_path, "google.csv", csv_samples.GOOGLE_NEW)
    (file,) = _object(run("import", google, "--json")[1])["files"]
    assert (file["note"], file["guessed"]) == ("Read as Google contacts, Unicode (UTF-8).", [])


def test_a_mapping_that_was_chosen_is_used_again(run: Run, tmp_path: Path, data_dir: Path) -> None:
    content = b"Wer,Was\nAda Hart,pottery\n"
    mapping = (Use("full_name"), Use("skills"))

    def remember(services: Services) -> None:
        seen = services.imports.look(content)
        services.imports.remember_mapping(seen.signature, mapping)

    _with(data_dir, remember)
    code, printed, _ = run("import", _file(tmp_path, "wer.csv", content), "--apply")
    assert code == FINE
    assert "Columns as chosen the last time." in printed
    (ada,) = _list(data_dir)
    assert [skill.name for skill in ada.skills] == ["pottery"]


def _bad(tmp_path: Path) -> dict[str, tuple[str, bytes]]:
    jpeg = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 40
    return {
        "picture": ("photo.vcf", jpeg),
        "picture as table": ("photo.csv", jpeg),
        "empty": ("empty.vcf", b""),
        "empty table": ("empty.csv", b"\r\n"),
        "one column": ("names.csv", b"Name\nAda\nBen\n"),
        "nobody": ("nobody.csv", b"Name,E-mail\n"),
        "30 MB": ("large.vcf", _CARDS.encode() * (30 * 1024 * 1024 // len(_CARDS))),
        "30 MB table": ("large.csv", _TABLE.encode() * (30 * 1024 * 1024 // len(_TABLE))),
        "noise": ("noise.vcf", bytes(range(256)) * 400),
    }


@pytest.mark.parametrize("kind", sorted(_bad(Path())))
@pytest.mark.parametrize("apply", [(), ("--apply",)], ids=("proposal", "apply"))
def test_what_is_no_file_of_contacts_is_one_sentence_and_changes_nothing(
    kind: str, apply: tuple[str, ...], run: Run, tmp_path: Path, data_dir: Path
) -> None:
    _keep(data_dir, _ADA)
    before = _everything(data_dir)
    name, content = _bad(tmp_path)[kind]
    code, printed, complained = run("import", _file(tmp_path, name, content), *apply)
    assert (code, printed) == (BAD_INPUT, "")
    if kind != "nobody":
        assert name in _sentence(complained)
    assert "Traceback" not in _sentence(complained)
    assert _everything(data_dir) == before


def test_utf_16_without_its_mark_is_read(run: Run, tmp_path: Path) -> None:
    cards = _file(tmp_path, "wide.vcf", _CARDS.encode("utf-16-le"))
    table = _file(tmp_path, "wide.csv", _TABLE.encode("utf-16-be"))
    code, printed, _ = run("import", cards, table, "--json")
    names = [item["name"] for item in _object(printed)["items"]]
    assert (code, names) == (FINE, ["Low Moor Sound", "Zoë Northlight", "Hart Joinery"])


def test_a_missing_file_is_named_and_no_folder_is_made(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder, here = tmp_path / "new", _file(tmp_path, "phone.vcf", _CARDS)
    command = ["--data-dir", str(folder), "contacts", "import", str(here)]
    assert main([*command, str(tmp_path / "gone.vcf"), "--apply"]) == BAD_INPUT
    assert "gone.vcf: no such file" in _sentence(capsys.readouterr().err)
    assert main([*command, str(tmp_path)]) == BAD_INPUT
    assert "this is a folder" in _sentence(capsys.readouterr().err)
    assert main(command) == FINE
    assert not folder.exists()
    assert main([*command, "--apply"]) == FINE
    assert len(_list(folder)) == 2


def test_one_bad_file_among_good_ones_is_told_and_the_others_come_in(
    run: Run, tmp_path: Path, data_dir: Path
) -> None:
    good, bad = _file(tmp_path, "phone.vcf", _CARDS), _file(tmp_path, "photo.vcf", b"\xff\xd8\xff")
    code, printed, complained = run("import", bad, good, "--apply")
    assert (code, complained) == (NOT_FINE, "")
    assert "photo.vcf: This file is a JPEG picture, not a vCard." in printed
    assert len(_list(data_dir)) == 2


def test_a_name_that_is_no_text_and_controls_in_a_card_do_no_harm(
    run: Run, tmp_path: Path, data_dir: Path
) -> None:
    odd = tmp_path / os.fsdecode(b"caf\xe9.vcf")
    odd.write_bytes(_TORN.replace("Zoë", "Zo\x1b[31m").encode())
    code, printed, complained = run("import", odd, "--apply")
    assert (code, complained) == (NOT_FINE, "")
    assert "\x1b" not in printed + run("find", "northlight")[1]
    assert len(_list(data_dir)) == 2
    table = _file(
        tmp_path, "odd.csv", "Name,E-mail,Sch\x1b[31m\x07uh\u202egröße\nBen\x1b[2J,b@b.example,43\n"
    )
    printed = run("import", table, "--apply")[1] + run("find", "ben")[1]
    assert "größe: A field of its own" in printed
    assert not {"\x1b", "\x07", "\u202e"} & set(printed)


@pytest.mark.parametrize(("form", "start"), [("vcard3", b"3.0"), ("vcard4", b"4.0"), ("csv", b"")])
def test_an_export_reads_back_and_keeps_what_is_private(
    form: str, start: bytes, run: Run, tmp_path: Path, data_dir: Path
) -> None:
    _keep(data_dir, _ADA, _BEN)
    out = tmp_path / ("all.csv" if form == "csv" else "all.vcf")
    code, printed, complained = run("export", "--format", form, "--out", out)
    assert (code, printed, complained) == (FINE, f"{out}: 2 associates\n", "")
    content = out.read_bytes()
    assert b"CANARY" not in content
    assert b"trusted" not in content
    assert start in content
    code, printed, _ = run("import", out, "--json")
    assert (code, _object(printed)["counts"]["same"]) == (FINE, 2)
    code, printed, _ = run("export", "--format", form, "--out", out, "--private")
    assert printed == f"{out}: 2 associates with what is private\n"
    assert b"CANARY" in out.read_bytes()


def test_an_export_into_an_empty_folder_is_the_same_list(
    run: Run, tmp_path: Path, data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _keep(data_dir, _ADA, _BEN)
    out = tmp_path / "all.vcf"
    run("export", "--format", "vcard4", "--out", out, "--private")
    folder = tmp_path / "other"
    assert main(["--data-dir", str(folder), "contacts", "import", str(out), "--apply"]) == FINE
    assert {(one.name, one.notes) for one in _list(folder)} == {
        (one.name, one.notes) for one in (_ADA, _BEN)
    }


def test_an_export_that_cannot_be_is_refused(run: Run, tmp_path: Path, data_dir: Path) -> None:
    out = tmp_path / "all.csv"
    code, _, complained = run("export", "--format", "csv", "--out", out)
    assert code == BAD_INPUT
    assert "nobody in the contact list" in _sentence(complained)
    assert not out.exists()
    _keep(data_dir, _ADA)
    code, _, complained = run("export", "--format", "csv", "--out", tmp_path / "no" / "all.csv")
    assert code == BAD_INPUT
    assert "cannot be saved" in _sentence(complained)


def test_finding_gives_who_where_and_what_matched(run: Run, data_dir: Path) -> None:
    ada, _ = _keep(data_dir, _ADA, _BEN)
    code, printed, complained = run("find", "960 001", "--json")
    found = _object(printed)
    assert (code, complained) == (FINE, "")
    assert (found["text"], found["found"], found["of"], found["read_as"]) == ("960 001", 1, 2, [])
    assert found["associates"] == [
        {
            "id": ada,
            "name": "Hart Joinery",
            "second_line": "Ada Hart · Staircases",
            "labels": [],
            "place": "Alnford",
            "matched": "01632 960001",
        }
    ]
    line = f"{ada:>6}  Hart Joinery, Ada Hart · Staircases, Alnford (matches 01632 960001)\n"
    assert run("find", "960", "001")[1] == line


def test_a_slip_is_forgiven_and_said(run: Run, data_dir: Path) -> None:
    _keep(data_dir, _ADA, _BEN)
    code, printed, _ = run("find", "hart", "joinrey")
    assert code == FINE
    assert printed.splitlines()[0] == "“joinrey” read as “joinery”"
    assert "Hart Joinery" in printed
    assert _object(run("find", "joinrey", "--json")[1])["read_as"] == [
        "“joinrey” read as “joinery”"
    ]


def test_nobody_found_is_said(run: Run, data_dir: Path) -> None:
    _keep(data_dir, _ADA)
    code, printed, _ = run("find", "xylophone")
    assert (code, printed) == (NOT_FINE, "Nobody is found by “xylophone” among 1.\n")
    code, printed, _ = run("find", "xylophone", "--json")
    found = _object(printed)
    assert (code, found["found"], found["associates"]) == (NOT_FINE, 0, [])


def _from_input(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    """Let a command read this on standard input."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))


@pytest.mark.parametrize("content", [_CARDS.encode(), _TABLE.encode()])
def test_contacts_come_in_by_standard_input(
    run: Run, data_dir: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    _from_input(monkeypatch, content)
    code, printed, complained = run("import", "-", "--apply")
    assert (code, complained) == (FINE, "")
    assert printed.startswith("-: ")
    assert {one.name for one in _list(data_dir)} <= {
        *("Low Moor Sound", "Zoë Northlight", "Hart Joinery")
    }
    assert _list(data_dir)


def test_more_than_is_read_on_standard_input_is_one_sentence(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("microbiz_desktop.services.transfer.imports.LARGEST_FILE", 20)
    _from_input(monkeypatch, _CARDS.encode())
    code, printed, complained = run("import", "-")
    assert (code, printed) == (BAD_INPUT, "")
    assert "Standard input: more than" in _sentence(complained)
    monkeypatch.setattr("sys.stdin", None)
    assert "no standard input" in _sentence(run("import", "-")[2])


NUMBERS = Path(__file__).parent / "cases" / "contacts" / "numbers-to-find.vcf"


@pytest.fixture
def kept_numbers(run: Run) -> None:
    """The cards with numbers and letters of many countries."""
    assert run("import", NUMBERS, "--apply")[0] == FINE


@pytest.mark.usefixtures("kept_numbers")
@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("lodz", {"Łódź Café"}),
        ("Łódź", {"Łódź Café"}),
        ("jorg mussig", {"Łódź Café"}),
        ("isik", {"Ahmet Işık"}),
        ("IŞIK", {"Ahmet Işık"}),
        ("01234 56789", {"Plus Fortynine"}),
        ("0123456789", {"Plus Fortynine"}),
        ("+49 1234 56789", {"Plus Fortynine"}),
        ("0049 (0)1234-56789", {"Plus Fortynine"}),
        ("49123456789", {"Plus Fortynine"}),
        ("56789", {"Plus Fortynine"}),
        ("2345", {"Plus Fortynine", "Ahmet Işık"}),
        ("23456789", {"Plus Fortynine"}),
        ("8 612 345 6789", set()),
        ("+61 4 9999 1111", {"Spaced Aussie"}),
        ("0499991111", {"Spaced Aussie"}),
        ("9999 1111", {"Spaced Aussie"}),
        ("99 11", {"Spaced Aussie"}),
        ("464", {"Test"}),
        ("06 12 34 56 78", {"Ahmet Işık"}),
        ("06.12.34.56.78", {"Ahmet Işık"}),
        ("+33612345678", {"Ahmet Işık"}),
        ("011 33 6 12 34 56 78", {"Ahmet Işık"}),
        ("612 345 678", {"Ahmet Işık"}),
        ("020 7946 0958", {"王伟"}),
        ("+44 20 7946 0958", {"王伟"}),
        ("020 7946 0958 ext 12", {"王伟"}),
        ("0044 (0)20 7946 0777", {"Sean O'Brien-Smith"}),
        ("tel:+442079460777", {"Sean O'Brien-Smith"}),
        ("7946", {"王伟", "Sean O'Brien-Smith"}),
        ("460", {"王伟", "Sean O'Brien-Smith"}),
        ("０２０ ７９４６ ０７７７", {"Sean O'Brien-Smith"}),
        ("020 7946 0778", set()),
        ("obrien", {"Sean O'Brien-Smith"}),
    ],
)
def test_numbers_and_letters_are_found_as_people_type_them(
    run: Run, typed: str, names: set[str]
) -> None:
    code, printed, _ = run("find", typed, "--json")
    found = {one["name"] for one in _object(printed)["associates"]}
    assert (found, code) == (names, FINE if names else NOT_FINE)


def test_more_are_found_than_one_page_holds(run: Run, data_dir: Path) -> None:
    rows = "".join(f"Firm {number},f{number}@x.example\n" for number in range(1203))
    table = _file(data_dir, "many.csv", "Business name,E-mail\n" + rows)
    assert run("import", table, "--apply")[0] == FINE
    found = _object(run("find", "firm", "--json")[1])
    assert (found["found"], len({one["id"] for one in found["associates"]})) == (1203, 1203)


def test_duplicates_are_told_with_their_reasons(run: Run, data_dir: Path) -> None:
    twin = BusinessData(legal_name="Hart Joinery Limited", phone="+44 1632 960001", place="Alnford")
    first, _, second = _keep(data_dir, _ADA, _BEN, twin)
    code, printed, complained = run("duplicates", "--json")
    found = _object(printed)
    assert (code, complained, found["found"]) == (NOT_FINE, "", 1)
    (pair,) = found["pairs"]
    assert pair["ids"] == [first, second]
    assert pair["names"] == ["Hart Joinery", "Hart Joinery Limited"]
    assert 60 <= pair["score"] <= 100
    assert "Same phone number" in pair["reasons"]
    code, printed, _ = run("duplicates")
    assert code == NOT_FINE
    assert f"Hart Joinery ({first}) = Hart Joinery Limited ({second}): " in printed
    _with(data_dir, lambda services: services.merging.not_same(first, second))
    code, printed, _ = run("duplicates")
    assert (code, printed) == (FINE, "No two entries seem to be one business.\n")
    assert _object(run("duplicates", "--json")[1]) == {"found": 0, "pairs": []}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "are required: COMMAND"),
        (["import"], "are required: FILE"),
        (["export", "--out", "x"], "are required: --format"),
        (["export", "--format", "xml", "--out", "x"], "invalid choice: 'xml'"),
        (["find"], "are required: TEXT"),
        (["find", "?!"], "no word to look for"),
        (["lend"], "lend"),
    ],
)
def test_an_option_that_cannot_be_is_one_sentence(
    arguments: list[str], said: str, run: Run
) -> None:
    code, printed, complained = run(*arguments)
    assert (code, printed) == (BAD_INPUT, "")
    assert said in _sentence(complained)


@pytest.mark.parametrize(
    "arguments", [["find", "ada"], ["duplicates"], ["export", "--format", "csv", "--out", "x"]]
)
def test_without_a_data_folder_none_is_made(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--data-dir", str(tmp_path / "no"), "contacts", *arguments]) == BAD_INPUT
    assert "no data folder" in _sentence(capsys.readouterr().err)
    assert not (tmp_path / "no").exists()
