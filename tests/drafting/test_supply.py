"""A second kind with ids of its own has tables, money and checks without a line of Python."""

import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from microbiz_desktop.domain.deal import Deal, Rewording, frozen, thawed
from microbiz_desktop.domain.dealdata import apply_edits
from microbiz_desktop.domain.findings import Finding, Severity
from microbiz_desktop.domain.text import AgreementText, Table, plain
from microbiz_desktop.drafting.compile import compile
from microbiz_desktop.drafting.templates.catalogue import Catalogue, defects, load_catalogue

from .conftest import write_supply

MANIFEST = Path(__file__).with_name("supply") / "template.toml"
NAMES = tomllib.loads(MANIFEST.read_text(encoding="utf-8"))


def answered(deal: Deal, **changed: Any) -> Deal:
    """The deal with other answers."""
    return replace(deal, answers=frozen({**thawed(deal.answers), **changed}))


def tables(text: AgreementText) -> dict[str, list[list[str]]]:
    """Each table as rows of words, its headings first, by schedule and caption."""
    return {
        f"{schedule.id}:{block.caption}": [
            [column.heading for column in block.columns],
            *([cell.replace("\u00a0", " ") for cell in row.cells] for row in block.rows),
        ]
        for schedule in text.schedules
        for block in schedule.blocks
        if isinstance(block, Table)
    }


def test_it_compiles_cleanly(supply: Catalogue, order: Deal) -> None:
    found = compile(supply, order).findings
    assert [f for f in found if f.severity is Severity.ERROR] == []


def test_every_table_is_filled(supply: Catalogue, order: Deal) -> None:
    made = tables(compile(supply, order).text)
    assert made["annex_things:"] == [
        ["", "Thing", "Maker", "Due on"],
        ["A1", "Ninety plates", "Hart Lane Pottery", "7 May 2027"],
        ["A2", "Cake on three tiers", "Okafor Cakes", "15 May 2027"],
    ]
    assert made["annex_sums:If all goes as expected"][1:] == [
        ["Feast & Field", "£0.00", "10.0 %", "£340.00", "£340.00"],
        ["Hart Lane Pottery", "£400.00", "50.0 %", "£1,700.00", "£2,100.00"],
        ["Okafor Cakes", "£200.00", "40.0 %", "£1,360.00", "£1,560.00"],
        ["Total", "£600.00", "100.0 %", "£3,400.00", "£4,000.00"],
    ]
    assert made["annex_sums:The same steps in four situations"][1] == [
        "The order brings",
        *("£4,600.00", "£4,000.00", "£2,000.00", "£0.00"),
    ]
    assert made["annex_lent:"][:2] == [
        ["Party", "Thing lent", "Worth"],
        ["Okafor Cakes", "three cake stands", "£150.00"],
    ]
    assert ["Hart Lane Pottery", "Hart Lane, never Hart’s"] in made["annex_names:"]
    assert made["annex_recipes:"][1] == ["Glaze number nine", "Hart Lane Pottery"]
    assert made["annex_guests:"][1][0] == "Names on place cards"
    assert made["annex_cover:"][1] == ["Public liability", "£1,000,000.00"]
    assert ["Buyer", "Clause 1.3"] in [row[:2] for row in made["annex_terms:"]]


def test_the_rows_of_any_question_make_a_table_and_none_without_rows(
    tmp_path: Path, order: Deal
) -> None:
    root = write_supply(tmp_path)
    manifest = root / "supply" / "template.toml"
    block = 'table = "rows"\nof = "recipes"'
    manifest.write_text(manifest.read_text().replace('table = "confidential_items"', block, 1))
    made = tables(compile(load_catalogue(root), order).text)
    assert made["annex_recipes:"][1:] == [["Glaze number nine", "Hart Lane Pottery"]]
    assert "annex_recipes:" not in tables(
        compile(load_catalogue(root), answered(order, recipes=[])).text
    )
    places = compile(load_catalogue(root), order).places
    assert "annex_recipes" in places["recipes"]


def test_tables_speak_the_words_of_the_kind(supply: Catalogue, order: Deal) -> None:
    (schedule,) = (s for s in compile(supply, order).text.schedules if s.id == "annex_sums")
    expected, scenarios = (b for b in schedule.blocks if isinstance(b, Table))
    assert expected.note.startswith("The value of the order of £4,000.00, less costs of £600.00")
    assert [c.note for c in scenarios.columns[1:]] == [
        *("guests bring guests", "As ordered", "Half the order", "Order is called off"),
    ]
    stages = [{"title": "Clay", "party": "hart", "amount": 400000, "due": "2027-03-01"}]
    made = tables(compile(supply, answered(order, way_of_pay="milestones", stages=stages)).text)
    assert made["annex_sums:The stages"][0] == ["Stage", "Party", "Reached by", "Pays"]


def test_page_one_and_clauses_speak_of_the_buyer(supply: Catalogue, order: Deal) -> None:
    text = compile(supply, order).text
    row = next(row for row in text.cover if row.label == "Sums")
    assert plain(row.runs) == "£4,000.00 is expected. Buyer for all is Feast & Field."
    words = "\n".join(plain(line.runs) for c in text.clauses for line in c.subclauses)
    assert "as clause 1.4 says" in words.replace("\u00a0", " ")


def misfits(deal: Deal) -> dict[str, tuple[Callable[[Deal], Deal], str]]:
    """Code of a finding -> what brings it about, and the question it must lead to."""
    third = {"feast": 100000, "hart": 500000, "okafor": 300000}
    late = "2027-05-20"
    return {
        "shares-total": (lambda d: answered(d, parts=third), "parts"),
        "party-left-out": (lambda d: answered(d, parts={"hart": 500000}), "parts"),
        "not-a-party": (lambda d: answered(d, buyer="nobody"), "buyer"),
        "no-inspection": (lambda d: answered(d, books_open=False), "books_open"),
        "partnership-risk": (lambda d: d, "way_of_pay"),
        "sums-differ-from-price": (
            lambda d: answered(
                d, way_of_pay="fixed_fees", sums_each={"feast": 1, "hart": 1, "okafor": 1}
            ),
            "sums_each",
        ),
        "notice-too-long": (lambda d: answered(d, quit_days="2 years"), "quit_days"),
        "review-before-end": (lambda d: answered(d, talk_by="2027-05-01"), "talk_by"),
        "never-limited-missing": (lambda d: answered(d, always_owed=["fraud"]), "always_owed"),
        "cap-without-insurance": (
            lambda d: answered(d, most_owed="insurance", cover_sum=0),
            "cover_sum",
        ),
        "insurance-below-cap": (
            lambda d: answered(d, most_owed="fixed_sum", owed_sum=10**9),
            "cover_sum",
        ),
        "end-before-start": (
            lambda d: replace(d, project=replace(d.project, end="2026-01-01")),
            "last_day",
        ),
        "deliverable-late": (
            lambda d: replace(
                d,
                project=replace(
                    d.project,
                    deliverables=(replace(d.project.deliverables[0], due=late),),
                ),
            ),
            "things",
        ),
    }


@pytest.mark.parametrize("code", misfits(Deal("supply")))
def test_a_check_leads_to_the_question_of_this_kind(
    supply: Catalogue, order: Deal, code: str
) -> None:
    change, question = misfits(order)[code]
    found = [f for f in compile(supply, change(order)).findings if f.code == code]
    assert [f.place.question for f in found][:1] == [question]
    assert found[0].place.section
    if found[0].mend is not None:
        mended = apply_edits(change(order), found[0].mend.edits)
        assert len(codes(supply, mended, code)) < len(found)


def codes(catalogue: Catalogue, deal: Deal, code: str) -> list[Finding]:
    """Findings with this code."""
    return [f for f in compile(catalogue, deal).findings if f.code == code]


@pytest.mark.parametrize("way", ["costs_first", "fixed_fees", "milestones", "lead_margin"])
def test_every_way_of_paying_adds_up(supply: Catalogue, order: Deal, way: str) -> None:
    deal = answered(
        order,
        way_of_pay=way,
        sums_each={"feast": 100000, "hart": 200000, "okafor": 100000},
        stages=[{"title": "All", "party": "hart", "amount": 400000, "due": "2027-03-01"}],
        handling=50000,
    )
    compiled = compile(supply, deal)
    assert [f.message for f in compiled.findings if f.severity is Severity.ERROR] == []
    total = tables(compiled.text)["annex_sums:If all goes as expected"][-1]
    assert total[-1] == "£4,000.00"


#: Roles that a template with these tables and units may leave out.
OPTIONAL = {"goals", "good_income", "good_case", "bad_income", "bad_case"}

#: Roles that units ask for whose question has the same name as another role's.
BROKEN = [
    *(("roles", name) for name in NAMES["roles"] if name not in OPTIONAL),
    *(("words", name) for name in NAMES["words"]),
    *(("places", name) for name in NAMES["places"]),
]


@pytest.mark.parametrize(("table", "name"), BROKEN, ids=[f"{a}-{b}" for a, b in BROKEN])
def test_what_is_missing_is_a_defect_with_file_and_line(
    tmp_path: Path, table: str, name: str
) -> None:
    root = write_supply(tmp_path)
    file = root / "supply" / "template.toml"
    line = next(x for x in file.read_text().splitlines() if x.startswith(f"{name} = "))
    file.write_text(file.read_text().replace(f"{line}\n", "", 1))
    found = [message for message in defects(root) if f"{name}" in message]
    assert found, name
    assert all(".toml, line " in message for message in found)


#: What is broken in the second kind (file, text, instead), and what the message holds.
DEFECTS = [
    (
        "template",
        'price = "order_value"',
        'price = "goods"',
        "line 23: “goods” plays the role “price” and is not money",
    ),
    ("template", 'lead_party = "buyer"', 'lead_party = "nobody"', "line 21: the role “lead_party”"),
    ("template", "[words]", 'cheese = "buyer"\n\n[words]', "nothing asks for the role “cheese”"),
    ("template", 'goals = "hopes"', 'goals = "things"', "“things” plays the role “goals”"),
    (
        "template",
        'table = "personal_data"',
        'table = "rows"\nof = "guest_told"',
        "the table “rows” is of “guest_told”, which is no question of rows",
    ),
    (
        "template",
        'table = "personal_data"',
        'table = "team"\nof = "guest_data"',
        "only the table “rows” is of a question, “guest_data”",
    ),
    (
        "questions",
        'value = "lead_margin"',
        'value = "tiers"',
        "(role “split_method”) asks for the role “tier_limit”, which nobody plays",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "said"), DEFECTS)
def test_a_misfit_is_a_defect_with_file_and_line(
    tmp_path: Path, file: str, old: str, new: str, said: str
) -> None:
    root = write_supply(tmp_path)
    path = root / "supply" / f"{file}.toml"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))
    everything = "\n".join(defects(root))
    assert said in everything
    assert all("supply/" in line or "clauses/" in line for line in everything.splitlines())


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id = "amount"', 'id = "sum"', "line 30: “outlay” plays the role “approved_costs” and"),
        (
            'value = "equally"',
            'value = "fairly"',
            "“fairly” is no option that the role “loss_share”",
        ),
    ],
)
def test_a_question_unlike_its_role_is_a_defect_of_the_list(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    root = write_supply(tmp_path)
    path = root / "supply" / "questions.toml"
    path.write_text(path.read_text().replace(old, new, 1))
    assert said in "\n".join(m for m in defects(root) if m.startswith("supply/template.toml, line"))


def test_a_role_that_only_a_pack_asks_for_is_no_defect(tmp_path: Path) -> None:
    root = write_supply(tmp_path)
    manifest = root / "supply" / "template.toml"
    said = manifest.read_text().replace("[words]", 'cheese = "buyer"\n\n[words]', 1)
    manifest.write_text(said)
    pack = root / "jurisdictions" / "england-and-wales.toml"
    pack.write_text(pack.read_text() + '\n[allowed]\ncheese = ["hart"]\n')
    assert defects(root) == ()


def test_a_reworded_unit_whose_part_others_rely_on_is_a_warning(
    supply: Catalogue, order: Deal
) -> None:
    code = "reworded-part"
    assert codes(supply, order, code) == []
    deal = replace(order, rewordings=(Rewording("supply_buyer", "The buyer buys."),))
    (finding,) = codes(supply, deal, code)
    assert finding.place.clause == "paying"
    assert "relies on “The buyer”" in finding.message
