"""Units speak of roles, words and places; a template says what plays them, in ids of its own."""

import ast
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import microbiz_desktop
from microbiz_desktop.domain.deal import Deal, PartySnapshot, ProjectDetails, Rewording, frozen
from microbiz_desktop.domain.text import AgreementText, plain
from microbiz_desktop.drafting.asking.answer_kinds import AnswerKind
from microbiz_desktop.drafting.asking.roles import Role, TableName, Word
from microbiz_desktop.drafting.compile import compile
from microbiz_desktop.drafting.templates.catalogue import Catalogue, load_catalogue

from .conftest import ROOT
from .tiny import write_tiny

PARTIES = tuple(
    PartySnapshot(key, f"{key.title()} Ltd", own=key == "ann") for key in ("ann", "bea")
)
DEAL = Deal(
    "tiny",
    pack="here",
    title="Shed",
    parties=PARTIES,
    project=ProjectDetails(name="Shed"),
    answers=frozen({"client": "Moor Ltd", "price": 5000}),
)


def other_ids(tmp_path: Path) -> Catalogue:
    """The tiny template with a question, a clause and words of its own for what units speak of."""
    root = write_tiny(
        tmp_path,
        template=(
            "agreed_line",
            (
                "roles = { price = 'fee' }\nplaces = { sums = 'money' }\n"
                "words = { lead = 'main maker' }\nagreed_line"
            ),
        ),
        questions=('id = "price"', 'id = "fee"'),
        task=("Nobody waits.", "Nobody waits: see {{ ref.sums }}. {{ word.lead }} of all."),
        pay=(
            "The client pays {{ a.price }} within",
            "First words of it.\n\n@day The {{ word.lead }} pays {{ a.price }} within",
        ),
    )
    manifest = root / "tiny" / "template.toml"
    manifest.write_text(
        manifest.read_text().replace(
            'text = "{{ a.price }} within {{ a.pay_within }}."\nwhere = ["money", "work", "notes"]',
            'units = ["pay", "task"]',
        )
    )
    task = root / "clauses" / "task.toml"
    task.write_text(task.read_text().replace("as {{ ref.pay }} says", "as {{ ref.pay__day }} says"))
    pay = root / "clauses" / "pay.toml"
    pay.write_text(pay.read_text() + 'cover = "{{ a.price }} is paid."\n')
    task.write_text(task.read_text() + 'cover = "It is done slowly."\n')
    return load_catalogue(root)


def words_of(text: AgreementText) -> str:
    """Every sub-clause with its number, on one line each."""
    lines = (line for clause in text.clauses for line in clause.subclauses)
    parts = (
        (line.number, *map(plain, (line.runs, *(i.runs for i in line.items), line.closing)))
        for line in lines
    )
    return "\n".join(" ".join(part) for part in parts).replace("\u00a0", " ")


def test_a_unit_reads_roles_words_and_places(tmp_path: Path) -> None:
    deal = replace(DEAL, answers=frozen({"client": "Moor Ltd", "fee": 5000}))
    compiled = compile(other_ids(tmp_path), deal)
    words = words_of(compiled.text)
    assert "2.2 The main maker pays £50.00 within 14 days" in words
    assert "as clause 2.2 says" in words
    assert "Nobody waits: see clause 2. Main maker of all." in words
    assert compiled.places["fee"] == ("money",)
    assert "price" not in compiled.places


def test_page_one_speaks_with_the_words_of_its_units(tmp_path: Path) -> None:
    catalogue = other_ids(tmp_path)
    deal = replace(DEAL, answers=frozen({"client": "Moor Ltd", "fee": 5000, "way": "slow"}))
    (row,) = compile(catalogue, deal).text.cover
    assert plain(row.runs) == "£50.00 is paid. It is done slowly."
    assert row.where == ("Clauses\u00a01, 2",)
    (row,) = compile(catalogue, replace(deal, answers=frozen({"fee": 5000}))).text.cover
    assert plain(row.runs) == "£50.00 is paid."
    assert row.where == ("Clause\u00a02",)


def test_page_one_points_to_a_unit_that_is_reworded(tmp_path: Path) -> None:
    deal = replace(
        DEAL,
        answers=frozen({"client": "Moor Ltd", "fee": 5000}),
        rewordings=(Rewording("pay", "Ten pounds now.\n\nForty on the day."),),
    )
    text = compile(other_ids(tmp_path), deal).text
    (row,) = text.cover
    assert plain(row.runs) == "One point is worded for this agreement alone: see clause\u00a02.1."
    assert "as clause 2.1 says" in words_of(text)


#: Words that are ids of questions and stand in code for something else, with the reason.
FIELDS_OF_THE_DEAL = {
    "title": "a field of a deal, and of many other values",
    "parties": "a field of a deal, and a kind of question",
    "brief": "a field of a project",
    "client": "a field of a project, and how a business is known",
    "client_address": "a field of a project",
    "start": "a field of a project",
    "end": "a field of a project",
    "deliverables": "a field of a project",
}
ELSEWHERE = {
    ("details", "domain"): "what is told of a file besides its verdict",
    ("details", "services"): "a column of papers in the contact list",
    ("details", "ui"): "a field of papers in the contact list",
    ("referrals", "services"): "referrals of the network",
    ("referrals", "ui"): "referrals of the network",
    ("milestones", "domain"): "a way of sharing, see `Method`",
    ("lead_margin", "domain"): "a way of sharing, see `Method`",
    ("hours", "domain"): "a way of sharing, see `Method`, and a column of the worked example",
    ("hours", "services"): "hours of an event",
    ("hours", "ui"): "hours of an event",
    ("ideas", "ui"): "sealed ideas in Settings, and a word of the command box",
}


def named_in_code() -> Iterator[tuple[str, str, str]]:
    """Each string of the package that is the id of a question: id, part of the package, place."""
    ids = {q.id for t in load_catalogue(ROOT).templates.values() for q in t.questions}
    package = Path(microbiz_desktop.__file__).parent
    for path in sorted(package.rglob("*.py")):
        part = path.relative_to(package)
        if part == Path("drafting", "asking", "roles.py") or "migrations" in part.parts:
            continue  # a migration speaks of what was
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and node.value in ids:
                yield str(node.value), part.parts[0].removesuffix(".py"), f"{part}:{node.lineno}"


def test_the_guide_for_templates_names_every_role_table_and_word() -> None:
    guide = (ROOT.parents[1] / "docs" / "templates.md").read_text(encoding="utf-8")
    names = [*Role, *TableName, *Word, *AnswerKind]
    assert [str(name) for name in names if f"`{name}`" not in guide] == []


def test_code_names_no_question() -> None:
    """Python asks for roles: no string is the id of a question of any template shipped."""
    named = [
        f"{place}: {name}"
        for name, part, place in named_in_code()
        if name not in FIELDS_OF_THE_DEAL and (name, part) not in ELSEWHERE
    ]
    assert named == []


def test_every_exception_is_still_needed() -> None:
    found = {(name, part) for name, part, _ in named_in_code()}
    assert set(ELSEWHERE) <= found
    assert set(FIELDS_OF_THE_DEAL) <= {name for name, _ in found}
