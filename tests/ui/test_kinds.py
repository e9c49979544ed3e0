"""Every kind of answer goes its whole way: deal file, text, print, editor, and back.

A kind that lacks anything anywhere fails here, before a template can use it.
"""

import tomllib
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from microbiz_desktop.domain.deal import Deal, PartySnapshot, frozen
from microbiz_desktop.domain.money.figures import BRITISH
from microbiz_desktop.domain.text import plain
from microbiz_desktop.drafting.asking.answer_kinds import AnswerKind, Editor, Shape
from microbiz_desktop.drafting.asking.file_forms import FormReading, Misfit
from microbiz_desktop.drafting.asking.printing import Printer
from microbiz_desktop.drafting.asking.questions import ColumnSpec, Option, Question
from microbiz_desktop.drafting.asking.register import ROWS, fits, names_parties, read_answer
from microbiz_desktop.drafting.compile import compile
from microbiz_desktop.drafting.dealfile.reader import read_deal_file
from microbiz_desktop.drafting.dealfile.writer import write_deal_file
from microbiz_desktop.drafting.templates.catalogue import Catalogue, load_catalogue
from microbiz_desktop.paths import resource
from microbiz_desktop.ui.agreements.interview.question_block import make_editor
from microbiz_desktop.ui.forms.editors import editor_of, make_cell

_OPTIONS = (Option("gross", "Before tax"), Option("net", "After tax"))
_FEE = (ColumnSpec("fee", AnswerKind.MONEY, "Fee"),)
_WORK = (
    ColumnSpec("what", AnswerKind.SHORT_TEXT, "What"),
    ColumnSpec("who", AnswerKind.PARTY, "Who"),
)


@dataclass(frozen=True)
class Way:
    """An answer as a file has it, as the deal keeps it, and as it prints; and what is none."""

    written: str
    kept: Any
    printed: str
    wrong: str
    names: tuple[str, ...] = ()
    columns: tuple[ColumnSpec, ...] = ()
    sentence: str = ""


WAYS = {
    AnswerKind.SHORT_TEXT: Way('"Tea for 14 days"', "Tea for 14 days", "Tea for 14\u00a0days", "5"),
    AnswerKind.LONG_TEXT: Way(
        '"One.\\n\\nTwo."', "One.\n\nTwo.", "One.\n\nTwo.", "true", sentence="One. Two."
    ),
    AnswerKind.YES_NO: Way("true", True, "yes", '"true"'),
    AnswerKind.ONE_OF: Way('"net"', "net", "After tax", '"nett"', sentence="after tax"),
    AnswerKind.SEVERAL_OF: Way('["net"]', ("net",), "[after tax]", '"net"'),
    AnswerKind.WHOLE_NUMBER: Way("1250", 1250, "1,250", '"12.5"'),
    AnswerKind.PERCENTAGE: Way('"42.5"', 425_000, "42.5\u00a0%", '"half"'),
    AnswerKind.MONEY: Way('"14750.00"', 1_475_000, "£14,750.00", '"$5"'),
    AnswerKind.DATE: Way('"2026-11-30"', "2026-11-30", "30\u00a0November\u00a02026", '"spring"'),
    AnswerKind.DURATION: Way('"14 days"', "14 days", "14\u00a0days", '"soon"'),
    AnswerKind.PARTY: Way('"b"', "b", "Bees", "7", ("b",)),
    AnswerKind.SEVERAL_PARTIES: Way('["b", "a"]', ("b", "a"), "[Bees][A Ltd]", '"b"', ("b", "a")),
    AnswerKind.PER_PARTY: Way(
        '{ a = "1.00", b = "5.00" }',
        {"a": 100, "b": 500},
        "[A Ltd: £1.00][Bees: £5.00]",
        '"5.00"',
        ("a", "b"),
        _FEE,
    ),
    AnswerKind.ROWS: Way(
        '[{ what = "Film", who = "a" }]',
        ({"what": "Film", "who": "a"},),
        "[A Ltd: Film]",
        '{ what = "Film" }',
        ("a",),
        _WORK,
    ),
}

#: The parties are the deal's own list: no answer holds them, and they have an editor of their own.
ELSEWHERE = {AnswerKind.PARTIES}

_PARTIES = (PartySnapshot("a", "A Ltd"), PartySnapshot("b", "B Ltd", "Bees"))


def question_of(kind: AnswerKind) -> Question:
    options = _OPTIONS if ROWS[kind].chooses else ()
    return Question("q", kind, "Which?", options=options, columns=WAYS[kind].columns)


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return load_catalogue(resource("templates", "agreements"))


def asking(shipped: Catalogue, question: Question) -> Catalogue:
    """The shipped templates, with one more question."""
    template = shipped.templates["joint-venture"]
    first = template.sections[0]
    sections = (replace(first, questions=(*first.questions, question)), *template.sections[1:])
    return replace(shipped, templates={template.id: replace(template, sections=sections)})


def test_every_kind_has_its_row_and_its_way() -> None:
    assert set(ROWS) == set(AnswerKind) == set(WAYS) | ELSEWHERE
    assert {row.editor for row in ROWS.values()} == set(Editor)


@pytest.mark.parametrize("kind", WAYS)
def test_from_the_deal_file_to_the_print_and_back(shipped: Catalogue, kind: AnswerKind) -> None:
    way, question = WAYS[kind], question_of(kind)
    catalogue = asking(shipped, question)
    text = f'template = "joint-venture"\n[answers]\nq = {way.written}\n'
    read = read_deal_file(text, "d.toml", catalogue, Path()).deal
    assert read.answers["q"] == frozen(way.kept)
    assert fits(question, read.answers["q"])
    again = tomllib.loads(write_deal_file(read, catalogue), parse_float=Decimal)
    assert again["answers"]["q"] == tomllib.loads(f"q = {way.written}")["q"]
    deal = replace(read, parties=_PARTIES)
    assert tuple(ROWS[kind].names(question, deal.answers["q"])) == way.names
    assert names_parties(kind) is bool(way.names)
    printer = Printer(catalogue.pack(deal), deal)
    if ROWS[kind].shape is Shape.ONE:
        assert printer.cell(question, deal.answers["q"]) == way.printed
    assert _in_a_sentence(catalogue, deal, ROWS[kind].shape) == (way.sentence or way.printed)


def _in_a_sentence(catalogue: Catalogue, deal: Deal, shape: Shape) -> str:
    """What a unit prints that reads the answer."""
    text = f"We say {_READ_BY[shape]} here."
    unit = replace(catalogue.units["talks"], text=text, alternatives=(), chooses="")
    other = replace(catalogue, units={**catalogue.units, "talks": unit})
    lines = [
        plain(line.runs)
        for clause in compile(other, deal).text.clauses
        for line in clause.subclauses
        if line.unit == "talks"
    ]
    return lines[0].removeprefix("We say ").removesuffix(" here.")


_READ_BY = {
    Shape.ONE: "{{ a.q }}",
    Shape.LIST: "{% for x in a.q %}[{{ x }}]{% endfor %}",
    Shape.PARTY_TABLE: "{% for r in a.q %}[{{ r.party }}: {{ r.fee }}]{% endfor %}",
    Shape.TABLE: "{% for r in a.q %}[{{ r.who }}: {{ r.what }}]{% endfor %}",
}


@pytest.mark.parametrize("kind", WAYS)
def test_what_is_no_answer_of_its_kind_is_refused_everywhere(kind: AnswerKind) -> None:
    question, way = question_of(kind), WAYS[kind]
    wrong = tomllib.loads(f"q = {way.wrong}")["q"]
    with pytest.raises(Misfit):
        read_answer(question, wrong, FormReading(BRITISH))
    assert not fits(question, 5 if kind is AnswerKind.PER_PARTY else frozen({"x": 1}))


@pytest.mark.parametrize("kind", WAYS)
def test_the_editor_shows_and_gives_back(qtbot: QtBot, kind: AnswerKind) -> None:
    question, way = question_of(kind), WAYS[kind]
    editor = make_editor(question, BRITISH)
    qtbot.addWidget(editor)
    if hasattr(editor, "set_parties"):
        editor.set_parties(_PARTIES)
    field: Any = editor
    field.set_value(frozen(way.kept))
    kept = set if kind is AnswerKind.SEVERAL_PARTIES else lambda value: value
    assert kept(field.value()) == kept(frozen(way.kept))
    assert field.problem() == ""


@pytest.mark.parametrize("kind", [kind for kind in WAYS if ROWS[kind].fits_a_cell])
def test_a_cell_of_the_kind_shows_and_gives_back(qtbot: QtBot, kind: AnswerKind) -> None:
    way = WAYS[kind]
    options = _OPTIONS if ROWS[kind].chooses else ()
    cell: Any = make_cell(ColumnSpec("c", kind, "Cell", options=options), "Cell", BRITISH)
    qtbot.addWidget(cell)
    if editor_of(kind) is Editor.PARTY:
        cell.set_options([(party.key, party.name) for party in _PARTIES])
    cell.set_value(way.kept)
    assert cell.value() == way.kept


def test_a_nested_kind_has_no_cell(qtbot: QtBot) -> None:
    for kind in AnswerKind:
        if not ROWS[kind].fits_a_cell:
            with pytest.raises(ValueError, match="no cell of a table"):
                make_cell(ColumnSpec("c", kind, "Cell"), "Cell", BRITISH)
