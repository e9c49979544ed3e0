"""The last border of the command line: a sentence, exit 2, and what happened in the log."""

# ruff: noqa: F811 - the fixtures are imported under their names

import json
import logging
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from logging.handlers import RotatingFileHandler
from pathlib import Path

import pytest

from microbiz_desktop.cli.main import BAD_INPUT, FINE, NOT_FINE
from microbiz_desktop.domain.clock import Moment
from microbiz_desktop.paths import resource
from microbiz_desktop.storage.header import DATABASE_NAME
from tests.kept import begun_worker, demo_folder, store, worker_process  # noqa: F401 - fixtures
from tests.test_cli import Run, demo, run, sentence  # noqa: F401 - fixtures

_HEAD = 'template = "joint-venture"\ntitle = "Tea"\n'
_PARTY = '[[parties]]\nkey = "p{0}"\nlegal_name = "B{0}"\n'
#: What a deal file may hold that ends readers of such files, and what is said of it.
HOSTILE = {
    "3,000 nested tables": (_HEAD + "x = " + "{a=" * 3000 + "1" + "}" * 3000, "nested too deeply"),
    "3,000 nested lists": (_HEAD + "x = " + "[" * 3000 + "]" * 3000, "nested too deeply"),
    "a heading of 3,000 parts": (f"{_HEAD}[{'.'.join(['a'] * 3000)}]\nx = 1", "nested too deeply"),
    "a key of 400,000 parts": (_HEAD + ".".join(["a"] * 400_000) + " = 1", "nested too deeply"),
    "a key of 90 parts": (_HEAD + ".".join(["a"] * 90) + " = 1", "nested too deeply"),
    "5,000 digits": (f"{_HEAD}[answers]\nprice = {'9' * 5000}", "too many digits"),
    "4,000 digits": (f"{_HEAD}[answers]\nprice = {'9' * 4000}", ""),
    "5,000 digits of sixteen": (f"{_HEAD}[answers]\nprice = 0x{'f' * 5000}", ""),
    "a huge power": (f"{_HEAD}[answers]\nprice = 1e999999999", "too many digits"),
    "a tiny power": (f"{_HEAD}[answers]\nprice = 1e-999999999", "too many digits"),
    "no number": (f"{_HEAD}[answers]\nprice = nan", ""),
    "without end": (f"{_HEAD}[answers]\nprice = -inf", ""),
    "5,000 digits as text": (f'{_HEAD}[answers]\nprice = "{"9" * 5000}"', ""),
    "20,000 parties": (_HEAD + "".join(map(_PARTY.format, range(20_000))), "more than 300"),
    "20,000 terms": (
        _HEAD + '[[special_terms]]\nheading = "a"\ntext = "b"\n' * 15_000,
        "more than 300",
    ),
    "larger than a deal": (_HEAD + "#" * 2**20, "larger than 1 MB"),
    "bytes of nothing": ("\0" * 1000, "not valid TOML"),
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_deal_file_is_one_sentence_and_one_object(
    what: str, run: Run, tmp_path: Path
) -> None:
    content, said = HOSTILE[what]
    (tmp_path / "deal.toml").write_text(content)
    command = ["--data-dir", tmp_path / "data", "draft", tmp_path / "deal.toml"]
    code, printed, complained = run(*command, "--out", tmp_path / "x.pdf", "--json")
    assert code == BAD_INPUT
    assert "deal.toml" in sentence(complained)
    assert said in complained
    assert len(complained) < 700
    told = json.loads(printed)
    assert list(told) == ["error"]
    assert set(told["error"]) == {"message", "hint"}
    assert told["error"]["message"] in complained
    assert not (tmp_path / "x.pdf").exists()
    assert not (tmp_path / "data" / "logs" / "microbiz.log").exists()


@pytest.mark.usefixtures("begun_worker")
@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_a_day_at_the_end_of_the_calendar_is_no_traceback(
    day: str, run: Run, tmp_path: Path
) -> None:
    sample = (resource("resources", "sample") / "two-parties.toml").read_text(encoding="utf-8")
    shutil.copytree(resource("resources", "sample", "logos"), tmp_path / "logos")
    text = "".join(
        f"{line.partition('=')[0]}= {day}\n" if line.startswith(("start", "end")) else line
        for line in sample.splitlines(keepends=True)
    )
    (tmp_path / "deal.toml").write_text(text, encoding="utf-8")
    data = ["--data-dir", tmp_path / "data"]
    code, _, complained = run(*data, "draft", tmp_path / "deal.toml", "--out", tmp_path / "x.pdf")
    assert code == FINE, "it is drafted; that the day is odd is no error"
    assert complained == ""


@pytest.fixture
def _log_closed() -> Iterator[None]:
    yield
    files = [one for one in logging.getLogger().handlers if isinstance(one, RotatingFileHandler)]
    assert files == []


_BY_HAND = {
    "a name is bytes": "UPDATE business SET legal_name = x'00ff'",
    "a day is a number": "UPDATE business SET updated_at = 5",
    "a day beyond the calendar": "UPDATE business SET"
    " updated_at = '9999-12-31T23:59:59.000000+00:00 Pacific/Kiritimati'",
    "a zone that is none": "UPDATE business SET"
    " updated_at = '2026-11-21T10:42:00.000000+00:00 Middle/Earth'",
    "an answer is a list": "UPDATE agreement SET deal_json = '[]'",
    "an answer of another kind": "UPDATE agreement SET deal_json = '{\"parties\": 5}'",
    "a state that is none": "UPDATE agreement SET state = 'dreaming'",
    "a list is text": "UPDATE business SET ways = '{\"a\": 1}'",
}


@pytest.mark.allow_logs
@pytest.mark.usefixtures("_log_closed")
@pytest.mark.parametrize("what", _BY_HAND)
def test_data_changed_by_hand_is_a_sentence_and_the_log_has_the_report(
    what: str, run: Run, demo: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(demo / "data", folder)
    with closing(sqlite3.connect(folder / DATABASE_NAME)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(_BY_HAND[what])
        connection.commit()
    ended = []
    for command in (
        ["contacts", "export", "--format", "csv", "--private", "--out", tmp_path / "x.csv"],
        ["contacts", "find", "film", "--json"],
        ["contacts", "duplicates", "--json"],
        ["agreements", "list", "--json"],
        ["agreements", "export", "--format", "data", "--out", tmp_path / "x.json", "1"],
    ):
        code, printed, complained = run("--data-dir", folder, *command)
        assert code in (0, NOT_FINE, BAD_INPUT)
        if code == BAD_INPUT:
            ended.append(command[0])
            assert sentence(complained)
            if "--json" in command:
                assert json.loads(printed)["error"]["message"] in complained
            if "our mistake" in complained:
                log = folder / "logs" / "microbiz.log"
                assert str(log) in complained
                report = log.read_text(encoding="utf-8")
                assert "cli/main.py" in report
                assert "Northlight" not in report
                assert log.stat().st_mode & 0o077 == 0 or log.parent.stat().st_mode & 0o077 == 0
    assert ended or what != "a name is bytes"


def test_json_says_what_is_wrong_with_the_options_too(run: Run) -> None:
    for arguments in (["verify", "--json"], ["nonsense", "--json"], ["verify", "/gone", "--json"]):
        code, printed, complained = run(*arguments)
        assert code == BAD_INPUT
        assert json.loads(printed)["error"]["message"] in sentence(complained)


def test_a_moment_beyond_the_calendar_is_no_moment() -> None:
    for stamp in (
        "9999-12-31T23:59:59+00:00 Pacific/Kiritimati",
        "9999-12-31T23:59:59-23:00 UTC",
        "0001-01-01T00:00:00+00:00 America/New_York",
        "2026-01-01T00:00:00+00:00 Middle/Earth",
        "2026-01-01T00:00:00+00:00 ../../etc/passwd",
        "2026-01-01T00:00:00 UTC",
        "",
    ):
        with pytest.raises(ValueError):
            Moment.from_text(stamp)
    last = "9999-12-31T09:00:00.000000+00:00 Pacific/Kiritimati"
    assert Moment.from_text(last).to_text() == last
