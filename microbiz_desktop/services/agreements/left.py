"""What is left before an offer: the one count, in all and by section of the interview.

The foot and the list of sections in the studio, its checks, the offer, Home and the list of
agreements all ask here, so that no two of them can say different numbers.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ...domain.findings import EXTRA, Finding, Place, Severity
from ...drafting.asking.questions import Question, Section


def left(findings: Iterable[Finding]) -> int:
    """How many things stop an offer: open questions and whatever else is an error."""
    return sum(finding.severity is Severity.ERROR for finding in findings)


def left_by_section(findings: Iterable[Finding], sections: Sequence[Section]) -> Mapping[str, int]:
    """The same by the section that leads to them; their sum is what is left in all."""
    stopping = (one for one in findings if one.severity is Severity.ERROR)
    return Counter(section_of(one.place, sections) for one in stopping)


def section_of(place: Place, sections: Sequence[Section]) -> str:
    """The section of the interview that a place is in; what is asked in none is an extra term."""
    for section in sections:
        if any(is_at(question, place) for question in section.questions):
            return section.id
    known = {section.id for section in sections}
    return place.section if place.section in known else EXTRA


def is_at(question: Question, place: Place) -> bool:
    """Whether this question is what a place names; people and project are asked by questions."""
    if place.section == "parties":
        return question.source == "parties"
    if place.section == "project":
        return question.source == f"project.{place.question}"
    return place.section != EXTRA and question.id == place.question
