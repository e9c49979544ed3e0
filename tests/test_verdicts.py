"""One table of verdicts: the papers, the command line and the window say what the data say."""

import re
from pathlib import Path

import pytest

from microbiz_desktop.domain.verdicts import VERDICTS, Outcome, Report
from microbiz_desktop.ui.look.pills import verdict_pill

ROOT = Path(__file__).parent.parent
_ROW = re.compile(r"^\| (\d) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)


@pytest.mark.parametrize("paper", ["README.md", "docs/evidence.md"])
def test_the_papers_have_the_table_of_the_data(paper: str) -> None:
    found = _ROW.findall((ROOT / paper).read_text(encoding="utf-8"))
    told = [(str(row.exit), str(outcome), row.when) for outcome, row in VERDICTS.items()]
    assert found == sorted(told)


def test_every_outcome_has_a_row_and_an_exit_code_of_its_own() -> None:
    assert set(VERDICTS) == set(Outcome)
    assert sorted(row.exit for row in VERDICTS.values()) == list(range(7))


@pytest.mark.parametrize("outcome", Outcome)
def test_only_the_very_file_is_verified(outcome: Outcome) -> None:
    report = Report(outcome)
    assert report.verified is (outcome is Outcome.THE_VERY_FILE)
    assert report.verified is (report.exit == 0)
    assert ("verified" in report.sentence.lower()) is False
    assert bool(report.next) or outcome in (Outcome.THE_VERY_FILE, Outcome.BAD_INPUT)


def test_every_outcome_looks_like_no_other() -> None:
    looks = [verdict_pill(outcome) for outcome in Outcome]
    shown = [verdict_pill(outcome) for outcome in Outcome if outcome is not Outcome.BAD_INPUT]
    assert len({kind for kind, _, _ in shown}) == len(shown)
    assert len({icon for _, icon, _ in looks}) == len(set(Outcome))
    assert [word.lower() for _, _, word in looks] == [str(outcome) for outcome in Outcome]
