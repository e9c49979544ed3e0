"""The order of words in the first house layout, for files of then: notes stood beside their units.

Nothing prints so any more. What it says is fixed for good, like those files.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from ...domain.text import Clause, SubClause, plain

#: Measures of the house layout in points and in characters a line.
_LINE, _GAP, _HEADING = 15.0, 6.0, 17.0
_NOTE_LINE, _NOTE_GAP, _LEAD = 11.6, 7.0, 11.6
_TEXT_CHARS, _ITEM_CHARS, _NOTE_CHARS = 55, 49, 26
#: A gap under the text of up to this is better than a note that drifts from its sub-clause.
_TOLERATED = 9.0


@dataclass(frozen=True, slots=True)
class Note:
    """A margin note; the first of a clause is led by "In short", the next by their number."""

    lead: str
    text: str


@dataclass(frozen=True, slots=True)
class NoteGroup:
    """Notes, the sub-clauses that stay beside them on one page, and those that follow freely."""

    notes: tuple[Note, ...]
    beside: tuple[SubClause, ...]
    below: tuple[SubClause, ...]


def groups(clause: Clause) -> tuple[NoteGroup, ...]:
    """The clause cut into rows: units whose text is shorter than their notes share a row."""
    made: list[NoteGroup] = []
    notes: list[Note] = []
    subs: list[SubClause] = []
    for unit_notes, unit_subs in _units(clause):
        notes += unit_notes
        subs += unit_subs
        head = 0.0 if made else _HEADING
        if head + sum(map(text_height, subs)) + _TOLERATED >= notes_height(notes):
            made.append(_cut(notes, subs, head))
            notes, subs = [], []
    if notes or subs or not made:
        made.append(NoteGroup(tuple(notes), tuple(subs), ()))
    return tuple(made)


def _units(clause: Clause) -> Iterable[tuple[list[Note], list[SubClause]]]:
    """Each unit's notes and sub-clauses, in the order of the text."""
    waiting = {summary.unit: summary.text for summary in clause.summaries}
    run: list[SubClause] = []
    notes: list[Note] = []
    first = True
    for sub in clause.subclauses:
        if sub.unit in waiting:
            if run:
                yield notes, run
            text = waiting.pop(sub.unit)
            notes, run = [Note("In short" if first else sub.number, text)], []
            first = False
        run.append(sub)
    notes = notes + [Note("In short", text) for text in waiting.values()]
    yield notes, run


def _cut(notes: list[Note], subs: list[SubClause], head: float) -> NoteGroup:
    """Only as many sub-clauses as the notes need stay beside them; at least the first."""
    needed, height, count = notes_height(notes), head, 0
    for sub in subs:
        if count and height + _TOLERATED >= needed:
            break
        height += text_height(sub)
        count += 1
    return NoteGroup(tuple(notes), tuple(subs[:count]), tuple(subs[count:]))


def _lines(text: str, chars: int) -> int:
    return max(1, math.ceil(len(text) / chars))


def text_height(sub: SubClause) -> float:
    """About how high a sub-clause will be, in points."""
    height = _GAP + _LINE * _lines(plain(sub.runs), _TEXT_CHARS)
    for item in sub.items:
        height += 3 + _LINE * _lines(plain(item.runs), _ITEM_CHARS)
    if sub.closing:
        height += 3 + _LINE * _lines(plain(sub.closing), _TEXT_CHARS)
    return height


def notes_height(notes: list[Note]) -> float:
    """About how high the notes will be, one under the other, in points."""
    each = (_LEAD + _NOTE_LINE * _lines(note.text, _NOTE_CHARS) for note in notes)
    return sum(each) + _NOTE_GAP * max(0, len(notes) - 1)
