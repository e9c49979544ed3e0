"""Every text of templates, clauses and packs: no archaic phrase, and British English."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from microbiz_desktop.domain.text import plain
from microbiz_desktop.drafting.checks.archaic import HARD_WORDS
from microbiz_desktop.drafting.compile import compile
from microbiz_desktop.drafting.dealfile.reader import load_deal_file
from microbiz_desktop.paths import resource
from tests.drafting.golden import SAMPLES
from tests.shipped import shipped
from tests.wording.readability import parts_of

ROOT = resource("templates", "agreements")
TABLE = tomllib.loads(Path(__file__).with_name("british.toml").read_text(encoding="utf-8"))

#: Fields that name things and are read by nobody.
_NAMES = frozenset(
    {"id", "kind", "value", "values", "questions", "options", "question", "default", "usual"}
    | {"shown_when", "required_when", "needs", "depends", "excludes", "chooses", "units", "where"}
    | {
        "source",
        "roles",
        "places",
        "table",
        "of",
        "allowed",
        "locale",
        "currency",
        "decision",
        "is",
    }
    | {"not", "example", "licence", "author", "jurisdictions", "language", "version"}
)
_Z = re.compile(
    r"\b(?!siz|priz|seiz|capsiz|resiz)\w+iz(?:es?|ed|ing|ations?|ers?)\b", re.IGNORECASE
)


def test_the_tables_say_what_is_right() -> None:
    assert TABLE["version"] >= 1
    for phrase in TABLE["phrases"]:
        assert re.search(phrase["pattern"], phrase["found"]), phrase["found"]


@cache
def texts() -> tuple[tuple[str, str], ...]:
    """Every text that somebody reads, with the file and field it stands in."""
    return tuple(
        (f"{path.relative_to(ROOT)}, {field}", text)
        for path in sorted(ROOT.rglob("*.toml"))
        if path.name != "sample.toml"
        for field, text in _texts(tomllib.loads(path.read_text(encoding="utf-8")), "")
    )


def _texts(data: Any, field: str) -> Iterator[tuple[str, str]]:
    if isinstance(data, str):
        if field not in _NAMES:
            yield field, data
    elif isinstance(data, Mapping):
        for key, value in data.items():
            yield from _texts(value, key)
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value, field)


def spelled() -> Iterator[tuple[re.Pattern[str], str]]:
    """A pattern of each spelling that is not British, and what is."""
    for word, british in TABLE["spellings"].items():
        end = "" if word.endswith("*") else r"\b"
        yield re.compile(rf"\b{re.escape(word.rstrip('*'))}{end}", re.IGNORECASE), british
    yield _Z, "-ise"


def found_in(patterns: Iterator[tuple[re.Pattern[str], str]]) -> list[str]:
    """Where the patterns occur, and what to write instead."""
    return [
        f"{where}: “{hit[0]}” is “{better}” here"
        for pattern, better in patterns
        for where, text in texts()
        for hit in pattern.finditer(text)
    ]


def test_every_kind_of_text_is_looked_at() -> None:
    fields = {where.rpartition(", ")[2] for where, _ in texts()}
    wanted = {"text", "summary", "label", "help", "explain", "intro", "notices", "says", "why"}
    assert wanted <= fields
    assert len(texts()) > 800


def test_no_archaic_phrase_stands_in_any_text() -> None:
    assert found_in((pattern, easy) for _, pattern, easy in HARD_WORDS) == []


def test_no_american_spelling_stands_in_any_text() -> None:
    assert found_in(spelled()) == []


def test_what_a_native_would_not_write_never_comes_back() -> None:
    found = found_in((re.compile(p["pattern"]), p["write"]) for p in TABLE["phrases"])
    assert found == []


@pytest.mark.parametrize("name", SAMPLES)
def test_nor_does_it_once_the_answers_are_in(name: str) -> None:
    """References and lengths of time stand in the text only when it is compiled."""
    catalogue = shipped()
    text = compile(catalogue, load_deal_file(SAMPLES[name], catalogue).deal).text
    lines = parts_of(line for clause in text.clauses for line in clause.subclauses)
    lines += [plain(row.runs) for row in text.cover]
    lines += [summary.text for clause in text.clauses for summary in clause.summaries]
    patterns = [phrase["pattern"] for phrase in TABLE["phrases"]]
    plain_lines = [line.replace("\u00a0", " ") for line in lines]
    assert [line for line in plain_lines for p in patterns if re.search(p, line)] == []


@pytest.mark.parametrize(
    ("planted", "kind"),
    [
        ("The parties organize the colour.", "z"),
        ("The center of the work.", "centre"),
        ("Each installment is paid.", "instalment"),
        ("The licence is honored.", "honour"),
    ],
)
def test_a_planted_spelling_is_found(planted: str, kind: str) -> None:
    hits = [better for pattern, better in spelled() if pattern.search(planted)]
    assert hits == ["-ise" if kind == "z" else kind]
