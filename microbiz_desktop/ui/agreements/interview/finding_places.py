"""From a finding to its question, and from findings to what is said under the fields."""

from collections.abc import Mapping, Sequence

from microbiz_desktop.domain.findings import Finding, Severity
from microbiz_desktop.services.agreements.asked import Section, is_answered


def place_of(finding: Finding, sections: Sequence[Section]) -> tuple[str, str]:
    """Section and question a finding leads to; fixed places are found by what they stand for."""
    place = finding.place
    for section in sections:
        for question in section.questions:
            by_id = question.id == place.question and place.section not in _FIXED
            if by_id or question.source == _source_of(finding):
                return section.id, question.id
    known = {section.id for section in sections}
    return (place.section if place.section in known else sections[0].id), place.question


def leads_to_answer(finding: Finding) -> bool:
    """Whether something that is asked can mend it; its words or its wording cannot be asked."""
    place = finding.place
    return bool(place.section or place.question or place.clause)


#: Sections of findings that are not sections of the interview.
_FIXED = ("parties", "project")


def _source_of(finding: Finding) -> str:
    place = finding.place
    if place.section == "parties":
        return "parties"
    if place.section == "project":
        return f"project.{place.question}"
    return "no such source"


def problems_of(
    findings: Sequence[Finding],
    sections: Sequence[Section],
    answers: Mapping[str, object],
    pointed: frozenset[str],
) -> dict[str, str]:
    """Errors by question. A question not answered yet is not nagged about until it was shown."""
    found: dict[str, str] = {}
    for finding in findings:
        if finding.severity is not Severity.ERROR:
            continue
        _, question = place_of(finding, sections)
        if question in pointed or is_answered(answers.get(question)):
            found.setdefault(question, finding.message)
    return found
