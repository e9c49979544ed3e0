"""Rules of one kind of agreement: those its template has, and what it has no place for at all."""

import re
from collections.abc import Iterator

from ...domain.findings import EXTRA, Edit, Finding, Fix, Place, Severity, warning
from ..asking.roles import Role
from .places import at_rewording, at_term
from .subject import Subject

#: A rule that names no question is about the agreement as a whole.
_ANYWHERE = Place("The agreement", EXTRA)


def template_rules(subject: Subject) -> Iterator[Finding]:
    """Checks 9, 15, 16, 18: a rule speaks when its conditions hold and its unit is not there."""
    there = {line.unit for clause in subject.text.clauses for line in clause.subclauses}
    for rule in subject.scope.template.rules:
        if rule.lacks in there or not subject.scope.facts.hold(rule.when):
            continue
        place = subject.at_question(rule.question) if rule.question else _ANYWHERE
        yield Finding(
            "template-rule", Severity(rule.severity), place, subject.say(rule.says), rule.why
        )


def things_out_of_place(subject: Subject) -> Iterator[Finding]:
    """Check 16: a kind that asks for nothing to hand over leaves out what the project names."""
    count = len(subject.deal.project.deliverables)
    if count and subject.scope.playing(Role.DELIVERABLES) is None:
        yield warning(
            "things-out-of-place",
            Place("The agreement", EXTRA, "deliverables"),
            f"The project names {'a thing' if count == 1 else f'{count} things'} to hand over, "
            "and this agreement is not about any work.",
            "Nothing of it is printed. What is to be made belongs in an agreement of its own.",
            Fix("leave it out", (Edit(("project", "deliverables"), ()),)),
        )


def sum_out_of_place(subject: Subject) -> Iterator[Finding]:
    """Checks 15 and 16: a kind without a price gets none through somebody's own words."""
    if subject.scope.playing(Role.PRICE) is not None:
        return
    terms = enumerate(subject.deal.special_terms)
    own = [(at_term(index), term.text) for index, term in terms]
    own += [(at_rewording(one.unit), one.text) for one in subject.deal.rewordings]
    for place, words in own:
        if found := _SUM.search(words):
            yield warning(
                "sum-out-of-place",
                place,
                f"“{found.group()}” stands in an agreement that is not about any work.",
                "A price makes it look like a contract for work, without the terms of one.",
            )


_SUM = re.compile(
    r"[£€$]\s?\d[\d.,]*\d|[£€$]\s?\d|\d[\d.,]*\s?(?:pounds|euros|dollars|GBP|EUR|USD)\b",
    re.IGNORECASE,
)
