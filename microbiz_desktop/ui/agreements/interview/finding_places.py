"""From a finding to its question, and from findings to what is said under the fields."""

from collections.abc import Mapping, Sequence

from microbiz_desktop.domain.findings import EXTRA, Finding, Severity
from microbiz_desktop.services.agreements.asked import Section, is_answered
from microbiz_desktop.services.agreements.left import is_at, section_of


def place_of(finding: Finding, sections: Sequence[Section]) -> tuple[str, str]:
    """Section and question a finding leads to; of extra terms the question names the term."""
    section = section_of(finding.place, sections)
    if section == EXTRA:
        return EXTRA, finding.place.question
    asked = next(one for one in sections if one.id == section).questions
    return section, next((q.id for q in asked if is_at(q, finding.place)), finding.place.question)


def is_asked_nowhere(finding: Finding) -> bool:
    """Whether it is of a fact of the project that no question of this kind asks: it has a mend."""
    edits = finding.mend.edits if finding.mend is not None else ()
    return finding.place.section == EXTRA and any(edit.path[0] == "project" for edit in edits)


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
