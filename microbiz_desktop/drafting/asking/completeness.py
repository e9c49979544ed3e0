"""How far the answers of a deal have come: what is whole, and what each section still asks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...domain.deal import Answer, Deal, as_rows
from .answer_kinds import AnswerKind, Editor
from .questions import (
    Circumstances,
    ColumnSpec,
    Flags,
    Question,
    Section,
    all_questions,
    circumstances,
    is_answered,
    is_given,
    required,
    shown,
)
from .register import ROWS

#: Editors in which parties are named or stand in a table.
_ABOUT_PARTIES = frozenset({Editor.PARTY, Editor.PARTY_TICKS, Editor.PARTY_TABLE})


@dataclass(frozen=True, slots=True)
class SectionTally:
    """How far a section is: questions asked, questions answered, and required ones left."""

    section: str
    asked: int
    answered: int
    left: int


def progress(sections: Sequence[Section], deal: Deal, flags: Flags) -> tuple[SectionTally, ...]:
    """The progress of each section; optional questions without an answer count as done."""
    facts = circumstances(sections, deal, flags)
    return tuple(_progress_of(section, facts) for section in sections)


def _progress_of(section: Section, facts: Circumstances) -> SectionTally:
    asked = [question for question in section.questions if shown(question, facts)]
    left = [question for question in asked if is_open(question, facts)]
    return SectionTally(section.id, len(asked), len(asked) - len(left), len(left))


def is_open(question: Question, facts: Circumstances) -> bool:
    """Whether it is asked, must be answered, and is not, down to the last cell."""
    wanted = shown(question, facts) and required(question, facts)
    return wanted and not complete(question, facts.answers)


def in_working_order(sections: Sequence[Section]) -> tuple[Question, ...]:
    """The questions as they are read, the parties before the first that speaks of them."""
    questions = all_questions(sections)
    parties = [question for question in questions if question.kind is AnswerKind.PARTIES]
    rest = [question for question in questions if question not in parties]
    at = next((place for place, one in enumerate(rest) if _of_parties(one)), len(rest))
    first = min((questions.index(one) for one in parties), default=at)
    at = min(at, first)
    return (*rest[:at], *parties, *rest[at:])


def _of_parties(question: Question) -> bool:
    kinds = {question.kind, *(column.kind for column in question.columns)}
    return any(ROWS[kind].editor in _ABOUT_PARTIES for kind in kinds)


def untouched(section: Section, deal: Deal) -> bool:
    """Whether nobody has answered anything of a section: it is as it begins."""
    return not any(is_given(question, deal) for question in section.questions)


def complete(question: Question, answers: Mapping[str, Answer]) -> bool:
    """Whether the answer is whole: given, and with every required cell of every row."""
    value = answers.get(question.id)
    if not is_answered(value):
        return False
    if ROWS[question.kind].tabular and question.columns:
        rows = tuple(value.values()) if isinstance(value, Mapping) else as_rows(value)
        return any(map(_says, rows)) and all(_row_complete(question.columns, row) for row in rows)
    return True


def _says(row: Answer) -> bool:
    """Whether any cell of a row is filled in."""
    cells = row.values() if isinstance(row, Mapping) else (row,)
    return any(map(is_answered, cells))


def _row_complete(columns: Sequence[ColumnSpec], row: Answer) -> bool:
    """A row whose every sum is zero needs no further words."""
    if not isinstance(row, Mapping):
        return is_answered(row) or not columns[0].required
    sums = [row.get(column.id) for column in columns if column.kind is AnswerKind.MONEY]
    if sums and not any(value is None or value for value in sums):
        return True
    return all(is_answered(row.get(c.id)) for c in columns if c.required)
