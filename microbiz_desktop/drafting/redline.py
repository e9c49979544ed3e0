"""What changed between two texts, word by word, and between two deals, answer by answer."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from ..domain.deal import Answer, Deal, PartySnapshot
from ..domain.formats import joined
from ..domain.text import (
    AgreementText,
    Clause,
    Paragraph,
    Run,
    RunKind,
    Runs,
    Schedule,
    SubClause,
    Table,
    plain,
)
from .catalogue import Catalogue
from .model import Template
from .names import DELIVERABLES
from .printing import Printer
from .questions import ColumnSpec, Question, effective_facts, is_answered


class Fate(StrEnum):
    """What became of words."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Words:
    """Words with one fate."""

    text: str
    fate: Fate


@dataclass(frozen=True, slots=True)
class Change:
    """A line that changed: its anchor, the place as each text prints it, and its words."""

    anchor: str
    before: str
    after: str
    heading: str
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as printed, and its sense: references by what they point to, not by number."""

    place: str
    heading: str
    text: str
    sense: str


def _line(place: str, heading: str, *parts: Runs) -> _Line:
    said = " ".join(plain(runs) for runs in parts)
    sense = " ".join(
        run.target if run.kind is RunKind.REFERENCE else run.text for runs in parts for run in runs
    )
    return _Line(place, heading, said, sense)


def _words(place: str, heading: str, text: str) -> _Line:
    return _Line(place, heading, text, text)


#: Words, spaces and single signs; figures stay whole ("14,750.00").
_TOKEN = re.compile(r"\d[\d.,]*\d|\w+(?:[’'\u2011-]\w+)*|\s+|[^\w\s]")


def compare(old: AgreementText, new: AgreementText) -> tuple[Change, ...]:
    """Every line of page 1, clauses and schedules whose words differ, in the order of the new text.

    Lines are matched by their unit, so that a mere change of numbers is no change.
    """
    before, after = dict(_lines(old)), dict(_lines(new))
    order = [*after, *(anchor for anchor in before if anchor not in after)]
    found = []
    for anchor in order:
        was, now = before.get(anchor), after.get(anchor)
        if was is None or now is None or was.sense != now.sense:
            found.append(_change(anchor, was, now))
    return tuple(found)


def _change(anchor: str, was: _Line | None, now: _Line | None) -> Change:
    words = word_changes(was.text if was else "", now.text if now else "")
    named = now or was
    return Change(
        anchor,
        was.place if was else "",
        now.place if now else "",
        named.heading if named else "",
        words,
    )


def word_changes(old: str, new: str) -> tuple[Words, ...]:
    """Old and new words as one run of same, removed and added parts."""
    a, b = _TOKEN.findall(old), _TOKEN.findall(new)
    parts: list[Words] = []
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    for step, a1, a2, b1, b2 in matcher.get_opcodes():
        if step == "equal":
            parts.append(Words("".join(a[a1:a2]), Fate.SAME))
            continue
        if a2 > a1:
            parts.append(Words("".join(a[a1:a2]), Fate.REMOVED))
        if b2 > b1:
            parts.append(Words("".join(b[b1:b2]), Fate.ADDED))
    return tuple(parts)


def _lines(text: AgreementText) -> Iterator[tuple[str, _Line]]:
    yield "title", _words("Page 1", "Title", text.title)
    for row in text.cover:
        yield f"cover.{row.label}", _line("Page 1", row.label, row.runs)
    for party in text.parties:
        told = [party.description, party.role, *(f"{a}: {b}" for a, b in party.details)]
        words = "; ".join(filter(None, told))
        yield f"party.{party.key}", _words("The parties", party.name, words)
    for recital in text.recitals:
        place = f"Recital {recital.number}"
        yield f"recital.{recital.number}", _line(place, "Background", recital.runs)
    for clause in text.clauses:
        yield from ((line.id, _clause_line(clause, line)) for line in clause.subclauses)
    for schedule in text.schedules:
        yield from _schedule_lines(schedule)


def _clause_line(clause: Clause, line: SubClause) -> _Line:
    items = [(Run(f"{item.number} "), *item.runs) for item in line.items]
    closing = [line.closing] if line.closing else []
    return _line(f"Clause {line.number}", clause.heading, line.runs, *items, *closing)


def _schedule_lines(schedule: Schedule) -> Iterator[tuple[str, _Line]]:
    if any(isinstance(b, Table) and b.columns[0].heading == "Term" for b in schedule.blocks):
        return  # the glossary follows the clauses; its own lines would only repeat them
    place = f"Schedule {schedule.letter}"
    count = 0
    for block in schedule.blocks:
        found: list[_Line] = []
        if isinstance(block, Table):
            cells = (", ".join(filter(None, row.cells)) for row in block.rows)
            found = [_words(place, schedule.heading, row) for row in cells]
        elif isinstance(block, Paragraph):
            found = [_line(place, schedule.heading, block.runs)]
        for line in found:
            count += 1
            yield f"{schedule.id}.line.{count}", line


@dataclass(frozen=True, slots=True)
class DealDifference:
    """One answer that differs: which, and both in plain words."""

    place: str
    before: str
    after: str


def deal_differences(catalogue: Catalogue, old: Deal, new: Deal) -> tuple[DealDifference, ...]:
    """What differs between two deals of one kind, in the order of the interview."""
    template = catalogue.template(new)
    before, after = _told(catalogue, template, old), _told(catalogue, template, new)
    found = [
        DealDifference(name, before.get(name, ""), after.get(name, ""))
        for name in (*after, *(name for name in before if name not in after))
        if before.get(name, "") != after.get(name, "")
    ]
    return tuple(found)


def _told(catalogue: Catalogue, template: Template, deal: Deal) -> dict[str, str]:
    pack = catalogue.pack(deal)
    answers = effective_facts(template.sections, deal, pack.flags).answers
    printer = Printer(pack, deal)
    told = {
        question.label: _answer(question, answers.get(question.id), deal, printer)
        for question in template.questions
        if is_answered(answers.get(question.id)) and question.kind != "parties"
    }
    told["Parties"] = joined([party.name for party in deal.parties])
    told |= {f"Party {party.name}": _party(party) for party in deal.parties}
    told |= {f"Special term “{term.heading}”": term.text for term in deal.special_terms}
    for rewording in deal.rewordings:
        unit = catalogue.units.get(rewording.unit)
        told[f"Own wording of “{unit.heading if unit else rewording.unit}”"] = rewording.text
    return told


def _party(party: PartySnapshot) -> str:
    people = [f"{p.name}{', may sign' if p.may_sign else ''}" for p in party.people]
    words = (party.legal_name, party.role, party.address, party.email, party.phone, *people)
    return "; ".join(word for word in words if word)


def _answer(question: Question, value: Answer, deal: Deal, printer: Printer) -> str:
    own = question.source == "project.deliverables" and not question.columns
    columns = DELIVERABLES if own else question.columns
    if question.kind == "rows" and isinstance(value, tuple):
        return "; ".join(_row(columns, row, printer) for row in value)
    if question.kind == "per_party" and isinstance(value, Mapping):
        rows = [(p.name, value[p.key]) for p in deal.parties if p.key in value]
        return "; ".join(f"{name}: {_row(columns, row, printer)}" for name, row in rows)
    if isinstance(value, tuple):
        words = [o.label if (o := question.option(v)) else printer.party(str(v)) for v in value]
        return ", ".join(words)
    return printer.cell(question, value)


def _row(columns: Sequence[ColumnSpec], row: Answer, printer: Printer) -> str:
    data = row if isinstance(row, Mapping) else {column.id: row for column in columns[:1]}
    cells = (printer.cell(column, data.get(column.id)) for column in columns)
    return ", ".join(cell for cell in cells if cell)
