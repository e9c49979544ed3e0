"""Schedules: which are shown, their letters, and their blocks."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from ..domain.text import Block, Heading, Paragraph, Run, Schedule
from .asking.roles import TABLES, TableName
from .filling import ReferenceTarget
from .money.terms import DefinedTerm
from .opaque import Value
from .paragraphs import Para
from .party_names import with_short_names
from .tables import blocks_of, has_rows
from .templates.model import BlockPlan, SchedulePlan
from .writer import TextWriter

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class ScheduleText:
    """A schedule that is on, with its letter and the paragraphs of its text blocks."""

    plan: SchedulePlan
    letter: str
    blocks: tuple[tuple[BlockPlan, tuple[Para, ...]], ...]


def schedule_texts(writer: TextWriter, *, terms: bool) -> tuple[ScheduleText, ...]:
    """The schedules that have something to say; `terms` says that the glossary has."""
    found: list[ScheduleText] = []
    for plan in writer.scope.template.schedules:
        if not writer.scope.facts.hold(plan.shown_when):
            continue
        blocks = tuple(_shown_blocks(plan, writer, terms=terms))
        if any(block.table or paras for block, paras in blocks):
            found.append(ScheduleText(plan, _LETTERS[len(found)], blocks))
    return tuple(found)


def _shown_blocks(
    plan: SchedulePlan, writer: TextWriter, *, terms: bool
) -> Iterator[tuple[BlockPlan, tuple[Para, ...]]]:
    for block in plan.blocks:
        if not writer.scope.facts.hold(block.shown_when):
            continue
        if block.table:
            if has_rows(block.table, writer.scope, block.of, terms=terms):
                _note_table(block, plan.id, writer)
                yield block, ()
        elif block.text:
            paras = tuple(
                part
                for para in writer.read(block.text, plan.id, plan.heading)
                for part in _by_lines(para, writer)
            )
            if paras:
                yield block, paras
        else:
            yield block, ()


def _note_table(block: BlockPlan, seat: str, writer: TextWriter) -> None:
    role = TABLES[TableName(block.table)].filled_by
    question = writer.scope.template.playing(role) if role is not None else block.of
    if question:
        writer.note(question, seat)


def _by_lines(para: Para, writer: TextWriter) -> Iterator[Para]:
    """A paragraph that is one long answer keeps that answer's own paragraphs."""
    opaque = writer.scope.opaque
    alone = len(para.spans) == 1 and len(para.spans[0][0].strip()) == 1 and not para.items
    entry = opaque.get(para.spans[0][0].strip()) if alone else None
    if not isinstance(entry, Value) or "\n" not in entry.runs[0].text:
        yield para
        return
    for line in entry.runs[0].text.splitlines():
        if line.strip():
            yield Para(((opaque.text(line.strip()), False),))


def schedule_targets(schedules: Sequence[ScheduleText]) -> dict[str, ReferenceTarget]:
    """What references to schedules print."""
    return {s.plan.id: ReferenceTarget(s.plan.id, f"Schedule {s.letter}") for s in schedules}


def filled_schedule(
    schedule: ScheduleText, writer: TextWriter, terms: Sequence[DefinedTerm]
) -> Schedule:
    """The schedule with its tables built and every value in its place."""
    writer.filler.seat = schedule.plan.id
    lines = count(1)

    def number() -> str:
        return f"{schedule.letter}{next(lines)}"

    blocks: list[Block] = []
    for plan, paras in schedule.blocks:
        if plan.table:
            made = blocks_of(plan.table, writer.scope, terms, number, plan.of)
            blocks += with_short_names(made, writer.scope.deal.parties)
        elif plan.heading:
            blocks.append(Heading(plan.heading))
        else:
            blocks += _paragraphs(paras, writer, number if plan.numbered else None)
    return Schedule(schedule.plan.id, schedule.letter, schedule.plan.heading, _headed(blocks))


def _paragraphs(
    paras: Sequence[Para], writer: TextWriter, number: Callable[[], str] | None
) -> Iterator[Paragraph]:
    for para in paras:
        yield Paragraph(writer.filler.runs(para.spans), number() if number else "")
        for spans in para.items:
            runs = writer.filler.runs(spans, starts=False)
            yield Paragraph((Run("– "), *runs))
        if para.closing:
            yield Paragraph(writer.filler.runs(para.closing))


def _headed(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks without headings that have nothing under them."""
    kept: list[Block] = []
    for block, after in zip(blocks, (*blocks[1:], None), strict=True):
        if isinstance(block, Heading) and (after is None or isinstance(after, Heading)):
            continue
        kept.append(block)
    return tuple(kept)
