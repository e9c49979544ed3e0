"""An agreement is called so; a kind is named where that kind is meant, and nowhere else."""

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from microbiz_desktop.cli.main import _parser
from microbiz_desktop.domain.papers import AgreementKind
from microbiz_desktop.services.shared.dependencies import TemplateCatalogue

ROOT = Path(__file__).parents[2]
SHELF = TemplateCatalogue(ROOT / "templates" / "agreements")

#: Where a kind is meant and named, how often at most, and why.
MEANT = {
    "README.md": (1, "the list of the papers there are"),
    "CONTRIBUTING.md": (0, ""),
    "docs/templates.md": (8, "folders of the kinds as examples, and the limits of each"),
    "docs/deal-file.md": (1, "an example"),
    "docs/kinds.md": (1, "the kinds that came after it"),
}
_JOINT = re.compile(r"joint[- ]?ventures?|\bJV\b", re.IGNORECASE)


def files() -> Iterator[Path]:
    """What people read of the program but its history; for its source see `test_kinds_in_code`."""
    yield from (ROOT / "README.md", ROOT / "CONTRIBUTING.md")
    yield from sorted((ROOT / "docs").glob("*.md"))


def test_the_usual_kind_is_named_only_where_it_is_meant() -> None:
    found = Counter(
        {
            path.relative_to(ROOT).as_posix(): len(_JOINT.findall(path.read_text("utf-8")))
            for path in files()
        }
    )
    said = {name: times for name, times in (+found).items() if times > MEANT.get(name, (0, ""))[0]}
    assert said == {}


def test_the_search_for_it_finds_what_it_looks_for() -> None:
    for words in ("joint venture", "Joint-venture agreement", "a JV", "joint ventures"):
        assert _JOINT.search(words)
    assert not _JOINT.search("a joint of meat; an adventure")


def helps(parser: argparse.ArgumentParser) -> Iterator[str]:
    """The help of a command and of all below it."""
    yield parser.format_help()
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from helps(below)


def test_no_command_is_for_one_kind_alone() -> None:
    told = list(helps(_parser()))
    assert len(told) > 15
    for kind in SHELF.kinds():
        assert [text for text in told if kind.title.casefold() in text.casefold()] == []
    assert [text for text in told if _JOINT.search(text)] == []


@pytest.mark.parametrize("kind", SHELF.kinds(), ids=lambda kind: kind.id)
def test_a_paper_calls_itself_by_its_own_name(kind: AgreementKind) -> None:
    """The words of a sample of one kind hold the title of no other."""
    text = (ROOT / "tests" / "golden" / f"{kind.id}.txt").read_text("utf-8")
    assert kind.title in text
    others = [other.title for other in SHELF.kinds() if other.id != kind.id]
    assert [other for other in others if other.casefold() in text.casefold()] == []
    if kind.id != SHELF.usual_kind():
        assert not _JOINT.search(text)
