"""Rules of one kind of agreement, as its template has them: what may not stand, what must."""

from collections.abc import Iterator

from ...domain.findings import Finding, Place, Severity
from .subject import Subject


def template_rules(subject: Subject) -> Iterator[Finding]:
    """Checks 9, 15, 16, 18: a rule speaks when its conditions hold and its unit is not there."""
    there = {line.unit for clause in subject.text.clauses for line in clause.subclauses}
    for rule in subject.scope.template.rules:
        if rule.lacks in there or not subject.scope.facts.hold(rule.when):
            continue
        place = subject.at_question(rule.question) if rule.question else Place("The agreement")
        yield Finding(
            "template-rule", Severity(rule.severity), place, subject.say(rule.says), rule.why
        )
