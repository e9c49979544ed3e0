"""W12: answers that are possible and hardly meant, as the template has it in its data."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from ...domain.dates import end_of, parse_day, parse_duration
from ...domain.deal import Answer
from ...domain.findings import Finding, Severity
from ...domain.words.phrases import small
from ..asking.answer_kinds import AnswerKind
from ..asking.questions import ColumnSpec, Odd, Question, is_answered
from .subject import Subject, about

#: Lengths are compared by the day they end on, counted from a Monday.
_FROM = date(2024, 1, 1)


def odd_answers(subject: Subject) -> Iterator[Finding]:
    """A finding for each answer, or cell of a table, that is possible and hardly meant."""
    for question in subject.scope.template.questions:
        if not subject.shows(question):
            continue
        for spec, value, party in _cells(question, subject.value(question), subject):
            odd = gravest(_meant(spec, subject), spec.kind, value)
            if odd is not None:
                yield _finding(subject, question, _said(subject, spec, value, odd), party)


def _meant(spec: Question | ColumnSpec, subject: Subject) -> Sequence[Odd]:
    """Bounds of money are sums of the pack's currency: of another one they say nothing."""
    if spec.kind is not AnswerKind.MONEY or subject.deal.currency == subject.scope.pack.currency:
        return spec.odd
    return [replace(odd, below=None, above=None) for odd in spec.odd]


def gravest(rows: Sequence[Odd], kind: str, value: Answer) -> Odd | None:
    """The gravest row that holds for this answer; of two that are equally grave the later one."""
    held = [odd for odd in rows if holds(odd, kind, value)]
    return min(reversed(held), key=lambda odd: odd.severity != Severity.WARNING, default=None)


def _cells(
    question: Question, value: Answer, subject: Subject
) -> Iterator[tuple[Question | ColumnSpec, Answer, str]]:
    """The answer itself, or each cell of it with the party of its row."""
    if not question.columns:
        yield question, value, ""
        return
    for party, row in _rows(value, subject):
        for column in question.columns:
            bare = column is question.columns[0] and not isinstance(row, Mapping)
            yield column, row if bare else _cell(row, column.id), party


def _rows(value: Answer, subject: Subject) -> Sequence[tuple[str, Answer]]:
    if isinstance(value, Mapping):
        return [(key, row) for key, row in value.items() if subject.deal.party(key)]
    return [("", row) for row in value] if isinstance(value, tuple) else []


def _cell(row: Answer, column: str) -> Answer:
    return row.get(column) if isinstance(row, Mapping) else None


def holds(odd: Odd, kind: str, value: Answer) -> bool:
    """Whether this value is one that the data calls odd."""
    if not is_answered(value):
        return False
    if value in odd.among and not isinstance(value, bool):
        return True
    size = _size(kind, value)
    if size is None:
        return False
    below, above = _size(kind, odd.below), _size(kind, odd.above)
    return (below is not None and size < below) or (above is not None and size > above)


def _size(kind: str, value: Answer) -> int | None:
    """A value as a number that can be compared with others of its kind."""
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        return None
    if isinstance(value, int):
        return value
    if kind == AnswerKind.DATE:
        day = parse_day(value)
        return day.toordinal() if day else None
    length = parse_duration(value) if kind == AnswerKind.DURATION else None
    return end_of(_FROM, length).toordinal() if length else None


def _said(subject: Subject, spec: Question | ColumnSpec, value: Answer, odd: Odd) -> Odd:
    """With its sentence as it is read; a day is named, as a table may hold many."""
    says = subject.say(odd.says)
    if spec.kind == AnswerKind.DATE and isinstance(value, str):
        says = f"{subject.scope.printer.date(value)}: {small(says)}"
    return replace(odd, says=says)


def _finding(subject: Subject, question: Question, odd: Odd, party: str) -> Finding:
    return Finding(
        "odd-answer",
        Severity(odd.severity),
        subject.at_question(question.id, party),
        about(question, f"{subject.name(party)}: {odd.says}") if party else odd.says,
        odd.why,
    )
