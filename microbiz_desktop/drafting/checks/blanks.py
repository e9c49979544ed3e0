"""Check 22: nothing is offered with a blank, an empty cell, a place-holder or a torn sentence.

`registry` runs it with the other checks. It looks at the finished text and not at the answers,
because only there is seen what a missing answer leaves behind.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ...domain.findings import EXTRA, Finding, Place, Severity, error
from ...domain.plain import to_plain
from ...domain.text import Block, Paragraph, RunKind, Runs, Table
from ..asking.completeness import complete
from ..asking.questions import Question, is_answered, required, shown
from ..filling import DEAD_REFERENCE
from ..money.tables import NOT_YET
from ..names import NO_SUM
from .letters import place_of, texts_of
from .places import at_words
from .subject import Subject


@dataclass(frozen=True, slots=True)
class Seat:
    """Where words stand: as the reader calls it, and the ids of the clause and of the unit."""

    label: str
    clause: str = ""
    unit: str = ""


def blanks(subject: Subject) -> Iterator[Finding]:
    """A blank that no missing answer explains is an error all the same."""
    explained = set(_missing_labels(subject))
    for seat, words in dict.fromkeys(_blanks(subject)):
        label = seat.label
        if words not in explained:
            yield error(
                "blank",
                _behind(subject, seat, words),
                f"{label} has a blank: {words}.",
                "Nothing can be signed with a gap in it.",
            )


def _missing_labels(subject: Subject) -> Iterator[str]:
    """The blanks that questions make which are still to be answered, and those others explain."""
    yield from (*NOT_YET, NO_SUM, DEAD_REFERENCE)
    for question in subject.scope.template.questions:
        open_still = shown(question, subject.scope.facts) and required(
            question, subject.scope.facts
        )
        if open_still and not complete(question, subject.scope.facts.answers):
            yield from _blanks_of(question)


def _blanks(subject: Subject) -> Iterator[tuple[Seat, str]]:
    for seat, runs in _all_runs(subject):
        yield from ((seat, run.text) for run in runs if run.kind is RunKind.BLANK)


def _all_runs(subject: Subject) -> Iterator[tuple[Seat, Runs]]:
    text = subject.text
    page_one = Seat("Page 1")
    yield from ((page_one, row.runs) for row in text.cover)
    yield from ((page_one, change) for change in text.changes)
    background = Seat("The background")
    yield Seat("The parties"), text.parties_intro
    yield from ((background, recital.runs) for recital in text.recitals)
    yield background, text.agreed_line
    yield Seat("Above the signatures"), text.signing_intro
    for clause in text.clauses:
        for line in clause.subclauses:
            seat = Seat(f"Clause {line.number}", clause.id, line.unit)
            yield from ((seat, runs) for runs in (line.runs, *(i.runs for i in line.items)))
            yield seat, line.closing
    for schedule in text.schedules:
        for block in schedule.blocks:
            if isinstance(block, Paragraph):
                yield Seat(f"Schedule {schedule.letter}", schedule.id), block.runs


def _behind(subject: Subject, seat: Seat, words: str) -> Place:
    """The question whose answer leaves this blank, else the words that it stands in."""
    asked = (q for q in subject.scope.template.questions if subject.shows(q))
    asking = (q for q in asked if words in _blanks_of(q))
    if (question := next(asking, None)) is not None:
        return replace(subject.at_question(question.id), label=seat.label)
    if seat.unit:
        return at_words(seat.unit, seat.clause, seat.label)
    return Place(seat.label, EXTRA, clause=seat.clause)


def _blanks_of(question: Question) -> Iterator[str]:
    """What the text prints where this question, or a cell of it, has no answer."""
    for label in (question.label, *(column.label for column in question.columns)):
        yield f"[{label.rstrip('?')}]"


def empty_cells(subject: Subject) -> Iterator[Finding]:
    """Every cell of a table says something, a total's apart; what may be empty prints a dash."""
    for schedule in subject.text.schedules:
        for heading in dict.fromkeys(h for b in schedule.blocks for h in _empty_columns(b)):
            label = f"Schedule {schedule.letter}"
            yield error(
                "empty-cell",
                _at_cell(subject, schedule.id, label, heading),
                f"{label} has an empty cell{f' under “{heading}”' if heading else ''}.",
                "A reader cannot tell whether something was forgotten.",
            )


def _at_cell(subject: Subject, schedule: str, label: str, heading: str) -> Place:
    """The question whose table this schedule prints: one with such a column before others."""
    placed = [q for q in subject.scope.template.questions if _stands_in(q, schedule, subject)]
    asking = [q for q in placed if q.columns and subject.shows(q) and _has_hole(q, subject)]
    titled = [q for q in asking if heading in {column.label for column in q.columns}]
    if found := (titled or asking or placed):
        return replace(subject.at_question(found[0].id), label=label, clause=schedule)
    return Place(label, EXTRA, clause=schedule)


def _stands_in(question: Question, seat: str, subject: Subject) -> bool:
    return seat in subject.places.get(question.id, ())


def _empty_columns(block: Block) -> Iterator[str]:
    """Headings over empty cells; the last line of a list in several columns may end early."""
    if not isinstance(block, Table):
        return
    once = _columns_once(block)
    for number, row in enumerate(block.rows, start=1):
        cells = row.cells[:once] if number == len(block.rows) else row.cells
        for column, cell in zip(block.columns, cells, strict=False):
            if not cell.strip() and not row.total:
                yield column.heading


def _columns_once(table: Table) -> int:
    """How many columns stand before they come again, in a list set in several columns."""
    many = len(table.columns)
    return next(
        n
        for n in range(1, many + 1)
        if many % n == 0 and table.columns[:n] * (many // n) == table.columns
    )


#: What people write when they do not know yet.
_LATER = re.compile(
    r"\b(?:TB[ACD]|XXX+|lorem ipsum|to be (?:confirmed|announced|decided|agreed|completed))\b"
    r"|_{3,}|\?{3,}|\[\s*(?:[.…●•_-]+|\s*|insert\b[^\]]*)\]",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\[[^\[\]]{1,60}\]")


def place_holders(subject: Subject) -> Iterator[Finding]:
    """Check 22: no answer stands for one that is still to come."""
    for path, text in texts_of(to_plain(subject.deal)):
        if path[0] not in {"title", "project", "parties", "answers", "special_terms", "rewordings"}:
            continue
        if path[0] == "answers" and not _is_shown(subject, str(path[1])):
            continue
        later, brackets = _LATER.search(text), _BRACKETS.search(text)
        found = later or brackets
        if found is None:
            continue
        yield Finding(
            "place-holder",
            Severity.ERROR if later else Severity.WARNING,
            place_of(path, subject),
            f"“{found[0].strip()}” looks like something still to be filled in.",
            "What is signed with a gap can be filled in by anybody.",
        )


def _is_shown(subject: Subject, question_id: str) -> bool:
    question = subject.scope.by_id.get(question_id)
    return question is not None and subject.shows(question)


def torn_sentences(subject: Subject) -> Iterator[Finding]:
    """An answer left empty must not leave its commas behind."""
    for gap in dict.fromkeys(subject.gaps):
        seat = _label(gap.seat, subject) or gap.label
        empty = next(_empty_in(gap.source, subject), None)
        place = Place(seat, EXTRA, clause=gap.seat)
        if empty is not None:
            place = subject.at_question(empty.id)
        yield error(
            "torn-sentence",
            place,
            f"{seat} is torn where an answer is empty: “{gap.words}”.",
            "A sentence with a hole in it can be read in two ways.",
        )


def _label(seat: str, subject: Subject) -> str:
    numbers: Mapping[str, str] = {
        **{clause.id: f"Clause {clause.number}" for clause in subject.text.clauses},
        **{schedule.id: f"Schedule {schedule.letter}" for schedule in subject.text.schedules},
    }
    return numbers.get(seat, "")


def _empty_in(source: str, subject: Subject) -> Iterator[Question]:
    """Questions that this text reads and that have an empty answer or an empty cell."""
    for use in sorted(subject.catalogue.sandbox.uses(source), key=lambda use: use.name):
        question = subject.scope.by_id.get(subject.scope.template.playing(use.name))
        if use.root == "a" and question is not None and _has_hole(question, subject):
            yield question


def _has_hole(question: Question, subject: Subject) -> bool:
    value = subject.value(question)
    if isinstance(value, Mapping):
        value = tuple(value.values())
    if not isinstance(value, tuple):
        return not is_answered(value)
    return not value or any(
        not is_answered(cell)
        for row in value
        for cell in (row.values() if isinstance(row, Mapping) else (row,))
    )
