"""docs/extending.md names files that are there, and says of each addition what finds its gaps."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "extending.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", TEXT, re.MULTILINE | re.DOTALL))
#: What a plain path looks like: a folder of the tree first.
_PATH = re.compile(r"`((?:microbiz_desktop|templates|tests|docs)/[\w./-]+|pyproject\.toml)`")


@pytest.mark.parametrize("section", SECTIONS)
def test_every_file_it_names_is_there(section: str) -> None:
    named = _PATH.findall(SECTIONS[section])
    assert named
    missing = [path for path in named if "NAME" not in path and not (ROOT / path).exists()]
    assert missing == []
    for new in (path for path in named if "NAME" in path):
        before = new.partition("NAME")[0].rpartition("/")[0]
        assert (ROOT / before).is_dir(), new


@pytest.mark.parametrize("section", SECTIONS)
def test_every_addition_says_what_finds_its_gaps(section: str) -> None:
    assert re.search(r"mypy|`tests/|defect", SECTIONS[section])


def test_everything_that_can_be_added_is_told() -> None:
    assert set(SECTIONS) >= {
        *("A kind of agreement", "A law", "A kind of answer", "A page"),
        *("A channel of sign-off", "A migration", "An export", "A field of an associate"),
    }
