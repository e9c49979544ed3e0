"""Check 22, and whether each answer is of its kind and inside its limits."""

from collections.abc import Iterator

from ...domain.deal import Answer
from ...domain.findings import EXTRA, Edit, Finding, Fix, Place, error, hint
from ..asking.answer_kinds import AnswerKind, cells
from ..asking.completeness import is_open
from ..asking.questions import ColumnSpec, Question, alphabet_of, given_answer, is_answered
from ..asking.register import ROWS, fits
from .subject import Subject, about


def missing_answers(subject: Subject) -> Iterator[Finding]:
    """Check 22: every question that must be answered is, down to the last cell."""
    for question in subject.scope.template.questions:
        if question.kind is AnswerKind.PARTIES or not is_open(question, subject.scope.facts):
            continue
        begun = is_answered(subject.value(question))
        yield error(
            "missing-answer",
            subject.at_question(question.id),
            about(question, "something is missing." if begun else "not answered yet."),
            "The text would have a blank.",
        )


def fitting_answers(subject: Subject) -> Iterator[Finding]:
    """An answer is of the kind of its question; a choice is one of the options."""
    for question in subject.scope.template.questions:
        value = given_answer(question, subject.deal)
        if not subject.shows(question) or not is_answered(value):
            continue
        problem = _misfit(question, value)
        if problem:
            yield error(
                "answer-misfit",
                subject.at_question(question.id),
                about(question, problem),
                "The text cannot print this answer.",
            )


def _misfit(question: Question, value: Answer) -> str:
    if ROWS[question.kind].chooses and not fits(question, value):
        return "the answer is not one of the choices."
    if not fits(question, value):
        return "the answer is of another kind."
    if ROWS[question.kind].tabular and any(
        is_answered(cell) and not fits(column, cell)
        for _, column, cell in cells(question.columns, value)
    ):
        return "a row holds something of another kind."
    return ""


def answers_in_limits(subject: Subject) -> Iterator[Finding]:
    """Numbers and lengths stay inside the limits of the question, and of the column of a cell."""
    for question in subject.scope.template.questions:
        if not subject.shows(question):
            continue
        value, currency = subject.value(question), subject.deal.currency
        if limit := _broken(question, value, currency):
            yield _outside(subject, question, f"the answer must be {limit}.")
        for at, column, cell in cells(question.columns, value):
            if limit := _broken(column, cell, currency):
                party = at if isinstance(at, str) else ""
                words = f"“{column.label}” must be {limit}."
                yield _outside(subject, question, words, party)


def _broken(spec: Question | ColumnSpec, value: Answer, currency: str) -> str:
    """The limit that a value does not keep, in words; empty when it keeps both."""
    alphabet, row = alphabet_of(spec), ROWS[spec.kind]
    if alphabet is not None and isinstance(value, str) and value:
        return alphabet.refused(value)
    size = row.size(value) if row.fits(spec, value) else None
    if size is None or row.limit is None:
        return ""
    if spec.min is not None and size < spec.min:
        return f"at least {row.limit(spec.min, currency)}"
    if spec.max is not None and size > spec.max:
        return f"at most {row.limit(spec.max, currency)}"
    return ""


def _outside(subject: Subject, question: Question, words: str, party: str = "") -> Finding:
    return error(
        "outside-limits",
        subject.at_question(question.id, party),
        about(question, words),
        "The page or the sense of the clause sets this limit.",
    )


def old_template(subject: Subject) -> Iterator[Finding]:
    """A deal begun with other wording says so, once."""
    begun, now = subject.deal.template_version, subject.scope.template.version
    if begun and begun != now:
        yield hint(
            "other-template-version",
            Place("The wording", EXTRA, "template_version"),
            f"This agreement was begun with version {begun} of its wording; this is {now}.",
            "Read the text again before it is offered.",
            Fix("take the new wording", (Edit(("template_version",), now),)),
        )
