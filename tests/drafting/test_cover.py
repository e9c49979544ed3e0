"""Page 1 says nothing that the numbered text does not say, whatever is chosen."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from microbiz_desktop.domain.deal import Deal
from microbiz_desktop.domain.text import Clause, Paragraph, Schedule, Table, plain
from microbiz_desktop.drafting.clauses import chosen
from microbiz_desktop.drafting.compile import assemble
from microbiz_desktop.drafting.dealfile.reader import load_deal_file
from microbiz_desktop.drafting.opaque import Pointer, Value
from microbiz_desktop.drafting.templates.catalogue import Catalogue
from microbiz_desktop.drafting.templates.model import Alternative
from microbiz_desktop.drafting.templates.sandbox import is_private
from microbiz_desktop.drafting.writer import TextWriter
from microbiz_desktop.paths import resource
from tests.shipped import shipped

from .conftest import ROOT
from .options import complete, every_option, with_answers


def _small(words: str) -> str:
    return words.replace("\u00a0", " ").replace("\u2011", "-").casefold()


def clause_words(clause: Clause) -> str:
    """Everything a clause says, its notes left out."""
    runs = (
        plain(part)
        for line in clause.subclauses
        for part in (line.runs, *(item.runs for item in line.items), line.closing)
    )
    return _small("\n".join(runs))


def schedule_words(schedule: Schedule) -> str:
    """Everything a schedule says, tables included."""
    found: list[str] = []
    for block in schedule.blocks:
        if isinstance(block, Paragraph):
            found.append(plain(block.runs))
        elif isinstance(block, Table):
            found += [block.note, *(cell for row in block.rows for cell in row.cells)]
    return _small("\n".join(found))


def values_in(source: str, writer: TextWriter) -> Iterator[Value | Pointer]:
    """The answers, parties and references that a text prints with these answers."""
    for char in writer.catalogue.sandbox.render(source, writer.unit_names):
        entry = writer.scope.opaque.get(char) if is_private(char) else None
        if isinstance(entry, Pointer) or (isinstance(entry, Value) and not entry.word):
            yield entry


def unsupported(catalogue: Catalogue, deal: Deal) -> list[str]:
    """What page 1 prints and neither its clauses nor a schedule says."""
    writer, text = assemble(catalogue, deal, "", 0)
    annexes = "\n".join(map(schedule_words, text.schedules))
    found: list[str] = []
    for plan in writer.scope.template.cover:
        for source, clauses in _fragments(writer, plan.units):
            said = "\n".join(clause_words(c) for c in text.clauses if c.id in clauses) + annexes
            found += [
                f"{plan.label}: {_told(entry)}"
                for entry in values_in(source, writer)
                if not _stands(entry, said, writer)
            ]
    return found


def _fragments(writer: TextWriter, units: tuple[str, ...]) -> Iterator[tuple[str, set[str]]]:
    """The cover words of each unit that is on, and the clauses that must bear them out."""
    for name in units:
        if name in writer.filler.targets:
            wording = chosen(writer.catalogue.units[name], writer.scope.by_role)
            clauses = {c.id for c in writer.scope.template.clauses if name in c.units}
            yield wording.cover, clauses


def _stands(entry: Value | Pointer, said: str, writer: TextWriter) -> bool:
    if isinstance(entry, Pointer):
        return entry.target in writer.filler.targets
    return all(_small(run.text) in said for run in entry.runs)


def _told(entry: Value | Pointer) -> str:
    words = entry.target if isinstance(entry, Pointer) else plain(entry.runs)
    return words.replace("\u00a0", " ")


SHIPPED = shipped()
SAMPLES = [
    ROOT / "joint-venture" / "sample.toml",
    *sorted(resource("resources", "sample").glob("t*-parties.toml")),
]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_page_one_is_borne_out_whatever_is_chosen(path: Path) -> None:
    template = SHIPPED.templates["joint-venture"]
    deal = complete(load_deal_file(path, SHIPPED).deal, template)
    for question, value in (("", None), *every_option(template)):
        varied = with_answers(deal, **{question: value}) if question else deal
        assert unsupported(SHIPPED, varied) == [], (question, value)


def test_page_one_of_the_second_kind_is_borne_out(supply: Catalogue, order: Deal) -> None:
    template = supply.templates["supply"]
    for question, value in every_option(template):
        varied = with_answers(complete(order, template), **{question: value})
        assert unsupported(supply, varied) == [], (question, value)


def covered(catalogue: Catalogue, cover: str) -> Catalogue:
    """The catalogue whose unit on the value of the order says this on page 1."""
    unit = catalogue.units["order_value_unit"]
    first = unit.alternatives[0]
    alternatives: tuple[Alternative, ...] = (replace(first, cover=cover), *unit.alternatives[1:])
    changed = replace(unit, alternatives=alternatives)
    return replace(catalogue, units={**catalogue.units, unit.id: changed})


@pytest.mark.parametrize(
    ("cover", "told"),
    [
        ("{{ a.non_solicit }} first.", "Sums: Ask first"),
        ("{{ a.insurance_minimum }} is expected.", ""),
        ("{{ ref.personal_data_none }} is short.", "Sums: personal_data_none"),
        ("{% if v.price %}{{ a.price }}{% else %}{{ a.non_solicit }}{% endif %}", ""),
        ("{{ split.left }} is left.", ""),
        ("{{ a.acceptance }} to check.", "Sums: 5 working days"),
    ],
)
def test_words_without_ground_are_found(
    supply: Catalogue, order: Deal, cover: str, told: str
) -> None:
    assert unsupported(covered(supply, cover), order) == ([told] if told else [])
