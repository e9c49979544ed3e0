"""How far each section of the interview is, as the list of sections shows it."""

from collections import Counter
from collections.abc import Mapping, Sequence

from microbiz_desktop.domain.findings import Finding, Severity
from microbiz_desktop.services.agreements.asked import Section
from microbiz_desktop.services.agreements.values import SectionProgress
from microbiz_desktop.ui.agreements.interview.finding_places import leads_to_answer, place_of
from microbiz_desktop.ui.widgets.progress import SectionState


def errors_by_section(
    findings: Sequence[Finding], sections: Sequence[Section]
) -> Mapping[str, int]:
    """Errors by the section of the interview that they lead to; some lead to none."""
    errors = (f for f in findings if f.severity is Severity.ERROR and leads_to_answer(f))
    return Counter(place_of(finding, sections)[0] for finding in errors)


def states_of(
    sections: Sequence[Section],
    progress: Sequence[SectionProgress],
    errors: Mapping[str, int],
    extra: str,
    terms: int,
) -> tuple[SectionState, ...]:
    """One state a section; `extra` names the section that asks nothing, with its terms."""
    known = {one.section: one for one in progress}
    found = []
    for section in sections:
        one = known.get(section.id)
        if section.id == extra:
            mend = errors.get(extra, 0)
            found.append(SectionState(extra, section.title, 0, 0, mend, note=_terms(terms)))
        elif one is None:
            found.append(SectionState(section.id, section.title, 0, len(section.questions)))
        else:
            mend = errors.get(section.id, 0)
            found.append(SectionState(one.section, one.title, one.answered, one.asked, mend))
    return tuple(found)


def _terms(count: int) -> str:
    if not count:
        return "None, as usual"
    return "1 of your own" if count == 1 else f"{count} of your own"
