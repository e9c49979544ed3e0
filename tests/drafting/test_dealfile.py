"""Deal files: friendly forms in, the same deal back, and a line for every mistake."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microbiz_desktop.domain.deal import Deal, Rewording, SpecialTerm, frozen
from microbiz_desktop.domain.errors import BadInput
from microbiz_desktop.drafting.catalogue import Catalogue
from microbiz_desktop.drafting.dealfile import load_deal_file, read_deal_file
from microbiz_desktop.drafting.dealfile_answers import Misfit, money_from, percent_from
from microbiz_desktop.drafting.dealfile_writer import write_deal_file
from microbiz_desktop.paths import resource

SAMPLES = [
    resource("templates", "agreements", "joint-venture", "sample.toml"),
    *sorted(resource("resources", "sample").glob("*-parties.toml")),
]

GOOD = """
template = "joint-venture"
title = "Tea"

[project]
start = 2026-11-30

[[parties]]
key = "a"
legal_name = "A Ltd"
people = [{ name = "Ann", may_sign = true }]

[answers]
price = 1200
split_method = "percentages"
review_by = 2027-03-19

[answers.shares]
a = 42.5
"""


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples_read_and_write_back(catalogue: Catalogue, path: Path, tmp_path: Path) -> None:
    read = load_deal_file(path, catalogue)
    assert len(read.deal.parties) >= 2
    for digest, content in read.logos.items():
        (tmp_path / f"{digest}.png").write_bytes(content)
    again = read_deal_file(write_deal_file(read.deal, catalogue), "x.toml", catalogue, tmp_path)
    assert again == read


def test_friendly_forms(catalogue: Catalogue) -> None:
    deal = read_deal_file(GOOD, "deal.toml", catalogue, Path()).deal
    assert deal.answers["price"] == 120_000
    assert deal.answers["shares"] == {"a": 425_000}
    assert deal.answers["review_by"] == "2027-03-19"
    assert deal.project.start == "2026-11-30"
    assert deal.parties[0].people[0].may_sign
    assert (deal.pack, deal.currency) == ("england-and-wales", "GBP")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"Tea"', '"Tea', "deal.toml, line 3: this is not valid TOML"),
        ('"joint-venture"', '"jv"', "line 2: there is no template “jv”"),
        ('title = "Tea"', 'titel = "Tea"', "line 3: “titel” is not part of a deal file"),
        ('title = "Tea"', 'pack = "mars"', "line 3: there is no jurisdiction pack “mars”"),
        ('title = "Tea"', "title = 5", "line 3: “title” should be text"),
        ("start = 2026-11-30", "begin = 2026-11-30", "line 6: “begin” is not a field"),
        ('legal_name = "A Ltd"', 'name = "A Ltd"', "“name” is not a field"),
        ("may_sign = true", "may_sign = 1", "“may_sign”"),
        ("price = 1200", 'price = "lots"', "line 14: “price”: “lots” is not a sum of money"),
        ("price = 1200", "price = 1.005", "more decimals than GBP has"),
        ("price = 1200", "prize = 1200", "line 14: joint-venture has no answer “prize”"),
        ("price = 1200", 'brief = "x"', "it stands in “project.brief”"),
        ('"percentages"', '"dice"', "line 15: “split_method”: “dice” is not one of"),
        ("review_by = 2027-03-19", 'review_by = "spring"', "“spring” is not a day"),
        ("a = 42.5", "a = true", "“shares”: should be a percentage"),
        ("a = 42.5", "a = 42.123456", "more than four decimals"),
        ("[answers.shares]\na = 42.5", "shares = 3", "a table with a line for each party"),
        (
            'key = "a"',
            'key = "a"\nlogo = "gone.png"',
            "line 10: the logo “gone.png” cannot be read",
        ),
        ("[[parties]]", "[parties]", "should be written [[parties]]"),
    ],
)
def test_a_mistake_names_its_line(catalogue: Catalogue, old: str, new: str, said: str) -> None:
    assert old in GOOD
    with pytest.raises(BadInput) as refused:
        read_deal_file(GOOD.replace(old, new, 1), "deal.toml", catalogue, Path())
    assert said in refused.value.message
    assert refused.value.message.startswith("deal.toml")


def test_a_logo_must_be_a_png(catalogue: Catalogue, tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(b"GIF89a")
    text = GOOD.replace('key = "a"', 'key = "a"\nlogo = "logo.png"')
    with pytest.raises(BadInput, match="not a PNG"):
        read_deal_file(text, "deal.toml", catalogue, tmp_path)


def test_a_file_that_is_not_there(catalogue: Catalogue, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        load_deal_file(tmp_path / "gone.toml", catalogue)
    (tmp_path / "bad.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(BadInput, match="not UTF-8"):
        load_deal_file(tmp_path / "bad.toml", catalogue)


@pytest.mark.parametrize(
    ("given_text", "minor"),
    [
        ("14750.00", 1475000),
        ("£14,750", 1475000),
        ("GBP 14 750.5", 1475050),
        ("-3.10", -310),
        ("−3.10", -310),
        (7, 700),
    ],
)
def test_money_as_people_write_it(given_text: object, minor: int) -> None:
    assert money_from(given_text, "GBP") == minor


@pytest.mark.parametrize("text", ["", "x", "1.2.3", "1e9", "NaN", "£", "٣", True, None, "9" * 30])
def test_what_is_no_money(text: object) -> None:
    with pytest.raises(Misfit):
        money_from(text, "GBP")


def test_percentages_as_people_write_them() -> None:
    assert percent_from("42.5 %") == percent_from("42.5") == 425_000
    assert percent_from(35) == 350_000


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(WORDS, WORDS, WORDS)
def test_any_words_come_back(catalogue: Catalogue, title: str, name: str, answer: str) -> None:
    deal = Deal(
        "joint-venture",
        "1.0.0",
        "england-and-wales",
        "1.0.0",
        title=title,
        special_terms=(SpecialTerm(name, answer),),
        rewordings=(Rewording("talks", answer, name),),
        answers=frozen({"good_case": answer}),
    )
    text = write_deal_file(deal, catalogue)
    assert tomllib.loads(text)
    template = catalogue.templates["joint-venture"]
    pack = catalogue.packs["england-and-wales"]
    deal = replace(deal, template_version=template.version, pack_version=pack.version)
    read = read_deal_file(write_deal_file(deal, catalogue), "x.toml", catalogue, Path()).deal
    assert read.answers == deal.answers
    assert read.title == deal.title
    assert read.rewordings == deal.rewordings


@given(st.text(max_size=200))
def test_no_text_at_all_is_an_uncaught_error(catalogue: Catalogue, text: str) -> None:
    with pytest.raises(BadInput):
        read_deal_file(text, "deal.toml", catalogue, Path())
