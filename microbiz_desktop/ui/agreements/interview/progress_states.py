"""How far each section of the interview is, as the list of sections shows it."""

from collections.abc import Collection, Sequence

from microbiz_desktop.domain.findings import EXTRA, Finding
from microbiz_desktop.services.agreements.asked import Section
from microbiz_desktop.services.agreements.left import left_by_section
from microbiz_desktop.services.agreements.values import SectionProgress
from microbiz_desktop.ui.widgets.progress import SectionState

#: What an open question is called; every other error is a thing that is wrong.
_OPEN = "missing-answer"


def states_of(
    sections: Sequence[Section],
    progress: Sequence[SectionProgress],
    findings: Sequence[Finding],
    looked_at: Collection[str],
    terms: int,
) -> tuple[SectionState, ...]:
    """One state a section, from the findings that are shown; `terms` stand in the extra one."""
    known = {one.section: one for one in progress}
    left = left_by_section(findings, sections)
    wrong = left_by_section([one for one in findings if one.code != _OPEN], sections)
    found = []
    for section in sections:
        one = known.get(section.id)
        found.append(
            SectionState(
                section.id,
                section.title,
                one.answered if one else 0,
                one.asked if one else 0,
                left[section.id],
                looked_at=section.id in looked_at,
                as_usual=bool(one and one.as_usual),
                wrong=bool(wrong[section.id]),
                note=_terms(terms) if section.id == EXTRA else "",
                known=one is not None,
            )
        )
    return tuple(found)


def _terms(count: int) -> str:
    if not count:
        return "None, as usual"
    return "1 of your own" if count == 1 else f"{count} of your own"
