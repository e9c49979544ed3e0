"""Answers that do not go together, as the template has it in `pairs.toml`."""

from collections.abc import Iterator

from ...domain.findings import Edit, Finding, Fix, Severity
from ..templates.pairs import Decision, Meeting, Pair, holding
from .subject import Subject


def decided_pairs(subject: Subject) -> Iterator[Finding]:
    """What was decided; an option that is not offered was chosen before, or in a deal file."""
    scope = subject.scope
    for meeting, pair in holding(scope.template.meetings, scope.by_id, subject.scope.facts):
        yield _finding(subject, meeting, pair)


def _finding(subject: Subject, meeting: Meeting, pair: Pair) -> Finding:
    warns = pair.decision == Decision.WARNING
    return Finding(
        "answers-meet" if warns else "answers-apart",
        Severity.WARNING if warns else Severity.ERROR,
        subject.at_question(pair.mend.question if pair.mend else meeting.questions[-1]),
        pair.says,
        pair.why,
        _mend(subject, pair),
    )


def _mend(subject: Subject, pair: Pair) -> Fix | None:
    if pair.mend is None:
        return None
    question = subject.scope.by_id[pair.mend.question]
    return Fix(pair.mend.label, (Edit(question.path(), pair.mend.value),))
