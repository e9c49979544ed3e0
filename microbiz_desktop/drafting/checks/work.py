"""Checks 2, 10, 12, 21 and the dates of 29: deliverables, the term, notice and review.

`registry` runs them with the other checks. Days are compared as days of the calendar; what is none
is told by a check of its own and passed over by the others.
"""

from collections.abc import Iterator
from datetime import date

from ...domain.dates import Duration, end_of, parse_day, parse_duration
from ...domain.deal import Deliverable
from ...domain.findings import Finding, Fix, error, hint, warning
from ...domain.words.phrases import joined
from ..asking.answer_kinds import AnswerKind, cells
from ..asking.questions import Question
from ..asking.roles import Role
from ..money.terms import deliverables, milestones
from .subject import Subject


def deliverable_owners(subject: Subject) -> Iterator[Finding]:
    """Check 2: each deliverable has one owner who is a party."""
    for index, item in enumerate(deliverables(subject.scope.by_role.answers)):
        if item.owner and subject.deal.party(item.owner) is not None:
            continue
        what = "belongs to nobody who is a party" if item.owner else "has no owner"
        yield error(
            "deliverable-owner",
            subject.at(Role.DELIVERABLES),
            f"{_named(index, item)} {what}.",
            "One party must answer for it.",
        )


def deliverable_dates(subject: Subject) -> Iterator[Finding]:
    """Check 2: each deliverable has a date inside the term."""
    start, end = _term(subject)
    for index, item in enumerate(deliverables(subject.scope.by_role.answers)):
        due = parse_day(item.due)
        if not item.due:
            yield error(
                "deliverable-date",
                subject.at(Role.DELIVERABLES),
                f"{_named(index, item)} has no date.",
                "Nobody could say that it is late.",
            )
        elif due and end and due > end:
            yield _late(subject, index, item, due, end)
        elif due and start and due < start:
            yield warning(
                "deliverable-early",
                subject.at(Role.DELIVERABLES),
                f"{_named(index, item)} is due before the work starts.",
                "One of the two dates is probably wrong.",
            )


def _late(subject: Subject, index: int, item: Deliverable, due: date, end: date) -> Finding:
    days = (due - end).days
    return warning(
        "deliverable-late",
        subject.at(Role.DELIVERABLES),
        f"{_named(index, item)} is due {_days(days)} after the work ends.",
        "The work ends when everything is handed over.",
        Fix("move the end", (subject.edit(Role.END, due.isoformat()),)),
    )


def _term(subject: Subject) -> tuple[date | None, date | None]:
    """The first and the last day of the work, as far as they are days."""
    start, end = (str(subject.answer(role) or "") for role in (Role.START, Role.END))
    return parse_day(start), parse_day(end)


def _days(count: int) -> str:
    if count % 7 == 0:
        return "a week" if count == 7 else f"{count // 7} weeks"
    return "a day" if count == 1 else f"{count} days"


def _named(index: int, item: Deliverable) -> str:
    return f"Deliverable {index + 1}{f', “{item.title}”,' if item.title else ''}"


def parties_without_deliverable(subject: Subject) -> Iterator[Finding]:
    """W12: a party that hands nothing over is perhaps forgotten; the lead of two, never."""
    items = deliverables(subject.scope.by_role.answers)
    owners = {item.owner for item in items}
    if subject.scope.template.max_parties == 2:  # one of the two works for the other
        owners.add(str(subject.answer(Role.LEAD)))
    idle = [subject.name(p.key) for p in subject.deal.parties if p.key not in owners]
    if items and idle and subject.asked(Role.DELIVERABLES):
        yield hint(
            "party-without-deliverable",
            subject.at(Role.DELIVERABLES),
            f"{joined(idle)} {'hands' if len(idle) == 1 else 'hand'} nothing over.",
            "What nobody listed is easily forgotten, and nobody answers for it.",
        )


def milestone_dates(subject: Subject) -> Iterator[Finding]:
    """W12: a milestone is reached inside the term of the work."""
    start, end = _term(subject)
    if not subject.asked(Role.MILESTONES):
        return
    for index, item in enumerate(milestones(subject.scope.by_role.answers), start=1):
        due = parse_day(item.due)
        early, late = due and start and due < start, due and end and due > end
        if early or late:
            yield warning(
                "milestone-outside",
                subject.at(Role.MILESTONES, item.party),
                f"Milestone {index}, “{item.title}”, is due "
                f"{'after the work ends' if late else 'before the work starts'}.",
                "One of the two dates is probably wrong.",
            )


def term_order(subject: Subject) -> Iterator[Finding]:
    """Check 21: the end is not before the start."""
    start, end = _term(subject)
    if start and end and end < start:
        yield error(
            "end-before-start",
            subject.at(Role.END),
            "The work ends before it starts.",
            "One of the two dates is wrong.",
            Fix(
                "swap the dates",
                (
                    subject.edit(Role.START, end.isoformat()),
                    subject.edit(Role.END, start.isoformat()),
                ),
            ),
        )


def review_date(subject: Subject) -> Iterator[Finding]:
    """Check 21: looking back comes after the end."""
    _, end = _term(subject)
    review = parse_day(str(subject.answer(Role.REVIEW_BY) or ""))
    if end and review and review < end:
        after = end_of(end, Duration(4, "weeks")).isoformat()
        yield warning(
            "review-before-end",
            subject.at(Role.REVIEW_BY),
            "The parties look back before the work ends.",
            "Looking back needs finished work to look at.",
            Fix("four weeks after the end", (subject.edit(Role.REVIEW_BY, after),)),
        )


def notice_length(subject: Subject) -> Iterator[Finding]:
    """Check 12: notice is shorter than the work."""
    start, end = _term(subject)
    notice = parse_duration(str(subject.answer(Role.NOTICE) or ""))
    if not start or not end or notice is None or end < start or end_of(start, notice) < end:
        return
    lasts = (end - start).days + 1  # both days are days of work
    question = subject.asked(Role.NOTICE)
    usual = question.usual or question.default if question else None
    usable = parse_duration(str(usual or ""))
    mend = None
    if usable and end_of(start, usable) < end:
        mend = Fix(usable.to_text(), (subject.edit(Role.NOTICE, usable.to_text()),))
    yield warning(
        "notice-too-long",
        subject.at(Role.NOTICE),
        f"Notice of {notice.to_text()} is no shorter than the work, {_days(lasts)}.",
        "Nobody could leave before the end.",
        mend,
    )


def secrets_outlive_work(subject: Subject) -> Iterator[Finding]:
    """Check 10: secrets outlive the work, as they do when counted from its end (`project_…`)."""
    kept = subject.answer(Role.CONFIDENTIALITY_TERM)
    start, end = _term(subject)
    if not isinstance(kept, str) or kept == "forever" or kept.startswith("project_"):
        return
    length = parse_duration(kept)
    outlives = length is not None and start and end and end_of(start, length) > end
    if not outlives:
        yield warning(
            "secrets-end-early",
            subject.at(Role.CONFIDENTIALITY_TERM),
            "Secrets are free before or as soon as the work ends.",
            "What was learnt in the work is worth most just after it.",
        )


def real_days(subject: Subject) -> Iterator[Finding]:
    """Check 29: every date is a day of the calendar."""
    for question in subject.scope.template.questions:
        if not subject.shows(question):
            continue
        for text, party in _dates_of(question, subject):
            if text and parse_day(text) is None:
                yield error(
                    "not-a-day",
                    subject.at_question(question.id, party),
                    f"“{text}” is not a day of the calendar.",
                    "A date that falls on no day never comes.",
                )


def _dates_of(question: Question, subject: Subject) -> Iterator[tuple[str, str]]:
    value = subject.value(question)
    if question.kind is AnswerKind.DATE:
        yield str(value or ""), ""
    for row, column, cell in cells(subject.scope.columns(question), value):
        if column.kind is AnswerKind.DATE:
            yield str(cell or ""), row if isinstance(row, str) else ""
