"""Check 22, and whether each answer is of its kind and inside its limits."""

from collections.abc import Iterator, Mapping
from typing import Any

from ...domain.findings import Finding, Severity
from ...domain.formats import money_text, percent_text
from ..kinds import fits
from ..questions import ColumnSpec, Question, complete, given_answer, is_answered, required
from .subject import Subject, about


def missing_answers(subject: Subject) -> Iterator[Finding]:
    """Check 22: every question that must be answered is, down to the last cell."""
    for question in subject.scope.template.questions:
        if question.kind == "parties" or not _must_be_answered(subject, question):
            continue
        if not complete(question, subject.facts.answers):
            begun = is_answered(subject.value(question))
            yield Finding(
                "missing-answer",
                Severity.ERROR,
                subject.at_question(question.id),
                about(question, "something is missing." if begun else "not answered yet."),
                "The text would have a blank.",
            )


def _must_be_answered(subject: Subject, question: Question) -> bool:
    return subject.shows(question) and required(question, subject.facts)


def fitting_answers(subject: Subject) -> Iterator[Finding]:
    """An answer is of the kind of its question; a choice is one of the options."""
    for question in subject.scope.template.questions:
        value = given_answer(question, subject.deal)
        if not subject.shows(question) or not is_answered(value):
            continue
        problem = _misfit(question, value)
        if problem:
            yield Finding(
                "answer-misfit",
                Severity.ERROR,
                subject.at_question(question.id),
                about(question, problem),
                "The text cannot print this answer.",
            )


def _misfit(question: Question, value: Any) -> str:
    if question.kind in {"one_of", "several_of"} and not fits(question, value):
        return "the answer is not one of the choices."
    if not fits(question, value):
        return "the answer is of another kind."
    if question.kind in {"rows", "per_party"} and question.columns:
        rows = value.values() if isinstance(value, Mapping) else value
        if not all(_row_fits(question.columns, row) for row in rows):
            return "a row holds something of another kind."
    return ""


def _row_fits(columns: tuple[ColumnSpec, ...], row: Any) -> bool:
    cells = row if isinstance(row, Mapping) else {c.id: row for c in columns[:1]}
    return all(
        not is_answered(cells.get(column.id)) or fits(column, cells[column.id])
        for column in columns
    )


def answers_in_limits(subject: Subject) -> Iterator[Finding]:
    """Numbers and lengths stay inside the limits of the question."""
    for question in subject.scope.template.questions:
        value = subject.value(question)
        if question.kind == "parties" or not subject.shows(question):
            continue
        size = _size(question.kind, value)
        if size is None:
            continue
        if question.min is not None and size < question.min:
            yield _outside(subject, question, f"at least {_limit(question, question.min, subject)}")
        elif question.max is not None and size > question.max:
            yield _outside(subject, question, f"at most {_limit(question, question.max, subject)}")


def _size(kind: str, value: Any) -> int | None:
    if isinstance(value, bool) or not is_answered(value):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, (tuple, Mapping)):
        return len(value)
    return len(value) if isinstance(value, str) and kind in {"short_text", "long_text"} else None


def _limit(question: Question, limit: int, subject: Subject) -> str:
    if question.kind == "money":
        return money_text(limit, subject.deal.currency)
    if question.kind == "percentage":
        return percent_text(limit)
    if question.kind in {"short_text", "long_text"}:
        return f"{limit} letters"
    if question.kind in {"rows", "several_of", "several_parties", "per_party"}:
        return f"{limit} {'line' if limit == 1 else 'lines'}"
    return str(limit)


def _outside(subject: Subject, question: Question, limit: str) -> Finding:
    return Finding(
        "outside-limits",
        Severity.ERROR,
        subject.at_question(question.id),
        about(question, f"the answer must be {limit}."),
        "The page or the sense of the clause sets this limit.",
    )


def old_template(subject: Subject) -> Iterator[Finding]:
    """A deal begun with other wording says so, once."""
    begun, now = subject.deal.template_version, subject.scope.template.version
    if begun and begun != now:
        yield Finding(
            "other-template-version",
            Severity.HINT,
            subject.at_project("title"),
            f"This agreement was begun with version {begun} of its wording; this is {now}.",
            "Read the text again before it is offered.",
        )
