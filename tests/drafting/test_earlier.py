"""Earlier wordings: kept, found by the version a deal names, and compiled as they were."""

import json
import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from microbiz_desktop.domain.deal import Deal
from microbiz_desktop.domain.deal import frozen as read_only
from microbiz_desktop.domain.errors import BadTemplate
from microbiz_desktop.domain.plain import from_plain
from microbiz_desktop.domain.text import AgreementText, plain
from microbiz_desktop.drafting.compile import compile
from microbiz_desktop.drafting.templates.catalogue import Catalogue, defects
from microbiz_desktop.drafting.templates.earlier import (
    WordingStatus,
    folder_of,
    load_earlier,
    wording_status,
)
from microbiz_desktop.drafting.templates.versions import news_since, release
from microbiz_desktop.paths import resource
from microbiz_desktop.records.agreement import deal_from_json
from tests.earlier.kept import EXECUTED, data_folder_of_then

ROOT = resource("templates", "agreements")


@pytest.mark.parametrize(
    ("template", "pack", "expected"),
    [
        ("", "", WordingStatus.CURRENT),
        ("2.0.0", "1.1.0", WordingStatus.CURRENT),
        ("2.0.0", "", WordingStatus.CURRENT),
        ("1.0.0", "1.1.0", WordingStatus.EARLIER),
        ("1.10.0", "", WordingStatus.EARLIER),
        ("2.0.0", "1.0.0", WordingStatus.EARLIER),
        ("a draft of mine", "", WordingStatus.EARLIER),
        ("10.0.0", "", WordingStatus.NEWER),
        ("2.0.1", "1.0.0", WordingStatus.NEWER),
        ("2.0.0", "1.2.0", WordingStatus.NEWER),
    ],
)
def test_a_deal_stands_to_the_wording_that_is_here(
    catalogue: Catalogue, template: str, pack: str, expected: WordingStatus
) -> None:
    here = replace(catalogue.templates["joint-venture"], version="2.0.0")
    law = replace(catalogue.packs["england-and-wales"], version="1.1.0")
    deal = Deal("joint-venture", template, "england-and-wales", pack)
    assert wording_status(deal, here, law) is expected


def test_what_is_kept_is_found_and_nothing_else_is_reached() -> None:
    assert folder_of(ROOT, "joint-venture", "1.0.0") == ROOT.with_name("earlier").joinpath(
        "joint-venture-1.0.0"
    )
    for template, version in [
        ("joint-venture", "0.9"),
        ("joint-venture", "1.0.0/../joint-venture-1.0.0"),
        ("../earlier/joint-venture", "1.0.0"),
        ("joint-venture", ""),
    ]:
        assert folder_of(ROOT, template, version) is None
    assert "1.0.0" in _kept("joint-venture")


def _kept(template: str) -> list[str]:
    """The versions of a template that are kept."""
    found = ROOT.with_name("earlier").glob(f"{template}-*")
    return [path.name.removeprefix(f"{template}-") for path in found]


def test_what_a_newer_wording_changed_is_said_for_everyone_with_an_earlier_one(
    catalogue: Catalogue,
) -> None:
    for template in catalogue.templates.values():
        for version in _kept(template.id):
            assert release(version) <= release(template.version)
            told = news_since(ROOT, template.id, version, template.version)
            assert told or version == template.version


def test_it_is_worded_as_it_was_offered_then(tmp_path: Path) -> None:
    """The frozen text was made by the program of that time; numbers, references, tables and all."""
    with closing(sqlite3.connect(data_folder_of_then(tmp_path))) as connection:
        query = "SELECT text, deal_json FROM revision WHERE agreement_id = ?"
        stored, said = connection.execute(query, (EXECUTED,)).fetchone()
    frozen, deal = from_plain(AgreementText, json.loads(stored)), deal_from_json(said)
    kept = folder_of(ROOT, deal.template, deal.template_version)
    assert kept is not None
    catalogue = load_earlier(kept)
    emptied = {name: v for name, v in deal.answers.items() if v or v is False}
    now = compile(catalogue, replace(deal, answers=read_only(emptied))).text
    assert _clauses(now) == _clauses(frozen)
    assert [_words(row.label + plain(row.runs)) for row in now.cover] == [
        _words(row.label + plain(row.runs)) for row in frozen.cover
    ]
    assert now.notices == frozen.notices
    assert [(s.id, s.letter, s.heading) for s in now.schedules] == [
        (s.id, s.letter, s.heading) for s in frozen.schedules
    ]


def _clauses(text: AgreementText) -> list[str]:
    found = []
    for clause in text.clauses:
        found.append(f"{clause.number} {clause.heading}")
        for line in clause.subclauses:
            items = [plain(item.runs) for item in line.items]
            words = [line.number, plain(line.runs), *items, plain(line.closing)]
            found.append(_words(" ".join(words)))
    return found


def _words(text: str) -> str:
    """What binds is the words: hyphens and spaces that may not break are a matter of setting."""
    return re.sub(r"\s+", " ", text.replace("\u2011", "-")).strip()


def test_news_are_those_of_later_versions(tmp_path: Path) -> None:
    folder = tmp_path / "kind"
    folder.mkdir()
    (folder / "news.toml").write_text(
        '[[versions]]\nversion = "1.10.0"\nsays = "Ten."\n'
        '[[versions]]\nversion = "1.2.0"\nsays = "Two."\n',
        encoding="utf-8",
    )
    assert news_since(tmp_path, "kind", "1.0.0", "1.10.0") == ("Ten.", "Two.")
    assert news_since(tmp_path, "kind", "1.9", "2.0.0") == ("Ten.",)
    assert news_since(tmp_path, "kind", "1.10.0", "2.0.0") == ()
    assert news_since(tmp_path, "kind", "of mine", "2.0.0") == ("Ten.", "Two.")
    assert news_since(tmp_path, "kind", "1.0.0", "1.2.0") == ("Two.",), "not what is still to come"
    assert news_since(tmp_path, "none", "1.0.0", "2.0.0") == ()


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('[[versions]]\nversion = "1.0.0"\n', "line 1: “says” is missing"),
        ('[[versions]]\n\nversion = 2\nsays = "a"\n', "line 3: “version” should be text"),
        ('[[versions]]\nversion = "new"\nsays = "a"\n', "line 2: “new” is not a version"),
        ('versions = "1.0.0"\n', "line 1: “versions” should be a list"),
        ('[versions]\nsays = "a"\n', "line 1: “versions” should be a list"),
        ("[[versions]\n", "line 1: "),
    ],
)
def test_news_that_cannot_be_read_are_a_defect_with_file_and_line(
    tmp_path: Path, written: str, said: str
) -> None:
    root = tmp_path / "agreements"
    shutil.copytree(ROOT, root)
    (root / "joint-venture" / "news.toml").write_text(written, encoding="utf-8")
    with pytest.raises(BadTemplate) as refused:
        news_since(root, "joint-venture", "1.0.0", "2.0.0")
    assert f"joint-venture/news.toml, {said}" in refused.value.message
    assert refused.value.message in defects(root)
