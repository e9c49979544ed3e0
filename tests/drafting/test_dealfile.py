"""Deal files: friendly forms in, the same deal back, and a line for every mistake."""

import tomllib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microbiz_desktop.domain.deal import Deal, Rewording, SpecialTerm, as_tables, frozen
from microbiz_desktop.domain.dealdata import cleaned_deal
from microbiz_desktop.domain.errors import BadInput
from microbiz_desktop.domain.findings import Severity
from microbiz_desktop.domain.money.figures import BRITISH
from microbiz_desktop.drafting.asking.answer_kinds import AnswerKind
from microbiz_desktop.drafting.asking.file_forms import FormReading, Misfit, read_share, read_sum
from microbiz_desktop.drafting.asking.questions import Question
from microbiz_desktop.drafting.compile import compile
from microbiz_desktop.drafting.dealfile.reader import load_deal_file, read_deal_file
from microbiz_desktop.drafting.dealfile.writer import write_deal_file
from microbiz_desktop.drafting.templates.catalogue import Catalogue
from microbiz_desktop.paths import resource

PRICE = Question("price", AnswerKind.MONEY, "Price?")

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
        ("price = 1200", "price = 1.0055", "more decimals than GBP has"),
        ("price = 1200", "prize = 1200", "line 14: joint-venture has no answer “prize”"),
        ("price = 1200", 'brief = "x"', "it stands in “project.brief”"),
        ('"percentages"', '"dice"', "line 15: “split_method”: “dice” is not one of"),
        ("review_by = 2027-03-19", 'review_by = "spring"', "“spring” is not a day"),
        (
            "a = 42.5",
            "a = true",
            "line 19: “shares”: “true” is not a percentage; write it like 42.5 %",
        ),
        ("a = 42.5", "a = 42.123456", "more than four decimals"),
        ("[answers.shares]\na = 42.5", "shares = 3", "a table with a line for each party"),
        (
            'key = "a"',
            'key = "a"\nlogo = "gone.png"',
            "line 10: the logo “gone.png” cannot be read",
        ),
        ('key = "a"', 'key = "a"\nlegal_form = "ltd"', "line 10: “legal_form”: “ltd” is not one"),
        (
            'key = "a"',
            'key = "a"\nsign_rule = "both"',
            "“sign_rule”: “both” is not one of: one, all",
        ),
        ("[[parties]]", "[parties]", "should be written [[parties]]"),
        ('title = "Tea"', 'titel = "Tea"', "; perhaps “title”."),
        ("start = 2026-11-30", "strat = 2026-11-30", "; perhaps “start”."),
        ("price = 1200", "prize = 1200", "here; perhaps “price”."),
        ('"percentages"', '"percentage"', "; perhaps “percentages”."),
        ("price = 1200", 'price = "1,4,7,50"', "line 14: “price”: “1,4,7,50” is not a sum"),
        ("price = 1200", 'price = "$14750"', "“$14750” is in another currency than GBP;"),
        ("price = 1200", "price = inf", "line 14: “price”: “Infinity” is not a sum of money"),
        ("price = 1200", "price = 1e400", "is not a sum of money"),
        ("start = 2026-11-30", 'start = "spring"', "line 6: “start”: “spring” is not a day"),
        ("start = 2026-11-30", 'start = "31/02/2027"', "“31/02/2027” is not a day of the cal"),
        ("review_by = 2027-03-19", 'pay_within = "soon"', "“soon” is not a length of time;"),
        ("review_by = 2027-03-19", "rates.a.ratio = 1", "“rates”: “ratio” is not a column"),
        ('title = "Tea"', 'currency = "gbp"', "no currency “gbp”; perhaps “GBP”"),
        (
            "[answers]",
            '[[rewordings]]\nunit = "talk"\ntext = "x"\n[answers]',
            "line 14: joint-venture has no unit “talk” to reword; perhaps “talks”",
        ),
        (
            "[answers]",
            '[[rewordings]]\nunit = "talks"\ntext = "x"\n' * 2 + "[answers]",
            "line 17: “talks” is reworded a second time",
        ),
    ],
)
def test_a_mistake_names_its_line(catalogue: Catalogue, old: str, new: str, said: str) -> None:
    assert old in GOOD
    with pytest.raises(BadInput) as refused:
        read_deal_file(GOOD.replace(old, new, 1), "deal.toml", catalogue, Path())
    assert said in refused.value.message
    assert refused.value.message.startswith("deal.toml")


def test_lines_are_counted_where_things_stand(catalogue: Catalogue) -> None:
    """Words of other lines, quoted keys and texts of several lines do not lead astray."""
    text = GOOD.replace('"Tea"', '"The price"').replace("start = 2026-11-30", LONG_BRIEF)
    with pytest.raises(BadInput, match=r"line 17: “price”: “x” is not a sum"):
        read_deal_file(text.replace("1200", '"x"'), "d.toml", catalogue, Path())
    text = GOOD.replace("a = 42.5", 'a = 42.5\n"the b-side" = "half"')
    with pytest.raises(BadInput, match=r"line 20: “shares”: “half” is not a percentage"):
        read_deal_file(text, "d.toml", catalogue, Path())


LONG_BRIEF = '''brief = """
[answers]
price = "not this one"
"""'''


def test_empty_stays_empty_and_comes_back(catalogue: Catalogue) -> None:
    """W3: an emptied list is an answer; so is an emptied text, or a sum taken out."""
    empty = """review_by = ""
insurance_kinds = []
uncapped = []
good_income = ""
approved_costs = {}
confidential_items = []"""
    text = GOOD.replace("review_by = 2027-03-19", empty)
    deal = read_deal_file(text, "d.toml", catalogue, Path()).deal
    for name in ("insurance_kinds", "uncapped", "confidential_items"):
        assert deal.answers[name] == ()
    assert deal.answers["good_income"] == deal.answers["review_by"] == ""
    assert deal.answers["approved_costs"] == {}
    again = read_deal_file(write_deal_file(deal, catalogue), "d.toml", catalogue, Path()).deal
    assert again == deal
    assert "conduct" not in deal.answers


def test_an_empty_cell_is_no_mistake(catalogue: Catalogue) -> None:
    """W6: bare or in a table, of words or of figures; what must be there is for the checks."""
    cells = """[answers.named_clients]
a = ""
[answers.contributions]
a = { what = "", value = "" }
[answers.goals]
a = { goal = "" }"""
    deal = read_deal_file(f"{GOOD}\n{cells}", "d.toml", catalogue, Path()).deal
    assert deal.answers["named_clients"] == {"a": ""}
    assert deal.answers["contributions"] == {"a": {"what": ""}}
    assert deal.answers["goals"] == {"a": ""}


def test_days_and_lengths_as_people_write_them(catalogue: Catalogue) -> None:
    """F3: in words, with strokes, ISO; the pack decides the order, and a note says so."""
    text = GOOD.replace("2026-11-30", '"15 May 2027"').replace("2027-03-19", '"11/01/2027"')
    text = text.replace("price = 1200", 'pay_within = "2 wks"')
    read = read_deal_file(text, "d.toml", catalogue, Path())
    assert read.deal.project.start == "2027-05-15"
    assert read.deal.answers["review_by"] == "2027-01-11"
    assert read.deal.answers["pay_within"] == "2 weeks"
    (note,) = read.notes
    assert (note.severity, note.place.question) == (Severity.HINT, "review_by")
    assert "11 January 2027" in note.message
    assert "1 November 2027" in note.reason


def test_pasted_text_is_plain_wherever_it_stands(catalogue: Catalogue) -> None:
    """F2: names, lists, tables, special terms."""
    text = GOOD.replace('"A Ltd"', '"A\\tLtd"').replace('"Tea"', '"Tea\\u00a0room"')
    text += '\n[[answers.confidential_items]]\nwhat = "x\\ty"\n'
    text += '[[special_terms]]\nheading = "Keys"\ntext = "1.1\\tKept.\\r\\n1.2\\u000bShut."\n'
    deal = read_deal_file(text, "d.toml", catalogue, Path()).deal
    assert (deal.title, deal.parties[0].legal_name) == ("Tea room", "A Ltd")
    assert [row["what"] for row in as_tables(deal.answers["confidential_items"])] == ["x y"]
    assert deal.special_terms[0].text == "1.1 Kept.\n1.2\nShut."


def test_another_locale_reads_and_writes_its_own_figures(catalogue: Catalogue) -> None:
    """The pack groups: 1.234 is a thousand and more in one country, hardly one in another."""
    pack = replace(catalogue.packs["england-and-wales"], locale="de-DE", currency="KWD")
    german = replace(catalogue, packs={"england-and-wales": pack})
    text = GOOD.replace("price = 1200", 'price = "1.234.567,891"\nlead_margin = 33.333')
    deal = read_deal_file(text, "d.toml", german, Path()).deal
    assert deal.answers["price"] == 1_234_567_891
    assert deal.answers["lead_margin"] == 333_330
    written = write_deal_file(deal, german)
    assert 'price = "1234567,891"' in written
    assert read_deal_file(written, "d.toml", german, Path()).deal == deal


def test_a_logo_must_be_a_png(catalogue: Catalogue, tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(b"GIF89a")
    text = GOOD.replace('key = "a"', 'key = "a"\nlogo = "logo.png"')
    with pytest.raises(BadInput, match="not a PNG"):
        read_deal_file(text, "deal.toml", catalogue, tmp_path)


def test_a_file_that_is_not_there(catalogue: Catalogue, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no such file"):
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
    assert read_sum(PRICE, given_text, FormReading(BRITISH)) == minor


@pytest.mark.parametrize("text", ["", "x", "1.2.3", "1e9", "NaN", "£", "٣", True, None, "9" * 30])
def test_what_is_no_money(text: object) -> None:
    with pytest.raises(Misfit):
        read_sum(PRICE, text, FormReading(BRITISH))


def test_percentages_as_people_write_them() -> None:
    for written in ("42.5 %", "42.5", "42,5", Decimal("42.5")):
        assert read_share(PRICE, written, FormReading(BRITISH)) == 425_000
    assert read_share(PRICE, 35, FormReading(BRITISH)) == 350_000


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
    assert read == cleaned_deal(deal)


@given(st.text(max_size=200))
def test_no_text_at_all_is_an_uncaught_error(catalogue: Catalogue, text: str) -> None:
    with pytest.raises(BadInput):
        read_deal_file(text, "deal.toml", catalogue, Path())


@pytest.mark.parametrize("cell", ['""', '{ clients = "" }'])
def test_a_cell_that_may_be_empty_leaves_nothing_to_answer(catalogue: Catalogue, cell: str) -> None:
    """W6: bare and in a table an empty cell means the same."""
    text = SAMPLES[0].read_text(encoding="utf-8")
    text = text.replace("[answers]", '[answers]\nnon_solicit = "named"', 1)
    text += f'\n[answers.named_clients]\nfernhill = "Quay Books"\nnorthlight = {cell}\n'
    deal = read_deal_file(text, "d.toml", catalogue, SAMPLES[0].parent).deal
    found = compile(catalogue, deal).findings
    assert "named_clients" not in {f.place.question for f in found if f.code == "missing-answer"}
