"""Which units stand in which clause, their numbers, and their words.

The compile calls it twice: before any value is filled in, because references need the numbers, and
again to fill the clauses. Everything that numbers a clause is here and nowhere else.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..domain.text import Clause, Item, Run, RunKind, SubClause, Summary
from .asking.questions import Circumstances
from .filling import Filler, ReferenceTarget
from .names import Scope
from .paragraphs import Para
from .templates.marks import anchor_name
from .templates.model import Alternative, Unit
from .templates.validate import MOST_CLAUSES
from .writer import TextWriter, opaque_paras

_OWN_SUMMARY = "Worded for this agreement alone: read it closely."
_SPECIAL = "special_terms"


@dataclass(frozen=True, slots=True)
class UnitText:
    """A unit of this agreement: its paragraphs before values and references are put in."""

    id: str
    paras: tuple[Para, ...]
    summary: str
    changed: bool = False
    heading: str = ""


@dataclass(frozen=True, slots=True)
class ClauseText:
    """A clause of this agreement with its number, before values are filled in."""

    id: str
    number: int
    heading: str
    units: tuple[UnitText, ...]


_NOTHING = Alternative("", "", "")


def chosen(unit: Unit, roles: Circumstances) -> Alternative:
    """The wording of a unit for the option chosen; `roles` are the answers by role."""
    if not unit.chooses:
        return Alternative("", unit.summary, unit.text, unit.cover)
    value = roles.answers.get(unit.chooses)
    return next((a for a in unit.alternatives if a.value == value), _NOTHING)


def units_on(scope: Scope, units: Mapping[str, Unit]) -> frozenset[str]:
    """The units whose conditions hold, in clauses that are shown."""
    roles = scope.by_role
    return frozenset(
        name
        for clause in scope.template.clauses
        if scope.facts.hold(clause.shown_when)
        for name in clause.units
        if roles.hold(units[name].shown_when) and chosen(units[name], roles).text
    )


def clause_texts(writer: TextWriter) -> tuple[ClauseText, ...]:
    """The clauses that are on, numbered, special terms last."""
    scope = writer.scope
    on = units_on(scope, writer.catalogue.units)
    plans: list[tuple[str, str, tuple[UnitText, ...]]] = []
    for plan in scope.template.clauses:
        made = tuple(_unit_text(writer, name, plan.id) for name in plan.units if name in on)
        texts = tuple(text for text in made if text.paras)
        if texts:
            plans.append((plan.id, plan.heading, texts))
    specials = tuple(_special_texts(writer))
    if specials and plans and len(plans) >= MOST_CLAUSES:
        last = plans.pop()
        plans.append((last[0], last[1], (*last[2], *specials)))
    elif specials:
        plans.append((_SPECIAL, "Special terms", specials))
    return tuple(ClauseText(p[0], i, p[1], p[2]) for i, p in enumerate(plans, start=1))


def _unit_text(writer: TextWriter, name: str, seat: str) -> UnitText:
    unit = writer.catalogue.units[name]
    wording = chosen(unit, writer.scope.by_role)
    for role in (*unit.needs, unit.chooses, *(c.question for c in unit.shown_when)):
        if role:
            writer.note(writer.scope.template.playing(role), seat, name)
    rewording = next((r for r in writer.scope.deal.rewordings if r.unit == name), None)
    if rewording is not None:
        writer.note_uses(wording.text, seat, name)
        return UnitText(name, opaque_paras(rewording.text, writer), _OWN_SUMMARY, True)
    paras = writer.read(wording.text, seat, unit.heading, unit=name)
    return UnitText(name, paras, writer.summary(wording.summary, unit.heading, name))


def _special_texts(writer: TextWriter) -> Iterator[UnitText]:
    for i, term in enumerate(writer.scope.deal.special_terms, start=1):
        paras = opaque_paras(term.text, writer)
        if paras:
            heading = term.heading.strip()
            yield UnitText(f"special_{i}", paras, _special_summary(heading), True, heading)


def _special_summary(heading: str) -> str:
    """Its name tells the notes of several special terms apart."""
    name = heading.rstrip(".")
    return f"Special term: {name}. Read it closely." if name else _OWN_SUMMARY


def clause_targets(
    clauses: tuple[ClauseText, ...], units: Mapping[str, Unit]
) -> dict[str, ReferenceTarget]:
    """What references to clauses, units and named sub-clauses print."""
    found: dict[str, ReferenceTarget] = {}
    for clause in clauses:
        found[clause.id] = ReferenceTarget(clause.id, f"clause {clause.number}")
        line = 1
        for unit in clause.units:
            found[unit.id] = ReferenceTarget(f"{unit.id}.1", f"clause {clause.number}.{line}")
            found |= _marked_targets(unit, clause.number, line)
            if unit.changed and unit.id in units:
                # Somebody's own wording has no names in it: they all lead to its start.
                marks = units[unit.id].marks()
                found |= {anchor_name(unit.id, mark): found[unit.id] for mark in marks}
            line += len(unit.paras)
    return found


def _marked_targets(unit: UnitText, clause: int, first: int) -> dict[str, ReferenceTarget]:
    return {
        anchor_name(unit.id, para.mark): ReferenceTarget(
            f"{unit.id}.{i + 1}", f"clause {clause}.{first + i}"
        )
        for i, para in enumerate(unit.paras)
        if para.mark
    }


def filled_clause(clause: ClauseText, filler: Filler) -> Clause:
    """The clause with every value and reference in its place."""
    filler.seat = clause.id
    lines: list[SubClause] = []
    for unit in clause.units:
        for i, para in enumerate(unit.paras, start=1):
            number = f"{clause.number}.{len(lines) + 1}"
            heading = unit.heading if i == 1 else ""
            lines.append(_subclause(f"{unit.id}.{i}", number, unit, heading, para, filler))
    summaries = tuple(Summary(unit.id, unit.summary) for unit in clause.units if unit.summary)
    return Clause(clause.id, str(clause.number), clause.heading, summaries, tuple(lines))


def _subclause(
    anchor: str, number: str, unit: UnitText, heading: str, para: Para, filler: Filler
) -> SubClause:
    runs = filler.runs(para.spans)
    if heading:
        runs = (Run(heading.rstrip(".") + ". ", RunKind.STRONG), *runs)
    items = tuple(
        Item(f"({_letter(i)})", filler.runs(spans, starts=False))
        for i, spans in enumerate(para.items)
    )
    closing = filler.runs(para.closing, starts=False)
    return SubClause(anchor, number, unit.id, runs, items, closing, unit.changed)


def _letter(index: int) -> str:
    """a to z, then aa, bb."""
    return "abcdefghijklmnopqrstuvwxyz"[index % 26] * (index // 26 + 1)
